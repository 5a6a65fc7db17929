//! The columns that the user names, by a number, a letter or a title.

use std::collections::{HashMap, HashSet};

use super::names::{Kind, named};
use super::{Categories, Columns, Heading, ORDER};
use crate::source::folding::fold;
use crate::source::table::{Cell, Row, Table, column_name};
use crate::source::{categorie, contact_columns};
use aiguilleur_core::tree::{Finding, Severity};

/// The columns that the user names; the others are those of their headings.
#[derive(Debug, Default)]
pub(in crate::source) struct Wanted {
    kinds: Vec<(Kind, usize)>,
    pub contacts: Vec<usize>,
    /// The row of a title by which a column is named.
    row: Option<usize>,
}

impl Wanted {
    /// The column that is to be of this kind.
    pub(in crate::source) fn of(&self, kind: Kind) -> Option<usize> {
        self.kinds.iter().rev().find(|(known, _)| *known == kind).map(|(_, at)| *at)
    }

    /// Whether a column is named at all.
    pub(in crate::source) fn takes(&self, at: usize) -> bool {
        self.contacts.contains(&at) || self.kinds.iter().any(|(_, taken)| *taken == at)
    }

    pub(in crate::source) fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.contacts.is_empty()
    }

    pub(in crate::source) fn row(&self) -> Option<usize> {
        self.row
    }

    /// How many columns it takes to have them all.
    pub(in crate::source) fn width(&self) -> usize {
        self.kinds.iter().map(|(_, at)| at).chain(&self.contacts).max().map_or(0, |at| at + 1)
    }

    /// Whether rows stand above the first of these headings that belong to the table, or another heading.
    pub(in crate::source) fn is_above(&self, table: &Table, headings: &[Heading]) -> bool {
        let Some(first) = headings.first() else { return true };
        let within = |heading: &Heading, row: usize| (heading.at..heading.at + heading.height).contains(&row);
        if let Some(row) = self.row {
            return !headings.iter().any(|heading| within(heading, row));
        }
        let Some(categorie) = self.of(Kind::Categorie) else { return false };
        table.rows[..first.at].iter().any(|row| says(row, categorie))
    }
}

fn says(row: &Row, categorie: usize) -> bool {
    row.cells.get(categorie).is_some_and(|cell| categorie::read(&cell.words).is_ok())
}

/// The columns of « demande=2,categorie=B,action=Orientation,contact=E ».
///
/// # Errors
///
/// A name that is none, a place that the table does not have.
pub(in crate::source) fn wanted(table: &Table, text: &str) -> Result<Wanted, Box<Finding>> {
    let kind = |name: &str| {
        if contact_columns::named(name) {
            return Some(None);
        }
        named(&Cell { words: name.to_owned(), ..Cell::default() }).map(|(kind, _)| Some(kind))
    };
    let known = ["demande", "categorie", "action", "contact", "section ou operateur"];
    let mut wanted = Wanted::default();
    for Chosen { name, kind, row, column } in pairs(table, text, kind, &known, ORDER)? {
        match kind {
            Some(kind) if wanted.of(kind).is_some_and(|known| known != column) => {
                return Err(refused(table, format!("« {name} » est dit de deux colonnes."), ORDER));
            }
            Some(kind) => wanted.kinds.push((kind, column)),
            None => wanted.contacts.push(column),
        }
        wanted.row = wanted.row.max(row);
    }
    Ok(wanted)
}

/// The columns that the user names, where no heading is known by its words; its title again on each page is one too.
///
/// # Errors
///
/// Where one of the three is not named.
pub(in crate::source) fn unnamed(table: &Table, wanted: &Wanted) -> Result<Vec<Heading>, Box<Finding>> {
    let kinds = [Kind::Demande, Kind::Categorie, Kind::Action].map(|kind| wanted.of(kind));
    let [Some(demande), Some(categorie), Some(action)] = kinds else {
        let message = "Aucune ligne ne nomme les colonnes : dites au moins demande, categorie et action.";
        return Err(refused(table, message.to_owned(), ORDER));
    };
    // Without a heading's name, what stands above the first category is a heading, or a section; not what stands above a
    // row that says in its place what others say below.
    let first = table.rows.iter().position(|row| says(row, categorie)).unwrap_or(0);
    let first = first_of_data(&table.rows, [demande, categorie, action]).map_or(first, |at| at.min(first));
    let above = first.checked_sub(1);
    let is_title = |at: usize| {
        let row = &table.rows[at];
        row.alone().is_none() && (at == 0 || row.cells.get(categorie).is_some_and(|cell| cell.filled))
    };
    let at = wanted.row.or(above).unwrap_or(0);
    let height = usize::from(wanted.row.is_some() || above.is_some_and(is_title));
    let heading = table.rows.get(at).filter(|_| height > 0).cloned().unwrap_or_default();
    let mut columns = Columns::new(demande, Categories::Words(categorie), action);
    (columns.operateur, columns.section) = (wanted.of(Kind::Operateur), wanted.of(Kind::Section));
    columns.complete(&heading, table.rows.get(at + height..).unwrap_or_default(), wanted);
    columns.width = columns.width.max(table.rows.get(at).map_or(0, |row| row.cells.len()));
    let words = |row: &Row| row.cells.iter().map(|cell| fold(&cell.words)).collect::<Vec<_>>();
    let again = |row: &Row| height > 0 && words(row) == words(&heading);
    let places = (at + height..table.rows.len()).filter(|at| again(&table.rows[*at])).map(|at| (at, 1));
    let places: Vec<(usize, usize)> = std::iter::once((at, height)).chain(places).collect();
    Ok(places.into_iter().map(|(at, height)| Heading { at, height, columns: columns.clone() }).collect())
}

