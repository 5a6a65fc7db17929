//! Where the file of local contacts is sought: `--local`, else `AIGUILLEUR_LOCAL`, else `local.ron`
//! in the folder that the system gives to the user's configuration.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The word that asks for no local contacts.
const NONE: &str = "aucun";

/// Which file of local contacts is taken.
#[derive(Debug, Clone)]
pub enum LocalPlace {
    /// None, as the user asked.
    Refused,
    /// The one that the command line or the environment names.
    Named(PathBuf),
    /// The one of the user's folder, which is there.
    OfUser(PathBuf),
    /// None: there is none in the user's folder, where this one would be taken.
    Awaited(Option<PathBuf>),
}

impl LocalPlace {
    /// Seeks the file; `option` is what the command line names.
    pub fn seek(option: Option<PathBuf>) -> Self {
        let variable = || std::env::var_os("AIGUILLEUR_LOCAL").filter(|value| !value.is_empty());
        match option.or_else(|| variable().map(PathBuf::from)) {
            Some(path) if path.as_os_str() == NONE => Self::Refused,
            Some(path) => Self::Named(path),
            None => match of_user() {
                Some(path) if fs::symlink_metadata(&path).is_ok() => Self::OfUser(path),
                awaited => Self::Awaited(awaited),
            },
        }
    }

    /// The file that is taken, sound or not.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Named(path) | Self::OfUser(path) => Some(path),
            Self::Refused | Self::Awaited(_) => None,
        }
    }
}

fn of_user() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    // A relative one would be another file wherever one stands.
    Some(strategy.config_dir().join("aiguilleur").join("local.ron")).filter(|path| path.is_absolute())
}
