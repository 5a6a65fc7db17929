//! Which démarches fit a query, the best first.
//!
//! # An example
//!
//! « coupé RSA » is sought; « coupé » weighs 1.2 and « RSA » 2.0, so the query has the length √(1.2² + 2.0²) = 2.33.
//! A démarche has the phrases « RSA coupé » (the weights 1.0 and 2.0, so the length 2.24) and « demander le RSA »
//! (0.9 and 1.5, so 1.75).
//!
//! 1. **Each phrase** gains, for every word that it shares, the weight in the query times the weight in the phrase: the
//!    first 1.2 × 1.0 + 2.0 × 2.0 = 5.2, the second 2.0 × 1.5 = 3.0. A word of the same family gives [`RELATIVE`] of
//!    that, a mistyped one less by how unsure it is.
//! 2. **Its likeness** is what it gained by both lengths, the phrase's damped so that one common word is no perfect
//!    likeness: 5.2 / (2.33 × √(2.24² + [`DAMP`])) = 0.74. Undamped it is 5.2 / (2.33 × 2.24) = 0.997, beyond
//!    [`WHOLE`]: it is what was said, and gains [`EXACT`], 1.24 in all.
//! 3. **The démarche** also counts by what it knows of the query at all, each word by its best phrase:
//!    5.2 / 2.33² = 0.96. Both together: [`PHRASE`] × 1.24 + (1 − [`PHRASE`]) × 0.96 = 1.07.
//! 4. Where the query names the opérateur this is multiplied by [`NAMED`]; where it carries a **sign of urgency** of the
//!    démarche, what the sign says is added and the démarche comes before all others. Less than [`LEAST`] fits nothing.
//! 5. **The score** is w / (1 + w): 1.07 / 2.07 = 0.52, more than [`SURE`]. A démarche after another of the same
//!    opérateur loses a little ([`AGAIN`]), and one far below the best ([`NEAR_BEST`]) is not shown.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::index::{Entry, Index};
use super::paths::Implied;
use super::understand::Query;
use crate::tree::Categorie;
use crate::walk::Answered;

/// No more démarches than this are ever shown.
pub const MOST: usize = 5;
/// What the best phrase counts for; the rest is how much of the query the démarche knows at all.
pub(super) const PHRASE: f32 = 0.4;
/// Keeps phrases of a single common word from being a perfect likeness.
pub(super) const DAMP: f32 = 4.0;
/// From this likeness on, before it is damped, a phrase is what was said, word for word or nearly.
pub(super) const WHOLE: f32 = 0.9;
/// What that is worth.
pub(super) const EXACT: f32 = 0.5;
/// What another word of the same family is worth.
pub(super) const RELATIVE: f32 = 0.7;
/// What a démarche gains when the query names its opérateur.
pub(super) const NAMED: f32 = 2.2;
/// What each démarche already shown leaves to the next of the same opérateur.
pub(super) const AGAIN: f32 = 0.985;
/// Below this likeness, nothing fits.
pub(super) const LEAST: f32 = 0.4;
/// The same, where only opérateurs without a tree are named: they are rather what is meant.
pub(super) const LEAST_ELSEWHERE: f32 = 1.0;
/// Below this part of the best score, it is not worth reading.
pub(super) const NEAR_BEST: f32 = 0.35;
/// Of so many of the best, times [`MOST`], the ones to show are chosen.
pub(super) const CONSIDERED: usize = 8;
/// Below this score, even the best is only a guess.
pub(super) const SURE: f32 = 0.42;

/// A démarche that fits.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'i> {
    pub entry: &'i Entry,
    /// The higher the better: below 1 without a sign of urgency, above it with one.
    pub score: f32,
    /// Why: the sign that was heard, or the words of the index that were nearest to the query.
    pub matched: &'i str,
    /// The answers that the démarche implies, the urgency question left out.
    pub path: &'i [Implied],
    /// A sign of urgency put it before what fits better.
    pub sign: bool,
}

impl Hit<'_> {
    /// Whether it is near enough to be more than a guess.
    pub fn is_sure(&self) -> bool {
        self.score >= SURE
    }

    /// The same, by their ids.
    pub fn implied(&self) -> Vec<Answered> {
        self.path.iter().map(|implied| implied.answered.clone()).collect()
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found<'i> {
    /// The démarches that fit, the best first, [`MOST`] at most.
    pub hits: Vec<Hit<'i>>,
    /// The ids of the opérateurs that the words name, supplied or not.
    pub named: Vec<&'i str>,
}

/// How near an entry is to the query.
#[derive(Debug, Clone, Copy, Default)]
struct Likeness {
    /// How much of the query it knows.
    known: f32,
    /// How like the query its best phrase is, and which that is.
    phrase: f32,
    best: u32,
}

/// An entry and its score, from 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Scored {
    at: usize,
    score: f32,
    /// The rank of the sign that was heard.
    sign: Option<usize>,
}

impl Scored {
    fn order(&self, other: &Self) -> Ordering {
        self.sign.is_some().cmp(&other.sign.is_some()).then(self.score.total_cmp(&other.score))
    }
}

