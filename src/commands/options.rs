//! What every command is told, once the command line and the environment were read: which trees, which
//! local contacts, which manner of talking, which day.

use std::ffi::OsString;

use super::cli::Global;
use crate::error::Error;
use crate::files::library::{Library, Local};
use crate::files::local_contacts::LocalFile;
use crate::files::local_place::LocalPlace;
use crate::files::trees::Trees;
use crate::pages::{Block, contact};
use crate::ui::{self, Manner};
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{ReadError, Set};
use aiguilleur_core::walk::Answered;

/// The words that say no, in a variable that says yes or no.
const NO: [&str; 9] = ["", "0", "n", "no", "non", "false", "faux", "off", "aucun"];

/// The options of every command, as values.
#[derive(Debug)]
pub(super) struct Options {
    pub trees: Trees,
    pub local: LocalPlace,
    pub manner: Manner,
    /// Today, or the day that stands for it; the text that is no day fails only who needs one.
    today: Result<Day, OsString>,
}

impl Options {
    /// The options of this command line, completed by the environment.
    pub(super) fn new(global: Global) -> Self {
        let accessible =
            std::env::var("ACCESSIBLE").is_ok_and(|value| !NO.contains(&&*value.trim().to_lowercase()));
        let date = std::env::var_os("AIGUILLEUR_DATE").filter(|text| !text.is_empty());
        Self {
            trees: global.arbres.map_or(Trees::Embedded, Trees::Folder),
            local: LocalPlace::seek(global.local),
            manner: Manner { accessible: global.accessible || accessible, couleur: global.couleur },
            today: match date {
                None => Ok(Day::today()),
                Some(text) => text.to_string_lossy().parse().map_err(|()| text),
            },
        }
    }

    /// Today.
    pub(super) fn today(&self) -> Result<Day, Error> {
        self.today.as_ref().copied().map_err(|text| {
            Error::usage(
                format!("AIGUILLEUR_DATE vaut « {} », qui n'est pas une date.", text.to_string_lossy()),
                "Écrivez AAAA-MM-JJ, ou retirez cette variable.",
            )
        })
    }

    /// The set that the command line names, or the embedded one.
    pub(super) fn open_set(&self) -> Result<Set, ReadError> {
        self.trees.open()
    }

    /// A set with its local contacts. A file that was named and is unsound is an error; the one in
    /// the user's folder is then left out, and [`Library::local`] says so: it keeps nobody from
    /// orienting a person.
    pub(super) fn open_library<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let mut library = Library::new(set);
        let Some(path) = self.local.path() else {
            return Ok(library);
        };
        // A day that is none is no fault of the file.
        let today = self.today()?;
        match LocalFile::read(path).and_then(|file| library.complete(&file, today)) {
            Err(error) if matches!(self.local, LocalPlace::Named(_)) => Err(error),
            Err(_) => Ok(library.without_local(path.display().to_string())),
            Ok(()) => Ok(library),
        }
    }

    /// The same, where no page will say that the local contacts were left out: it is said at once.
    pub(super) fn open_library_aloud<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let library = self.open_library(set)?;
        if let Local::LeftOut(file) = library.local() {
            ui::say(&[Block::Text(contact::left_out(file))]);
        }
        Ok(library)
    }
}

/// A question and its answer, as `--reponse` takes them.
pub(super) fn pair(text: &str) -> Result<Answered, String> {
    match text.split_once('=') {
        Some((question, reponse)) if !question.is_empty() && !reponse.is_empty() => {
            Ok(Answered::new(question, reponse))
        }
        _ => Err(format!("« {text} » n'est pas de la forme QUESTION=REPONSE, comme « urgence=non ».")),
    }
}
