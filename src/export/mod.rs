//! Outcomes and reports as data for other programs, sheets for paper: pure functions, one file per
//! format.

mod bilan;
mod finding;
mod hit;
mod missing;
mod quiz;
mod record;
mod replay;
pub mod web;

pub use bilan::BilanRecord;
pub use finding::FindingRecord;
pub use hit::HitRecord;
pub use missing::MissingRecord;
pub use quiz::Quiz;
pub use record::OutcomeRecord;
pub use replay::ReplayRecord;
