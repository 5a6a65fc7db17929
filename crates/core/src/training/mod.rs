//! Learning to orient, before the person is across the desk.
//!
//! A case with a scene is a [`Scenario`]: what is right about it is what the tree says, so no
//! scenario can contradict it. An [`Answer`] is weighed into a [`Mark`]; marks move the cards of
//! the [`Progress`] from box to box, and add up to a [`Tally`].

mod boxes;
mod check;
mod choices;
mod draw;
mod near;
mod progress;
mod scenario;
mod tally;

pub use boxes::{BOXES, Card};
pub use check::{CaseFault, check};
pub use draw::draw;
pub use near::{Elsewhere, NearMiss, near_misses};
pub use progress::{Due, Progress, Seance};
pub use scenario::{Answer, Conduct, Mark, Refusal, Scenario, Sure};
pub use tally::{Score, Tally};
