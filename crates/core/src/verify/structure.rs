//! **Nothing is lost**: every node can be reached, and everything that is defined serves.
//!
//! That ids are unique, that targets exist and that no path comes back on itself is proved
//! earlier: a tree that fails there cannot even be linked.

use std::collections::HashSet;

use super::Subject;
use crate::tree::{Fault, Node, Part, Tree};

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let tree = subject.tree;
    unreachable(tree, faults);
    unused(tree, faults);
}

/// Every node is met by some path.
fn unreachable(tree: &Tree, faults: &mut Vec<Fault>) {
    let reached = tree.reached([tree.start]);
    for (id, _) in tree.nodes().filter(|(id, _)| !reached[id.index()]) {
        faults.push(Fault::error(
            "atteint",
            Part::Node(id.index()),
            "Aucun chemin ne mène à ce nœud.",
            "Faites-y mener une réponse, ou retirez-le.",
        ));
    }
}

/// Every contact, every shared question serves.
fn unused(tree: &Tree, faults: &mut Vec<Fault>) {
    let contacts: HashSet<&str> = tree
        .nodes()
        .filter_map(|(_, node)| match node {
            Node::Conduite(conduite) => Some(&conduite.etapes),
            _ => None,
        })
        .flatten()
        .filter_map(|etape| etape.contact.as_deref())
        .collect();
    for (rank, contact) in tree.contacts.iter().enumerate() {
        if !contacts.contains(contact.id.as_str()) {
            faults.push(useless(Part::Contact(rank), "Aucune étape ne nomme ce contact."));
        }
    }
    let asked: HashSet<usize> = tree.questions().filter_map(|question| question.shared).collect();
    for rank in (0..tree.shared.len()).filter(|rank| !asked.contains(rank)) {
        faults.push(useless(Part::Question(rank), "Aucun renvoi ne pose cette question."));
    }
}

fn useless(part: Part, message: &str) -> Fault {
    Fault::warning("inutile", part, message, "Servez-vous-en, ou retirez-le.")
}
