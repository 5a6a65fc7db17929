//! The ids of rows: by their ranks in a new table, and the next free ones beside those that are known.

use std::collections::BTreeSet;

/// The id of a row, by its rank from 1: two digits at least, so that a table which grows keeps the ids that it has.
pub fn row_id(operateur: &str, number: usize) -> String {
    format!("{operateur}-{number:02}")
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
