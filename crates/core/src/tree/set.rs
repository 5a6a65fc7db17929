//! A set: an index and the trees that it announces, wherever their texts come from.

use std::borrow::Cow;
use std::fmt;

use super::fault::{Fault, Part, Place};
use super::finding::Finding;
use super::ids::check_id;
use super::link::link;
use super::model::Tree;
use super::parse;
use super::referentiel::{Operateur, Referentiel};
use super::ron::Locator;
use super::source::FORMAT;

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
    fn search_index(&self) -> Option<&'static [u8]> {
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
        if let Some(referentiel) = texts.referentiel().and_then(Referentiel::from_bytes) {
            return Ok(Self { texts, referentiel });
        }
        let (label, text) = (texts.label(INDEX), texts.text(INDEX)?);
        let referentiel = parse::referentiel(&label, &text).map_err(ReadError::Faulty)?;
        usable(&referentiel, &label, &text)?;
        drop(text);
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
        let complete = |tree: Tree| Tree { lexique: self.referentiel.lexique.clone(), ..tree };
        linked.map(complete).map_err(|faults| {
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
    pub fn search_index(&self) -> Option<&'static [u8]> {
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

/// An index of another age says what this program does not know, and an id that is none names a file outside the set.
fn usable(referentiel: &Referentiel, label: &str, text: &str) -> Result<(), ReadError> {
    let mut faults = Vec::new();
    if referentiel.format != FORMAT {
        faults.push(Fault::error(
            "format",
            Place::bare(Part::Top, "format", referentiel.format),
            format!("Format {} : cette version d'Aiguilleur lit le format {FORMAT}.", referentiel.format),
            format!("Écrivez « format: {FORMAT} », ou prenez la version d'Aiguilleur qui lit cet index."),
        ));
    }
    for operateur in &referentiel.operateurs {
        check_id(Part::Top, &operateur.id, &mut faults);
        for ligne in operateur.lignes() {
            check_id(Part::Top, &ligne.id, &mut faults);
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let locator = Locator::new(label, parse::without_mark(text));
    Err(ReadError::Faulty(faults.into_iter().map(|fault| locator.finding(fault)).collect()))
}
