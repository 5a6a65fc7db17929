//! `nouveau`: a small set to start a tree from, which teaches the language.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Status};
use crate::files::new_tree::Place;
use crate::import::model;
use crate::pages::Block;
use crate::ui::{layout, output_width};

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
    let place = Place::new(folder, &args.operateur, args.nom.as_deref(), "Document d'exemple, à remplacer")?;
    let model = model::model(&place.identity);
    place.write(&model.tree, &model.item)?;
    let shown = folder.display();
    let blocks = [
        Block::Heading(format!("Un arbre d'exemple est prêt : {shown}")),
        Block::Text(format!(
            "Tout y est inventé. Ouvrez « {}.ron », puis « referentiel.ron », et remplacez chaque texte : les remarques disent comment.",
            args.operateur
        )),
        Block::Gap,
        Block::Heading("Ensuite".to_owned()),
        Block::Verbatim(format!("aiguilleur verifier --arbres {shown}")),
        Block::Verbatim(format!("aiguilleur --arbres {shown}")),
    ];
    out.write_all(layout::text(&layout::blocks(&blocks, output_width())).as_bytes())?;
    Ok(Status::Done)
}
