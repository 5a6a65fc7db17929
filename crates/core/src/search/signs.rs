//! The signs of urgency that are heard beside the request itself.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::danger_words::ALARM;
use super::index::{EMPTY, Group, Index, Said, Smalls, Tells};
use super::likeness::STORY;
use super::understand::{Query, Token};
use crate::tree::Categorie;

/// Words that may stand between those of a sign.
pub(super) const APART: usize = 4;
/// Words that may stand between those that tell no danger.
pub(super) const CALM_APART: usize = 2;
/// What the words of a sign say is divided by this, to be of the order of a likeness.
pub(super) const SCALE: f32 = 10.0;

/// A word that is less sure than this is none of a sign's.
pub(super) const CLEAR: f32 = 0.8;
/// In a story, a sign of distress of fewer words is one of its details.
pub(super) const FEW: usize = 2;
/// A sign that one démarche alone has says more than one that several share.
pub(super) const OWN: f32 = 3.0;

/// The signs that were heard.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// By the rank of an entry, what the strongest of its signs says.
    pub(super) strengths: HashMap<usize, f32>,
    /// The gravest thing that was told, if any was.
    pub(super) gravest: Option<Tells>,
    /// No sign told it: only words that people in danger say.
    pub(super) hunch: bool,
    /// The places of the words of a sign of danger: they tell nothing of the opérateur.
    pub(super) of_danger: BTreeSet<usize>,
}

impl Index {
    /// The entries of which a sign was heard.
    pub(super) fn signs_heard(&self, query: &Query) -> Signs {
        let said = query.tokens.iter().flat_map(|token| token.stems.iter().map(|(stem, _)| stem));
        let said = said.chain(query.tokens.iter().flat_map(|token| &token.groups));
        let families: HashSet<u32> = said.map(|stem| self.family_of[*stem as usize]).collect();
        // Most signs have a word that was not said at all.
        let all_said =
            |words: &[Said]| words.iter().all(|said| families.contains(&self.family_of[said.stem as usize]));
        let mut calm = vec![false; query.tokens.len()];
        for words in self.calm.iter().filter(|words| all_said(words)) {
            for start in 0..query.tokens.len() {
                // « Mon dossier est bloqué » calms nothing of « je veux mourir et … ».
                let statement = |place: &usize| query.tokens[*place].statement;
                let heard = self.heard_from(start, query, words, None).unwrap_or_default();
                if heard.iter().all(|place| statement(place) == query.tokens[start].statement) {
                    for place in heard {
                        calm[place] = true;
                    }
                }
            }
        }
        let mut found = Signs::default();
        let is_story = query.distinct().count() >= STORY;
        for sign in &self.signs {
            // A story of many words tells of tears and of worries beside what is asked.
            if is_story && sign.tells == Tells::Distress && sign.words.len() < FEW {
                continue;
            }
            if !all_said(&sign.words) {
                continue;
            }
            let heard = |start| self.heard_from(start, query, &sign.words, Some(&calm));
            let Some(places) = (0..query.tokens.len()).find_map(heard) else { continue };
            if sign.tells >= Tells::Distress {
                found.of_danger.extend(places);
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
        if found.gravest < Some(Tells::Distress) && query.distinct().count() < STORY {
            let alarm = self.alarm(query, &calm);
            if alarm >= ALARM {
                (found.gravest, found.hunch) = (Some(Tells::Distress), true);
                found.strengths.extend(self.for_danger.iter().map(|entry| (*entry as usize, alarm / SCALE)));
            }
        }
        found
    }

    /// Where no démarche says by its signs that it serves in danger, as in a tree that was just imported: the urgencies
    /// whose own words tell of one, or else every urgency.
    pub(super) fn seek_danger(&mut self) {
        if !self.for_danger.is_empty() {
            return;
        }
        let ranks = (0..).zip(&self.entries).filter(|(_, entry)| entry.categorie == Categorie::Urgent);
        let urgent: Vec<u32> = ranks.map(|(rank, _)| rank).collect();
        let is_danger = |text: &str| self.signs_heard(&Query::new(self, text)).gravest == Some(Tells::Danger);
        let telling: BTreeSet<u32> = self
            .phrases
            .iter()
            .zip(self.texts.iter())
            .filter(|(phrase, text)| urgent.contains(&phrase.entry) && is_danger(text))
            .map(|(phrase, _)| phrase.entry)
            .collect();
        self.for_danger = if telling.is_empty() { urgent } else { telling.into_iter().collect() };
    }

    /// Where all the words of a sign were said near each other from a place on: in any order, by words that are not calm.
    /// What calms is heard closer together, and in its order, by any words.
    fn heard_from(
        &self,
        start: usize,
        query: &Query,
        sign: &[Said],
        calm: Option<&[bool]>,
    ) -> Option<Vec<usize>> {
        let apart = if calm.is_some() { APART } else { CALM_APART };
        let end = query.tokens.len().min(start + sign.len() + apart);
        let sentence = query.tokens[start].sentence;
        let says = |place: &usize, said: Said| {
            let token = &query.tokens[*place];
            token.sentence == sentence && !calm.is_some_and(|calm| calm[*place]) && self.says(token, said)
        };
        let mut places: Vec<usize> = Vec::with_capacity(sign.len());
        for said in sign {
            let last = places.last().filter(|_| calm.is_none());
            let mut from = last.map_or(start, |last| last + 1)..end;
            let place = from.find(|place| !places.contains(place) && says(place, *said))?;
            places.push(place);
        }
        Some(places)
    }

    fn says(&self, token: &Token, said: Said) -> bool {
        let small = |wanted: Option<u32>, heard: Option<u32>| {
            wanted.is_none_or(|wanted| heard.is_some_and(|heard| self.stands_for(heard, wanted)))
        };
        let smalls = |wanted: Smalls, heard: Smalls| wanted.into_iter().zip(heard).all(|(w, h)| small(w, h));
        smalls(said.after, token.after)
            && smalls(said.before, token.before)
            && (token.groups.contains(&said.stem)
                || token.stems.iter().any(|(stem, sure)| {
                    is_clear(*sure, &token.stems)
                        && (*stem == said.stem || said.wide && self.same_family(*stem, said.stem))
                }))
    }

    /// Whether a word without a stem is another, or one of the group that it names.
    fn stands_for(&self, heard: u32, wanted: u32) -> bool {
        let group = self.groups.iter().find(|group| group.small && group.name == wanted);
        heard == wanted || group.is_some_and(|group| group.members.contains(&heard))
    }

    /// The groups of which a word is one, by their names.
    pub(super) fn groups_of(&self, stems: &[(u32, f32)]) -> Vec<u32> {
        let clear = |group: &&Group| {
            !group.small
                && stems
                    .iter()
                    .any(|(stem, sure)| is_clear(*sure, stems) && group.members.binary_search(stem).is_ok())
        };
        self.groups.iter().filter(clear).map(|group| group.name).collect()
    }

    /// Whether a word of the query may mean a stem, or one of its family.
    pub(super) fn means(&self, token: &Token, stem: u32) -> bool {
        token.stems.iter().any(|(said, _)| self.same_family(*said, stem))
    }
}

/// Whether it is sure enough that a word was meant, and no other that is as near.
fn is_clear(sure: f32, stems: &[(u32, f32)]) -> bool {
    sure >= 1.0 || sure >= CLEAR && stems.len() == 1
}
