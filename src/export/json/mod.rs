//! The records that `--json` and `exporter json` write, a file for each subject. Their fields are a
//! contract with the programs that read them: one may be added, none is renamed or removed.

mod compare;
mod contact;
mod local;
pub(super) mod outcome;
mod proof;
pub(super) mod referentiel;
mod replay;
mod search;
mod training;
mod verify;

pub use compare::ComparisonRecord;
pub use local::{AgedRecord, MissingRecord};
pub use outcome::OutcomeRecord;
pub use proof::ProofRecord;
pub use referentiel::ReferentielRecord;
pub use replay::ReplayRecord;
pub use search::MatchRecord;
pub use training::BilanRecord;
pub use verify::{FindingRecord, ReportRecord};

use std::io::{BufWriter, Write};

use serde::{Serialize, Serializer as _};

use crate::error::Error;
use aiguilleur_core::tree::{has_control, is_control};

/// Writes records as one indented list, each as it comes: together they may be far larger than what they are made of.
///
/// # Errors
///
/// Where they cannot be written.
pub fn json_list<T: Serialize>(out: &mut dyn Write, records: impl Iterator<Item = T>) -> Result<(), Error> {
    let mut out = BufWriter::new(out);
    let written = serde_json::Serializer::pretty(Visible(&mut out)).collect_seq(records);
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
    let mut text = Vec::new();
    serde_json::to_writer_pretty(Visible(&mut text), record).map_err(|error| Error::Output(error.into()))?;
    text.push(b'\n');
    String::from_utf8(text).map_err(|error| Error::Output(std::io::Error::other(error)))
}

/// JSON whose texts are the same for a program, and in which nothing commands a terminal, hides or reorders: such a
/// character is written by its number.
struct Visible<W>(W);

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // The serializer hands over whole characters, and line ends between values alone.
        match std::str::from_utf8(bytes) {
            Ok(text) if has_control(text) => {
                for c in text.chars() {
                    if c == '\n' || !is_control(c) {
                        write!(self.0, "{c}")?;
                    } else {
                        for unit in c.encode_utf16(&mut [0; 2]) {
                            write!(self.0, "\\u{unit:04x}")?;
                        }
                    }
                }
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
