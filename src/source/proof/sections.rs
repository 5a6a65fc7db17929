//! The sections of a table against those of the index: their titles, and the rows that stand in another one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claims, Difference, Gap, Lacking};
use crate::source::folding::letters;
use crate::source::rows::{Row, Section};

impl Claims<'_> {
    /// The sections that have another title in the index, each at its first row; and, apart, the rows that the index has in
    /// another section of the table. A title that the table has nowhere is ours. None where every title differs: the table
    /// is parted otherwise.
    pub fn resectioned(
        &self,
        sections: &[Section],
        pairs: &[(Option<usize>, Option<usize>)],
    ) -> (Vec<Gap>, Vec<Gap>) {
        let known: BTreeMap<usize, usize> =
            pairs.iter().filter_map(|pair| Some((pair.1?, pair.0?))).collect();
        let in_table: BTreeSet<String> =
            sections.iter().filter_map(|section| section.titre.as_deref().map(letters)).collect();
        let (mut titled, mut at) = (0_usize, 0);
        let (mut retitled, mut moved) = (Vec::new(), Vec::new());
        for section in sections {
            let ids = (at..).map(|at| known.get(&at).map(|known| self.rows[*known].0.as_str()));
            let rows: Vec<(&Row, &str)> =
                section.rows.iter().zip(ids).filter_map(|(row, id)| Some((row, id?))).collect();
            at += section.rows.len();
            let Some(titre) = section.titre.as_deref().filter(|_| !rows.is_empty()) else { continue };
            titled += 1;
            let own: Vec<&str> = rows.iter().map(|(_, id)| self.section(id)).collect();
            let most = most_frequent(&own);
            let same = |other: &str| letters(other) == letters(titre);
            if !own.iter().any(|other| same(other)) {
                let difference = Difference::Section(titre.to_owned(), most.to_owned());
                retitled.push(self.gap(rows[0].1, Some(rows[0].0), difference, Lacking::Tree));
            }
            let elsewhere = |other: &str| other != most && !same(other) && in_table.contains(&letters(other));
            for ((row, id), other) in rows.iter().zip(&own).filter(|(_, other)| elsewhere(other)) {
                let difference = Difference::Moved(titre.to_owned(), (*other).to_owned());
                moved.push(self.gap(id, Some(row), difference, Lacking::Tree));
            }
        }
        let index: BTreeSet<&str> = self.rows.iter().map(|(id, _)| self.section(id)).collect();
        if retitled.len() == titled && (titled > 1 || index.len() > 1) {
            return (Vec::new(), Vec::new());
        }
        (retitled, moved)
    }

    /// The title of the section of a row in the index.
    fn section(&self, id: &str) -> &str {
        self.operateur.ligne(id).map_or("", |(section, _)| section.titre.as_str())
    }
}

/// Of titles, the one that most rows have; the first of those that as many have.
fn most_frequent<'t>(titles: &[&'t str]) -> &'t str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for titre in titles {
        *counts.entry(titre).or_default() += 1;
    }
    // Of equals, the last is taken: seen from the end, the first.
    titles.iter().copied().rev().max_by_key(|titre| counts[titre]).unwrap_or_default()
}
