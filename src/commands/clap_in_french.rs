//! clap in French: headings, standard options, every error.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::error::Error;

const TEMPLATE: &str = "{about-with-newline}\nUsage : {usage}\n\n{all-args}{after-help}";

/// The command and all its subcommands, in French.
pub(super) fn command(command: Command) -> Command {
    let version = command.get_version().is_some();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Commandes ")
        .subcommand_value_name("COMMANDE")
        .next_help_heading("Options ")
        .arg(
            Arg::new("aide")
                .short('h')
                .long("aide")
                .alias("help")
                .action(ArgAction::Help)
                .help("Montrer cette aide"),
        );
    if version {
        command = command.arg(
            Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Dire la version"),
        );
        command = command.propagate_version(true);
    }
    for name in names {
        // Only the one that is run is ever put in French.
        command = command.mut_subcommand(name, |sub| sub.defer(self::command));
    }
    headings(command)
}

/// Arguments declared before the heading was chosen get it as well.
fn headings(command: Command) -> Command {
    command.mut_args(|arg| {
        let heading = if arg.is_positional() { "Arguments " } else { "Options " };
        arg.help_heading(heading)
    })
}

/// The text to print, where clap stopped to print one.
pub(super) fn help(error: &clap::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelp => Some(error.to_string().replace("[OPTIONS]", "[options]")),
        // The same after any command: clap would name the command.
        ErrorKind::DisplayVersion => Some(concat!("aiguilleur ", env!("CARGO_PKG_VERSION"), "\n").to_owned()),
        _ => None,
    }
}

/// What is wrong with the command line, and how to mend it.
pub(super) fn error(error: &clap::Error) -> Error {
    let get = |kind| context(error, kind);
    let argument = get(ContextKind::InvalidArg).unwrap_or_default();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("L'option ou l'argument « {argument} » n'existe pas.")
        }
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("La commande « {name} » n'existe pas.")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("Il manque une valeur après « {argument} ».")
        }
        ErrorKind::InvalidValue => format!("« {value} » ne convient pas pour « {argument} »."),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string);
            why.unwrap_or_else(|| format!("« {value} » ne convient pas pour « {argument} »."))
        }
        ErrorKind::NoEquals => format!("Il manque le signe = après « {argument} »."),
        ErrorKind::TooManyValues => format!("Il y a trop de valeurs après « {argument} »."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("Il n'y a pas le bon nombre de valeurs après « {argument} ».")
        }
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg).unwrap_or_default();
            if prior.is_empty() || prior == argument {
                format!("« {argument} » est donné deux fois.")
            } else {
                format!("« {argument} » ne va pas avec « {prior} ».")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("Il manque « {argument} »."),
        ErrorKind::MissingSubcommand => "Il manque une commande.".to_owned(),
        ErrorKind::InvalidUtf8 => "La ligne de commande contient un caractère illisible.".to_owned(),
        _ => "La ligne de commande n'est pas comprise.".to_owned(),
    };
    Error::usage(message, mend(error))
}

fn mend(error: &clap::Error) -> String {
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .find_map(|kind| context(error, kind));
    if let Some(suggested) = suggested {
        return format!("Vouliez-vous dire « {suggested} » ? « aiguilleur --aide » montre ce qui existe.");
    }
    match context(error, ContextKind::ValidValue).or_else(|| context(error, ContextKind::ValidSubcommand)) {
        Some(valid) => format!("Possibles : {valid}."),
        None => "« aiguilleur --aide » montre les commandes et les options.".to_owned(),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => (!texts.is_empty()).then(|| texts.join(", ")),
        _ => None,
    }
}
