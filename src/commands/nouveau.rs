//! `nouveau`: a small set to start a tree from, which teaches the language.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::files::new_tree::NewTree;
use crate::import::example;
use crate::pages::import::example;
use crate::status::Status;
use crate::ui;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Identifiant de l'opérateur, « msa »
    operateur: String,
    /// Nom de l'opérateur, s'il n'est pas connu
    #[arg(long)]
    nom: Option<String>,
    /// Dossier à faire, ou à compléter ; sans lui, celui de l'identifiant
    #[arg(long, value_name = "DOSSIER")]
    vers: Option<PathBuf>,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> Result<Status, Error> {
    let folder = args.vers.as_deref().unwrap_or_else(|| Path::new(&args.operateur));
    let source = "Document d'exemple, à remplacer";
    let new = NewTree::new(folder, &args.operateur, args.nom.as_deref(), source, None)?;
    let written = example::of(&new.identity);
    new.write(&written.tree, &written.item, None)?;
    ui::write(out, &example(folder, &args.operateur))?;
    Ok(Status::Done)
}
