//! The scenes that a trainer writes in a spreadsheet: a row a case, with the answers that lead to its outcome.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::source::categorie;
use crate::source::folding::fold;
use crate::source::table::{Cell, Row, Source, Table, refused};
use aiguilleur_core::case::ron::{List, Placed};
use aiguilleur_core::case::{Attendu, Case};
use aiguilleur_core::tree::{Categorie, Finding};
use aiguilleur_core::walk::Answered;

/// The columns, and how their titles begin; the fullest title of each first.
const COLUMNS: [(Kind, &[&str]); 8] = [
    (Kind::Operateur, &["identifiant de l operateur", "operateur"]),
    (Kind::Conduite, &["identifiant de la conduite", "conduite"]),
    (Kind::Demarche, &["identifiant de la demarche"]),
    (Kind::Id, &["identifiant du cas", "identifiant", "id"]),
    (Kind::Recit, &["recit", "scene"]),
    (Kind::Reponses, &["reponses", "reponse"]),
    (Kind::Categorie, &["categorie"]),
    (Kind::Lignes, &["lignes", "ligne"]),
];
/// What stands between two answers, and between two rows of the document.
const SEPARATORS: [char; 3] = [';', ',', '\n'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Operateur,
    Recit,
    Reponses,
    Categorie,
    Lignes,
    Demarche,
    Conduite,
}

/// The scenes of a file.
#[derive(Debug, Default)]
pub struct Scenes {
    /// A text with a line for each row of the table, in which the places of the cases are.
    pub text: String,
    pub list: List,
}

/// Reads the scenes of a file. A row without a scene is still to be written, and is passed over.
///
/// # Errors
///
/// Where no sheet, or more than one, names the columns.
pub fn read(source: &Source, file: &str) -> Result<Scenes, Vec<Finding>> {
    let mut found = source.tables.iter().filter_map(|table| Some((table, heading(table)?)));
    let (table, (first, columns)) = found.next().ok_or_else(|| {
        refused(
            file,
            "Aucune ligne de ce tableau ne nomme les colonnes « Opérateur », « Récit » et « Réponses ».",
            "« aiguilleur former --modele scenes.xlsx » écrit un tableau à remplir.",
        )
    })?;
    if found.next().is_some() {
        let message = "Plusieurs feuilles portent des scènes.";
        return Err(refused(file, message, "Gardez-les sur une seule feuille."));
    }
    let mut reading = Reading { table, columns, list: List::default(), met: HashMap::new() };
    let (text, places) = placed(table);
    for (row, place) in table.rows.iter().zip(places).skip(first + 1) {
        match reading.case(row) {
            Ok(None) => {}
            Ok(Some(case)) => {
                let range =
                    reading.cell(row, Kind::Recit).map_or(place.clone(), |cell| in_text(table, cell, place));
                reading.list.cases.push(Placed { line: row.place().row + 1, range, case });
            }
            Err(finding) => reading.list.broken.push(*finding),
        }
    }
    Ok(Scenes { text, list: reading.list })
}

/// The row that names the columns, and the place of each.
fn heading(table: &Table) -> Option<(usize, Vec<(Kind, usize)>)> {
    table.rows.iter().enumerate().find_map(|(at, row)| {
        let titles: Vec<(usize, String)> =
            row.filled().map(|(column, cell)| (column, fold(&cell.words))).collect();
        let place = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| titles.iter().find(|(_, title)| title == name).map(|(column, _)| *column))
        };
        let columns: Vec<(Kind, usize)> =
            COLUMNS.iter().filter_map(|(kind, names)| Some((*kind, place(names)?))).collect();
        let has = |wanted: Kind| columns.iter().any(|(kind, _)| *kind == wanted);
        (has(Kind::Operateur) && has(Kind::Recit) && has(Kind::Reponses)).then_some((at, columns))
    })
}

/// A text in which each row has its line, and the bytes of each: that of the file, or one made of the words of a sheet.
fn placed(table: &Table) -> (String, Vec<Range<usize>>) {
    if table.sheet.is_none() {
        let place = |row: &Row| {
            let cells = row.filled().map(|(_, cell)| cell.place);
            let ends = cells.map(|place| (place.start, place.end));
            ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
                .map_or(0..0, |(start, end)| start..end)
        };
        return (table.text.clone(), table.rows.iter().map(place).collect());
    }
    let (mut text, mut lines, mut places) = (String::new(), 0, Vec::new());
    for row in &table.rows {
        // Blank rows are left out of a table, and have their line here.
        while lines < row.place().row {
            text.push('\n');
            lines += 1;
        }
        let start = text.len();
        let words: Vec<String> = row.filled().map(|(_, cell)| cell.words.replace('\n', " ")).collect();
        text.push_str(&words.join(" ; "));
        places.push(start..text.len());
    }
    (text, places)
}

