//! Cases noted while an interview is played, added to a file that a person completes.

use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::read::{LARGEST, bytes, decode};
use super::replace::{check_writable, folder_of, put, unwritten};
use crate::error::Error;
use aiguilleur_core::case::{Case, note};

/// A file to which the cases of a session are added as they are played: a window that is closed loses none.
#[derive(Debug)]
pub struct Noted {
    path: PathBuf,
    /// To what the cases are added at each writing, as they are by then.
    base: Held,
    /// What was last read or written.
    last: Held,
}

/// What a file held at some time.
#[derive(Debug, Clone)]
struct Held {
    text: String,
    /// How many of the session's cases are in it.
    cases: usize,
}

impl Noted {
    /// The file as it is, asked for before the interview: what was played must not be lost at its end.
    ///
    /// # Errors
    ///
    /// Where it is no file of cases, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let held = Held { text: read(path)?, cases: 0 };
        with(path, &held.text, &[])?;
        check_writable(path)?;
        Ok(Self { path: path.to_owned(), base: held.clone(), last: held })
    }

    /// Makes the file hold all the cases of the session, as they are by now.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or is no file of cases any more.
    pub fn write(&mut self, cases: &[Case<'_>]) -> Result<(), Error> {
        if cases.is_empty() && self.last.text == self.base.text {
            return Ok(());
        }
        let path = &self.path;
        let _one_at_a_time = Lock::on_folder(folder_of(path)).map_err(|error| unwritten(path, &error))?;
        let now = read(path)?;
        if now != self.last.text {
            // Somebody else wrote it: what it holds stays, the cases that were written here among it.
            self.base = Held { text: now, cases: self.last.cases.min(cases.len()) };
        }
        let text = with(path, &self.base.text, cases.get(self.base.cases..).unwrap_or_default())?;
        put(path, &text)?;
        self.last = Held { text, cases: cases.len() };
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
