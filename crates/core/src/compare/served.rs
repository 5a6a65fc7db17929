//! Whom a change touches: the rows and the titles of the requests that it reaches.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::tree::{Canal, NodeId, Tree};
use crate::walk::{Request, outcomes, request};

/// No change names more rows, or more démarches: a person reads fewer, and a program may write a million.
pub const MOST_NAMED: usize = 500;

/// Rows and titles, each once, in the order in which they are met; no more of each than [`MOST_NAMED`].
#[derive(Debug, Default, Clone)]
pub(super) struct Touched {
    pub lignes: Vec<String>,
    pub demarches: Vec<String>,
}

impl Touched {
    /// Those of these requests.
    fn of<'t>(requests: impl Iterator<Item = Request<'t>> + Clone) -> Self {
        Self {
            lignes: distinct(requests.clone().flat_map(Request::lignes)),
            demarches: distinct(requests.map(Request::titre)),
        }
    }

    /// Both.
    pub(super) fn and(self, other: &Self) -> Self {
        Self {
            lignes: distinct(self.lignes.iter().chain(&other.lignes)),
            demarches: distinct(self.demarches.iter().chain(&other.demarches)),
        }
    }
}

fn distinct<T: AsRef<str>>(all: impl Iterator<Item = T>) -> Vec<String> {
    let mut met = HashSet::new();
    let mut kept = Vec::new();
    for one in all {
        if kept.len() < MOST_NAMED && met.insert(one.as_ref().to_owned()) {
            kept.push(one.as_ref().to_owned());
        }
    }
    kept
}

/// For each conduite, the requests that end there.
pub(super) fn by_conduite(tree: &Tree) -> HashMap<&str, Touched> {
    let mut served: HashMap<&str, Vec<Request<'_>>> = HashMap::new();
    let mut met = HashSet::new();
    for outcome in outcomes(tree) {
        let (Some(conduite), request) = (outcome.conduite, outcome.request) else { continue };
        if met.insert((conduite.id.as_str(), request.titre())) {
            served.entry(&conduite.id).or_default().push(request);
        }
    }
    served.into_iter().map(|(id, requests)| (id, Touched::of(requests.into_iter()))).collect()
}

/// For each contact, the requests that lead to one of its channels; sought in the tree once, when one is asked for.
#[derive(Debug)]
pub(super) struct ByContact<'t> {
    tree: &'t Tree,
    requests: OnceCell<HashMap<&'t str, Vec<(Canal, Request<'t>)>>>,
}

impl<'t> ByContact<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self { tree, requests: OnceCell::new() }
    }

    /// The requests that lead to one of these channels of a contact.
    pub(super) fn touched(&self, contact: &str, channels: &[Canal]) -> Touched {
        let all = self.requests.get_or_init(|| {
            let mut all: HashMap<&str, Vec<(Canal, Request<'_>)>> = HashMap::new();
            for outcome in outcomes(self.tree) {
                for (contact, channel) in outcome.contacts() {
                    all.entry(&contact.id).or_default().push((channel.canal, outcome.request));
                }
            }
            all
        });
        let own = all.get(contact).into_iter().flatten();
        Touched::of(own.filter(|(canal, _)| channels.contains(canal)).map(|(_, request)| *request))
    }
}

/// The démarches of each row of a tree.
#[derive(Debug, Default)]
pub(super) struct ByRow<'t>(HashMap<&'t str, Vec<&'t str>>);

impl<'t> ByRow<'t> {
    pub(super) fn new(tree: Option<&'t Tree>) -> Self {
        let mut titles: HashMap<&str, Vec<&str>> = HashMap::new();
        for (_, demarche) in tree.into_iter().flat_map(Tree::demarches) {
            for ligne in &demarche.lignes {
                titles.entry(ligne).or_default().push(&demarche.titre);
            }
        }
        Self(titles)
    }

    /// These rows, and the démarches that have one of them.
    pub(super) fn touched<'r>(&self, rows: impl Iterator<Item = &'r String> + Clone) -> Touched {
        let titles = rows.clone().filter_map(|row| self.0.get(row.as_str())).flatten();
        Touched { lignes: distinct(rows), demarches: distinct(titles) }
    }
}

/// For each node of a tree, the requests that it leads to, the first of each way; those that lead to it, where it
/// leads to none. Nodes that lead to the same ones share them: the work grows with the tree.
#[derive(Debug)]
pub(super) struct Reach<'t> {
    tree: &'t Tree,
    around: Vec<Requests>,
}

/// Nodes, in the order of the file, no more than [`MOST_NAMED`].
type Requests = Rc<[NodeId]>;

impl<'t> Reach<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let none: Requests = Rc::from([]);
        let is_request = |node: NodeId| request(tree, node).is_some();
        let order = in_order(tree);
        let mut ahead = vec![Rc::clone(&none); tree.size()];
        for &node in order.iter().rev() {
            ahead[node.index()] = if is_request(node) {
                Rc::from([node])
            } else {
                union(tree.node(node).targets().map(|target| &ahead[target.index()]))
            };
        }
        let mut before = vec![none; tree.size()];
        for &node in &order {
            let own = if is_request(node) { Rc::from([node]) } else { Rc::clone(&before[node.index()]) };
            for target in tree.node(node).targets() {
                before[target.index()] = union([&before[target.index()], &own].into_iter());
            }
        }
        let around = ahead.into_iter().zip(before);
        let around = around.map(|(ahead, before)| if ahead.is_empty() { before } else { ahead });
        Self { tree, around: around.collect() }
    }

    /// Whom a change at this node touches.
    pub(super) fn touched(&self, node: NodeId) -> Touched {
        Touched::of(self.around[node.index()].iter().filter_map(|id| request(self.tree, *id)))
    }
}

/// Every node, each before those that it leads to.
fn in_order(tree: &Tree) -> Vec<NodeId> {
    let mut waits = vec![0_usize; tree.size()];
    for target in tree.nodes().flat_map(|(_, node)| node.targets()) {
        waits[target.index()] += 1;
    }
    let mut order: Vec<NodeId> = tree.nodes().map(|(id, _)| id).filter(|id| waits[id.index()] == 0).collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        for target in tree.node(node).targets() {
            waits[target.index()] -= 1;
            if waits[target.index()] == 0 {
                order.push(target);
            }
        }
        at += 1;
    }
    order
}

/// All of these together: the largest itself, where it holds the others.
fn union<'r>(sets: impl Iterator<Item = &'r Requests> + Clone) -> Requests {
    let Some(largest) = sets.clone().max_by_key(|set| set.len()) else { return Rc::from([]) };
    let others = sets.filter(|set| !set.is_empty() && !Rc::ptr_eq(set, largest));
    let mut all = largest.to_vec();
    for id in others.flat_map(|set| set.iter()) {
        match all.binary_search(id) {
            Err(at) if all.len() < MOST_NAMED => all.insert(at, *id),
            _ => {}
        }
    }
    if all.len() == largest.len() { Rc::clone(largest) } else { all.into() }
}
