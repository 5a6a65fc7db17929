//! Leitner's boxes: what is known comes back later and later, what is not comes back the next day. What comes first of all that
//! is due: `draw.rs`.

use serde::{Deserialize, Serialize};

use super::mark::Mark;
use crate::day::Day;

/// After how many days a scenario of each box comes back. The first is also that of whatever is not known for sure.
pub const INTERVALS: [u16; 5] = [1, 3, 7, 14, 30];

/// What is known of one scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// From 1 to 5.
    pub boite: u8,
    /// The day from which it is due.
    pub du: Day,
    /// How many times it was played.
    pub vues: u32,
    /// What was right when it was last played.
    pub empreinte: String,
}

impl Card {
    /// The card of a scenario that was just played: right and sure enough, it goes up a box;
    /// wrong, down to the first; right but unsure, it stays. What is not known for sure is due
    /// as soon as what is in the first box.
    pub fn played(before: Option<&Self>, mark: Mark, empreinte: String, today: Day) -> Self {
        let boite = before.map_or(1, |card| card.boite).clamp(1, 5);
        let known = !mark.is_shaky();
        let boite = match (mark.is_right(), known) {
            (_, true) => (boite + 1).min(5),
            (true, false) => boite,
            (false, _) => 1,
        };
        let rank = if known { usize::from(boite) - 1 } else { 0 };
        let vues = before.map_or(0, |card| card.vues).saturating_add(1);
        Self { boite, du: today.plus(INTERVALS[rank]), vues, empreinte }
    }

    /// The same scenario, played again before its day: an error still counts, but to know it
    /// proves nothing.
    #[must_use]
    pub fn played_again(self, mark: Mark, today: Day) -> Self {
        if mark.is_right() { self } else { Self { boite: 1, du: today.plus(INTERVALS[0]), ..self } }
    }
}
