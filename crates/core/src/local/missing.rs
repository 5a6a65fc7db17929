//! What is still to be filled in, by how many outcomes it serves.

use std::collections::HashMap;

use crate::tree::{Canal, Contact, ContactCanal, Tree};
use crate::walk::outcomes;

/// A contact that the document leaves open, and that no local contact fills yet.
#[derive(Debug)]
pub struct Missing<'t> {
    /// Id of the opérateur.
    pub operateur: &'t str,
    pub contact: &'t Contact,
    /// The channels left open, in order of preference.
    pub open: Vec<&'t ContactCanal>,
    /// How many distinct outcomes show it.
    pub outcomes: usize,
}

/// What is missing in these trees: what serves most outcomes first, whatever its opérateur.
pub fn missing<'t>(trees: impl IntoIterator<Item = &'t Tree>) -> Vec<Missing<'t>> {
    let mut all: Vec<Missing<'t>> = trees.into_iter().flat_map(of_tree).collect();
    all.sort_by_key(|missing| std::cmp::Reverse(missing.outcomes));
    all
}

/// The kinds of channel that a file can say more of for this contact: any, where the document does not say which, else
/// those to which it gives no number or address.
pub fn fillable(contact: &Contact) -> Vec<Canal> {
    let national = |canal: Canal| {
        contact.canaux.iter().any(|channel| channel.canal == canal && channel.valeur.is_some())
    };
    let local =
        |canal: &Canal| *canal != Canal::AdministrationPlus && !canal.is_unsaid() && !national(*canal);
    let named = contact.canaux.iter().map(|channel| channel.canal).filter(local);
    let mut kinds: Vec<Canal> = named.collect();
    // What the document cannot do without comes first.
    let open =
        |canal: &Canal| contact.canaux.iter().any(|channel| channel.canal == *canal && channel.is_open());
    kinds.sort_by_key(|canal| !open(canal));
    if contact.canaux.iter().any(|channel| channel.canal.is_unsaid()) {
        kinds.extend(
            Canal::ALL.into_iter().filter(local).filter(|canal| !kinds.contains(canal)).collect::<Vec<_>>(),
        );
    }
    kinds
}

fn of_tree(tree: &Tree) -> Vec<Missing<'_>> {
    let mut found: Vec<Missing<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for outcome in outcomes(tree) {
        let shown = outcome.contacts();
        for channels in shown.chunk_by(|(one, _), (next, _)| one.id == next.id) {
            let open: Vec<&ContactCanal> = channels.iter().map(|(_, c)| *c).filter(|c| c.is_open()).collect();
            if !open.is_empty() {
                let contact = channels[0].0;
                let at = *places.entry(&contact.id).or_insert_with(|| {
                    found.push(Missing {
                        operateur: &tree.operateur,
                        contact,
                        open: Vec::new(),
                        outcomes: 0,
                    });
                    found.len() - 1
                });
                count(&mut found[at], &open);
            }
        }
    }
    found
}

/// Counts an outcome, and the channels that it leaves open.
fn count<'t>(missing: &mut Missing<'t>, open: &[&'t ContactCanal]) {
    missing.outcomes += 1;
    for channel in open {
        if !missing.open.iter().any(|known| known.canal == channel.canal) {
            missing.open.push(channel);
        }
    }
}
