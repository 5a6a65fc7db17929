//! From a text to cells: which separator, which quotes.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::source::table::{Cell, MOST_CELLS, Place, Row, Table, too_large};
use crate::source::words::plain;
use aiguilleur_core::tree::Finding;

/// Cuts a text into cells.
///
/// # Errors
///
/// The first quote that is not closed: what follows it means nothing. A text that is far larger than a table.
pub(super) fn read(mut table: Table, wanted: Option<char>) -> Result<(Table, char), Vec<Finding>> {
    let declared = declared(&table.text);
    let wanted = wanted.and_then(|separator| u8::try_from(separator).ok());
    let from =
        if declared.is_some() { table.text.find('\n').map_or(table.text.len(), |at| at + 1) } else { 0 };
    let (separator, raw) = match wanted.or(declared) {
        Some(separator) => (separator, scan(&table.text, separator, from)),
        None => best(&table.text),
    };
    if raw.iter().map(Vec::len).sum::<usize>() > MOST_CELLS {
        return Err(too_large(&table.file, "fichier"));
    }
    let broken = raw.iter().flatten().find(|cell| !cell.is_closed(&table.text)).map(|cell| cell.place);
    let raw = match broken {
        // A text cut by tabs was not always written by a spreadsheet: its quotes may be words.
        Some(_) if separator == b'\t' => cut(&table.text, from),
        Some(place) => {
            return Err(vec![table.error(
                "guillemet",
                Place { end: place.start + 1, ..place },
                "Ce guillemet ouvre une cellule, et rien ne la referme comme il faut.",
                "Ajoutez le guillemet qui manque à la fin de la cellule ; doublez (\"\") ceux du texte.",
            )]);
        }
        None => raw,
    };
    table.rows = rows(&table.text, raw);
    Ok((table, char::from(separator)))
}

/// A cell as it is written.
struct Raw {
    words: String,
    place: Place,
}

impl Raw {
    /// Whether a cell that starts with a quote ends with one, and has no other that is not doubled.
    fn is_closed(&self, text: &str) -> bool {
        let Some(inside) = text[self.place.start..self.place.end].strip_prefix('"') else {
            return true;
        };
        let bare = inside.replace("\"\"", "");
        bare.trim_end().strip_suffix('"').is_some_and(|rest| !rest.contains('"'))
    }
}

fn rows(text: &str, raw: Vec<Vec<Raw>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut gap, mut end) = (false, 0);
    for cells in raw {
        let cell = |Raw { words, place }: Raw| {
            let filled = !words
                .trim_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}\u{ad}".contains(c))
                .is_empty();
            Cell { words: plain(&words), place, merged: false, filled }
        };
        let (start, stop) =
            (cells.first().map_or(end, |c| c.place.start), cells.last().map_or(end, |c| c.place.end));
        // The reader leaves blank lines out: they are seen between the rows.
        gap |= text[end.min(start)..start].bytes().filter(|byte| *byte == b'\n').count() > 1;
        end = stop;
        let cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        if cells.iter().any(|cell| cell.filled) {
            rows.push(Row { cells, after_gap: gap, is_title: false });
            gap = false;
        } else {
            gap = true;
        }
    }
    // A line without any separator stands beside the table.
    let wide = rows.iter().any(|row| row.cells.len() > 2);
    for row in &mut rows {
        row.is_title = wide && row.cells.len() == 1;
    }
    rows
}

/// « sep=; », which some spreadsheets write on a first line of its own.
fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let separator = line.trim().strip_prefix("sep=")?.bytes().next()?;
    b";,\t|".contains(&separator).then_some(separator)
}

/// The separator that gives the most rows of one width, three cells at least.
fn best(text: &str) -> (u8, Vec<Vec<Raw>>) {
    let mut best = (b';', scan(text, b';', 0));
    let mut most = alike(&best.1);
    for separator in [b'\t', b',', b'|'] {
        let rows = scan(text, separator, 0);
        let count = alike(&rows);
        if count > most {
            (best, most) = ((separator, rows), count);
        }
    }
    best
}

/// Whether the usual width makes a table, and how many rows have it.
fn alike(rows: &[Vec<Raw>]) -> (bool, usize) {
    let mut widths: Vec<usize> = rows.iter().map(Vec::len).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    let usual = widths.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).unwrap_or_default();
    (usual.first().is_some_and(|width| *width > 2), usual.len())
}

/// The reader of a text: its quotes are « ' » where those of its first row are.
fn reader(text: &str, separator: u8) -> Reader {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let between = format!("'{}'", char::from(separator));
    let single = first.starts_with('\'') && first.ends_with('\'') && first.contains(&between);
    ReaderBuilder::new().delimiter(separator).quote(if single { b'\'' } else { b'"' }).build()
}

fn scan(text: &str, separator: u8, from: usize) -> Vec<Vec<Raw>> {
    let mut reader = reader(text, separator);
    let bytes = tight(text, separator);
    // No cell is longer than its text.
    let mut words = vec![0; text.len() + 1];
    let (mut start, mut at, mut length) = (from, from, 0);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut cells = 0;
    // Beyond, it is no table: what is read is enough to say so.
    while cells <= MOST_CELLS {
        let (result, read, wrote) = reader.read_field(&bytes[at..], &mut words[length..]);
        at += read;
        length += wrote;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let raw = &text[start..at];
                let skipped = raw.len() - raw.trim_start_matches('\n').len();
                let kept =
                    raw[skipped..].strip_suffix(['\n', char::from(separator)]).unwrap_or(&raw[skipped..]);
                let start_of = start + skipped + (kept.len() - kept.trim_start_matches(' ').len());
                let place = Place {
                    start: start_of,
                    end: start + skipped + kept.len(),
                    row: rows.len(),
                    column: row.len(),
                };
                cells += 1;
                row.push(Raw { words: String::from_utf8_lossy(&words[..length]).into_owned(), place });
                (start, length) = (at, 0);
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => break,
        }
    }
    rows.extend(Some(row).filter(|row| !row.is_empty()));
    rows
}

/// The bytes with « , "a » as « ," a »: a space before a quote would make the quote a word. No place moves.
fn tight(text: &str, separator: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_owned();
    let spaced = format!("{} \"", char::from(separator));
    for (at, found) in text.match_indices(&spaced) {
        let after = at + found.len();
        if bytes.get(after) != Some(&b'"') {
            bytes.swap(after - 1, after - 2);
        }
    }
    bytes
}

/// A text cut at each tab and at each line, its quotes as they are.
fn cut(text: &str, from: usize) -> Vec<Vec<Raw>> {
    let mut at = from;
    let mut rows = Vec::new();
    for line in text[from..].split('\n') {
        let mut row = Vec::new();
        for words in line.split('\t') {
            let place = Place { start: at, end: at + words.len(), row: rows.len(), column: row.len() };
            row.push(Raw { words: words.to_owned(), place });
            at += words.len() + 1;
        }
        rows.push(row);
    }
    rows
}
