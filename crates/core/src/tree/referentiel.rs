//! The index of the document: `trees/referentiel.ron`.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::source::Categorie;

/// Title, version and date of the document, its opérateurs, their sections and rows.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "index", deny_unknown_fields)]
pub struct Referentiel {
    pub format: u32,
    pub titre: String,
    pub auteur: String,
    /// As printed on the document: « V1 ».
    pub version: String,
    /// As printed on the document: « décembre 2025 ».
    pub date: String,
    /// What words of the document mean, in words of ours: recalled where they are read.
    #[serde(default)]
    pub lexique: Vec<Mot>,
    pub operateurs: Vec<Operateur>,
}

impl Referentiel {
    /// The index as bytes that are read in a tenth of the time that its text takes.
    ///
    /// # Errors
    ///
    /// Never, unless it is larger than memory.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The index that these bytes hold; nothing where they hold none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (referentiel, rest): (Self, _) = postcard::take_from_bytes(bytes).ok()?;
        rest.is_empty().then_some(referentiel)
    }

    /// The opérateur of this id.
    pub fn operateur(&self, id: &str) -> Option<&Operateur> {
        self.operateurs.iter().find(|operateur| operateur.id == id)
    }

    /// « V1 de décembre 2025 », « V2 du 12 mars 2026 ».
    pub fn edition(&self) -> String {
        edition(&self.version, &self.date)
    }

    /// The document of the table of an opérateur, as it is cited.
    pub fn document_of(&self, operateur: &Operateur) -> String {
        let shared = || format!("{}, {}", self.titre, self.edition());
        operateur.document.clone().unwrap_or_else(shared)
    }

    /// The same in short: « Référentiel V1 de décembre 2025 ».
    pub fn edition_of(&self, operateur: &Operateur) -> String {
        operateur.document.clone().unwrap_or_else(|| format!("Référentiel {}", self.edition()))
    }

    /// The opérateurs whose table was supplied.
    pub fn supplied(&self) -> impl Iterator<Item = &Operateur> {
        self.operateurs.iter().filter(|operateur| operateur.etat == Etat::Fourni)
    }

    /// Puts a row in another category; whether there is such a row.
    pub fn change(&mut self, id: &str, categorie: Categorie) -> bool {
        let sections = self.operateurs.iter_mut().flat_map(|operateur| &mut operateur.sections);
        let mut rows = sections.flat_map(|section| &mut section.lignes).filter(|ligne| ligne.id == id);
        rows.next().map(|ligne| ligne.categorie = categorie).is_some()
    }

    /// The row of this id, with its section and its opérateur.
    pub fn ligne(&self, id: &str) -> Option<(&Operateur, &Section, &Ligne)> {
        self.operateurs.iter().find_map(|operateur| operateur.ligne(id).map(|(s, l)| (operateur, s, l)))
    }
}

/// A version and its date, as they are said.
pub fn edition(version: &str, date: &str) -> String {
    let of = if date.starts_with(|c: char| c.is_ascii_digit()) { "du" } else { "de" };
    format!("{version} {of} {date}")
}

/// A word of the document that a new conseiller does not know.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename = "mot", deny_unknown_fields)]
pub struct Mot {
    pub mot: String,
    pub sens: String,
}

/// One of the partners of the document.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename = "opérateur", deny_unknown_fields)]
pub struct Operateur {
    pub id: String,
    pub nom: String,
    /// A few words of ours that help to recognise it on the first screen.
    #[serde(default)]
    pub aide: Option<String>,
    /// How people call it at the desk.
    #[serde(default)]
    pub mots_cles: Vec<String>,
    /// What it knows the usager by, to have at hand for a report in Administration+. Ours.
    #[serde(default)]
    pub identifiant: Option<String>,
    /// What people come for, in their words, without its name: for the search, where its table was not supplied.
    #[serde(default)]
    pub demandes: Vec<String>,
    /// Both pages are absent where the document does not let them be known.
    #[serde(default)]
    pub premiere_page: Option<u16>,
    #[serde(default)]
    pub derniere_page: Option<u16>,
    /// The document of its table, as it is cited, where it is not that of the index: « Référentiel national, V2 de juin 2027 ».
    #[serde(default)]
    pub document: Option<String>,
    pub etat: Etat,
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The section and the place in it of each row, by its id, once one was sought.
    #[serde(skip)]
    places: OnceLock<HashMap<String, (usize, usize)>>,
}

impl Operateur {
    /// Whether its tree is in the set.
    pub fn is_supplied(&self) -> bool {
        self.etat == Etat::Fourni
    }

    /// Every row, in the order of the document.
    pub fn lignes(&self) -> impl Iterator<Item = &Ligne> + Clone {
        self.sections.iter().flat_map(|section| &section.lignes)
    }

    /// The row of this id, with its section.
    pub fn ligne(&self, id: &str) -> Option<(&Section, &Ligne)> {
        let places = self.places.get_or_init(|| {
            let sections = self.sections.iter().enumerate().rev();
            // The first of equal ids counts: it is written last.
            let rows = sections.flat_map(|(section, of)| {
                of.lignes.iter().enumerate().rev().map(move |(row, ligne)| (ligne.id.clone(), (section, row)))
            });
            rows.collect()
        });
        let (section, row) = *places.get(id)?;
        let section = self.sections.get(section)?;
        Some((section, section.lignes.get(row)?))
    }

    /// The file of its tree within a set.
    pub fn file(&self) -> String {
        format!("{}.ron", self.id)
    }

    /// « pages 5 à 7 », « page 43 et suivantes ».
    pub fn pages(&self) -> String {
        match (self.premiere_page, self.derniere_page) {
            (Some(first), Some(last)) if last == first => format!("page {last}"),
            (Some(first), Some(last)) => format!("pages {first} à {last}"),
            (Some(first), None) => format!("page {first} et suivantes"),
            (None, Some(last)) => format!("jusqu'à la page {last}"),
            (None, None) => "pages non précisées".to_owned(),
        }
    }
}

/// Whether the table of an opérateur was supplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub enum Etat {
    /// Its rows are in the index and its tree in the set.
    Fourni,
    /// The document announces it; its table is not here.
    NonFourni,
}

/// A heading of the table.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename = "section", deny_unknown_fields)]
pub struct Section {
    pub titre: String,
    pub lignes: Vec<Ligne>,
}

/// A row of the table.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename = "ligne", deny_unknown_fields)]
pub struct Ligne {
    pub id: String,
    pub categorie: Categorie,
    /// A short name in our words.
    pub nom: String,
    /// A trace of the words of the document from which the tree was written: it tells whether they changed since.
    #[serde(default)]
    pub empreinte: Option<String>,
}
