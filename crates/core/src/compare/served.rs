//! Whom a change touches: the rows and the titles of the requests that it reaches.

use std::collections::HashSet;

use crate::tree::{Canal, Contact, ContactCanal, Node, NodeId, Tree};
use crate::walk::{Outcome, endings};

/// Rows and titles, each once, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub lignes: Vec<String>,
    pub demarches: Vec<String>,
}

impl Touched {
    fn add(&mut self, lignes: &[String], titre: &str) {
        for ligne in lignes.iter().filter(|ligne| !self.lignes.contains(ligne)).cloned().collect::<Vec<_>>() {
            self.lignes.push(ligne);
        }
        if !self.demarches.iter().any(|known| known == titre) {
            self.demarches.push(titre.to_owned());
        }
    }

    /// The request that this node is; whether it is one.
    fn request(&mut self, node: &Node) -> bool {
        match node {
            Node::Demarche(demarche) => self.add(&demarche.lignes, &demarche.titre),
            Node::NonPrevu(non_prevu) => self.add(&non_prevu.lignes, &non_prevu.texte),
            Node::Question(_) | Node::Conduite(_) => return false,
        }
        true
    }

    /// Both.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.lignes.extend(
            other.lignes.iter().filter(|ligne| !self.lignes.contains(ligne)).cloned().collect::<Vec<_>>(),
        );
        let new = other.demarches.iter().filter(|titre| !self.demarches.contains(titre)).cloned();
        self.demarches.extend(new.collect::<Vec<_>>());
        self
    }
}

/// The requests with an outcome like this.
fn served(tree: &Tree, by: impl Fn(&Outcome<'_>) -> bool) -> Touched {
    let mut touched = Touched::default();
    for ending in endings(tree).into_iter().filter(|ending| by(&ending.outcome)) {
        touched.add(ending.outcome.request.lignes(), ending.outcome.request.titre());
    }
    touched
}

/// The requests that end at this conduite.
pub(super) fn served_by(tree: &Tree, conduite: &str) -> Touched {
    served(tree, |outcome| outcome.conduite.is_some_and(|c| c.id == conduite))
}

/// The requests that lead to one of these channels of a contact.
pub(super) fn served_by_contact(tree: &Tree, contact: &str, channels: &[Canal]) -> Touched {
    let uses = |(c, k): &(&Contact, &ContactCanal)| c.id == contact && channels.contains(&k.canal);
    served(tree, |outcome| outcome.contacts().iter().any(uses))
}

/// The démarches that have one of these rows.
pub(super) fn with_rows(tree: Option<&Tree>, rows: &[String]) -> Touched {
    let mut touched = Touched { lignes: rows.to_vec(), ..Touched::default() };
    for (_, node) in tree.into_iter().flat_map(Tree::nodes) {
        if let Node::Demarche(demarche) = node
            && demarche.lignes.iter().any(|ligne| rows.contains(ligne))
        {
            touched.add(&[], &demarche.titre);
        }
    }
    touched
}

/// The requests that a node leads to, the first of each way; those that lead to it, where it leads to none.
pub(super) fn behind(tree: &Tree, node: NodeId) -> Touched {
    let mut touched = Touched::default();
    let (mut met, mut queue) = (HashSet::from([node]), vec![node]);
    while let Some(id) = queue.pop() {
        if !touched.request(tree.node(id)) {
            queue.extend(tree.node(id).targets().filter(|next| met.insert(*next)));
        }
    }
    if !touched.demarches.is_empty() {
        return touched;
    }
    // What can lead here, request by request.
    for (id, from) in tree.nodes() {
        let mut reached = HashSet::from([id]);
        let mut queue = vec![id];
        while let Some(at) = queue.pop() {
            queue.extend(tree.node(at).targets().filter(|next| reached.insert(*next)));
        }
        if reached.contains(&node) {
            touched.request(from);
        }
    }
    touched
}
