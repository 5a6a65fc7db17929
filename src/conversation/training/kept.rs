//! What a session keeps of what was learnt, and what is said where it cannot.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::ErrorKind;

use crate::error::Error;
use crate::files::progress::{Access, Damaged, Store};
use crate::pages::Block;
use crate::pages::training::kept;
use crate::ui;
use aiguilleur_core::day::Day;
use aiguilleur_core::training::{Mark, Progress, Scenario};

/// Where the progress of a session goes.
pub(super) struct Kept {
    /// Nowhere, where nothing can be kept.
    store: Option<Store>,
    today: Day,
    /// Tells this session from the others.
    key: String,
    /// How many scenarios could not be kept.
    lost: usize,
    /// The damaged files that were met on the way.
    damaged: Vec<Damaged>,
}

impl Kept {
    /// What is kept so far, and where it will go on being kept. Where nothing can be, it is said
    /// before the first case, and the training goes on without.
    pub(super) fn open(store: Option<Store>, today: Day) -> (Progress, Self) {
        let opened = store.as_ref().and_then(|store| store.open().ok());
        let (kept, access) = opened.unwrap_or_default();
        let store = store.filter(|_| access == Access::Writes);
        let mut said = of_damaged(kept.damaged.as_slice());
        match access {
            Access::Writes => {}
            Access::Held => said.extend(kept::held()),
            Access::Refused => said.extend(kept::not_kept()),
        }
        let mut progress = kept.progress;
        said.extend(kept::brought_back(progress.bring_back(today)));
        ui::say(&said);
        let key = format!("{:016x}", RandomState::new().build_hasher().finish());
        (progress, Self { store, today, key, lost: 0, damaged: Vec::new() })
    }

    /// Keeps what a scenario taught, where it can be kept. What cannot be now is said at the end: the
    /// next one may be.
    pub(super) fn keep(&mut self, scenario: &Scenario<'_>, mark: Mark, again: bool) {
        let key = (self.key.as_str(), self.today);
        let Some(store) = &self.store else { return };
        let change = |progress: &mut Progress| {
            progress.bring_back(self.today);
            progress.count(scenario, mark, again, key);
        };
        match store.update(change) {
            Ok(damaged) => self.damaged.extend(damaged),
            Err(_) => self.lost += 1,
        }
    }

    /// What could not be kept, in words.
    pub(super) fn said(&self) -> Vec<Block> {
        let mut said = of_damaged(&self.damaged);
        if self.lost > 0 {
            said.extend(kept::unkept(self.lost));
        }
        said
    }
}

/// The progress so far, for a balance; dates that cannot be are said.
///
/// # Errors
///
/// Where it cannot be read: a balance of nothing would pass for that of somebody who never trained.
pub fn progress(store: Option<&Store>, today: Day) -> Result<Progress, Error> {
    let kept = store.map(Store::look).transpose().map_err(|_| unreadable(store))?.unwrap_or_default();
    if kept.damaged.is_some() {
        return Err(failed(
            store,
            "Ce fichier de progression est abîmé, ou d'une autre version.",
            "Il est laissé en place. « aiguilleur former » le met de côté et repart de rien ; « --oublier » l'efface.",
        ));
    }
    let mut progress = kept.progress;
    ui::say(&kept::brought_back(progress.bring_back(today)));
    Ok(progress)
}

/// Deletes the progress; says whether there was any.
pub fn forget(store: Option<&Store>) -> Result<Vec<Block>, Error> {
    let found = store.map_or(Ok(false), Store::forget).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => failed(store, kept::HELD, "Terminez cette séance, puis recommencez."),
        ErrorKind::InvalidData => failed(
            store,
            "C'est un lien vers un fichier qui n'est pas une progression.",
            "Retirez ce lien vous-même.",
        ),
        _ => unreadable(store),
    })?;
    Ok(kept::forgotten(found))
}

fn unreadable(store: Option<&Store>) -> Error {
    failed(
        store,
        "Votre progression ne se lit pas, ou ne s'efface pas.",
        "Vérifiez que c'est un fichier, et vos droits sur ce dossier.",
    )
}

fn failed(store: Option<&Store>, message: &str, mend: &str) -> Error {
    Error::Input {
        file: store.map(|store| store.file().display().to_string()),
        message: message.to_owned(),
        mend: mend.to_owned(),
    }
}

/// What became of damaged files, in words.
fn of_damaged(damaged: &[Damaged]) -> Vec<Block> {
    let said = damaged.iter().flat_map(|damaged| match damaged {
        Damaged::SetAside(path) => kept::damaged(path, true),
        Damaged::LeftInPlace(path) => kept::damaged(path, false),
    });
    said.collect()
}
