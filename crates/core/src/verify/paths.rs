//! **Every path ends, and says something**: with a démarche or a `NonPrevu` on it, after few
//! answers, without asking the same thing twice; and each kind of node leads where it should.

use std::collections::HashMap;

use super::Subject;
use crate::tree::{BLOCAGE, Categorie, Fault, Node, NodeId, Part, Suite, Tree};

/// The most answers that a path may take, urgency and blocage included.
pub(super) const DEEPEST: usize = 6;

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    ends(subject, faults);
    suites(subject.tree, faults);
    asked_once(subject.tree, faults);
    let longest = subject.survey.longest();
    if longest > DEEPEST {
        faults.push(Fault::warning(
            "profondeur",
            Part::Top,
            format!("Un chemin demande {longest} réponses. Au-delà de {DEEPEST}, on se perd."),
            "Réunissez deux questions, ou menez plus tôt à la démarche.",
        ));
    }
}

/// Every end has met a démarche or a `NonPrevu`: without one, there is nothing to say.
fn ends(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for rank in 0..subject.survey.size() {
        let position = subject.survey.position(rank);
        let silent = position.ask(subject.tree).is_none() && position.request().is_none();
        if let Some(node) = position.node().filter(|_| silent) {
            faults.push(Fault::error(
                "fin",
                Part::Node(node.index()),
                "Un chemin arrive à cette conduite sans passer par une démarche.",
                "Faites d'abord passer ce chemin par une Demarche ou un NonPrevu.",
            ));
        }
    }
}

/// What follows a démarche or a `NonPrevu` is of the right kind.
fn suites(tree: &Tree, faults: &mut Vec<Fault>) {
    for (id, node) in tree.nodes() {
        let part = Part::Node(id.index());
        match node {
            Node::Demarche(demarche) => {
                let on_the_spot = matches!(demarche.suite, Suite::SiBlocage(_));
                if demarche.categorie == Categorie::Niveau1 && !on_the_spot {
                    faults.push(Fault::error(
                        "blocage",
                        part,
                        "Cette démarche de niveau 1 ne dit pas que faire en cas de blocage.",
                        "Écrivez « suite: SiBlocage(vers: \"…\") ».",
                    ));
                }
                if on_the_spot && demarche.faire.is_empty() {
                    faults.push(Fault::error(
                        "faire",
                        part,
                        "Cette démarche se fait sur place, mais ne dit pas quoi faire.",
                        "Ajoutez « faire: [\"…\"] ».",
                    ));
                }
            }
            Node::NonPrevu(non_prevu) => {
                let astray = non_prevu.vers.filter(|next| !matches!(tree.node(*next), Node::Conduite(_)));
                if astray.is_some() {
                    faults.push(Fault::error(
                        "suite",
                        part,
                        "Un NonPrevu mène à une conduite, ou termine.",
                        "Faites-le mener à une Conduite, ou retirez « vers ».",
                    ));
                }
            }
            Node::Conduite(conduite) if conduite.etapes.is_empty() => faults.push(Fault::error(
                "etapes",
                part,
                "Cette conduite ne dit pas quoi faire.",
                "Écrivez au moins une étape.",
            )),
            Node::Question(_) | Node::Conduite(_) => {}
        }
    }
}

/// No path asks the same question twice: its answer would count for both. Only a shared question
/// and `blocage` are asked at several nodes, so only they are followed, each once over the tree.
fn asked_once(tree: &Tree, faults: &mut Vec<Fault>) {
    let mut places: HashMap<&str, Vec<NodeId>> = HashMap::new();
    for (id, node) in tree.nodes() {
        if let Some(question) = node.question().filter(|q| q.shared.is_some() || q.id == BLOCAGE) {
            places.entry(&question.id).or_default().push(id);
        }
    }
    for places in places.values().filter(|places| places.len() > 1) {
        if let Some(again) = reached_again(tree, places) {
            let name = tree.node(again).question().map_or("", |question| &question.id);
            faults.push(Fault::error(
                "une-fois",
                Part::Node(again.index()),
                format!("Un chemin qui a déjà posé la question « {name} » la pose encore ici."),
                "Sur un chemin, une question ne se pose qu'une fois : la première réponse vaut pour la suite.",
            ));
        }
    }
}

/// A node of `places` that another one of them leads to.
fn reached_again(tree: &Tree, places: &[NodeId]) -> Option<NodeId> {
    let reached = tree.reached(places.iter().flat_map(|&id| tree.node(id).targets()));
    places.iter().copied().find(|id| reached[id.index()])
}
