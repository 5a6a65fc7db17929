//! How far a long reading is: a bar, on a terminal, once it has lasted half a second.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Manner;

/// Below this, a bar would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// A reading under way.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    size: Option<u64>,
    start: Instant,
    read: AtomicU64,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A reading of so many bytes, where that is known.
    pub fn new(size: Option<u64>, manner: Manner) -> Self {
        let shown = !manner.accessible && std::io::stderr().is_terminal() && !console::is_dumb();
        Self { shown, size, start: Instant::now(), read: AtomicU64::new(0), bar: OnceLock::new() }
    }

    /// So many more bytes were read.
    pub fn advance(&self, bytes: u64) {
        let read = self.read.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if self.shown && self.start.elapsed() >= PATIENCE {
            self.bar.get_or_init(|| bar(self.size)).set_position(read / 1_000_000);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(size.map(|size| size / 1_000_000), ProgressDrawTarget::stderr());
    let template = match size {
        Some(_) => "Lecture {wide_bar} {pos} Mo sur {len}, reste {eta}",
        None => "Lecture : {pos} Mo en {elapsed}",
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
