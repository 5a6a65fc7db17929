//! `importer`: from the table of an opérateur to a set that verifies.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::options::Options;
use crate::error::{Error, Status};
use crate::files::new_tree::NewTree;
use crate::files::read::refusal;
use crate::import;
use crate::pages::import::Made;
use crate::ui;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Le tableau, enregistré en CSV par un tableur
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
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let file = args.tableau.display().to_string();
    let table = args.tableau.file_name().unwrap_or_default().to_string_lossy();
    let source = format!("Tableau « {table} »");
    let new = NewTree::new(&args.vers, &args.operateur, args.nom.as_deref(), &source)?;
    let imported = import::import(&file, &read(&args.tableau)?, &new.identity).map_err(Error::Faulty)?;
    let made = Made {
        table: &table,
        folder: &args.vers,
        tree: &new.tree_path(),
        summary: &imported.summary,
        warnings: &imported.warnings,
        report: &new.write(&imported.tree, &imported.item)?,
    };
    ui::write_findings(out, &imported.warnings, &made.blocks(), options.manner.couleur)?;
    Ok(Status::Done)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| {
        let (message, mend) = match error.kind() {
            std::io::ErrorKind::NotFound => ("Ce fichier n'existe pas.", "Vérifiez le chemin du tableau."),
            // Windows says that access is denied.
            _ if path.is_dir() => ("C'est un dossier, pas un tableau.", "Donnez le fichier CSV."),
            _ => refusal(&error, "tableau"),
        };
        Error::file(path, message, mend)
    })
}
