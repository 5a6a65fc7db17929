//! A contact as JSON, a record for each way to reach it: the same in an outcome and in the whole référentiel.

use serde::Serialize;

use aiguilleur_core::day::Day;
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::tree::{Canal, Contact, ContactCanal};

/// One way to reach one contact.
#[derive(Debug, Serialize)]
pub(in crate::export) struct ContactRecord<'t> {
    id: &'t str,
    nom: &'t str,
    canal: Canal,
    valeur: Option<&'t str>,
    horaires: Option<&'t str>,
    /// The price note and the precision, where there are both.
    precision: Option<String>,
    /// What is local of it; the field is there only where something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<LocalRecord<'t>>,
}

/// What the local contacts say of a contact, and of this channel of it.
#[derive(Debug, Serialize)]
pub(in crate::export) struct LocalRecord<'t> {
    service: Option<&'t str>,
    note: Option<&'t str>,
    /// When this was checked, and by whom.
    verifie_le: Day,
    source: &'t str,
    /// That was too long ago.
    perime: bool,
}

impl<'t> ContactRecord<'t> {
    /// The records of what is known locally of an opérateur whose table was not supplied.
    pub fn of_back_office(back_offices: &'t [BackOffice], operateur: &str) -> Vec<Self> {
        let contact = BackOffice::of(back_offices, operateur).into_iter();
        contact
            .flat_map(|contact| contact.in_force().map(move |channel| Self::new((contact, channel))))
            .collect()
    }

    /// The record of a channel of a contact.
    pub fn new((contact, channel): (&'t Contact, &'t ContactCanal)) -> Self {
        let notes: Vec<&str> =
            [&channel.prix, &channel.precision].into_iter().filter_map(|note| note.as_deref()).collect();
        Self {
            id: &contact.id,
            nom: &contact.nom,
            canal: channel.canal,
            valeur: channel.valeur.as_deref(),
            horaires: channel.horaires.as_deref(),
            precision: (!notes.is_empty()).then(|| notes.join(" ; ")),
            local: LocalRecord::new(contact, channel),
        }
    }
}

impl<'t> LocalRecord<'t> {
    fn new(contact: &'t Contact, channel: &'t ContactCanal) -> Option<Self> {
        let service = contact.local.as_ref().filter(|_| channel.local.is_some() || channel.is_open());
        let checked = channel.local.as_ref().or_else(|| service?.checked.as_ref())?;
        Some(Self {
            service: service.and_then(|service| service.service.as_deref()),
            note: service.and_then(|service| service.note.as_deref()),
            verifie_le: checked.le,
            source: &checked.source,
            perime: checked.stale,
        })
    }
}
