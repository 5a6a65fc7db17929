//! Learning to orient, before the person is across the desk.
//!
//! A case with a scene is a [`Scenario`]: what is right about it is what the tree says, so no
//! scenario can contradict it. The conseiller's [`Orientation`] is weighed into a [`Mark`]; marks move the cards of
//! the [`Progress`] from box to box, and add up to a [`Tally`].

mod action;
mod check;
mod draw;
mod mark;
mod near_miss;
mod offered_actions;
mod progress;
mod review;
mod scenario;
mod tally;

pub use action::Action;
pub use check::{CaseFault, check};
pub use draw::{Due, Wanted, draw};
pub use mark::{Mark, Orientation, Sure};
pub use near_miss::{Elsewhere, NearMiss, near_misses};
pub use progress::{Progress, Seance};
pub use review::{Card, INTERVALS};
pub use scenario::{Refusal, Scenario};
pub use tally::{Score, Tally};
