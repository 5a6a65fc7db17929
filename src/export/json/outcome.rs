//! An outcome as `guider --json` and `lister --json` write it.

use serde::Serialize;

use super::contact::ContactRecord;
use aiguilleur_core::tree::Etape;
use aiguilleur_core::walk::{Answered, Edge, Outcome};

/// One outcome, with the path that leads to it.
#[derive(Debug, Serialize)]
pub struct OutcomeRecord<'t> {
    operateur: &'t str,
    /// None where the document does not foresee the request.
    demarche: Option<&'t str>,
    titre: &'t str,
    demarches: Vec<&'t str>,
    lignes: &'t [String],
    voir_aussi: &'t [String],
    categorie: &'static str,
    /// None where it was not asked.
    blocage: Option<bool>,
    urgence: bool,
    faire: &'t [String],
    conduite: Option<&'t str>,
    etapes: Vec<&'t str>,
    /// One entry a channel, in order of preference.
    contacts: Vec<ContactRecord<'t>>,
    complements: &'t [String],
    chemin: Vec<Answered<&'t str>>,
}

impl<'t> OutcomeRecord<'t> {
    /// The record of an outcome reached by `path`.
    pub fn new(outcome: &Outcome<'t>, path: impl IntoIterator<Item = Edge<'t>>) -> Self {
        let demarche = outcome.request.demarche();
        let etapes = outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
        let (remarks, steps): (Vec<&Etape>, Vec<&Etape>) = etapes.iter().partition(|etape| etape.remarque);
        Self {
            operateur: &outcome.tree.operateur,
            demarche: demarche.map(|demarche| demarche.id.as_str()),
            titre: outcome.request.titre(),
            demarches: demarche
                .map_or(&[][..], |demarche| &demarche.demarches)
                .iter()
                .map(|sub| sub.texte.as_str())
                .collect(),
            lignes: outcome.request.lignes(),
            voir_aussi: demarche.map_or(&[], |demarche| &demarche.voir_aussi),
            categorie: outcome.request.categorie().code(),
            blocage: outcome.blocage,
            urgence: outcome.urgence(),
            faire: demarche.map_or(&[], |demarche| &demarche.faire),
            conduite: outcome.conduite.map(|conduite| conduite.id.as_str()),
            // As the screen has them: what is to be known of the steps comes after them.
            etapes: steps.into_iter().chain(remarks).map(|etape| etape.texte.as_str()).collect(),
            contacts: outcome.contacts().into_iter().map(ContactRecord::new).collect(),
            complements: outcome.request.complements(),
            chemin: path.into_iter().map(Edge::ids).collect(),
        }
    }
}
