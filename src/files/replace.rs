//! A file in the place of another: the old one or the new one at every moment, never half of one.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
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

/// How the name of a file starts that is still being written.
pub(super) const UNFINISHED: &str = ".aiguilleur-";

/// Writes a file beside, under a name that nobody can know, then puts it in the place of the old one.
/// `at` is told each moment, and what it refuses ends the writing there. A link leads to the file to
/// replace, which keeps its rights; a device or a pipe is written to, not replaced. A file that is read-only
/// is refused.
pub fn replace(path: &Path, bytes: &[u8], mut at: impl FnMut(Moment) -> io::Result<()>) -> io::Result<()> {
    match Beside::written(path, bytes, &mut at)? {
        Some(beside) => {
            beside.put()?;
            at(Moment::Renamed)
        }
        None => fs::write(path, bytes),
    }
}

/// A file written whole beside the one that it will replace.
struct Beside {
    file: tempfile::NamedTempFile,
    /// Where it goes: the end of a link.
    end: PathBuf,
}

impl Beside {
    /// None for a device or a pipe, beside which nothing is written.
    fn written(
        path: &Path,
        bytes: &[u8],
        at: &mut impl FnMut(Moment) -> io::Result<()>,
    ) -> io::Result<Option<Self>> {
        let end = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&end).ok();
        if old.as_ref().is_some_and(Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(None);
        }
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        // Created anew, so that no link and no file of another program is followed; removed where it is dropped.
        let mut file = new_file(old.as_ref(), folder_of(&end))?;
        at(Moment::Created)?;
        file.write_all(bytes)?;
        at(Moment::Written)?;
        file.as_file().sync_all()?;
        at(Moment::Synced)?;
        Ok(Some(Self { file, end }))
    }

    fn put(self) -> io::Result<()> {
        self.file.persist(&self.end)?;
        Ok(())
    }
}

/// The folder of a file, the current one for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file under a name that no file has yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = new_file(None, folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// A file of a random name, with the rights of the one that it will replace, or the usual ones.
fn new_file(old: Option<&Metadata>, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED).suffix(".tmp");
    #[cfg(unix)]
    let usual = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(usual);
    let file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Writes a result to a file, or to `out` where none was named.
pub fn write_result(path: Option<&Path>, text: impl AsRef<[u8]>, out: &mut dyn Write) -> Result<(), Error> {
    match path {
        None => Ok(out.write_all(text.as_ref())?),
        Some(path) => put(path, text),
    }
}

/// Writes a text, or bytes, to a file; what keeps it from being written is said.
pub fn put(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Error> {
    replace(path, text.as_ref(), |_| Ok(())).map_err(|error| unwritten(path, &error))
}

/// Writes two files that belong together: neither takes its place before both are written whole.
pub fn put_both(files: [(&Path, &str); 2]) -> Result<(), Error> {
    let mut written = Vec::with_capacity(2);
    for (path, text) in files {
        let beside = Beside::written(path, text.as_bytes(), &mut |_| Ok(()));
        written.push((path, text, beside.map_err(|error| unwritten(path, &error))?));
    }
    for (path, text, beside) in written {
        let put = beside.map_or_else(|| fs::write(path, text), Beside::put);
        put.map_err(|error| unwritten(path, &error))?;
    }
    Ok(())
}

/// Whether a file seems to be one that can be written, asked before anything is typed that would be lost; nothing is
/// written for that.
///
/// # Errors
///
/// What `put` would say: the file or its folder is read-only, or there is no such folder.
pub fn check_writable(path: &Path) -> Result<(), Error> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| old.is_file() && old.permissions().readonly()) {
        return Err(unwritten(path, &ErrorKind::PermissionDenied.into()));
    }
    if old.is_some_and(|old| !old.is_file()) {
        return Ok(());
    }
    let end = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&end);
    match fs::metadata(folder) {
        // On Windows this flag of a folder says nothing.
        Ok(there) if cfg!(unix) && there.permissions().readonly() => {
            Err(unwritten(path, &ErrorKind::PermissionDenied.into()))
        }
        Ok(_) => Ok(()),
        Err(error) => Err(unwritten(path, &error)),
    }
}

