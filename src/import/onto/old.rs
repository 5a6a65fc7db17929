//! The table that an index was made of, and which of its rows are those of a new one.

use std::collections::{HashMap, HashSet};

use super::Rows;
use crate::source::proof::Claims;
use crate::source::rows::{NextIds, Row, Section};
use crate::source::versions::changes::Version;
use crate::source::versions::row_pairs::pairs;

/// Its rows, each with its id.
pub(super) struct Old<'o> {
    sections: &'o [Section],
    rows: Vec<&'o Row>,
    ids: Vec<String>,
}

impl<'o> Old<'o> {
    /// None where nothing says which row is which of the index.
    pub(super) fn new(sections: &'o [Section], index: &[String]) -> Option<Self> {
        let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
        let told: Option<Vec<String>> = rows.iter().map(|row| row.ligne.clone()).collect();
        // Without ids, a table of other rows is not the one that the index was made of.
        let ids = told.or_else(|| (rows.len() == index.len()).then(|| index.to_vec()))?;
        Some(Self { sections, rows, ids })
    }

    /// The table as one of two versions to be compared.
    pub(super) fn version(&self) -> Version<'o> {
        Version::new(self.sections, self.ids.clone())
    }

    /// Its rows, by their ids.
    pub(super) fn by_id(&self) -> HashMap<&str, &'o Row> {
        self.ids.iter().map(String::as_str).zip(self.rows.iter().copied()).collect()
    }

    /// Which row of the index is which of the new table, and the ids of the latter. Rows that a person added to the index
    /// since are sought by their words.
    pub(super) fn laid(
        &self,
        operateur: &str,
        index: &[String],
        claims: &Claims<'_>,
        rows: &[&Row],
    ) -> (Rows, Vec<String>) {
        let places: HashMap<&str, usize> = index.iter().map(String::as_str).zip(0..).collect();
        let mut known: Vec<Option<String>> = vec![None; rows.len()];
        let mut same: Rows = Vec::new();
        for (a, b) in pairs(&self.rows, rows).same {
            known[b] = Some(self.ids[a].clone());
            same.extend(places.get(self.ids[a].as_str()).map(|at| (Some(*at), Some(b))));
        }
        // A row that the old table has too is known by its id, though nobody has written it into the index yet.
        let new: Vec<usize> = (0..rows.len()).filter(|at| known[*at].is_none()).collect();
        let own: HashSet<&String> = self.ids.iter().collect();
        let added: Vec<usize> = (0..index.len()).filter(|at| !own.contains(&index[*at])).collect();
        same.extend(claims.align_some(rows, &added, &new));
        let there: HashSet<usize> = same.iter().filter_map(|(a, _)| *a).collect();
        same.extend((0..index.len()).filter(|at| !there.contains(at)).map(|at| (Some(at), None)));
        let ids = numbered(operateur, index, &same, known);
        (same, ids)
    }
}

/// The ids of the rows of the new table: those of the index, those that they are known by, or the next free ones.
pub(super) fn numbered(
    operateur: &str,
    index: &[String],
    same: &Rows,
    known: Vec<Option<String>>,
) -> Vec<String> {
    let mut ids = known;
    for (a, b) in same {
        if let (Some(a), Some(b)) = (a, b) {
            ids[*b] = Some(index[*a].clone());
        }
    }
    let taken: Vec<String> = ids.iter().flatten().cloned().collect();
    let mut next = NextIds::after(operateur, index.iter().chain(&taken).map(String::as_str));
    ids.into_iter().map(|id| id.or_else(|| next.next()).unwrap_or_default()).collect()
}
