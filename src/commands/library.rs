//! The trees of a set and its index, each read once, when it is asked for.

use std::cell::OnceCell;

use super::find_operateur;
use crate::error::Error;
use crate::search::{Found, Hit, Index, Lexicon};
use crate::tree::{NE_SAIT_PAS, NON, Operateur, Reponse, Set, Tree};

/// A set, read as far as it was needed.
pub(super) struct Library<'s> {
    pub(super) set: &'s Set,
    trees: Vec<OnceCell<Tree>>,
    index: OnceCell<Index>,
}

/// What the usager's words lead to.
pub(super) struct Findings<'l> {
    /// The best first.
    pub(super) hits: Vec<Hit<'l>>,
    /// The opérateurs that they name, where the table of none of them was supplied.
    pub(super) unsupplied: Vec<&'l Operateur>,
}

impl<'s> Library<'s> {
    pub(super) fn new(set: &'s Set) -> Self {
        let trees = set.referentiel.operateurs.iter().map(|_| OnceCell::new()).collect();
        Self { set, trees, index: OnceCell::new() }
    }

    /// The tree of an opérateur.
    pub(super) fn tree(&self, operateur: &Operateur) -> Result<&Tree, Error> {
        let rank = self.set.referentiel.operateurs.iter().position(|o| o.id == operateur.id);
        let cell = &self.trees[rank.unwrap_or(0)];
        if let Some(tree) = cell.get() {
            return Ok(tree);
        }
        let tree = self.set.tree(operateur)?;
        Ok(cell.get_or_init(|| tree))
    }

    /// The urgent situations of every opérateur: the answers of its urgency question, save the
    /// one that says there is none and the doubt.
    pub(super) fn urgences(&self) -> Result<Vec<(&'s Operateur, Vec<&Reponse>)>, Error> {
        let mut found = Vec::new();
        for operateur in self.set.referentiel.supplied() {
            let tree = self.tree(operateur)?;
            let question = tree.urgence.and_then(|id| tree.node(id).question());
            let reponses: Vec<&Reponse> = question
                .map_or(&[][..], |question| &question.reponses)
                .iter()
                .filter(|reponse| reponse.id != NON && reponse.id != NE_SAIT_PAS)
                .collect();
            if !reponses.is_empty() {
                found.push((operateur, reponses));
            }
        }
        Ok(found)
    }

    /// What the usager's words lead to.
    pub(super) fn search(&self, words: &str, only: Option<&Operateur>) -> Result<Findings<'_>, Error> {
        let index = self.index()?;
        let Found { hits, named } = index.find(words, only.map(|operateur| operateur.id.as_str()));
        let named = named.into_iter().map(|id| find_operateur(self.set, id));
        let named: Vec<&Operateur> = named.collect::<Result<_, _>>()?;
        let elsewhere = only.is_none() && !named.iter().any(|operateur| operateur.is_supplied());
        Ok(Findings { hits, unsupplied: if elsewhere { named } else { Vec::new() } })
    }

    /// The index that came with the set, or the one that its trees make.
    pub(super) fn index(&self) -> Result<&Index, Error> {
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