/// A file that the command line names may be written over, unless it is read-only, or a person fills it by
/// hand: local contacts, trees. `asked`: `--remplacer` was given.
pub fn allow(path: &Path, asked: bool) -> Result<(), Error> {
    let by_hand = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"));
    // A link of another name leads to it as well.
    if by_hand(path) || fs::canonicalize(path).is_ok_and(|end| by_hand(&end)) {
        return allow_new(path, asked);
    }
    let read_only = fs::metadata(path).is_ok_and(|old| old.is_file() && old.permissions().readonly());
    match (read_only, asked) {
        (false, _) => Ok(()),
        (true, true) => writable(path),
        (true, false) => Err(Error::file(
            path,
            "Ce fichier est en lecture seule.",
            "Donnez un autre nom, ou ajoutez « --remplacer ».",
        )),
    }
}

/// A file that nobody named, or that a person fills, is not written over unless it was asked.
pub fn allow_new(path: &Path, asked: bool) -> Result<(), Error> {
    let Ok(old) = fs::metadata(path) else { return Ok(()) };
    // A device or a pipe has nothing to lose.
    if !asked && (old.is_file() || old.is_dir()) {
        return Err(Error::file(
            path,
            "Ce fichier existe déjà : ce qu'il contient serait perdu.",
            "Donnez un autre nom, ou ajoutez « --remplacer ».",
        ));
    }
    if asked && old.permissions().readonly() { writable(path) } else { Ok(()) }
}

fn writable(path: &Path) -> Result<(), Error> {
    let allowed = fs::metadata(path).and_then(|old| {
        let mut rights = old.permissions();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            rights.set_mode(rights.mode() | 0o200);
        }
        #[cfg(not(unix))]
        #[allow(clippy::permissions_set_readonly_false, reason = "Windows has that one right")]
        rights.set_readonly(false);
        fs::set_permissions(path, rights)
    });
    allowed.map_err(|error| unwritten(path, &error))
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

/// Why nothing was written, and what to do.
pub fn unwritten(path: &Path, error: &io::Error) -> Error {
    let (message, mend) = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ("Le système refuse d'écrire ici.", "Demandez le droit d'écriture, ou donnez un autre dossier.")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("Le disque est plein.", "Faites de la place, puis recommencez.")
        }
        // A bound of the system, or of what is read back before it is written to.
        ErrorKind::FileTooLarge => {
            ("Ce fichier est trop grand.", "Donnez un autre nom, ou vérifiez que c'est bien ce fichier.")
        }
        ErrorKind::InvalidFilename => ("Ce nom est trop long.", "Donnez un nom plus court."),
        ErrorKind::IsADirectory => ("C'est un dossier.", "Donnez le nom d'un fichier."),
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            ("Ce dossier n'existe pas.", "Vérifiez le chemin, ou faites d'abord le dossier.")
        }
        ErrorKind::WouldBlock => (
            "Un autre programme écrit dans ce dossier en ce moment.",
            "Attendez qu'il ait fini, puis recommencez.",
        ),
        ErrorKind::AlreadyExists => ("Ce fichier existe déjà.", "Déplacez-le, ou donnez un autre nom."),
        _ => ("L'écriture n'a pas abouti.", "Vérifiez le chemin et le disque, puis recommencez."),
    };
    Error::file(path, message, mend)
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

    #[test]
    fn a_folder_that_another_program_holds_is_no_fault_of_the_disk() {
        let error = format!("{:?}", unwritten(Path::new("contacts.ron"), &ErrorKind::WouldBlock.into()));
        assert!(error.contains("Un autre programme écrit dans ce dossier en ce moment."), "{error}");
    }
}
