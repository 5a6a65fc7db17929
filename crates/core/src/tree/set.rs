//! A set: an index and the trees that it announces, wherever their texts come from.

use std::borrow::Cow;
use std::fmt;

use super::fault::{Fault, Part, Place};
use super::finding::Finding;
use super::link::link;
use super::model::Tree;
use super::parse;
use super::referentiel::{Operateur, Referentiel};
use super::ron::Locator;

/// The file of the index within a set.
pub const INDEX: &str = "referentiel.ron";

/// Gives the texts of a set by name. The core opens no file: a folder is read at the edge.
pub trait Texts: fmt::Debug + Send + Sync {
    /// The text of a file of the set.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or where it cannot be read as text.
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError>;

    /// The file as the user can find it.
    fn label(&self, file: &str) -> String;

    /// The index of the document, as it was read when the program was built; nothing where it must
    /// be read from its text.
    fn referentiel(&self) -> Option<&[u8]> {
        None
    }

    /// The index of the search, as it was made when the program was built; nothing where it must
    /// be made of the trees.
    fn search_index(&self) -> Option<&[u8]> {
        None
    }
}

/// Why no tree could be had from a set.
#[derive(Debug)]
pub enum ReadError {
    /// No text: the file is missing, or the system refuses it.
    Unreadable { file: String, message: String, mend: String },
    /// The text is no tree, or no index.
    Faulty(Vec<Finding>),
}

/// An index and its trees.
#[derive(Debug)]
pub struct Set {
    texts: Box<dyn Texts>,
    /// Read at once: the first screen needs it and nothing else.
    pub referentiel: Referentiel,
}

impl Set {
    /// Reads the index; the trees are read one by one, when they are asked for.
    ///
    /// # Errors
    ///
    /// Where the index is missing, unreadable or broken.
    pub fn open(texts: Box<dyn Texts>) -> Result<Self, ReadError> {
        let referentiel = match texts.referentiel().and_then(Referentiel::from_bytes) {
            Some(referentiel) => referentiel,
            None => {
                parse::referentiel(&texts.label(INDEX), &texts.text(INDEX)?).map_err(ReadError::Faulty)?
            }
        };
        Ok(Self { texts, referentiel })
    }

    /// The tree of a supplied opérateur.
    ///
    /// # Errors
    ///
    /// Where its file is missing, unreadable or broken.
    pub fn tree(&self, operateur: &Operateur) -> Result<Tree, ReadError> {
        let (label, text) = self.text(&operateur.file())?;
        let source = parse::source(&label, &text).map_err(ReadError::Faulty)?;
        let linked = if source.operateur == operateur.id {
            link(source)
        } else {
            Err(vec![Fault::error(
                "operateur",
                Place::words(Part::Top, "operateur", &source.operateur),
                format!(
                    "Ce fichier est celui de « {} », mais il dit « {} ».",
                    operateur.id, source.operateur
                ),
                "Écrivez l'identifiant qui est dans l'index, ou renommez le fichier.",
            )])
        };
        linked.map_err(|faults| {
            let text = parse::without_mark(&text);
            let locator = Locator::new(&label, text);
            ReadError::Faulty(faults.into_iter().map(|f| locator.finding(f)).collect())
        })
    }

    /// The trees of every supplied opérateur, in the order of the index.
    ///
    /// # Errors
    ///
    /// Where the file of one is missing, unreadable or broken.
    pub fn trees(&self) -> Result<Vec<Tree>, ReadError> {
        self.referentiel.supplied().map(|operateur| self.tree(operateur)).collect()
    }

    /// The index of the search that came with the texts.
    pub fn search_index(&self) -> Option<&[u8]> {
        self.texts.search_index()
    }

    /// A file of the set: the name that the user knows, and its text.
    ///
    /// # Errors
    ///
    /// Where it is missing or unreadable.
    pub fn text(&self, file: &str) -> Result<(String, Cow<'_, str>), ReadError> {
        Ok((self.texts.label(file), self.texts.text(file)?))
    }
}
