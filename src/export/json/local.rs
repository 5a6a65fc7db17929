//! `local manquants --json`: the contacts still to be filled in; `local perimes --json`: those to be checked again.

use serde::Serialize;

use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Aged, Missing};
use aiguilleur_core::tree::Canal;

/// A contact that the document leaves open, and that no local contact fills.
#[derive(Debug, Serialize)]
pub struct MissingRecord<'t> {
    operateur: &'t str,
    contact: &'t str,
    nom: &'t str,
    /// The channels left open.
    canaux: Vec<Canal>,
    /// How many distinct outcomes show it.
    issues: usize,
}

impl<'t> MissingRecord<'t> {
    /// The record of a missing contact.
    pub fn new(missing: &Missing<'t>) -> Self {
        Self {
            operateur: missing.operateur,
            contact: &missing.contact.id,
            nom: &missing.contact.nom,
            canaux: missing.open.iter().map(|channel| channel.canal).collect(),
            issues: missing.outcomes,
        }
    }
}

/// A contact, or the channels of it that were checked on one day, to be checked again.
#[derive(Debug, Serialize)]
pub struct AgedRecord<'s> {
    /// The maison whose own contact it is; the field is there only where it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    maison: Option<&'s str>,
    operateur: &'s str,
    contact: &'s str,
    service: Option<&'s str>,
    /// None where the service or the note alone was checked.
    canaux: &'s [Canal],
    verifie_le: Day,
    source: &'s str,
    /// The last day on which it is fresh.
    valable_jusqu_au: Day,
    perime: bool,
}

impl<'s> AgedRecord<'s> {
    /// The record of something to be checked again.
    pub fn new(aged: &'s Aged<'s>, today: Day) -> Self {
        Self {
            maison: aged.maison,
            operateur: aged.operateur,
            contact: aged.contact,
            service: aged.service,
            canaux: &aged.canaux,
            verifie_le: aged.checked,
            source: aged.source,
            valable_jusqu_au: aged.until,
            perime: aged.until < today,
        }
    }
}
