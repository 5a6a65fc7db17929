//! Outcomes and reports as data for other programs, sheets for paper: pure functions, one file per
//! format.

mod bilan;
mod hit;
mod quiz;
mod record;
mod replay;
pub mod web;

pub use bilan::BilanRecord;
pub use hit::HitRecord;
pub use quiz::Quiz;
pub use record::OutcomeRecord;
pub use replay::ReplayRecord;