/// The first row whose three cells are filled and whose category another row says too: a heading that comes again is the
/// same as a whole.
fn first_of_data(rows: &[Row], columns: [usize; 3]) -> Option<usize> {
    let mut of_category: HashMap<&str, HashSet<[&str; 3]>> = HashMap::new();
    for words in rows.iter().filter_map(|row| filled_in(row, columns)) {
        of_category.entry(words[1]).or_default().insert(words);
    }
    rows.iter().position(|row| filled_in(row, columns).is_some_and(|words| of_category[words[1]].len() > 1))
}

/// The words of these cells of a row, where all are filled.
fn filled_in(row: &Row, columns: [usize; 3]) -> Option<[&str; 3]> {
    let cells = columns.map(|at| row.cells.get(at).filter(|cell| cell.filled));
    cells.iter().all(Option::is_some).then(|| cells.map(|cell| cell.map_or("", |cell| &*cell.words)))
}

/// A column that the user names.
pub(in crate::source) struct Chosen<'w, K> {
    pub name: &'w str,
    pub kind: K,
    pub column: usize,
    /// The row of its name, where that is how it is named.
    pub row: Option<usize>,
}

/// The columns of « NOM=PLACE,NOM=PLACE »; `kind` tells those that a name may be, which `known` lists.
///
/// # Errors
///
/// A name that is none, a place that the table does not have.
pub(in crate::source) fn pairs<'w, K>(
    table: &Table,
    wanted: &'w str,
    kind: impl Fn(&str) -> Option<K>,
    known: &[&str],
    order: &str,
) -> Result<Vec<Chosen<'w, K>>, Box<Finding>> {
    let refused = |message: String| refused(table, message, order);
    let pair = |pair: &'w str| {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| refused(format!("« {pair} » n'est pas de la forme COLONNE=PLACE.")))?;
        let kind = kind(name).ok_or_else(|| {
            refused(format!("« {name} » n'est pas une colonne : écrivez {}.", known.join(", ")))
        })?;
        let (row, column) = place(table, value.trim())
            .ok_or_else(|| refused(format!("Ce tableau n'a pas de colonne « {value} ».")))?;
        Ok(Chosen { name, kind, column, row })
    };
    wanted.split(',').map(pair).collect()
}

/// The columns of a table that names none: three, or four with the section first.
///
/// # Errors
///
/// Where it has other columns.
pub(in crate::source) fn numbered(table: &Table) -> Result<Vec<Heading>, Box<Finding>> {
    let rows = &table.rows;
    let width = |row: &Row| row.filled().last().map_or(0, |(at, _)| at + 1);
    let width = rows.iter().map(width).max().unwrap_or(0);
    let (section, demande) = match width {
        3 => (None, 0),
        4 => (Some(0), 1),
        count => {
            let widest = rows.iter().find(|row| row.filled().last().is_some_and(|(at, _)| at + 1 == count));
            let place = widest.map(Row::place).unwrap_or_default();
            let message = match count {
                0..3 => format!("Ce tableau a {count} colonne(s) ; il en faut trois."),
                _ => format!("Ce tableau a {count} colonnes, et aucune ligne ne dit leur nom."),
            };
            return Err(Box::new(table.error("colonne", place, message, ORDER)));
        }
    };
    let categorie = demande + 1;
    // Without a name and without one category, these are other columns, or another order.
    let cells = || rows.iter().filter_map(|row| row.cells.get(categorie)).filter(|cell| cell.filled);
    let reads = |cell: &&Cell| categorie::read(&cell.words).is_ok();
    if let Some(cell) =
        cells().find(|cell| !reads(cell)).filter(|_| cells().filter(reads).count() * 2 < cells().count())
    {
        let message = format!("La colonne {} devrait dire les catégories, et ne le fait pas.", categorie + 1);
        return Err(Box::new(table.error("colonne", cell.place, message, ORDER)));
    }
    let categorie = Categories::Words(categorie);
    let columns = Columns { section, width, ..Columns::new(demande, categorie, demande + 2) };
    Ok(vec![Heading { at: 0, height: 0, columns }])
}

/// What is wrong with the option, and with no cell.
pub(in crate::source) fn refused(table: &Table, message: String, order: &str) -> Box<Finding> {
    let sheet = table.sheet.as_ref().map(|sheet| format!(", feuille « {sheet} »")).unwrap_or_default();
    let file = format!("{}{sheet}", table.file);
    let (severity, rule, snippet) = (Severity::Error, "colonne", None);
    Box::new(Finding { severity, rule, file, snippet, message, mend: order.to_owned() })
}

/// The column of a name, a letter or a number, and the row of its name.
fn place(table: &Table, value: &str) -> Option<(Option<usize>, usize)> {
    let folded = fold(value);
    for (at, row) in table.rows.iter().enumerate().take(200) {
        let same = |cell: &Cell| {
            !folded.is_empty()
                && (fold(&cell.words) == folded || fold(&cell.words).starts_with(&format!("{folded} ")))
        };
        if let Some(column) = row.cells.iter().position(same).filter(|_| value.chars().count() > 2) {
            return Some((Some(at), column));
        }
    }
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let number = value.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let column =
        number.or_else(|| (0..width).find(|column| column_name(*column).eq_ignore_ascii_case(value)));
    column.filter(|column| *column < width).map(|column| (None, column))
}
