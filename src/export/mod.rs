//! Outcomes and reports as data for other programs, sheets for paper: pure functions, one file per
//! format.

mod arbre;
mod bilan;
mod csv;
mod dataset;
mod drawing;
mod fiche;
mod finding;
mod hit;
mod html;
mod json;
mod livret;
mod markdown;
mod mermaid;
mod missing;
mod quiz;
mod record;
mod replay;
mod said;
mod table;
mod take_home;
mod ways;
pub mod web;

pub use arbre::{Manner, Paint, arbre};
pub use bilan::BilanRecord;
pub use csv::csv;
pub use dataset::Dataset;
pub use fiche::{Letters, fiche};
pub use finding::FindingRecord;
pub use hit::HitRecord;
pub use json::json_text;
pub use livret::livret;
pub use mermaid::mermaid;
pub use missing::MissingRecord;
pub use quiz::Quiz;
pub use record::OutcomeRecord;
pub use replay::ReplayRecord;
pub use take_home::{take_home, take_home_all};
