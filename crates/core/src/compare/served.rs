//! Whom a conduite or a contact serves.

use crate::tree::{Canal, Contact, ContactCanal, Tree};
use crate::walk::{Outcome, endings};

/// Titles of the démarches with an outcome like this, each once.
fn served(tree: &Tree, by: impl Fn(&Outcome<'_>) -> bool) -> Vec<String> {
    let mut titles = Vec::new();
    for ending in endings(tree).into_iter().filter(|ending| by(&ending.outcome)) {
        let titre = ending.outcome.request.titre().to_owned();
        if !titles.contains(&titre) {
            titles.push(titre);
        }
    }
    titles
}

/// Titles of the démarches that end at this conduite.
pub(super) fn served_by(tree: &Tree, conduite: &str) -> Vec<String> {
    served(tree, |outcome| outcome.conduite.is_some_and(|c| c.id == conduite))
}

/// Titles of the démarches that lead to one of these channels of a contact.
pub(super) fn served_by_contact(tree: &Tree, contact: &str, channels: &[Canal]) -> Vec<String> {
    let uses = |(c, k): &(&Contact, &ContactCanal)| c.id == contact && channels.contains(&k.canal);
    served(tree, |outcome| outcome.contacts().iter().any(uses))
}
