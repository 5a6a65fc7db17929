//! The terminal of Unix: bytes, a state to be put back, and signals, which wake the wait for a byte.

use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use console::Key;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{SetArg, Termios, cfmakeraw, tcgetattr, tcsetattr};
use nix::unistd::{Pid, getpgrp, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level::emulate_default_handler;

use super::keys::Keys;
use super::{AS_FOUND, Stroke, Woken};
use crate::error::Error;

/// Ctrl-Z, as it comes where no key is a signal.
const SUSPEND: Stroke = Stroke::Key(Key::Char('\u{1a}'));

/// What is pasted comes between two sequences.
pub(super) const ASK_FOR_PASTES: &str = "\u{1b}[?2004h";
pub(super) const NO_MORE_PASTES: &str = "\u{1b}[?2004l";

const SIGNALS: [i32; 7] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// The state of the terminal before it was taken.
static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

/// Keys come one by one from now on, as they are pressed, and none is shown.
pub(super) fn take_keys() {
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    if found.is_none() {
        *found = tcgetattr(std::io::stdin()).ok();
    }
    if let Some(found) = &*found {
        let mut raw = found.clone();
        cfmakeraw(&mut raw);
        // What is written keeps its line ends.
        raw.output_flags = found.output_flags;
        let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, &raw);
    }
}

/// As before. What was typed and not read is lost: it must not reach the command prompt.
pub(super) fn give_keys_back() {
    if let Some(found) = FOUND.lock().unwrap_or_else(PoisonError::into_inner).take() {
        let _ = tcsetattr(std::io::stdin(), SetArg::TCSAFLUSH, &found);
    }
}

/// Only the window of a double click waits for it, and there is none here.
pub(crate) fn wait_for_enter() -> bool {
    false
}

/// Whether standard input has more to give, now or within this time.
pub(crate) fn lines_wait(patience: Duration) -> bool {
    let stdin = std::io::stdin();
    let mut end = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
    poll(&mut end, PollTimeout::try_from(patience).unwrap_or(PollTimeout::ZERO)).is_ok_and(|ready| ready > 0)
}

/// Stops the program and those that a command line runs with it, as the terminal does on Ctrl-Z; whether it did.
///
/// Where the program leads its session, or is of the group that does, no shell would ever wake it.
fn suspended() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp()) && kill(Pid::from_raw(0), Signal::SIGTSTP).is_ok()
}

/// Where bytes and signals come from.
pub(super) struct Source {
    /// None where the system has no room for them.
    signals: Option<SignalDelivery<UnixStream, SignalOnly>>,
    keys: Keys,
}

impl Source {
    pub(super) fn open() -> Self {
        let signals = UnixStream::pair()
            .and_then(|(read, write)| SignalDelivery::with_pipe(read, write, SignalOnly, SIGNALS));
        for signal in SIGNALS {
            // Once the terminal is given back, a signal does what it does to any program.
            let _ = register_conditional_default(signal, &AS_FOUND);
        }
        Self { signals: signals.ok(), keys: Keys::default() }
    }

    /// How long to wait until an escape that has come is known to be a key, if one has.
    pub(super) fn escape_begun(&self) -> Option<Duration> {
        self.keys.escape_begun()
    }

    /// Waits for something typed, added to `strokes`, or for something else; no longer than `patience`.
    pub(super) fn wait(
        &mut self,
        patience: Option<Duration>,
        strokes: &mut Vec<Stroke>,
    ) -> Result<Woken, Error> {
        let deadline = patience.map(|patience| Instant::now() + patience);
        let before = strokes.len();
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let sequence = self.keys.patience();
            let Some((typed, signalled)) = self.poll(left.into_iter().chain(sequence).min()) else {
                return Ok(Woken::Ended);
            };
            if signalled && self.obey()? {
                return Ok(Woken::Resized);
            }
            if typed && !self.read(strokes) {
                return Ok(Woken::Ended);
            }
            if strokes.contains(&SUSPEND) && suspended() {
                strokes.retain(|stroke| *stroke != SUSPEND);
            }
            let silence = !typed && !signalled;
            if silence && sequence.is_some_and(|sequence| left.is_none_or(|left| sequence <= left)) {
                self.keys.quiet(strokes);
            }
            if strokes.len() > before {
                return Ok(Woken::Typed);
            }
            if left.is_some_and(|left| silence || left.is_zero()) {
                return Ok(Woken::Quiet);
            }
        }
    }

    /// Whether bytes and signals wait, once one does or after so long; nothing where the terminal is gone.
    fn poll(&self, patience: Option<Duration>) -> Option<(bool, bool)> {
        let stdin = std::io::stdin();
        let mut ends = vec![PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
        ends.extend(
            self.signals.as_ref().map(|signals| PollFd::new(signals.get_read().as_fd(), PollFlags::POLLIN)),
        );
        // A little more rather than a little less: what is waited for must be over.
        let milliseconds = patience.map(|patience| patience.as_micros().div_ceil(1000));
        let timeout = milliseconds.map_or(PollTimeout::NONE, |milliseconds| {
            PollTimeout::try_from(milliseconds).unwrap_or(PollTimeout::MAX)
        });
        loop {
            match poll(&mut ends, timeout) {
                Ok(_) => break,
                Err(Errno::EINTR) => {}
                Err(_) => return None,
            }
        }
        let wakes = |end: &PollFd<'_>| end.revents().is_some_and(|events| !events.is_empty());
        Some((ends.first().is_some_and(wakes), ends.get(1).is_some_and(wakes)))
    }

    /// Reads what waits; says whether more may come.
    fn read(&mut self, strokes: &mut Vec<Stroke>) -> bool {
        let mut bytes = [0; 4096];
        match nix::unistd::read(std::io::stdin(), &mut bytes) {
            Ok(read @ 1..) => {
                for byte in &bytes[..read] {
                    self.keys.take(*byte, strokes);
                }
                true
            }
            Err(Errno::EINTR | Errno::EAGAIN) => true,
            // The terminal is gone: what a person would call the end of the input.
            Ok(0) | Err(_) => false,
        }
    }

    /// Does what the signals say; whether the screen must be drawn again.
    fn obey(&mut self) -> Result<bool, Error> {
        let signals: Vec<i32> = self.signals.iter_mut().flat_map(SignalDelivery::pending).collect();
        for signal in &signals {
            match *signal {
                SIGWINCH => {}
                // Here until another signal wakes the program.
                SIGTSTP => {
                    super::give_back();
                    let _ = emulate_default_handler(SIGTSTP);
                    super::take();
                }
                // Whoever stopped it may have used the terminal.
                SIGCONT => super::take(),
                signal => return Err(Error::Interrupted(u8::try_from(signal).unwrap_or(Error::CTRL_C))),
            }
        }
        Ok(!signals.is_empty())
    }
}
