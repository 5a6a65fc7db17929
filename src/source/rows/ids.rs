//! The ids of rows: by their ranks in a new table, and the next free ones beside those that are known.

use std::collections::BTreeSet;

use super::Row;

/// The id of a row, by its rank from 1: two digits at least, so that a table which grows keeps the ids that it has.
fn row_id(operateur: &str, number: usize) -> String {
    format!("{operateur}-{number:02}")
}

/// The ids of the rows of a table, in its order: those that its « Ligne » column gives, where each row has one of this
/// opérateur and no two the same, as in what `exporter` writes; else by rank.
pub fn row_ids<'r>(operateur: &str, rows: impl IntoIterator<Item = &'r Row>) -> Vec<String> {
    let told: Vec<Option<&str>> = rows.into_iter().map(|row| row.ligne.as_deref()).collect();
    let own = |id: &&str| {
        let number = id.strip_prefix(operateur).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| number.len() > 1 && number.chars().all(|c| c.is_ascii_digit()))
    };
    let ids: BTreeSet<&str> = told.iter().filter_map(|id| id.filter(own)).collect();
    if ids.len() == told.len() {
        return told.into_iter().flatten().map(str::to_owned).collect();
    }
    (1..=told.len()).map(|number| row_id(operateur, number)).collect()
}

/// Ids that no row has yet.
pub struct NextIds<'o> {
    operateur: &'o str,
    last: usize,
}

impl<'o> NextIds<'o> {
    /// Those after the highest of the known ones.
    pub fn after<'k>(operateur: &'o str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let known: BTreeSet<&str> = known.into_iter().collect();
        let number = |id: &&str| id.rsplit('-').next().and_then(|number| number.parse::<usize>().ok());
        let last = known.iter().filter_map(number).max().unwrap_or(0);
        Self { operateur, last: last.max(known.len()) }
    }
}

impl Iterator for NextIds<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.last += 1;
        Some(row_id(self.operateur, self.last))
    }
}