/// Where a cell stands in that text: its own bytes, or its row.
fn in_text(table: &Table, cell: &Cell, row: Range<usize>) -> Range<usize> {
    if table.sheet.is_none() { cell.place.start..cell.place.end } else { row }
}

/// The id of an opérateur, whether it is written as an id or by its name: « Assurance maladie ». All names of the document
/// but one are their ids.
fn operateur_id(words: &str) -> String {
    let id = fold(words).replace(' ', "-");
    if id.starts_with("allocations-familiales") { "caf".to_owned() } else { id }
}

struct Reading<'t> {
    table: &'t Table,
    columns: Vec<(Kind, usize)>,
    list: List,
    /// How many rows have each id.
    met: HashMap<String, usize>,
}

impl Reading<'_> {
    fn cell<'r>(&self, row: &'r Row, kind: Kind) -> Option<&'r Cell> {
        let (_, column) = self.columns.iter().find(|(known, _)| *known == kind)?;
        row.cells.get(*column).filter(|cell| !cell.words.trim().is_empty())
    }

    fn words<'r>(&self, row: &'r Row, kind: Kind) -> Option<&'r str> {
        self.cell(row, kind).map(|cell| cell.words.trim())
    }

    fn error(&self, row: &Row, kind: Kind, message: String, mend: &str) -> Box<Finding> {
        let place = self.cell(row, kind).map_or_else(|| row.place(), |cell| cell.place);
        Box::new(self.table.error("cas", place, message, mend))
    }

    fn case(&mut self, row: &Row) -> Result<Option<Case<'static>>, Box<Finding>> {
        let Some(recit) = self.words(row, Kind::Recit) else { return Ok(None) };
        let operateur = self.words(row, Kind::Operateur).ok_or_else(|| {
            let message = "Cette scène ne dit pas de quel opérateur elle est.".to_owned();
            self.error(row, Kind::Recit, message, "Écrivez son identifiant, que donne « aiguilleur lister ».")
        })?;
        let reponses = self.reponses(row)?;
        let attendu = Attendu {
            categorie: self.categorie(row)?.map(|categorie| categorie.code().into()),
            lignes: self
                .words(row, Kind::Lignes)
                .map(|words| each(words).map(|id| id.to_owned().into()).collect()),
            demarche: self.words(row, Kind::Demarche).map(|words| words.to_owned().into()),
            conduite: self.words(row, Kind::Conduite).map(|words| words.to_owned().into()),
            blocage: None,
        };
        let (recit, operateur) =
            (recit.split_whitespace().collect::<Vec<_>>().join(" "), operateur_id(operateur));
        Ok(Some(Case {
            id: self.id(row).into(),
            operateur: operateur.into(),
            recit: Some(recit.into()),
            reponses,
            attendu: attendu.expects_something().then_some(attendu),
        }))
    }

    /// The id of its row; a row that was copied has its own.
    fn id(&mut self, row: &Row) -> String {
        let number = row.place().row + 1;
        let id = self.words(row, Kind::Id).map_or_else(|| format!("ligne-{number}"), str::to_owned);
        let times = self.met.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 { id } else { format!("{id}-{times}") }
    }

    fn reponses(&self, row: &Row) -> Result<Vec<Answered<Cow<'static, str>>>, Box<Finding>> {
        let words = self.words(row, Kind::Reponses).unwrap_or_default();
        each(words)
            .map(|pair| match pair.split_once('=') {
                Some((question, reponse)) => {
                    Ok(Answered::new(question.trim().to_owned(), reponse.trim().to_owned()))
                }
                None => Err(self.error(
                    row,
                    Kind::Reponses,
                    format!("« {pair} » n'est pas de la forme QUESTION=REPONSE."),
                    "Écrivez comme « urgence=non ; theme=logement ».",
                )),
            })
            .collect()
    }

    fn categorie(&self, row: &Row) -> Result<Option<Categorie>, Box<Finding>> {
        let Some(words) = self.words(row, Kind::Categorie) else { return Ok(None) };
        let known =
            |categorie: &Categorie| [categorie.code(), categorie.nom()].map(fold).contains(&fold(words));
        if let Some(categorie) = Categorie::ALL.into_iter().find(known) {
            return Ok(Some(categorie));
        }
        let refused = |mend: String| {
            self.error(row, Kind::Categorie, format!("« {words} » n'est pas une catégorie."), &mend)
        };
        categorie::read(words).map(Some).map_err(refused)
    }
}

/// The parts of a cell that has several.
fn each(words: &str) -> impl Iterator<Item = &str> {
    words.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty())
}
