//! Ctrl-C where keys are not read one by one: one line, the terminal as it was, the status of `Error::Interrupted`.

use std::sync::Mutex;

use super::style::Couleur;
use crate::error::Error;

/// What stays kept.
static KEPT: Mutex<&str> = Mutex::new("Rien n'a été enregistré.");

/// What is done from now on is kept, as these words say.
pub(super) fn keep(words: &'static str) {
    if let Ok(mut kept) = KEPT.lock() {
        *kept = words;
    }
}

/// What an interruption leaves.
pub(super) fn what_is_kept() -> &'static str {
    KEPT.lock().map_or("", |kept| *kept)
}

/// Catches Ctrl-C from now on, and on Windows the window that closes.
pub(super) fn catch() {
    // A second call in the same process changes nothing, and says so: that is no failure.
    let _ = ctrlc::set_handler(|| {
        super::terminal::give_back();
        let interrupted = Error::Interrupted(Error::CTRL_C);
        super::errors::print(&interrupted, Couleur::Jamais);
        std::process::exit(interrupted.status().into());
    });
}
