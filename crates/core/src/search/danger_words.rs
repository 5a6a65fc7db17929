//! What each word says of danger: how much oftener people in danger say it than the others. Where no sign was heard,
//! many such words together are one.
//!
//! A sign is a few words that must all be said; no list of them is long enough. « Il a encore hurlé, je me suis cachée »
//! holds none, but « hurler » and « cacher » are said by people in danger far oftener than at the desk.

use std::collections::{BTreeSet, HashMap};

use super::index::{EMPTY, Index, Tells};
use super::lexicon::Lexicon;
use super::understand::Query;

/// A whole sentence of a person in danger counts for so many signs.
pub(super) const SENTENCE: f32 = 3.0;
/// One of everyday life counts for so many requests.
pub(super) const EVERYDAY: f32 = 2.0;
/// A word that was never said by some counts for so little, not for nothing.
pub(super) const SELDOM: f32 = 0.3;
/// The fewer words, the more each must say: as if so many more had been said that say nothing.
pub(super) const SILENT: f32 = 3.0;
/// Fewer words are not many together, whatever they say.
pub(super) const MANY: usize = 3;
/// So much, for each root of a word, is danger.
pub(super) const ALARM: f32 = 0.7;

/// How often each family was told.
#[derive(Default)]
struct Counts {
    of: HashMap<u32, f32>,
    all: f32,
}

impl Counts {
    fn add(&mut self, families: impl Iterator<Item = (u32, f32)>, times: f32) {
        let mut most: HashMap<u32, f32> = HashMap::new();
        for (family, part) in families {
            let known = most.entry(family).or_default();
            *known = known.max(part);
        }
        for (family, part) in most {
            *self.of.entry(family).or_default() += times * part;
        }
        self.all += times;
    }

    fn rate(&self, family: u32) -> f32 {
        (self.of.get(&family).copied().unwrap_or_default() + SELDOM) / (self.all + SELDOM)
    }
}

impl Index {
    /// What each family says of danger; less than nothing where it is rather said at ease.
    pub(super) fn learn_danger(&mut self, lexicon: &Lexicon) {
        let families = |text: &str| {
            self.stems_of(text).map(|stem| (self.family_of[stem as usize], 1.0)).collect::<Vec<_>>()
        };
        let (mut grave, mut calm) = (Counts::default(), Counts::default());
        for sign in self.signs.iter().filter(|sign| sign.tells >= Tells::Distress) {
            let words = sign.words.iter().flat_map(|said| self.stands_for_all(said.stem));
            grave.add(words.map(|(stem, part)| (self.family_of[stem as usize], part)), 1.0);
        }
        lexicon.sentences().for_each(|text| grave.add(families(text).into_iter(), SENTENCE));
        for text in self.texts.iter() {
            calm.add(families(text).into_iter(), 1.0);
        }
        lexicon.everyday().for_each(|text| calm.add(families(text).into_iter(), EVERYDAY));
        let known: BTreeSet<u32> = grave.of.keys().chain(calm.of.keys()).copied().collect();
        let mut alarms = vec![0.0; self.starts.len().saturating_sub(1)];
        for family in known {
            if let Some(alarm) = alarms.get_mut(family as usize) {
                *alarm = (grave.rate(family) / calm.rate(family)).ln();
            }
        }
        // How many and since when is told by everybody.
        let numbers =
            (0..).zip(self.stems.iter()).filter(|(_, stem)| stem.bytes().all(|byte| byte.is_ascii_digit()));
        let mute = lexicon.mute_words().flat_map(|word| self.stems_of(word));
        for stem in mute.chain(numbers.map(|(stem, _)| stem)) {
            let family = self.family_of[stem as usize];
            if let Some(alarm) = alarms.get_mut(family as usize) {
                *alarm = 0.0;
            }
        }
        self.alarms = alarms;
    }

    /// The stems that a word of a sign may be, each with its part.
    fn stands_for_all(&self, stem: u32) -> Vec<(u32, f32)> {
        match self.groups.iter().find(|group| !group.small && group.name == stem) {
            #[expect(clippy::cast_precision_loss, reason = "a group is a few words")]
            Some(group) => {
                let part = 1.0 / (group.members.len() as f32).sqrt();
                group
                    .members
                    .iter()
                    .filter(|member| **member != EMPTY)
                    .map(|member| (*member, part))
                    .collect()
            }
            None => vec![(stem, 1.0)],
        }
    }

    /// What the words of the sentence that says most of danger say of it.
    #[expect(clippy::cast_precision_loss, reason = "a sentence is a few words")]
    pub(super) fn alarm(&self, query: &Query, calm: &[bool]) -> f32 {
        let mut most: f32 = 0.0;
        let mut at = 0;
        while at < query.tokens.len() {
            let sentence = query.tokens[at].sentence;
            let (mut heard, mut sum) = (BTreeSet::new(), 0.0);
            while at < query.tokens.len() && query.tokens[at].sentence == sentence {
                let stems = &query.tokens[at].stems;
                let (stem, sure) = stems[0];
                let family = self.family_of[stem as usize];
                if heard.insert(family) && !calm.get(at).is_some_and(|calm| *calm) {
                    sum += sure * self.alarms.get(family as usize).copied().unwrap_or_default();
                }
                at += 1;
            }
            if heard.len() >= MANY {
                most = most.max(sum / (heard.len() as f32 + SILENT).sqrt());
            }
        }
        most
    }
}
