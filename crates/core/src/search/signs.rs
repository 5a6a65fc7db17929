//! What is heard beside the request itself: signs of urgency, names of opérateurs.

use std::collections::{HashMap, HashSet};

use super::index::{EMPTY, Index, Said, Tells};
use super::understand::{Query, Token};

/// Words that may stand between those of a sign.
pub(super) const APART: usize = 4;
/// What the words of a sign say is divided by this, to be of the order of a likeness.
pub(super) const SCALE: f32 = 10.0;

/// A word that is less sure than this is none of a sign's.
pub(super) const CLEAR: f32 = 0.8;
/// A sign that one démarche alone has says more than one that several share.
pub(super) const OWN: f32 = 3.0;

/// The signs that were heard.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// By the rank of an entry, what the strongest of its signs says.
    pub(super) strengths: HashMap<usize, f32>,
    /// The gravest thing that was told, if any was.
    pub(super) gravest: Option<Tells>,
}

impl Index {
    /// The opérateurs that a query names, by their ids, and what the name says.
    pub(super) fn named(&self, query: &Query) -> HashMap<&str, f32> {
        // A name is said as it is: « actualiser » is no « changer » here.
        let says =
            |stem: &u32| query.tokens.iter().any(|token| token.stems.iter().any(|(said, _)| said == stem));
        let rarest =
            |stems: &Vec<u32>| stems.iter().map(|stem| self.weights[*stem as usize]).fold(0.0, f32::max);
        let named = self.names.iter().filter_map(|name| {
            let said = name.stems.iter().filter(|stems| stems.iter().all(says));
            Some((name.operateur.as_str(), said.map(rarest).reduce(f32::max)?))
        });
        named.collect()
    }

    /// The entries of which a sign was heard.
    pub(super) fn signs_heard(&self, query: &Query) -> Signs {
        let said = query.tokens.iter().flat_map(|token| &token.stems);
        let families: HashSet<u32> = said.map(|(stem, _)| self.family_of[*stem as usize]).collect();
        let mut found = Signs::default();
        for sign in &self.signs {
            // Most signs have a word that was not said at all.
            let all = sign.words.iter().all(|said| families.contains(&self.family_of[said.stem as usize]));
            if !all || !self.heard(query, &sign.words) {
                continue;
            }
            let said: f32 = sign.words.iter().map(|said| self.weights[said.stem as usize]).sum();
            let strength = if sign.own { OWN * said / SCALE } else { said / SCALE };
            found.gravest = found.gravest.max(Some(sign.tells));
            let one = [sign.entry];
            let entries = if sign.entry == EMPTY { &self.for_danger[..] } else { &one };
            for entry in entries {
                let known = found.strengths.entry(*entry as usize).or_default();
                *known = known.max(strength);
            }
        }
        found
    }

    /// Whether all the words of a sign were said, near each other, in any order.
    fn heard(&self, query: &Query, sign: &[Said]) -> bool {
        let window = sign.len() + APART;
        (0..query.tokens.len()).any(|start| {
            let near = &query.tokens[start..query.tokens.len().min(start + window)];
            let near = || near.iter().take_while(|token| token.sentence == near[0].sentence);
            sign.iter().all(|said| near().any(|token| self.says(token, *said)))
        })
    }

    fn says(&self, token: &Token, said: Said) -> bool {
        let small = |wanted: Option<u32>, heard| wanted.is_none() || wanted == heard;
        small(said.after, token.after)
            && small(said.before, token.before)
            && token
                .stems
                .iter()
                .filter(|(_, sure)| *sure >= CLEAR)
                .any(|(stem, _)| *stem == said.stem || said.wide && self.same_family(*stem, said.stem))
    }

    /// Whether a word of the query may mean a stem, or one of its family.
    pub(super) fn means(&self, token: &Token, stem: u32) -> bool {
        token.stems.iter().any(|(said, _)| self.same_family(*said, stem))
    }
}
