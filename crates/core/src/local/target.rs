//! The contacts of which a file may say something.

use super::back_office::back_office;
use super::missing::{fillable, missing};
use crate::tree::{Contact, Referentiel, Tree};
use crate::walk::{Outcome, outcomes};

/// A contact to be filled in, and where it is met.
#[derive(Debug)]
pub struct Target<'t> {
    /// Id of the opérateur.
    pub operateur: &'t str,
    /// The opérateur's name.
    pub nom: &'t str,
    pub contact: Contact,
    /// How many sheets show it; none where the opérateur's table was not supplied.
    pub sheets: Option<usize>,
}

/// The contacts that wait to be filled in, the most needed first: those that the document leaves open, then one of each
/// opérateur whose table was not supplied.
pub fn targets<'t>(trees: &'t [Tree], referentiel: &'t Referentiel) -> Vec<Target<'t>> {
    let open = missing(trees).into_iter().map(|missing| Target {
        operateur: missing.operateur,
        nom: nom(missing.operateur, referentiel),
        contact: missing.contact.clone(),
        sheets: Some(missing.outcomes),
    });
    let unsupplied = referentiel.operateurs.iter().filter(|operateur| !operateur.is_supplied());
    let others = unsupplied.map(|operateur| Target {
        operateur: &operateur.id,
        nom: &operateur.nom,
        contact: back_office(operateur),
        sheets: None,
    });
    open.chain(others).collect()
}

/// The same, then the contacts that the document does not leave open, and that hours or an address would help.
pub fn all_targets<'t>(trees: &'t [Tree], referentiel: &'t Referentiel) -> Vec<Target<'t>> {
    let mut all = targets(trees, referentiel);
    for tree in trees {
        for contact in &tree.contacts {
            let known =
                |target: &Target<'_>| target.operateur == tree.operateur && target.contact.id == contact.id;
            if !all.iter().any(known) && !fillable(contact).is_empty() {
                let nom = nom(&tree.operateur, referentiel);
                let sheets = Some(served(tree, contact));
                all.push(Target { operateur: &tree.operateur, nom, contact: contact.clone(), sheets });
            }
        }
    }
    all
}

/// How many distinct outcomes show a contact.
fn served(tree: &Tree, contact: &Contact) -> usize {
    let shows = |outcome: &Outcome<'_>| outcome.contacts().iter().any(|(shown, _)| shown.id == contact.id);
    outcomes(tree).filter(shows).count()
}

fn nom<'t>(id: &'t str, referentiel: &'t Referentiel) -> &'t str {
    referentiel.operateur(id).map_or(id, |operateur| operateur.nom.as_str())
}
