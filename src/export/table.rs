//! The référentiel as open data: a row for each ligne and each démarche that cites it.

use serde::Serialize;

use super::record::ContactRecord;
use super::ways::{self, Asked, End, Way};
use aiguilleur_core::tree::{Conduite, Demarche, Ligne, Operateur, Referentiel, Section, Supplied};
use aiguilleur_core::walk::Survey;
use aiguilleur_core::walk::{Outcome, Request};

/// A ligne and a démarche that cites it.
#[derive(Debug, Serialize)]
pub(super) struct Row<'t> {
    pub operateur: &'t str,
    pub section: &'t str,
    pub ligne: &'t str,
    /// The short name of the ligne, in our words.
    pub nom: &'t str,
    pub categorie: &'static str,
    pub demarche: &'t str,
    pub titre: &'t str,
    pub demandes: Vec<&'t str>,
    pub faire: &'t [String],
    /// It can be finished on the spot.
    pub sur_place: bool,
    pub conduites: Vec<ConduiteRecord<'t>>,
    pub renvois: Vec<Reference<'t>>,
    pub complements: &'t [String],
    pub voir_aussi: &'t [String],
    pub source: String,
}

/// A conduite, and when it is the one to follow.
#[derive(Debug, Serialize)]
pub(super) struct ConduiteRecord<'t> {
    /// Empty where nothing more is asked.
    pub quand: String,
    pub id: &'t str,
    pub urgente: bool,
    pub blocage: Option<bool>,
    pub etapes: Vec<StepRecord<'t>>,
    pub contacts: Vec<ContactRecord<'t>>,
}

/// A step, or a remark on the steps.
#[derive(Debug, Serialize)]
pub(super) struct StepRecord<'t> {
    pub texte: &'t str,
    pub remarque: bool,
}

/// Another démarche that this one may become.
#[derive(Debug, Serialize)]
pub(super) struct Reference<'t> {
    pub quand: String,
    pub demarche: Option<&'t str>,
    pub titre: &'t str,
}

/// A request that the document does not foresee.
#[derive(Debug, Serialize)]
pub(super) struct NotForeseen<'t> {
    pub operateur: &'t str,
    pub texte: &'t str,
    /// The rows whose « au-delà » covers it.
    pub lignes: &'t [String],
    pub conduites: Vec<ConduiteRecord<'t>>,
    pub complements: &'t [String],
}

/// The rows of trees, in the order of the document.
pub(super) fn rows<'t>(trees: &[Supplied<'t>], referentiel: &Referentiel) -> Vec<Row<'t>> {
    let mut rows = Vec::new();
    for supplied in trees {
        let survey = Survey::new(supplied.tree);
        let asked = ways::demarches(&survey, *supplied);
        for section in &supplied.operateur.sections {
            for ligne in &section.lignes {
                let citing = asked.iter().filter(|(demarche, _)| demarche.lignes.contains(&ligne.id));
                rows.extend(citing.map(|(demarche, asked)| {
                    row(supplied.operateur, section, ligne, demarche, asked, referentiel)
                }));
            }
        }
    }
    rows
}

fn row<'t>(
    operateur: &'t Operateur,
    section: &'t Section,
    ligne: &'t Ligne,
    demarche: &'t Demarche,
    asked: &Asked<'t>,
    referentiel: &Referentiel,
) -> Row<'t> {
    Row {
        operateur: &operateur.id,
        section: &section.titre,
        ligne: &ligne.id,
        nom: &ligne.nom,
        categorie: ligne.categorie.code(),
        demarche: &demarche.id,
        titre: &demarche.titre,
        demandes: demarche.demarches.iter().map(|sub| sub.texte.as_str()).collect(),
        faire: &demarche.faire,
        sur_place: asked.outcomes().any(|outcome| outcome.conduite.is_none()),
        conduites: asked.ways.iter().filter_map(conduite).collect(),
        renvois: asked.ways.iter().filter_map(elsewhere).collect(),
        complements: &demarche.complements,
        voir_aussi: &demarche.voir_aussi,
        source: format!(
            "{}, {}, {}, ligne {}",
            referentiel.titre,
            referentiel.edition(),
            operateur.pages(),
            ligne.id
        ),
    }
}

fn conduite<'t>(way: &Way<'t>) -> Option<ConduiteRecord<'t>> {
    let End::Outcome(outcome) = way.end else {
        return None;
    };
    Some(record(way, &outcome, outcome.conduite?))
}

fn record<'t>(way: &Way<'t>, outcome: &Outcome<'t>, conduite: &'t Conduite) -> ConduiteRecord<'t> {
    let etapes = conduite.etapes.iter();
    ConduiteRecord {
        quand: way.condition(),
        id: &conduite.id,
        urgente: outcome.urgence(),
        blocage: outcome.blocage,
        etapes: etapes.map(|etape| StepRecord { texte: &etape.texte, remarque: etape.remarque }).collect(),
        contacts: outcome.contacts().into_iter().map(ContactRecord::new).collect(),
    }
}

fn elsewhere<'t>(way: &Way<'t>) -> Option<Reference<'t>> {
    let End::Elsewhere(request) = way.end else {
        return None;
    };
    let demarche = request.demarche().map(|demarche| demarche.id.as_str());
    Some(Reference { quand: way.condition(), demarche, titre: request.titre() })
}

/// The requests that the document does not foresee, tree by tree.
pub(super) fn not_foreseen<'t>(trees: &[Supplied<'t>]) -> Vec<NotForeseen<'t>> {
    let mut found = Vec::new();
    for supplied in trees {
        let survey = Survey::new(supplied.tree);
        for (non_prevu, asked) in ways::not_foreseen(&survey, supplied.tree) {
            found.push(NotForeseen {
                operateur: &supplied.operateur.id,
                texte: &non_prevu.texte,
                lignes: &non_prevu.lignes,
                conduites: asked.ways.iter().filter_map(conduite).collect(),
                complements: Request::NonPrevu(non_prevu).complements(),
            });
        }
    }
    found
}
