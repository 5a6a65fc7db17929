//! Replaying cases: does a tree still decide as it should, and what would a whole network's year
//! of requests become?

mod coverage;
mod divergence;
mod lines;
mod random;
mod tally;
mod verdict;

pub use coverage::{Coverage, Gap};
pub use divergence::{Divergence, part};
pub use lines::{Options, Progress, lines};
pub use random::Random;
pub use tally::{Deviation, Room, Slot, Tally};
pub use verdict::{Fault, Verdict, judge};

use crate::tree::Tree;
use crate::walk::Position;

/// The trees that cases are replayed on.
#[derive(Debug)]
pub struct Field<'t> {
    trees: Vec<(&'t Tree, Position)>,
}

impl<'t> Field<'t> {
    /// A field of these trees.
    pub fn new(trees: impl IntoIterator<Item = &'t Tree>) -> Self {
        Self { trees: trees.into_iter().map(|tree| (tree, Position::start(tree))).collect() }
    }

    /// The rank of the tree of this opérateur.
    pub fn rank(&self, operateur: &str) -> Option<usize> {
        self.trees.iter().position(|(tree, _)| tree.operateur == operateur)
    }

    /// The tree of this rank.
    pub fn tree(&self, rank: usize) -> &'t Tree {
        self.trees[rank].0
    }

    /// How many trees there are.
    pub fn len(&self) -> usize {
        self.trees.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }
}
