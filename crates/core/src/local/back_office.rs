//! The one contact that a file may hold of an opérateur whose table was not supplied.

use super::complete::complete_contact;
use super::source::Source;
use crate::day::Day;
use crate::tree::{Canal, Contact, ContactCanal, Operateur, Referentiel};

/// Its id.
pub const BACK_OFFICE: &str = "back-office";

/// What is known locally of an opérateur whose table was not supplied.
#[derive(Debug)]
pub struct BackOffice {
    /// Id of the opérateur.
    pub operateur: String,
    pub contact: Contact,
}

impl BackOffice {
    /// That of this opérateur among several.
    pub fn of<'b>(all: &'b [Self], operateur: &str) -> Option<&'b Contact> {
        all.iter().find(|one| one.operateur == operateur).map(|one| &one.contact)
    }
}

/// The contact before anything is said of it.
pub fn back_office(operateur: &Operateur) -> Contact {
    let open = ContactCanal {
        canal: Canal::NonPrecise,
        valeur: None,
        horaires: None,
        prix: None,
        precision: None,
        local: None,
        filled: Vec::new(),
    };
    Contact {
        id: BACK_OFFICE.to_owned(),
        nom: format!("le back-office de l'opérateur {}", operateur.nom),
        canaux: vec![open],
        ailleurs: Vec::new(),
        local: None,
    }
}

/// What a file says of the opérateurs whose tables were not supplied; `source` was checked.
pub fn back_offices(source: &Source, referentiel: &Referentiel, today: Day) -> Vec<BackOffice> {
    let mut found = Vec::new();
    for entry in source.filled().filter(|entry| entry.contact == BACK_OFFICE) {
        let operateur = referentiel.operateur(&entry.operateur).filter(|operateur| !operateur.is_supplied());
        if let Some(operateur) = operateur {
            let mut contact = back_office(operateur);
            complete_contact(&mut contact, entry, source, today);
            found.push(BackOffice { operateur: operateur.id.clone(), contact });
        }
    }
    found
}
