//! How like a query each démarche is.

use super::index::Index;
use super::understand::Query;

/// Keeps phrases of a single common word from being a perfect likeness.
pub(super) const DAMP: f32 = 1.0;
/// What another word of the same family is worth.
pub(super) const RELATIVE: f32 = 0.66;

/// How near an entry is to the query.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likeness {
    /// How much of the query it knows.
    pub(super) known: f32,
    /// How like the query its best phrase is, and which that is.
    pub(super) phrase: f32,
    pub(super) best: u32,
}

impl Index {
    /// How near each entry is to the query, by its phrases.
    pub(super) fn likenesses(&self, query: &Query) -> Vec<Likeness> {
        let all = self.entries.len() + self.others.len();
        let mut near = vec![Likeness::default(); all];
        let mut phrases = vec![0.0_f32; self.phrases.len()];
        // The token that last spoke of each phrase and of each entry, and what it gave.
        let mut last_of_phrase = vec![(u32::MAX, 0.0_f32); self.phrases.len()];
        let mut last_of_entry = vec![(u32::MAX, 0.0_f32); all];
        for (rank, token) in (0..).zip(query.distinct()) {
            for &(stem, sure) in &token.stems {
                let weight = self.weights[stem as usize] * sure;
                for mention in self.mentions(self.family_of[stem as usize]) {
                    let same = if mention.stem == stem { 1.0 } else { RELATIVE };
                    let gain = weight * mention.weight * same;
                    let at = mention.phrase as usize;
                    let entry = self.phrases[at].entry as usize;
                    phrases[at] += more(&mut last_of_phrase[at], rank, gain);
                    near[entry].known += more(&mut last_of_entry[entry], rank, gain);
                }
            }
        }
        let told = (0..).zip(self.phrases.iter().zip(phrases)).filter(|(_, (_, gained))| *gained > 0.0);
        for (at, (phrase, gained)) in told {
            let likeness = gained / (query.norm * (phrase.norm * phrase.norm + DAMP).sqrt());
            let near = &mut near[phrase.entry as usize];
            if likeness > near.phrase {
                (near.phrase, near.best) = (likeness, at);
            }
        }
        for near in near.iter_mut().filter(|near| near.known > 0.0) {
            near.known /= query.norm * query.norm;
        }
        near
    }
}

/// What a token adds to what it already gave.
fn more(last: &mut (u32, f32), token: u32, gain: f32) -> f32 {
    let before = if last.0 == token { last.1 } else { 0.0 };
    *last = (token, gain.max(before));
    (gain - before).max(0.0)
}
