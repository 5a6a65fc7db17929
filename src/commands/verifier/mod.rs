//! `verifier`: proves the trees, and says what was proved.

mod follow;
mod proof;

use std::io::Write;
use std::path::PathBuf;

use super::options::{Options, say_twice};
use super::reading_options::LectureDeDemarches;
use crate::error::Error;
use crate::export::{ReportRecord, json_text};
use crate::files::case_findings;
use crate::files::library::Library;
use crate::files::local_contacts;
use crate::files::local_place::LocalPlace;
use crate::files::trees::{Trees, unannounced};
use crate::pages::Block;
use crate::pages::verify::{blocks, cases as cases_checked};
use crate::status::Status;
use crate::ui;
use aiguilleur_core::tree::{ReadError, Set};
use aiguilleur_core::verify::{self, Report};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Vérifier aussi les cas de ces fichiers ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Comparer les arbres à ce document, ligne par ligne
    #[arg(long, value_name = "FICHIER", conflicts_with = "cas")]
    source: Option<PathBuf>,
    /// L'opérateur du document ; sans lui, tous ceux qu'il nomme
    #[arg(long, value_name = "ID", requires = "source")]
    operateur: Option<String>,
    #[command(flatten)]
    lecture: LectureDeDemarches,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
    /// Recommencer à chaque enregistrement d'un fichier, et montrer les premiers constats
    #[arg(long, conflicts_with = "json")]
    suivre: bool,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    if args.suivre { follow::run(args, options, out) } else { once(args, options, usize::MAX, out) }
}

/// One proof, of which no more findings than `most` are shown.
fn once(args: &Args, options: &Options, most: usize, out: &mut dyn Write) -> Result<Status, Error> {
    if let Some(path) = &args.source {
        return proof::proof(args, path, options, out);
    }
    let (report, checked) = match options.trees.open() {
        Ok(set) => report(&set, &args.cas, options)?,
        // An index that is there and broken is a finding like another.
        Err(error @ ReadError::Faulty(_)) => {
            let mut report = Report::default();
            report.refuse(error);
            (report, None)
        }
        Err(error) => return Err(error.into()),
    };
    if args.json {
        out.write_all(json_text(&ReportRecord::new(&report))?.as_bytes())?;
    } else {
        let shown = &report.findings[..report.findings.len().min(most)];
        let mut blocks = blocks(&report);
        blocks.extend(checked.map(|cases| Block::Text(cases_checked(cases, &named(&args.cas)))));
        ui::write_findings(out, shown, &blocks, options.manner.couleur)?;
    }
    if report.unreadable {
        return Err(Error::input(
            "Le dossier n'est pas complet : un fichier manque ou ne se lit pas.",
            "Voyez les constats : ils disent lequel.",
        ));
    }
    Ok(if report.has_errors() { Status::Found } else { Status::Done })
}

/// The files, as the user named them.
fn named(files: &[PathBuf]) -> Vec<String> {
    files.iter().map(|file| file.display().to_string()).collect()
}

/// What is proved of a set, and found in it, in the local contacts that the user named and in cases; how many of those
/// were read.
fn report(set: &Set, cases: &[PathBuf], options: &Options) -> Result<(Report, Option<usize>), Error> {
    let mut report = verify::verify(set);
    if let LocalPlace::Typed(path) | LocalPlace::OfVariable(path) = &options.local {
        match local_contacts::findings(options.read_local(path), set, || options.today()) {
            Err(error) if matches!(options.local, LocalPlace::OfVariable(_)) => {
                ui::say(&[Block::Text(options.left_out(path, &error))]);
            }
            found => report.findings.extend(found?),
        }
    }
    if let Trees::Folder(folder) = &options.trees {
        report.findings.extend(unannounced(folder, &set.referentiel));
    }
    if !cases.is_empty() && !report.has_errors() {
        say_twice(cases)?;
        let (findings, number) = case_findings::findings(&Library::new(set), cases)?;
        report.findings.extend(findings);
        report.findings.sort_by_key(|finding| finding.severity);
        return Ok((report, Some(number)));
    }
    Ok((report, None))
}
