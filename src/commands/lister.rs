//! `lister`: every outcome of the trees.

use std::io::{IsTerminal as _, Write};

use super::options::Options;
use crate::error::{Error, Status};
use crate::export::{OutcomeRecord, json_text};
use crate::files::library::find_operateur;
use crate::pages::list;
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
    let text = if args.json {
        let endings = supplied.iter().flat_map(|supplied| endings(supplied.tree));
        let records = endings.map(|ending| OutcomeRecord::new(&ending.outcome, ending.path));
        json_text(&records.collect::<Vec<_>>())?
    } else {
        let tree = |id: &str| supplied.iter().find(|supplied| supplied.operateur.id == id);
        let text = list::text(operateurs.iter().map(|o| (*o, tree(&o.id).map(|supplied| supplied.tree))));
        // One line an outcome for a program that reads lines; lines that fit for a person.
        if std::io::stdout().is_terminal() { layout::refit(&text, output_width()) } else { text }
    };
    out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}
