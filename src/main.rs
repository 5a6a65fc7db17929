//! Runs the command line, prints an error once, chooses the exit status.

use std::process::ExitCode;

mod output;

use aiguilleur::commands::{self, Cli};
use aiguilleur::error::Error;
use aiguilleur::ui::style::Couleur;
use aiguilleur::ui::{errors, hold_window};

fn main() -> ExitCode {
    let status = run();
    hold_window();
    status
}

fn run() -> ExitCode {
    let cli = match Cli::from_args(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return fail(&error, Couleur::Auto),
    };
    let couleur = cli.couleur();
    match commands::run(cli, &mut *output::standard()) {
        Ok(status) => status.into(),
        Err(error) => fail(&error, couleur),
    }
}

fn fail(error: &Error, couleur: Couleur) -> ExitCode {
    errors::print(error, couleur);
    ExitCode::from(error.status())
}
