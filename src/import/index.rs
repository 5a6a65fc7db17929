//! The index of a set: a new one for one opérateur, or its item put into the one that is there,
//! of which every other byte stays.

use std::fmt::Write as _;

use super::write::{listed, quoted};
use aiguilleur_core::tree::source::FORMAT;
use aiguilleur_core::tree::{Categorie, Etat, Finding, Operateur, Referentiel, parse};

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
}

impl From<&Referentiel> for Document {
    fn from(referentiel: &Referentiel) -> Self {
        let Referentiel { titre, auteur, version, date, .. } = referentiel;
        Self { titre: titre.clone(), auteur: auteur.clone(), version: version.clone(), date: date.clone() }
    }
}

/// A row of the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub id: String,
    pub categorie: Categorie,
    pub nom: String,
}

/// The text of an item of `operateurs`, its sections given as text.
pub(super) fn item(identity: &Identity, sections: &str) -> String {
    let mut text = format!(
        "(\n            id: {},\n            nom: {},\n",
        quoted(&identity.id),
        quoted(&identity.nom)
    );
    for (name, words) in [("aide", &identity.aide), ("identifiant", &identity.identifiant)] {
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
        for Entry { id, categorie, nom } in entries {
            let (id, nom) = (quoted(&id), quoted(&nom));
            let _ = writeln!(text, "                    (id: {id}, categorie: {categorie:?}, nom: {nom}),");
        }
        text.push_str("                ]),\n");
    }
    text
}

/// An index that holds one opérateur.
pub fn fresh(document: &Document, item: &str) -> String {
    let Document { titre, auteur, version, date } = document;
    let [titre, auteur, version, date] = [titre, auteur, version, date].map(|words| quoted(words));
    format!(
        "#![enable(implicit_some)]\n// L'index du document : titre, opérateurs, sections et lignes.\n(\n    \
         format: {FORMAT},\n    titre: {titre},\n    auteur: {auteur},\n    version: {version},\n    date: {date},\n    \
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
    let bare = parse::without_mark(text);
    let referentiel = parse::referentiel(file, bare).map_err(Refusal::Broken)?;
    let items = parse::operateurs(bare);
    let mark = text.len() - bare.len();
    let item = if text.contains("\r\n") { item.replace('\n', "\r\n") } else { item.to_owned() };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let rank = referentiel.operateurs.iter().position(|operateur| operateur.id == id);
    if let Some(rank) = rank {
        if referentiel.operateurs[rank].etat == Etat::Fourni {
            return Err(Refusal::Supplied);
        }
        let range = items.get(rank).ok_or(Refusal::Empty)?.range();
        let (start, stop) = (mark + range.start, mark + range.end);
        let opens = start + opening(&text[start..stop]);
        let stop = opens + closing(&text[opens..stop]);
        return Ok(format!("{}{item}{}", &text[..opens], &text[stop..]));
    }
    let last = items.last().ok_or(Refusal::Empty)?.range();
    let opens = mark + last.start + opening(&text[mark + last.start..mark + last.end]);
    let stop = opens + closing(&text[opens..mark + last.end]);
    // After the comma of the last item, or with one of ours.
    let after = opening(&text[stop..]);
    let (stop, comma) =
        if text[stop + after..].starts_with(',') { (stop + after + 1, "") } else { (stop, ",") };
    // A remark at the end of its line is about the item before.
    let line = text[stop..].find(['\r', '\n']).map_or(text.len(), |at| stop + at);
    let remark = text[stop..line].trim_start().starts_with("//") && comma.is_empty();
    let stop = if remark { line } else { stop };
    Ok(format!("{}{comma}{end}        {item},{}", &text[..stop], &text[stop..]))
}

/// How many bytes of spaces and comments stand first.
fn opening(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let skipped = if rest.starts_with("//") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else {
            None
        };
        match skipped {
            Some(at) => rest = &rest[at..],
            None => return text.len() - rest.len(),
        }
    }
}

/// Where an item ends: at its last bracket, whatever comment follows it.
fn closing(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' => at += string(&text[at..]),
            '/' if text[at..].starts_with("//") || text[at..].starts_with("/*") => {
                at += opening(&text[at..]).max(1);
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += if c == '"' { 0 } else { c.len_utf8() };
    }
    text.len()
}

/// The length of a string, quotes included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}
