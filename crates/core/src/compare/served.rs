//! Whom a conduite or a contact serves.

use std::collections::{HashMap, HashSet};

use crate::tree::{Canal, Contact, ContactCanal, Tree};
use crate::walk::{Outcome, outcomes};

/// Titles of the démarches with an outcome like this, each once.
fn served(tree: &Tree, by: impl Fn(&Outcome<'_>) -> bool) -> Vec<String> {
    let mut titles = Vec::new();
    let mut met = HashSet::new();
    for outcome in outcomes(tree).filter(|outcome| by(outcome)) {
        let titre = outcome.request.titre();
        if met.insert(titre) {
            titles.push(titre.to_owned());
        }
    }
    titles
}

/// For each conduite, the titles of the démarches that end there.
pub(super) fn by_conduite(tree: &Tree) -> HashMap<&str, Vec<String>> {
    let mut titles: HashMap<&str, Vec<String>> = HashMap::new();
    let mut met = HashSet::new();
    for outcome in outcomes(tree) {
        let (Some(conduite), titre) = (outcome.conduite, outcome.request.titre()) else { continue };
        if met.insert((conduite.id.as_str(), titre)) {
            titles.entry(&conduite.id).or_default().push(titre.to_owned());
        }
    }
    titles
}

/// Titles of the démarches that lead to one of these channels of a contact.
pub(super) fn served_by_contact(tree: &Tree, contact: &str, channels: &[Canal]) -> Vec<String> {
    let uses = |(c, k): &(&Contact, &ContactCanal)| c.id == contact && channels.contains(&k.canal);
    served(tree, |outcome| outcome.contacts().iter().any(uses))
}
