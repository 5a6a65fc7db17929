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
    let refused = |message: String| {
        Box::new(table.error(
            "colonne",
            table.rows.first().map(Row::place).unwrap_or_default(),
            message,
            ORDER,
        ))
    };
    let mut found: [Option<usize>; 5] = [None; 5];
    let mut first = None;
    for pair in wanted.split(',') {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(refused(format!("« {pair} » n'est pas de la forme COLONNE=PLACE.")));
        };
        let kind = named(&Cell { words: name.to_owned(), ..Cell::default() });
        let Some(rank) = kind.and_then(|(kind, _)| NAMES.iter().position(|(known, ..)| *known == kind))
        else {
            return Err(refused(format!(
                "« {name} » n'est pas une colonne : écrivez demande, categorie, action, section ou operateur."
            )));
        };
        let (row, column) = place(table, value.trim())
            .ok_or_else(|| refused(format!("Ce tableau n'a pas de colonne « {value} ».")))?;
        found[rank] = Some(column);
        first = first.max(row);
    }
    let [operateur, section, Some(demande), Some(categorie), Some(action)] = found else {
        return Err(refused("Dites au moins trois colonnes : demande, categorie et action.".to_owned()));
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

/// The column of a name, a letter or a number, and the row of its name.
pub(super) fn place(table: &Table, value: &str) -> Option<(Option<usize>, usize)> {
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
