//! A workbook to fill in: a row a contact, the most needed first, read back by `local importer`.

use rust_xlsxwriter::{DataValidation, DocProperties, Format, Worksheet, XlsxError};

use super::workbook_style;
use crate::error::Error;
use crate::pages::fill::serves;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{LocalCanal, Source, Target, fillable};
use aiguilleur_core::tree::Canal;

/// What is written above the table, and what it asks.
const TITLE: &str = "Contacts locaux. Écrivez dans les cellules jaunes ; laissez vide ce que vous ne savez pas. Nommez des services, \
                     jamais des personnes. Un contact vérifié de nouveau ? Changez son jour, et celui-là seulement. Enregistrez, \
                     puis : aiguilleur local importer CE-FICHIER -o local.ron";
const LINES_ABOVE: [(&str, &str); 3] = [
    ("Département :", "En toutes lettres : Nièvre"),
    ("Source :", "Le service qui donne ces contacts"),
    ("Vérifié le :", "JJ/MM/AAAA, pour les lignes sans jour"),
];
/// The row of the heading.
const HEADING: u32 = 5;
/// How many columns there are.
const WIDTH: usize = 14;
/// The columns: their name, their width, whether one writes in them.
const COLUMNS: [(&str, f64, bool); WIDTH] = [
    ("Opérateur", 18.0, false),
    ("Qui joindre", 34.0, false),
    ("Sert à", 10.0, false),
    ("Par quel moyen", 15.0, true),
    ("Numéro ou adresse", 26.0, true),
    ("Autre moyen", 15.0, true),
    ("Autre numéro ou adresse", 26.0, true),
    ("Horaires", 22.0, true),
    ("Précision", 22.0, true),
    ("Nom du service", 24.0, true),
    ("Note", 26.0, true),
    ("Vérifié le", 12.0, true),
    ("Identifiant de l'opérateur", 18.0, false),
    ("Identifiant du contact", 22.0, false),
];
// Where each of those that are filled stands among them.
const OPERATEUR: usize = 0;
const NOM: usize = 1;
const SERVES: usize = 2;
const FIRST_WAY: usize = 3;
const FIRST_VALUE: usize = 4;
const SECOND_WAY: usize = 5;
const SECOND_VALUE: usize = 6;
const HORAIRES: usize = 7;
const PRECISION: usize = 8;
const SERVICE: usize = 9;
const NOTE: usize = 10;
const CHECKED: usize = 11;
const OPERATEUR_ID: usize = 12;
const CONTACT_ID: usize = 13;
/// How high a line is, and how many letters of a contact's name it holds.
const LINE: f64 = 15.0;
const LETTERS: usize = 30;
/// The columns whose cells are chosen from a list.
const CHOSEN: [u16; 2] = [3, 5];

