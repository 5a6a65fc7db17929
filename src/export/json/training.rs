//! `former --bilan --json`: what the sessions of training add up to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use aiguilleur_core::day::Day;
use aiguilleur_core::training::{Progress, Scenario, Score, Tally};

/// What the sessions add up to; written by one learner's program, read by a trainer's. It names nobody.
#[derive(Debug, Serialize, Deserialize)]
pub struct BilanRecord {
    seances: usize,
    cas_joues: usize,
    cas_a_revoir: usize,
    total: u32,
    justes: u32,
    par_categorie: BTreeMap<String, Score>,
    par_operateur: BTreeMap<String, Score>,
    sous_orientation: u32,
    sur_orientation: u32,
    certains: u32,
    certains_et_faux: u32,
    justes_sans_etre_sur: u32,
    progression: Vec<SeanceRecord>,
    /// The cases that are not known yet, as « opérateur/cas »; a balance of the first version has none.
    #[serde(default)]
    cas_non_sus: Vec<String>,
}

/// One session.
#[derive(Debug, Serialize, Deserialize)]
struct SeanceRecord {
    date: String,
    total: u32,
    justes: u32,
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
            total: seance.bilan.score.total,
            justes: seance.bilan.score.justes,
        };
        Self {
            seances: progress.seances.len(),
            cas_joues: progress.fiches.len(),
            cas_a_revoir: progress.due_count(scenarios, today),
            total: score.total,
            justes: score.justes,
            par_categorie,
            par_operateur,
            sous_orientation,
            sur_orientation,
            certains,
            certains_et_faux,
            justes_sans_etre_sur,
            progression: progress.seances.iter().map(seance).collect(),
            cas_non_sus: progress.unknown().map(str::to_owned).collect(),
        }
    }

    /// The cases that are not known yet.
    pub fn unknown(&self) -> &[String] {
        &self.cas_non_sus
    }

    /// How many sessions it adds up.
    pub fn seances(&self) -> usize {
        self.seances
    }

    /// What its scenarios add up to.
    pub fn tally(&self) -> Tally {
        Tally {
            score: Score { total: self.total, justes: self.justes },
            par_categorie: self.par_categorie.clone(),
            par_operateur: self.par_operateur.clone(),
            sous_orientation: self.sous_orientation,
            sur_orientation: self.sur_orientation,
            certains: self.certains,
            certains_et_faux: self.certains_et_faux,
            justes_sans_etre_sur: self.justes_sans_etre_sur,
        }
    }
}
