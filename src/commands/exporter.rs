//! `exporter`: the same trees for a browser, for paper, for a drawing, for a spreadsheet.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::cli::Global;
use super::library::{Library, Local};
use super::replace::write_result;
use super::{find_operateur, supplied, today};
use crate::day::Day;
use crate::error::{Error, Status};
use crate::export::web;
use crate::search::Lexicon;
use crate::tree::Operateur;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Format : html
    #[arg(value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Format,
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Écrire dans ce fichier ; sur la sortie standard, sans lui
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    sortie: Option<PathBuf>,
}

/// What the trees are turned into; each is a pure function of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Html,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let library = global.open_library(&set)?;
    library.tell_local();
    let operateurs: Vec<&Operateur> = match &args.operateur {
        Some(id) => {
            let operateur = find_operateur(&set, id)?;
            supplied(operateur)?;
            vec![operateur]
        }
        None => set.referentiel.operateurs.iter().collect(),
    };
    let text = match args.format {
        Format::Html => html(&library, &operateurs, today()?)?,
    };
    write_result(args.sortie.as_deref(), &text, out)?;
    Ok(Status::Done)
}

/// The whole guide as one file for a browser.
fn html(library: &Library<'_>, operateurs: &[&Operateur], today: Day) -> Result<String, Error> {
    let here = |operateur: &Operateur| operateurs.iter().any(|other| other.id == operateur.id);
    let supplied = operateurs.iter().filter(|operateur| operateur.is_supplied());
    let trees = supplied.map(|operateur| library.tree(operateur)).collect::<Result<Vec<_>, _>>()?;
    let mut urgences = library.urgences()?;
    urgences.retain(|(operateur, _)| here(operateur));
    let local = match library.local() {
        Local::InForce { place, since } => Some(match since {
            Some(day) => format!("{place}, vérifiés le {} ou après", day.long()),
            None => place.clone(),
        }),
        Local::None | Local::LeftOut(_) => None,
    };
    let content = web::Content {
        referentiel: &library.set.referentiel,
        operateurs,
        trees: &trees,
        urgences: &urgences,
        index: library.index()?,
        lexicon: &Lexicon::french(),
        today,
        local: local.as_deref(),
    };
    web::html(&content).map_err(|error| Error::Output(error.into()))
}
