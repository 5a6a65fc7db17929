//! The proof of a tree against its table, both ways: each row is in the tree with its category, each fact of the row
//! stands in its outcomes, and no outcome states what the row does not, but what is marked as ours.

use std::collections::{BTreeMap, BTreeSet};

use super::align::align;
use super::category;
use super::facts::{Fact, canal, facts, valeur};
use super::letters::{cut, fold};
use super::rows::Row;
use aiguilleur_core::tree::{Operateur, Tree};
use aiguilleur_core::walk::{Outcome, Position, Request, endings};

/// Which of the two lacks a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Tree,
    Document,
}

/// A fact that one of the two lacks.
#[derive(Debug)]
pub struct Gap {
    pub operateur: String,
    /// The id of the row.
    pub ligne: String,
    /// What is missing, in words.
    pub fact: String,
    pub lacking: Lacking,
    /// The file and the place of the row in the document; empty where it has none.
    pub at: String,
}

/// What starts a sentence of ours.
const OURS: &str = "Hors référentiel";

/// What the outcomes of a row state.
#[derive(Default)]
struct Stated {
    /// The words of the row, beside its facts: how it is recognised.
    words: String,
    categories: BTreeSet<&'static str>,
    facts: BTreeSet<Fact>,
    /// Stated on the way there: enough for the row, and no claim.
    on_the_way: BTreeSet<Fact>,
}

impl Stated {
    /// The facts of a text, and its words, without what is marked as ours.
    fn say(&mut self, text: &str) {
        let text = ours_left_out(text);
        self.facts.extend(facts(&text, false));
        self.words.push_str(&text);
        self.words.push(' ');
    }
}

/// Compares the rows of a table with the tree of their opérateur.
pub fn compare(rows: &[&Row], tree: &Tree, operateur: &Operateur) -> Vec<Gap> {
    let stated = stated(tree, operateur);
    let texts = |row: &&Row| format!("{} {}", row.demande, row.action);
    let table: Vec<String> = rows.iter().map(texts).collect();
    let names: Vec<&str> = stated.iter().map(|(_, stated)| stated.words.as_str()).collect();
    let pairs = align(&names, &table.iter().map(String::as_str).collect::<Vec<_>>());
    let everywhere: BTreeSet<Fact> = rows.iter().flat_map(|row| of_row(row)).collect();
    let mut gaps = Vec::new();
    let mut gap = |ligne: &str, row: Option<&Row>, fact: String, lacking| {
        let at = row.map(|row| format!("{}, {}", row.file, row.at)).unwrap_or_default();
        gaps.push(Gap { operateur: operateur.id.clone(), ligne: ligne.to_owned(), fact, lacking, at });
    };
    for pair in pairs {
        match pair {
            (Some(at), None) => {
                let fact = format!("la ligne entière : {}", cut(nom(operateur, &stated[at].0), 60));
                gap(&stated[at].0, None, fact, Lacking::Document);
            }
            (None, Some(at)) => {
                let id = format!("{}-{:02}", operateur.id, at + 1);
                let fact =
                    format!("une ligne de plus, la {}e du tableau : {}", at + 1, cut(&rows[at].demande, 60));
                gap(&id, Some(rows[at]), fact, Lacking::Tree);
            }
            (Some(known), Some(at)) => {
                let (id, stated) = &stated[known];
                for (fact, lacking) in differences(rows[at], stated, &everywhere) {
                    gap(id, Some(rows[at]), fact, lacking);
                }
            }
            (None, None) => {}
        }
    }
    gaps
}

fn nom<'o>(operateur: &'o Operateur, id: &str) -> &'o str {
    operateur.ligne(id).map_or("", |(_, ligne)| &ligne.nom)
}

/// The facts of a row: those of its request, and those of its action with its channels; a table that was exported holds
/// what is ours too.
pub fn of_row(row: &Row) -> BTreeSet<Fact> {
    let own = |text: &str| text.split('\n').map(ours_left_out).collect::<Vec<_>>().join("\n");
    let mut all = facts(&own(&row.demande), false);
    all.extend(facts(&own(&row.action), true));
    all
}

