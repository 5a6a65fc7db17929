//! What is shown at once, as values: pages, the sheet of an outcome, the report of each command.
//! Nothing here knows whether a terminal, plain lines, a browser or paper will show it.

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
mod keys;
pub mod list;
pub mod local;
mod matrix;
pub mod outcome;
mod page;
pub mod proof;
pub mod replay;
pub mod search;
pub mod sheet;
pub mod sigles;
pub mod to_paste;
pub mod training;
pub mod typography;
pub mod verify;
pub mod web_page;
pub mod who_acts;

pub use aiguilleur_core::tree::{Categorie, Finding, Severity, Snippet};
pub use keys::{
    BACK, CLOSE_THIS_WINDOW, ELSEWHERE, HELP, NOT_SOUGHT, QUIT, REPORT, RESTART, URGENCE, WAY_OUT, WORDS,
    WORDS_AWAITED, WORDS_OR_BACK, key,
};
pub use page::{Block, Choice, Page, choices, part};
