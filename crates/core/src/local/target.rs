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
    /// The document leaves it open.
    pub open: bool,
}

/// How many contacts a file can say something of, and why: the three add up to all of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Counts {
    /// The document leaves them open.
    pub open: usize,
    /// The document says how to reach them; a place or hours would help.
    pub optional: usize,
    /// One of each opérateur whose table was not supplied.
    pub unsupplied: usize,
}

impl Counts {
    /// Those of these contacts.
    pub fn of<'t>(targets: impl Iterator<Item = &'t Target<'t>>) -> Self {
        let mut counts = Self { open: 0, optional: 0, unsupplied: 0 };
        for target in targets {
            match (target.open, target.sheets) {
                (true, _) => counts.open += 1,
                (false, Some(_)) => counts.optional += 1,
                (false, None) => counts.unsupplied += 1,
            }
        }
        counts
    }
}

/// The contacts that a file can say something of, what serves most sheets first; then one of each opérateur whose table was
/// not supplied.
pub fn targets<'t>(trees: &'t [Tree], referentiel: &'t Referentiel) -> Vec<Target<'t>> {
    let target = |operateur: &'t str, contact: &Contact, sheets, open| Target {
        operateur,
        nom: referentiel.operateur(operateur).map_or(operateur, |operateur| operateur.nom.as_str()),
        contact: contact.clone(),
        sheets,
        open,
    };
    let mut all: Vec<Target<'t>> = missing(trees)
        .iter()
        .map(|missing| target(missing.operateur, missing.contact, Some(missing.outcomes), true))
        .collect();
    for tree in trees {
        for contact in &tree.contacts {
            let known = |one: &Target<'_>| one.operateur == tree.operateur && one.contact.id == contact.id;
            if !all.iter().any(known) && !fillable(contact).is_empty() {
                all.push(target(&tree.operateur, contact, Some(served(tree, contact)), false));
            }
        }
    }
    all.sort_by_key(|target| std::cmp::Reverse(target.sheets));
    let unsupplied = referentiel.operateurs.iter().filter(|operateur| !operateur.is_supplied());
    all.extend(unsupplied.map(|operateur| target(&operateur.id, &back_office(operateur), None, false)));
    all
}

/// How many distinct outcomes show a contact.
fn served(tree: &Tree, contact: &Contact) -> usize {
    let shows = |outcome: &Outcome<'_>| outcome.contacts().iter().any(|(shown, _)| shown.id == contact.id);
    outcomes(tree).filter(shows).count()
}
