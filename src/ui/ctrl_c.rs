//! Ctrl-C where keys are not read one by one: one line, the terminal as it was, status 130.

use std::sync::atomic::{AtomicBool, Ordering};

use super::style::Couleur;
use crate::error::Error;

static TRAINING: AtomicBool = AtomicBool::new(false);

/// A training goes on from now on: what it has kept so far stays kept.
pub(super) fn in_training() {
    TRAINING.store(true, Ordering::SeqCst);
}

/// What an interruption leaves.
pub(super) fn what_is_kept() -> &'static str {
    if TRAINING.load(Ordering::SeqCst) {
        "Les cas finis sont gardés."
    } else {
        "Rien n'a été enregistré."
    }
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
