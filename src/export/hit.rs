//! What the search found, as the JSON contract has it.

use serde::Serialize;

use super::record::StepRecord;
use aiguilleur_core::search::Hit;

/// One démarche that fits the usager's words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitRecord<'i> {
    pub operateur: &'i str,
    pub titre: &'i str,
    pub lignes: &'i [String],
    pub categorie: &'static str,
    /// The higher the better, in thousandths.
    pub score: f64,
    /// The answers that it implies, the urgency question left out.
    pub chemin: Vec<StepRecord<'i>>,
}

impl<'i> HitRecord<'i> {
    /// The record of a démarche that was found.
    pub fn new(hit: &Hit<'i>) -> Self {
        let step = |implied: &'i aiguilleur_core::search::Implied| StepRecord {
            question: &implied.question,
            reponse: &implied.reponse,
        };
        Self {
            operateur: &hit.entry.operateur,
            titre: &hit.entry.titre,
            lignes: &hit.entry.lignes,
            categorie: hit.entry.categorie.code(),
            score: (f64::from(hit.score) * 1000.0).round() / 1000.0,
            chemin: hit.way.iter().map(step).collect(),
        }
    }
}
