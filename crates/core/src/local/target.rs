//! The contacts of which a file may say something.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::back_office::back_office;
use super::missing::{fillable, missing};
use super::national::{is_among, values_of_back_offices};
use crate::tree::{Contact, Referentiel, Tree};
use crate::walk::outcomes;

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
    /// The numbers and addresses that the document gives to who answers the conseillers of this opérateur.
    pub reserved: Vec<String>,
}

impl Target<'_> {
    /// Whether the document gives this number or address to who answers the conseillers, and this contact does not.
    pub fn is_of_back_office(&self, valeur: &str) -> bool {
        !self.contact.answers_conseillers() && is_among(&self.reserved, valeur)
    }
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
    let reserved_of: HashMap<&str, Vec<String>> =
        trees.iter().map(|tree| (tree.operateur.as_str(), values_of_back_offices(tree))).collect();
    let target = |operateur: &'t str, contact: &Contact, sheets, open| Target {
        operateur,
        nom: referentiel.operateur(operateur).map_or(operateur, |operateur| operateur.nom.as_str()),
        contact: contact.clone(),
        sheets,
        open,
        reserved: reserved_of.get(operateur).cloned().unwrap_or_default(),
    };
    let mut all: Vec<Target<'t>> = missing(trees)
        .iter()
        .map(|missing| target(missing.operateur, missing.contact, Some(missing.outcomes), true))
        .collect();
    let mut known: HashSet<(&str, String)> =
        all.iter().map(|target| (target.operateur, target.contact.id.clone())).collect();
    for tree in trees {
        let served = served(tree);
        for contact in &tree.contacts {
            if !fillable(contact).is_empty() && known.insert((&tree.operateur, contact.id.clone())) {
                let sheets = served.get(contact.id.as_str()).copied().unwrap_or_default();
                all.push(target(&tree.operateur, contact, Some(sheets), false));
            }
        }
    }
    all.sort_by_key(|target| std::cmp::Reverse(target.sheets));
    let unsupplied = referentiel.operateurs.iter().filter(|operateur| !operateur.is_supplied());
    all.extend(unsupplied.map(|operateur| target(&operateur.id, &back_office(operateur), None, false)));
    all
}

/// How many distinct outcomes show each contact, by its id.
fn served(tree: &Tree) -> HashMap<&str, usize> {
    let mut served = HashMap::new();
    for outcome in outcomes(tree) {
        let shown: BTreeSet<&str> =
            outcome.contacts().into_iter().map(|(contact, _)| contact.id.as_str()).collect();
        for id in shown {
            *served.entry(id).or_default() += 1;
        }
    }
    served
}
