//! `chercher --json`: the démarches that were found.

use serde::Serialize;

use super::contact::ContactRecord;
use crate::pages::complement::EMERGENCY_NUMBERS;
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::search::{Match, Tells};
use aiguilleur_core::walk::Answered;

/// A démarche that fits the usager's words, or the opérateur without a table that they are for.
#[derive(Debug, Serialize)]
pub struct MatchRecord<'i> {
    operateur: &'i str,
    titre: &'i str,
    lignes: &'i [String],
    categorie: &'static str,
    certitude: &'static str,
    /// The higher the better, in thousandths.
    score: f64,
    /// The answers that the words imply, the urgency question left out.
    chemin: Vec<Answered<&'i str>>,
    /// What is known locally of an opérateur without a table; the field is there only where something is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<ContactRecord<'i>>,
    /// The numbers that save, on what comes first because of a danger; ours.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    numeros: &'static [&'static str],
}

impl<'i> MatchRecord<'i> {
    /// The record of what was found; none for a neighbour of the programme, who is no opérateur.
    pub fn new(found: &Match<'i>, gravest: Option<Tells>, back_offices: &'i [BackOffice]) -> Option<Self> {
        let certitude = if found.is_sure() { "certaine" } else { "incertaine" };
        let thousandths = |score: f32| (f64::from(score) * 1000.0).round() / 1000.0;
        match found {
            Match::Demarche(hit) => Some(Self {
                operateur: &hit.entry.operateur,
                titre: &hit.entry.titre,
                lignes: &hit.entry.lignes,
                categorie: hit.entry.categorie.code(),
                certitude,
                score: thousandths(hit.score),
                chemin: hit.path.iter().map(|implied| implied.answered.map(String::as_str)).collect(),
                contacts: Vec::new(),
                numeros: if hit.sign && gravest >= Some(Tells::Distress) { &EMERGENCY_NUMBERS } else { &[] },
            }),
            Match::Elsewhere(elsewhere) => Some(Self {
                contacts: ContactRecord::of_back_office(
                    back_offices,
                    elsewhere.other.operateur.as_deref().unwrap_or_default(),
                ),
                operateur: elsewhere.other.operateur.as_deref()?,
                titre: &elsewhere.other.nom,
                lignes: &[],
                categorie: "non_fourni",
                certitude,
                score: thousandths(elsewhere.score),
                chemin: Vec::new(),
                numeros: &[],
            }),
        }
    }
}
