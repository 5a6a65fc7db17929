//! What is filled in, a question at a time: prompts in a terminal, numbered lines elsewhere.

mod dialogs;
mod lines;

use super::{Manner, Mode, ctrl_c, mode};
use crate::error::Error;
use crate::pages::Block;

/// What a person gave to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered<T> {
    Given(T),
    /// The question before.
    Back,
    /// Enough for today.
    Stop,
}

impl<T> Entered<T> {
    /// The same, of what was given.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Entered<U> {
        match self {
            Self::Given(given) => Entered::Given(change(given)),
            Self::Back => Entered::Back,
            Self::Stop => Entered::Stop,
        }
    }
}

/// A way to have things filled in.
pub trait Form {
    /// Says something between two questions.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn say(&mut self, blocks: &[Block]) -> Result<(), Error>;

    /// Asks for one of these; the one of this rank is proposed.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or cannot go on.
    fn choose(&mut self, question: &str, items: &[String], proposed: usize) -> Result<Entered<usize>, Error>;

    /// Asks for a text, that may be empty unless it is `needed`; this one is proposed. What was `refused` before can be corrected, and is not
    /// given again by Enter alone where it is not shown.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or cannot go on.
    fn fill(
        &mut self,
        question: &str,
        proposed: &str,
        needed: bool,
        refused: Option<&str>,
    ) -> Result<Entered<String>, Error>;
}

/// The words that mean something else than a text.
const BACK: &str = "r";
const STOP: &str = "q";
const HELP: &str = "?";

/// Said where several lines were pasted.
const PASTED: &str = "Plusieurs lignes ont été collées : les voici en une seule.";

/// A pasted line without what no screen can show.
fn plain(line: &str) -> String {
    let shown: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The way to fill things in that fits the place; an interruption says that what was filled in is kept.
pub fn open(manner: Manner, kept: &'static str) -> Box<dyn Form> {
    ctrl_c::keep(kept);
    match mode(manner) {
        Mode::Plain(_) => Box::new(lines::Lines::on_standard_streams()),
        Mode::FullScreen => Box::new(dialogs::Dialogs::open()),
    }
}
