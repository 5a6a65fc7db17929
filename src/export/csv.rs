//! The table as text for a spreadsheet: semicolons, since French spreadsheets keep the comma for numbers; the quotes and
//! the ends of lines of RFC 4180.

use csv::{Terminator, WriterBuilder};

use super::table::{COLUMNS, rows};
use aiguilleur_core::tree::{Referentiel, Supplied};

/// The table of trees; with a byte-order mark, a spreadsheet knows that it is UTF-8.
///
/// # Errors
///
/// Never where memory suffices.
pub fn csv(trees: &[Supplied<'_>], referentiel: &Referentiel, mark: bool) -> std::io::Result<Vec<u8>> {
    let start = if mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(start);
    writer.write_record(COLUMNS)?;
    for row in rows(trees, referentiel) {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
