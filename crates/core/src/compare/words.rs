//! What a tree says otherwise: its words, the order of its answers, what tells an urgency, what the search knows.

use std::collections::{HashMap, HashSet};

use super::Alignment;
use super::change::{Change, Nature};
use super::names::title;
use super::served::Touched;
use crate::tree::{Demarche, Node, NodeId, Question, Reponse, Tree};
use crate::walk::Answered;

/// Everything that the nodes of one tree say otherwise in the other.
pub(super) fn words(alignment: &Alignment<'_>) -> Vec<Change> {
    let mut told = Told::new(&alignment.new.operateur);
    urgency(alignment, &mut told);
    sigles(alignment.old, alignment.new, &mut told);
    for (before, after) in alignment.pairs() {
        let (old, new) = (alignment.old.node(before), alignment.new.node(after));
        let touched = || alignment.touched_by(before, after);
        if let (Some(old), Some(new)) = (old.question(), new.question()) {
            question(alignment, old, new, &touched, &mut told);
        }
        match (old, new) {
            (Node::Demarche(old), Node::Demarche(new)) => {
                let named = format!("« {} »", new.titre);
                told.words(&named, &old.titre, &new.titre, &touched);
                let mot = |demarche: &Demarche| demarche.mot().unwrap_or_default().to_owned();
                told.words(&format!("{named}, mot de ce qui bloque"), &mot(old), &mot(new), &touched);
                told.lists(Nature::Recherche, &named, &said(old), &said(new), &touched);
                told.lists(Nature::Urgence, &named, &old.signes, &new.signes, &touched);
            }
            (Node::NonPrevu(old), Node::NonPrevu(new)) => {
                told.words(&format!("« {} »", new.texte), &old.texte, &new.texte, &touched);
            }
            _ => {}
        }
    }
    told.changes
}

/// How people say a démarche and the requests that it names.
fn said(demarche: &Demarche) -> Vec<String> {
    let requests = demarche.demarches.iter().flat_map(|request| &request.mots_cles);
    demarche.mots_cles.iter().chain(requests).cloned().collect()
}

/// The question that every outcome must lie behind.
fn urgency(alignment: &Alignment<'_>, told: &mut Told) {
    let (old, new) = (alignment.old, alignment.new);
    let same = match (old.urgence, new.urgence) {
        (None, None) => true,
        (Some(before), Some(after)) => alignment.twins(before, after),
        _ => false,
    };
    if !same {
        let named = |tree: &Tree, id: Option<NodeId>| {
            id.map_or("aucune question".to_owned(), |id| title(tree.node(id)))
        };
        let (from, to) = (named(old, old.urgence), named(new, new.urgence));
        told.push(Nature::Urgence, "La question d'urgence", &from, &to, &|| {
            alignment.touched_by(old.start, new.start)
        });
    }
}

fn question(
    alignment: &Alignment<'_>,
    old: &Question,
    new: &Question,
    touched: &dyn Fn() -> Touched,
    told: &mut Told,
) {
    let named = format!("« {} »", new.texte);
    told.words(&named, &old.texte, &new.texte, touched);
    let help = |question: &Question| question.aide.clone().unwrap_or_default();
    told.words(&format!("{named}, aide"), &help(old), &help(new), touched);
    let is: HashMap<&str, usize> = new.reponses.iter().map(|r| r.id.as_str()).zip(0..).collect();
    let by_words: HashMap<&str, &Reponse> = old.reponses.iter().map(|r| (r.texte.as_str(), r)).collect();
    let mut ranks = Vec::new();
    for before in &old.reponses {
        let ids = alignment.answered(Answered { question: old.id.as_str(), reponse: &before.id });
        let Some(&rank) = is.get(ids.reponse.as_str()) else { continue };
        let after = &new.reponses[rank];
        let answer = format!("{named}, réponse « {} »", after.texte);
        told.words(&answer, &before.texte, &after.texte, touched);
        if before.jamais_deduite != after.jamais_deduite {
            let [was, is] = [before, after].map(|reponse| {
                if reponse.jamais_deduite { "toujours demandée" } else { "déduite des mots cherchés" }
            });
            told.push(Nature::Recherche, &answer, was, is, touched);
        }
        // Another answer had these words.
        let namesake = by_words.get(after.texte.as_str()).filter(|_| before.texte != after.texte);
        if let Some(namesake) = namesake {
            // Whoever knows the words and not the ids is led elsewhere.
            let [was, is] = [(alignment.old, namesake.vers), (alignment.new, after.vers)].map(led_to);
            if was != is {
                told.push(Nature::Chemin, &answer, &was, &is, touched);
            }
        }
        ranks.push(rank);
    }
    if !ranks.is_sorted() {
        let texts = |ranks: &[usize]| {
            ranks.iter().map(|rank| new.reponses[*rank].texte.as_str()).collect::<Vec<_>>().join(" ; ")
        };
        let before = texts(&ranks);
        ranks.sort_unstable();
        told.push(Nature::Ordre, &named, &before, &texts(&ranks), touched);
    }
}

