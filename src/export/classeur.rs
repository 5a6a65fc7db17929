//! A workbook to fill in: a row a contact, the most needed first, read back by `local importer`.

use rust_xlsxwriter::{Color, DataValidation, DocProperties, Format, Worksheet, XlsxError};

use super::workbook;
use crate::error::Error;
use crate::pages::fill::serves;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Target, fillable};
use aiguilleur_core::tree::Canal;

/// What is written above the table, and what it asks.
const TITLE: &str = "Contacts locaux à remplir. Écrivez dans les cellules jaunes ; laissez vide ce que vous ne savez pas. Nommez des \
                     services, jamais des personnes. Enregistrez, puis : aiguilleur local importer CE-FICHIER -o local.ron";
const ABOVE: [(&str, &str); 3] = [
    ("Département :", "En toutes lettres : Nièvre"),
    ("Source :", "Le service qui donne ces contacts"),
    ("Vérifié le :", "JJ/MM/AAAA"),
];
/// The row of the heading.
const HEADING: u32 = 5;
/// The columns: their name, their width, whether one writes in them.
const COLUMNS: [(&str, f64, bool); 13] = [
    ("Opérateur", 18.0, false),
    ("Qui joindre", 34.0, false),
    ("Sert à", 10.0, false),
    ("Par quel moyen", 15.0, true),
    ("Numéro ou adresse", 26.0, true),
    ("Autre moyen", 15.0, true),
    ("Autre numéro ou adresse", 26.0, true),
    ("Horaires", 22.0, true),
    ("Nom du service", 24.0, true),
    ("Note", 26.0, true),
    ("Vérifié le", 12.0, true),
    ("Identifiant de l'opérateur", 18.0, false),
    ("Identifiant du contact", 22.0, false),
];
/// How high a line is, and how many letters of a contact's name it holds.
const LINE: f64 = 15.0;
const LETTERS: usize = 30;
/// The columns whose cells are chosen from a list.
const CHOSEN: [u16; 2] = [3, 5];

/// The bytes of the workbook for these contacts.
///
/// # Errors
///
/// Never, unless the workbook is larger than a spreadsheet can be.
pub fn classeur(targets: &[Target<'_>], today: Day) -> Result<Vec<u8>, Error> {
    written(targets, today).map_err(|error| Error::Output(std::io::Error::other(error)))
}

fn written(targets: &[Target<'_>], today: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook::made(today, DocProperties::new())?;
    let looks = Looks::new();
    let sheet = book.add_worksheet().set_name("Contacts")?;
    head(sheet, &looks)?;
    for (row, target) in (HEADING + 1..).zip(targets) {
        line(sheet, row, target, &looks)?;
    }
    sheet.set_freeze_panes(HEADING + 1, 2)?.set_repeat_rows(HEADING, HEADING)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).protect();
    book.save_to_buffer()
}

/// How the cells look.
struct Looks {
    fixed: Format,
    /// A text, so that no number loses its first zero.
    open: Format,
    heading: Format,
    plain: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = workbook::cell();
        Self {
            open: cell
                .clone()
                .set_num_format("@")
                .set_background_color(Color::RGB(0x00FF_F8D6))
                .set_unlocked(),
            heading: cell.clone().set_bold().set_background_color(Color::RGB(0x00DD_E6F2)),
            fixed: cell,
            plain: Format::new().set_bold(),
        }
    }
}

fn head(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_with_format(0, 0, TITLE, &looks.plain)?;
    for (row, (label, help)) in (1..).zip(ABOVE) {
        sheet.write_with_format(row, 0, label, &looks.plain)?;
        sheet.write_blank(row, 1, &looks.open)?;
        sheet.add_data_validation(row, 1, row, 1, &DataValidation::new().set_input_message(help)?)?;
    }
    for (column, (name, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(HEADING, column, name, &looks.heading)?;
    }
    sheet.set_row_height(HEADING, 2.0 * LINE)?;
    Ok(())
}

fn line(sheet: &mut Worksheet, row: u32, target: &Target<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let kinds: Vec<&str> = fillable(&target.contact).into_iter().map(Canal::nom).collect();
    let serves = serves(target);
    let known = [
        (0, target.nom),
        (1, &target.contact.nom),
        (2, &serves),
        (11, target.operateur),
        (12, &target.contact.id),
    ];
    for (column, (_, _, open)) in (0..).zip(COLUMNS) {
        let words = known.iter().find(|(at, _)| *at == column).map(|(_, words)| *words);
        match words {
            Some(words) => sheet.write_with_format(row, column, words, &looks.fixed)?,
            None => sheet.write_blank(row, column, if open { &looks.open } else { &looks.fixed })?,
        };
    }
    // Not every spreadsheet makes room for a folded name by itself.
    let lines = target.contact.nom.chars().count() / LETTERS + 1;
    sheet.set_row_height(row, LINE * f64::from(u8::try_from(lines).unwrap_or(u8::MAX)))?;
    // Where there is no choice, it is made.
    if let [only] = kinds[..] {
        sheet.write_with_format(row, CHOSEN[0], only, &looks.open)?;
    }
    let list = DataValidation::new()
        .allow_list_strings(&kinds)?
        .set_error_title("Ce moyen n'est pas dans la liste")?
        .set_error_message(format!("Choisissez : {}.", kinds.join(", ")))?;
    for column in CHOSEN {
        sheet.add_data_validation(row, column, row, column, &list)?;
    }
    Ok(())
}
