//! Where in a text a fault stands.
//!
//! Positions are not kept while a tree is read: they would cost more than the reading itself.
//! On the way to an error the text is read once more, item by item, and the place is found again.

use std::cell::OnceCell;
use std::collections::HashMap;

use serde::Deserialize;

use super::{Item, Raw, Token, read, tokens};
use crate::tree::fault::{Fault, Part, Place, Words};
use crate::tree::finding::{Finding, Lines};

/// The outline of a file: where each item of its lists starts and ends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Outline<'a> {
    #[serde(borrow)]
    sigles: Vec<Raw<'a>>,
    #[serde(borrow)]
    contacts: Vec<Raw<'a>>,
    #[serde(borrow)]
    maisons: Vec<Raw<'a>>,
    #[serde(borrow)]
    questions: Vec<Raw<'a>>,
    #[serde(borrow)]
    noeuds: Vec<Raw<'a>>,
}

/// Finds places again in one text.
#[derive(Debug)]
pub struct Locator<'a> {
    file: &'a str,
    text: &'a str,
    outline: Outline<'a>,
    /// The contacts of each maison of a file of local contacts.
    maisons: OnceCell<Vec<Vec<Raw<'a>>>>,
    lines: OnceCell<Lines<'a>>,
    /// Where each text between quotes stands.
    quoted: OnceCell<HashMap<&'a str, Vec<usize>>>,
}

impl<'a> Locator<'a> {
    /// A locator for `text`, known to the user as `file`.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let outline = read(text).unwrap_or_default();
        Self {
            file,
            text,
            outline,
            maisons: OnceCell::new(),
            lines: OnceCell::new(),
            quoted: OnceCell::new(),
        }
    }

    /// The fault, with its file, its line and its column.
    pub fn finding(&self, fault: Fault) -> Finding {
        let (start, end) = self.range(&fault.place);
        Finding {
            severity: fault.severity,
            rule: fault.rule,
            file: self.file.to_owned(),
            snippet: Some(self.lines.get_or_init(|| Lines::new(self.text)).snippet(start, end)),
            message: fault.message,
            mend: fault.mend,
        }
    }

    /// The nodes, comments above them included.
    pub(in crate::tree) fn nodes(&self) -> impl Iterator<Item = Item<'a>> {
        self.outline.noeuds.iter().map(|raw| raw.item(self.text))
    }

    /// The contacts, those of maisons too, comments above them included.
    pub(in crate::tree) fn contacts(&self) -> impl Iterator<Item = Item<'a>> {
        let all = self.outline.contacts.iter().chain(self.maisons().iter().flatten());
        all.map(|raw| raw.item(self.text))
    }

    /// The contacts of each maison.
    fn maisons(&self) -> &[Vec<Raw<'a>>] {
        self.maisons.get_or_init(|| {
            let inside =
                |raw: &Raw<'a>| read::<Outline<'a>>(raw.item(self.text).raw).unwrap_or_default().contacts;
            self.outline.maisons.iter().map(inside).collect()
        })
    }

    fn range(&self, place: &Place) -> (usize, usize) {
        let (start, end) = self.part(place.part);
        let text = &self.text[start..end];
        let (at, length) = place
            .words
            .as_ref()
            .and_then(|words| match words {
                Words::Quoted(field, words) => {
                    let (at, length) = self.find_words((start, end), field, words)?;
                    Some((at - start, length))
                }
                Words::Bare(field, word) => {
                    let whole = format!("{field}: {word}");
                    text.rfind(&whole).map(|at| (at, whole.len()))
                }
            })
            .unwrap_or_else(|| (0, first_line(text)));
        (start + at, start + at + length)
    }

    /// Finds the string `words` in a part, after `field:` if it stands there, else anywhere.
    /// Returns its offset and its length, quotes included.
    fn find_words(&self, part: (usize, usize), field: &str, words: &str) -> Option<(usize, usize)> {
        let quoted = super::quoted(words);
        // A control character stands in the file as itself, or as the author escaped it.
        let escaped = quoted.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
        self.find_quoted(part, field, &quoted).or_else(|| self.find_quoted(part, field, &escaped))
    }

    fn find_quoted(&self, part: (usize, usize), field: &str, quoted: &str) -> Option<(usize, usize)> {
        let all = self.quoted.get_or_init(|| {
            let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
            for token in tokens(self.text) {
                if let Token::Text(range) = token {
                    places.entry(&self.text[range.clone()]).or_default().push(range.start);
                }
            }
            places
        });
        let places = all.get(quoted)?;
        let here = &places[places.partition_point(|at| *at < part.0)..];
        let mut here = here.iter().take_while(|at| **at < part.1);
        let found =
            here.clone().find(|at| follows(&self.text[part.0..**at], field)).or_else(|| here.next())?;
        Some((*found, quoted.len()))
    }

    fn part(&self, part: Part) -> (usize, usize) {
        let item = match part {
            Part::Top => None,
            Part::Node(rank) => self.outline.noeuds.get(rank).copied(),
            Part::Contact(rank) => self.outline.contacts.get(rank).copied(),
            Part::Maison(rank) => self.outline.maisons.get(rank).copied(),
            Part::ContactOfMaison(maison, rank) => {
                self.maisons().get(maison).and_then(|all| all.get(rank)).copied()
            }
            Part::Question(rank) => self.outline.questions.get(rank).copied(),
            Part::Sigle(rank) => self.outline.sigles.get(rank).copied(),
        };
        item.map_or((0, self.text.len()), |raw| {
            let item = raw.item(self.text);
            let own = without_comments(item.raw);
            let start = item.offset + (item.raw.len() - own.len());
            (start, start + own.trim_end().len())
        })
    }
}

/// An item without the comments above it: they belong to the reader.
fn without_comments(item: &str) -> &str {
    let mut own = item;
    while own.starts_with("//") {
        own = own.find('\n').map_or("", |end| own[end..].trim_start());
    }
    own
}

/// The length of the first line of `text` that holds something.
fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Whether the field that `before` last opens is `field`; not sought further back than a list is long.
fn follows(before: &str, field: &str) -> bool {
    const FARTHEST: usize = 4096;
    let mut from = before.len().saturating_sub(FARTHEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let head = before[from..].trim_end();
    let head = head.strip_suffix(':').unwrap_or_else(|| {
        // Inside a list: what stands before its bracket.
        head.rfind('[').map_or("", |at| head[..at].trim_end().trim_end_matches(':'))
    });
    head.trim_end().ends_with(field)
}
