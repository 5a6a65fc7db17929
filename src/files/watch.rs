//! Waits until a file of a folder is saved.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, PollWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;

/// How often the files are looked at: a share of a network tells nobody of its changes.
const EVERY: Duration = Duration::from_millis(300);
/// An editor writes a file in several goes; nothing for so long, and it has done.
const QUIET: Duration = Duration::from_millis(150);

/// What watches some files and folders.
#[derive(Debug)]
pub struct Watch {
    saves: Receiver<()>,
    // Watching ends with it.
    _watcher: PollWatcher,
}

impl Watch {
    /// Watches these files, and the files of these folders.
    ///
    /// # Errors
    ///
    /// Where one of them cannot be watched.
    pub fn new(paths: &[&Path]) -> Result<Self, Error> {
        let (sender, saves) = channel();
        let told = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // Nobody waits any more: the program ends.
                let _ = sender.send(());
            }
        };
        let config = Config::default().with_poll_interval(EVERY).with_compare_contents(true);
        let refused = |path: &Path| {
            Error::file(
                path,
                "Ce dossier ne peut pas être suivi.",
                "Vérifiez ce que vous avez donné à --arbres.",
            )
        };
        let first = paths.first().copied().unwrap_or_else(|| Path::new("."));
        let mut watcher = PollWatcher::new(told, config).map_err(|_| refused(first))?;
        for path in paths {
            // The watcher waits for what is not there.
            std::fs::metadata(path).map_err(|_| refused(path))?;
            watcher.watch(path, RecursiveMode::NonRecursive).map_err(|_| refused(path))?;
        }
        Ok(Self { saves, _watcher: watcher })
    }

    /// Waits until something was saved, whole.
    pub fn wait(&self) {
        // Once saved, the end of the saving is waited for.
        if self.saves.recv().is_ok() {
            while !matches!(
                self.saves.recv_timeout(QUIET),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
            ) {}
        }
    }
}
