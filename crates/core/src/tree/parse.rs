//! From text to [`Source`] and [`Referentiel`].
//!
//! The text is read in one go. Only when that fails is it read again, node by node, so that an
//! author sees every broken node at once and not the first only.

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::finding::{Finding, Severity, Snippet};
use super::french;
use super::locate::Locator;
use super::referentiel::Referentiel;
use super::source::{Source, SourceNode};

/// Reads the text of a tree.
///
/// # Errors
///
/// Every node that cannot be read, or the first fault of the text where its outline is broken.
pub fn source(file: &str, text: &str) -> Result<Source, Vec<Finding>> {
    let text = without_mark(text);
    read(text).map_err(|error| {
        let locator = Locator::new(file, text);
        all_or_first::<SourceNode>(file, text, &error, locator.nodes())
    })
}

/// Reads a text whose list `contacts` holds items of the type `I`.
///
/// # Errors
///
/// Every item that cannot be read, or the first fault of the text where its outline is broken.
pub fn with_contacts<T: DeserializeOwned, I: DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, Vec<Finding>> {
    let text = without_mark(text);
    read(text).map_err(|error| {
        let locator = Locator::new(file, text);
        all_or_first::<I>(file, text, &error, locator.contacts())
    })
}

/// The fault of every item that cannot be read; that of the whole text where all items can.
fn all_or_first<'a, I: DeserializeOwned>(
    file: &str,
    text: &str,
    error: &SpannedError,
    items: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = items
        .filter_map(|(offset, raw)| Some(finding(file, text, offset, raw, &read::<I>(raw).err()?)))
        .collect();
    if findings.is_empty() {
        findings.push(finding(file, text, 0, text, error));
    }
    findings
}

/// Reads the text of an index.
///
/// # Errors
///
/// The first fault of the text.
pub fn referentiel(file: &str, text: &str) -> Result<Referentiel, Vec<Finding>> {
    let text = without_mark(text);
    read(text).map_err(|error| vec![finding(file, text, 0, text, &error)])
}

/// The text without its byte-order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    read_borrowed(text)
}

fn read_borrowed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, SpannedError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
}

/// The finding for a fault of `raw`, which starts at `offset` in `text`.
fn finding(file: &str, text: &str, offset: usize, raw: &str, error: &SpannedError) -> Finding {
    let (message, mend) = if text.trim().is_empty() { french::empty() } else { french::explain(&error.code) };
    let at = french::word(&error.code)
        .and_then(|word| last_before(raw, byte(raw, error.span.end.line, error.span.end.col), word));
    let (start, length) = at.unwrap_or_else(|| {
        let at = byte(raw, error.span.end.line, error.span.end.col);
        (at, raw[at..].chars().next().map_or(0, char::len_utf8))
    });
    Finding {
        severity: Severity::Error,
        rule: "lecture",
        file: file.to_owned(),
        snippet: Some(Snippet::new(text, offset + start, offset + start + length)),
        message,
        mend,
    }
}

/// The byte of a position, both from 1, the column in characters.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

/// The last place of `word` in `text` up to `end`, with its length.
fn last_before(text: &str, end: usize, word: &str) -> Option<(usize, usize)> {
    text[..end].rfind(word).map(|at| (at, word.len()))
}

/// An item of a list, as it stands in its file.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    offset: usize,
    raw: &'a str,
}

impl Item<'_> {
    /// Its bytes in its text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.raw.trim_end().len()
    }

    /// The line that it starts on, from 1.
    pub fn line(self, text: &str) -> usize {
        1 + text[..self.offset].matches('\n').count()
    }
}

impl<'a> Item<'a> {
    fn new(text: &'a str, raw: &'a RawValue) -> Self {
        let raw = raw.get_ron();
        let offset = raw.as_ptr() as usize - text.as_ptr() as usize;
        // What stands before the item belongs to the list.
        let lead = raw.len() - raw.trim_start().len();
        Self { offset: offset + lead, raw: &raw[lead..] }
    }
}

/// The items of a text that is a list.
///
/// # Errors
///
/// The first fault of the list itself.
pub fn items<'a>(file: &str, text: &'a str) -> Result<Vec<Item<'a>>, Box<Finding>> {
    let raws: Vec<&'a RawValue> =
        Options::default().from_str(text).map_err(|error| Box::new(finding(file, text, 0, text, &error)))?;
    Ok(raws.into_iter().map(|raw| Item::new(text, raw)).collect())
}

/// The items of the list `operateurs` of an index; none where it cannot be read.
pub fn operateurs(text: &str) -> Vec<Item<'_>> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Outline<'a> {
        #[serde(borrow)]
        operateurs: Vec<&'a RawValue>,
    }
    let outline: Outline<'_> = read_borrowed(text).unwrap_or_default();
    outline.operateurs.into_iter().map(|raw| Item::new(text, raw)).collect()
}

/// Reads one item of a list.
///
/// # Errors
///
/// Its first fault, placed in the file.
pub fn item<'a, T: Deserialize<'a>>(file: &str, text: &str, item: Item<'a>) -> Result<T, Box<Finding>> {
    read_borrowed(item.raw).map_err(|error| Box::new(finding(file, text, item.offset, item.raw, &error)))
}
