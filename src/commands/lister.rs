//! `lister`: every outcome of the trees.

use std::io::{BufWriter, IsTerminal as _, Write};

use super::options::Options;
use crate::error::Error;
use crate::export::{OutcomeRecord, json_list};
use crate::files::library::find_operateur;
use crate::pages::list;
use crate::status::Status;
use crate::ui::{layout, output_width};
use aiguilleur_core::tree::Operateur;
use aiguilleur_core::walk::endings;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Écrire un tableau JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    let operateurs: Vec<&Operateur> = match &args.operateur {
        Some(id) => vec![find_operateur(&set, id)?],
        None => set.referentiel.operateurs.iter().collect(),
    };
    let library = options.open_library_aloud(&set)?;
    let supplied = library.all_supplied(&operateurs)?;
    if args.json {
        let endings = supplied.iter().flat_map(|supplied| endings(supplied.tree));
        json_list(out, endings.map(|ending| OutcomeRecord::new(&ending.outcome, ending.path)))?;
        return Ok(Status::Done);
    }
    let tree = |id: &str| supplied.iter().find(|supplied| supplied.operateur.id == id);
    let trees = operateurs.iter().map(|o| (*o, tree(&o.id).map(|supplied| supplied.tree)));
    // One line an outcome for a program that reads lines; lines that fit for a person.
    let fits = std::io::stdout().is_terminal().then(output_width);
    let mut out = BufWriter::new(out);
    for line in list::lines(trees) {
        out.write_all(fits.map_or(line.clone(), |width| layout::refit(&line, width)).as_bytes())?;
    }
    out.flush()?;
    Ok(Status::Done)
}
