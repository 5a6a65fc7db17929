//! The set that the program carries, written as files: the index, its trees, and their cases beside.

use std::fs;
use std::path::{Path, PathBuf};

use super::embedded;
use super::replace::{put, unwritten};
use crate::error::Error;

/// Where the cases go: a folder of their own, for a set holds an index and trees alone.
const CASES: &str = "cases";

/// Writes the set to a folder that does not exist yet, or is empty, every byte as it is here: the comments too.
///
/// # Errors
///
/// Where something is there already, or the system refuses.
pub fn write(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::file(
            folder,
            "Ce dossier n'est pas vide : rien n'y est écrit.",
            "Donnez un dossier neuf ; ce qui est dans celui-ci reste comme il est.",
        ));
    }
    let cases = folder.join(CASES);
    fs::create_dir_all(&cases).map_err(|error| unwritten(folder, &error))?;
    let trees = embedded::files().iter().map(|(name, text)| (folder.join(name), *text));
    let beside = embedded::cases().iter().map(|(name, text)| (cases.join(name), *text));
    let written = trees.chain(beside).map(|(path, text)| put(&path, text).map(|()| path));
    written.collect()
}
