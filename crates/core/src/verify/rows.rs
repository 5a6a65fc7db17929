//! **Every row is reached, with its category**: what the index says of the document holds in the
//! tree, and the tree cites no row that the document does not have.

use std::collections::{HashMap, HashSet};

use super::Subject;
use crate::tree::{Fault, Ligne, Node, Part, Place};
use crate::walk::Request;

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let rows: HashMap<&str, &Ligne> =
        subject.operateur.lignes().map(|ligne| (ligne.id.as_str(), ligne)).collect();
    for (id, node) in subject.tree.nodes() {
        let part = Part::Node(id.index());
        match node {
            Node::Demarche(demarche) => {
                if demarche.lignes.is_empty() {
                    faults.push(Fault::error(
                        "ligne",
                        part,
                        "Cette démarche ne cite aucune ligne du référentiel.",
                        "Ajoutez « lignes: [\"…\"] », ou faites-en un NonPrevu.",
                    ));
                }
                cited(&rows, part, "lignes", &demarche.lignes, faults);
                touching(subject, part, &demarche.voir_aussi, faults);
                for ligne in demarche.lignes.iter().filter_map(|id| rows.get(id.as_str())) {
                    if ligne.categorie != demarche.categorie {
                        faults.push(Fault::error(
                            "categorie",
                            Place::words(part, "lignes", &ligne.id),
                            format!(
                                "La ligne {} est {:?} dans l'index, {:?} ici.",
                                ligne.id, ligne.categorie, demarche.categorie
                            ),
                            "Relisez la ligne dans le document, puis corrigez l'un des deux.",
                        ));
                    }
                }
            }
            Node::NonPrevu(non_prevu) => cited(&rows, part, "lignes", &non_prevu.lignes, faults),
            Node::Question(_) | Node::Conduite(_) => {}
        }
    }
    missing(subject, faults);
}

/// The rows of the opérateur that an outcome reaches with their category.
pub(super) fn reached<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = &'s Ligne> {
    let mut found = HashSet::new();
    for rank in 0..subject.survey.size() {
        if let Some(Request::Demarche(demarche)) = subject.survey.outcome(rank).map(|o| o.request) {
            found.extend(demarche.lignes.iter().map(|id| (id.as_str(), demarche.categorie)));
        }
    }
    subject.operateur.lignes().filter(move |ligne| found.contains(&(ligne.id.as_str(), ligne.categorie)))
}

fn missing(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let found: HashSet<&str> = reached(subject).map(|ligne| ligne.id.as_str()).collect();
    for ligne in subject.operateur.lignes().filter(|l| !found.contains(l.id.as_str())) {
        faults.push(Fault::error(
            "ligne",
            Part::Top,
            format!("Aucune issue ne mène à la ligne {} ({}) avec sa catégorie.", ligne.id, ligne.nom),
            "Écrivez une Demarche qui la cite, et une réponse qui y mène.",
        ));
    }
}

/// Rows cited by this tree are rows of this opérateur, each once.
fn cited(
    rows: &HashMap<&str, &Ligne>,
    part: Part,
    field: &'static str,
    lignes: &[String],
    faults: &mut Vec<Fault>,
) {
    let mut met = HashSet::with_capacity(lignes.len());
    for id in lignes {
        if !rows.contains_key(id.as_str()) {
            faults.push(unknown(part, field, id));
        } else if !met.insert(id) {
            faults.push(Fault::error(
                "ligne",
                Place::words(part, field, id),
                format!("La ligne {id} est citée deux fois."),
                "N'en gardez qu'une.",
            ));
        }
    }
}

/// A row that touches this one may be another opérateur's.
fn touching(subject: &Subject<'_>, part: Part, lignes: &[String], faults: &mut Vec<Fault>) {
    for id in lignes.iter().filter(|id| subject.referentiel.ligne(id).is_none()) {
        faults.push(unknown(part, "voir_aussi", id));
    }
}

fn unknown(part: Part, field: &'static str, id: &str) -> Fault {
    Fault::error(
        "ligne",
        Place::words(part, field, id),
        format!("La ligne « {id} » n'est pas dans l'index."),
        "Corrigez l'identifiant, ou ajoutez la ligne à « referentiel.ron ».",
    )
}
