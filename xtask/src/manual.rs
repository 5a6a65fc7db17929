//! The manual in French: one page for the program, one a command.

use std::fs;
use std::path::Path;

use aiguilleur::commands::Cli;
use clap::Command;
use clap_mangen::Man;

use crate::Result;
use crate::tools::commit;

/// What clap_mangen says in English, and its French.
const FRENCH: [(&str, &str); 6] = [
    (".SH NAME", ".SH NOM"),
    (".SH SUBCOMMANDS", ".SH COMMANDES"),
    (".SH \"OPTIONS \"", ".SH OPTIONS"),
    (".SH \"ARGUMENTS \"", ".SH ARGUMENTS"),
    (".SH EXTRA", ".SH NOTES"),
    (".SH \"Commandes \"", ".SH COMMANDES"),
];

/// What every page ends with.
const ENVIRONMENT: &str = r".SH ENVIRONNEMENT
.TP
\fBAIGUILLEUR_LOCAL\fR
Fichier de contacts locaux, sans l'option \fB\-\-local\fR ; « aucun » n'en prend pas.
.TP
\fBAIGUILLEUR_DATE\fR
Date AAAA\-MM\-JJ qui remplace aujourd'hui.
.TP
\fBACCESSIBLE\fR
À 1 : parler en lignes simples.
.TP
\fBNO_COLOR\fR
Ne pas mettre de couleur.
.SH FICHIERS
.TP
\fI~/.config/aiguilleur/local.ron\fR
Contacts locaux.
.TP
\fI~/.local/share/aiguilleur/progression.json\fR
Progression de la formation ; « aiguilleur former \-\-oublier » l'efface.
";

/// The program's version.
pub fn version() -> Result<String> {
    Ok(command().get_version().ok_or("le programme n'a pas de version")?.to_owned())
}

/// The program's command line, whole.
pub fn command() -> Command {
    Cli::command()
}

/// Writes the pages into a folder.
pub fn write(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let command = command();
    let source = format!("aiguilleur {}", command.get_version().unwrap_or_default());
    // The day of the commit: the same pages whenever they are made.
    let date = commit("--format=%cs")?;
    pages(&command, "aiguilleur", (&source, &date), folder)
}

fn pages(command: &Command, name: &str, source: (&str, &str), folder: &Path) -> Result<()> {
    for sub in command.get_subcommands() {
        pages(sub, &format!("{name}-{}", sub.get_name()), source, folder)?;
    }
    Ok(fs::write(folder.join(format!("{name}.1")), page(command, name, source)?)?)
}

fn page(command: &Command, name: &str, (source, date): (&str, &str)) -> Result<String> {
    // A name that lasts as long as the program: clap keeps no other.
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    let man = Man::new(command.clone().name(name).display_name(name))
        .manual("Manuel d'Aiguilleur")
        .source(source)
        .date(date);
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut text)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut text)?;
    }
    let mut text = String::from_utf8(text)?;
    for (english, french) in FRENCH {
        text = text.replace(english, french);
    }
    Ok(text + ENVIRONMENT)
}
