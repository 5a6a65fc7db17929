//! Which kind of file is read, and by whom: a workbook, a page, Markdown, cells with signs between them.

mod beside_words;
mod csv;
pub mod decode;
pub(super) mod html;
mod markdown;
mod ods;
mod promised;
mod workbook;

use crate::source::table::{self, Table};
use crate::source::{Options, Source};
use aiguilleur_core::tree::Finding;

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

/// The tables of a file of any kind; `file` is its name for the user.
///
/// # Errors
///
/// What it is, where it holds no table.
pub(super) fn tables(file: &str, bytes: &[u8], options: &Options) -> Result<Source, Vec<Finding>> {
    if let Some((_, what, mend)) = OTHERS.iter().find(|(start, _, _)| bytes.starts_with(start)) {
        return Err(table::refused(file, format!("Ce fichier est {what}, pas un tableau."), *mend));
    }
    if workbook::is_workbook(bytes) {
        return workbook::read(file, bytes, options.feuille.as_deref());
    }
    if options.feuille.is_some() {
        let message = "Ce fichier n'est pas un classeur : il n'a pas de feuille.";
        return Err(table::refused(file, message, "Retirez « --feuille »."));
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
        html::read(table, &mut notes)?
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
