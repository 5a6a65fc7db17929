//! Where the learner's progress is kept: one small file of their own, the old one or the new one
//! at every moment, never half of one.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::lock::Lock;
use super::read::{LARGEST_PROGRESS, bytes};
use super::replace::{UNFINISHED, replace};
use aiguilleur_core::training::Progress;

const FILE: &str = "progression.json";
const LOCK: &str = "progression.verrou";
/// The folder of the progress.
#[derive(Debug)]
pub struct Store(PathBuf);

/// What was read, and what there is to say of it.
#[derive(Debug, Default)]
pub struct Kept {
    pub progress: Progress,
    pub damaged: Option<Damaged>,
}

/// What became of a file that is no progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damaged {
    /// It has another name now, this one.
    SetAside(PathBuf),
    /// Nothing may be written there: it is still where it was.
    LeftInPlace(PathBuf),
}

/// Whether what is learnt can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    Writes,
    /// Another session is writing, and does not end.
    Held,
    /// The disk refuses, or there is no folder.
    #[default]
    Refused,
}

impl Store {
    /// The folder that the system gives to the user's data; nothing where it gives none.
    pub fn of_user() -> Option<Self> {
        let strategy = etcetera::choose_base_strategy().ok()?;
        // A relative one would be another folder wherever one stands.
        Some(Self(strategy.data_dir().join("aiguilleur"))).filter(|store| store.0.is_absolute())
    }

    /// The file itself.
    pub fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }

    /// What is kept, and whether more can be. A disk that refuses to be written to is still read.
    pub fn open(&self) -> io::Result<(Kept, Access)> {
        match self.lock().and_then(|lock| self.read(Some(&lock))) {
            Ok(kept) => Ok((kept, Access::Writes)),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok((self.look()?, Access::Held)),
            Err(_) => Ok((self.look()?, Access::Refused)),
        }
    }

    /// What is kept. Nothing is written, moved or waited for.
    pub fn look(&self) -> io::Result<Kept> {
        self.read(None)
    }

    /// What is kept; nothing yet where there is no file. Only the holder of the lock may set a
    /// damaged file aside: another session may be about to mend it.
    fn read(&self, lock: Option<&Lock>) -> io::Result<Kept> {
        let path = self.file();
        // A pipe would be waited for.
        match fs::metadata(&path) {
            Ok(there) if !there.is_file() => return Err(ErrorKind::InvalidInput.into()),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
            _ => {}
        }
        let bytes = bytes(&path, LARGEST_PROGRESS)?;
        Ok(match (progress(&bytes), lock) {
            (Some(progress), _) => Kept { progress, damaged: None },
            (None, Some(_)) => {
                Kept { damaged: Some(Damaged::SetAside(set_aside(&path)?)), ..Kept::default() }
            }
            (None, None) => Kept { damaged: Some(Damaged::LeftInPlace(path)), ..Kept::default() },
        })
    }

    fn lock(&self) -> io::Result<Lock> {
        fs::create_dir_all(&self.0)?;
        Lock::on_file(&self.0.join(LOCK))
    }

    /// Changes what is kept; what became of the file, if it was damaged. What another session has
    /// kept in the meantime is read first, so that two of them lose nothing.
    pub fn update(&self, change: impl FnOnce(&mut Progress)) -> io::Result<Option<Damaged>> {
        let lock = self.lock()?;
        self.sweep()?;
        let mut kept = self.read(Some(&lock))?;
        change(&mut kept.progress);
        let text = kept.progress.to_text()?;
        replace(&self.file(), text.as_bytes(), |_| Ok(()))?;
        Ok(kept.damaged)
    }

    /// Removes what a session that was killed had begun to write: whoever holds the lock writes alone.
    fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Deletes all that is kept, damaged files included, and what a link leads to; whether there was anything.
    /// The lock stays, empty: without it, a session that goes on would write beside one that starts.
    pub fn forget(&self) -> io::Result<bool> {
        if !self.0.try_exists()? {
            return Ok(false);
        }
        let _lock = self.lock()?;
        let mut found = false;
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name == LOCK || !(name.starts_with("progression.") || name.starts_with(UNFINISHED)) {
                continue;
            }
            if fs::symlink_metadata(&path)?.is_symlink()
                && let Ok(end) = fs::canonicalize(&path)
            {
                // Whoever wants it elsewhere made the link: the progress is there. Another file is not ours.
                let ours = bytes(&end, LARGEST_PROGRESS).is_ok_and(|bytes| progress(&bytes).is_some());
                if !ours {
                    return Err(ErrorKind::InvalidData.into());
                }
                fs::remove_file(end)?;
            }
            fs::remove_file(&path)?;
            found = true;
        }
        Ok(found)
    }
}

fn progress(bytes: &[u8]) -> Option<Progress> {
    Progress::from_text(std::str::from_utf8(bytes).ok()?).ok()
}

/// Gives a damaged file another name, one that no file has.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let aside = path.with_extension(format!("abime-{number}.json"));
        if aside.symlink_metadata().is_err() {
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
                                progress.seances.push(aiguilleur_core::training::Seance {
                                    cle: key,
                                    date: "2026-11-24".parse().expect("it is a day"),
                                    bilan: aiguilleur_core::training::Tally::default(),
                                });
                            })
                            .expect("it can be kept");
                    }
                });
            }
        });
        let (kept, _) = Store(folder.path().to_owned()).open().expect("it can be read");
        assert_eq!((kept.progress.seances.len(), kept.damaged), (100, None));
    }

    #[test]
    fn damaged_files_are_set_aside_one_beside_the_other() {
        let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
        let store = Store(folder.path().to_owned());
        for (turn, damaged) in ["", "{", "{\"version\": 9}", "\u{0}"].into_iter().enumerate() {
            fs::write(store.file(), damaged).expect("it can be written to");
            let unlocked = store.read(None).expect("it can be read");
            assert_eq!(unlocked.damaged, Some(Damaged::LeftInPlace(store.file())), "it is not ours to move");
            let (kept, _) = store.open().expect("it can be read");
            let Some(Damaged::SetAside(aside)) = kept.damaged else { panic!("{damaged:?} is damaged") };
            assert_eq!(fs::read_to_string(aside).expect("it is there"), damaged, "turn {turn}");
            assert!(!store.file().exists());
        }
        assert!(store.forget().expect("it can be deleted"));
        let left: Vec<_> = fs::read_dir(folder.path())
            .expect("it can be listed")
            .map(|entry| entry.expect("it has a name").file_name())
            .collect();
        assert_eq!(left, [LOCK], "only the lock is left, and it is empty");
        assert_eq!(fs::read(folder.path().join(LOCK)).expect("it can be read"), b"");
    }
}
