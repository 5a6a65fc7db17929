//! Files of cases written anew with the ids of a new set of trees.

use std::path::{Path, PathBuf};

use super::cases::Input;
use super::read::{LARGEST, bytes};
use super::replace::{Moment, replace, unwritten, write_new};
use crate::error::Error;
use aiguilleur_core::compare::{Alignment, migrate};
use aiguilleur_core::tree::parse::without_mark;

/// A file of cases to be written anew.
struct Migration<'i> {
    path: &'i Path,
    /// Where the old version is kept.
    kept: PathBuf,
    after: String,
}

/// Rewrites the files whose ids change; the old ones stay beside them. Nothing is written before
/// everything is known to be possible.
pub fn migrate_all(inputs: &[Input], alignments: &[Alignment<'_>]) -> Result<(), Error> {
    let mut migrations = Vec::new();
    for input in inputs {
        let (file, path) = match input {
            Input::List { file, path } | Input::Stream { file, path } => (file, path),
            Input::Table { path, .. } => {
                return Err(Error::file(
                    path,
                    "Un tableau de scènes ne peut pas être récrit.",
                    "Écrivez un tableau neuf par « aiguilleur former --modele », puis copiez-y vos scènes.",
                ));
            }
            Input::Standard => {
                return Err(Error::usage(
                    "L'entrée standard ne peut pas être récrite.",
                    "Donnez des fichiers à --cas.",
                ));
            }
        };
        let before = input.text()?.map_err(|finding| Error::Faulty(vec![*finding]))?;
        let (mark, text) = before.split_at(before.len() - without_mark(&before).len());
        let after = match input {
            Input::List { .. } => migrate::list(file, text, alignments),
            _ => migrate::stream(text, alignments),
        };
        if after == text {
            continue;
        }
        let kept = PathBuf::from(format!("{}.ancien", path.display()));
        if kept.symlink_metadata().is_ok() {
            return Err(Error::file(
                &kept,
                "L'ancienne version d'une migration précédente est encore là.",
                "Déplacez-la ou supprimez-la, puis recommencez. Rien n'a été récrit.",
            ));
        }
        migrations.push(Migration { path, kept, after: format!("{mark}{after}") });
    }
    migrations.into_iter().try_for_each(Migration::write)
}

impl Migration<'_> {
    /// The old version is kept once the new one is whole, just before it goes.
    fn write(self) -> Result<(), Error> {
        let keep = |moment| match moment {
            Moment::Synced => write_new(&self.kept, &bytes(self.path, LARGEST)?),
            _ => Ok(()),
        };
        replace(self.path, self.after.as_bytes(), keep).map_err(|error| unwritten(self.path, &error))
    }
}
