//! What the index of the document says otherwise: its edition, its opérateurs, its rows.

use std::collections::HashMap;

use super::change::{Change, Nature};
use super::served::{ByRow, Touched};
use super::words::Told;
use crate::tree::{Operateur, Referentiel};

/// The document itself, and the order in which its opérateurs are offered.
pub(super) fn document(old: &Referentiel, new: &Referentiel) -> Vec<Change> {
    let mut told = Told::new("");
    for (what, before, after) in [
        ("Titre du document", &old.titre, &new.titre),
        ("Auteur du document", &old.auteur, &new.auteur),
        ("Version du document", &old.version, &new.version),
        ("Date du document", &old.date, &new.date),
    ] {
        if before != after {
            told.push(Nature::Document, what, before, after, &Touched::default);
        }
    }
    let words = |index: &Referentiel| {
        index.lexique.iter().map(|mot| (mot.mot.clone(), mot.sens.clone())).collect::<Vec<_>>()
    };
    told.meanings("le mot", &words(old), &words(new));
    let names = |index: &Referentiel| {
        index.operateurs.iter().map(|o| (o.id.clone(), o.nom.clone())).collect::<Vec<_>>()
    };
    order(&mut told, "Les opérateurs", &names(old), &names(new));
    told.changes
}

/// An opérateur that both have.
pub(super) fn operateur(before: &Operateur, after: &Operateur, new: &ByRow<'_>) -> Vec<Change> {
    let mut told = Told::new(&after.id);
    let whole = || new.touched(after.lignes().map(|row| &row.id));
    let text = |words: &Option<String>| words.clone().unwrap_or_default();
    told.words(&format!("Le nom de {}", after.nom), &before.nom, &after.nom, &whole);
    told.words("Sa présentation au premier écran", &text(&before.aide), &text(&after.aide), &whole);
    let numbers = (text(&before.identifiant), text(&after.identifiant));
    if numbers.0 != numbers.1 {
        told.push(Nature::Fiche, "L'identifiant à avoir en main", &numbers.0, &numbers.1, &whole);
    }
    let known = |operateur: &Operateur| [&operateur.mots_cles[..], &operateur.demandes].concat();
    told.lists(Nature::Recherche, &after.nom, &known(before), &known(after), &whole);
    if before.pages() != after.pages() {
        told.push(Nature::Document, "Pages du document", &before.pages(), &after.pages(), &whole);
    }
    if before.document != after.document {
        let (from, to) = (text(&before.document), text(&after.document));
        told.push(Nature::Document, "Document du tableau", &from, &to, &whole);
    }
    rows(before, after, new, &mut told);
    told.changes
}

/// The names, the sections and the order of rows that both have.
fn rows(before: &Operateur, after: &Operateur, new: &ByRow<'_>, told: &mut Told) {
    for row in after.lignes() {
        let Some((was_in, was)) = before.ligne(&row.id) else { continue };
        let touched = || new.touched([&row.id].into_iter());
        told.words(&format!("La ligne {}", row.id), &was.nom, &row.nom, &touched);
        let is_in = after.ligne(&row.id).map_or("", |(section, _)| section.titre.as_str());
        told.words(&format!("La section « {is_in} »"), &was_in.titre, is_in, &touched);
    }
    let ids = |operateur: &Operateur| {
        operateur.lignes().map(|row| (row.id.clone(), row.id.clone())).collect::<Vec<_>>()
    };
    order(told, "Les lignes", &ids(before), &ids(after));
}

/// Whether what both lists have stands in another order; each has its id, then its name.
fn order(told: &mut Told, objet: &str, old: &[(String, String)], new: &[(String, String)]) {
    let places: HashMap<&String, usize> = new.iter().map(|(id, _)| id).zip(0..).collect();
    let mut ranks: Vec<usize> = old.iter().filter_map(|(id, _)| places.get(id).copied()).collect();
    if !ranks.is_sorted() {
        let named =
            |ranks: &[usize]| ranks.iter().map(|rank| new[*rank].1.as_str()).collect::<Vec<_>>().join(", ");
        let before = named(&ranks);
        ranks.sort_unstable();
        told.push(Nature::Ordre, objet, &before, &named(&ranks), &Touched::default);
    }
}
