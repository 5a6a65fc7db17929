//! From text to cells, each with its place: which separator, which quotes.

use std::ops::Range;

use csv_core::{ReadFieldResult, ReaderBuilder};

use aiguilleur_core::tree::{Finding, Severity, Snippet};

/// The text of a table and the name of its file: what a finding shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

impl Page<'_> {
    /// Something that forbids to go on.
    pub(super) fn error(
        self,
        rule: &'static str,
        place: &Range<usize>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Finding {
        Finding {
            severity: Severity::Error,
            rule,
            file: self.file.to_owned(),
            snippet: Some(Snippet::new(self.text, place.start, place.end)),
            message: message.into(),
            mend: mend.into(),
        }
    }

    /// Something that a person should look at.
    pub(super) fn warning(
        self,
        rule: &'static str,
        place: &Range<usize>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Finding {
        Finding { severity: Severity::Warning, ..self.error(rule, place, message, mend) }
    }

    /// The line of a place, from 1.
    pub(super) fn line(self, place: &Range<usize>) -> usize {
        1 + self.text[..place.start].matches('\n').count()
    }
}

/// A cell: what it says, and where it stands, quotes included.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub words: String,
    pub place: Range<usize>,
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        self.words
            .chars()
            .all(|c| c.is_whitespace() || c.is_control() || "\u{feff}\u{200b}\u{ad}".contains(c))
    }
}

/// The rows of a table, blank lines left out, and the separator of its cells.
#[derive(Debug)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub separator: char,
}

/// Cuts a text into cells.
///
/// # Errors
///
/// The first quote that is not closed: what follows it means nothing.
pub(super) fn read(page: Page<'_>) -> Result<Table, Box<Finding>> {
    let (separator, rows) = match declared(page.text) {
        Some(separator) => (separator, scan(page.text, separator, first_line(page.text))),
        None => best(page.text),
    };
    let unclosed = rows.iter().flatten().find(|cell| !is_closed(&page.text[cell.place.clone()]));
    if let Some(cell) = unclosed {
        return Err(Box::new(page.error(
            "guillemet",
            &(cell.place.start..cell.place.start + 1),
            "Ce guillemet ouvre une cellule, et rien ne la referme comme il faut.",
            "Ajoutez le guillemet qui manque à la fin de la cellule ; doublez (\"\") ceux du texte.",
        )));
    }
    Ok(Table { rows, separator: char::from(separator) })
}

/// « sep=; », which some spreadsheets write on a first line of its own.
fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let separator = line.trim().strip_prefix("sep=")?.bytes().next()?;
    b";,\t".contains(&separator).then_some(separator)
}

fn first_line(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

/// The separator that gives the most rows of one width, three cells at least.
fn best(text: &str) -> (u8, Vec<Vec<Cell>>) {
    let mut best = (b';', scan(text, b';', 0));
    let mut most = alike(&best.1);
    for separator in [b'\t', b','] {
        let rows = scan(text, separator, 0);
        let count = alike(&rows);
        if count > most {
            (best, most) = ((separator, rows), count);
        }
    }
    best
}

/// Whether the usual width makes a table, and how many rows have it.
fn alike(rows: &[Vec<Cell>]) -> (bool, usize) {
    let mut widths: Vec<usize> = rows.iter().map(Vec::len).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    let usual = widths.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).unwrap_or_default();
    (usual.first().is_some_and(|width| *width > 2), usual.len())
}

fn scan(text: &str, separator: u8, from: usize) -> Vec<Vec<Cell>> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    // No cell is longer than its text.
    let mut words = vec![0; text.len() + 1];
    let (mut start, mut at, mut length) = (from, from, 0);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    loop {
        let (result, read, wrote) = reader.read_field(&text.as_bytes()[at..], &mut words[length..]);
        at += read;
        length += wrote;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                row.push(Cell {
                    words: String::from_utf8_lossy(&words[..length]).into_owned(),
                    place: trimmed(text, start..at, char::from(separator)),
                });
                (start, length) = (at, 0);
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => break,
        }
    }
    rows.retain(|row| !row.iter().all(Cell::is_empty));
    rows
}

/// The place of a cell without the blank lines before it and the separator after it.
fn trimmed(text: &str, place: Range<usize>, separator: char) -> Range<usize> {
    let raw = &text[place.clone()];
    let start = place.start + (raw.len() - raw.trim_start_matches('\n').len());
    let raw = &text[start..place.end];
    start..start + raw.strip_suffix(['\n', separator]).unwrap_or(raw).len()
}

/// Whether a cell that starts with a quote ends with one, and has no other that is not doubled.
fn is_closed(raw: &str) -> bool {
    let Some(inside) = raw.strip_prefix('"') else {
        return true;
    };
    let bare = inside.replace("\"\"", "");
    bare.trim_end().strip_suffix('"').is_some_and(|rest| !rest.contains('"'))
}
