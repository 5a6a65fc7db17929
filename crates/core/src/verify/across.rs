//! **Between opérateurs**: where the same words are claimed by démarches of two opérateurs,
//! something tells them apart: one of the two names the other in `voir_aussi`, or a question on the
//! way names the other opérateur.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::keywords::lower;
use crate::tree::{Demarche, Fault, NodeId, Operateur, Part, Place, Tree};

/// Words that more démarches than this claim need no more findings.
const MOST_RIVALS: usize = 5;

/// A démarche that claims words.
#[derive(Clone, Copy)]
struct Claim<'t> {
    operateur: &'t Operateur,
    tree: &'t Tree,
    node: NodeId,
    demarche: &'t Demarche,
}

/// The faults of each tree, by its rank among `trees`: of two claims the later is told.
pub(super) fn check(trees: &[(&Operateur, Tree)]) -> Vec<(usize, Fault)> {
    let mut first: HashMap<Cow<'_, str>, Claim<'_>> = HashMap::with_capacity(claims(trees));
    // Few words are claimed twice: only those keep a list.
    let mut others: HashMap<Cow<'_, str>, Vec<Claim<'_>>> = HashMap::new();
    let mut faults = Vec::new();
    let asked = Asked::default();
    for (rank, (operateur, tree)) in trees.iter().enumerate() {
        for (node, demarche) in tree.demarches() {
            let claim = Claim { operateur, tree, node, demarche };
            for (field, words) in claimed(demarche) {
                let taken = match first.entry(lower(words)) {
                    Entry::Vacant(free) => {
                        free.insert(claim);
                        continue;
                    }
                    Entry::Occupied(taken) => *taken.get(),
                };
                let others = others.entry(lower(words)).or_default();
                let rivals = std::iter::once(&taken).chain(&*others);
                let rivals = rivals.filter(|other| other.operateur.id != operateur.id);
                let alike = rivals.filter(|other| !told_apart(&claim, other, &asked));
                faults.extend(alike.map(|other| (rank, fault(&claim, other, field, words))));
                if others.len() < MOST_RIVALS {
                    others.push(claim);
                }
            }
        }
    }
    faults
}

/// About how many words are claimed in all.
fn claims(trees: &[(&Operateur, Tree)]) -> usize {
    trees.iter().flat_map(|(_, tree)| tree.demarches()).map(|(_, demarche)| claimed(demarche).count()).sum()
}

/// The words by which a démarche is found: its title, its requests, its keywords.
fn claimed(demarche: &Demarche) -> impl Iterator<Item = (&'static str, &str)> {
    let requests = demarche.demarches.iter().flat_map(|sub| {
        let keywords = sub.mots_cles.iter().map(|words| ("mots_cles", words.as_str()));
        std::iter::once(("texte", sub.texte.as_str())).chain(keywords)
    });
    let keywords = demarche.mots_cles.iter().map(|words| ("mots_cles", words.as_str()));
    std::iter::once(("titre", demarche.titre.as_str())).chain(requests).chain(keywords)
}

fn told_apart<'t>(one: &Claim<'t>, other: &Claim<'t>, asked: &Asked<'t>) -> bool {
    let cites = |from: &Claim<'_>, to: &Claim<'_>| {
        from.demarche.voir_aussi.iter().any(|ligne| to.demarche.lignes.contains(ligne))
    };
    cites(one, other) || cites(other, one) || asked.of(one, other.operateur) || asked.of(other, one.operateur)
}

/// For a tree and an opérateur, whether a question that names the opérateur lies on a way to each node.
#[derive(Default)]
struct Asked<'t>(RefCell<HashMap<(&'t str, &'t str), Vec<bool>>>);

impl<'t> Asked<'t> {
    /// Whether a question on a way to the démarche names this opérateur.
    fn of(&self, claim: &Claim<'t>, operateur: &'t Operateur) -> bool {
        let mut known = self.0.borrow_mut();
        let behind = known.entry((&claim.tree.operateur, &operateur.id)).or_insert_with(|| {
            let names = |text: &str| text.contains(&operateur.nom);
            let naming = claim.tree.nodes().filter(|(_, node)| {
                node.question().is_some_and(|question| {
                    let reponses = question.reponses.iter().any(|reponse| names(&reponse.texte));
                    reponses || names(&question.texte) || question.aide.as_deref().is_some_and(names)
                })
            });
            claim.tree.reached(naming.flat_map(|(_, node)| node.targets()))
        });
        behind[claim.node.index()]
    }
}

fn fault(claim: &Claim<'_>, other: &Claim<'_>, field: &'static str, words: &str) -> Fault {
    Fault::warning(
        "entre-operateurs",
        Place::words(Part::Node(claim.node.index()), field, words),
        format!(
            "« {words} » mène aussi à la démarche « {} » de « {} », et rien ne les distingue.",
            other.demarche.id, other.operateur.id
        ),
        format!(
            "Précisez ces mots, ou ajoutez « voir_aussi: [\"{}\"] » à cette démarche.",
            other.demarche.lignes.first().map_or("…", String::as_str)
        ),
    )
}
