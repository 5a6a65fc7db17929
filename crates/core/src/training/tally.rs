//! Marks, added up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mark::{Mark, Sure};
use super::scenario::Scenario;

/// So many were right, of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    pub total: u32,
    pub justes: u32,
}

/// What the marks of some scenarios add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    pub score: Score,
    pub par_categorie: BTreeMap<String, Score>,
    pub par_operateur: BTreeMap<String, Score>,
    pub sous_orientation: u32,
    pub sur_orientation: u32,
    /// Said to be certain.
    pub certains: u32,
    pub certains_et_faux: u32,
    pub justes_sans_etre_sur: u32,
}

impl Score {
    fn count(&mut self, right: bool) {
        self.total = self.total.saturating_add(1);
        self.justes = self.justes.saturating_add(u32::from(right));
    }

    fn add(&mut self, other: Self) {
        self.total = self.total.saturating_add(other.total);
        self.justes = self.justes.saturating_add(other.justes);
    }
}

impl Tally {
    /// Adds the mark of one scenario.
    pub fn count(&mut self, scenario: &Scenario<'_>, mark: Mark) {
        let right = mark.is_right();
        self.score.count(right);
        self.par_categorie.entry(scenario.categorie().code().to_owned()).or_default().count(right);
        self.par_operateur.entry(scenario.tree.operateur.clone()).or_default().count(right);
        let certain = mark.sure == Sure::Certain;
        let counts = [mark.under, mark.over, certain, certain && !right, right && mark.sure == Sure::Pas]
            .map(u32::from);
        self.add_counters(counts);
    }

    /// Whether it can be that of some scenarios: no more of them are right, wrong or certain than were played, by whatever
    /// they are counted.
    pub fn adds_up(&self) -> bool {
        let Score { total, justes } = self.score;
        let sum = |scores: &BTreeMap<String, Score>| {
            let parts = scores.values().map(|score| (u64::from(score.total), u64::from(score.justes)));
            parts.fold((0, 0), |(total, justes), part| (total + part.0, justes + part.1))
        };
        let within = |(all, right): (u64, u64)| all <= u64::from(total) && right <= u64::from(justes);
        let wrong = u64::from(total.saturating_sub(justes));
        let each = || self.par_categorie.values().chain(self.par_operateur.values());
        justes <= total
            && each().all(|score| score.justes <= score.total)
            && [&self.par_categorie, &self.par_operateur].into_iter().all(|scores| within(sum(scores)))
            && u64::from(self.sous_orientation) + u64::from(self.sur_orientation) <= wrong
            && self.certains <= total
            && self.certains_et_faux <= self.certains
            && self.justes_sans_etre_sur <= justes
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.score.add(other.score);
        for (mine, theirs) in
            [(&mut self.par_categorie, &other.par_categorie), (&mut self.par_operateur, &other.par_operateur)]
        {
            for (name, score) in theirs {
                mine.entry(name.clone()).or_default().add(*score);
            }
        }
        self.add_counters([
            other.sous_orientation,
            other.sur_orientation,
            other.certains,
            other.certains_et_faux,
            other.justes_sans_etre_sur,
        ]);
    }

    /// Adds to the counters, in the order of the fields.
    fn add_counters(&mut self, more: [u32; 5]) {
        let counters = [
            &mut self.sous_orientation,
            &mut self.sur_orientation,
            &mut self.certains,
            &mut self.certains_et_faux,
            &mut self.justes_sans_etre_sur,
        ];
        for (counter, more) in counters.into_iter().zip(more) {
            *counter = counter.saturating_add(more);
        }
    }
}
