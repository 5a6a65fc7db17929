//! A file in the place of another: the old one or the new one at every moment, never half of one.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The moments of a writing, each of which may be the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Created,
    Written,
    Synced,
    Renamed,
}

/// Writes a file beside, then puts it in the place of the old one. `at` is told each moment, and
/// what it refuses ends the writing there. A link leads to the file to replace, which keeps its
/// rights; a device or a pipe is written to, not replaced.
pub fn replace(path: &Path, bytes: &[u8], at: impl FnMut(Moment) -> io::Result<()>) -> io::Result<()> {
    let end = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&end).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::write(&end, bytes);
    }
    let beside = beside(&end);
    let written = write_beside(&beside, &end, old.as_ref(), bytes, at);
    if written.is_err() {
        // It holds nothing that the caller does not; what forbids this was already said.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Where a file is written before it takes its place.
fn beside(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    PathBuf::from(beside)
}

/// Writes a result to a file, or to `out` where none was named.
pub fn write_result(path: Option<&Path>, text: &str, out: &mut dyn Write) -> Result<(), Error> {
    let Some(path) = path else {
        return Ok(out.write_all(text.as_bytes())?);
    };
    replace(path, text.as_bytes(), |_| Ok(())).map_err(|_| {
        Error::file(
            path,
            "Ce fichier ne peut pas être écrit.",
            "Choisissez un autre dossier avec « -o », ou demandez le droit d'y écrire.",
        )
    })
}

/// What was filled in is never written over by a blank.
pub fn refuse_existing(path: &Path) -> Result<(), Error> {
    if !path.exists() {
        return Ok(());
    }
    Err(Error::file(
        path,
        "Ce fichier existe déjà : un modèle vide l'effacerait.",
        "Donnez un autre nom après « -o ».",
    ))
}

/// What is merged stays as it was written, with its comments.
pub fn refuse_input(path: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    let place = path.canonicalize().ok();
    if place.is_none() || inputs.iter().all(|input| input.canonicalize().ok() != place) {
        return Ok(());
    }
    Err(Error::file(
        path,
        "Ce fichier est l'un de ceux à réunir : le résultat l'effacerait.",
        "Donnez un autre nom après « -o ».",
    ))
}

fn write_beside(
    beside: &Path,
    path: &Path,
    old: Option<&Metadata>,
    bytes: &[u8],
    mut at: impl FnMut(Moment) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = File::create(beside)?;
    if let Some(old) = old {
        fs::set_permissions(beside, old.permissions())?;
    }
    at(Moment::Created)?;
    file.write_all(bytes)?;
    at(Moment::Written)?;
    file.sync_all()?;
    at(Moment::Synced)?;
    fs::rename(beside, path)?;
    at(Moment::Renamed)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot prepare its files has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_writing_that_ends_at_any_moment_leaves_the_old_file_or_the_new_one() {
        for last in [Moment::Created, Moment::Written, Moment::Synced, Moment::Renamed] {
            let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
            let path = folder.path().join("fichier.json");
            fs::write(&path, "l'ancien").expect("it can be written to");
            let died = replace(&path, "le nouveau, plus long".as_bytes(), |moment| {
                if moment == last { Err(io::Error::other("killed")) } else { Ok(()) }
            });
            assert!(died.is_err());
            let left = fs::read_to_string(&path).expect("the file is still there");
            assert_eq!(left == "le nouveau, plus long", last == Moment::Renamed, "{last:?}: {left}");
            assert!(left == "l'ancien" || last == Moment::Renamed, "{last:?}: {left}");
            let files = fs::read_dir(folder.path()).expect("it can be listed").count();
            assert_eq!(files, 1, "{last:?}: nothing is left beside");
        }
    }
}
