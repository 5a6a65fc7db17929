//! `local verifier`: all that is wrong with files of local contacts.

use std::io::Write;
use std::path::PathBuf;

use crate::commands::options::Options;
use crate::error::Error;
use crate::export::{FindingRecord, json_text};
use crate::files::local_contacts::LocalFile;
use crate::pages::local as pages;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::tree::Set;

/// Whatever is found, a warning too, is something to do.
pub(super) fn run(
    set: &Set,
    paths: &[PathBuf],
    json: bool,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let mut findings = Vec::new();
    let mut said = Vec::new();
    let mut unread = None;
    for path in paths {
        match LocalFile::read(path) {
            Ok(file) => {
                let found = file.findings(set, options.today()?)?;
                said.extend(pages::verified(&file.label, &file.source, &found));
                findings.extend(found);
            }
            Err(Error::Faulty(found)) => findings.extend(found),
            Err(error) => unread = unread.or(Some(error)),
        }
    }
    if json {
        let records: Vec<FindingRecord<'_>> = findings.iter().map(FindingRecord::new).collect();
        out.write_all(json_text(&records)?.as_bytes())?;
    } else {
        ui::write_findings(out, &findings, &said, options.manner.couleur)?;
    }
    match unread {
        Some(error) => Err(error),
        None if findings.is_empty() => Ok(Status::Done),
        None => Ok(Status::Found),
    }
}
