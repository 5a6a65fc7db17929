//! How like a query each démarche is.

use super::index::Index;
use super::understand::{Query, Token};

/// Keeps phrases of a single common word from being a perfect likeness.
pub(super) const DAMP: f32 = 1.0;
/// What another word of the same family is worth.
pub(super) const RELATIVE: f32 = 0.58;

/// How near an entry is to the query.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likeness {
    /// What it knows of the query, the names of opérateurs left out.
    pub(super) told: f32,
    /// How much of the query it knows, those included.
    pub(super) known: f32,
    /// How like the query its best phrase is, and which that is.
    pub(super) phrase: f32,
    pub(super) best: u32,
    /// How like it its second best is.
    pub(super) second: f32,
    /// The part of the words of the query that it knows, names of opérateurs left out.
    pub(super) words: f32,
}

/// What the best phrase counts for; the rest is how much of the query the démarche knows at all.
pub(super) const PHRASE: f32 = 0.5;

impl Likeness {
    /// Both together.
    pub(super) fn likeness(&self) -> f32 {
        PHRASE * self.phrase + (1.0 - PHRASE) * self.known
    }
}

/// What the second best phrase counts for, beside the best: one may be an accident.
pub(super) const SECOND: f32 = 0.15;

/// A query with so many words is a story: a démarche is then weighed against a few of its clauses at a time.
pub(super) const STORY: usize = 11;
/// So many clauses of a story in a row, at most, are weighed together.
pub(super) const TOGETHER: usize = 3;
/// So many pairs of clauses that stand apart in a story, at most, are weighed as well.
pub(super) const FAR: usize = 60;
/// Clauses that say less are taken as long as this: one word of a story is no request.
pub(super) const FLOOR: f32 = 5.0;
/// What clauses count for where they say what is wanted.
pub(super) const ASKS: f32 = 1.2;
/// What the rest of the story adds.
pub(super) const REST: f32 = 0.2;

impl Index {
    /// How near each entry is to the query, by its phrases.
    pub(super) fn likenesses(&self, query: &Query) -> Vec<Likeness> {
        let tokens: Vec<&Token> = query.distinct().collect();
        let mut scale = Scale::new(self);
        let mut nearest = vec![Likeness::default(); self.entries.len() + self.others.len()];
        scale.weigh(&tokens, query.norm, query.unknown).into_iter().for_each(|(at, near)| nearest[at] = near);
        if tokens.len() >= STORY {
            nearest_of_story(query, &tokens, &mut scale, &mut nearest);
        }
        nearest
    }
}

/// What is told in a few clauses, which have little to do with the others.
fn nearest_of_story(query: &Query, tokens: &[&Token], scale: &mut Scale<'_>, nearest: &mut [Likeness]) {
    let mut clauses: Vec<usize> = tokens.iter().map(|token| token.clause).collect();
    clauses.dedup();
    let mut all = vec![(0.0, 0.0); nearest.len()];
    let runs = (0..clauses.len()).flat_map(|start| (1..=TOGETHER).map(move |length| (start, length)));
    let runs = runs.filter_map(|(start, length)| clauses.get(start..start + length).map(<[usize]>::to_vec));
    // What is wanted and the fact that it hangs on may stand far from each other.
    let far = (0..clauses.len()).flat_map(|one| (one + 2..clauses.len()).map(move |other| (one, other)));
    let far = far.take(FAR).map(|(one, other)| vec![clauses[one], clauses[other]]);
    for here in runs.chain(far) {
        let part: Vec<&Token> = tokens.iter().copied().filter(|token| here.contains(&token.clause)).collect();
        let said: f32 = part.iter().map(|token| token.weight * token.weight).sum();
        let times = if query.asks.iter().any(|clause| here.contains(clause)) { ASKS } else { 1.0 };
        for (at, near) in scale.weigh(&part, said.sqrt().max(FLOOR), 0) {
            let near = Likeness { known: times * near.known, phrase: times * near.phrase, ..near };
            if here.len() == 1 {
                all[at] = (all[at].0 + near.known, all[at].1 + near.phrase);
            }
            if near.known + near.phrase > nearest[at].known + nearest[at].phrase {
                nearest[at] = near;
            }
        }
    }
    for (nearest, (known, phrase)) in nearest.iter_mut().zip(all) {
        nearest.known += REST * (known - nearest.known).max(0.0);
        nearest.phrase += REST * (phrase - nearest.phrase).max(0.0);
    }
}

