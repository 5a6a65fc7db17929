//! The order of rows in their sections: which of them moved among those that stay.

use std::collections::{BTreeMap, HashMap, HashSet};

/// The rows that another place was given among those of their section that stay in it, by their old places, each with its
/// rank among these, from 1: before and after.
///
/// `stays` is in the order of the new version: the section of a row that stays in it, and its old place.
pub(super) fn moved(stays: impl IntoIterator<Item = (usize, usize)>) -> HashMap<usize, (usize, usize)> {
    let mut sections: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (section, old) in stays {
        sections.entry(section).or_default().push(old);
    }
    let mut moved = HashMap::new();
    for rows in sections.values() {
        let mut before = rows.clone();
        before.sort_unstable();
        let kept: HashSet<usize> = longest_run(rows).into_iter().map(|at| rows[at]).collect();
        for (after, old) in rows.iter().enumerate().filter(|(_, old)| !kept.contains(old)) {
            moved.insert(*old, (before.partition_point(|row| row < old) + 1, after + 1));
        }
    }
    moved
}

/// Where the members of the longest run that rises stand, in order; of runs alike, the one that ends first.
pub(super) fn longest_run(values: &[usize]) -> Vec<usize> {
    // For each length, the place of the run's end of least value; and what stood before each place.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let mut last = None;
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
            last = Some(at);
        } else {
            ends[length] = at;
        }
    }
    let mut run: Vec<usize> = std::iter::successors(last, |at| before[*at]).collect();
    run.reverse();
    run
}
