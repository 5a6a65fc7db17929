//! What the workbooks that are written share.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use aiguilleur_core::day::Day;

/// A workbook made on this day: the same day gives the same bytes.
pub(super) fn made(today: Day, properties: DocProperties) -> Result<Workbook, XlsxError> {
    let day = ExcelDateTime::parse_from_str(&today.to_string())?;
    let mut book = Workbook::new();
    book.set_properties(&properties.set_creation_datetime(&day));
    Ok(book)
}

/// A cell whose text is folded, with a line around it.
pub(super) fn cell() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}
