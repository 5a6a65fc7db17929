//! The command line: one file per subcommand, its `Args` and its `run`.

mod chercher;
mod chosen;
mod cli;
mod comparer;
mod diagnostic;
mod exporter;
mod former;
mod french;
mod guider;
mod importer;
mod lister;
mod local;
mod nouveau;
mod options;
mod rejouer;
mod verifier;

use std::io::Write;

pub use cli::Cli;
use cli::{Command, Request};

use crate::error::{Error, Status};
use crate::ui::style;

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

impl Cli {
    /// When to use colour.
    pub fn couleur(&self) -> style::Couleur {
        self.global.couleur
    }
}
