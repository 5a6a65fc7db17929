//! The column that says of which maison a row is: « Maison », or « Commune », « Structure », « Site » where that is what tells
//! its rows apart. The contact of one maison is not that of a whole department.

use std::collections::BTreeSet;

use super::cell::one_line;
use super::column_names::{Kind, named};
use super::columns::{Column, Heading};
use super::other_bodies;
use super::row::text;
use super::services::names_a_service;
use crate::source::folding::fold;
use crate::source::nothing_said::is_blank;
use crate::source::table::Row;
use aiguilleur_core::local::known_departement;
use aiguilleur_core::tree::Canal;

/// What is said of a row that holds for all maisons.
const EVERYWHERE: &[&str] =
    &["tous", "toutes", "tout", "departement", "departemental", "tout le departement", "toutes les maisons"];

/// The maison that a row names; none where it holds for the department.
pub(super) fn maison(heading: &Heading, row: &Row) -> Option<String> {
    text(heading, row, Kind::Maison).filter(|words| is_one(words))
}

fn is_one(words: &str) -> bool {
    !is_blank(words) && !EVERYWHERE.contains(&fold(words).as_str()) && known_departement(words).is_none()
}

/// The same heading, where each column that may name a place is read as what its rows say that it is.
pub(super) fn settled(mut heading: Heading, rows: &[Row]) -> Heading {
    let kinds: Vec<Option<Kind>> =
        heading.columns.iter().map(|column| settled_kind(&heading, column, rows)).collect();
    for (column, kind) in heading.columns.iter_mut().zip(kinds) {
        column.kind = kind;
    }
    heading
}

fn settled_kind(heading: &Heading, column: &Column, rows: &[Row]) -> Option<Kind> {
    let name = fold(&column.name);
    let values = || {
        let words = rows.iter().filter_map(|row| row.cells.get(column.at)).map(|cell| one_line(&cell.words));
        words.filter(|words| is_one(words))
    };
    let several = || values().map(|words| fold(&words)).collect::<BTreeSet<_>>().len() > 1;
    let is_place = match column.kind {
        // Beside an address, a town is a part of it.
        Some(Kind::Lieu) if has_address(heading) => tells_apart(heading, column, rows),
        Some(Kind::Lieu) => several(),
        Some(Kind::Service) if name.starts_with("structure") && has_other_service(heading, column) => {
            let maison = |words: &str| fold(words).contains("france services");
            let body = |words: String| {
                !maison(&words) && (other_bodies::family(&words).is_some() || names_a_service(&words))
            };
            values().next().is_some() && !values().any(body) || tells_apart(heading, column, rows)
        }
        Some(Kind::Way(Canal::Site)) if name == "site" || name == "sites" => {
            several() && !values().any(|words| words.contains(['.', '/', '@']))
        }
        other => return other,
    };
    match (is_place, column.kind) {
        (true, _) => Some(Kind::Maison),
        (false, Some(Kind::Lieu)) => None,
        (false, other) => other,
    }
}

/// The columns that name one place for all rows, each with it: nothing says whether they are those of a maison.
pub(super) fn sole<'h>(heading: &'h Heading, rows: &[Row]) -> Vec<(&'h str, String)> {
    let may_be = |column: &&Column| column.kind.is_none() && named(&column.name) == Some(Kind::Lieu);
    let columns = heading.columns.iter().filter(may_be).filter(|_| !has_address(heading));
    let place = |column: &Column| {
        let words = rows.iter().filter_map(|row| row.cells.get(column.at)).map(|cell| one_line(&cell.words));
        words.into_iter().find(|words| is_one(words))
    };
    columns.filter_map(|column| Some((column.name.as_str(), place(column)?))).collect()
}

fn has_address(heading: &Heading) -> bool {
    heading.columns.iter().any(|column| {
        matches!(column.kind, Some(Kind::Way(Canal::Courrier | Canal::SurPlace)))
            || ["code postal", "cp"].contains(&fold(&column.name).as_str())
    })
}

fn has_other_service(heading: &Heading, column: &Column) -> bool {
    let others = heading.of(Kind::Service).chain(heading.of(Kind::Qui));
    heading.of(Kind::Operateur).next().is_some() && others.into_iter().any(|other| other.at != column.at)
}

/// Whether two rows that name the same contact name two places.
fn tells_apart(heading: &Heading, column: &Column, rows: &[Row]) -> bool {
    let whom: Vec<&Column> = [Kind::Operateur, Kind::Service, Kind::Qui]
        .into_iter()
        .flat_map(|kind| heading.of(kind))
        .filter(|whom| whom.at != column.at)
        .collect();
    let words = |row: &Row, at: usize| row.cells.get(at).map(|cell| fold(&cell.words)).unwrap_or_default();
    let named: BTreeSet<(Vec<String>, String)> = rows
        .iter()
        .filter(|row| row.alone().is_none() && is_one(&words(row, column.at)))
        .map(|row| (whom.iter().map(|whom| words(row, whom.at)).collect(), words(row, column.at)))
        .collect();
    let contacts: BTreeSet<&Vec<String>> = named.iter().map(|(whom, _)| whom).collect();
    contacts.len() < named.len()
}
