//! Replaying cases: does a tree still decide as it should, and what would a whole network's year
//! of requests become?

mod coverage;
mod divergence;
mod list;
mod memory;
mod random;
mod stream;
mod tally;
mod verdict;

pub use coverage::{Coverage, Gap};
pub use divergence::{Divergence, divergence};
pub use list::{Ids, list};
pub use random::Random;
pub use stream::{Options, lines};
pub use tally::{Deviation, Slot, Tally};

use crate::tree::Tree;
use crate::walk::Position;

/// The trees that cases are replayed on, each with its first position.
#[derive(Debug)]
pub struct Trees<'t>(Vec<(&'t Tree, Position)>);

impl<'t> Trees<'t> {
    /// Makes ready to replay cases on these trees.
    pub fn new(trees: impl IntoIterator<Item = &'t Tree>) -> Self {
        Self(trees.into_iter().map(|tree| (tree, Position::start(tree))).collect())
    }

    /// The rank of the tree of this opérateur.
    pub fn rank(&self, operateur: &str) -> Option<usize> {
        self.0.iter().position(|(tree, _)| tree.operateur == operateur)
    }

    /// The tree of this rank.
    pub fn tree(&self, rank: usize) -> &'t Tree {
        self.0[rank].0
    }

    /// How many trees there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
