//! A contact still to be filled in, as a record.

use serde::Serialize;

use aiguilleur_core::local::Missing;
use aiguilleur_core::tree::Canal;

/// A contact that the document leaves open, and that no local contact fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingRecord<'t> {
    pub operateur: &'t str,
    pub contact: &'t str,
    pub nom: &'t str,
    /// The channels left open.
    pub canaux: Vec<Canal>,
    /// How many distinct outcomes show it.
    pub issues: usize,
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
