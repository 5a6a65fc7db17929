//! Which démarches fit a query, the best first.
//!
//! # An example
//!
//! « coupé RSA » is sought; « coupé » weighs 1.2 and « RSA » 2.0, so the query has the length √(1.2² + 2.0²) = 2.33.
//! A démarche has the phrases « RSA coupé » (the weights 1.0 and 2.0, so the length 2.24) and « demander le RSA »
//! (0.9 and 1.5, so 1.75).
//!
//! 1. **Each phrase** gains, for every word that it shares, the weight in the query times the weight in the phrase: the
//!    first 1.2 × 1.0 + 2.0 × 2.0 = 5.2, the second 2.0 × 1.5 = 3.0. A word of the same family gives `RELATIVE` of
//!    that, a mistyped one less by how unsure it is.
//! 2. **Its likeness** is what it gained by both lengths, the phrase's damped so that one common word is no perfect
//!    likeness: 5.2 / (2.33 × √(2.24² + `DAMP`)) = 0.91, and 0.64 for the other. The best phrase counts, and a little of
//!    the second (`SECOND`): 0.91 + 0.15 × (0.64 − 0.91) = 0.87.
//! 3. **The démarche** also counts by what it knows of the query at all, each word by its best phrase:
//!    5.2 / 2.33² = 0.96. Both together: [`PHRASE`] × 0.87 + (1 − [`PHRASE`]) × 0.96 = 0.92.
//!
//!    In a story (`STORY` words or more) that is done for each few clauses in a row as well, and for each two that stand
//!    apart, those that say what is wanted (« je voudrais ») counting for more; the best counts, and a little of the rest.
//! 4. Where the query names the opérateur this is multiplied by [`NAMED`]; where it carries a **sign of urgency** of the
//!    démarche, what the sign says is added, and what other words tell of its opérateur (`whose_words.rs`), and the démarche
//!    comes before all others (not what stops at somebody else whom the words name by a rarer name). Where no sign was
//!    heard, many words of danger together are one (`danger_words.rs`), and an urgency loses a little ([`UNHEARD`]). Less than
//!    [`LEAST`] fits nothing. In danger, what is asked beside it comes right after the first urgency.
//! 5. **The score** is w / (1 + w): 0.92 / 1.92 = 0.48. A démarche after another of the same opérateur loses a little
//!    ([`AGAIN`]), and one far below the best ([`NEAR_BEST`]) is not shown.
//! 6. **It is sure** where its score is [`SURE`] or more without [`NAMED`], what it knows of the query is not one common
//!    word ([`ENOUGH`]) and more than half of the words ([`HALF`]), those that name an opérateur left out, and nobody
//!    else, an opérateur without a table or a neighbour, comes near ([`CLOSE`]). Where the words name an opérateur,
//!    nothing of another is sure; where they name none and two come near each other ([`RIVAL`]), nothing is. An urgency
//!    is sure only where a sign of it was heard.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::found::{Elsewhere, Found, Hit, Match};
use super::implied::{TIE, until_apart};
use super::index::{Index, Tells};
use super::likeness::Likeness;
use super::paths::Implied;
use super::signs::Signs;
use super::understand::Query;
use super::whose_words::TOLD_OF;
use crate::tree::Categorie;

/// No more démarches than this are ever shown.
pub const MOST: usize = 5;
/// What a démarche gains when the query names its opérateur.
pub(super) const NAMED: f32 = 2.2;
/// What each démarche already shown leaves to the next of the same opérateur.
pub(super) const AGAIN: f32 = 0.985;
/// What is left of an urgency of which no sign was heard.
pub(super) const UNHEARD: f32 = 0.92;
/// An opérateur that is named comes first where it is so near, measured on the best.
pub(super) const MEANT: f32 = 0.4;
/// Below this likeness, nothing fits.
pub(super) const LEAST: f32 = 0.4;
/// Below this part of the best score, it is not worth reading.
pub(super) const NEAR_BEST: f32 = 0.35;
/// Of so many of the best, times [`MOST`], the ones to show are chosen.
pub(super) const CONSIDERED: usize = 8;
/// What a démarche must know of the query at all to be sure: a common word alone is not enough.
pub(super) const ENOUGH: f32 = 3.0;
/// Below this score, even the best is only a guess.
pub(super) const SURE: f32 = 0.4;
/// A démarche that knows no more than this part of the words is not sure.
pub(super) const HALF: f32 = 0.5;
/// Where the words name no opérateur, nothing is sure of which a démarche of another comes so near.
pub(super) const RIVAL: f32 = 0.85;
/// A démarche is not sure where somebody else, without a table, comes so near.
pub(super) const CLOSE: f32 = 0.87;

