//! What cases exercise of the trees, and what they leave in the dark.

use std::collections::HashMap;

use super::Trees;
use crate::tree::Node;
use crate::walk::{Edge, Outcome, Position, Request, outcomes};

/// How often each answer, each outcome and each row was met.
#[derive(Debug, Clone)]
pub struct Coverage {
    trees: Vec<TreeCoverage>,
}

#[derive(Debug, Clone, Default)]
struct TreeCoverage {
    /// By node, then by answer.
    answers: Vec<Vec<u64>>,
    outcomes: HashMap<String, u64>,
}

/// Something that no case meets, or only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub operateur: String,
    /// What it is: « ligne », « issue », « réponse ».
    pub kind: &'static str,
    pub name: String,
    /// 0 or 1.
    pub times: u64,
}

impl Coverage {
    pub(super) fn new(trees: &Trees<'_>) -> Self {
        let tree = |rank: usize| TreeCoverage {
            answers: trees
                .tree(rank)
                .nodes()
                .map(|(_, node)| vec![0; node.question().map_or(0, |question| question.reponses.len())])
                .collect(),
            outcomes: HashMap::new(),
        };
        Self { trees: (0..trees.len()).map(tree).collect() }
    }

    pub(super) fn answer(&mut self, tree: usize, position: Position, edge: Edge<'_>, times: u64) {
        let rank = edge.question.reponses.iter().position(|reponse| std::ptr::eq(reponse, edge.reponse));
        if let (Some(node), Some(rank)) = (position.node(), rank) {
            self.trees[tree].answers[node.index()][rank] += times;
        }
    }

    pub(super) fn outcome(&mut self, tree: usize, outcome: &Outcome<'_>, times: u64) {
        *self.trees[tree].outcomes.entry(name(outcome)).or_default() += times;
    }

    pub(super) fn merge(&mut self, more: &Self) {
        for (tree, other) in self.trees.iter_mut().zip(&more.trees) {
            for (counts, others) in tree.answers.iter_mut().zip(&other.answers) {
                for (count, more) in counts.iter_mut().zip(others) {
                    *count += more;
                }
            }
            for (name, count) in &other.outcomes {
                *tree.outcomes.entry(name.clone()).or_default() += count;
            }
        }
    }

    /// Rows, outcomes and answers that no case meets, or only one; and how many there are in all.
    pub fn gaps(&self, trees: &Trees<'_>) -> (Vec<Gap>, usize) {
        let mut all = Vec::new();
        for (rank, counted) in self.trees.iter().enumerate() {
            let tree = trees.tree(rank);
            let gap = |kind, name, times| Gap { operateur: tree.operateur.clone(), kind, name, times };
            let mut rows: Vec<(&str, u64)> = Vec::new();
            let mut ranks: HashMap<&str, usize> = HashMap::new();
            for outcome in outcomes(tree) {
                let name = name(&outcome);
                let times = counted.outcomes.get(&name).copied().unwrap_or(0);
                // A row is met by the démarches that carry it.
                for row in outcome.request.demarche().iter().flat_map(|demarche| &demarche.lignes) {
                    let rank = *ranks.entry(row).or_insert_with(|| {
                        rows.push((row, 0));
                        rows.len() - 1
                    });
                    rows[rank].1 += times;
                }
                all.push(gap("issue", name, times));
            }
            all.extend(rows.into_iter().map(|(row, times)| gap("ligne", row.to_owned(), times)));
            for ((_, node), counts) in tree.nodes().zip(&counted.answers) {
                let Some(question) = node.question() else { continue };
                let asked_of = match node {
                    Node::Demarche(demarche) => format!(" ({})", demarche.id),
                    _ => String::new(),
                };
                for (reponse, times) in question.reponses.iter().zip(counts) {
                    let name = format!("{}={}{asked_of}", question.id, reponse.id);
                    all.push(gap("réponse", name, *times));
                }
            }
        }
        let total = all.len();
        all.retain(|gap| gap.times < 2);
        all.sort_by_key(|gap| gap.times);
        (all, total)
    }
}

/// An outcome by name: démarche, blocage, conduite.
fn name(outcome: &Outcome<'_>) -> String {
    let request = match outcome.request {
        Request::Demarche(demarche) => &demarche.id,
        Request::NonPrevu(non_prevu) => &non_prevu.id,
    };
    let blocage = match outcome.blocage {
        Some(true) => ", blocage oui",
        Some(false) => ", blocage non",
        None => "",
    };
    let conduite = outcome.conduite.map_or("sur place", |conduite| &conduite.id);
    format!("{request}{blocage} -> {conduite}")
}
