//! `former --reunir`: what a group has learnt, from the balance of each, which names nobody.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::conversation::training;
use crate::error::Error;
use crate::export::BilanRecord;
use crate::files::library::Library;
use crate::files::read::{LARGEST_BALANCE, bytes, refusal};
use crate::pages::Block;
use crate::pages::training::bilan;
use aiguilleur_core::training::Tally;
use aiguilleur_core::tree::Set;

/// The balance of a group.
pub(super) fn group(files: &[PathBuf], set: &Set) -> Result<Vec<Block>, Error> {
    let mut met = HashSet::new();
    let place = |file: &PathBuf| file.canonicalize().unwrap_or_else(|_| file.clone());
    let (files, again): (Vec<&PathBuf>, Vec<&PathBuf>) =
        files.iter().partition(|file| met.insert(place(file)));
    let records = files.iter().map(|file| record(file)).collect::<Result<Vec<_>, _>>()?;
    let tallies: Vec<Tally> = records.iter().map(BilanRecord::tally).collect();
    let seances = records.iter().map(BilanRecord::seances).fold(0, usize::saturating_add);
    let mut blocks = bilan::group(&tallies, seances, &set.referentiel);
    let told = |file: &PathBuf| bilan::given_again(&file.display().to_string());
    blocks.splice(0..0, again.into_iter().map(told));
    let library = Library::new(set);
    blocks.extend(bilan::unknown(&most_unknown(&records), &training::carried(&library, None)?));
    Ok(blocks)
}

/// The cases that several have not learnt, those of the most learners first, and of how many.
fn most_unknown(records: &[BilanRecord]) -> Vec<(&str, usize)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in records.iter().flat_map(BilanRecord::unknown) {
        *times.entry(name).or_default() += 1;
    }
    let mut times: Vec<(&str, usize)> = times.into_iter().filter(|(_, times)| *times > 1).collect();
    times.sort_by_key(|(_, times)| Reverse(*times));
    times
}

fn record(file: &Path) -> Result<BilanRecord, Error> {
    let bytes = bytes(file, LARGEST_BALANCE).map_err(|error| {
        let (message, mend) = refusal(&error, Some(LARGEST_BALANCE));
        Error::file(file, message, mend)
    })?;
    // What the console of Windows writes by « > » is in UTF-16.
    let (text, ..) = encoding_rs::UTF_8.decode(&bytes);
    let refused = |message: String| {
        Error::file(file, message, "Écrivez-le par « aiguilleur former --bilan --json > bilan.json ».")
    };
    let record: BilanRecord = serde_json::from_str(&text).map_err(|error| {
        refused(format!(
            "Ce fichier n'est pas un bilan (ligne {}, colonne {}).",
            error.line(),
            error.column()
        ))
    })?;
    if record.tally().adds_up() {
        Ok(record)
    } else {
        Err(refused("Les nombres de ce bilan ne vont pas ensemble : il a été changé à la main.".to_owned()))
    }
}
