//! `importer`: from the table of an opérateur to a set that verifies.

use std::io::Write;
use std::path::PathBuf;

use super::lecture::LectureDeDemarches;
use super::options::Options;
use crate::error::{Error, Status};
use crate::files::new_tree::{Base, NewTree};
use crate::import;
use crate::pages::import::{Made, preview};
use crate::ui;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Le tableau : .csv, .xlsx, .xls, .ods, .html, .md, ou le document en texte
    #[arg(value_name = "FICHIER")]
    tableau: PathBuf,
    /// Identifiant de l'opérateur, « msa »
    #[arg(long, value_name = "ID")]
    operateur: String,
    /// Dossier de l'arbre et de l'index ; il est fait s'il n'existe pas
    #[arg(long, value_name = "DOSSIER")]
    vers: PathBuf,
    /// Nom de l'opérateur, s'il n'est pas connu
    #[arg(long)]
    nom: Option<String>,
    /// Le jeu que reçoit un dossier neuf : « embarques » pour celui du programme
    #[arg(long, value_name = "JEU")]
    depuis: Option<Base>,
    #[command(flatten)]
    lecture: LectureDeDemarches,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let table = args.tableau.file_name().unwrap_or_default().to_string_lossy();
    let source = format!("Tableau « {table} »");
    let new = NewTree::new(&args.vers, &args.operateur, args.nom.as_deref(), &source, args.depuis)?;
    let document = args.lecture.read(&args.tableau)?;
    let sections = document.of(&args.operateur, &new.operateurs).map_err(Error::Faulty)?;
    let imported = import::import(&args.tableau.display().to_string(), &sections, &new.identity);
    ui::say(&preview(&document.notes, &imported.summary));
    let made = Made {
        table: &table,
        folder: &args.vers,
        tree: &new.tree_path(),
        summary: &imported.summary,
        warnings: &document.warnings,
        report: &new.write(&imported.tree, &imported.item)?,
    };
    ui::write_findings(out, &document.warnings, &made.blocks(), options.manner.couleur)?;
    Ok(Status::Done)
}
