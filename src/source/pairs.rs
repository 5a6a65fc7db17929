//! The rows of two versions of a table, each with the one that it became, wherever that stands now.

use std::collections::HashSet;

use super::align::{rarity, stems, weight};
use super::rows::Row;

/// What a request must share with another to be the same, reworded.
const LEAST: f64 = 0.45;
/// What a request must have of another to be a part of it.
const PART: f64 = 0.75;
/// No more pairs are weighed: beyond, rows are those of one rank.
const MOST: usize = 4_000_000;

/// The rows of two versions, by their ranks.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Old and new, in the order of the new ones.
    pub same: Vec<(usize, usize)>,
    /// A row of which a part became a row of its own: old, new.
    pub split: Vec<(usize, usize)>,
    /// A row that became a part of another: old, new.
    pub merged: Vec<(usize, usize)>,
    /// Those of `same` that stand elsewhere among the others.
    pub moved: HashSet<usize>,
    pub lost: Vec<usize>,
    pub added: Vec<usize>,
}

/// Pairs the rows of two versions.
pub fn pairs(old: &[&Row], new: &[&Row]) -> Pairs {
    let words = |rows: &[&Row]| -> Vec<(HashSet<String>, HashSet<String>)> {
        rows.iter().map(|row| (stems(&row.demande), stems(&row.action))).collect()
    };
    let (before, after) = (words(old), words(new));
    let all: Vec<&HashSet<String>> =
        before.iter().chain(&after).flat_map(|(demande, action)| [demande, action]).collect();
    let rarity = rarity(&all);
    let shared = |a: &HashSet<String>, b: &HashSet<String>| weight(a.intersection(b), &rarity);
    let alike = |a: &HashSet<String>, b: &HashSet<String>| {
        let both = weight(a.iter(), &rarity) + weight(b.iter(), &rarity);
        if both > 0.0 { 2.0 * shared(a, b) / both } else { 1.0 }
    };
    let part = |a: &HashSet<String>, b: &HashSet<String>| {
        let own = weight(a.iter(), &rarity);
        if own > 0.0 { shared(a, b) / own } else { 0.0 }
    };
    let mut found = Pairs {
        same: closest(old, new, |a, b| {
            let demande = alike(&before[a].0, &after[b].0);
            (demande >= LEAST).then(|| demande + alike(&before[a].1, &after[b].1) / 10.0)
        }),
        ..Pairs::default()
    };
    found.same.sort_unstable_by_key(|(_, b)| *b);
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = found.same.iter().copied().unzip();
    for b in (0..new.len()).filter(|b| !taken_new.contains(b)) {
        // What the pair of the old row still says of it was not split off.
        let of = found.same.iter().filter(|(a, other)| {
            part(&after[b].0, &before[*a].0) >= PART && part(&after[b].0, &after[*other].0) < PART
        });
        match of.map(|(a, _)| *a).min_by_key(|a| a.abs_diff(b)) {
            Some(a) => found.split.push((a, b)),
            None => found.added.push(b),
        }
    }
    for a in (0..old.len()).filter(|a| !taken_old.contains(a)) {
        let of = found.same.iter().filter(|(other, b)| {
            part(&before[a].0, &after[*b].0) >= PART && part(&before[a].0, &before[*other].0) < PART
        });
        match of.map(|(_, b)| *b).min_by_key(|b| b.abs_diff(a)) {
            Some(b) => found.merged.push((a, b)),
            None => found.lost.push(a),
        }
    }
    found.moved = moved(&found.same);
    found
}

/// Each row with its likest, the likest pairs first; of pairs alike, the nearest.
fn closest(old: &[&Row], new: &[&Row], like: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST {
        return (0..old.len().min(new.len())).map(|at| (at, at)).collect();
    }
    let mut all: Vec<(f64, usize, usize, usize)> = Vec::new();
    for a in 0..old.len() {
        let likes = (0..new.len()).filter_map(|b| Some((like(a, b)?, a.abs_diff(b), a, b)));
        all.extend(likes);
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2, x.3).cmp(&(y.1, y.2, y.3))));
    let (mut of_old, mut of_new) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, _, a, b) in all {
        if !of_old.contains(&a) && !of_new.contains(&b) {
            of_old.insert(a);
            of_new.insert(b);
            pairs.push((a, b));
        }
    }
    pairs
}

/// The old ranks that are not in the longest run of rows that kept their order.
fn moved(same: &[(usize, usize)]) -> HashSet<usize> {
    if same.is_sorted() {
        return HashSet::new();
    }
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, (a, _)) in same.iter().enumerate() {
        let before = (0..at)
            .filter(|other| same[*other].0 < *a)
            .max_by_key(|other| (runs[*other].0, std::cmp::Reverse(*other)));
        runs.push((before.map_or(1, |other| runs[other].0 + 1), before));
    }
    let mut kept = HashSet::new();
    let mut at = (0..runs.len()).max_by_key(|at| (runs[*at].0, std::cmp::Reverse(*at)));
    while let Some(here) = at {
        kept.insert(same[here].0);
        at = runs[here].1;
    }
    same.iter().map(|(a, _)| *a).filter(|a| !kept.contains(a)).collect()
}
