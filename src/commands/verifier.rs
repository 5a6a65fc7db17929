//! `verifier`: proves the trees, and says what was proved.

use std::io::Write;
use std::path::PathBuf;

use super::options::Options;
use crate::error::{Error, Status};
use crate::export::{ReportRecord, json_text};
use crate::files::case_findings;
use crate::files::library::Library;
use crate::files::local_contacts;
use crate::files::local_place::LocalPlace;
use crate::files::trees::{Trees, unannounced};
use crate::pages::verify::blocks;
use crate::ui;
use aiguilleur_core::tree::{ReadError, Set};
use aiguilleur_core::verify::{self, Report};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Vérifier aussi les cas de ces fichiers ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let report = match options.open_set() {
        Ok(set) => report(&set, &args.cas, options)?,
        // An index that is there and broken is a finding like another.
        Err(error @ ReadError::Faulty(_)) => {
            let mut report = Report::default();
            report.refuse(error);
            report
        }
        Err(error) => return Err(error.into()),
    };
    if args.json {
        out.write_all(json_text(&ReportRecord::new(&report))?.as_bytes())?;
    } else {
        ui::write_findings(out, &report.findings, &blocks(&report), options.manner.couleur)?;
    }
    if report.unreadable {
        return Err(Error::input(
            "Le dossier n'est pas complet : un fichier manque ou ne se lit pas.",
            "Voyez les constats : ils disent lequel.",
        ));
    }
    Ok(if report.has_errors() { Status::Found } else { Status::Done })
}

/// What is proved of a set, and found in it, in the local contacts that the user named and in cases.
fn report(set: &Set, cases: &[PathBuf], options: &Options) -> Result<Report, Error> {
    let mut report = verify::verify(set);
    if let LocalPlace::Named(path) = &options.local {
        report.findings.extend(local_contacts::findings(path, set, || options.today())?);
    }
    if let Trees::Folder(folder) = &options.trees {
        report.findings.extend(unannounced(folder, &set.referentiel));
    }
    if !cases.is_empty() && !report.has_errors() {
        report.findings.extend(case_findings::findings(&Library::new(set), cases)?);
        report.findings.sort_by_key(|finding| finding.severity);
    }
    Ok(report)
}
