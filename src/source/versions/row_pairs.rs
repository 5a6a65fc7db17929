//! The rows of two versions of a table, each with the one that it became, wherever that stands now.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use crate::source::align::{MOST, places, rarity, stems, weight};
use crate::source::rows::Row;

/// What a request must share with another to be the same, reworded.
const LEAST: f64 = 0.45;
/// What a request must have of another to be a part of it.
const PART: f64 = 0.75;

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
    let words = |rows: &[&Row]| -> Vec<(BTreeSet<String>, BTreeSet<String>)> {
        rows.iter().map(|row| (stems(&row.demande), stems(&row.action))).collect()
    };
    let (before, after) = (words(old), words(new));
    let all: Vec<&BTreeSet<String>> =
        before.iter().chain(&after).flat_map(|(demande, action)| [demande, action]).collect();
    let rarity = rarity(&all);
    let shared = |a: &BTreeSet<String>, b: &BTreeSet<String>| weight(a.intersection(b), &rarity);
    let alike = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let both = weight(a.iter(), &rarity) + weight(b.iter(), &rarity);
        if both > 0.0 { 2.0 * shared(a, b) / both } else { 1.0 }
    };
    let part = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
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
    // Of what is left, a row that lost words, or took some, is the same.
    let shortened = closest_left(old, new, &found.same, |a, b| {
        let (a, b) = (&before[a].0, &after[b].0);
        (part(a, b).max(part(b, a)) >= PART).then(|| alike(a, b))
    });
    found.same.extend(shortened);
    found.same.sort_unstable_by_key(|(_, b)| *b);
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = found.same.iter().copied().unzip();
    let alone = old.len() + new.len() - 2 * found.same.len();
    // The parts of other rows are looked for where they are few.
    let parted = if alone.saturating_mul(found.same.len()) > MOST { &[] } else { &found.same[..] };
    for b in (0..new.len()).filter(|b| !taken_new.contains(b)) {
        // What the pair of the old row still says of it was not split off.
        let of = parted.iter().filter(|(a, other)| {
            part(&after[b].0, &before[*a].0) >= PART && part(&after[b].0, &after[*other].0) < PART
        });
        match of.map(|(a, _)| *a).min_by_key(|a| a.abs_diff(b)) {
            Some(a) => found.split.push((a, b)),
            None => found.added.push(b),
        }
    }
    for a in (0..old.len()).filter(|a| !taken_old.contains(a)) {
        let of = parted.iter().filter(|(other, b)| {
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

/// Of the rows that are in no pair yet, each with its likest; none where they are too many to be weighed.
fn closest_left(
    old: &[&Row],
    new: &[&Row],
    same: &[(usize, usize)],
    like: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<(usize, usize)> {
    let (taken_old, taken_new): (HashSet<usize>, HashSet<usize>) = same.iter().copied().unzip();
    let left = |count: usize, taken: &HashSet<usize>| {
        (0..count).filter(|at| !taken.contains(at)).collect::<Vec<usize>>()
    };
    let (left_old, left_new) = (left(old.len(), &taken_old), left(new.len(), &taken_new));
    if left_old.len().saturating_mul(left_new.len()) > MOST {
        return Vec::new();
    }
    let old: Vec<&Row> = left_old.iter().map(|at| old[*at]).collect();
    let new: Vec<&Row> = left_new.iter().map(|at| new[*at]).collect();
    let pairs = closest(&old, &new, |a, b| like(left_old[a], left_new[b]));
    pairs.into_iter().map(|(a, b)| (left_old[a], left_new[b])).collect()
}

/// The rows that are alone in having their words, in both versions: old, new.
fn alone_in_both(old: &[&Row], new: &[&Row]) -> Vec<(usize, usize)> {
    fn alone<'r>(rows: &[&'r Row]) -> HashMap<(&'r str, &'r str), Option<usize>> {
        let mut alone = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let words = (row.demande.as_str(), row.action.as_str());
            alone.entry(words).and_modify(|one| *one = None).or_insert(Some(at));
        }
        alone
    }
    let (before, after) = (alone(old), alone(new));
    before.into_iter().filter_map(|(words, at)| Some((at?, after.get(&words).copied().flatten()?))).collect()
}

/// Each row with its likest, the likest pairs first; of pairs alike, the nearest. Of too many to be weighed, those of the same words
/// are taken, then those of one rank.
fn closest(old: &[&Row], new: &[&Row], like: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut left, mut right): (Vec<usize>, Vec<usize>) =
        ((0..old.len()).collect(), (0..new.len()).collect());
    if left.len().saturating_mul(right.len()) > MOST {
        take_equal(&mut pairs, (&mut left, old), (&mut right, new), |row| (&row.demande, &row.action));
        take_equal(&mut pairs, (&mut left, old), (&mut right, new), |row| (&row.demande, ""));
    }
    if left.len().saturating_mul(right.len()) > MOST {
        pairs.extend(left.into_iter().zip(right));
        return pairs;
    }
    let places = places(&alone_in_both(old, new), new.len());
    let mut all: Vec<(f64, [usize; 4])> = Vec::new();
    for a in left {
        let far = |b: usize| [a.abs_diff(places[b]), a.abs_diff(b), a, b];
        all.extend(right.iter().filter_map(|b| Some((like(a, *b)?, far(*b)))));
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    let (mut of_old, mut of_new) = (HashSet::new(), HashSet::new());
    for (_, [_, _, a, b]) in all {
        if !of_old.contains(&a) && !of_new.contains(&b) {
            of_old.insert(a);
            of_new.insert(b);
            pairs.push((a, b));
        }
    }
    pairs
}

/// Pairs the rows left that have the same words, in their order.
fn take_equal<'r>(
    pairs: &mut Vec<(usize, usize)>,
    (left, old): (&mut Vec<usize>, &[&'r Row]),
    (right, new): (&mut Vec<usize>, &[&'r Row]),
    words: impl Fn(&'r Row) -> (&'r str, &'r str),
) {
    let mut known: HashMap<(&str, &str), VecDeque<usize>> = HashMap::new();
    for a in left.iter() {
        known.entry(words(old[*a])).or_default().push_back(*a);
    }
    let mut taken = HashSet::new();
    right.retain(|b| {
        let Some(a) = known.get_mut(&words(new[*b])).and_then(VecDeque::pop_front) else { return true };
        taken.insert(a);
        pairs.push((a, *b));
        false
    });
    left.retain(|a| !taken.contains(a));
}

/// The old ranks that are not in the longest run of rows that kept their order.
fn moved(same: &[(usize, usize)]) -> HashSet<usize> {
    if same.is_sorted() {
        return HashSet::new();
    }
    let mut longest = Longest::new(same.iter().map(|(a, _)| a + 1).max().unwrap_or(0));
    let mut before: Vec<Option<usize>> = Vec::new();
    let mut last = (0, None);
    for (at, (a, _)) in same.iter().enumerate() {
        let (length, end) = longest.up_to(*a);
        longest.put(*a, (length + 1, at));
        before.push(end);
        if length + 1 > last.0 {
            last = (length + 1, Some(at));
        }
    }
    let mut kept = HashSet::new();
    let mut at = last.1;
    while let Some(here) = at {
        kept.insert(same[here].0);
        at = before[here];
    }
    same.iter().map(|(a, _)| *a).filter(|a| !kept.contains(a)).collect()
}

/// The longest run that ends below each rank, with the place of its end: of runs alike, the first.
struct Longest(Vec<(usize, Option<usize>)>);

impl Longest {
    fn new(ranks: usize) -> Self {
        Self(vec![(0, None); ranks + 1])
    }

    /// Of those that end below this rank.
    fn up_to(&self, mut rank: usize) -> (usize, Option<usize>) {
        let mut best = (0, None);
        while rank > 0 {
            best = better(best, self.0[rank]);
            rank &= rank - 1;
        }
        best
    }

    fn put(&mut self, rank: usize, (length, end): (usize, usize)) {
        let mut rank = rank + 1;
        while rank < self.0.len() {
            self.0[rank] = better(self.0[rank], (length, Some(end)));
            rank += rank & rank.wrapping_neg();
        }
    }
}

fn better(one: (usize, Option<usize>), other: (usize, Option<usize>)) -> (usize, Option<usize>) {
    let first = |run: (usize, Option<usize>)| (run.0, std::cmp::Reverse(run.1));
    if first(other) > first(one) { other } else { one }
}