impl Index {
    /// The démarches that fit what was said, the best first, [`MOST`] at most; those of one
    /// opérateur where `only` names it.
    pub fn search(&self, text: &str, only: Option<&str>) -> Vec<Hit<'_>> {
        self.find(text, only).hits
    }

    /// The same, and the opérateurs that were named.
    pub fn find(&self, text: &str, only: Option<&str>) -> Found<'_> {
        let query = Query::new(self, text);
        let named = self.named(&query);
        let near = self.likenesses(&query);
        let mut scored = self.score(&query, &near, &named);
        scored.retain(|scored| only.is_none_or(|only| self.entries[scored.at].operateur == only));
        scored.sort_unstable_by(|a, b| b.order(a).then(a.at.cmp(&b.at)));
        let best = self.best(scored);
        let hits = best.into_iter().map(|scored| self.hit(&query, scored, near[scored.at])).collect();
        Found { hits, named }
    }

    fn score(&self, query: &Query, near: &[Likeness], named: &[&str]) -> Vec<Scored> {
        let signs = self.signs_heard(query);
        let known = |id: &&str| self.entries.iter().any(|entry| entry.operateur == *id);
        let elsewhere = !named.is_empty() && !named.iter().any(known);
        let least = if elsewhere { LEAST_ELSEWHERE } else { LEAST };
        let likeness = |(entry, near): (&Entry, &Likeness)| {
            let likeness = PHRASE * near.phrase + (1.0 - PHRASE) * near.known;
            if named.contains(&entry.operateur.as_str()) { NAMED * likeness } else { likeness }
        };
        let likenesses: Vec<f32> = self.entries.iter().zip(near).map(likeness).collect();
        // A sign that several opérateurs share is rather that of the one which comes nearest.
        let mut nearest: HashMap<&str, f32> = HashMap::new();
        for (entry, likeness) in self.entries.iter().zip(&likenesses) {
            let nearest = nearest.entry(&entry.operateur).or_default();
            if entry.categorie != Categorie::Urgent {
                *nearest = nearest.max(*likeness);
            }
        }
        let scored = likenesses.into_iter().enumerate().filter_map(|(at, likeness)| {
            let heard = signs.iter().find(|heard| heard.entry == at);
            let worth = match heard {
                Some(heard) => likeness + heard.strength + nearest[self.entries[at].operateur.as_str()],
                None if likeness >= least => likeness,
                None => return None,
            };
            Some(Scored { at, score: worth / (1.0 + worth), sign: heard.map(|heard| heard.sign) })
        });
        scored.collect()
    }

    /// The first of them, best first; those of other opérateurs are preferred to more of the same.
    fn best(&self, mut scored: Vec<Scored>) -> Vec<Scored> {
        // Beyond these, whatever is preferred cannot come in any more.
        scored.truncate(CONSIDERED * MOST);
        let mut shown: Vec<Scored> = Vec::new();
        while shown.len() < MOST {
            let after = |scored: &Scored| {
                let operateur = &self.entries[scored.at].operateur;
                let again = shown.iter().filter(|other| self.entries[other.at].operateur == *operateur);
                Scored { score: again.fold(scored.score, |score, _| score * AGAIN), ..*scored }
            };
            let next = scored
                .iter()
                .map(after)
                .enumerate()
                .max_by(|(a, one), (b, other)| one.order(other).then(b.cmp(a)));
            let Some((place, next)) = next else { break };
            let best = shown
                .iter()
                .find(|first| first.sign.is_some() == next.sign.is_some())
                .map_or(0.0, |first| first.score);
            if next.score < NEAR_BEST * best {
                break;
            }
            scored.remove(place);
            shown.push(next);
        }
        shown
    }

    fn hit(&self, query: &Query, scored: Scored, near: Likeness) -> Hit<'_> {
        let entry = &self.entries[scored.at];
        let best = near.best as usize;
        let (text, about) = match self.phrases.get(best).filter(|_| near.phrase > 0.0) {
            Some(phrase) => (self.texts.get(best), self.texts.get(phrase.about as usize)),
            None => ("", ""),
        };
        let path = self.path(query, entry, about);
        match scored.sign {
            Some(rank) => {
                Hit { entry, score: 1.0 + scored.score, matched: self.sign_texts.get(rank), path, sign: true }
            }
            None => Hit { entry, score: scored.score, matched: text, path, sign: false },
        }
    }

    /// How near each entry is to the query, by its phrases.
    fn likenesses(&self, query: &Query) -> Vec<Likeness> {
        let mut near = vec![Likeness::default(); self.entries.len()];
        let mut phrases = vec![0.0_f32; self.phrases.len()];
        // The token that last spoke of each phrase and of each entry, and what it gave.
        let mut last_of_phrase = vec![(u32::MAX, 0.0_f32); self.phrases.len()];
        let mut last_of_entry = vec![(u32::MAX, 0.0_f32); self.entries.len()];
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
            let whole = gained > WHOLE * query.norm * phrase.norm;
            let likeness = gained / (query.norm * (phrase.norm * phrase.norm + DAMP).sqrt());
            let likeness = if whole { likeness + EXACT } else { likeness };
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

    /// Of the paths to a démarche, the one whose answers are nearest to what was said and to the
    /// request that it was taken for.
    fn path<'i>(&'i self, query: &Query, entry: &'i Entry, about: &str) -> &'i [Implied] {
        let about: Vec<u32> = self.stems_of(about).collect();
        let fit = |path: &[Implied]| {
            let stems = path.iter().flat_map(|implied| self.stems_of(&implied.texte));
            stems.fold(0.0, |sum: f32, stem| {
                let said = query.tokens.iter().any(|token| self.means(token, stem));
                let meant = about.iter().any(|other| self.same_family(*other, stem));
                let times = if said { 1.0 } else { 0.0 } + if meant { 2.0 } else { 0.0 };
                sum + times * self.weights[stem as usize]
            })
        };
        // The first of equals: the order of the tree.
        let best = entry.paths.iter().rev().max_by(|a, b| fit(a).total_cmp(&fit(b)));
        best.map_or(&[], Vec::as_slice)
    }
}

/// What a token adds to what it already gave.
fn more(last: &mut (u32, f32), token: u32, gain: f32) -> f32 {
    let before = if last.0 == token { last.1 } else { 0.0 };
    *last = (token, gain.max(before));
    (gain - before).max(0.0)
}
