//! `former --bilan --json`: what the sessions of training add up to.

use std::collections::BTreeMap;

use serde::Serialize;

use aiguilleur_core::day::Day;
use aiguilleur_core::training::{Progress, Scenario, Score, Tally};

/// What the sessions add up to.
#[derive(Debug, Serialize)]
pub struct BilanRecord {
    seances: usize,
    cas_joues: usize,
    cas_a_revoir: usize,
    #[serde(flatten)]
    score: Score,
    par_categorie: BTreeMap<String, Score>,
    par_operateur: BTreeMap<String, Score>,
    sous_orientation: u32,
    sur_orientation: u32,
    certains: u32,
    certains_et_faux: u32,
    justes_sans_etre_sur: u32,
    progression: Vec<SeanceRecord>,
}

/// One session.
#[derive(Debug, Serialize)]
struct SeanceRecord {
    date: String,
    #[serde(flatten)]
    score: Score,
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
        let seance = |seance: &aiguilleur_core::training::Seance| SeanceRecord {
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
            progression: progress.seances.iter().map(seance).collect(),
        }
    }
}
