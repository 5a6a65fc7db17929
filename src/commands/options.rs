//! What every command is told: which trees, which local contacts, which manner of talking, which day.

use std::fs;
use std::path::PathBuf;

use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Finding, ReadError, Set};

use super::cli::Global;
use crate::error::Error;
use crate::files::embedded::Embedded;
use crate::files::folder::Folder;
use crate::files::library::{Library, Local};
use crate::files::local::{LocalFile, of_user};
use crate::pages::{Block, words};
use crate::ui::{self, Manner, style};

/// The word that asks for no local contacts.
const NONE: &str = "aucun";

/// The file to take, and whether the user named it.
struct Wanted {
    path: PathBuf,
    named: bool,
}

impl Global {
    /// The file that the command line names, else the environment, else the one in the user's
    /// folder, if it is there.
    fn wanted(&self) -> Option<Wanted> {
        match self.named() {
            Some(path) if path.as_os_str() == NONE => None,
            Some(path) => Some(Wanted { path, named: true }),
            None => of_user()
                .filter(|path| fs::symlink_metadata(path).is_ok())
                .map(|path| Wanted { path, named: false }),
        }
    }

    /// The file that the command line names, else the environment.
    fn named(&self) -> Option<PathBuf> {
        let variable = || std::env::var_os("AIGUILLEUR_LOCAL").filter(|value| !value.is_empty());
        self.local.clone().or_else(|| variable().map(PathBuf::from))
    }

    /// The file of local contacts in use, sound or not.
    pub(super) fn local_path(&self) -> Option<PathBuf> {
        self.wanted().map(|wanted| wanted.path)
    }

    /// Whether no local contacts are wanted at all.
    pub(super) fn refuses_local(&self) -> bool {
        self.named().is_some_and(|path| path.as_os_str() == NONE)
    }

    /// What is wrong with the file of local contacts that the user named, if they named one.
    pub(super) fn local_findings(&self, set: &Set) -> Result<Vec<Finding>, Error> {
        match self.wanted() {
            Some(Wanted { path, named: true }) => match LocalFile::read(&path) {
                Ok(file) => file.findings(set, today()?),
                Err(Error::Faulty(findings)) => Ok(findings),
                Err(error) => Err(error),
            },
            _ => Ok(Vec::new()),
        }
    }

    /// A set with its local contacts. A file that was named and is unsound is an error; the one in
    /// the user's folder is then left out, and [`Library::local`] says so: it keeps nobody from
    /// orienting a person.
    pub(super) fn open_library<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let mut library = Library::new(set);
        let Some(Wanted { path, named }) = self.wanted() else {
            return Ok(library);
        };
        match LocalFile::read(&path).and_then(|file| library.complete(&file, today()?)) {
            Err(error) if named => Err(error),
            Err(_) => Ok(library.without_local(path.display().to_string())),
            Ok(()) => Ok(library),
        }
    }
}

impl Global {
    /// The set that the command line names, or the embedded one.
    pub(super) fn open_set(&self) -> Result<Set, ReadError> {
        match &self.arbres {
            Some(folder) => Set::open(Box::new(Folder::new(folder)?)),
            None => Set::open(Box::new(Embedded)),
        }
    }

    pub(super) fn manner(&self) -> Manner {
        let wanted = std::env::var("ACCESSIBLE").is_ok_and(|value| !value.is_empty() && value != "0");
        Manner { accessible: self.accessible || wanted, couleur: self.couleur }
    }

    pub(super) fn colours_output(&self) -> bool {
        style::on_stdout(self.couleur)
    }
}

/// Says that the local contacts of the user's folder were left out, where they were.
pub(super) fn tell_local(library: &Library<'_>) {
    if let Local::LeftOut(file) = library.local() {
        ui::say(&[Block::Text(words::local_left_out(file))]);
    }
}

/// Today, or the day that stands for it.
pub(super) fn today() -> Result<Day, Error> {
    let Some(text) = std::env::var_os("AIGUILLEUR_DATE").filter(|text| !text.is_empty()) else {
        return Ok(Day::today());
    };
    text.to_string_lossy().parse().map_err(|()| {
        Error::usage(
            format!("AIGUILLEUR_DATE vaut « {} », qui n'est pas une date.", text.to_string_lossy()),
            "Écrivez AAAA-MM-JJ, ou retirez cette variable.",
        )
    })
}
