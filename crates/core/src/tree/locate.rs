//! Where in a text a finding stands.
//!
//! Positions are not kept while a tree is read: they would cost more than the reading itself.
//! On the way to an error the text is read once more, node by node, and the place is found again.

use ron::Options;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::Deserialize;

use super::finding::{Finding, Severity, Snippet};

/// The part of a file that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole.
    Top,
    /// The item of this rank in `noeuds`.
    Node(usize),
    /// The item of this rank in `contacts`.
    Contact(usize),
    /// The item of this rank in `questions`.
    Question(usize),
    /// The item of this rank in `sigles`.
    Sigle(usize),
}

/// A part, and the words to point at within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    part: Part,
    words: Option<Words>,
}

/// The words to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
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
    /// See [`Finding::rule`].
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

/// The outline of a file: where each item of its lists starts and ends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Outline<'a> {
    #[serde(borrow)]
    sigles: Vec<&'a RawValue>,
    #[serde(borrow)]
    contacts: Vec<&'a RawValue>,
    #[serde(borrow)]
    questions: Vec<&'a RawValue>,
    #[serde(borrow)]
    noeuds: Vec<&'a RawValue>,
}

/// Finds places again in one text.
#[derive(Debug)]
pub struct Locator<'a> {
    file: &'a str,
    text: &'a str,
    outline: Outline<'a>,
}

impl<'a> Locator<'a> {
    /// A locator for `text`, known to the user as `file`.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let outline = Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(text)
            .unwrap_or_default();
        Self { file, text, outline }
    }

    /// The fault, with its file, its line and its column.
    pub fn finding(&self, fault: Fault) -> Finding {
        let (start, end) = self.range(&fault.place);
        Finding {
            severity: fault.severity,
            rule: fault.rule,
            file: self.file.to_owned(),
            snippet: Some(Snippet::new(self.text, start, end)),
            message: fault.message,
            mend: fault.mend,
        }
    }

    /// The raw text of each node, with its offset in the file.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.items(&self.outline.noeuds)
    }

    /// The raw text of each contact, with its offset in the file.
    pub(super) fn contacts(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.items(&self.outline.contacts)
    }

    fn items(&self, list: &[&'a RawValue]) -> impl Iterator<Item = (usize, &'a str)> {
        list.iter().map(|raw| (self.offset(raw), raw.get_ron()))
    }

    fn range(&self, place: &Place) -> (usize, usize) {
        let (start, end) = self.part(place.part);
        let text = &self.text[start..end];
        let (at, length) = place
            .words
            .as_ref()
            .and_then(|words| match words {
                Words::Quoted(field, words) => find_words(text, field, words),
                Words::Bare(field, word) => {
                    let whole = format!("{field}: {word}");
                    text.rfind(&whole).map(|at| (at, whole.len()))
                }
            })
            .unwrap_or((0, first_line(text)));
        (start + at, start + at + length)
    }

    fn part(&self, part: Part) -> (usize, usize) {
        let item = match part {
            Part::Top => None,
            Part::Node(rank) => self.outline.noeuds.get(rank),
            Part::Contact(rank) => self.outline.contacts.get(rank),
            Part::Question(rank) => self.outline.questions.get(rank),
            Part::Sigle(rank) => self.outline.sigles.get(rank),
        };
        item.map_or((0, self.text.len()), |raw| {
            let slice = raw.get_ron();
            let own = without_comments(slice);
            let start = self.offset(raw) + (slice.len() - own.len());
            (start, start + own.trim_end().len())
        })
    }

    /// The place of a raw item in the text: it is borrowed from it.
    fn offset(&self, raw: &RawValue) -> usize {
        raw.get_ron().as_ptr() as usize - self.text.as_ptr() as usize
    }
}

/// An item without the comments above it: they belong to the reader.
fn without_comments(item: &str) -> &str {
    let mut own = item.trim_start();
    while own.starts_with("//") {
        own = own.find('\n').map_or("", |end| own[end..].trim_start());
    }
    own
}

/// The length of the first line of `text` that holds something.
fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Finds the string `words` in `text`, after `field:` if it stands there, else anywhere.
/// Returns its offset and its length, quotes included.
fn find_words(text: &str, field: &str, words: &str) -> Option<(usize, usize)> {
    let quoted = format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""));
    // A control character stands in the file as itself, or as the author escaped it.
    let escaped = quoted.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    find_quoted(text, field, &quoted).or_else(|| find_quoted(text, field, &escaped))
}

fn find_quoted(text: &str, field: &str, quoted: &str) -> Option<(usize, usize)> {
    let mut first = None;
    for (at, found) in text.match_indices(quoted) {
        if follows(&text[..at], field) {
            return Some((at, found.len()));
        }
        first = first.or(Some((at, found.len())));
    }
    first
}

/// Whether the field that `before` last opens is `field`.
fn follows(before: &str, field: &str) -> bool {
    let head = before.trim_end();
    let head = head.strip_suffix(':').unwrap_or_else(|| {
        // Inside a list: what stands before its bracket.
        head.rfind('[').map_or("", |at| head[..at].trim_end().trim_end_matches(':'))
    });
    head.trim_end().ends_with(field)
}