/// An entry or another, and its score, from 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Scored {
    at: usize,
    score: f32,
    tier: Tier,
}

/// What comes before what, whatever fits better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Likeness,
    /// An opérateur without a table that the words name.
    Named,
    /// The sign that a right or a payment stops.
    Sign,
    /// A sign of urgency, of a person who suffers.
    Distress,
    Danger,
}

/// The score of what the words would fit without the name of its opérateur.
fn without_name(score: f32) -> f32 {
    let worth = score / (1.0 - score) / NAMED;
    worth / (1.0 + worth)
}

impl Scored {
    fn order(&self, other: &Self) -> Ordering {
        self.tier.cmp(&other.tier).then(self.score.total_cmp(&other.score))
    }

    fn sign(&self) -> bool {
        !matches!(self.tier, Tier::Likeness | Tier::Named)
    }
}

impl Index {
    /// The démarches that fit what was said, the best first, [`MOST`] at most; those of one
    /// opérateur where `only` names it, and those that serve in danger where there is any.
    pub fn search(&self, text: &str, only: Option<&str>) -> Vec<Hit<'_>> {
        let matches = self.find(text, only).matches.into_iter();
        matches.filter_map(Match::demarche).collect()
    }

    /// The same, and whom else the words may be for.
    pub fn find(&self, text: &str, only: Option<&str>) -> Found<'_> {
        let query = Query::new(self, text);
        let near = self.likenesses(&query);
        let signs = self.signs_heard(&query);
        let named = self.named(&query);
        let told_of = signs.gravest.map(|_| self.told_of(&query, &signs.of_danger)).unwrap_or_default();
        let mut scored = self.score(&named, &near, &signs, &told_of);
        if let Some(only) = only {
            self.narrow(&mut scored, only);
        }
        scored.sort_unstable_by(|a, b| b.order(a).then(a.at.cmp(&b.at)));
        let best = self.best(scored);
        let matches = self.matches(&query, &named, &best, &near, signs.hunch);
        Found { matches, gravest: signs.gravest }
    }

    /// Leaves what is of one opérateur, and what serves in danger.
    fn narrow(&self, scored: &mut Vec<Scored>, only: &str) {
        let is_asked = |at: usize| self.operateur(at) == Some(only);
        scored.retain(|scored| scored.tier >= Tier::Distress || is_asked(scored.at));
        // Whoever asks for an opérateur without a table is told so, whatever the words are.
        let entries = self.entries.len();
        let untold = (entries..entries + self.others.len()).find(|&at| is_asked(at));
        if let Some(at) = untold.filter(|&at| scored.iter().all(|scored| scored.at != at)) {
            scored.push(Scored { at, score: 0.0, tier: Tier::Named });
        }
    }

    fn score(
        &self,
        named: &HashMap<&str, f32>,
        near: &[Likeness],
        signs: &Signs,
        told_of: &HashMap<&str, f32>,
    ) -> Vec<Scored> {
        let named_as = |at: usize| self.whose(at).and_then(|whose| named.get(whose)).copied();
        let likenesses: Vec<f32> = (0..)
            .zip(near)
            .map(|(at, near)| {
                let named = if named_as(at).is_some() { NAMED } else { 1.0 };
                let unheard = self.is_urgent(at) && !signs.strengths.contains_key(&at);
                named * if unheard { UNHEARD } else { 1.0 } * near.likeness()
            })
            .collect();
        // A sign that several opérateurs share is rather that of the one which comes nearest.
        let mut nearest: HashMap<&str, f32> = HashMap::new();
        for (entry, likeness) in self.entries.iter().zip(&likenesses) {
            let nearest = nearest.entry(&entry.operateur).or_default();
            if entry.categorie != Categorie::Urgent {
                *nearest = nearest.max(*likeness);
            }
        }
        // Whom the words name by the rarest name is whom they are for, unless they ask for something else.
        let entries = self.entries.len();
        let best = likenesses.iter().copied().fold(0.0, f32::max);
        let rarest = (0..entries).filter_map(named_as).fold(0.0, f32::max);
        let is_named = |at: usize, likeness: f32| {
            at >= entries && likeness >= MEANT * best && named_as(at).is_some_and(|name| name > rarest)
        };
        // What stops at somebody else, whom the words name and fit better, is no urgency of another.
        let is_elsewhere = signs.gravest == Some(Tells::Loss)
            && (entries..likenesses.len()).filter_map(named_as).any(|name| name > rarest);
        // The name of an opérateur makes its démarches more alike; without it, near is enough.
        let near_enough = if rarest > 0.0 { 1.0 } else { MEANT };
        let elsewhere = near_enough * likenesses[entries..].iter().copied().fold(0.0, f32::max);
        let scored = likenesses.iter().enumerate().filter_map(|(at, &likeness)| {
            let strength = signs.strengths.get(&at).filter(|_| !is_elsewhere || likeness >= elsewhere);
            let tier = match strength {
                Some(_) if signs.gravest == Some(Tells::Danger) && self.serves_in_danger(at) => Tier::Danger,
                Some(_) if signs.gravest >= Some(Tells::Distress) => Tier::Distress,
                Some(_) => Tier::Sign,
                None if is_named(at, likeness) => Tier::Named,
                None if likeness >= LEAST => Tier::Likeness,
                None => return None,
            };
            let sign = |strength| {
                let operateur = self.entries[at].operateur.as_str();
                let told_of = TOLD_OF * told_of.get(operateur).copied().unwrap_or_default();
                likeness + strength + nearest[operateur] + told_of
            };
            let worth = strength.map_or(likeness, sign);
            Some(Scored { at, score: worth / (1.0 + worth), tier })
        });
        scored.collect()
    }

    fn is_urgent(&self, at: usize) -> bool {
        self.entries.get(at).is_some_and(|entry| entry.categorie == Categorie::Urgent)
    }

    /// The first of them, best first; those of other opérateurs are preferred to more of the same.
    fn best(&self, mut scored: Vec<Scored>) -> Vec<Scored> {
        // Beyond these, whatever is preferred cannot come in any more.
        scored.truncate(CONSIDERED * MOST);
        let mut shown: Vec<Scored> = Vec::new();
        while shown.len() < MOST {
            let after = |scored: &Scored| {
                let operateur = self.operateur(scored.at);
                let again = shown.iter().filter(|other| self.operateur(other.at) == operateur);
                Scored { score: again.fold(scored.score, |score, _| score * AGAIN), ..*scored }
            };
            let next = scored
                .iter()
                .map(after)
                .enumerate()
                .max_by(|(a, one), (b, other)| one.order(other).then(b.cmp(a)));
            let Some((place, next)) = next else { break };
            let best =
                shown.iter().find(|first| first.sign() == next.sign()).map_or(0.0, |first| first.score);
            if next.tier < Tier::Distress && next.score < NEAR_BEST * best {
                break;
            }
            scored.remove(place);
            // Somebody else is only worth naming where nothing fits clearly better.
            if next.at < self.entries.len() || next.score >= CLOSE * best {
                shown.push(next);
            }
        }
        self.bring_up_what_is_asked(&mut shown);
        shown
    }

    /// In danger, what is asked beside it comes right after the first urgency, not after that of every opérateur.
    fn bring_up_what_is_asked(&self, shown: &mut [Scored]) {
        let is_asked =
            |scored: &Scored| !scored.sign() && scored.at < self.entries.len() && scored.score >= SURE;
        let in_danger = shown.first().is_some_and(|first| first.tier >= Tier::Distress);
        if let Some(asked) = shown.iter().position(is_asked).filter(|_| in_danger) {
            shown[1..=asked].rotate_right(1);
        }
    }

    /// Whether an opérateur may be meant: where the words name some, one of those; else the nearest, where no other comes
    /// near.
    fn is_meant<'i>(
        &'i self,
        named: &'i HashMap<&str, f32>,
        best: &[Scored],
    ) -> impl Fn(&str) -> bool + use<'i> {
        let plain = |scored: &&Scored| scored.at < self.entries.len() && !scored.sign();
        let first = best.iter().find(plain).map_or(0.0, |scored| scored.score);
        let near = best.iter().filter(plain).filter(|scored| scored.score >= RIVAL * first);
        let nearest: BTreeSet<&str> = near.filter_map(|scored| self.operateur(scored.at)).collect();
        move |operateur| if named.is_empty() { nearest.len() < 2 } else { named.contains_key(operateur) }
    }

    /// Which of its requests a démarche is near by; empty where it is by its own words.
    fn about(&self, near: Likeness) -> &str {
        let phrase = self.phrases.get(near.best as usize).filter(|_| near.phrase > 0.0);
        phrase.map_or("", |phrase| self.texts.get(phrase.about as usize))
    }

    fn matches(
        &self,
        query: &Query,
        named: &HashMap<&str, f32>,
        best: &[Scored],
        near: &[Likeness],
        hunch: bool,
    ) -> Vec<Match<'_>> {
        let highest = |of: &dyn Fn(usize) -> bool| {
            best.iter().filter(|scored| of(scored.at)).map(|scored| scored.score).fold(0.0, f32::max)
        };
        let other_of = |at: usize| at.checked_sub(self.entries.len()).map(|at| &self.others[at]);
        let (other, demarche) =
            (highest(&|at| other_of(at).is_some()), highest(&|at| other_of(at).is_none()));
        let neighbour = highest(&|at| other_of(at).is_some_and(|other| other.operateur.is_none()));
        let is_meant = self.is_meant(named, best);
        let path = |scored: &Scored| {
            let entry = self.entries.get(scored.at);
            entry.map_or(&[][..], |entry| self.path(query, entry, self.about(near[scored.at])))
        };
        let paths: Vec<&[Implied]> = best.iter().map(path).collect();
        let mut least = f32::INFINITY;
        best.iter()
            .zip(&paths)
            .map(|(scored, path)| {
                // What stands further down says no more than what stands above it.
                least = least.min(if scored.sign() { 1.0 + scored.score } else { scored.score });
                let score = least;
                let Some(entry) = self.entries.get(scored.at) else {
                    let other = &self.others[scored.at - self.entries.len()];
                    let nearest = CLOSE * scored.score >= demarche && scored.score >= neighbour;
                    let sure = scored.tier == Tier::Named || scored.score >= SURE && nearest;
                    return Match::Elsewhere(Elsewhere { other, score, sure });
                };
                let tied = best.iter().zip(&paths).filter(|(other, _)| {
                    scored.at != other.at
                        && self.operateur(scored.at) == self.operateur(other.at)
                        && other.score >= TIE * scored.score
                });
                let kept = tied.map(|(_, other)| until_apart(path, other)).min().unwrap_or(path.len());
                let (about, path) = (self.about(near[scored.at]), near[scored.at].implied(&path[..kept]));
                let Likeness { told, words, .. } = near[scored.at];
                // An urgency is not sure where no sign told it.
                let heard = scored.sign() && !hunch;
                let is_named = named.contains_key(entry.operateur.as_str());
                let alone =
                    if is_named && !scored.sign() { without_name(scored.score) } else { scored.score };
                let sure = heard && scored.tier >= Tier::Distress
                    || alone >= SURE
                        && CLOSE * scored.score >= other
                        && told >= ENOUGH
                        && words > HALF
                        && (scored.sign() || is_meant(&entry.operateur))
                        && (heard || !self.is_urgent(scored.at));
                // A guess implies no answer: all is asked.
                let path = if sure { path } else { &[] };
                Match::Demarche(Hit { entry, score, sure, about, path, sign: scored.sign() })
            })
            .collect()
    }
}
