//! What is shown at once, as values: pages of the guide, the sheet of an outcome, the words of the
//! program. Nothing here knows whether a terminal, plain lines, a browser or paper will show it.

pub mod balance;
pub mod compare;
pub mod conclusion;
pub mod diagnostic;
pub mod guide;
pub mod local;
mod page;
pub mod replay;
pub mod results;
pub mod sigles;
pub mod training;
pub mod typography;
pub mod words;

pub use page::{BACK, Block, Choice, HELP, Page, QUIT, RESTART, URGENCE, WAY_OUT, WORDS, choices, key};