/// What an answer leads to, in words.
fn led_to((tree, target): (&Tree, Option<NodeId>)) -> String {
    target.map_or("sur place".to_owned(), |target| title(tree.node(target)))
}

/// Acronyms, and what they stand for.
fn sigles(old: &Tree, new: &Tree, told: &mut Told) {
    let meanings = |tree: &Tree| -> Vec<(String, String)> {
        tree.sigles.iter().map(|sigle| (sigle.sigle.clone(), sigle.sens.clone())).collect()
    };
    told.meanings("le sigle", &meanings(old), &meanings(new));
}

/// Changes, each once: what several places say is told for all of them together.
#[derive(Default)]
pub(super) struct Told {
    operateur: String,
    pub changes: Vec<Change>,
    ranks: HashMap<(Nature, String, String), usize>,
}

impl Told {
    /// Changes of this opérateur; of the document where it is empty.
    pub(super) fn new(operateur: &str) -> Self {
        Self { operateur: operateur.to_owned(), ..Self::default() }
    }

    pub(super) fn push(
        &mut self,
        nature: Nature,
        objet: &str,
        avant: &str,
        apres: &str,
        touched: &dyn Fn() -> Touched,
    ) {
        let next = self.changes.len();
        let rank = *self.ranks.entry((nature, objet.to_owned(), avant.to_owned())).or_insert(next);
        if rank == next {
            let change = Change::new(&self.operateur, nature, objet).between(avant, apres);
            self.changes.push(change.touching(touched()));
        } else {
            self.changes[rank].touch(&touched());
        }
    }

    /// The same thing in other words.
    pub(super) fn words(&mut self, objet: &str, avant: &str, apres: &str, touched: &dyn Fn() -> Touched) {
        if avant != apres {
            self.push(Nature::Libelle, objet, avant, apres, touched);
        }
    }

    /// What only one of two lists has.
    pub(super) fn lists(
        &mut self,
        nature: Nature,
        objet: &str,
        avant: &[String],
        apres: &[String],
        touched: &dyn Fn() -> Touched,
    ) {
        let only = |here: &[String], there: &[String]| {
            let there: HashSet<&String> = there.iter().collect();
            here.iter().filter(|text| !there.contains(text)).cloned().collect::<Vec<_>>().join(" ; ")
        };
        let (gone, come) = (only(avant, apres), only(apres, avant));
        if !gone.is_empty() || !come.is_empty() {
            self.push(nature, objet, &gone, &come, touched);
        }
    }

    /// Words that are explained, and what is said of each.
    pub(super) fn meanings(&mut self, what: &str, avant: &[(String, String)], apres: &[(String, String)]) {
        let was: HashMap<String, String> = avant.iter().cloned().collect();
        let is: HashSet<&String> = apres.iter().map(|(word, _)| word).collect();
        let gone: Vec<_> = avant.iter().filter(|(word, _)| !is.contains(word)).collect();
        for (word, before) in gone {
            self.words(&format!("{what} « {word} »"), before, "", &Touched::default);
        }
        for (word, after) in apres {
            let before = was.get(word).map_or("", String::as_str);
            self.words(&format!("{what} « {word} »"), before, after, &Touched::default);
        }
    }
}
