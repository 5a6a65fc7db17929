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

use serde::Serialize;

use crate::error::Error;

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
