//! A workbook for a trainer: a row an outcome, in which only the scene is to be written; `former --cas` reads it back.

use std::collections::HashMap;

use rust_xlsxwriter::{DocProperties, Format, Worksheet, XlsxError};

use super::workbook_style;
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::Supplied;
use aiguilleur_core::walk::{Ending, Outcome, endings};

/// What is written above the table.
const TITLE: &str = "Scènes. Écrivez dans les cellules jaunes ce que dit l'usager, dans ses mots, sans rien qui désigne une personne. \
                     Une ligne sans récit est laissée. Plusieurs scènes pour une même issue ? Copiez la ligne. Enregistrez, puis : \
                     aiguilleur former --cas CE-FICHIER";
/// The row of the heading.
const HEADING: u32 = 2;
/// How many columns there are, and the one in which the scene is written.
const WIDTH: usize = 10;
const RECIT: usize = 4;
/// The columns: their name and their width.
const COLUMNS: [(&str, f64); WIDTH] = [
    ("Nom de l'opérateur", 18.0),
    ("Démarche", 30.0),
    ("Catégorie", 13.0),
    ("D'abord", 40.0),
    ("Récit", 60.0),
    ("Identifiant du cas", 18.0),
    ("Identifiant de l'opérateur", 18.0),
    ("Réponses", 40.0),
    ("Lignes", 12.0),
    ("Identifiant de la conduite", 24.0),
];

/// The bytes of the workbook for the outcomes of these trees, made on this day.
///
/// # Errors
///
/// Where a cell is longer than a workbook can hold.
pub fn scenes_workbook(trees: &[Supplied<'_>], today: Day) -> Result<Vec<u8>, Error> {
    written(trees, today).map_err(|error| Error::Output(std::io::Error::other(error)))
}

fn written(trees: &[Supplied<'_>], today: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook_style::made(today, DocProperties::new())?;
    let sheet = book.add_worksheet().set_name("Scènes")?;
    sheet.write_with_format(0, 0, TITLE, &Format::new().set_bold())?;
    let cell = workbook_style::cell();
    let heading = workbook_style::heading();
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(HEADING, column, name, &heading)?;
    }
    let mut last = HEADING;
    for supplied in trees {
        let mut met = HashMap::new();
        for ending in endings(supplied.tree) {
            last += 1;
            line(sheet, last, &cells(*supplied, &ending, &mut met), &cell)?;
        }
    }
    sheet.autofilter(HEADING, 0, last, u16::try_from(WIDTH).unwrap_or(1) - 1)?;
    workbook_style::keep_in_view(sheet, HEADING, 2)?;
    book.save_to_buffer()
}

/// The cells of an outcome; its case is named after its row and its rank among those of the row.
fn cells(supplied: Supplied<'_>, ending: &Ending<'_>, met: &mut HashMap<String, usize>) -> [String; WIDTH] {
    let outcome = &ending.outcome;
    let rows = outcome.request.lignes();
    let first = rows.first().map_or_else(|| format!("{}-autre", supplied.operateur.id), Clone::clone);
    let rank = met.entry(first.clone()).and_modify(|rank| *rank += 1).or_insert(1);
    let answers = ending.path.iter().map(|edge| edge.ids());
    let answers: Vec<String> = answers.map(|ids| format!("{}={}", ids.question, ids.reponse)).collect();
    [
        supplied.operateur.nom.clone(),
        outcome.request.titre().to_owned(),
        outcome.request.categorie().nom().to_owned(),
        first_step(outcome).unwrap_or_default().to_owned(),
        String::new(),
        format!("{first}-{rank}"),
        supplied.operateur.id.clone(),
        answers.join(" ; "),
        rows.join(" ; "),
        outcome.conduite.map(|conduite| conduite.id.clone()).unwrap_or_default(),
    ]
}

/// What is done first.
fn first_step<'t>(outcome: &Outcome<'t>) -> Option<&'t str> {
    let steps = outcome.conduite.into_iter().flat_map(|conduite| &conduite.etapes);
    let here = outcome.request.demarche().into_iter().flat_map(|demarche| &demarche.faire);
    steps.map(|step| step.texte.as_str()).chain(here.map(String::as_str)).next()
}

fn line(sheet: &mut Worksheet, row: u32, cells: &[String; WIDTH], plain: &Format) -> Result<(), XlsxError> {
    let open = workbook_style::to_fill();
    for (column, words) in (0..).zip(cells) {
        let format = if usize::from(column) == RECIT { &open } else { plain };
        sheet.write_string_with_format(row, column, words, format)?;
    }
    Ok(())
}
