//! One difference between two sets of trees.

use serde::Serialize;

use crate::tree::Categorie;

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[serde(rename = "operateur_ajoute")]
    OperateurAdded,
    #[serde(rename = "operateur_retire")]
    OperateurRemoved,
    #[serde(rename = "operateur_fourni")]
    OperateurSupplied,
    #[serde(rename = "operateur_non_fourni")]
    OperateurWithdrawn,
    #[serde(rename = "ligne_ajoutee")]
    LigneAdded,
    #[serde(rename = "ligne_retiree")]
    LigneRemoved,
    #[serde(rename = "demarche_ajoutee")]
    DemarcheAdded,
    #[serde(rename = "demarche_retiree")]
    DemarcheRemoved,
    #[serde(rename = "categorie")]
    CategorieChanged,
    #[serde(rename = "lignes")]
    LignesChanged,
    #[serde(rename = "faire")]
    FaireChanged,
    /// What the sheet tells beside the decision.
    #[serde(rename = "fiche")]
    SheetChanged,
    /// The steps of a conduite, or its urgency.
    #[serde(rename = "conduite")]
    ConduiteChanged,
    #[serde(rename = "contact")]
    ContactChanged,
    /// Something leads to another démarche, conduite or question.
    #[serde(rename = "chemin")]
    PathChanged,
    #[serde(rename = "reponse_ajoutee")]
    AnswerAdded,
    #[serde(rename = "reponse_retiree")]
    AnswerRemoved,
    /// The same thing under another id.
    #[serde(rename = "renommage")]
    Renamed,
}

/// A difference, with what a person needs to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub operateur: String,
    #[serde(rename = "nature")]
    pub kind: Kind,
    /// The démarche, row, question or contact concerned.
    #[serde(rename = "objet")]
    pub object: String,
    #[serde(rename = "avant", skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(rename = "apres", skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(rename = "lignes", skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// Titles of the démarches that it touches.
    #[serde(rename = "demarches", skip_serializing_if = "Vec::is_empty")]
    pub demarches: Vec<String>,
}

impl Change {
    pub(super) fn new(operateur: &str, kind: Kind, object: &str) -> Self {
        Self {
            operateur: operateur.to_owned(),
            kind,
            object: object.to_owned(),
            from: None,
            to: None,
            rows: Vec::new(),
            demarches: Vec::new(),
        }
    }

    pub(super) fn between(self, from: &str, to: &str) -> Self {
        Self { from: Some(from.to_owned()), to: Some(to.to_owned()), ..self }
    }

    pub(super) fn categories(self, from: Categorie, to: Categorie) -> Self {
        self.between(from.code(), to.code())
    }

    pub(super) fn rows(self, rows: &[String]) -> Self {
        Self { rows: rows.to_vec(), ..self }
    }

    pub(super) fn for_demarches(self, demarches: Vec<String>) -> Self {
        Self { demarches, ..self }
    }
}
