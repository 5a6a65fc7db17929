//! The balance of the training, as a record.

use std::collections::BTreeMap;

use serde::Serialize;

use aiguilleur_core::day::Day;
use aiguilleur_core::training::{Progress, Scenario, Score, Tally};

/// What the sessions add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BilanRecord {
    pub seances: usize,
    pub cas_joues: usize,
    pub cas_a_revoir: usize,
    #[serde(flatten)]
    pub score: Score,
    pub par_categorie: BTreeMap<String, Score>,
    pub par_operateur: BTreeMap<String, Score>,
    pub sous_orientation: u32,
    pub sur_orientation: u32,
    pub certains: u32,
    pub certains_et_faux: u32,
    pub justes_sans_etre_sur: u32,
    pub progression: Vec<StageRecord>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageRecord {
    pub date: String,
    #[serde(flatten)]
    pub score: Score,
}

impl BilanRecord {
    /// The record of what is kept; `scenarios` are those that can be played.
    pub fn new(progress: &Progress, scenarios: &[Scenario<'_>], today: Day) -> Self {
        let Tally {
            score,
            par_categorie,
            par_operateur,
            sous_orientation,
            sur_orientation,
            certains,
            certains_et_faux,
            justes_sans_etre_sur,
        } = progress.tally();
        let stage = |seance: &aiguilleur_core::training::Seance| StageRecord {
            date: seance.date.to_string(),
            score: seance.bilan.score,
        };
        Self {
            seances: progress.seances.len(),
            cas_joues: progress.fiches.len(),
            cas_a_revoir: progress.due_count(scenarios, today),
            score,
            par_categorie,
            par_operateur,
            sous_orientation,
            sur_orientation,
            certains,
            certains_et_faux,
            justes_sans_etre_sur,
            progression: progress.seances.iter().map(stage).collect(),
        }
    }
}
