//! Two lists of texts, row by row: by their words, in their order, not by their ranks.

use std::collections::{BTreeSet, HashMap};

use crate::source::folding::fold;

/// What two rows must share to be one.
const LEAST: f64 = 0.12;
/// What a pair that is known counts for, against several that are only alike.
const KNOWN: f64 = 4.0;
/// No more pairs are weighed: beyond, rows are those of one rank.
pub(super) const MOST: usize = 4_000_000;

/// The pairs of two lists, in order, around those that are known and keep it; a text that only one of them has stands
/// alone.
pub(super) fn align(
    old: &[&str],
    new: &[&str],
    known: &[(usize, usize)],
) -> Vec<(Option<usize>, Option<usize>)> {
    let of_old: HashMap<usize, usize> = known.iter().copied().collect();
    let of_new: HashMap<usize, usize> = known.iter().map(|(a, b)| (*b, *a)).collect();
    let (old, new): (Vec<_>, Vec<_>) =
        (old.iter().map(|t| stems(t)).collect(), new.iter().map(|t| stems(t)).collect());
    if old.len().saturating_mul(new.len()) > MOST {
        let rank = |length: usize, at: usize| (at < length).then_some(at);
        return (0..old.len().max(new.len())).map(|at| (rank(old.len(), at), rank(new.len(), at))).collect();
    }
    let rarity = rarity(&old.iter().chain(&new).collect::<Vec<_>>());
    let like = |a: usize, b: usize| {
        let shared = weight(old[a].intersection(&new[b]), &rarity);
        let least = weight(old[a].iter(), &rarity).min(weight(new[b].iter(), &rarity));
        if least > 0.0 { shared / least } else { 0.0 }
    };
    // The best of all ways to lay one list along the other.
    let width = new.len() + 1;
    let mut best = vec![0.0_f64; (old.len() + 1) * width];
    let mut scores = vec![0.0_f64; old.len() * new.len()];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let score = match (of_old.get(&a), of_new.get(&b)) {
                (None, None) => like(a, b) - LEAST,
                (Some(of), _) if *of == b => KNOWN,
                _ => -KNOWN,
            };
            scores[a * new.len() + b] = score;
            let (skip_old, skip_new) = (best[(a + 1) * width + b], best[a * width + b + 1]);
            best[a * width + b] = (best[(a + 1) * width + b + 1] + score).max(skip_old).max(skip_new);
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < old.len() || b < new.len() {
        let here = best[a * width + b];
        let same = |value: f64| (here - value).abs() < 1e-9;
        if a < old.len() && b < new.len() && same(best[(a + 1) * width + b + 1] + scores[a * new.len() + b]) {
            pairs.push((Some(a), Some(b)));
            (a, b) = (a + 1, b + 1);
        } else if a < old.len() && (b == new.len() || same(best[(a + 1) * width + b])) {
            pairs.push((Some(a), None));
            a += 1;
        } else {
            pairs.push((None, Some(b)));
            b += 1;
        }
    }
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

/// The words of a text, by their starts: « contacter » and « contactez » are one. In order: sums of what they tell are the
/// same each time.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| word.len() > 2);
    words.map(|word| word.chars().take(5).collect()).collect()
}

/// How much each word tells: little where many texts have it.
pub(super) fn rarity(texts: &[&BTreeSet<String>]) -> HashMap<String, f64> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in texts.iter().copied().flatten() {
        *counts.entry(word.clone()).or_default() += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "a table has no more rows than a float can count")]
    let rarity = |count: usize| (texts.len() as f64 / count as f64).ln().max(0.01);
    counts.into_iter().map(|(word, count)| (word, rarity(count))).collect()
}

/// How much these words tell.
pub(super) fn weight<'w>(words: impl Iterator<Item = &'w String>, rarity: &HashMap<String, f64>) -> f64 {
    words.map(|word| rarity.get(word).copied().unwrap_or(0.0)).sum()
}
