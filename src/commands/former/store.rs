//! Where the learner's progress is kept: one small file of their own, the old one or the new one
//! at every moment, never half of one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::training::Progress;

const FILE: &str = "progression.json";
const LOCK: &str = "progression.verrou";

/// The folder of the progress.
#[derive(Debug)]
pub(super) struct Store(PathBuf);

/// What was read, and what there is to say of it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) progress: Progress,
    /// Where a damaged file was set aside.
    pub(super) set_aside: Option<PathBuf>,
}

/// The moments of a writing, each of which may be the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Created,
    HalfWritten,
    Written,
    Synced,
    Renamed,
}

impl Store {
    /// The folder that the system gives to the user's data; nothing where it gives none.
    pub(super) fn of_user() -> Option<Self> {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(Self(strategy.data_dir().join("aiguilleur")))
    }

    /// The file itself.
    pub(super) fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }

    /// What is kept; nothing yet where there is no file.
    pub(super) fn read(&self) -> io::Result<Kept> {
        let path = self.file();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Kept::default()),
            Err(error) => return Err(error),
        };
        let progress = std::str::from_utf8(&bytes).ok().and_then(|text| Progress::from_text(text).ok());
        match progress {
            Some(progress) => Ok(Kept { progress, set_aside: None }),
            None => Ok(Kept { progress: Progress::default(), set_aside: Some(set_aside(&path)?) }),
        }
    }

    /// Whether anything can be kept.
    pub(super) fn try_out(&self) -> io::Result<()> {
        self.lock().map(drop)
    }

    /// The right to write, held until it is dropped, or until the process ends, however it ends.
    fn lock(&self) -> io::Result<File> {
        fs::create_dir_all(&self.0)?;
        let lock = File::options().create(true).truncate(false).write(true).open(self.0.join(LOCK))?;
        lock.lock()?;
        Ok(lock)
    }

    /// Changes what is kept. What another session has kept in the meantime is read first, so that
    /// two of them lose nothing.
    pub(super) fn update(&self, change: impl FnOnce(&mut Progress)) -> io::Result<Kept> {
        let _lock = self.lock()?;
        let mut kept = self.read()?;
        change(&mut kept.progress);
        let text = kept.progress.to_text()?;
        write(&self.file(), text.as_bytes(), |_| Ok(()))?;
        Ok(kept)
    }

    /// Deletes all that is kept, damaged files included; whether there was anything.
    pub(super) fn forget(&self) -> io::Result<bool> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let mut found = false;
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with("progression.") {
                fs::remove_file(&path)?;
                found |= name != LOCK;
            }
        }
        Ok(found)
    }
}

/// Writes a file beside, then puts it in the place of the old one. `at` is told each moment, and
/// what it refuses ends the writing there.
pub(super) fn write(
    path: &Path,
    bytes: &[u8],
    mut at: impl FnMut(Moment) -> io::Result<()>,
) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let (start, end) = bytes.split_at(bytes.len() / 2);
    let mut file = File::create(&beside)?;
    at(Moment::Created)?;
    file.write_all(start)?;
    at(Moment::HalfWritten)?;
    file.write_all(end)?;
    at(Moment::Written)?;
    file.sync_all()?;
    at(Moment::Synced)?;
    fs::rename(&beside, path)?;
    at(Moment::Renamed)
}

/// Gives a damaged file another name, one that no file has.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let aside = path.with_extension(format!("abime-{number}.json"));
        if !aside.exists() {
            fs::rename(path, &aside)?;
            return Ok(aside);
        }
        number += 1;
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that cannot prepare its files has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_writing_that_ends_at_any_moment_leaves_the_old_file_or_the_new_one() {
        let moments =
            [Moment::Created, Moment::HalfWritten, Moment::Written, Moment::Synced, Moment::Renamed];
        for last in moments {
            let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
            let path = folder.path().join(FILE);
            fs::write(&path, "l'ancien").expect("it can be written to");
            let died = write(&path, "le nouveau, plus long".as_bytes(), |moment| {
                if moment == last { Err(io::Error::other("killed")) } else { Ok(()) }
            });
            assert!(died.is_err());
            let left = fs::read_to_string(&path).expect("the file is still there");
            assert_eq!(left == "le nouveau, plus long", last == Moment::Renamed, "{last:?}: {left}");
            assert!(left == "l'ancien" || last == Moment::Renamed, "{last:?}: {left}");
        }
    }

    #[test]
    fn two_sessions_at_once_lose_nothing() {
        let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
        std::thread::scope(|scope| {
            for session in 0..4 {
                let store = Store(folder.path().to_owned());
                scope.spawn(move || {
                    for turn in 0..25 {
                        let key = format!("{session}-{turn}");
                        store
                            .update(|progress| {
                                progress.seances.push(crate::training::Seance {
                                    cle: key,
                                    date: crate::training::Day::today(),
                                    bilan: crate::training::Tally::default(),
                                });
                            })
                            .expect("it can be kept");
                    }
                });
            }
        });
        let kept = Store(folder.path().to_owned()).read().expect("it can be read");
        assert_eq!(kept.progress.seances.len(), 100);
        assert_eq!(kept.set_aside, None);
    }

    #[test]
    fn damaged_files_are_set_aside_one_beside_the_other() {
        let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
        let store = Store(folder.path().to_owned());
        for (turn, damaged) in ["", "{", "{\"version\": 9}", "\u{0}"].into_iter().enumerate() {
            fs::write(store.file(), damaged).expect("it can be written to");
            let kept = store.read().expect("it can be read");
            let aside = kept.set_aside.unwrap_or_else(|| panic!("{damaged:?} is damaged"));
            assert_eq!(fs::read_to_string(aside).expect("it is there"), damaged, "turn {turn}");
            assert!(!store.file().exists());
        }
        assert!(store.forget().expect("it can be deleted"));
        assert_eq!(fs::read_dir(folder.path()).expect("it can be listed").count(), 0);
    }
}
