//! From a file to a table, from a table to rows, from rows to facts: each with its place.
//!
//! Bytes become tables of cells, whatever the file (`formats/`), then rows (`columns/`, `rows/`). A tree is
//! proved against its table in `proof/`, two tables are compared in `versions/`. Nothing is guessed in silence: what is
//! not sure is told with its place.

pub mod categorie;
pub mod channels;
mod columns;
mod contact_columns;
pub mod contact_list;
mod conversion_faults;
pub mod document;
pub mod edition;
pub mod facts;
pub mod folding;
pub mod forbidden;
pub mod formats;
mod lone_cells;
mod nothing_said;
mod phone_numbers;
pub mod proof;
pub mod rows;
pub mod scenes;
mod shared_words;
pub mod table;
mod text_order;
pub mod verbs;
pub mod versions;
pub mod words;

pub use table::{Cell, Place, Row, Source, Table};

use aiguilleur_core::tree::Finding;

/// How a file is to be read, where the user says it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of its encoding.
    pub encodage: Option<String>,
    /// What stands between its cells.
    pub separateur: Option<char>,
    /// The sheet of a workbook; all that are shown without it.
    pub feuille: Option<String>,
    /// Which columns are which: « demande=2,categorie=B,action=Orientation ».
    pub colonnes: Option<String>,
}

/// No table of requests has more rows, all sheets together: a row that an .ods repeats takes no room in the file.
const MOST_ROWS: usize = 200_000;

/// Reads the tables of a file; `file` is its name for the user.
///
/// # Errors
///
/// What keeps the file from being read whole, and how to mend it.
pub fn read(file: &str, bytes: &[u8], options: &Options) -> Result<Source, Vec<Finding>> {
    let source = formats::tables(file, bytes, options)?;
    let rows: usize = source.tables.iter().map(|table| table.rows.len()).sum();
    if rows > MOST_ROWS {
        return Err(table::too_large(file, "tableau"));
    }
    match source.tables.iter().find_map(Table::too_long) {
        Some(finding) => Err(vec![finding]),
        None => Ok(source),
    }
}
