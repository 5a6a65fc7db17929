//! Two lists of texts, row by row: by their words, in their order, not by their ranks.

use std::collections::HashMap;

use crate::source::shared_words::SharedWords;

/// What two rows must share to be one.
const LEAST_SHARED: f64 = 0.12;
/// What a pair that is known counts for, against several that are only alike.
const KNOWN: f64 = 4.0;
/// No more pairs are weighed: beyond, rows are those of one rank.
pub(super) const MOST_PAIRS: usize = 4_000_000;

/// The pairs of two lists, in order, around those that are known and keep it; a text that only one of them has stands
/// alone.
pub(super) fn align(
    old: &[&str],
    new: &[&str],
    known: &[(usize, usize)],
) -> Vec<(Option<usize>, Option<usize>)> {
    let of_old: HashMap<usize, usize> = known.iter().copied().collect();
    let of_new: HashMap<usize, usize> = known.iter().map(|(a, b)| (*b, *a)).collect();
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        let rank = |length: usize, at: usize| (at < length).then_some(at);
        return (0..old.len().max(new.len())).map(|at| (rank(old.len(), at), rank(new.len(), at))).collect();
    }
    let words = SharedWords::new(old.iter().chain(new).copied());
    let (old, new) = (old.len(), new.len());
    // What each pair of an old text counts for.
    let scores = |a: usize| {
        let shared = words.shared(a);
        let score = |b: usize| match (of_old.get(&a), of_new.get(&b)) {
            (None, None) => {
                words.part(a, shared[old + b]).max(words.part(old + b, shared[old + b])) - LEAST_SHARED
            }
            (Some(of), _) if *of == b => KNOWN,
            _ => -KNOWN,
        };
        (0..new).map(score).collect::<Vec<f64>>()
    };
    // The best of all ways to lay one list along the other.
    let width = new + 1;
    let mut best = vec![0.0_f64; (old + 1) * width];
    for a in (0..old).rev() {
        let scores = scores(a);
        for b in (0..new).rev() {
            let (skip_old, skip_new) = (best[(a + 1) * width + b], best[a * width + b + 1]);
            best[a * width + b] = (best[(a + 1) * width + b + 1] + scores[b]).max(skip_old).max(skip_new);
        }
    }
    let (mut b, mut pairs) = (0, Vec::new());
    for a in 0..old {
        let scores = scores(a);
        loop {
            let same = |value: f64| (best[a * width + b] - value).abs() < 1e-9;
            if b < new && same(best[(a + 1) * width + b + 1] + scores[b]) {
                pairs.push((Some(a), Some(b)));
                b += 1;
                break;
            } else if b == new || same(best[(a + 1) * width + b]) {
                pairs.push((Some(a), None));
                break;
            }
            pairs.push((None, Some(b)));
            b += 1;
        }
    }
    pairs.extend((b..new).map(|b| (None, Some(b))));
    pairs
}

/// Where each new row stood before, as the last sure pair above it tells: of rows that have the same words, that tells
/// which is which. The pairs are old, new.
pub(super) fn places(sure: &[(usize, usize)], rows: usize) -> Vec<usize> {
    let old_of: HashMap<usize, usize> = sure.iter().map(|(old, new)| (*new, *old)).collect();
    let mut place = 0;
    let told = |new| {
        let here = place;
        place = old_of.get(&new).map_or(place, |old| old + 1);
        here
    };
    (0..rows).map(told).collect()
}
