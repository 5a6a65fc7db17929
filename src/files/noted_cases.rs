//! Cases noted while an interview is played, added to a file that a person completes.

use std::path::Path;

use super::lock::Lock;
use super::read::{LARGEST, bytes, decode};
use super::replace::{put, unwritten};
use crate::error::Error;
use aiguilleur_core::case::{Case, note};

/// Whether cases can be noted in this file, asked before the interview: what was played must not be lost at its end.
///
/// # Errors
///
/// Where it is no file of cases.
pub fn check(path: &Path) -> Result<(), Error> {
    with(path, &[]).map(drop)
}

/// Adds cases at the end of the file, which begins where there is none.
///
/// # Errors
///
/// Where it is no file of cases, or cannot be written.
pub fn add(path: &Path, cases: &[Case<'_>]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _one_at_a_time = Lock::on_folder(folder).map_err(|error| unwritten(path, &error))?;
    put(path, &with(path, cases)?)
}

/// The text of the file with these cases.
fn with(path: &Path, cases: &[Case<'_>]) -> Result<String, Error> {
    let unfit = |message: &str| {
        Error::file(path, message, "Donnez un fichier de cas en « .ron », ou un nom nouveau.")
    };
    if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron")) {
        return Err(unfit("Les cas notés vont dans un fichier « .ron »."));
    }
    let text = match bytes(path, LARGEST) {
        Ok(bytes) => {
            decode(&path.display().to_string(), bytes).map_err(|finding| Error::Faulty(vec![*finding]))?
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unwritten(path, &error)),
    };
    note::add(&text, cases)
        .ok_or_else(|| unfit("Ce n'est pas une liste de cas qui se lit : rien n'y est ajouté."))
}
