//! `local`: what the document leaves to be set locally; what is missing or old, a template, a check, two
//! files in one.

mod aged;
mod fill;
mod import;
mod missing;
mod verify;
mod workbook;

use std::io::Write;
use std::path::PathBuf;

use super::options::Options;
use crate::error::Error;
use crate::files::library::only;
use crate::files::local_contacts::merged;
use crate::files::replace::{allow_new, refuse_input, write_result};
use crate::pages::{Block, local as pages};
use crate::status::Status;
use crate::ui;
use aiguilleur_core::local::{Target, targets, template, text};
use aiguilleur_core::tree::{Set, Tree};

#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = false,
    after_help = "Où mettre un fichier rempli : « --local FICHIER », ou la variable AIGUILLEUR_LOCAL, ou « local.ron »\n\
                  dans le dossier de configuration, ou à côté du programme. « aiguilleur diagnostic »\n\
                  dit où, et ce qui est pris."
)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Montrer les contacts encore à remplir, les plus utiles d'abord
    Manquants {
        /// Identifiant de l'opérateur ; tous, sans lui
        operateur: Option<String>,
        /// Écrire un tableau JSON
        #[arg(long)]
        json: bool,
    },
    /// Écrire un fichier à remplir
    Modele {
        /// Identifiant de l'opérateur ; tous, sans lui
        operateur: Option<String>,
        /// Écrire un classeur .xlsx, que « local importer » relit ; il tient ce que dit le fichier pris par « --local »
        #[arg(long)]
        tableur: bool,
        /// Écrire dans ce fichier, qui n'existe pas encore
        #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
        sortie: Option<PathBuf>,
        /// Remplacer ce fichier s'il existe
        #[arg(long, requires = "sortie")]
        remplacer: bool,
    },
    /// Remplir un fichier, un contact après l'autre, les plus utiles d'abord
    Remplir {
        /// Fichier à remplir, nouveau ou non ; celui qui est pris, sans lui
        fichier: Option<PathBuf>,
    },
    /// Lire une liste de contacts, d'un tableur, dans un fichier
    Importer(import::Args),
    /// Vérifier un fichier de contacts locaux
    Verifier {
        /// Fichiers à vérifier
        #[arg(required = true, value_name = "FICHIER")]
        fichiers: Vec<PathBuf>,
        /// Écrire un tableau JSON
        #[arg(long)]
        json: bool,
    },
    /// Montrer les contacts à vérifier de nouveau, les plus anciens d'abord
    Perimes(aged::Args),
    /// Réunir des fichiers : ceux d'un département, et de ses maisons, chacune à part
    Fusionner {
        /// Fichiers à réunir : le département, et ses maisons
        #[arg(required = true, value_name = "FICHIER")]
        fichiers: Vec<PathBuf>,
        /// Écrire dans ce fichier, qui n'existe pas encore
        #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
        sortie: Option<PathBuf>,
        /// Remplacer ce fichier s'il existe
        #[arg(long, requires = "sortie")]
        remplacer: bool,
    },
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    match &args.action {
        Action::Manquants { operateur, json } => {
            missing::run(operateur.as_deref(), *json, &set, options, out)
        }
        Action::Modele { operateur, tableur, sortie, remplacer } => {
            sortie.as_deref().map_or(Ok(()), |path| allow_new(path, *remplacer))?;
            if *tableur {
                return workbook::run(&set, operateur.as_deref(), sortie.as_deref(), options, out);
            }
            let trees = trees(&set, operateur.as_deref(), options)?;
            write_result(sortie.as_deref(), template(&set.referentiel, &trees, operateur.is_none()), out)?;
            if operateur.is_some() && aiguilleur_core::local::missing(&trees).is_empty() {
                ui::say(&[Block::text(pages::NOTHING_MISSING)]);
            }
            Ok(Status::Done)
        }
        Action::Remplir { fichier } => fill::run(fichier.as_ref(), &set, options),
        Action::Importer(args) => import::run(args, &set, options, out),
        Action::Perimes(args) => aged::run(args, &set, options, out),
        Action::Verifier { fichiers, json } => verify::run(&set, fichiers, *json, options, out),
        Action::Fusionner { fichiers, sortie, remplacer } => {
            if let Some(path) = sortie {
                refuse_input(path, fichiers)?;
                allow_new(path, *remplacer)?;
            }
            let merged = merged(&set, fichiers, options.today()?)?;
            write_result(sortie.as_deref(), text(&merged.source), out)?;
            ui::say(&pages::overridden(&merged));
            Ok(Status::Done)
        }
    }
}

/// The contacts of an opérateur or of all.
fn targets_of<'t>(trees: &'t [Tree], set: &'t Set, operateur: Option<&str>) -> Vec<Target<'t>> {
    let mut targets = targets(trees, &set.referentiel);
    targets.retain(|target| operateur.is_none_or(|only| only == target.operateur));
    targets
}

/// The trees of an opérateur or of all, completed with the local contacts in force.
fn trees(set: &Set, operateur: Option<&str>, options: &Options) -> Result<Vec<Tree>, Error> {
    let only = only(set, operateur)?;
    options.open_library_aloud(set)?.into_trees(only)
}
