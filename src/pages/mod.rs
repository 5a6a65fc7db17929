//! What is shown at once, as values: pages, the sheet of an outcome, the report of each command.
//! Nothing here knows whether a terminal, plain lines, a browser or paper will show it.

pub mod bilan;
pub mod categorie;
pub mod compare;
pub mod complement;
pub mod contact;
pub mod contact_list;
pub mod diagnostic;
pub mod fill;
pub mod guide;
pub mod headings;
pub mod import;
pub mod interview;
pub mod list;
pub mod local;
mod matrix;
pub mod outcome;
mod page;
pub mod progress;
pub mod proof;
pub mod replay;
pub mod search;
pub mod sheet;
pub mod sigles;
pub mod to_paste;
pub mod training;
pub mod typography;
pub mod verdict;
pub mod verify;
pub mod who_acts;

pub use aiguilleur_core::tree::{Categorie, Finding, Severity};
pub use page::{
    BACK, Block, Choice, HELP, Page, QUIT, RESTART, URGENCE, WAY_OUT, WORDS, WORDS_AWAITED, choices, key,
    part,
};
