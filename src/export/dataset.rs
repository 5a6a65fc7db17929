//! The référentiel as one JSON object; `docs/schema/referentiel.schema.json` says what is in it.

use serde::Serialize;

use super::table::{self, NotForeseen, Row};
use aiguilleur_core::tree::{Etat, Operateur, Referentiel, Supplied};

/// The version of the schema: a field may be added to it; none is removed or renamed.
const FORMAT: u32 = 1;

/// The whole data set.
#[derive(Debug, Serialize)]
pub struct Dataset<'t> {
    format: u32,
    document: Document<'t>,
    operateurs: Vec<OperateurRecord<'t>>,
    lignes: Vec<Row<'t>>,
    non_prevus: Vec<NotForeseen<'t>>,
}

#[derive(Debug, Serialize)]
struct Document<'t> {
    titre: &'t str,
    auteur: &'t str,
    version: &'t str,
    date: &'t str,
}

#[derive(Debug, Serialize)]
struct OperateurRecord<'t> {
    id: &'t str,
    nom: &'t str,
    etat: &'static str,
    premiere_page: Option<u16>,
    derniere_page: Option<u16>,
    sections: Vec<&'t str>,
}

impl<'t> Dataset<'t> {
    /// The data of these opérateurs, of which `trees` were supplied.
    pub fn new(operateurs: &[&'t Operateur], trees: &[Supplied<'t>], referentiel: &'t Referentiel) -> Self {
        Self {
            format: FORMAT,
            document: Document {
                titre: &referentiel.titre,
                auteur: &referentiel.auteur,
                version: &referentiel.version,
                date: &referentiel.date,
            },
            operateurs: operateurs.iter().copied().map(OperateurRecord::new).collect(),
            lignes: table::rows(trees, referentiel),
            non_prevus: table::not_foreseen(trees),
        }
    }
}

impl<'t> OperateurRecord<'t> {
    fn new(operateur: &'t Operateur) -> Self {
        Self {
            id: &operateur.id,
            nom: &operateur.nom,
            etat: match operateur.etat {
                Etat::Fourni => "fourni",
                Etat::NonFourni => "non_fourni",
            },
            premiere_page: operateur.premiere_page,
            derniere_page: operateur.derniere_page,
            sections: operateur.sections.iter().map(|section| section.titre.as_str()).collect(),
        }
    }
}
