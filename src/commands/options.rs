//! What every command is told, once the command line and the environment were read: which trees, which
//! local contacts, which manner of talking, which day.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::cli::Global;
use crate::error::Error;
use crate::files::cases::named_twice;
use crate::files::library::Library;
use crate::files::local_contacts::LocalFile;
use crate::files::local_place::LocalPlace;
use crate::files::trees::Trees;
use crate::pages::typography::argument;
use crate::pages::{Block, local, replay};
use crate::ui::{self, Manner};
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{ReadError, Set};
use aiguilleur_core::verify;
use aiguilleur_core::walk::Answered;

/// The words that say no, in a variable that says yes or no.
const WORDS_FOR_NO: [&str; 9] = ["", "0", "n", "no", "non", "false", "faux", "off", "aucun"];

/// The options of every command, as values.
#[derive(Debug)]
pub(super) struct Options {
    pub trees: Trees,
    pub local: LocalPlace,
    /// The maison whose own contacts stand before those of the department.
    pub maison: Option<String>,
    pub manner: Manner,
    /// What stands for today, if anything does; a text that is no day fails only who needs one.
    date: Option<OsString>,
}

impl Options {
    /// The options of this command line, completed by the environment.
    pub(super) fn new(global: Global) -> Self {
        let accessible = std::env::var("ACCESSIBLE")
            .is_ok_and(|value| !WORDS_FOR_NO.contains(&&*value.trim().to_lowercase()));
        let date = std::env::var_os("AIGUILLEUR_DATE").filter(|text| !text.is_empty());
        Self {
            trees: global.arbres.map_or(Trees::Embedded, Trees::Folder),
            local: LocalPlace::seek(global.local),
            maison: global.maison,
            manner: Manner { accessible: global.accessible || accessible, couleur: global.couleur },
            date,
        }
    }

    /// Today, where this machine is; or the day that stands for it.
    pub(super) fn today(&self) -> Result<Day, Error> {
        let Some(text) = &self.date else { return Ok(Day::from(jiff::ZonedDateTime::now().date())) };
        let text = text.to_string_lossy();
        text.parse().map_err(|()| {
            Error::usage(
                format!("AIGUILLEUR_DATE vaut « {text} », qui n'est pas une date."),
                "Écrivez AAAA-MM-JJ, ou retirez cette variable.",
            )
        })
    }

    /// The set that the command line names, or the embedded one; its errors are said.
    pub(super) fn open_set(&self) -> Result<Set, ReadError> {
        open_aloud(&self.trees)
    }

    /// A set with its local contacts. Only a file that was typed with the command may stop it: whatever another one is,
    /// it keeps nobody from orienting a person, and [`Library::notice`] says that it was left out.
    pub(super) fn open_library<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let mut library = Library::new(set);
        let Some(path) = self.local.path() else {
            return match &self.maison {
                None => Ok(library),
                Some(maison) => Err(Error::usage(
                    format!("Aucun fichier de contacts locaux n'est pris : « {maison} » ne peut pas l'être."),
                    "Donnez le fichier de son département : « --local FICHIER ».",
                )),
            };
        };
        // A day that is none is no fault of the file.
        let today = self.today()?;
        let read = match self.read_local(path) {
            // A maison that is not in the file is a word to type again.
            Ok(file) => Ok(file.at(self.maison.as_deref())?),
            Err(error) => Err(error),
        };
        match read.and_then(|file| library.complete(&file, today).map(|()| file)) {
            Err(error) if matches!(self.local, LocalPlace::Typed(_)) => Err(error),
            Err(error) => Ok(library.with_notice(Some(self.left_out(path, &error)))),
            Ok(file) => Ok(library.with_notice(local::passed_over(&file.passed_over(set)))),
        }
    }

    /// The file of local contacts; one that the user did not name just now, on a share, may not be there any more.
    pub(super) fn read_local(&self, path: &Path) -> Result<LocalFile, Error> {
        match self.local {
            LocalPlace::Typed(_) => LocalFile::read(path),
            _ => LocalFile::read_soon(path),
        }
    }

    /// What is said where the file of local contacts was left out.
    pub(super) fn left_out(&self, path: &Path, error: &Error) -> String {
        let cause = match error {
            Error::Input { message, .. } | Error::Usage { message, .. } => Some(message.as_str()),
            _ => None,
        };
        let variable = matches!(self.local, LocalPlace::OfVariable(_));
        local::left_out(&path.display().to_string(), variable, cause)
    }

    /// The same as `open_library`, where no page will say what is to be said of the local contacts: it is said at once.
    pub(super) fn open_library_aloud<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let library = self.open_library(set)?;
        if let Some(notice) = library.notice() {
            ui::say(&[Block::text(notice)]);
        }
        Ok(library)
    }
}

/// Opens a set. One with errors is used all the same, as far as it goes: who uses it must know. That of the program is
/// proved before it is built.
pub(super) fn open_aloud(trees: &Trees) -> Result<Set, ReadError> {
    let set = trees.open()?;
    // A tree that cannot be read is an error of its own where it is needed.
    if let Trees::Folder(folder) = trees
        && set.trees().is_ok()
    {
        let errors = verify::verify(&set).errors();
        if errors > 0 {
            let folder = argument(&folder.display().to_string());
            ui::say(&[Block::Text(format!(
                "Ce jeu d'arbres a {errors} erreur(s) : ne vous y fiez pas. « aiguilleur verifier --arbres {folder} » les montre."
            ))]);
        }
    }
    Ok(set)
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

/// A row of a list and its contact, as `--reponse` takes them of a list.
pub(super) fn row_pair(text: &str) -> Result<Answered, String> {
    pair(text).map_err(|_| {
        format!("« {text} » n'est pas de la forme LIGNE=CONTACT, comme « 7=caf/caf-back-office ».")
    })
}

/// Says which files of cases are given more than once: each is read once.
pub(super) fn say_twice(files: &[PathBuf]) -> Result<(), Error> {
    let twice = replay::twice(&named_twice(files)?);
    if !twice.is_empty() {
        ui::say(&twice);
    }
    Ok(())
}
