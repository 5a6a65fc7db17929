//! `former --reunir`: what a group has learnt, from the balance of each, which names nobody.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::export::BilanRecord;
use crate::files::read::{bytes, refusal};
use crate::pages::{Block, bilan};
use aiguilleur_core::training::Tally;
use aiguilleur_core::tree::Referentiel;

/// A balance is a few kilobytes, in bytes.
const LARGEST: u64 = 4 << 20;

/// The balance of a group.
pub(super) fn group(files: &[PathBuf], referentiel: &Referentiel) -> Result<Vec<Block>, Error> {
    let records = files.iter().map(|file| record(file)).collect::<Result<Vec<_>, _>>()?;
    let tallies: Vec<Tally> = records.iter().map(BilanRecord::tally).collect();
    let seances = records.iter().map(BilanRecord::seances).fold(0, usize::saturating_add);
    Ok(bilan::group(&tallies, seances, referentiel))
}

fn record(file: &Path) -> Result<BilanRecord, Error> {
    let bytes = bytes(file, LARGEST).map_err(|error| {
        let (message, mend) = refusal(&error, Some(LARGEST));
        Error::file(file, message, mend)
    })?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(text).map_err(|error| {
        let message =
            format!("Ce fichier n'est pas un bilan (ligne {}, colonne {}).", error.line(), error.column());
        Error::file(file, message, "Écrivez-le par « aiguilleur former --bilan --json > bilan.json ».")
    })
}
