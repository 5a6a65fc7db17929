//! The trees of a set and its index, each read once, when it is asked for.

use std::cell::OnceCell;

use super::local::LocalFile;
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::search::{Found, Hit, Index, Lexicon};
use aiguilleur_core::tree::{NE_SAIT_PAS, NON, Operateur, Reponse, Set, Tree};

/// A set, read as far as it was needed.
pub struct Library<'s> {
    pub set: &'s Set,
    trees: Vec<OnceCell<Tree>>,
    index: OnceCell<Index>,
    local: Local,
}

/// What became of the local contacts.
#[derive(Debug, Default)]
pub enum Local {
    /// There are none.
    #[default]
    None,
    /// Those of this place complete the trees.
    InForce {
        place: String,
        /// The oldest day on which one of them was checked.
        since: Option<Day>,
    },
    /// The file in the user's folder is unsound: it was left out.
    LeftOut(String),
}

/// What the usager's words lead to.
pub struct Matches<'l> {
    /// The best first.
    pub hits: Vec<Hit<'l>>,
    /// The opérateurs that they name, where the table of none of them was supplied.
    pub unsupplied: Vec<&'l Operateur>,
}

impl<'s> Library<'s> {
    pub fn new(set: &'s Set) -> Self {
        let trees = set.referentiel.operateurs.iter().map(|_| OnceCell::new()).collect();
        Self { set, trees, index: OnceCell::new(), local: Local::None }
    }

    /// Completes the trees with local contacts.
    ///
    /// # Errors
    ///
    /// All that keeps the file from being used; nothing of it is then taken.
    pub fn complete(&mut self, file: &LocalFile, today: Day) -> Result<(), Error> {
        for tree in file.completed(self.set, today)? {
            let rank = self.rank(&tree.operateur);
            self.trees[rank] = OnceCell::from(tree);
        }
        self.local = Local::InForce { place: file.source.territoire(), since: file.source.oldest() };
        Ok(())
    }

    /// The same, where the file of the user's folder is unsound.
    pub fn without_local(self, file: String) -> Self {
        Self { local: Local::LeftOut(file), ..self }
    }

    /// What became of the local contacts.
    pub fn local(&self) -> &Local {
        &self.local
    }

    /// The trees of an opérateur, or of all those whose table was supplied.
    pub fn into_trees(mut self, only: Option<&Operateur>) -> Result<Vec<Tree>, Error> {
        let operateurs = self.set.referentiel.operateurs.iter().zip(&mut self.trees);
        let wanted = operateurs.filter(|(operateur, _)| {
            operateur.is_supplied() && only.is_none_or(|only| only.id == operateur.id)
        });
        wanted
            .map(|(operateur, cell)| cell.take().map_or_else(|| Ok(self.set.tree(operateur)?), Ok))
            .collect()
    }

    /// The place of an opérateur in the index.
    fn rank(&self, id: &str) -> usize {
        self.set.referentiel.operateurs.iter().position(|operateur| operateur.id == id).unwrap_or(0)
    }

    /// The tree of an opérateur.
    pub fn tree(&self, operateur: &Operateur) -> Result<&Tree, Error> {
        let cell = &self.trees[self.rank(&operateur.id)];
        if let Some(tree) = cell.get() {
            return Ok(tree);
        }
        let tree = self.set.tree(operateur)?;
        Ok(cell.get_or_init(|| tree))
    }

    /// The urgent situations of every opérateur: the answers of its urgency question, save the
    /// one that says there is none and the doubt.
    pub fn urgences(&self) -> Result<Vec<(&'s Operateur, Vec<&Reponse>)>, Error> {
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
    pub fn search(&self, words: &str, only: Option<&Operateur>) -> Result<Matches<'_>, Error> {
        let index = self.index()?;
        let Found { hits, named } = index.find(words, only.map(|operateur| operateur.id.as_str()));
        let named = named.into_iter().map(|id| find_operateur(self.set, id));
        let named: Vec<&Operateur> = named.collect::<Result<_, _>>()?;
        let elsewhere = only.is_none() && !named.iter().any(|operateur| operateur.is_supplied());
        Ok(Matches { hits, unsupplied: if elsewhere { named } else { Vec::new() } })
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
pub fn supplied(operateur: &Operateur) -> Result<(), Error> {
    if operateur.is_supplied() {
        return Ok(());
    }
    Err(Error::usage(
        format!("Le tableau de « {} » n'a pas été fourni : il n'y a pas d'arbre.", operateur.nom),
        format!("Ouvrez le référentiel, {}, ou demandez à l'animateur départemental.", operateur.pages()),
    ))
}

/// The opérateur of this id.
pub fn find_operateur<'s>(set: &'s Set, id: &str) -> Result<&'s Operateur, Error> {
    set.referentiel.operateur(id).ok_or_else(|| {
        let known: Vec<&str> = set.referentiel.operateurs.iter().map(|o| o.id.as_str()).collect();
        Error::usage(
            format!("« {id} » n'est pas un opérateur."),
            format!("Opérateurs : {}.", known.join(", ")),
        )
    })
}
