//! Workbooks: the cells of each sheet that is shown, and which of them are merged.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::Source;
use super::ods;
use super::table::{Cell, Place, Row, Table, refused};
use super::words::plain;
use aiguilleur_core::tree::Finding;

/// No table of requests holds more: beyond, the file is something else, or was made to fill the memory.
const MOST_CELLS: usize = 2_000_000;
const MOST_BYTES: u64 = 400_000_000;
const WIDEST: u32 = 10_000;

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
    if unpacked(bytes) > MOST_BYTES {
        return Err(too_large(file));
    }
    let typed = ods::typed(bytes, MOST_BYTES);
    let bytes = typed.as_deref().unwrap_or(bytes);
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(file, bytes, &error))?;
    let sheets = book.sheets_metadata().to_vec();
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
        let table = table(file, name, cells, &merged);
        if !table.rows.is_empty() {
            tables.push(table);
        }
    }
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
    let range = book.worksheet_range(name).map_err(Full::Broken)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = |from: u32, to: usize| from.saturating_add(u32::try_from(to).unwrap_or(u32::MAX));
        push(&mut cells, (at(top, row), at(left, column)), written(value))?;
    }
    Ok((cells, Vec::new()))
}

fn push(cells: &mut Cells, (row, column): (u32, u32), words: String) -> Result<(), Full> {
    if cells.len() >= MOST_CELLS || column > WIDEST {
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

fn table(file: &str, sheet: &str, cells: Cells, merged: &[Dimensions]) -> Table {
    let mut rows: Vec<(u32, Row)> = Vec::new();
    // A merged cell says its words for all the rows that it takes.
    let mut tops: HashMap<(u32, u32), &Dimensions> =
        merged.iter().map(|range| (range.start, range)).collect();
    let mut reaching: Vec<(&Dimensions, Cell)> = Vec::new();
    for ((row, column), words) in cells {
        if rows.last().is_none_or(|(last, _)| *last != row) {
            start_row(&mut rows, row, &mut reaching);
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
    Table { file: file.to_owned(), sheet: Some(sheet.to_owned()), rows, text: String::new() }
}

fn start_row(rows: &mut Vec<(u32, Row)>, number: u32, reaching: &mut Vec<(&Dimensions, Cell)>) {
    let after_gap = rows.last().is_some_and(|(last, _)| *last + 1 < number);
    let mut row = Row { after_gap, ..Row::default() };
    reaching.retain(|(range, _)| range.end.0 >= number);
    for (range, cell) in reaching.iter() {
        let place = Place { row: number as usize, ..cell.place };
        put(&mut row, range.start.1 as usize, Cell { place, ..cell.clone() });
    }
    rows.push((number, row));
}

fn put(row: &mut Row, column: usize, cell: Cell) {
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::default());
    }
    row.cells[column] = cell;
}

/// The size that an archive says it has once unpacked, as its directory tells it.
fn unpacked(bytes: &[u8]) -> u64 {
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02");
    let size = |at: usize| {
        let four: [u8; 4] = bytes.get(at + 24..at + 28)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(four)))
    };
    if bytes.starts_with(b"PK") { entries.filter_map(size).sum() } else { 0 }
}

fn too_large(file: &str) -> Vec<Finding> {
    refused(
        file,
        "Ce classeur est bien plus grand qu'un tableau de démarches : il n'est pas lu.",
        "Copiez le tableau seul dans un nouveau classeur, puis recommencez.",
    )
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
    refused(
        file,
        "Ce classeur est abîmé, ou n'est pas un classeur.",
        "Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en .xlsx.",
    )
}