/// What has been weighed of one thing.
#[derive(Debug, Clone, Copy, Default)]
struct Gained {
    all: f32,
    /// The token that last spoke of it, one more than its rank, and what that gave.
    last: (u32, f32),
    /// How many tokens spoke of it, and what they gave, without those that name an opérateur.
    words: u32,
    told: f32,
}

impl Gained {
    /// Adds what a token gives: the most that one of its stems does.
    fn add(&mut self, token: u32, gain: f32, name: bool) {
        let before = if self.last.0 == token { self.last.1 } else { 0.0 };
        let more = (gain - before).max(0.0);
        self.all += more;
        if !name {
            self.words += u32::from(self.last.0 != token);
            self.told += more;
        }
        self.last = (token, gain.max(before));
    }
}

/// Weighs words against the phrases and the entries; those that share none cost nothing.
struct Scale<'i> {
    index: &'i Index,
    phrases: Vec<Gained>,
    entries: Vec<Gained>,
}

impl<'i> Scale<'i> {
    fn new(index: &'i Index) -> Self {
        let entries = vec![Gained::default(); index.entries.len() + index.others.len()];
        Self { index, phrases: vec![Gained::default(); index.phrases.len()], entries }
    }

    /// How near each entry is to some words, as long as this: those that share one, in order.
    /// They stand among so many that nobody knows.
    fn weigh(&mut self, tokens: &[&Token], norm: f32, unknown: usize) -> Vec<(usize, Likeness)> {
        let index = self.index;
        let mut told: Vec<u32> = Vec::new();
        let asked = tokens.iter().filter(|token| !token.name).count() + unknown;
        for (rank, token) in (1..).zip(tokens) {
            for &(stem, sure) in &token.stems {
                let weight = index.weights[stem as usize] * sure;
                for mention in index.mentions(index.family_of[stem as usize]) {
                    let same = if mention.stem == stem { 1.0 } else { RELATIVE };
                    let gain = weight * mention.weight * same;
                    let phrase = &mut self.phrases[mention.phrase as usize];
                    if phrase.last.0 == 0 {
                        told.push(mention.phrase);
                    }
                    phrase.add(rank, gain, token.name);
                    self.entries[index.phrases[mention.phrase as usize].entry as usize]
                        .add(rank, gain, token.name);
                }
            }
        }
        told.sort_unstable();
        let mut near: Vec<(usize, Likeness)> = Vec::new();
        for at in told {
            let phrase = index.phrases[at as usize];
            let gained = std::mem::take(&mut self.phrases[at as usize]).all;
            let likeness = gained / (norm * (phrase.norm * phrase.norm + DAMP).sqrt());
            let entry = phrase.entry as usize;
            if near.last().is_none_or(|(last, _)| *last != entry) {
                let Gained { all, told, words, .. } = std::mem::take(&mut self.entries[entry]);
                #[expect(clippy::cast_precision_loss, reason = "a query is a few words")]
                let words = words as f32 / asked.max(1) as f32;
                near.push((
                    entry,
                    Likeness { told, known: all / (norm * norm), words, ..Likeness::default() },
                ));
            }
            if let Some((_, near)) = near.last_mut().filter(|(_, near)| likeness > near.second) {
                if likeness > near.phrase {
                    (near.phrase, near.best, near.second) = (likeness, at, near.phrase);
                } else {
                    near.second = likeness;
                }
            }
        }
        for (_, near) in &mut near {
            near.phrase += SECOND * (near.second - near.phrase);
        }
        near
    }
}
