//! Workbooks: the cells of each sheet that is shown, and which of them are merged.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::io::{Cursor, Read as _, Write};

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::{beside_words, ods, promised};
use crate::source::Source;
use crate::source::table::{self, Cell, MOST_CELLS, Place, Row, Size, Table, refused};
use crate::source::words::plain;
use aiguilleur_core::tree::Finding;

/// No workbook is larger once unpacked: the rest is something else, or was made to fill the memory.
const MOST_BYTES: u64 = 200_000_000;
const MOST_COLUMNS: u32 = 10_000;
/// One part of the file may be named as so many sheets, and is read as often.
const MOST_SHEETS: usize = 200;

type Cells = Vec<((u32, u32), String)>;

/// Whether the bytes are a workbook: the archive of a new one, or the container of an old one.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Reads the sheets that hold something, or the one that is wanted.
///
/// # Errors
///
/// What the file is, where it is no workbook that can be read.
pub(super) fn read(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Source, Vec<Finding>> {
    if unpacked(bytes, MOST_BYTES) > MOST_BYTES {
        return Err(too_large(file));
    }
    if promised::repeats(bytes) {
        return Err(too_large(file));
    }
    if promised::too_much(bytes) {
        return Err(broken(file));
    }
    without_panic(|| sheets(file, bytes, wanted)).unwrap_or_else(|| Err(broken(file)))
}

/// What `read` gives; none where it panics, as the reader of workbooks does on some that are broken. Nothing is told
/// of it: other threads keep their voice.
fn without_panic<T>(read: impl FnOnce() -> T) -> Option<T> {
    thread_local!(static QUIET: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                told(panic);
            }
        }));
    });
    QUIET.set(true);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    QUIET.set(false);
    result.ok()
}

/// The sheets that hold something, or the one that is wanted, of a workbook that is no larger than it may be.
fn sheets(file: &str, bytes: &[u8], wanted: Option<&str>) -> Result<Source, Vec<Finding>> {
    let ready = ods::ready(bytes, MOST_BYTES).ok_or_else(|| broken(file))?;
    let (bytes, spans) = (&*ready.bytes, &ready.merged);
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(file, bytes, &error))?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > MOST_SHEETS {
        return Err(too_large(file));
    }
    let names = || sheets.iter().map(|sheet| format!("« {} »", sheet.name)).collect::<Vec<_>>().join(", ");
    if let Some(wanted) = wanted.filter(|wanted| sheets.iter().all(|sheet| sheet.name != *wanted)) {
        return Err(refused(
            file,
            format!("Ce classeur n'a pas de feuille « {wanted} »."),
            format!("Choisissez parmi : {}.", names()),
        ));
    }
    let some_shown = sheets.iter().any(|sheet| sheet.visible == SheetVisible::Visible);
    let (mut tables, mut notes) = (Vec::new(), Vec::new());
    let beside = beside_words::look(bytes);
    notes.extend(beside.hidden_rows());
    for sheet in &sheets {
        let name = &sheet.name;
        if wanted.is_some_and(|wanted| wanted != name) {
            continue;
        }
        if sheet.visible != SheetVisible::Visible && wanted.is_none() && some_shown {
            notes.push(format!(
                "La feuille « {name} » est masquée : elle n'est pas lue. Pour la lire : --feuille \"{name}\"."
            ));
            continue;
        }
        let (cells, merged) = cells(&mut book, name).map_err(|full| match full {
            Full::TooLarge => too_large(file),
            Full::Broken(error) => unreadable(file, bytes, &error),
        })?;
        let merged = spans.get(name).unwrap_or(&merged);
        let table = laid(file, name, cells, merged).ok_or_else(|| too_large(file))?;
        if !table.rows.is_empty() {
            tables.push(table);
        }
    }
    let cells = || tables.iter().flat_map(|table: &Table| &table.rows).flat_map(|row| &row.cells);
    let words = LazyCell::new(|| cells().map(|cell| cell.words.to_lowercase()).collect::<Vec<_>>());
    notes.extend(beside.told(|address| words.iter().any(|words| words.contains(address))));
    Ok(Source { tables, notes })
}

/// Why a sheet cannot be read.
enum Full {
    TooLarge,
    Broken(calamine::Error),
}

/// The cells of a sheet that hold something, and its merged ranges.
fn cells(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<(Cells, Vec<Dimensions>), Full> {
    let mut cells: Cells = Vec::new();
    // A sheet is never laid out whole: two cells far apart would fill the memory.
    if let Sheets::Xlsx(book) = book {
        let broken = |error: calamine::XlsxError| Full::Broken(error.into());
        let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let words = written(&Data::from(cell.get_value().clone()));
            push(&mut cells, cell.get_position(), words)?;
        }
        drop(reader);
        // Their absence forbids nothing: the words say the rest.
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        return Ok((cells, merged));
    }
    let merged = match book {
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    let range = book.worksheet_range(name).map_err(Full::Broken)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = |from: u32, to: usize| from.saturating_add(u32::try_from(to).unwrap_or(u32::MAX));
        push(&mut cells, (at(top, row), at(left, column)), written(value))?;
    }
    Ok((cells, merged))
}

fn push(cells: &mut Cells, (row, column): (u32, u32), words: String) -> Result<(), Full> {
    if cells.len() >= MOST_CELLS || column > MOST_COLUMNS {
        return Err(Full::TooLarge);
    }
    if !words.trim().is_empty() {
        cells.push(((row, column), words));
    }
    Ok(())
}

