//! Something wrong with a text, and the part of the text that it is about.

use super::finding::Severity;

/// The part of a file that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole.
    Top,
    /// The item of this rank in `noeuds`.
    Node(usize),
    /// The item of this rank in `contacts`.
    Contact(usize),
    /// The item of this rank in `maisons`.
    Maison(usize),
    /// The item of the second rank in the `contacts` of the maison of the first.
    ContactOfMaison(usize, usize),
    /// The item of this rank in `questions`.
    Question(usize),
    /// The item of this rank in `sigles`.
    Sigle(usize),
}

/// A part, and the words to point at within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub(super) part: Part,
    pub(super) words: Option<Words>,
}

/// The words to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Words {
    /// A text between quotation marks, and the field that holds it.
    Quoted(&'static str, String),
    /// A word by itself, and the field that holds it.
    Bare(&'static str, String),
}

impl Place {
    /// These words of this field.
    pub fn words(part: Part, field: &'static str, words: &str) -> Self {
        Self { part, words: Some(Words::Quoted(field, words.to_owned())) }
    }

    /// The last `field: word` of the part, where the word stands without quotation marks.
    pub fn bare(part: Part, field: &'static str, word: impl std::fmt::Display) -> Self {
        Self { part, words: Some(Words::Bare(field, word.to_string())) }
    }
}

impl From<Part> for Place {
    fn from(part: Part) -> Self {
        Self { part, words: None }
    }
}

/// Something wrong, before its place in the text is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub severity: Severity,
    /// See [`Finding::rule`](super::Finding::rule).
    pub rule: &'static str,
    pub place: Place,
    pub message: String,
    pub mend: String,
}

impl Fault {
    /// A fault that forbids to use the tree.
    pub fn error(
        rule: &'static str,
        place: impl Into<Place>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            rule,
            place: place.into(),
            message: message.into(),
            mend: mend.into(),
        }
    }

    /// The same, that only asks for a look.
    pub fn warning(
        rule: &'static str,
        place: impl Into<Place>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, place, message, mend) }
    }
}
