//! **The index holds together**: ids once each, pages in order, rows where the table was
//! supplied and nowhere else.

use std::collections::HashSet;

use crate::tree::{Etat, Fault, Operateur, Part, Place, Referentiel, has_control};

pub(super) fn check(referentiel: &Referentiel, faults: &mut Vec<Fault>) {
    if referentiel.operateurs.is_empty() {
        faults.push(Fault::error(
            "operateur",
            Part::Top,
            "Cet index n'annonce aucun opérateur.",
            "Ajoutez-en un à la liste « operateurs ».",
        ));
    }
    texts(referentiel, faults);
    let mut operateurs = HashSet::new();
    let mut lignes = HashSet::new();
    for operateur in &referentiel.operateurs {
        once(&mut operateurs, &operateur.id, faults);
        for ligne in operateur.lignes() {
            once(&mut lignes, &ligne.id, faults);
        }
        check_operateur(operateur, faults);
    }
}

fn once<'r>(known: &mut HashSet<&'r str>, id: &'r str, faults: &mut Vec<Fault>) {
    if !known.insert(id) {
        faults.push(Fault::error(
            "identifiant",
            Place::words(Part::Top, "id", id),
            format!("L'index emploie deux fois l'identifiant « {id} »."),
            "Donnez un autre identifiant à l'un des deux.",
        ));
    }
}

fn check_operateur(operateur: &Operateur, faults: &mut Vec<Fault>) {
    let place = || Place::words(Part::Top, "id", &operateur.id);
    if operateur.derniere_page.is_some_and(|last| operateur.premiere_page.is_some_and(|first| last < first)) {
        faults.push(Fault::error(
            "pages",
            place(),
            "La dernière page de cet opérateur vient avant la première.",
            "Relisez le sommaire du document.",
        ));
    }
    let has_rows = operateur.lignes().next().is_some();
    match operateur.etat {
        Etat::Fourni if !has_rows => faults.push(Fault::error(
            "ligne",
            place(),
            "Cet opérateur est « Fourni », mais n'a aucune ligne.",
            "Écrivez ses sections et ses lignes, ou dites « NonFourni ».",
        )),
        Etat::NonFourni if has_rows => faults.push(Fault::error(
            "ligne",
            place(),
            "Cet opérateur est « NonFourni », mais il a des lignes.",
            "Dites « Fourni », et ajoutez son arbre.",
        )),
        Etat::Fourni | Etat::NonFourni => {}
    }
}

/// Every text of the index can be read by a person.
fn texts(referentiel: &Referentiel, faults: &mut Vec<Fault>) {
    let Referentiel { titre, auteur, version, date, lexique, .. } = referentiel;
    let mut all = vec![("titre", titre), ("auteur", auteur), ("version", version), ("date", date)];
    all.extend(lexique.iter().flat_map(|mot| [("mot", &mot.mot), ("sens", &mot.sens)]));
    for operateur in &referentiel.operateurs {
        all.push(("nom", &operateur.nom));
        all.extend(operateur.aide.iter().map(|aide| ("aide", aide)));
        all.extend(operateur.mots_cles.iter().map(|words| ("mots_cles", words)));
        for section in &operateur.sections {
            all.push(("titre", &section.titre));
            all.extend(section.lignes.iter().map(|ligne| ("nom", &ligne.nom)));
        }
    }
    for (field, text) in all {
        if text.trim() != text || text.is_empty() || has_control(text) {
            faults.push(Fault::error(
                "texte",
                Place::words(Part::Top, field, text),
                "Ce texte est vide, commence ou finit par une espace, ou contient un caractère de commande ou caché.",
                "Écrivez le texte seul.",
            ));
        }
    }
}
