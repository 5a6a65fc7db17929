//! Ctrl-C: one line, the terminal as it was, status 130.
//!
//! In plain lines the program waits for a line, and the handler ends it. On a full screen the
//! terminal is not in its usual state: the handler only raises a flag, the wait for a key ends,
//! and the screen is given back in the usual way.

use std::sync::atomic::{AtomicBool, Ordering};

static FULL_SCREEN: AtomicBool = AtomicBool::new(false);
static RAISED: AtomicBool = AtomicBool::new(false);

/// Catches Ctrl-C from now on.
pub(super) fn catch() {
    // A second call in the same process changes nothing, and says so: that is no failure.
    let _ = ctrlc::set_handler(|| {
        RAISED.store(true, Ordering::SeqCst);
        if !FULL_SCREEN.load(Ordering::SeqCst) {
            super::failure::print(&crate::error::Error::Interrupted, super::style::Couleur::Jamais);
            std::process::exit(crate::error::Error::Interrupted.status().into());
        }
    });
}

/// Says whether the terminal must be given back before ending.
pub(super) fn full_screen(on: bool) {
    FULL_SCREEN.store(on, Ordering::SeqCst);
}

/// Whether Ctrl-C was pressed.
pub(super) fn raised() -> bool {
    RAISED.load(Ordering::SeqCst)
}
