//! The trees of a set and the index of its search, each read once, when it is asked for.

use std::cell::OnceCell;

use super::local_contacts::LocalFile;
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{BackOffice, back_offices};
use aiguilleur_core::search::{Found, Index, Lexicon};
use aiguilleur_core::tree::{NE_SAIT_PAS, NON, Operateur, Reponse, Set, Supplied, Tree};

/// A set, read as far as it was needed.
pub struct Library<'s> {
    pub set: &'s Set,
    shelves: Vec<Shelf<'s>>,
    index: OnceCell<Index>,
    local: Option<InForce>,
    back_offices: Vec<BackOffice>,
    notice: Option<String>,
}

/// An opérateur and its tree, once it was read.
struct Shelf<'s> {
    operateur: &'s Operateur,
    tree: OnceCell<Tree>,
}

/// The local contacts that complete the trees.
#[derive(Debug)]
pub struct InForce {
    pub place: String,
    /// The oldest day on which one of them was checked.
    pub since: Option<Day>,
}

impl<'s> Library<'s> {
    pub fn new(set: &'s Set) -> Self {
        let shelves = set.referentiel.operateurs.iter();
        let shelves = shelves.map(|operateur| Shelf { operateur, tree: OnceCell::new() }).collect();
        Self { set, shelves, index: OnceCell::new(), local: None, back_offices: Vec::new(), notice: None }
    }

    /// Completes the trees with local contacts.
    pub fn complete(&mut self, file: &LocalFile, today: Day) -> Result<(), Error> {
        for tree in file.completed(self.set, today)? {
            if let Some(own) = self.shelves.iter_mut().find(|shelf| shelf.operateur.id == tree.operateur) {
                own.tree = OnceCell::from(tree);
            }
        }
        self.back_offices = back_offices(file.in_force(), &self.set.referentiel, today);
        self.local = Some(InForce { place: file.place(), since: file.in_force().oldest() });
        Ok(())
    }

    /// The same, with what must be said of its local contacts: none is taken, or not all.
    #[must_use]
    pub fn with_notice(self, notice: Option<String>) -> Self {
        Self { notice, ..self }
    }

    /// The local contacts that complete its trees.
    pub fn local(&self) -> Option<&InForce> {
        self.local.as_ref()
    }

    /// What is known locally of the opérateurs whose tables were not supplied.
    pub fn back_offices(&self) -> &[BackOffice] {
        &self.back_offices
    }

    /// What must be said of the local contacts, once.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The trees of an opérateur, or of all those whose table was supplied.
    pub fn into_trees(self, only: Option<&Operateur>) -> Result<Vec<Tree>, Error> {
        let set = self.set;
        let wanted = self.shelves.into_iter().filter(|Shelf { operateur, .. }| {
            operateur.is_supplied() && only.is_none_or(|only| only.id == operateur.id)
        });
        wanted
            .map(|Shelf { operateur, tree }| tree.into_inner().map_or_else(|| Ok(set.tree(operateur)?), Ok))
            .collect()
    }

    /// The opérateur of this id with its tree.
    pub fn supplied(&self, id: &str) -> Result<Supplied<'_>, Error> {
        let own = self.shelves.iter().find(|shelf| shelf.operateur.id == id);
        let Shelf { operateur, tree } = own.ok_or_else(|| unknown(self.set, id))?;
        check_supplied(operateur)?;
        if let Some(tree) = tree.get() {
            return Ok(Supplied { operateur, tree });
        }
        let read = self.set.tree(operateur)?;
        Ok(Supplied { operateur, tree: tree.get_or_init(|| read) })
    }

    /// Those of these opérateurs whose table was supplied, with their trees.
    pub fn all_supplied(&self, operateurs: &[&Operateur]) -> Result<Vec<Supplied<'_>>, Error> {
        let supplied = operateurs.iter().filter(|operateur| operateur.is_supplied());
        supplied.map(|operateur| self.supplied(&operateur.id)).collect()
    }

    /// The urgent situations of every opérateur: the answers of its urgency question, save the
    /// one that says there is none and the doubt.
    pub fn urgences(&self) -> Result<Vec<(&'s Operateur, Vec<&Reponse>)>, Error> {
        let mut found = Vec::new();
        for operateur in self.set.referentiel.supplied() {
            let tree = self.supplied(&operateur.id)?.tree;
            let question = tree.urgence.and_then(|id| tree.node(id).question());
            let reponses = question.map_or(&[][..], |question| &question.reponses).iter();
            let reponses: Vec<&Reponse> =
                reponses.filter(|reponse| reponse.id != NON && reponse.id != NE_SAIT_PAS).collect();
            if !reponses.is_empty() {
                found.push((operateur, reponses));
            }
        }
        Ok(found)
    }

    /// What the usager's words lead to, everywhere or at this opérateur's.
    pub fn search(&self, words: &str, only: Option<&Operateur>) -> Result<Found<'_>, Error> {
        Ok(self.index()?.find(words, only.map(|operateur| operateur.id.as_str())))
    }

    /// The index that came with the set, or the one that its trees make.
    pub fn index(&self) -> Result<&Index, Error> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let index = match self.set.search_index().and_then(Index::from_bytes) {
            Some(index) => index,
            None => Index::build(&self.set.referentiel, &self.set.trees()?, &Lexicon::french()),
        };
        Ok(self.index.get_or_init(|| index))
    }
}

/// The table of this opérateur was supplied.
pub fn check_supplied(operateur: &Operateur) -> Result<(), Error> {
    if operateur.is_supplied() { Ok(()) } else { Err(unsupplied(operateur)) }
}

/// What to do where the table of an opérateur was not supplied.
pub fn unsupplied(operateur: &Operateur) -> Error {
    Error::usage(
        format!("Le tableau de « {} » n'a pas été fourni : il n'y a pas d'arbre.", operateur.nom),
        format!("Ouvrez le référentiel, {}, ou demandez à l'animateur départemental.", operateur.pages()),
    )
}

/// The opérateur of this id, whether its table was supplied or not.
pub fn find_operateur<'s>(set: &'s Set, id: &str) -> Result<&'s Operateur, Error> {
    let found = set.referentiel.operateur(id).or_else(|| set.referentiel.operateur(&id.to_lowercase()));
    found.ok_or_else(|| unknown(set, id))
}

/// The opérateur that an option names, if one does, whether its table was supplied or not.
pub fn named<'s>(set: &'s Set, id: Option<&str>) -> Result<Option<&'s Operateur>, Error> {
    id.map(|id| find_operateur(set, id)).transpose()
}

/// The opérateur that an option names, if one does; its table was supplied.
pub fn only<'s>(set: &'s Set, id: Option<&str>) -> Result<Option<&'s Operateur>, Error> {
    let operateur = named(set, id)?;
    operateur.map_or(Ok(()), check_supplied).map(|()| operateur)
}

fn unknown(set: &Set, id: &str) -> Error {
    let known: Vec<&str> = set.referentiel.operateurs.iter().map(|o| o.id.as_str()).collect();
    Error::usage(format!("« {id} » n'est pas un opérateur."), format!("Opérateurs : {}.", known.join(", ")))
}
