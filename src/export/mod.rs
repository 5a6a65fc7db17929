//! Trees and reports as text for other programs and for paper: a file for each format, each a function
//! from values to text.

mod arbre;
mod contacts_workbook;
mod csv;
mod diagrams;
mod feuille;
mod fiche;
mod json;
mod livret;
mod markdown;
mod matrix;
mod mermaid;
mod paper;
mod quiz;
mod requests;
mod scenes_workbook;
mod table;
mod table_workbook;
pub mod web;
mod workbook_style;

pub use arbre::{Manner, Paint, arbre};
pub use contacts_workbook::contacts_workbook;
pub use csv::csv;
pub use feuille::{feuille, feuilles};
pub use fiche::fiche;
pub use json::{
    AgedRecord, BilanRecord, ComparisonRecord, FindingRecord, MatchRecord, MissingRecord, OutcomeRecord,
    ProofRecord, ReferentielRecord, ReplayRecord, ReportRecord, json_list, json_text,
};
pub use livret::livret;
pub use matrix::matrix_csv;
pub use mermaid::mermaid;
pub use paper::Letters;
pub use quiz::{Format, Quiz, anki, gift};
pub use scenes_workbook::scenes_workbook;
pub use table_workbook::table_workbook;
