//! `verifier`: proves the trees, and says what was proved.

mod follow;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::options::{Options, say_twice};
use super::reading_options::{LectureDeDemarches, owner_untold};
use crate::error::{Error, Status};
use crate::export::{ProofRecord, ReportRecord, json_text};
use crate::files::case_findings;
use crate::files::embedded::with_those_of;
use crate::files::library::Library;
use crate::files::local_contacts;
use crate::files::local_place::LocalPlace;
use crate::files::trees::{Trees, unannounced};
use crate::pages::Block;
use crate::pages::proof::{Proof, blocks as proof_blocks, unread};
use crate::pages::verify::{blocks, cases as cases_checked};
use crate::source::proof::Claims;
use crate::source::rows::Row;
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
        return proof(args, path, options, out);
    }
    let mut checked = None;
    let report = match options.trees.open() {
        Ok(set) => {
            let (report, cases) = report(&set, &args.cas, options)?;
            checked = cases;
            report
        }
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
        let shown = &report.findings[..report.findings.len().min(most)];
        let mut blocks = blocks(&report);
        blocks.extend(checked.map(|cases| Block::Text(cases_checked(cases, args.cas.len()))));
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

/// The trees against their document, both ways.
fn proof(args: &Args, path: &Path, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    let operateurs = with_those_of(&set.referentiel.operateurs)?;
    let document = args.lecture.read(path)?;
    let wanted = match &args.operateur {
        Some(id) => vec![id.as_str()],
        None => document.owners(&operateurs),
    };
    if wanted.is_empty() {
        return Err(owner_untold(path));
    }
    let mut proof = Proof { unread: document.unread.clone(), ..Proof::default() };
    for id in wanted {
        let Some(operateur) = set.referentiel.supplied().find(|operateur| operateur.id == id) else {
            proof.without_tree.push(id.to_owned());
            continue;
        };
        let sections = document.of(id, &operateurs).map_err(Error::Faulty)?;
        let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
        proof.gaps.extend(Claims::new(&set.tree(operateur)?, operateur).compare(&rows));
        proof.compared.push((operateur.nom.clone(), rows.len()));
    }
    if proof.compared.is_empty() {
        let mend = "« aiguilleur importer » en fait un.";
        return Err(Error::file(
            path,
            format!("Le jeu n'a pas l'arbre de {}.", proof.without_tree.join(", ")),
            mend,
        ));
    }
    if args.json {
        ui::say(&unread(&proof.unread));
        out.write_all(json_text(&ProofRecord::new(&proof))?.as_bytes())?;
    } else {
        ui::write(out, &proof_blocks(&proof))?;
    }
    Ok(if proof.gaps.is_empty() { Status::Done } else { Status::Found })
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
