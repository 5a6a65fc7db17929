//! `local manquants --json`: the contacts still to be filled in.

use serde::Serialize;

use aiguilleur_core::local::Missing;
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
