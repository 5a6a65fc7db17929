//! Which opérateur the words tell of beside an urgency, without its name: « RSA » is said of the CAF far oftener than of
//! others. A sign of distress is shared by several opérateurs; such words say whose it is.

use std::collections::{BTreeSet, HashMap};

use super::index::Index;
use super::understand::Query;

/// A word tells of an opérateur where so great a part of what it says anywhere is said of that one.
pub(super) const TELLING: f32 = 0.6;
/// A word tells of an opérateur only where it is said so much of it: what is seldom said may be an accident.
pub(super) const TOLD_ENOUGH: f32 = 5.0;
/// What an urgency gains by what the words tell of its opérateur.
pub(super) const TOLD_OF: f32 = 0.2;

impl Index {
    /// What the words tell of each opérateur, by its id, those at some places left out.
    pub(super) fn told_of(&self, query: &Query, but: &BTreeSet<usize>) -> HashMap<&str, f32> {
        let mut told_of: HashMap<&str, f32> = HashMap::new();
        let mut heard: BTreeSet<u32> = BTreeSet::new();
        for (_, token) in query.tokens.iter().enumerate().filter(|(place, _)| !but.contains(place)) {
            let family = self.family_of[token.stems[0].0 as usize];
            if let Some(operateur) = heard.insert(family).then(|| self.operateur_of(family)).flatten() {
                *told_of.entry(operateur).or_default() += token.weight;
            }
        }
        told_of
    }

    /// The opérateur that a family is mostly said of, if there is one.
    fn operateur_of(&self, family: u32) -> Option<&str> {
        let mut all = 0.0;
        let mut parts: HashMap<&str, f32> = HashMap::new();
        for mention in self.mentions(family) {
            all += mention.weight;
            let entry = self.phrases[mention.phrase as usize].entry as usize;
            if let Some(entry) = self.entries.get(entry) {
                *parts.entry(&entry.operateur).or_default() += mention.weight;
            }
        }
        let is_told = |part: f32| part >= TELLING * all && part >= TOLD_ENOUGH;
        parts.into_iter().find(|(_, part)| is_told(*part)).map(|(operateur, _)| operateur)
    }
}
