//! What many cases gave, in memory that does not grow with their number.

use super::divergence::{self, Divergence};
use super::verdict::{Fault, Verdict, judge, reason};
use super::{Coverage, Trees};
use crate::case::{Attendu, Case};

/// How many deviations are kept whole.
const MOST_KEPT: usize = 20;

/// The counts of one opérateur.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slot {
    pub conformes: u64,
    pub ecarts: u64,
    pub sans_attendu: u64,
    /// In the order of [`Categorie::ALL`](crate::tree::Categorie::ALL).
    pub par_categorie: [u64; 5],
}

/// A case that does not conform, or a line that is no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// None where no case could be read.
    pub id: Option<String>,
    pub file: String,
    /// The line of the file, from 1.
    pub line: u64,
    pub attendu: Option<Attendu<'static>>,
    pub obtenu: Option<Attendu<'static>>,
    pub raison: String,
    /// Where its path leaves those that were expected.
    pub divergence: Option<Divergence>,
}

/// The counts of many cases.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub illisibles: u64,
    pub superflues: u64,
    /// Cases of an unknown opérateur: they count as deviations.
    pub unknown: u64,
    /// In the order of the trees.
    pub slots: Vec<Slot>,
    /// The first ones, in the order of the input.
    pub deviations: Vec<Deviation>,
    /// The first lines that are no case, in the order of the input.
    pub unreadable: Vec<Deviation>,
    pub coverage: Option<Coverage>,
    /// What to keep whole; the rest is only counted.
    room: Room,
}

