//! What is asked of `former`: to forget, a balance, a session or sheets of questions.

use std::path::PathBuf;

use super::Args;
use crate::error::Error;
use aiguilleur_core::training;

/// What is asked for.
pub(super) enum Plan {
    Forget,
    Bilan {
        json: bool,
    },
    /// The balances of a group.
    Group(Vec<PathBuf>),
    /// A workbook whose scenes are to be written.
    Model {
        path: PathBuf,
        operateur: Option<String>,
        remplacer: bool,
    },
    Session(Wanted, Action),
}

/// The cases of a session or of a quiz.
pub(super) struct Wanted {
    pub operateur: Option<String>,
    pub files: Vec<PathBuf>,
    pub draw: training::Wanted,
    pub seed: Option<u64>,
}

/// What is done with them.
pub(super) enum Action {
    Play { parcours: bool },
    Print { path: PathBuf, remplacer: bool },
}

impl From<Args> for Plan {
    fn from(args: Args) -> Self {
        let Args { operateur, nombre, parcours, cas, graine, urgences, imprimer, remplacer, .. } = args;
        let Args { bilan, reunir, json, oublier, modele, .. } = args;
        if oublier {
            return Self::Forget;
        }
        if bilan {
            return Self::Bilan { json };
        }
        if !reunir.is_empty() {
            return Self::Group(reunir);
        }
        if let Some(path) = modele {
            return Self::Model { path, operateur, remplacer };
        }
        let draw = training::Wanted { number: nombre, urgent: urgences.unwrap_or(0) };
        let wanted = Wanted { operateur, files: cas, draw, seed: graine };
        Self::Session(
            wanted,
            match imprimer {
                Some(path) => Action::Print { path, remplacer },
                None => Action::Play { parcours },
            },
        )
    }
}

impl Action {
    /// Standard input cannot give the cases where it gives the answers.
    pub(super) fn check_input(&self, files: &[PathBuf]) -> Result<(), Error> {
        let plays = matches!(self, Self::Play { .. });
        if plays && files.iter().any(|name| name.as_os_str() == "-") {
            return Err(Error::usage(
                "L'entrée standard sert à vos réponses : elle ne peut pas donner aussi les cas.",
                "Mettez les cas dans un fichier, ou ajoutez « --imprimer ».",
            ));
        }
        Ok(())
    }
}
