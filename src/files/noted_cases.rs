//! Cases noted while an interview is played, added to a file that a person completes.

use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::read::{LARGEST, bytes, decode};
use super::replace::{put, unwritten};
use crate::error::Error;
use aiguilleur_core::case::{Case, note};

/// A file to which the cases of a session are added as they are played: a window that is closed loses none.
#[derive(Debug)]
pub struct Noted {
    path: PathBuf,
    /// What the file held before the first of `cases` that it does not hold yet.
    before: String,
    /// How many of the session's cases are in `before`.
    kept: usize,
    /// What was last read or written.
    last: String,
    /// How many of the session's cases were in it.
    written: usize,
}

impl Noted {
    /// The file as it is, asked for before the interview: what was played must not be lost at its end.
    ///
    /// # Errors
    ///
    /// Where it is no file of cases.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let before = read(path)?;
        with(path, &before, &[])?;
        Ok(Self { path: path.to_owned(), last: before.clone(), before, kept: 0, written: 0 })
    }

    /// Makes the file hold all the cases of the session, as they are by now.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or is no file of cases any more.
    pub fn write(&mut self, cases: &[Case<'_>]) -> Result<(), Error> {
        if cases.is_empty() && self.last == self.before {
            return Ok(());
        }
        let path = &self.path;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _one_at_a_time = Lock::on_folder(folder).map_err(|error| unwritten(path, &error))?;
        let now = read(path)?;
        if now != self.last {
            // Somebody else wrote it: what it holds stays, the cases that were written here among it.
            (self.before, self.kept) = (now, self.written.min(cases.len()));
        }
        let text = with(path, &self.before, cases.get(self.kept..).unwrap_or_default())?;
        put(path, &text)?;
        (self.last, self.written) = (text, cases.len());
        Ok(())
    }

    /// The name of the file.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The text of the file; none where there is none.
fn read(path: &Path) -> Result<String, Error> {
    match bytes(path, LARGEST) {
        Ok(bytes) => {
            decode(&path.display().to_string(), bytes).map_err(|finding| Error::Faulty(vec![*finding]))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(unwritten(path, &error)),
    }
}

/// This text of the file with these cases.
fn with(path: &Path, text: &str, cases: &[Case<'_>]) -> Result<String, Error> {
    let unfit = |message: &str| {
        Error::file(path, message, "Donnez un fichier de cas en « .ron », ou un nom nouveau.")
    };
    if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron")) {
        return Err(unfit("Les cas notés vont dans un fichier « .ron »."));
    }
    note::add(text, cases)
        .ok_or_else(|| unfit("Ce n'est pas une liste de cas qui se lit : rien n'y est ajouté."))
}
