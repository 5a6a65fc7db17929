//! The command line: one file per subcommand, its `Args` and its `run`.

mod chercher;
mod clap_in_french;
mod cli;
mod comparer;
mod diagnostic;
mod exporter;
mod former;
mod guider;
mod importer;
mod lister;
mod local;
mod nouveau;
mod options;
mod reading_options;
mod rejouer;
mod verifier;

use std::io::Write;

pub use cli::Cli;
use cli::{Command, Request};
use options::Options;

use crate::error::Error;
use crate::status::Status;
use crate::ui::style::Couleur;

/// Runs a command; its result goes to `out`.
///
/// # Errors
///
/// Where the command could not do its work.
pub fn run(cli: Cli, out: &mut dyn Write) -> Result<Status, Error> {
    let command = match cli.request {
        Request::Run(command) => *command,
        Request::Print(text) => {
            out.write_all(text.as_bytes())?;
            return Ok(Status::Done);
        }
    };
    let options = &Options::new(cli.global);
    match command {
        Command::Guider(args) => guider::run(&args, options, out),
        Command::Chercher(args) => chercher::run(&args, options, out),
        Command::Former(args) => former::run(args, options, out),
        Command::Lister(args) => lister::run(&args, options, out),
        Command::Verifier(args) => verifier::run(&args, options, out),
        Command::Rejouer(args) => rejouer::run(&args, options, out),
        Command::Comparer(args) => comparer::run(&args, options, out),
        Command::Local(args) => local::run(&args, options, out),
        Command::Importer(args) => importer::run(&args, options, out),
        Command::Nouveau(args) => nouveau::run(&args, out),
        Command::Exporter(args) => exporter::run(args, options, out),
        Command::Diagnostic(_) => diagnostic::run(options, out),
    }
}

impl Cli {
    /// When to use colour.
    pub fn couleur(&self) -> Couleur {
        self.global.couleur
    }
}
