//! A tree of a folder that a new version of its table changes: its texts, the table that it was made of, their writing.

use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::new_tree::{keep_table, locked, table_path, verified};
use super::replace::put;
use super::trees::Folder;
use crate::error::Error;
use crate::import::onto::{Before, Texts};
use crate::source::rows::Section;
use aiguilleur_core::tree::{INDEX, Set, Texts as _, Tree};

/// What is to be changed; nobody else changes it in the meantime.
pub struct ToUpdate {
    folder: PathBuf,
    pub set: Set,
    pub tree: Tree,
    pub texts: Texts,
    id: String,
    /// How many errors the set has already.
    errors: usize,
    _lock: Lock,
}

impl ToUpdate {
    /// Looks at the tree of this opérateur in this folder.
    pub fn open(folder: &Path, id: &str) -> Result<Self, Error> {
        let there = Folder::new(folder)?;
        let lock = locked(folder)?;
        let set = Set::open(Box::new(Folder::new(folder)?))?;
        let Some(operateur) = set.referentiel.supplied().find(|operateur| operateur.id == id) else {
            let known: Vec<&str> =
                set.referentiel.supplied().map(|operateur| operateur.id.as_str()).collect();
            return Err(Error::usage(
                format!("Le dossier « {} » n'a pas l'arbre de « {id} ».", folder.display()),
                format!(
                    "Donnez l'un de ceux-ci à --operateur : {}. Pour un arbre neuf : --vers.",
                    known.join(", ")
                ),
            ));
        };
        let tree = set.tree(operateur)?;
        let text = |name: &str| there.text(name).map(std::borrow::Cow::into_owned);
        let texts = Texts { tree: text(&operateur.file())?, index: text(INDEX)? };
        let mut update =
            Self { folder: folder.to_owned(), id: id.to_owned(), errors: 0, set, tree, texts, _lock: lock };
        update.errors = update.errors_of(&update.texts).unwrap_or(usize::MAX);
        Ok(update)
    }

    /// The tree as it is, with the table that it was made of.
    pub fn before<'b>(&'b self, old: Option<&'b [Section]>) -> Result<Before<'b>, Error> {
        let operateur = self.set.referentiel.operateur(&self.id);
        let operateur =
            operateur.ok_or_else(|| Error::usage("Cet opérateur n'est plus là.", "Recommencez."))?;
        Ok(Before { texts: self.texts.clone(), tree: &self.tree, operateur, old })
    }

    /// The table that the tree was made of, where it was kept.
    pub fn kept_table(&self) -> Option<PathBuf> {
        Some(table_path(&self.folder, &self.id)).filter(|path| path.exists())
    }

    /// Whether these texts are no worse than those that are there.
    pub fn is_sound(&self, texts: &Texts) -> bool {
        self.errors_of(texts).is_some_and(|errors| errors <= self.errors)
    }

    fn errors_of(&self, texts: &Texts) -> Option<usize> {
        Some(verified(&self.folder, None, &self.id, &texts.tree, &texts.index).ok()?.errors())
    }

    /// Writes what changed, then the new table.
    pub fn write(&self, texts: &Texts, table: &[u8]) -> Result<(), Error> {
        for (name, before, after) in [
            (format!("{}.ron", self.id), &self.texts.tree, &texts.tree),
            (INDEX.to_owned(), &self.texts.index, &texts.index),
        ] {
            if before != after {
                put(&self.folder.join(name), after)?;
            }
        }
        keep_table(&self.folder, &self.id, table)
    }
}
