//! A file in the place of another: the old one or the new one at every moment, never half of one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The moments of a writing, each of which may be the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Created,
    Written,
    Synced,
    Renamed,
}

/// Writes a file beside, then puts it in the place of the old one. `at` is told each moment, and
/// what it refuses ends the writing there.
pub(super) fn replace(path: &Path, bytes: &[u8], at: impl FnMut(Moment) -> io::Result<()>) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let written = write_beside(&beside, path, bytes, at);
    if written.is_err() {
        // It holds nothing that the caller does not; what forbids this was already said.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_beside(
    beside: &Path,
    path: &Path,
    bytes: &[u8],
    mut at: impl FnMut(Moment) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = File::create(beside)?;
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
