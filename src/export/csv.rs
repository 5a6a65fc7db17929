//! A table as text for a spreadsheet: semicolons, since French spreadsheets keep the comma for numbers; the quotes and
//! the ends of lines of RFC 4180.

use csv::{Terminator, WriterBuilder};

use super::table::{COLUMNS, harmless, rows};
use aiguilleur_core::tree::{Referentiel, Supplied};

/// The table of trees; with a byte-order mark, a spreadsheet knows that it is UTF-8.
///
/// # Errors
///
/// Never where memory suffices.
pub fn csv(trees: &[Supplied<'_>], referentiel: &Referentiel, mark: bool) -> std::io::Result<Vec<u8>> {
    let start = if mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    lines(start, COLUMNS, rows(trees, referentiel))
}

/// A heading and lines, each cell harmless.
pub(super) fn table<const N: usize>(
    heading: [&str; N],
    all: impl IntoIterator<Item = [String; N]>,
) -> std::io::Result<String> {
    let harmless = all.into_iter().map(|line| line.map(|cell| harmless(&cell)));
    String::from_utf8(lines(Vec::new(), heading, harmless)?).map_err(std::io::Error::other)
}

fn lines<const N: usize>(
    start: Vec<u8>,
    heading: [&str; N],
    all: impl IntoIterator<Item = [String; N]>,
) -> std::io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(start);
    writer.write_record(heading)?;
    for line in all {
        writer.write_record(line)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
