//! Runs the command line, prints an error once, chooses the exit status.

use std::process::ExitCode;

use aiguilleur::commands::{self, Cli};
use aiguilleur::error::{Error, Status};
use aiguilleur::ui::failure;
use aiguilleur::ui::style::Couleur;

fn main() -> ExitCode {
    let status = run();
    aiguilleur::ui::hold_window();
    status
}

fn run() -> ExitCode {
    let cli = match Cli::from_args(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return fail(&error, Couleur::Auto),
    };
    match commands::run(&cli, &mut std::io::stdout().lock()) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(1),
        Err(error) => fail(&error, cli.couleur()),
    }
}

fn fail(error: &Error, couleur: Couleur) -> ExitCode {
    failure::print(error, couleur);
    ExitCode::from(error.status())
}
