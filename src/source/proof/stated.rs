//! What a tree states of each row: the facts of its outcomes and of the way to them, but what is marked as ours.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use super::anchors::Asked;
use crate::source::facts::{Fact, canal, facts, valeur};
use crate::source::folding::{fold, places};
use crate::source::{categorie, channels};
use aiguilleur_core::tree::{Canal, Operateur, Tree};
use aiguilleur_core::walk::{Outcome, Request, Survey};

/// What starts a sentence of ours.
const OURS: &str = "Hors référentiel";

/// What the outcomes of a row state.
#[derive(Default)]
pub(super) struct Stated {
    /// The words of the row, beside its facts: how it is recognised.
    pub(super) asked: Asked,
    pub(super) categories: BTreeSet<&'static str>,
    pub(super) facts: BTreeSet<Fact>,
    /// Stated on the way there: enough for the row, and no claim.
    on_the_way: BTreeSet<Fact>,
    /// The channels that only the words of a step name: enough for the row, and a claim where it has no such word at all.
    pub(super) worded: Vec<Canal>,
    /// The same, on the ways that many rows share.
    shared: Vec<Rc<BTreeSet<Fact>>>,
    /// The numbers to call and the addresses that are said of the document or of another row: the table has them somewhere.
    pub(super) cited: BTreeSet<Fact>,
    /// What the contacts of its steps say beside their means, whom they are, when, at what price: enough for the row, and
    /// what the table says somewhere.
    pub(super) contacts: BTreeSet<Fact>,
    /// A step says that something of it is ours.
    pub(super) borrows: bool,
}

impl Stated {
    /// The facts of a text, and its words, without what is marked as ours.
    fn say(&mut self, text: &str) {
        let Voices { row, about } = Voices::of(text);
        // The numbers are those of rows, mostly.
        let address = |fact: &Fact| matches!(fact, Fact::Telephone(_) | Fact::Courriel(_) | Fact::Site(_));
        self.cited.extend(facts(&about, false).into_iter().filter(address));
        self.facts.extend(facts(&row, false));
        self.asked.say(&row);
    }

    /// The channels that the words of a step name.
    fn word(&mut self, text: &str) {
        let text = ours_left_out(text);
        self.on_the_way.extend(facts(&text, true));
        for way in channels::find(&text).ways {
            if !self.worded.contains(&way.canal) {
                self.worded.push(way.canal);
            }
        }
    }

    /// Whether its outcomes, or a way to one of them, say this.
    pub(super) fn says(&self, fact: &Fact) -> bool {
        let mut sets = [&self.facts, &self.on_the_way, &self.contacts]
            .into_iter()
            .chain(self.shared.iter().map(Rc::as_ref));
        sets.any(|set| set.contains(fact))
    }
}

/// What the outcomes of each row state, in the order of the index.
pub(super) fn stated(tree: &Tree, operateur: &Operateur) -> Vec<(String, Stated)> {
    let mut rows: BTreeMap<&str, Stated> = BTreeMap::new();
    let survey = Survey::new(tree);
    let ways = Ways::new(&survey);
    let mut met: HashSet<(&str, usize)> = HashSet::new();
    for rank in 0..survey.size() {
        let Some((found, demarche)) =
            survey.outcome(rank).and_then(|found| Some((found, found.request.demarche()?)))
        else {
            continue;
        };
        for id in &demarche.lignes {
            let stated = rows.entry(id).or_default();
            stated.categories.insert(categorie::name(demarche.categorie));
            outcome(&found, stated);
            let mut at = rank;
            // What another outcome of the row came through is said already.
            while let Some((from, request)) = ways.before(at).filter(|_| met.insert((id, at))) {
                // What is asked once the row is known is its own; what leads to it is enough for the row.
                let Some(request) = request else {
                    stated.shared.push(Rc::clone(&ways.shared[at]));
                    break;
                };
                let said = ways.said(at);
                let own = request.lignes().contains(id);
                let side = if own { &mut stated.facts } else { &mut stated.on_the_way };
                side.extend(facts(&said, false));
                stated.on_the_way.extend(facts(&said, true));
                stated.on_the_way.extend(facts(&ways.helped(at), true));
                at = from;
            }
        }
    }
    let row = |ligne: &aiguilleur_core::tree::Ligne| {
        let mut stated = rows.remove(ligne.id.as_str()).unwrap_or_default();
        stated.asked.request(&[&ligne.nom]);
        stated.asked.say(&ligne.nom);
        (ligne.id.clone(), stated)
    };
    operateur.lignes().map(row).collect()
}

/// The ways to the positions of a tree, and what is said on them.
struct Ways<'s, 't> {
    survey: &'s Survey<'t>,
    /// At each rank, the facts of all that is asked before any démarche is known: a set is made where one is added, for
    /// the ways of a long list are far longer, together, than the tree.
    shared: Vec<Rc<BTreeSet<Fact>>>,
}

impl<'s, 't> Ways<'s, 't> {
    fn new(survey: &'s Survey<'t>) -> Self {
        let mut ways = Self { survey, shared: vec![Rc::default(); survey.size()] };
        for rank in 0..survey.size() {
            let Some((from, None)) = ways.before(rank) else { continue };
            let said = ways.said(rank);
            let mut own = facts(&said, false);
            own.extend(facts(&said, true));
            // A number that helps to tell an urgency is that of no other row.
            own.extend(facts(&ways.helped(rank), true).into_iter().filter(|fact| fact.figure().is_none()));
            let before = &ways.shared[from];
            ways.shared[rank] = if own.is_subset(before) {
                Rc::clone(before)
            } else {
                own.extend(before.iter().cloned());
                Rc::new(own)
            };
        }
        ways
    }

