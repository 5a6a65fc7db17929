//! The terminal, taken for a conversation and given back at every end; and what is typed on it.
//!
//! What is typed is not always an answer. A paste fills a line of words and is nothing elsewhere. What waits when a
//! page is drawn was typed for another page. Keys that come all at once were pasted in a terminal that does not say
//! so. The same key again at once is a finger that trembled.

#[cfg(unix)]
mod keys;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;
#[cfg(not(unix))]
#[path = "windows.rs"]
mod system;

use std::collections::VecDeque;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use console::{Key, Term};

use self::system::Source;
use crate::error::Error;

pub(super) use self::system::{lines_wait, wait_for_enter};

/// A screen of its own, given back at the end with what stood there before.
const ENTER: &str = "\u{1b}[?1049h";
const LEAVE: &str = "\u{1b}[?1049l";

/// Keys, or lines, that follow each other faster were not typed one by one.
pub(super) const AT_ONCE: Duration = Duration::from_millis(10);
/// The same key again, faster than this, is a bounce or a double tap.
const BOUNCE: Duration = Duration::from_millis(400);
/// The same key again, faster than this, is a key that is held.
const HELD: Duration = Duration::from_millis(60);
/// More at once is taken in several times, in keys.
const MOST_AT_ONCE: usize = 4096;
/// How many times what waits is read, at most, before a page is drawn all the same.
const MOST_WAITING: usize = 1024;

/// The terminal is as the program found it.
static AS_FOUND: AtomicBool = AtomicBool::new(true);

/// Only keys are taken: what is shown stays under what stood there.
static KEYS_ALONE: AtomicBool = AtomicBool::new(false);

/// Takes keys as they are pressed, and no screen.
pub(super) fn take_keys() {
    KEYS_ALONE.store(true, Ordering::SeqCst);
    take();
}

/// Takes the terminal, or takes it again: a screen of its own, keys as they are pressed.
pub(super) fn take() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
    });
    AS_FOUND.store(false, Ordering::SeqCst);
    system::take_keys();
    let term = Term::stderr();
    // A screen that refuses this refuses the page as well, which is an error then.
    let screen = if KEYS_ALONE.load(Ordering::SeqCst) { "" } else { ENTER };
    let _ = term.write_str(screen).and_then(|()| term.write_str(system::ASK_FOR_PASTES));
    let _ = term.hide_cursor();
}

/// Gives the terminal back as it was found.
pub(super) fn give_back() {
    if AS_FOUND.load(Ordering::SeqCst) {
        return;
    }
    let term = Term::stderr();
    // A screen that is gone needs nothing more.
    let alone = KEYS_ALONE.load(Ordering::SeqCst);
    let leave = || term.clear_screen().and_then(|()| term.write_str(LEAVE));
    let _ = term
        .write_str(system::NO_MORE_PASTES)
        .and_then(|()| if alone { Ok(()) } else { leave() })
        .and_then(|()| term.show_cursor());
    system::give_keys_back();
    AS_FOUND.store(true, Ordering::SeqCst);
}

/// What was typed in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stroke {
    Key(Key),
    Paste(String),
}

/// What ended a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Typed,
    /// Nothing came in that time.
    Quiet,
    /// The screen must be drawn again, whole.
    Resized,
    /// Nothing will come any more.
    Ended,
}

/// What happened at the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// One stroke, or several at once; `bounced` where it is the last one again.
    Typed {
        strokes: Vec<Stroke>,
        bounced: bool,
    },
    Resized,
    Ended,
}

/// What is typed.
pub(super) struct Input {
    source: Source,
    events: VecDeque<Event>,
    /// The last key, and when it came.
    last: Option<(Key, Instant)>,
}

impl Input {
    pub(super) fn open() -> Self {
        Self { source: Source::open(), events: VecDeque::new(), last: None }
    }

    /// Forgets what waits: it was typed before there was anything to answer.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted.
    pub(super) fn forget_what_waits(&mut self) -> Result<(), Error> {
        self.events.retain(|event| !matches!(event, Event::Typed { .. }));
        for _ in 0..MOST_WAITING {
            let mut strokes = Vec::new();
            // An escape that waits is only known as a key after a while: it must not answer the next page.
            let patience = self.source.escape_begun().map_or(Duration::ZERO, |patience| patience * 2);
            let woken = self.source.wait(Some(patience), &mut strokes)?;
            interrupted(&strokes)?;
            match woken {
                Woken::Quiet if self.source.escape_begun().is_none() => break,
                Woken::Ended => {
                    self.events.push_back(Event::Ended);
                    break;
                }
                Woken::Resized => self.events.push_back(Event::Resized),
                Woken::Quiet | Woken::Typed => {}
            }
        }
        Ok(())
    }

    /// Waits for something to happen.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted.
    pub(super) fn next(&mut self) -> Result<Event, Error> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(event);
            }
            let mut strokes = Vec::new();
            let mut woken = self.source.wait(None, &mut strokes)?;
            while woken == Woken::Typed && strokes.iter().any(is_text) && strokes.len() < MOST_AT_ONCE {
                woken = self.source.wait(Some(AT_ONCE), &mut strokes)?;
            }
            interrupted(&strokes)?;
            self.add(strokes);
            self.events.extend(match woken {
                Woken::Resized => Some(Event::Resized),
                Woken::Ended => Some(Event::Ended),
                Woken::Typed | Woken::Quiet => None,
            });
        }
    }

    /// Texts that came at once stay together; arrows that a link has gathered do not.
    fn add(&mut self, strokes: Vec<Stroke>) {
        let together = strokes.iter().filter(|stroke| is_text(stroke)).count() > 1;
        let goes =
            if together { vec![strokes] } else { strokes.into_iter().map(|stroke| vec![stroke]).collect() };
        for strokes in goes {
            let now = Instant::now();
            let key = strokes.iter().rev().find_map(|stroke| match stroke {
                Stroke::Key(key) => Some(key),
                Stroke::Paste(_) => None,
            });
            let since = match (&self.last, key) {
                (Some((last, at)), Some(key)) if last == key => Some(now.duration_since(*at)),
                _ => None,
            };
            let bounced = since.is_some_and(|since| since < BOUNCE);
            // A key that is held bounces as long as it is; one that is tapped again does once.
            if !since.is_some_and(|since| (HELD..BOUNCE).contains(&since)) {
                self.last = key.map(|key| (key.clone(), now));
            }
            self.events.push_back(Event::Typed { strokes, bounced });
        }
    }
}

/// Whether a pasted text may be made of this.
fn is_text(stroke: &Stroke) -> bool {
    matches!(stroke, Stroke::Key(Key::Char(_) | Key::Enter))
}

/// Ctrl-C ends it all, whatever surrounds it.
fn interrupted(strokes: &[Stroke]) -> Result<(), Error> {
    if strokes.contains(&Stroke::Key(Key::CtrlC)) { Err(Error::Interrupted(Error::CTRL_C)) } else { Ok(()) }
}

#[cfg(all(test, unix))]
mod tests;
