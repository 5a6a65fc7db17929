//! Whom a change touches: the rows and the titles of the requests that it reaches.

use std::collections::{HashMap, HashSet};

use crate::tree::{Canal, Contact, ContactCanal, Node, NodeId, Tree};
use crate::walk::outcomes;

/// Rows and titles, each once, in the order in which they are met.
#[derive(Debug, Default, Clone)]
pub(super) struct Touched {
    pub lignes: Vec<String>,
    pub demarches: Vec<String>,
}

impl Touched {
    fn add(&mut self, lignes: &[String], titre: &str) {
        let other = Self { lignes: lignes.to_vec(), demarches: vec![titre.to_owned()] };
        *self = std::mem::take(self).and(&other);
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
        for (own, others) in [(&mut self.lignes, &other.lignes), (&mut self.demarches, &other.demarches)] {
            for one in others {
                if !own.contains(one) {
                    own.push(one.clone());
                }
            }
        }
        self
    }
}

/// For each conduite, the requests that end there.
pub(super) fn by_conduite(tree: &Tree) -> HashMap<&str, Touched> {
    let mut served: HashMap<&str, Touched> = HashMap::new();
    let mut met = HashSet::new();
    for outcome in outcomes(tree) {
        let (Some(conduite), request) = (outcome.conduite, outcome.request) else { continue };
        if met.insert((conduite.id.as_str(), request.titre())) {
            served.entry(&conduite.id).or_default().add(request.lignes(), request.titre());
        }
    }
    served
}

/// The requests that lead to one of these channels of a contact.
pub(super) fn served_by_contact(tree: &Tree, contact: &str, channels: &[Canal]) -> Touched {
    let uses = |(c, k): &(&Contact, &ContactCanal)| c.id == contact && channels.contains(&k.canal);
    let mut touched = Touched::default();
    let mut met = HashSet::new();
    for outcome in outcomes(tree).filter(|outcome| outcome.contacts().iter().any(uses)) {
        if met.insert(outcome.request.titre()) {
            touched.add(outcome.request.lignes(), outcome.request.titre());
        }
    }
    touched
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
    // What leads here: the ways are followed backwards, up to the requests.
    let mut from: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for (id, node) in tree.nodes() {
        node.targets().for_each(|target| from.entry(target).or_default().push(id));
    }
    let (mut met, mut queue) = (HashSet::from([node]), vec![node]);
    while let Some(id) = queue.pop() {
        for before in from.get(&id).into_iter().flatten().filter(|before| met.insert(**before)) {
            if !touched.request(tree.node(*before)) {
                queue.push(*before);
            }
        }
    }
    touched
}