/// How many deviations, and lines that are no case, are to be kept whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    deviations: usize,
    unreadable: usize,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(trees: &Trees<'_>, coverage: bool) -> Self {
        Self {
            slots: vec![Slot::default(); trees.len()],
            coverage: coverage.then(|| Coverage::new(trees)),
            room: Room { deviations: MOST_KEPT, unreadable: MOST_KEPT },
            ..Self::default()
        }
    }

    /// What is still to be kept whole, beside deviations and lines that are no case.
    pub fn room(&self) -> Room {
        let left = |kept: &[Deviation]| MOST_KEPT.saturating_sub(kept.len());
        Room { deviations: left(&self.deviations), unreadable: left(&self.unreadable) }
    }

    /// The same, for cases of which no more need be kept.
    #[must_use]
    pub fn keeping(self, room: Room) -> Self {
        Self { room, ..self }
    }

    /// Replays a case and counts it. `line` is where it stands in `file`. Whether it deviates.
    pub fn case(&mut self, trees: &Trees<'_>, case: &Case<'_>, strict: bool, file: &str, line: u64) -> bool {
        let verdict = self.again(trees, case, strict, 1);
        if let Some(fault) = verdict.fault.filter(|_| self.keeps_deviations()) {
            self.deviations.push(deviation(trees, case, &verdict, fault, file, line));
        }
        verdict.fault.is_some()
    }

    /// Whether a deviation is still kept whole, or only counted.
    pub(super) fn keeps_deviations(&self) -> bool {
        self.deviations.len() < self.room.deviations
    }

    /// Replays a case and counts it so many times; no deviation is kept whole.
    pub(super) fn again<'t>(
        &mut self,
        trees: &Trees<'t>,
        case: &Case<'_>,
        strict: bool,
        times: u64,
    ) -> Verdict<'t> {
        let coverage = &mut self.coverage;
        let verdict = judge(trees, case, strict, |tree, position, edge| {
            if let Some(coverage) = coverage.as_mut() {
                coverage.answer(tree, position, edge, times);
            }
        });
        self.count(case, &verdict, times);
        verdict
    }

    /// Counts a line that is no case.
    pub fn unreadable(&mut self, file: &str, line: u64, raison: impl FnOnce() -> String) {
        self.illisibles += 1;
        if self.unreadable.len() < self.room.unreadable {
            self.unreadable.push(Deviation {
                id: None,
                file: file.to_owned(),
                line,
                attendu: None,
                obtenu: None,
                raison: raison(),
                divergence: None,
            });
        }
    }

    fn count(&mut self, case: &Case<'_>, verdict: &Verdict<'_>, times: u64) {
        self.superflues += u64::from(verdict.superfluous) * times;
        let Some(rank) = verdict.tree else {
            self.unknown += times;
            return;
        };
        let slot = &mut self.slots[rank];
        // What expects nothing is no proof.
        let expects = case.attendu.as_ref().filter(|attendu| attendu.expects_something());
        match (&verdict.fault, expects) {
            (Some(_), _) => slot.ecarts += times,
            (None, Some(_)) => slot.conformes += times,
            (None, None) => slot.sans_attendu += times,
        }
        if let Some(outcome) = verdict.outcome {
            slot.par_categorie[outcome.request.categorie().rank()] += times;
            if let Some(coverage) = &mut self.coverage {
                coverage.outcome(rank, &outcome, times);
            }
        }
    }

    /// Adds what was counted after this; `lines_before` is the line that its first one follows.
    pub fn merge(&mut self, later: Self, lines_before: u64) {
        self.illisibles += later.illisibles;
        self.superflues += later.superflues;
        self.unknown += later.unknown;
        for (slot, other) in self.slots.iter_mut().zip(&later.slots) {
            slot.conformes += other.conformes;
            slot.ecarts += other.ecarts;
            slot.sans_attendu += other.sans_attendu;
            for (count, more) in slot.par_categorie.iter_mut().zip(other.par_categorie) {
                *count += more;
            }
        }
        let keep = |kept: &mut Vec<Deviation>, more: Vec<Deviation>| {
            let room = MOST_KEPT.saturating_sub(kept.len());
            kept.extend(more.into_iter().take(room).map(|d| Deviation { line: d.line + lines_before, ..d }));
        };
        keep(&mut self.deviations, later.deviations);
        keep(&mut self.unreadable, later.unreadable);
        if let (Some(coverage), Some(more)) = (&mut self.coverage, later.coverage) {
            coverage.merge(&more);
        }
    }

    /// Cases whose outcome is the one expected.
    pub fn conformes(&self) -> u64 {
        self.slots.iter().map(|slot| slot.conformes).sum()
    }

    /// Cases that do not conform.
    pub fn ecarts(&self) -> u64 {
        self.unknown + self.slots.iter().map(|slot| slot.ecarts).sum::<u64>()
    }

    /// Cases that end somewhere, with nothing expected.
    pub fn sans_attendu(&self) -> u64 {
        self.slots.iter().map(|slot| slot.sans_attendu).sum()
    }

    /// Everything that was met, lines that are no case included.
    pub fn total(&self) -> u64 {
        self.conformes() + self.ecarts() + self.sans_attendu() + self.illisibles
    }

    /// Outcomes by category, in the order of [`Categorie::ALL`](crate::tree::Categorie::ALL).
    pub fn par_categorie(&self) -> [u64; 5] {
        let mut sum = [0; 5];
        for slot in &self.slots {
            for (sum, count) in sum.iter_mut().zip(slot.par_categorie) {
                *sum += count;
            }
        }
        sum
    }
}

fn deviation(
    trees: &Trees<'_>,
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    fault: Fault<'_>,
    file: &str,
    line: u64,
) -> Deviation {
    let tree = verdict.tree.map(|rank| trees.tree(rank));
    Deviation {
        id: Some(case.id.clone().into_owned()),
        file: file.to_owned(),
        line,
        attendu: case.attendu.clone().map(Attendu::into_owned),
        obtenu: verdict.outcome.as_ref().map(|outcome| Attendu::of(outcome).into_owned()),
        raison: reason(case, fault, tree),
        divergence: tree.and_then(|tree| divergence::divergence(tree, case)),
    }
}
