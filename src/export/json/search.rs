//! `chercher --json`: the démarches that were found.

use serde::Serialize;

use aiguilleur_core::search::Hit;
use aiguilleur_core::walk::Answered;

/// One démarche that fits the usager's words.
#[derive(Debug, Serialize)]
pub struct HitRecord<'i> {
    operateur: &'i str,
    titre: &'i str,
    lignes: &'i [String],
    categorie: &'static str,
    /// The higher the better, in thousandths.
    score: f64,
    /// The answers that it implies, the urgency question left out.
    chemin: Vec<Answered<&'i str>>,
}

impl<'i> HitRecord<'i> {
    /// The record of a démarche that was found.
    pub fn new(hit: &Hit<'i>) -> Self {
        Self {
            operateur: &hit.entry.operateur,
            titre: &hit.entry.titre,
            lignes: &hit.entry.lignes,
            categorie: hit.entry.categorie.code(),
            score: (f64::from(hit.score) * 1000.0).round() / 1000.0,
            chemin: hit.path.iter().map(|implied| implied.answered.map(String::as_str)).collect(),
        }
    }
}
