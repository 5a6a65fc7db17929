//! From a file to a table, from a table to rows, from rows to facts: each with its place.
//!
//! Bytes become tables of cells, whatever the file (`decode`, `csv`, `html`, `markdown`, `workbook`). Nothing is
//! guessed in silence: what is not sure is told with its place.

mod align;
mod anchors;
pub mod categorie;
pub mod changes;
pub mod channels;
mod chosen_columns;
mod columns;
pub mod contact_list;
mod contacts;
mod conversion_faults;
mod csv;
pub mod decode;
pub mod document;
pub mod edition;
pub mod facts;
pub mod folding;
mod hidden;
mod html;
pub mod kept_table;
mod lone_cells;
mod markdown;
mod ods;
mod promised;
pub mod proof;
pub mod row_pairs;
pub mod rows;
pub mod scenes;
mod stated;
pub mod table;
pub mod verbs;
pub mod words;
mod workbook;

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

/// What a file that holds no table starts with, what it is, and the way to get a table from it.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF",
        "un PDF",
        "Ouvrez-le dans Word ou LibreOffice, copiez le tableau dans un tableur, puis enregistrez-le en .xlsx.",
    ),
    (
        b"{\\rtf",
        "un texte mis en forme (RTF)",
        "Copiez son tableau dans un tableur, puis enregistrez-le en .xlsx.",
    ),
    (b"ID;P", "un tableau SYLK", "Ouvrez-le dans un tableur, puis enregistrez-le en .xlsx."),
    (b"\x89PNG", "une image", "Demandez le tableau lui-même, en .xlsx ou en .csv."),
    (b"\xff\xd8\xff", "une image", "Demandez le tableau lui-même, en .xlsx ou en .csv."),
];

/// No table of requests has more rows, all sheets together: a row that an .ods repeats takes no room in the file.
const MOST_ROWS: usize = 200_000;

/// Reads the tables of a file; `file` is its name for the user.
///
/// # Errors
///
/// What keeps the file from being read whole, and how to mend it.
pub fn read(file: &str, bytes: &[u8], options: &Options) -> Result<Source, Vec<Finding>> {
    let source = tables(file, bytes, options)?;
    let rows: usize = source.tables.iter().map(|table| table.rows.len()).sum();
    if rows > MOST_ROWS {
        return Err(table::too_large(file, "tableau"));
    }
    match source.tables.iter().find_map(Table::too_long) {
        Some(finding) => Err(vec![finding]),
        None => Ok(source),
    }
}

fn tables(file: &str, bytes: &[u8], options: &Options) -> Result<Source, Vec<Finding>> {
    if let Some((_, what, mend)) = OTHERS.iter().find(|(start, _, _)| bytes.starts_with(start)) {
        return Err(table::refused(file, format!("Ce fichier est {what}, pas un tableau."), *mend));
    }
    if workbook::is_workbook(bytes) {
        return workbook::read(file, bytes, options.feuille.as_deref());
    }
    let decode::Decoded { text, encoding } = decode::decode(bytes, options.encodage.as_deref())
        .map_err(|(message, mend)| table::refused(file, message, mend))?;
    let mut notes: Vec<String> = encoding.map(|name| format!("Fichier lu en {name}.")).into_iter().collect();
    let start = text.trim_start();
    if start.starts_with('{') || start.starts_with("[{") || start.starts_with("[\n") {
        let mend = "Un tableau a des lignes et des colonnes : ouvrez ces données dans un tableur, puis enregistrez-les en .csv ou .xlsx.";
        return Err(table::refused(file, "Ce fichier est du JSON, pas un tableau.", mend));
    }
    let table = Table { file: file.to_owned(), text, ..Table::default() };
    let table = if html::is_page(&table.text) {
        notes.push("C'est une page web : ses tableaux sont lus l'un après l'autre.".to_owned());
        html::read(table)?
    } else if options.separateur.is_none() && markdown::is_markdown(&table.text) {
        notes.push("C'est du Markdown : ses tableaux sont lus l'un après l'autre.".to_owned());
        markdown::read(table)?
    } else {
        let (table, separator) = csv::read(table, options.separateur)?;
        let separator =
            if separator == '\t' { "la tabulation".to_owned() } else { format!("« {separator} »") };
        notes.push(format!("Cellules séparées par {separator}."));
        table
    };
    let mut table = table;
    table.number();
    Ok(Source { tables: vec![table], notes })
}
