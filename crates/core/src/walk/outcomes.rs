//! Every way a tree can end, with its shortest path.
//!
//! The positions of a tree are searched breadth first, each once: the work grows with the tree,
//! not with the number of its paths.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Edge, Outcome, Position};
use crate::tree::{Reponse, Tree};

/// The positions of a tree, in the order in which a breadth-first search meets them.
#[derive(Debug)]
pub struct Survey<'t> {
    tree: &'t Tree,
    stops: Vec<Stop<'t>>,
}

#[derive(Debug)]
struct Stop<'t> {
    position: Position,
    /// The first way here: a stop met before, and the answer given there.
    came_from: Option<(usize, &'t Reponse)>,
    /// The stops that the answers lead to, in the order of the answers.
    leads_to: Vec<usize>,
}

/// An outcome and the shortest way to it.
#[derive(Debug, Clone)]
pub struct Ending<'t> {
    pub outcome: Outcome<'t>,
    pub path: Vec<Edge<'t>>,
}

impl<'t> Survey<'t> {
    /// Meets every position of `tree`.
    pub fn new(tree: &'t Tree) -> Self {
        let start = Position::start(tree);
        let mut known = HashMap::from([(start, 0)]);
        let mut stops = vec![Stop { position: start, came_from: None, leads_to: Vec::new() }];
        let mut at = 0;
        while at < stops.len() {
            let position = stops[at].position;
            if let Some(ask) = position.ask(tree) {
                let mut leads_to = Vec::with_capacity(ask.question.reponses.len());
                for reponse in &ask.question.reponses {
                    let next = position.follow(tree, ask.question, reponse);
                    let rank = match known.entry(next) {
                        Entry::Occupied(entry) => *entry.get(),
                        Entry::Vacant(entry) => {
                            let came_from = Some((at, reponse));
                            stops.push(Stop { position: next, came_from, leads_to: Vec::new() });
                            *entry.insert(stops.len() - 1)
                        }
                    };
                    leads_to.push(rank);
                }
                stops[at].leads_to = leads_to;
            }
            at += 1;
        }
        Self { tree, stops }
    }

    /// The tree whose positions they are.
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// How many positions there are; their ranks are `0..size()`, the start is 0.
    pub fn size(&self) -> usize {
        self.stops.len()
    }

    /// The position of this rank.
    pub fn position(&self, rank: usize) -> Position {
        self.stops[rank].position
    }

    /// The ranks that the answers lead to, in the order of the answers.
    pub fn leads_to(&self, rank: usize) -> &[usize] {
        &self.stops[rank].leads_to
    }

    /// The rank before this one on the shortest way to it, smaller than it, and the answer given there.
    pub fn came_from(&self, rank: usize) -> Option<(usize, &'t Reponse)> {
        self.stops[rank].came_from
    }

    /// The rank of a position.
    pub fn rank(&self, position: Position) -> Option<usize> {
        self.stops.iter().position(|stop| stop.position == position)
    }

    /// This rank and those that lie behind it, each once, the nearest first; nothing behind one that `stop` holds for.
    pub fn reached(&self, from: usize, stop: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut met = vec![false; self.size()];
        let mut reached = vec![from];
        let mut at = 0;
        met[from] = true;
        while let Some(&rank) = reached.get(at) {
            if !stop(rank) {
                let fresh =
                    self.leads_to(rank).iter().filter(|next| !std::mem::replace(&mut met[**next], true));
                reached.extend(fresh);
            }
            at += 1;
        }
        reached
    }

    /// The outcome at this rank, where the interview ends there.
    pub fn outcome(&self, rank: usize) -> Option<Outcome<'t>> {
        self.stops[rank].position.outcome(self.tree)
    }

    /// The shortest way to this rank.
    pub fn path(&self, rank: usize) -> Vec<Edge<'t>> {
        let mut path: Vec<Edge<'t>> = self.way_back(rank).collect();
        path.reverse();
        path
    }

    /// The answers that lead to a position, the last one first.
    pub fn way_back(&self, rank: usize) -> impl Iterator<Item = Edge<'t>> {
        let before = |at: usize| self.stops[at].came_from;
        std::iter::successors(before(rank), move |(from, _)| before(*from)).filter_map(|(from, reponse)| {
            let ask = self.stops[from].position.ask(self.tree)?;
            Some(Edge { question: ask.question, reponse })
        })
    }

    /// For every rank, what `combine` makes of the values of the ranks that it leads to; a rank
    /// that leads nowhere gets `end(rank)`. Ranks are met after all those that they lead to.
    pub fn fold<T: Clone>(&self, end: impl Fn(usize) -> T, combine: impl Fn(usize, &[T]) -> T) -> Vec<T> {
        let mut values: Vec<Option<T>> = vec![None; self.size()];
        for rank in self.last_first() {
            let below: Vec<T> = self.leads_to(rank).iter().filter_map(|&next| values[next].clone()).collect();
            values[rank] = Some(if below.is_empty() { end(rank) } else { combine(rank, &below) });
        }
        values.into_iter().flatten().collect()
    }

    /// Every rank, each after all those that it leads to.
    fn last_first(&self) -> Vec<usize> {
        let mut arrivals = vec![0_usize; self.size()];
        for next in self.stops.iter().flat_map(|stop| &stop.leads_to) {
            arrivals[*next] += 1;
        }
        let mut order = vec![0];
        let mut at = 0;
        while at < order.len() {
            for &next in self.leads_to(order[at]) {
                arrivals[next] -= 1;
                if arrivals[next] == 0 {
                    order.push(next);
                }
            }
            at += 1;
        }
        order.reverse();
        order
    }

    /// For every rank, what `step` makes of the value of the rank before it on the shortest way there, of how many
    /// answers come before, and of the answer; the start has the value `start`.
    pub fn from_start<T: Clone>(&self, start: T, step: impl Fn(&T, usize, Edge<'t>) -> T) -> Vec<T> {
        let mut values: Vec<(T, usize)> = vec![(start, 0); self.size()];
        for (rank, stop) in self.stops.iter().enumerate() {
            if let Some((from, reponse)) = stop.came_from
                && let Some(ask) = self.stops[from].position.ask(self.tree)
            {
                let (before, depth) = &values[from];
                let value = step(before, *depth, Edge { question: ask.question, reponse });
                values[rank] = (value, depth + 1);
            }
        }
        values.into_iter().map(|(value, _)| value).collect()
    }

    /// How many answers each distinct outcome takes at least.
    pub fn depths(&self) -> impl Iterator<Item = usize> {
        let depths = self.from_start(0, |before, _, _| before + 1);
        (0..self.size()).filter(|&rank| self.outcome(rank).is_some()).map(move |rank| depths[rank])
    }

    /// The most answers that any path asks for.
    pub fn longest(&self) -> usize {
        self.fold(|_| 0, |_, below| 1 + below.iter().max().copied().unwrap_or(0))[0]
    }
}

/// The distinct outcomes of a tree, each with its shortest path, made when it is asked for: together, the paths of a
/// deep tree are far larger than the tree.
pub fn endings(tree: &Tree) -> impl Iterator<Item = Ending<'_>> {
    let survey = Survey::new(tree);
    (0..survey.size())
        .filter_map(move |rank| Some(Ending { outcome: survey.outcome(rank)?, path: survey.path(rank) }))
}

/// The distinct outcomes of a tree, the nearest first.
pub fn outcomes(tree: &Tree) -> impl Iterator<Item = Outcome<'_>> {
    let survey = Survey::new(tree);
    (0..survey.size()).filter_map(move |rank| survey.outcome(rank))
}
