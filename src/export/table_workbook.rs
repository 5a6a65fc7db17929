//! The table as a workbook: one can read it, filter it and print it as it is.

use rust_xlsxwriter::{DocProperties, Worksheet, XlsxError};

use super::table::{COLUMNS, Row, rows};
use super::workbook_style;
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Referentiel, Supplied};

/// The width of each column, in characters.
const WIDTHS: [f64; COLUMNS.len()] = [20.0, 26.0, 10.0, 50.0, 14.0, 60.0, 24.0, 30.0];

/// The workbook of trees, made on this day.
///
/// # Errors
///
/// Where a cell is longer than a workbook can hold.
pub fn table_workbook(
    trees: &[Supplied<'_>],
    referentiel: &Referentiel,
    today: Day,
) -> Result<Vec<u8>, Error> {
    book(referentiel, &rows(trees, referentiel), today).map_err(|_| {
        Error::input(
            "Une cellule est plus longue que ce qu'un classeur peut tenir.",
            "Exportez en csv : il n'a pas de limite.",
        )
    })
}

fn book(referentiel: &Referentiel, rows: &[Row], today: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook_style::made(today, DocProperties::new().set_title(&referentiel.titre))?;
    let sheet = book.add_worksheet();
    sheet.set_name("Démarches")?;
    fill(sheet, rows)?;
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let plain = workbook_style::cell();
    let head = workbook_style::heading();
    for (column, (name, width)) in (0..).zip(COLUMNS.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, *name, &head)?;
        for (row, cells) in (1..).zip(rows) {
            sheet.write_string_with_format(row, column, &cells[usize::from(column)], &plain)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, u16::try_from(COLUMNS.len()).unwrap_or(1) - 1)?;
    workbook_style::keep_in_view(sheet, 0, 0)
}
