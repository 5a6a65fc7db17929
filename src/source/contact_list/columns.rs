//! Which column of a list of contacts is which: by the words of its heading, wherever that stands.

use super::column_names::{CHOSEN, Kind, named};
use crate::source::columns::chosen::{self, Chosen};
use crate::source::folding::fold;
use crate::source::table::{Row, Table};
use aiguilleur_core::tree::Finding;

pub(super) const ORDER: &str = "Donnez leurs noms aux colonnes : opérateur, service, téléphone, courriel, adresse, site, horaires, note, date ; ou une \
seule colonne « contact ». Ou dites lesquelles lire : « --colonnes operateur=A,service=B,telephone=C ».";

/// The columns of a list, and the row that names them.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub at: usize,
    /// Over how many rows the names stand: « Coordonnées », and « Tél. » and « Mail » under it.
    pub height: usize,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub at: usize,
    pub kind: Option<Kind>,
    pub name: String,
}

impl Column {
    pub fn is_way(&self) -> bool {
        matches!(self.kind, Some(Kind::Way(_) | Kind::Contact))
    }

    fn says(&self, words: &[&str]) -> bool {
        let folded = fold(&self.name);
        words.iter().any(|word| folded.contains(word))
    }

    /// Whether its name says who answers: those who answer the conseillers.
    pub fn asks(&self) -> bool {
        self.kind == Some(Kind::Qui)
            || self.is_way() && self.says(&["conseillers", "back office", "correspondant", "referent"])
    }
}

impl Heading {
    /// The same, without the ways for the usagers where it has others: they are not those of one contact.
    pub fn for_conseillers(&self) -> Self {
        let usagers =
            |column: &&Column| column.is_way() && column.says(&["usager", "public", "allocataires"]);
        let mut heading = self.clone();
        if self.columns.iter().any(|column| column.is_way() && !usagers(&column)) {
            for column in heading.columns.iter_mut().filter(|column| usagers(&&**column)) {
                column.kind = Some(Kind::Usagers);
            }
        }
        heading
    }

    /// The columns of this kind, in order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.kind == Some(kind))
    }

    fn has(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.of(*kind).next().is_some())
    }

    /// Adds the names that a second row gives to the columns under a wider one, if it is such a row.
    fn completed(&mut self, under: &Row) {
        let names: Vec<(usize, String, Option<Kind>)> =
            under.filled().map(|(at, cell)| (at, cell.words.clone(), named(&cell.words))).collect();
        let ways = names.iter().filter(|(.., kind)| matches!(kind, Some(Kind::Way(_)))).count();
        let known = names.iter().all(|(_, name, kind)| {
            kind.is_some() || self.columns.iter().any(|column| fold(&column.name) == fold(name))
        });
        let new = names.iter().any(|(at, ..)| !self.columns.iter().any(|column| column.at == *at));
        if is_data(under) || ways < 2 || !known || !new {
            return;
        }
        self.height = 2;
        for (at, name, kind) in names.into_iter().filter(|(.., kind)| kind.is_some()) {
            match self.columns.iter_mut().find(|column| column.at == at) {
                Some(column) => (column.kind, column.name) = (kind, name),
                None => self.columns.push(Column { at, kind, name }),
            }
        }
        self.columns.sort_by_key(|column| column.at);
    }

    /// Whether it names two columns as another one does.
    fn repeats(&self, other: &Self) -> bool {
        let named = |column: &&Column| other.columns.iter().any(|own| fold(&own.name) == fold(&column.name));
        self.columns.iter().filter(named).count() > 1
    }

    /// Whether it says whom to reach, and how.
    fn is_whole(&self) -> bool {
        let way = self
            .columns
            .iter()
            .any(|column| matches!(column.kind, Some(Kind::Way(_) | Kind::Contact | Kind::Valeur)));
        way && (self.says_whom() || self.has(&[Kind::Contact]))
    }

    /// Whether a column says whom to reach; where none does, the one of the contacts says both.
    pub fn says_whom(&self) -> bool {
        self.has(&[Kind::IdContact, Kind::Operateur, Kind::Service, Kind::Qui, Kind::Nom])
    }
}

