//! What texts share: their words, each weighed by how few of them have it.

use std::collections::BTreeMap;

use crate::source::folding::fold;

/// Texts as the words that they are made of.
pub(super) struct SharedWords {
    /// The words of each text, by their ranks, in order: sums of what they tell are the same each time.
    texts: Vec<Vec<usize>>,
    /// How much each word tells.
    weights: Vec<f64>,
    /// How much each text tells.
    totals: Vec<f64>,
    /// The texts that have each word.
    having: Vec<Vec<usize>>,
}

impl SharedWords {
    pub(super) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
        let stems: Vec<Vec<String>> = texts.into_iter().map(stems).collect();
        for stem in stems.iter().flatten() {
            if !ranks.contains_key(stem) {
                ranks.insert(stem.clone(), 0);
            }
        }
        for (rank, own) in ranks.values_mut().enumerate() {
            *own = rank;
        }
        let mut having = vec![Vec::new(); ranks.len()];
        let texts: Vec<Vec<usize>> =
            stems.into_iter().map(|stems| stems.iter().map(|stem| ranks[stem]).collect()).collect();
        for (text, words) in texts.iter().enumerate() {
            for word in words {
                having[*word].push(text);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a table has no more rows than a float can count")]
        let weights: Vec<f64> =
            having.iter().map(|having| (texts.len() as f64 / having.len() as f64).ln().max(0.01)).collect();
        let totals = texts.iter().map(|words| words.iter().map(|word| weights[*word]).sum()).collect();
        Self { texts, weights, totals, having }
    }

    /// How much is told by the words that a text shares with each of all: in one pass over those words, so that the pairs
    /// of two long lists cost no more than what they share.
    pub(super) fn shared(&self, text: usize) -> Vec<f64> {
        let mut shared = vec![0.0; self.texts.len()];
        for word in &self.texts[text] {
            for other in &self.having[*word] {
                shared[*other] += self.weights[*word];
            }
        }
        shared
    }

    /// From 0, nothing, to 1, all the words of both; two texts without a word are alike.
    pub(super) fn alike(&self, text: usize, other: usize, shared: f64) -> f64 {
        let both = self.totals[text] + self.totals[other];
        if both > 0.0 { 2.0 * shared / both } else { 1.0 }
    }

    /// How much of a text is shared, from 0 to 1.
    pub(super) fn part(&self, text: usize, shared: f64) -> f64 {
        let own = self.totals[text];
        if own > 0.0 { shared / own } else { 0.0 }
    }
}

/// The words of a text, by their starts: « contacter » and « contactez » are one.
fn stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| word.len() > 2);
    let mut stems: Vec<String> = words.map(|word| word.chars().take(5).collect()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
