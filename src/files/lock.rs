//! The right to read, change and write something that other programs may change too: one at a time.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long one waits for another to finish, before it is said.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// The right, held until it is dropped, or until the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    held: Option<File>,
    /// The folder that was made to be locked.
    made: Option<PathBuf>,
}

impl Lock {
    /// By a file that stays, empty.
    ///
    /// # Errors
    ///
    /// `WouldBlock` where another holds it.
    pub fn on_file(path: &Path) -> io::Result<Self> {
        // To read as well: a pipe of that name must not be waited for.
        let file = File::options().create(true).truncate(false).read(true).write(true).open(path)?;
        patiently(|| Ok(file.try_lock()?))?;
        Ok(Self { held: Some(file), made: None })
    }

    /// On a folder, which is made where there is none, and goes again where nothing was put in it.
    ///
    /// # Errors
    ///
    /// `WouldBlock` where another holds it.
    pub fn on_folder(path: &Path) -> io::Result<Self> {
        let made = !path.exists();
        let held = patiently(|| {
            // Another, whose writing failed, may have removed it in the meantime.
            fs::create_dir_all(path)?;
            folder(path)
        })?;
        Ok(Self { held, made: made.then(|| path.to_owned()) })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.held = None;
        if let Some(made) = &self.made {
            // A folder that holds something is not removed.
            let _ = fs::remove_dir(made);
        }
    }
}

fn patiently<T>(mut take: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match take() {
            Err(error) if error.kind() == ErrorKind::WouldBlock && start.elapsed() < LONGEST_WAIT => {
                std::thread::sleep(PAUSE);
            }
            taken => return taken,
        }
    }
}

/// The folder itself, which leaves nothing behind.
#[cfg(unix)]
fn folder(path: &Path) -> io::Result<Option<File>> {
    use std::os::unix::fs::MetadataExt as _;
    let folder = File::open(path)?;
    match folder.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Err(ErrorKind::WouldBlock.into()),
        // A disk that knows no lock: one writes as everyone did before.
        Err(fs::TryLockError::Error(_)) => return Ok(None),
    }
    let (held, there) = (folder.metadata()?, fs::metadata(path)?);
    if (held.dev(), held.ino()) == (there.dev(), there.ino()) {
        Ok(Some(folder))
    } else {
        Err(ErrorKind::WouldBlock.into())
    }
}

/// A file that nobody else can open, and that goes with the process.
#[cfg(windows)]
fn folder(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const SHARING_VIOLATION: i32 = 32;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .share_mode(0)
        .custom_flags(DELETE_ON_CLOSE)
        .open(path.join(".aiguilleur.verrou"));
    match file {
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Err(ErrorKind::WouldBlock.into()),
        other => other.map(Some),
    }
}