/// A value as a person reads it in its cell.
fn written(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if date.is_duration() || date.as_f64() < 1.0 {
                Some(format!("{hour:02}:{minute:02}"))
            } else {
                None
            };
            time.unwrap_or_else(|| format!("{day:02}/{month:02}/{year}"))
        }
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

/// The table of these cells; none where it is far larger than one.
fn laid(file: &str, sheet: &str, cells: Cells, merged: &[Dimensions]) -> Option<Table> {
    let mut rows: Vec<(u32, Row)> = Vec::new();
    let mut size = Size::default();
    // A merged cell says its words for all the rows that it takes.
    let mut tops: HashMap<(u32, u32), &Dimensions> =
        merged.iter().map(|range| (range.start, range)).collect();
    let mut reaching: Vec<(&Dimensions, Cell)> = Vec::new();
    for ((row, column), words) in cells {
        if rows.last().is_none_or(|(last, _)| *last != row) {
            start_row(&mut rows, row, &mut reaching, &mut size)?;
        }
        let place = Place { row: row as usize, column: column as usize, ..Place::default() };
        let cell = Cell { words: plain(&words), place, merged: false, filled: true };
        let Some((_, current)) = rows.last_mut() else { continue };
        if let Some(range) = tops.remove(&(row, column)) {
            current.is_title |= range.end.1 > column + 1;
            if range.end.0 > row {
                reaching.push((range, Cell { merged: true, ..cell.clone() }));
            }
        }
        put(current, column as usize, cell);
    }
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let (file, sheet) = (file.to_owned(), Some(sheet.to_owned()));
    Some(Table { file, sheet, rows, knows_merges: true, text: String::new() })
}

/// A row that starts with what reaches down to it; none where that is too much.
fn start_row(
    rows: &mut Vec<(u32, Row)>,
    number: u32,
    reaching: &mut Vec<(&Dimensions, Cell)>,
    size: &mut Size,
) -> Option<()> {
    let after_gap = rows.last().is_some_and(|(last, _)| *last + 1 < number);
    let mut row = Row { after_gap, ..Row::default() };
    reaching.retain(|(range, _)| range.end.0 >= number);
    for (range, cell) in reaching.iter() {
        let place = Place { row: number as usize, ..cell.place };
        size.add(cell.words.len()).then_some(())?;
        put(&mut row, range.start.1 as usize, Cell { place, ..cell.clone() });
    }
    rows.push((number, row));
    Some(())
}

fn put(row: &mut Row, column: usize, cell: Cell) {
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::default());
    }
    row.cells[column] = cell;
}

/// How much an archive holds once unpacked, as far as that is not too much: what its directory says of it may be
/// a lie.
fn unpacked(bytes: &[u8], most: u64) -> u64 {
    let Ok(mut book) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut size = 0;
    for rank in 0..book.len() {
        let Ok(part) = book.by_index(rank) else { continue };
        // A part that is broken halfway is refused by whoever needs it.
        let left = (most + 1).saturating_sub(size);
        let (declared, mut counted) = (part.size(), Counted(0));
        let _ = std::io::copy(&mut part.take(left), &mut counted);
        size = size.saturating_add(declared.max(counted.0));
    }
    size
}

/// Where bytes go to be counted.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn too_large(file: &str) -> Vec<Finding> {
    table::too_large(file, "classeur")
}

fn unreadable(file: &str, bytes: &[u8], error: &calamine::Error) -> Vec<Finding> {
    let found = |words: &[u8]| memchr::memmem::find(bytes, words).is_some();
    let wide = |words: &str| words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if found(b"word/document.xml") {
        return refused(
            file,
            "Ce fichier est un document Word, pas un tableau.",
            "Dans Word, copiez le tableau, collez-le dans un tableur, puis enregistrez-le en .xlsx.",
        );
    }
    if found(b"application/vnd.oasis.opendocument.text") {
        return refused(
            file,
            "Ce fichier est un texte LibreOffice, pas un tableau.",
            "Copiez le tableau dans un tableur, puis enregistrez-le en .ods ou .xlsx.",
        );
    }
    if found(&wide("EncryptedPackage")) || error.to_string().to_lowercase().contains("password") {
        return refused(
            file,
            "Ce classeur est protégé par un mot de passe.",
            "Ouvrez-le, retirez le mot de passe, puis enregistrez-le sous un autre nom.",
        );
    }
    broken(file)
}

fn broken(file: &str) -> Vec<Finding> {
    refused(
        file,
        "Ce classeur est abîmé, ou n'est pas un classeur.",
        "Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en .xlsx.",
    )
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot make its archive has failed")]
mod tests {
    use super::unpacked;
    use std::io::{Cursor, Write as _};

    #[test]
    fn what_an_archive_holds_is_counted_as_far_as_it_is_not_too_much() {
        let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
        book.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
            .expect("memory suffices");
        book.write_all(&vec![b' '; 54_321]).expect("memory suffices");
        let bytes = book.finish().expect("memory suffices").into_inner();
        assert_eq!(unpacked(&bytes, 100_000), 54_321);
        assert!(unpacked(&bytes, 1_000) > 1_000);
        assert_eq!(unpacked(b"PK", 1_000), 0);
    }
}