/// The bytes of the workbook for these contacts, with what a file says of them.
///
/// # Errors
///
/// Never, unless the workbook is larger than a spreadsheet can be.
pub fn contacts_workbook(targets: &[Target<'_>], known: &Source, today: Day) -> Result<Vec<u8>, Error> {
    written(targets, known, today).map_err(|error| Error::Output(std::io::Error::other(error)))
}

fn written(targets: &[Target<'_>], known: &Source, today: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook_style::made(today, DocProperties::new())?;
    let looks = Looks::new();
    let sheet = book.add_worksheet().set_name("Contacts")?;
    head(sheet, known, &looks)?;
    let lines =
        targets.iter().flat_map(|target| rows(target, known).into_iter().map(move |cells| (target, cells)));
    for (row, (target, cells)) in (HEADING + 1..).zip(lines) {
        line(sheet, row, target, &cells, &looks)?;
    }
    workbook_style::keep_in_view(sheet, HEADING, 2)?;
    sheet.protect();
    book.save_to_buffer()
}

/// The rows of a contact: the first channel and one more, if it says nothing beside its value; then a row for each other.
fn rows(target: &Target<'_>, known: &Source) -> Vec<[String; WIDTH]> {
    let mut blank: [String; WIDTH] = std::array::from_fn(|_| String::new());
    for (column, words) in [
        (OPERATEUR, target.nom),
        (NOM, &target.contact.nom),
        (SERVES, &serves(target)),
        (OPERATEUR_ID, target.operateur),
        (CONTACT_ID, &target.contact.id),
    ] {
        words.clone_into(&mut blank[column]);
    }
    let Some(entry) = known.entry(target).filter(|entry| !entry.is_blank()) else {
        // Where there is no choice, it is made.
        if let [only] = fillable(&target.contact)[..] {
            only.nom().clone_into(&mut blank[FIRST_WAY]);
        }
        return vec![blank];
    };
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let day = |channel: Option<&LocalCanal>| {
        let day = known.day(entry, channel).unwrap_or_default();
        day.parse().map_or_else(|()| day.to_owned(), |read: Day| format!("{}/{}", read.short(), &day[..4]))
    };
    let mut channels: Vec<&LocalCanal> = entry.filled().collect();
    // What stands beside them goes with one of its day.
    channels.sort_by_key(|channel| day(Some(channel)) != day(None));
    let bare = |channel: &LocalCanal| text(channel.horaires.as_ref()) + &text(channel.precision.as_ref());
    let mut rows: Vec<[String; WIDTH]> = Vec::new();
    for channel in channels {
        let (nom, valeur) = (channel.canal.nom().to_owned(), channel.shown().unwrap_or_default());
        let second_is_free = rows.len() == 1 && rows[0][SECOND_WAY].is_empty();
        if second_is_free && bare(channel).is_empty() && rows[0][CHECKED] == day(Some(channel)) {
            (rows[0][SECOND_WAY], rows[0][SECOND_VALUE]) = (nom, valeur);
            continue;
        }
        let mut row = blank.clone();
        (row[FIRST_WAY], row[FIRST_VALUE]) = (nom, valeur);
        (row[HORAIRES], row[PRECISION]) = (text(channel.horaires.as_ref()), text(channel.precision.as_ref()));
        row[CHECKED] = day(Some(channel));
        rows.push(row);
    }
    if rows.is_empty() {
        rows.push(blank);
        rows[0][CHECKED] = day(None);
    }
    (rows[0][SERVICE], rows[0][NOTE]) = (text(entry.service.as_ref()), text(entry.note.as_ref()));
    rows
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
        Self {
            open: workbook_style::to_fill().set_num_format("@").set_unlocked(),
            heading: workbook_style::heading(),
            fixed: workbook_style::cell(),
            plain: Format::new().set_bold(),
        }
    }
}

fn head(sheet: &mut Worksheet, known: &Source, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_with_format(0, 0, TITLE, &looks.plain)?;
    let said = [known.departement.as_str(), known.source.as_deref().unwrap_or_default(), ""];
    for ((row, (label, help)), said) in (1..).zip(LINES_ABOVE).zip(said) {
        sheet.write_with_format(row, 0, label, &looks.plain)?;
        sheet.write_with_format(row, 1, said, &looks.open)?;
        sheet.add_data_validation(row, 1, row, 1, &DataValidation::new().set_input_message(help)?)?;
    }
    for (column, (name, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(HEADING, column, name, &looks.heading)?;
    }
    sheet.set_row_height(HEADING, 2.0 * LINE)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    target: &Target<'_>,
    cells: &[String; WIDTH],
    looks: &Looks,
) -> Result<(), XlsxError> {
    for ((column, (.., open)), words) in (0..).zip(COLUMNS).zip(cells) {
        sheet.write_with_format(row, column, words, if open { &looks.open } else { &looks.fixed })?;
    }
    // Not every spreadsheet makes room for a folded name by itself.
    let lines = target.contact.nom.chars().count() / LETTERS + 1;
    sheet.set_row_height(row, LINE * f64::from(u8::try_from(lines).unwrap_or(u8::MAX)))?;
    let kinds: Vec<&str> = fillable(&target.contact).into_iter().map(Canal::nom).collect();
    let list = DataValidation::new()
        .allow_list_strings(&kinds)?
        .set_input_message(format!("Possible : {}.", kinds.join(", ")))?
        .set_error_title("Ce moyen n'est pas dans la liste")?
        .set_error_message(format!("Choisissez : {}.", kinds.join(", ")))?;
    for column in CHOSEN {
        sheet.add_data_validation(row, column, row, column, &list)?;
    }
    Ok(())
}
