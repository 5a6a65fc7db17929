//! Outcomes as data for other programs: pure functions, one file per format.

mod hit;
mod record;
mod replay;

pub use hit::HitRecord;
pub use record::OutcomeRecord;
pub use replay::ReplayRecord;
