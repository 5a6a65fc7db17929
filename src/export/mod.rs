//! Outcomes as data for other programs: pure functions, one file per format.

mod record;
mod replay;

pub use record::OutcomeRecord;
pub use replay::ReplayRecord;
