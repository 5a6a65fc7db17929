//! How far a long reading is: one line on a terminal, once it has lasted half a second.
//!
//! One line drawn ten times a second is all that is needed, and it costs nothing at start-up;
//! a progress-bar crate brings the mathematical library, which every start would then load.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use console::Term;

use super::Manner;

/// Below this, a line would only flicker.
const SHOWN_AFTER: Duration = Duration::from_millis(500);

/// Between two drawings.
const PACE: Duration = Duration::from_millis(100);

/// A reading under way.
#[derive(Debug)]
pub struct Reading {
    /// The terminal, where there is one to draw on.
    term: Option<Term>,
    size: Option<u64>,
    start: Instant,
    read: AtomicU64,
    /// When the line was last drawn; none before the first time.
    drawn: Mutex<Option<Instant>>,
}

impl Reading {
    /// A reading of so many bytes, where that is known.
    pub fn new(size: Option<u64>, manner: Manner) -> Self {
        let shown = !manner.accessible && std::io::stderr().is_terminal() && !console::is_dumb();
        Self {
            term: shown.then(Term::stderr),
            size,
            start: Instant::now(),
            read: AtomicU64::new(0),
            drawn: Mutex::new(None),
        }
    }

    /// So many more bytes were read.
    pub fn advance(&self, bytes: u64) {
        let read = self.read.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let Some(term) = &self.term else { return };
        let elapsed = self.start.elapsed();
        if elapsed < SHOWN_AFTER {
            return;
        }
        // Another thread is drawing: its line is as good as ours.
        let Ok(mut drawn) = self.drawn.try_lock() else { return };
        if drawn.is_none_or(|last| last.elapsed() >= PACE) {
            let words = console::truncate_str(&line(read, self.size, elapsed), width(term), "…").into_owned();
            // What cannot be drawn is only a comfort lost.
            let _ = term.clear_line().and_then(|()| term.write_str(&words));
            *drawn = Some(Instant::now());
        }
    }

    /// Takes the line away.
    pub fn finish(&self) {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(term), Some(_)) = (&self.term, *drawn) {
            let _ = term.clear_line();
        }
    }
}

/// The last column stays free: a full line would wrap, and could not be cleared.
fn width(term: &Term) -> usize {
    usize::from(term.size().1).saturating_sub(1)
}

/// What is known after `elapsed`: the share and the time left where the size is known.
fn line(read: u64, size: Option<u64>, elapsed: Duration) -> String {
    let megabytes = read / 1_000_000;
    let Some(size) = size.filter(|size| (1..).contains(size) && read > 0) else {
        return format!("Lecture : {megabytes} Mo en {} s", elapsed.as_secs());
    };
    let read = read.min(size);
    let share = u128::from(read) * 100 / u128::from(size);
    let left = elapsed.as_millis() * u128::from(size - read) / u128::from(read);
    format!("Lecture : {share} % de {} Mo, reste {} s", size / 1_000_000, left.div_ceil(1000))
}

#[cfg(test)]
mod tests {
    use super::line;
    use std::time::Duration;

    #[test]
    fn the_share_and_the_time_left_are_said_where_the_size_is_known() {
        assert_eq!(
            line(50_000_000, Some(200_000_000), Duration::from_secs(2)),
            "Lecture : 25 % de 200 Mo, reste 6 s"
        );
        assert_eq!(line(50_000_000, None, Duration::from_secs(2)), "Lecture : 50 Mo en 2 s");
    }

    #[test]
    fn a_file_that_grows_or_is_empty_divides_nothing_by_zero() {
        assert_eq!(
            line(3_000_000, Some(1_000_000), Duration::from_secs(1)),
            "Lecture : 100 % de 1 Mo, reste 0 s"
        );
        assert_eq!(line(0, Some(0), Duration::from_secs(1)), "Lecture : 0 Mo en 1 s");
    }
}