/// Every heading of a table, in order: a list may say its columns again at each section.
pub(super) fn headings(table: &Table, wanted: Option<&str>) -> Result<Vec<Heading>, Box<Finding>> {
    if let Some(wanted) = wanted {
        return chosen_columns(table, wanted).map(|heading| vec![heading]);
    }
    let mut found: Vec<Heading> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let Some(mut heading) = heading(at, row) else { continue };
        if let Some(under) = table.rows.get(at + 1) {
            heading.completed(under);
        }
        // « Service des impôts » and « Rendez-vous » may be data: only the same words name the columns again.
        if found.first().is_none_or(|first| heading.repeats(first)) {
            found.push(heading);
        }
    }
    // « Contact », above one column alone, is a heading where nothing else is one.
    if found.is_empty() {
        let alone = |(at, row): (usize, &Row)| {
            let named = row.alone().filter(|cell| is_contact(&cell.words));
            named.and_then(|_| heading_of(at, row))
        };
        found.extend(table.rows.iter().enumerate().find_map(alone));
    }
    if found.is_empty() {
        let place = table.rows.first().map(Row::place).unwrap_or_default();
        let message = if table.rows.is_empty() {
            "Ce fichier n'a aucune ligne."
        } else {
            "Aucune ligne ne nomme les colonnes : qui joindre, et comment."
        };
        return Err(Box::new(table.error("colonne", place, message, ORDER)));
    }
    Ok(found)
}

/// Whether a row holds a number or an address: it is no heading.
fn is_data(row: &Row) -> bool {
    row.filled().any(|(_, cell)| {
        cell.words.contains('@') || cell.words.chars().filter(char::is_ascii_digit).count() > 4
    })
}

fn heading(at: usize, row: &Row) -> Option<Heading> {
    if row.filled().count() < 2 { None } else { heading_of(at, row) }
}

/// Whether words are the name of a column of contacts, and nothing else.
fn is_contact(words: &str) -> bool {
    named(words) == Some(Kind::Contact) && !fold(words).contains(' ')
}

fn heading_of(at: usize, row: &Row) -> Option<Heading> {
    if is_data(row) {
        return None;
    }
    let column =
        |(at, cell): (usize, &super::Cell)| Column { at, kind: named(&cell.words), name: cell.words.clone() };
    let mut heading = Heading { at, height: 1, columns: row.filled().map(column).collect() };
    let body = heading.has(&[Kind::IdContact, Kind::Operateur, Kind::Service]);
    for column in heading.columns.iter_mut().filter(|column| column.kind == Some(Kind::Nom)) {
        column.kind = Some(if body { Kind::Person } else { Kind::Service });
    }
    // A list of maisons, and of nobody else.
    if !heading.says_whom() {
        for column in heading.columns.iter_mut().filter(|column| column.kind == Some(Kind::Maison)) {
            column.kind = Some(Kind::Service);
        }
    }
    // A row of data may say « service » and « contact » too; a heading says little else.
    let known = heading.columns.iter().filter(|column| column.kind.is_some()).count();
    (heading.is_whole() && known * 2 >= heading.columns.len()).then_some(heading)
}

fn chosen_columns(table: &Table, wanted: &str) -> Result<Heading, Box<Finding>> {
    let known: Vec<&str> = CHOSEN.iter().map(|(name, _)| *name).collect();
    let kind = |name: &str| CHOSEN.iter().find(|(known, _)| *known == fold(name)).map(|(_, kind)| *kind);
    let pairs = chosen::pairs(table, wanted, kind, &known, ORDER)?;
    let first = pairs.iter().filter_map(|pair| pair.row).max();
    let column = |pair: Chosen<'_, Kind>| Column {
        at: pair.column,
        kind: Some(pair.kind),
        name: pair.name.to_owned(),
    };
    let mut columns: Vec<Column> = pairs.into_iter().map(column).collect();
    // Columns that are named by their place may have their names above them all the same.
    let is_name = |column: &Column, row: &Row| {
        row.cells.get(column.at).is_some_and(|cell| named(&cell.words).is_some())
    };
    let names = |row: &&Row| !is_data(row) && columns.iter().all(|column| is_name(column, row));
    let above = table.rows.first().as_ref().is_some_and(names);
    // What says to whom a number may be given, and of which maison a row is, is read whether or not it is named here.
    if let Some(row) = table.rows.get(first.unwrap_or(0)) {
        let read = |kind: Option<Kind>| match kind {
            Some(Kind::Diffusion) => true,
            Some(Kind::Maison | Kind::Lieu) => !is_data(row),
            _ => false,
        };
        for (at, cell) in row.filled() {
            let kind = named(&cell.words);
            if read(kind) && columns.iter().all(|column| column.at != at) {
                columns.push(Column { at, kind, name: cell.words.clone() });
            }
        }
    }
    let heading = Heading { at: first.unwrap_or(0), height: usize::from(first.is_some() || above), columns };
    if heading.is_whole() {
        Ok(heading)
    } else {
        Err(chosen::refused(table, "Dites au moins qui joindre, et comment.".to_owned(), ORDER))
    }
}