    /// The rank before this one, and the request that is known there.
    fn before(&self, rank: usize) -> Option<(usize, Option<Request<'t>>)> {
        let (from, _) = self.survey.came_from(rank)?;
        let ask = self.survey.position(from).ask(self.survey.tree())?;
        Some((from, ask.request))
    }

    /// What is asked and answered just before this rank.
    fn said(&self, rank: usize) -> String {
        let Some(edge) = self.survey.way_back(rank).next() else { return String::new() };
        format!("{}\n{}", edge.question.texte, edge.reponse.texte)
    }

    /// The help of that question: it tells rows apart, so that it speaks of others too.
    fn helped(&self, rank: usize) -> String {
        let edge = self.survey.way_back(rank).next();
        edge.and_then(|edge| edge.question.aide.as_deref()).map(ours_left_out).unwrap_or_default()
    }
}

fn outcome(outcome: &Outcome<'_>, stated: &mut Stated) {
    let Request::Demarche(demarche) = outcome.request else { return };
    stated.say(&demarche.titre);
    let subs: Vec<&str> = demarche.demarches.iter().map(|sub| sub.texte.as_str()).collect();
    let faire: Vec<&str> = demarche.faire.iter().map(String::as_str).collect();
    let whole: Vec<&str> = std::iter::once(demarche.titre.as_str()).chain(subs.iter().copied()).collect();
    for words in [&whole[..1], &subs, &faire, &whole] {
        stated.asked.request(words);
    }
    demarche.demarches.iter().for_each(|sub| stated.say(&sub.texte));
    for step in &demarche.faire {
        stated.say(step);
        stated.word(step);
    }
    let Some(conduite) = outcome.conduite else { return };
    for etape in &conduite.etapes {
        stated.borrows |= etape.texte.contains(OURS);
        stated.say(&etape.texte);
        stated.say(etape.usager.as_deref().unwrap_or_default());
        stated.word(&etape.texte);
        let Some(contact) = etape.contact.as_deref().and_then(|id| outcome.tree.contact(id)) else {
            continue;
        };
        stated
            .contacts
            .extend(facts(&contact.nom, false).into_iter().filter(|fact| matches!(fact, Fact::Organisme(_))));
        let named = |canal| etape.canaux.is_empty() || etape.canaux.contains(&canal);
        for channel in contact.canaux.iter().filter(|channel| named(channel.canal)) {
            stated.facts.extend(canal(channel.canal));
            stated.facts.extend(channel.valeur.as_deref().and_then(|value| valeur(channel.canal, value)));
            for said in [&channel.horaires, &channel.prix].into_iter().flatten() {
                stated.contacts.extend(facts(said, false));
            }
            // An address to write to, a site where one makes an appointment: read as text.
            let address = channel.valeur.as_ref().filter(|text| valeur(channel.canal, text).is_none());
            for said in [address, channel.precision.as_ref()].into_iter().flatten() {
                stated.facts.extend(facts(said, false));
            }
        }
    }
}

/// What a text says, by who speaks; what the author says of his own is in neither.
#[derive(Default)]
struct Voices {
    /// The row that it is from.
    row: String,
    /// The author, of the document itself or of another row.
    about: String,
}

impl Voices {
    fn of(text: &str) -> Self {
        let mut voices = Self::default();
        for sentence in sentences(text).filter(|sentence| !is_ours(sentence)) {
            let about = names_another(sentence);
            let said = if about { &mut voices.about } else { &mut voices.row };
            said.push_str(sentence);
        }
        voices
    }
}

/// A text without what is ours, and without its sentences about the document itself: they name other rows.
pub(super) fn ours_left_out(text: &str) -> String {
    Voices::of(text).row
}

/// A line of a table up to what is ours in it: an export puts our help there, to the end of the line.
pub(super) fn theirs(line: &str) -> &str {
    let length = sentences(line).take_while(|sentence| !is_ours(sentence)).map(str::len).sum();
    &line[..length]
}

/// The sentences of a text, each with the space behind it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = [". ", "? ", "! "].iter().filter_map(|end| rest.find(end));
        let (sentence, next) = rest.split_at(ends.min().map_or(rest.len(), |at| at + 2));
        rest = next;
        Some(sentence).filter(|sentence| !sentence.is_empty())
    })
}

fn is_ours(sentence: &str) -> bool {
    sentence.trim_start_matches("• ").starts_with(OURS)
}

/// Whether a sentence speaks of the document, or of a row by its number: « la ligne 15 », « la ligne caf-02 »; « la ligne
/// dédiée : 09 69 39 29 19 » is one to call.
fn names_another(sentence: &str) -> bool {
    let folded = fold(sentence);
    if folded.contains("le referentiel") {
        return true;
    }
    if !folded.contains("ligne") {
        return false;
    }
    let lower = channels::small(sentence);
    let words: Vec<(usize, &str)> = places(&lower).collect();
    let called = channels::find(sentence).places;
    let is_row = |(at, word): &(usize, &str)| {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        number && !called.iter().any(|place| place.contains(at))
    };
    let row = |(rank, (_, word)): (usize, &(usize, &str))| {
        let online = rank > 0 && words[rank - 1].1 == "en";
        matches!(*word, "ligne" | "lignes") && !online && words[rank + 1..].iter().take(3).any(is_row)
    };
    words.iter().enumerate().any(row)
}
