//! The index of a set: a new one for one opérateur, or its item put into the one that is there,
//! of which every other byte stays.

use std::fmt::Write as _;

use super::write::listed;
use aiguilleur_core::tree::source::FORMAT;
use aiguilleur_core::tree::{Categorie, Etat, Finding, Operateur, Referentiel, edit, parse, quoted};

/// What is known of an opérateur beside its table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    pub id: String,
    pub nom: String,
    pub aide: Option<String>,
    pub mots_cles: Vec<String>,
    pub identifiant: Option<String>,
    pub premiere_page: Option<u16>,
    pub derniere_page: Option<u16>,
    /// The document of its table, where it is not that of the index.
    pub document: Option<String>,
}

impl Identity {
    /// An opérateur of which only the name is known.
    pub fn new(id: &str, nom: &str) -> Self {
        Self { id: id.to_owned(), nom: nom.to_owned(), ..Self::default() }
    }
}

impl From<&Operateur> for Identity {
    fn from(operateur: &Operateur) -> Self {
        Self {
            id: operateur.id.clone(),
            nom: operateur.nom.clone(),
            aide: operateur.aide.clone(),
            mots_cles: operateur.mots_cles.clone(),
            identifiant: operateur.identifiant.clone(),
            premiere_page: operateur.premiere_page,
            derniere_page: operateur.derniere_page,
            document: operateur.document.clone(),
        }
    }
}

/// The document of a new index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub titre: String,
    pub auteur: String,
    pub version: String,
    pub date: String,
    /// What is left to a person to write of it.
    pub lacks: Option<String>,
}

impl From<&Referentiel> for Document {
    fn from(referentiel: &Referentiel) -> Self {
        let Referentiel { titre, auteur, version, date, .. } = referentiel;
        Self {
            titre: titre.clone(),
            auteur: auteur.clone(),
            version: version.clone(),
            date: date.clone(),
            lacks: None,
        }
    }
}

/// A row of the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub id: String,
    pub categorie: Categorie,
    pub nom: String,
    pub empreinte: String,
}

/// The text of an item of `operateurs`, its sections given as text.
pub(super) fn item(identity: &Identity, sections: &str) -> String {
    let mut text = format!(
        "(\n            id: {},\n            nom: {},\n",
        quoted(&identity.id),
        quoted(&identity.nom)
    );
    for (name, words) in
        [("aide", &identity.aide), ("identifiant", &identity.identifiant), ("document", &identity.document)]
    {
        if let Some(words) = words {
            let _ = writeln!(text, "            {name}: {},", quoted(words));
        }
    }
    if !identity.mots_cles.is_empty() {
        let words = listed(identity.mots_cles.iter().map(|words| quoted(words)));
        let _ = writeln!(text, "            mots_cles: {words},");
    }
    for (name, page) in [("premiere_page", identity.premiere_page), ("derniere_page", identity.derniere_page)]
    {
        if let Some(page) = page {
            let _ = writeln!(text, "            {name}: {page},");
        }
    }
    text + "            etat: Fourni,\n            sections: [\n" + sections + "            ],\n        )"
}

/// The text of sections.
pub(super) fn sections(sections: impl Iterator<Item = (String, Vec<Entry>)>) -> String {
    let mut text = String::new();
    for (titre, entries) in sections {
        let _ = writeln!(text, "                (titre: {}, lignes: [", quoted(&titre));
        for Entry { id, categorie, nom, empreinte } in entries {
            let (id, nom, empreinte) = (quoted(&id), quoted(&nom), quoted(&empreinte));
            let _ = writeln!(
                text,
                "                    (id: {id}, categorie: {categorie:?}, nom: {nom}, empreinte: {empreinte}),"
            );
        }
        text.push_str("                ]),\n");
    }
    text
}

/// An index that holds one opérateur.
pub fn fresh(document: &Document, item: &str) -> String {
    let Document { titre, auteur, version, date, lacks } = document;
    let left = lacks.as_ref().map(|lacks| format!("    // À FAIRE : {lacks}.\n")).unwrap_or_default();
    let [titre, auteur, version, date] = [titre, auteur, version, date].map(|words| quoted(words));
    format!(
        "#![enable(implicit_some)]\n// L'index du document : titre, opérateurs, sections et lignes.\n(\n    \
         format: {FORMAT},\n{left}    titre: {titre},\n    auteur: {auteur},\n    version: {version},\n    date: {date},\n    \
         operateurs: [\n        {item},\n    ],\n)\n"
    )
}

/// Why an item cannot be put into an index.
#[derive(Debug)]
pub enum Refusal {
    /// The index cannot be read.
    Broken(Vec<Finding>),
    /// It says that the tree of this opérateur is there.
    Supplied,
    /// It announces no opérateur, so that the place cannot be found.
    Empty,
}

/// The index with the item of this opérateur: added last, or in the place of the one that said
/// that its table was not supplied.
///
/// # Errors
///
/// Where the index has its tree already, or cannot be read.
pub fn insert(file: &str, text: &str, id: &str, item: &str) -> Result<String, Refusal> {
    let referentiel = parse::referentiel(file, parse::without_mark(text)).map_err(Refusal::Broken)?;
    let rank = referentiel.operateurs.iter().position(|operateur| operateur.id == id);
    if rank.is_some_and(|rank| referentiel.operateurs[rank].etat == Etat::Fourni) {
        return Err(Refusal::Supplied);
    }
    edit::operateur(text, rank, item).ok_or(Refusal::Empty)
}
