//! Where the file of local contacts is sought: `--local`, else `AIGUILLEUR_LOCAL`, else `local.ron`
//! in the folder that the system gives to the user's configuration, else `local.ron` beside the program.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The word that asks for no local contacts.
const NONE: &str = "aucun";
/// How the file is called where nothing names it.
const NAME: &str = "local.ron";

/// Which file of local contacts is taken.
#[derive(Debug, Clone)]
pub enum LocalPlace {
    /// None, as the user asked.
    Refused,
    /// The one that the command line names: only this one may stop the program.
    Typed(PathBuf),
    /// The one that `AIGUILLEUR_LOCAL` names.
    OfVariable(PathBuf),
    /// The one of the user's folder, or the one beside the program; it is there.
    Found(PathBuf),
    /// None: there is none in the user's folder, where this one would be taken.
    Awaited(Option<PathBuf>),
}

impl LocalPlace {
    /// Seeks the file; `option` is what the command line names.
    pub fn seek(option: Option<PathBuf>) -> Self {
        let variable = || std::env::var_os("AIGUILLEUR_LOCAL").filter(|value| !value.is_empty());
        let named = option.map(Self::Typed).or_else(|| variable().map(PathBuf::from).map(Self::OfVariable));
        let there = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
        match named {
            Some(Self::Typed(path) | Self::OfVariable(path)) if path.as_os_str() == NONE => Self::Refused,
            Some(named) => named,
            None => {
                let own = of_user();
                let found = own.clone().filter(there).or_else(|| beside_program().filter(there));
                found.map_or(Self::Awaited(own), Self::Found)
            }
        }
    }

    /// The file that is taken, sound or not.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Typed(path) | Self::OfVariable(path) | Self::Found(path) => Some(path),
            Self::Refused | Self::Awaited(_) => None,
        }
    }
}

fn of_user() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    // A relative one would be another file wherever one stands.
    Some(strategy.config_dir().join("aiguilleur").join(NAME)).filter(|path| path.is_absolute())
}

/// A program on a share brings the contacts that stand beside it.
fn beside_program() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join(NAME))
}
