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
    fn add(&mut self, other: Self) {
        self.total = self.total.saturating_add(other.total);
        self.justes = self.justes.saturating_add(other.justes);
    }
}

impl Tally {
    /// Adds the mark of one scenario.
    pub fn count(&mut self, scenario: &Scenario<'_>, mark: Mark) {
        let right = mark.is_right();
        let one = Score { total: 1, justes: u32::from(right) };
        let certain = mark.sure == Sure::Certain;
        self.add(&Self {
            score: one,
            par_categorie: [(scenario.categorie().code().to_owned(), one)].into(),
            par_operateur: [(scenario.tree.operateur.clone(), one)].into(),
            sous_orientation: u32::from(mark.under),
            sur_orientation: u32::from(mark.over),
            certains: u32::from(certain),
            certains_et_faux: u32::from(certain && !right),
            justes_sans_etre_sur: u32::from(right && mark.sure == Sure::Pas),
        });
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
        for (mine, theirs) in [
            (&mut self.sous_orientation, other.sous_orientation),
            (&mut self.sur_orientation, other.sur_orientation),
            (&mut self.certains, other.certains),
            (&mut self.certains_et_faux, other.certains_et_faux),
            (&mut self.justes_sans_etre_sur, other.justes_sans_etre_sur),
        ] {
            *mine = mine.saturating_add(theirs);
        }
    }
}
