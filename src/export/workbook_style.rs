//! What the workbooks that are written share.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

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

/// A cell that names its column.
pub(super) fn heading() -> Format {
    cell().set_bold().set_background_color(Color::RGB(0x00DD_E6F2))
}

/// A cell that waits for whoever fills the workbook.
pub(super) fn to_fill() -> Format {
    cell().set_background_color(Color::RGB(0x00FF_F8D6))
}

/// Keeps the row of the headings in view and on every printed page, with as many columns to its left.
pub(super) fn keep_in_view(sheet: &mut Worksheet, heading: u32, columns: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(heading + 1, columns)?.set_repeat_rows(heading, heading)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
