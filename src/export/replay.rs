//! A replay as the JSON contract has it.

use serde::Serialize;

use super::categorie_code;
use crate::case::Attendu;
use crate::replay::{Deviation, SLOTS, Tally};

/// The report of a replay.
#[derive(Debug, Serialize)]
pub struct ReplayRecord<'t> {
    total: u64,
    conformes: u64,
    ecarts: u64,
    illisibles: u64,
    superflues: u64,
    sans_attendu: u64,
    par_categorie: Categories,
    premiers_ecarts: Vec<DeviationRecord<'t>>,
    premiers_illisibles: Vec<UnreadableRecord<'t>>,
}

#[derive(Debug, Serialize)]
struct Categories {
    niveau_1: u64,
    niveau_2: u64,
    urgent: u64,
    hors_bouquet: u64,
    non_prevu: u64,
}

#[derive(Debug, Serialize)]
struct DeviationRecord<'t> {
    id: Option<&'t str>,
    fichier: &'t str,
    numero: u64,
    attendu: Option<&'t Attendu<'static>>,
    obtenu: Option<&'t Attendu<'static>>,
    raison: String,
}

#[derive(Debug, Serialize)]
struct UnreadableRecord<'t> {
    fichier: &'t str,
    numero: u64,
    raison: &'t str,
}

impl<'t> ReplayRecord<'t> {
    /// The record of a tally.
    pub fn new(tally: &'t Tally) -> Self {
        // Named rather than zipped: the contract fixes the names, `SLOTS` the order.
        debug_assert_eq!(
            SLOTS.map(categorie_code),
            ["niveau_1", "niveau_2", "urgent", "hors_bouquet", "non_prevu"]
        );
        let [niveau_1, niveau_2, urgent, hors_bouquet, non_prevu] = tally.par_categorie();
        Self {
            total: tally.total(),
            conformes: tally.conformes(),
            ecarts: tally.ecarts(),
            illisibles: tally.illisibles,
            superflues: tally.superflues,
            sans_attendu: tally.sans_attendu(),
            par_categorie: Categories { niveau_1, niveau_2, urgent, hors_bouquet, non_prevu },
            premiers_ecarts: tally.deviations.iter().map(DeviationRecord::new).collect(),
            premiers_illisibles: tally
                .unreadable
                .iter()
                .map(|d| UnreadableRecord { fichier: &d.file, numero: d.line, raison: &d.raison })
                .collect(),
        }
    }
}

impl<'t> DeviationRecord<'t> {
    fn new(deviation: &'t Deviation) -> Self {
        let step = deviation.divergence.as_ref().map_or_else(String::new, |step| {
            let given = step.given.as_deref().unwrap_or("aucune");
            format!(" À « {} » : réponse « {given} », attendue « {} ».", step.question, step.wanted)
        });
        Self {
            id: deviation.id.as_deref(),
            fichier: &deviation.file,
            numero: deviation.line,
            attendu: deviation.attendu.as_ref(),
            obtenu: deviation.obtenu.as_ref(),
            raison: format!("{}{step}", deviation.raison),
        }
    }
}
