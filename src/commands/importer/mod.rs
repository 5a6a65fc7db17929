//! `importer`: from the tables of a document to a set that verifies, or onto a tree that is there.

mod onto;

use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::options::Options;
use super::reading_options::{LectureDeDemarches, owner_untold};
use crate::error::Error;
use crate::files::embedded::with_those_of;
use crate::files::new_tree::{Base, NewTree, supplied};
use crate::import;
use crate::pages::Block;
use crate::pages::import::{Made, of_nobody, preview};
use crate::source::document::{Document, Naming};
use crate::source::versions::kept_table;
use crate::status::Status;
use crate::ui;
use crate::ui::form::{self, Entered};
use aiguilleur_core::tree::Operateur;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Le tableau : .csv, .xlsx, .xls, .ods, .html, .md, ou le document en texte
    #[arg(value_name = "FICHIER")]
    tableau: PathBuf,
    /// Identifiant de l'opérateur, « msa » ; sans lui, tous ceux du document
    #[arg(long, value_name = "ID")]
    operateur: Option<String>,
    /// Dossier de l'arbre et de l'index ; il est fait s'il n'existe pas
    #[arg(long, value_name = "DOSSIER", required_unless_present = "sur", conflicts_with = "sur")]
    vers: Option<PathBuf>,
    /// Une nouvelle version du tableau, sur l'arbre de ce dossier : vos mots et vos identifiants restent
    #[arg(long, value_name = "DOSSIER", conflicts_with_all = ["nom", "depuis"])]
    sur: Option<PathBuf>,
    /// L'ancienne version, si le dossier ne l'a pas gardée
    #[arg(long, value_name = "FICHIER", requires = "sur")]
    ancien: Option<PathBuf>,
    /// Importer tous les tableaux du document, sans demander
    #[arg(long, conflicts_with_all = ["operateur", "sur", "nom"])]
    tout: bool,
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
    if let Some(folder) = &args.sur {
        return onto::run(args, folder, out);
    }
    let folder = args.vers.as_deref().unwrap_or_else(|| Path::new("."));
    if let Some(id) = &args.operateur {
        // What is wrong with the names or the folder is told first, whatever the table is.
        let new = NewTree::new(folder, id, args.nom.as_deref(), &source(args), args.depuis)?;
        return import(args, new, &args.lecture.read(&args.tableau)?, options, out);
    }
    let document = args.lecture.read(&args.tableau)?;
    let (operateurs, there) = (with_those_of(&[])?, supplied(folder, args.depuis)?);
    let mut wanted = chosen(args, &document.owners(&operateurs), &operateurs, options)?;
    ui::keep("Le tableau en cours est à importer de nouveau ; les précédents le sont déjà.");
    wanted.retain(|id| {
        if there.contains(id) {
            ui::say(&[Block::Text(format!("« {id} » a déjà son arbre : il reste comme il est."))]);
        }
        !there.contains(id)
    });
    // All is told at the end: whoever reads no more of it, all the files are written.
    let mut told = Vec::new();
    let imported = wanted.iter().enumerate().try_for_each(|(rank, id)| {
        let base = args.depuis.filter(|_| rank == 0);
        let new = NewTree::new(folder, id, args.nom.as_deref(), &source(args), base)?;
        import(args, new, &document, options, &mut told).map(drop)
    });
    let read = out.write_all(&told);
    imported?;
    read?;
    let left = document.of_nobody(Naming::Table, &operateurs);
    ui::say(&of_nobody(&left, "importé"));
    Ok(if left.is_empty() { Status::Done } else { Status::Found })
}

fn source(args: &Args) -> String {
    format!("Tableau « {} »", args.tableau.file_name().unwrap_or_default().to_string_lossy())
}

/// The opérateurs to import: those of the document, or the one that is chosen in a terminal.
fn chosen(
    args: &Args,
    owners: &[&str],
    operateurs: &[Operateur],
    options: &Options,
) -> Result<Vec<String>, Error> {
    let all: Vec<String> = owners.iter().map(|id| (*id).to_owned()).collect();
    if all.is_empty() {
        return Err(owner_untold(&args.tableau));
    }
    if args.tout || all.len() < 2 || !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(all);
    }
    let nom = |id: &&str| operateurs.iter().find(|o| o.id == **id).map_or(*id, |o| &o.nom).to_owned();
    let items: Vec<String> = std::iter::once("Tous".to_owned()).chain(owners.iter().map(nom)).collect();
    let question = format!("Ce document a {} tableaux. Lequel importer ?", all.len());
    match form::open(options.manner, "Rien n'a été écrit.").choose(&question, &items, 0)? {
        Entered::Given(0) => Ok(all),
        Entered::Given(rank) => Ok(all.into_iter().skip(rank - 1).take(1).collect()),
        Entered::Back | Entered::Stop => Ok(Vec::new()),
    }
}

fn import(
    args: &Args,
    new: NewTree,
    document: &Document,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let new = new.of_edition(&document.edition);
    let (id, known) = (&new.identity.id, &new.operateurs);
    let naming = Naming::by(args.operateur.as_deref());
    let sections = document.of_by(naming, id, known).map_err(Error::Faulty)?;
    let imported = import::import(&args.tableau.display().to_string(), &sections, &new.identity);
    ui::say(&preview(&document.notes, &document.unread, &imported.summary));
    let ids: Vec<String> = imported.summary.rows().map(|row| row.id.clone()).collect();
    let made = Made {
        table: &args.tableau.file_name().unwrap_or_default().to_string_lossy(),
        folder: new.folder(),
        tree: &new.tree_path(),
        summary: &imported.summary,
        lacks: new.lacks(),
        warnings: &document.warnings,
        report: &new.write(&imported.tree, &imported.item, Some(&kept_table::text(&sections, &ids)?))?,
    };
    ui::write_findings(out, &document.warnings, &made.blocks(), options.manner.couleur)?;
    Ok(Status::Done)
}
