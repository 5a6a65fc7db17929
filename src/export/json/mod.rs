//! The records that `--json` and `exporter json` write, a file for each subject. Their fields are a
//! contract with the programs that read them: one may be added, none is renamed or removed.

mod compare;
mod local;
pub(super) mod outcome;
pub(super) mod referentiel;
mod replay;
mod search;
mod training;
mod verify;

pub use compare::ComparisonRecord;
pub use local::MissingRecord;
pub use outcome::OutcomeRecord;
pub use referentiel::ReferentielRecord;
pub use replay::ReplayRecord;
pub use search::HitRecord;
pub use training::BilanRecord;
pub use verify::{FindingRecord, ReportRecord};

use std::io::{BufWriter, Write};

use serde::{Serialize, Serializer as _};

use crate::error::Error;

/// Writes records as one indented list, each as it comes: together they may be far larger than what they are made of.
///
/// # Errors
///
/// Where they cannot be written.
pub fn json_list<T: Serialize>(out: &mut dyn Write, records: impl Iterator<Item = T>) -> Result<(), Error> {
    let mut out = BufWriter::new(out);
    let written = serde_json::Serializer::pretty(&mut out).collect_seq(records);
    written.map_err(|error| Error::Output(error.into()))?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// A record as indented JSON that ends with a line feed.
///
/// # Errors
///
/// Where a record cannot be told in JSON.
pub fn json_text(record: &impl Serialize) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(record).map_err(|error| Error::Output(error.into()))?;
    text.push('\n');
    Ok(text)
}
