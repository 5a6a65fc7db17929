//! Standard output, or what tells that there is none: Rust opens a stand-in for one that is closed, in which a
//! result would be lost without a word.

use std::io::{self, ErrorKind, Write};

/// Standard output.
pub fn standard() -> Box<dyn Write> {
    if closed() { Box::new(Closed) } else { Box::new(io::stdout().lock()) }
}

/// An output that was closed before the program started.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::NotConnected.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
static CLOSED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

// Runs before Rust looks at the standard streams.
#[cfg(unix)]
ctor::declarative::ctor! {
    #[ctor(unsafe)]
    fn look() {
        let closed = nix::sys::stat::fstat(io::stdout()) == Err(nix::errno::Errno::EBADF);
        CLOSED.store(closed, std::sync::atomic::Ordering::Relaxed);
    }
}

#[cfg(unix)]
fn closed() -> bool {
    CLOSED.load(std::sync::atomic::Ordering::Relaxed)
}

#[cfg(windows)]
fn closed() -> bool {
    use std::os::windows::io::AsRawHandle as _;
    io::stdout().as_raw_handle().is_null()
}
