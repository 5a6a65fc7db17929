//! `local`: what the document leaves to be set locally; what is missing, a template, a check, two
//! files in one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::cli::Global;
use super::options::{tell_local, today};
use crate::error::{Error, Status};
use crate::export::json_text;
use crate::export::{FindingRecord, MissingRecord};
use crate::files::library::find_operateur;
use crate::files::library::supplied;
use crate::files::local::LocalFile;
use crate::files::replace::write_result;
use crate::pages::local as words;
use crate::ui::{self, failure, layout, output_width};
use aiguilleur_core::local::{Merged, Refusal, merge, missing, template, text};
use aiguilleur_core::tree::{Set, Tree};

#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = false,
    after_help = "Où mettre un fichier rempli : « --local FICHIER », ou la variable AIGUILLEUR_LOCAL, ou « local.ron »\n\
                  dans le dossier de configuration. « aiguilleur diagnostic » dit où, et ce qui est pris."
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
        /// Écrire dans ce fichier, qui n'existe pas encore
        #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
        sortie: Option<PathBuf>,
    },
    /// Vérifier un fichier de contacts locaux
    Verifier {
        /// Fichiers à vérifier
        #[arg(required = true, value_name = "FICHIER")]
        fichiers: Vec<PathBuf>,
        /// Écrire un tableau JSON
        #[arg(long)]
        json: bool,
    },
    /// Réunir deux fichiers : le plus proche de l'usager l'emporte
    Fusionner {
        /// Fichiers à réunir : le département, puis la maison
        #[arg(required = true, value_name = "FICHIER")]
        fichiers: Vec<PathBuf>,
        /// Écrire dans ce fichier
        #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
        sortie: Option<PathBuf>,
    },
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    match &args.action {
        Action::Manquants { operateur, json } => show_missing(&set, operateur.as_deref(), *json, global, out),
        Action::Modele { operateur, sortie } => {
            refuse_existing(sortie.as_deref())?;
            let trees = trees(&set, operateur.as_deref(), global)?;
            write_result(sortie.as_deref(), &template(&set.referentiel, &trees), out)?;
            Ok(Status::Done)
        }
        Action::Verifier { fichiers, json } => verify(&set, fichiers, *json, global, out),
        Action::Fusionner { fichiers, sortie } => {
            refuse_input(sortie.as_deref(), fichiers)?;
            let merged = merged(&set, fichiers)?;
            write_result(sortie.as_deref(), &text(&merged.source), out)?;
            ui::say(&words::overridden(&merged.overridden));
            Ok(Status::Done)
        }
    }
}

/// What was filled in is never written over by a blank.
fn refuse_existing(path: Option<&Path>) -> Result<(), Error> {
    match path.filter(|path| path.exists()) {
        None => Ok(()),
        Some(path) => Err(Error::Input {
            file: Some(path.display().to_string()),
            message: "Ce fichier existe déjà : un modèle vide l'effacerait.".to_owned(),
            mend: "Donnez un autre nom après « -o ».".to_owned(),
        }),
    }
}

/// What is merged stays as it was written, with its comments.
fn refuse_input(path: Option<&Path>, inputs: &[PathBuf]) -> Result<(), Error> {
    let place = |path: &Path| path.canonicalize().ok();
    match path.filter(|path| {
        place(path).is_some_and(|end| inputs.iter().any(|one| place(one).as_ref() == Some(&end)))
    }) {
        None => Ok(()),
        Some(path) => Err(Error::Input {
            file: Some(path.display().to_string()),
            message: "Ce fichier est l'un de ceux à réunir : le résultat l'effacerait.".to_owned(),
            mend: "Donnez un autre nom après « -o ».".to_owned(),
        }),
    }
}

/// The trees of an opérateur or of all, completed with the local contacts in force.
fn trees(set: &Set, operateur: Option<&str>, global: &Global) -> Result<Vec<Tree>, Error> {
    let only = operateur.map(|id| find_operateur(set, id)).transpose()?;
    only.map_or(Ok(()), supplied)?;
    let library = global.open_library(set)?;
    tell_local(&library);
    library.into_trees(only)
}

fn show_missing(
    set: &Set,
    operateur: Option<&str>,
    json: bool,
    global: &Global,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let trees = trees(set, operateur, global)?;
    let missing = missing(&trees);
    let text = if json {
        json_text(&missing.iter().map(MissingRecord::new).collect::<Vec<_>>())?
    } else {
        layout::text(&layout::blocks(&words::missing(&missing, &set.referentiel), output_width()))
    };
    out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

/// Whatever is found, a warning too, is something to do.
fn verify(
    set: &Set,
    paths: &[PathBuf],
    json: bool,
    global: &Global,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let mut findings = Vec::new();
    let mut said = Vec::new();
    let mut unread = None;
    for path in paths {
        match LocalFile::read(path) {
            Ok(file) => {
                let found = file.findings(set, today()?)?;
                said.extend(words::verified(&file.label, &file.source, &found));
                findings.extend(found);
            }
            Err(Error::Faulty(found)) => findings.extend(found),
            Err(error) => unread = unread.or(Some(error)),
        }
    }
    let text = if json {
        json_text(&findings.iter().map(FindingRecord::new).collect::<Vec<_>>())?
    } else {
        let mut text = failure::findings_text(&findings, global.colours_output());
        text.push_str(&layout::text(&layout::blocks(&said, output_width())));
        text
    };
    out.write_all(text.as_bytes())?;
    if let Some(error) = unread {
        return Err(error);
    }
    Ok(if findings.is_empty() { Status::Done } else { Status::Found })
}

/// The files in one; each of them must be sound by itself.
fn merged(set: &Set, paths: &[PathBuf]) -> Result<Merged, Error> {
    let mut files = Vec::new();
    for path in paths {
        let file = LocalFile::read(path)?;
        file.check(set, today()?)?;
        files.push((file.label, file.source));
    }
    let refused = |what: &str, one: &str, other: &str| {
        Error::usage(
            format!("Ces fichiers sont de deux {what} : « {one} » et « {other} »."),
            "Réunissez un département et l'une de ses maisons, écrits de la même façon.",
        )
    };
    merge(files).map_err(|refusal| match refusal {
        Refusal::Departements(one, other) => refused("départements", &one, &other),
        Refusal::Maisons(one, other) => refused("maisons", &one, &other),
    })
}
