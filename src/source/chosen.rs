//! The columns that the user names, by a number, a letter or a title.

use super::category;
use super::columns::{Categories, Columns, Heading, NAMES, ORDER, named};
use super::letters::fold;
use super::table::{Cell, Row, Table, column_name};
use aiguilleur_core::tree::Finding;

/// The columns of « demande=2,categorie=B,action=Orientation ».
///
/// # Errors
///
/// A name that is none, a place that the table does not have, a column that is missing.
pub(super) fn columns(table: &Table, wanted: &str) -> Result<Heading, Box<Finding>> {
    let rank = |name: &str| {
        let (kind, _) = named(&Cell { words: name.to_owned(), ..Cell::default() })?;
        NAMES.iter().position(|(known, ..)| *known == kind)
    };
    let known = ["demande", "categorie", "action", "section ou operateur"];
    let mut found: [Option<usize>; 5] = [None; 5];
    let mut first = None;
    for Chosen { kind, row, column, .. } in pairs(table, wanted, rank, &known, ORDER)? {
        found[kind] = Some(column);
        first = first.max(row);
    }
    let [operateur, section, Some(demande), Some(categorie), Some(action)] = found else {
        let message = "Dites au moins trois colonnes : demande, categorie et action.";
        return Err(refused(table, message.to_owned(), ORDER));
    };
    let says = |row: &Row| row.cells.get(categorie).is_some_and(|cell| category::read(&cell.words).is_ok());
    // Without a heading's name, what stands above the first category is a heading, or a section.
    let at = first.unwrap_or_else(|| table.rows.iter().position(says).map_or(0, |at| at.saturating_sub(1)));
    let height = usize::from(
        first.is_some()
            || (at == 0 && table.rows.first().is_some_and(|row| !says(row) && row.alone().is_none())),
    );
    let width = table.rows.get(at).map_or(0, |row| row.cells.len());
    let categorie = Categories::Words(categorie);
    let mut columns = Columns { operateur, section, demande, categorie, action, others: Vec::new(), width };
    columns.others(
        &table.rows.get(at).filter(|_| height > 0).cloned().unwrap_or_default(),
        table.rows.get(at + height..).unwrap_or_default(),
    );
    Ok(Heading { at, height, columns })
}

/// A column that the user names.
pub(super) struct Chosen<'w, K> {
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
pub(super) fn pairs<'w, K>(
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

pub(super) fn refused(table: &Table, message: String, order: &str) -> Box<Finding> {
    let first = table.rows.first().map(Row::place).unwrap_or_default();
    Box::new(table.error("colonne", first, message, order))
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
