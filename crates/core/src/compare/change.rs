//! One difference between two sets of trees.

use serde::Serialize;

use super::served::Touched;
use crate::tree::Categorie;

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    OperateurAjoute,
    OperateurRetire,
    OperateurFourni,
    OperateurNonFourni,
    LigneAjoutee,
    LigneRetiree,
    DemarcheAjoutee,
    DemarcheRetiree,
    Categorie,
    Lignes,
    Faire,
    /// What the sheet tells beside the decision.
    Fiche,
    /// The steps of a conduite, or its urgency.
    Conduite,
    Contact,
    /// Something leads to another démarche, conduite or question.
    Chemin,
    ReponseAjoutee,
    ReponseRetiree,
    /// The same thing under another id.
    Renommage,
    /// The same thing in other words.
    Libelle,
    /// The same answers, opérateurs or rows in another order.
    Ordre,
    /// What tells an urgency: the question that asks it, the signs of a démarche.
    Urgence,
    /// The words by which the search knows it.
    Recherche,
    /// The edition and the pages of the document.
    Document,
    /// Of two documents: the words of a request, those of an action, the place of a row, the title of a section.
    Demande,
    Action,
    Deplacee,
    Section,
    /// A row that became several, several that became one.
    Scindee,
    Reunie,
}

/// A difference, with what a person needs to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub operateur: String,
    pub nature: Nature,
    /// The démarche, row, question or contact concerned.
    pub objet: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apres: Option<String>,
    /// What the words state that they did not, or no more: numbers, addresses, channels, conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faits: Vec<String>,
    /// Ids of the rows that it touches.
    pub lignes: Vec<String>,
    /// Titles of the démarches that it touches.
    pub demarches: Vec<String>,
}

impl Change {
    /// A difference of this nature.
    pub fn new(operateur: &str, nature: Nature, objet: &str) -> Self {
        Self {
            operateur: operateur.to_owned(),
            nature,
            objet: objet.to_owned(),
            avant: None,
            apres: None,
            faits: Vec::new(),
            lignes: Vec::new(),
            demarches: Vec::new(),
        }
    }

    /// The same, from this to that.
    #[must_use]
    pub fn between(self, avant: &str, apres: &str) -> Self {
        Self { avant: Some(avant.to_owned()), apres: Some(apres.to_owned()), ..self }
    }

    /// The same, from this category to that one.
    #[must_use]
    pub fn categories(self, avant: Categorie, apres: Categorie) -> Self {
        self.between(avant.code(), apres.code())
    }

    /// The same, touching these rows and démarches.
    pub(super) fn touching(self, Touched { lignes, demarches }: Touched) -> Self {
        Self { lignes, demarches, ..self }
    }

    /// It touches these too.
    pub(super) fn touch(&mut self, more: &Touched) {
        let own = Touched {
            lignes: std::mem::take(&mut self.lignes),
            demarches: std::mem::take(&mut self.demarches),
        };
        Touched { lignes: self.lignes, demarches: self.demarches } = own.and(more);
    }

    /// The same, touching this démarche and its rows.
    pub(super) fn of(self, titre: &str, lignes: &[String]) -> Self {
        Self { lignes: lignes.to_vec(), demarches: vec![titre.to_owned()], ..self }
    }
}
