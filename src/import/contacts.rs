//! The list of contacts: one a name and set of values.

use std::collections::{BTreeSet, HashMap};

use super::whom::bare;
use crate::source::channels::{Way, small};
use crate::source::folding::{Names, slug};
use aiguilleur_core::tree::{Canal, Contact, ContactCanal};

/// The name of a contact that the text does not name.
pub(super) const UNNAMED: &str = "le service que désigne cette étape";

/// The contacts of a tree.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub contacts: Vec<Contact>,
    ids: Names,
    named: HashMap<String, Namesakes>,
}

/// The ranks of the contacts of one name: a thousand rows may name one body, each with a number of its own.
#[derive(Debug, Default)]
struct Namesakes {
    all: BTreeSet<usize>,
    /// Those that have a channel, whatever it says.
    with: HashMap<Canal, BTreeSet<usize>>,
    /// Those that say this of it.
    saying: HashMap<Way, BTreeSet<usize>>,
}

impl Namesakes {
    /// The first that says the same of each channel, or nothing: a number belongs to the row that states it, and to no
    /// other.
    fn agreeing(&self, ways: &[Way]) -> Option<usize> {
        let has = |set: Option<&BTreeSet<usize>>, rank: usize| set.is_some_and(|set| set.contains(&rank));
        let same = |way: &Way| self.saying.get(way);
        let silent = |way: &Way, rank: usize| !has(self.with.get(&way.canal), rank);
        let agrees = |rank: &usize| ways.iter().all(|way| has(same(way), *rank) || silent(way, *rank));
        let known = |way: &&Way| self.with.get(&way.canal).is_some_and(|with| with.len() == self.all.len());
        // Where all have a channel, only those that say the same of it can agree.
        match ways.iter().filter(known).min_by_key(|way| same(way).map_or(0, BTreeSet::len)) {
            Some(way) => same(way)?.iter().copied().find(agrees),
            None => self.all.iter().copied().find(agrees),
        }
    }

    fn add(&mut self, rank: usize, way: &Way) {
        self.with.entry(way.canal).or_default().insert(rank);
        self.saying.entry(way.clone()).or_default().insert(rank);
    }
}

impl Book {
    /// The contact of this name that has these values and no other: the one that is there, or a new one.
    pub(super) fn contact(&mut self, nom: &str, ways: &[Way]) -> String {
        // Steps that name nobody speak of bodies that nothing says are one: only the same ways make the same contact.
        let key = if nom == UNNAMED { format!("{nom} {ways:?}") } else { small(nom) };
        let namesakes = self.named.entry(key).or_default();
        if let Some(rank) = namesakes.agreeing(ways) {
            let contact = &mut self.contacts[rank];
            for way in ways {
                if contact.canaux.iter().all(|channel| channel.canal != way.canal) {
                    contact.canaux.push(channel(way));
                    namesakes.add(rank, way);
                }
            }
            return contact.id.clone();
        }
        let rank = self.contacts.len();
        namesakes.all.insert(rank);
        for way in ways {
            namesakes.add(rank, way);
        }
        let id = self.ids.id(&slug(bare(nom)));
        let canaux = ways.iter().map(channel).collect();
        self.contacts.push(Contact {
            id: id.clone(),
            nom: nom.to_owned(),
            canaux,
            ailleurs: Vec::new(),
            local: None,
        });
        id
    }
}

fn channel(way: &Way) -> ContactCanal {
    let valeur = way.valeur.clone();
    ContactCanal {
        canal: way.canal,
        valeur,
        horaires: None,
        prix: None,
        precision: None,
        local: None,
        filled: Vec::new(),
    }
}

/// The document names a body, and no way to reach it.
pub(super) fn unsaid() -> Way {
    Way { canal: Canal::NonPrecise, valeur: None }
}

#[cfg(test)]
mod tests {
    use super::{Book, UNNAMED};
    use crate::source::channels::find;

    #[test]
    fn steps_that_name_nobody_share_a_contact_only_where_they_say_the_same() {
        let mut book = Book::default();
        let first = book.contact(UNNAMED, &find("appeler le 15").ways);
        assert_eq!(book.contact(UNNAMED, &find("appeler le 15").ways), first);
        assert_ne!(book.contact(UNNAMED, &find("par courrier").ways), first);
        assert_ne!(book.contact(UNNAMED, &find("appeler le 15, ou a@exemple.fr").ways), first);
        assert!(book.contacts.iter().all(|contact| contact.canaux.len() <= 2));
    }

    #[test]
    fn one_body_is_one_contact_unless_its_values_differ() {
        let mut book = Book::default();
        let first = book.contact("la caisse", &find("par téléphone au 3960").ways);
        assert_eq!(book.contact("La caisse", &find("par courrier").ways), first);
        // A row that gives no number has no number.
        assert_ne!(book.contact("la caisse", &find("par téléphone").ways), first);
        assert_ne!(book.contact("la caisse", &find("par téléphone au 3646").ways), first);
        assert_eq!(book.contacts[0].canaux.len(), 2);
    }
}
