//! Ctrl-C: one line, the terminal as it was, status 130.
//!
//! In plain lines the program waits for a line, and the handler ends it. On a full screen the
//! terminal is not in its usual state: the handler only raises a flag and wakes the wait for a
//! key, which ends, and the screen is given back in the usual way.

use std::sync::atomic::{AtomicBool, Ordering};

use super::style::Couleur;
use crate::error::Error;

/// Once on, on for ever: whoever took the screen gives it back.
static FULL_SCREEN: AtomicBool = AtomicBool::new(false);
static RAISED: AtomicBool = AtomicBool::new(false);

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

/// Catches Ctrl-C from now on.
pub(super) fn catch() {
    // A second call in the same process changes nothing, and says so: that is no failure.
    let _ = ctrlc::set_handler(|| {
        RAISED.store(true, Ordering::SeqCst);
        if FULL_SCREEN.load(Ordering::SeqCst) {
            leave_the_screen();
        }
        super::errors::print(&Error::Interrupted, Couleur::Jamais);
        std::process::exit(Error::Interrupted.status().into());
    });
}

/// Says that the terminal must be given back before ending.
pub(super) fn on_full_screen() {
    FULL_SCREEN.store(true, Ordering::SeqCst);
}

/// Whether Ctrl-C was pressed.
pub(super) fn raised() -> bool {
    RAISED.load(Ordering::SeqCst)
}

/// Interrupts the wait for a key until it has noticed, and gives the screen back itself: this never
/// ends. The first signal may have come an instant before that wait began, and been lost on it.
#[cfg(unix)]
fn leave_the_screen() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    loop {
        std::thread::sleep(std::time::Duration::from_millis(20));
        // A process can always signal itself.
        let _ = kill(Pid::this(), Signal::SIGINT);
    }
}

/// Elsewhere nothing wakes that wait: the screen is given back here.
#[cfg(not(unix))]
fn leave_the_screen() {
    super::full_screen::give_back(&console::Term::buffered_stderr());
}
