//! Outcomes as data for other programs: pure functions, one file per format.

mod record;

pub use record::{OutcomeRecord, categorie_code};
