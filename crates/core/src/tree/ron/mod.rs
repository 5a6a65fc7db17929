//! RON as text: how it is read, how its mistakes are told, where its items and words stand, how a text is quoted.

mod errors;
mod locate;
pub(crate) mod spans;
mod tokens;

use std::ops::Range;

use ::ron::Options;
use ::ron::error::SpannedError;
use ::ron::extensions::Extensions;
use ::ron::value::RawValue;
use serde::Deserialize;

use super::finding::{Finding, Lines, Severity};

pub use locate::Locator;
pub(crate) use tokens::{Token, tokens};

/// Reads a text; the name of an option's value need not be written.
///
/// # Errors
///
/// The first fault of the text.
pub(crate) fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, SpannedError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
}

/// A text as RON writes it, between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Something of a list whose inside is not read yet.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
pub(super) struct Raw<'a>(#[serde(borrow)] &'a RawValue);

impl<'a> Raw<'a> {
    /// Where it stands in the text that it was read from.
    pub(super) fn item(self, text: &'a str) -> Item<'a> {
        let raw = self.0.get_ron();
        let offset = raw.as_ptr() as usize - text.as_ptr() as usize;
        // What stands before the item belongs to the list.
        let lead = raw.len() - raw.trim_start().len();
        Item { offset: offset + lead, raw: &raw[lead..] }
    }
}

/// An item of a list, as it stands in its file.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    offset: usize,
    raw: &'a str,
}

impl<'a> Item<'a> {
    /// The whole of a text.
    pub(super) fn whole(text: &'a str) -> Self {
        Self { offset: 0, raw: text }
    }

    /// Its bytes in its text.
    pub fn range(self) -> Range<usize> {
        self.offset..self.offset + self.raw.trim_end().len()
    }

    /// Reads it; `lines` are those of its file.
    ///
    /// # Errors
    ///
    /// Its first fault, placed in the file.
    pub fn read<T: Deserialize<'a>>(self, file: &str, lines: &Lines<'_>) -> Result<T, Box<Finding>> {
        read(self.raw).map_err(|error| Box::new(self.finding(file, lines, &error)))
    }

    /// The finding for a fault of the item.
    pub(super) fn finding(self, file: &str, lines: &Lines<'_>, error: &SpannedError) -> Finding {
        let empty = self.raw.trim().is_empty();
        let (message, mend) = if empty { errors::empty() } else { errors::explain(&error.code) };
        let end = byte(self.raw, error.span.end.line, error.span.end.col);
        let word =
            errors::word(&error.code).and_then(|word| Some((self.raw[..end].rfind(word)?, word.len())));
        let (start, length) =
            word.unwrap_or_else(|| (end, self.raw[end..].chars().next().map_or(0, char::len_utf8)));
        let start = self.offset + start;
        Finding {
            severity: Severity::Error,
            rule: "lecture",
            file: file.to_owned(),
            snippet: Some(lines.snippet(start, start + length)),
            message,
            mend,
        }
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
