//! The console of Windows: keys, already whole, which a thread waits for; and a window whose size is looked at, since
//! `console` keeps to itself what says that it changes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use console::{Key, Term};

use super::{Stroke, Woken};
use crate::error::Error;

/// No console of Windows says that it pastes: keys that come all at once are taken for a paste.
pub(super) const ASK_FOR_PASTES: &str = "";
pub(super) const NO_MORE_PASTES: &str = "";

/// Between two looks at the size of the window.
const PACE: Duration = Duration::from_millis(200);
/// Beyond this, keys wait in the console.
const WAITING: usize = 1024;

/// The keys, as long as the program lives: the window of a double click waits for one more.
static KEYS: OnceLock<Mutex<Receiver<Key>>> = OnceLock::new();

/// `console` does it for each key.
pub(super) fn take_keys() {}

pub(super) fn give_keys_back() {}

/// Waits for the Enter key, where keys are already waited for; whether they were.
pub(crate) fn wait_for_enter() -> bool {
    let Some(keys) = KEYS.get() else { return false };
    let keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    while keys.recv().is_ok_and(|key| key != Key::Enter) {}
    true
}

/// A console of Windows gives its lines one by one, and does not say whether another waits.
pub(crate) fn lines_wait(_: Duration) -> bool {
    false
}

fn keys() -> &'static Mutex<Receiver<Key>> {
    KEYS.get_or_init(|| {
        let (sender, receiver) = sync_channel(WAITING);
        std::thread::spawn(move || {
            let term = Term::stderr();
            let mut failed = 0;
            // Half a character fails, and the next key does not; a console that is gone fails for ever.
            while failed < 100 {
                let Ok(key) = term.read_key_raw() else {
                    failed += 1;
                    continue;
                };
                failed = 0;
                // Its other end lives as long as the program.
                let _ = sender.send(key);
            }
        });
        Mutex::new(receiver)
    })
}

/// Where keys come from.
pub(super) struct Source {
    size: (u16, u16),
}

impl Source {
    pub(super) fn open() -> Self {
        super::super::ctrl_c::catch();
        keys();
        Self { size: Term::stderr().size() }
    }

    /// Keys are whole here.
    #[expect(clippy::unused_self, reason = "the same as on other systems")]
    pub(super) fn escape_begun(&self) -> Option<Duration> {
        None
    }

    /// Waits for something typed, added to `strokes`, or for something else; no longer than `patience`.
    pub(super) fn wait(
        &mut self,
        patience: Option<Duration>,
        strokes: &mut Vec<Stroke>,
    ) -> Result<Woken, Error> {
        let deadline = patience.map(|patience| Instant::now() + patience);
        let keys = keys().lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            match keys.recv_timeout(left.unwrap_or(PACE).min(PACE)) {
                Ok(key) => {
                    strokes.push(Stroke::Key(key));
                    return Ok(Woken::Typed);
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(Woken::Ended),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let size = Term::stderr().size();
            if std::mem::replace(&mut self.size, size) != size {
                return Ok(Woken::Resized);
            }
            if left.is_some_and(|left| left <= PACE) {
                return Ok(Woken::Quiet);
            }
        }
    }
}
