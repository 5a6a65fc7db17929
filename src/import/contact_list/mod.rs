//! From the rows of a list to local contacts: which contact each is about, what it says of it, what became of it.

mod about;
mod entry;

pub use self::about::{About, Index, of_a_maison, usagers_told};
pub use self::entry::entry;

use crate::source::contact_list::Left;
use aiguilleur_core::local::LocalEntry;

/// What became of a row.
#[derive(Debug)]
pub struct Line {
    /// « ligne 7 », and the words of the row.
    pub at: String,
    pub words: String,
    pub number: usize,
    pub fate: Fate,
    /// Its day was said, and not supposed.
    pub dated: bool,
    /// The file says all of it already, or keeps what it says.
    pub is_nothing_new: bool,
    /// What the file said already takes this day.
    pub confirmed: Option<String>,
    /// What of it was left.
    pub left: Vec<Left>,
}

/// How a row ended.
#[derive(Debug)]
pub enum Fate {
    /// It says this of a contact, of this rank among the targets.
    Kept(usize, LocalEntry),
    /// It is a row to fill in, and was not.
    Unfilled,
    /// It says nothing that can be kept: what is left of it says why.
    Refused,
    /// It may be about one of these: nobody was there to say it.
    Unsure(Vec<usize>),
    /// A person chose to leave it.
    PassedOver,
}
