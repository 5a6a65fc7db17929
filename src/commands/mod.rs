//! The command line: one file per subcommand, its `Args` and its `run`.

mod cases;
mod chercher;
mod chosen;
mod cli;
mod comparer;
mod diagnostic;
mod exporter;
mod folder;
mod former;
mod french;
mod guide;
mod guider;
mod importer;
mod library;
mod lister;
mod local;
mod nouveau;
mod overlay;
mod placing;
mod rejouer;
mod replace;
mod verifier;

use std::io::Write;

pub use cli::Cli;
use cli::{Command, Global, Request};
use folder::Folder;
use serde::Serialize;

use crate::embedded::Embedded;
use crate::error::{Error, Status};
use crate::ui::{Manner, style};
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Operateur, ReadError, Set};

/// Runs a command; its result goes to `out`.
///
/// # Errors
///
/// Where the command could not do its work.
pub fn run(cli: &Cli, out: &mut dyn Write) -> Result<Status, Error> {
    let command = match &cli.request {
        Request::Run(command) => command,
        Request::Print(text) => {
            out.write_all(text.as_bytes())?;
            return Ok(Status::Done);
        }
    };
    let global = &cli.global;
    match command {
        Command::Guider(args) => guider::run(args, global, out),
        Command::Chercher(args) => chercher::run(args, global, out),
        Command::Former(args) => former::run(args, global, out),
        Command::Lister(args) => lister::run(args, global, out),
        Command::Verifier(args) => verifier::run(args, global, out),
        Command::Rejouer(args) => rejouer::run(args, global, out),
        Command::Comparer(args) => comparer::run(args, global, out),
        Command::Local(args) => local::run(args, global, out),
        Command::Importer(args) => importer::run(args, global, out),
        Command::Nouveau(args) => nouveau::run(args, out),
        Command::Exporter(args) => exporter::run(args, global, out),
        Command::Diagnostic(_) => diagnostic::run(global, out),
    }
}

impl Global {
    /// The set that the command line names, or the embedded one.
    fn open_set(&self) -> Result<Set, ReadError> {
        match &self.arbres {
            Some(folder) => Set::open(Box::new(Folder::new(folder)?)),
            None => Set::open(Box::new(Embedded)),
        }
    }

    fn manner(&self) -> Manner {
        let wanted = std::env::var("ACCESSIBLE").is_ok_and(|value| !value.is_empty() && value != "0");
        Manner { accessible: self.accessible || wanted, couleur: self.couleur }
    }

    fn colours_output(&self) -> bool {
        style::on_stdout(self.couleur)
    }
}

impl Cli {
    /// When to use colour.
    pub fn couleur(&self) -> style::Couleur {
        self.global.couleur
    }
}

/// A record as `--json` writes it, its last line ended.
fn json_text(record: &impl Serialize) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(record).map_err(|error| Error::Output(error.into()))?;
    text.push('\n');
    Ok(text)
}

/// Today, or the day that stands for it.
fn today() -> Result<Day, Error> {
    let Some(text) = std::env::var_os("AIGUILLEUR_DATE").filter(|text| !text.is_empty()) else {
        return Ok(Day::today());
    };
    text.to_string_lossy().parse().map_err(|()| {
        Error::usage(
            format!("AIGUILLEUR_DATE vaut « {} », qui n'est pas une date.", text.to_string_lossy()),
            "Écrivez AAAA-MM-JJ, ou retirez cette variable.",
        )
    })
}

/// The table of this opérateur was supplied.
fn supplied(operateur: &Operateur) -> Result<(), Error> {
    if operateur.is_supplied() {
        return Ok(());
    }
    Err(Error::usage(
        format!("Le tableau de « {} » n'a pas été fourni : il n'y a pas d'arbre.", operateur.nom),
        format!("Ouvrez le référentiel, {}, ou demandez à l'animateur départemental.", operateur.pages()),
    ))
}

/// The opérateur of this id.
fn find_operateur<'s>(set: &'s Set, id: &str) -> Result<&'s Operateur, Error> {
    set.referentiel.operateur(id).ok_or_else(|| {
        let known: Vec<&str> = set.referentiel.operateurs.iter().map(|o| o.id.as_str()).collect();
        Error::usage(
            format!("« {id} » n'est pas un opérateur."),
            format!("Opérateurs : {}.", known.join(", ")),
        )
    })
}
