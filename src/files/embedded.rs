//! The set that the program carries: its texts, and the index of the search made of them.

use std::borrow::Cow;

use aiguilleur_core::case::{Case, ron};
use aiguilleur_core::tree::{Operateur, ReadError, Referentiel, Set, Texts};

/// The set that the program carries.
#[derive(Debug, Clone, Copy)]
pub struct Embedded;

// `FILES` and `CASES: &[(&str, &str)]`, every file of `trees/` and `cases/` with its text, and
// `REFERENTIEL` and `SEARCH: &[u8]`, the indexes of the document and of the search, empty where the
// trees could not be read: written by `build.rs`.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The index and the trees that the program carries, each with its text.
pub fn files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The files of cases that the program carries, each with its text: the scenes of the training.
pub fn cases() -> &'static [(&'static str, &'static str)] {
    CASES
}

/// The index that the program carries.
///
/// # Errors
///
/// Never where the program was built of a set that can be read.
pub fn referentiel() -> Result<Referentiel, ReadError> {
    Ok(Set::open(Box::new(Embedded))?.referentiel)
}

/// Every opérateur that is known: those of the program, then those of a set that it does not have.
///
/// # Errors
///
/// As [`referentiel`].
pub fn with_those_of(here: &[Operateur]) -> Result<Vec<Operateur>, ReadError> {
    let mut all = referentiel()?.operateurs;
    let others = here.iter().filter(|operateur| all.iter().all(|known| known.id != operateur.id));
    let others: Vec<Operateur> = others.cloned().collect();
    all.extend(others);
    Ok(all)
}

/// Each of those cases.
pub fn each_case(mut tell: impl FnMut(&Case<'_>)) {
    for (file, text) in CASES {
        ron::read(file, text).cases.iter().for_each(|placed| tell(&placed.case));
    }
}

impl Texts for Embedded {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        FILES.iter().find(|(name, _)| *name == file).map(|(_, text)| Cow::Borrowed(*text)).ok_or_else(|| {
            ReadError::Unreadable {
                file: self.label(file),
                message: "Ce fichier n'est pas dans le programme.".to_owned(),
                mend: "Ajoutez-le au dossier « trees », puis reconstruisez le programme.".to_owned(),
            }
        })
    }

    fn label(&self, file: &str) -> String {
        format!("trees/{file}")
    }

    fn referentiel(&self) -> Option<&[u8]> {
        (!REFERENTIEL.is_empty()).then_some(REFERENTIEL)
    }

    fn search_index(&self) -> Option<&'static [u8]> {
        (!SEARCH.is_empty()).then_some(SEARCH)
    }
}