fn differences(row: &Row, stated: &Stated, everywhere: &BTreeSet<Fact>) -> Vec<(String, Lacking)> {
    let mut found = Vec::new();
    let categorie = category::name(row.categorie);
    if !stated.categories.contains(categorie) {
        let other = stated.categories.iter().copied().collect::<Vec<_>>().join(", ");
        found.push((format!("la catégorie « {categorie} » (l'arbre dit « {other} »)"), Lacking::Tree));
    }
    let own = of_row(row);
    let said = |fact: &Fact| stated.facts.contains(fact) || stated.on_the_way.contains(fact);
    let lost = own
        .iter()
        .filter(|fact| fact.is_claim() && !said(fact) && !fact.almost().is_some_and(|fact| said(&fact)));
    found.extend(lost.map(|fact| (fact.words(), Lacking::Tree)));
    // « Contacter les correspondants de l'ASP », without a way: the table gives it in another row.
    let silent = !own.iter().any(|fact| matches!(fact, Fact::Telephone(_) | Fact::Courriel(_)));
    let elsewhere = |fact: &&Fact| match fact {
        Fact::Telephone(_) | Fact::Courriel(_) => silent && everywhere.contains(fact),
        Fact::Canal(_) => silent && reaches_nobody(&own),
        // The site of the opérateur is that of all its rows.
        Fact::Site(_) => everywhere.contains(fact),
        Fact::Nombre(number) => own.contains(&Fact::Telephone(number.clone())),
        _ => false,
    };
    let almost = |fact: &Fact| fact.almost().is_some_and(|fact| own.contains(&fact));
    let claims = stated.facts.iter().filter(|fact| fact.is_claim());
    let invented = claims.filter(|fact| !own.contains(fact) && !almost(fact) && !elsewhere(fact));
    found.extend(invented.map(|fact| (fact.words(), Lacking::Document)));
    found
}

/// Whether a row names a body and no way to reach it.
fn reaches_nobody(own: &BTreeSet<Fact>) -> bool {
    !own.iter().any(|fact| matches!(fact, Fact::Canal(_)))
}

/// What the outcomes of each row state, in the order of the index.
fn stated(tree: &Tree, operateur: &Operateur) -> Vec<(String, Stated)> {
    let mut rows: BTreeMap<&str, Stated> = BTreeMap::new();
    for ending in endings(tree) {
        let Request::Demarche(demarche) = ending.outcome.request else { continue };
        for id in &demarche.lignes {
            let stated = rows.entry(id).or_default();
            stated.categories.insert(category::name(demarche.categorie));
            outcome(&ending.outcome, stated);
            let mut position = Position::start(tree);
            for edge in &ending.path {
                let aide = edge.question.aide.as_deref().unwrap_or_default();
                let said =
                    format!("{}\n{}\n{}", edge.question.texte, edge.reponse.texte, ours_left_out(aide));
                // What is asked once the row is known is its own; what leads to it is enough for the row.
                let asked = position.ask(tree).and_then(|ask| ask.request);
                let own = asked.is_some_and(|request| request.lignes().contains(id));
                let side = if own { &mut stated.facts } else { &mut stated.on_the_way };
                side.extend(facts(&said, false));
                stated.on_the_way.extend(facts(&said, true));
                position = position.follow(tree, edge.question, edge.reponse);
            }
        }
    }
    let row = |ligne: &aiguilleur_core::tree::Ligne| {
        let mut stated = rows.remove(ligne.id.as_str()).unwrap_or_default();
        stated.words = format!("{} {}", ligne.nom, stated.words);
        (ligne.id.clone(), stated)
    };
    operateur.lignes().map(row).collect()
}

fn outcome(outcome: &Outcome<'_>, stated: &mut Stated) {
    let Request::Demarche(demarche) = outcome.request else { return };
    stated.say(&demarche.titre);
    demarche.demarches.iter().for_each(|sub| stated.say(&sub.texte));
    demarche.faire.iter().for_each(|step| stated.say(step));
    let Some(conduite) = outcome.conduite else { return };
    for etape in &conduite.etapes {
        stated.say(&etape.texte);
        // A channel that only the words name is enough for the row.
        stated.on_the_way.extend(facts(&ours_left_out(&etape.texte), true));
        let Some(contact) = etape.contact.as_deref().and_then(|id| outcome.tree.contact(id)) else {
            continue;
        };
        let named = |canal| etape.canaux.is_empty() || etape.canaux.contains(&canal);
        for channel in contact.canaux.iter().filter(|channel| named(channel.canal)) {
            stated.facts.extend(canal(channel.canal));
            stated.facts.extend(channel.valeur.as_deref().and_then(|value| valeur(channel.canal, value)));
            for said in [&channel.horaires, &channel.prix, &channel.precision].into_iter().flatten() {
                stated.facts.extend(facts(said, false));
            }
        }
    }
}

/// A text without what is ours, and without its sentences about the document itself: they name other rows.
fn ours_left_out(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end =
            [". ", "? ", "! "].iter().filter_map(|end| rest.find(end)).min().map_or(rest.len(), |at| at + 2);
        let (sentence, next) = rest.split_at(end);
        if sentence.trim_start_matches("• ").starts_with(OURS) {
            break;
        }
        if !names_another(&fold(sentence)) {
            kept.push_str(sentence);
        }
        rest = next;
    }
    kept
}

/// Whether a folded sentence speaks of the document, or of a row by its number: « la ligne 15 », « la ligne caf-02 ».
fn names_another(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let row = |(at, word): (usize, &&str)| {
        let online = at > 0 && words[at - 1] == "en";
        matches!(*word, "ligne" | "lignes") && !online && words[at + 1..].iter().take(3).any(number)
    };
    folded.contains("le referentiel") || words.iter().enumerate().any(row)
}
