//! The channels that the same document gives elsewhere for the same body: told, never used in silence.

use super::{Outcome, outcomes};
use crate::tree::{Canal, Contact, ContactCanal};

/// A channel of the document with its value, and the first row whose conduite gives it.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere<'t> {
    /// Whose channel it is: the body itself, or the other that stands for it.
    pub contact: &'t Contact,
    pub channel: &'t ContactCanal,
    pub ligne: &'t str,
}

impl Elsewhere<'_> {
    /// Whether this channel is worth telling: a number or an address, and the document's own. Administration+ is kept
    /// to the rows that name it.
    fn holds(channel: &ContactCanal) -> bool {
        channel.valeur.is_some() && channel.local.is_none() && channel.canal != Canal::AdministrationPlus
    }
}

/// What other rows give to reach this contact, or another that its file says is the same body; nothing of what the
/// outcome gives itself.
pub fn elsewhere<'t>(outcome: &Outcome<'t>, contact: &Contact) -> Vec<Elsewhere<'t>> {
    let own = outcome.contacts();
    let ids = std::iter::once(&contact.id).chain(&contact.ailleurs);
    let bodies = ids.filter_map(|id| outcome.tree.contact(id));
    // Most bodies have no other number anywhere: the tree is not walked for them.
    if !bodies.flat_map(|other| &other.canaux).any(Elsewhere::holds) {
        return Vec::new();
    }
    let mut found: Vec<Elsewhere<'t>> = Vec::new();
    for other_outcome in outcomes(outcome.tree) {
        let Some(ligne) = other_outcome.request.lignes().first() else { continue };
        for (other, channel) in other_outcome.contacts() {
            let is_own = own.iter().any(|(_, known)| known.valeur == channel.valeur);
            if !is_body(other, contact) || is_own || !Elsewhere::holds(channel) {
                continue;
            }
            // The rows of a tree are met in the order of its questions: the first of the document is told.
            match found.iter_mut().find(|known| known.channel.valeur == channel.valeur) {
                Some(known) => known.ligne = known.ligne.min(ligne),
                None => found.push(Elsewhere { contact: other, channel, ligne }),
            }
        }
    }
    found
}

fn is_body(other: &Contact, contact: &Contact) -> bool {
    other.id == contact.id || contact.ailleurs.contains(&other.id)
}
