//! What the conseiller has learnt so far: their own, a small file, no name, no usager.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draw::Due;
use super::mark::Mark;
use super::review::{Card, INTERVALS};
use super::scenario::Scenario;
use super::tally::Tally;
use crate::day::Day;

/// The version of the file that this program writes.
const VERSION: u32 = 1;

/// The progress, as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    version: u32,
    /// The card of each scenario played, by its id.
    pub fiches: BTreeMap<String, Card>,
    /// In the order in which they started.
    pub seances: Vec<Seance>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seance {
    /// Tells two sessions of one day apart; says nothing else.
    pub cle: String,
    pub date: Day,
    pub bilan: Tally,
}

impl Default for Progress {
    fn default() -> Self {
        Self { version: VERSION, fiches: BTreeMap::new(), seances: Vec::new() }
    }
}

impl Progress {
    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// Where it is damaged, or of another version.
    pub fn from_text(text: &str) -> Result<Self, serde_json::Error> {
        let progress: Self = serde_json::from_str(text)?;
        let sound =
            progress.version == VERSION && progress.fiches.values().all(|card| (1..=5).contains(&card.boite));
        if sound { Ok(progress) } else { Err(serde::de::Error::custom("another version")) }
    }

    /// The text of the file.
    ///
    /// # Errors
    ///
    /// Never, but JSON has no other way to say so.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Brings back today the scenarios that wait for a day farther than any interval leads: the clock of this machine was
    /// wrong when they were played, or is now. How many there are.
    pub fn bring_back(&mut self, today: Day) -> usize {
        let farthest = today.plus(INTERVALS[INTERVALS.len() - 1]);
        let lost = self.fiches.values_mut().filter(|card| card.du > farthest);
        lost.map(|card| card.du = today).count()
    }

    /// Why a scenario would be played today.
    pub fn due(&self, scenario: &Scenario<'_>, today: Day) -> Due {
        match self.fiches.get(&scenario.key()) {
            None => Due::New,
            Some(card) if card.empreinte != scenario.fingerprint() => Due::Changed,
            Some(card) if card.du <= today => Due::Back,
            Some(_) => Due::Early,
        }
    }

    /// Counts a scenario that was just played in the session of this key. Played a second time in
    /// it, a scenario adds nothing to the score.
    pub fn count(&mut self, scenario: &Scenario<'_>, mark: Mark, again: bool, (cle, today): (&str, Day)) {
        let due = self.due(scenario, today);
        let before = self.fiches.get(&scenario.key());
        let card = match before {
            // To know it before its day, or right after having read it, proves nothing.
            Some(card) if again || due == Due::Early => card.clone().played_again(mark, today),
            // What is right is another thing now: it is learnt from the start.
            Some(card) if due == Due::Changed => Card {
                vues: card.vues.saturating_add(1),
                ..Card::played(None, mark, scenario.fingerprint(), today)
            },
            before => Card::played(before, mark, scenario.fingerprint(), today),
        };
        self.fiches.insert(scenario.key(), card);
        if again {
            return;
        }
        let at = self.seances.iter().position(|seance| seance.cle == cle).unwrap_or_else(|| {
            self.seances.push(Seance { cle: cle.to_owned(), date: today, bilan: Tally::default() });
            self.seances.len() - 1
        });
        self.seances[at].bilan.count(scenario, mark);
    }

    /// Everything, added up.
    pub fn tally(&self) -> Tally {
        let mut all = Tally::default();
        self.seances.iter().for_each(|seance| all.add(&seance.bilan));
        all
    }

    /// The scenarios that are not known yet, each as « opérateur/cas »: wrong when they were last played, or right without
    /// ever having been sure.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let cards = self.fiches.iter().filter(|(_, card)| card.boite == 1);
        cards.map(|(key, _)| key.rsplit_once(' ').map_or(key.as_str(), |(name, _)| name))
    }

    /// The next day on which some of these scenarios come back, and how many do.
    pub fn next_due(&self, scenarios: &[Scenario<'_>], today: Day) -> Option<(Day, usize)> {
        let cards = scenarios.iter().filter_map(|scenario| self.fiches.get(&scenario.key()));
        let days: Vec<Day> = cards.map(|card| card.du).filter(|day| *day > today).collect();
        let next = days.iter().copied().min()?;
        Some((next, days.iter().filter(|day| **day == next).count()))
    }

    /// How many of these scenarios are to be played again today.
    pub fn due_count(&self, scenarios: &[Scenario<'_>], today: Day) -> usize {
        let due = scenarios.iter().map(|scenario| self.due(scenario, today));
        due.filter(|due| matches!(due, Due::Back | Due::Changed)).count()
    }
}
