//! `guider`: the interview, asked of a person or given on the command line.

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;

use super::options::{Options, pair};
use crate::conversation::guide::{Guide, Reached, Start};
use crate::conversation::{from_words, given_in_advance};
use crate::error::Error;
use crate::export::{OutcomeRecord, json_text};
use crate::files::library::{Library, check_supplied, named};
use crate::files::noted_cases::Noted;
use crate::files::piped_words;
use crate::pages::{Block, WORDS_AWAITED, interview};
use crate::status::Status;
use crate::ui;
use aiguilleur_core::tree::{Operateur, Set};
use aiguilleur_core::walk::{Answered, Given, Interview};

#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Identifiant de l'opérateur, comme « caf »
    operateur: Option<String>,
    /// Donner une réponse d'avance ; à répéter
    #[arg(long = "reponse", value_name = "QUESTION=REPONSE", value_parser = pair)]
    reponses: Vec<Answered>,
    /// Partir des mots de l'usager ; « - » les lit sur l'entrée standard
    #[arg(long, value_name = "MOTS", allow_hyphen_values = true)]
    demande: Option<String>,
    /// Ne rien demander, écrire l'issue en JSON
    #[arg(long)]
    json: bool,
    /// Noter dans un fichier de cas ce qui est joué : les réponses et l'issue, sans la scène
    #[arg(long, value_name = "CAS.ron", conflicts_with = "json")]
    noter: Option<PathBuf>,
}

/// What is known before the first question.
enum From<'s> {
    /// Nothing: the opérateur is asked.
    Nothing,
    Operateur(&'s Operateur),
    /// The usager's words, at this opérateur's or anywhere.
    Words(String, Option<&'s Operateur>),
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    let operateur = named(&set, args.operateur.as_deref())?;
    // Where the table was not supplied, a conversation says what to do, and the words may tell of a danger.
    let needs_a_tree = !args.reponses.is_empty() || args.json && args.demande.is_none();
    operateur.filter(|_| needs_a_tree).map_or(Ok(()), check_supplied)?;
    // A conversation says on its first page what became of the local contacts.
    let library = if args.json { options.open_library_aloud(&set)? } else { options.open_library(&set)? };
    if let Some(operateur) = operateur.filter(|_| !args.reponses.is_empty()) {
        given_in_advance::check(library.supplied(&operateur.id)?.tree, &args.reponses)?;
    }
    let demande = args.demande.as_deref().map(|words| read_demande(words, args.json)).transpose()?;
    let from = match (demande, operateur) {
        (_, None) if !args.json && !args.reponses.is_empty() => return Err(no_operateur(&set)),
        (Some(words), only) => From::Words(words, only),
        (None, Some(operateur)) => From::Operateur(operateur),
        (None, None) => From::Nothing,
    };
    let mut noted = args.noter.as_deref().map(Noted::open).transpose()?;
    let text = if args.json {
        json(&library, from, &args.reponses)?
    } else {
        let (operateur, demande) = match from {
            From::Nothing => (None, None),
            From::Operateur(operateur) => (Some(operateur), None),
            From::Words(words, only) => (only, Some(words)),
        };
        let mut ui = ui::open(options.manner);
        let start = Start { operateur, answers: &args.reponses, demande };
        let on_screen = std::io::stdout().is_terminal();
        let reached = Guide::new(&library, &mut *ui, out, on_screen).noting(noted.as_mut()).run(start);
        ui.close();
        // Only now that the screen is given back can anything be written on it.
        let Reached { text, cases } = reached?;
        if let Some(noted) = noted.as_mut().filter(|_| !cases.is_empty()) {
            noted.write(&cases)?;
            ui::say(&[Block::Note(interview::noted(cases.len(), &noted.name()))]);
        }
        text
    };
    out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

fn no_operateur(set: &Set) -> Error {
    let known: Vec<&str> = set.referentiel.supplied().map(|o| o.id.as_str()).collect();
    Error::usage("Il manque l'opérateur.", format!("Donnez-le après « guider » : {}.", known.join(", ")))
}

/// The usager's words: those of the command line, or those of standard input: its first line, where an interview
/// reads what follows, else all of it.
fn read_demande(words: &str, whole: bool) -> Result<String, Error> {
    if words != "-" {
        return Ok(words.to_owned());
    }
    if std::io::stdin().is_terminal() {
        ui::say(&[Block::text(WORDS_AWAITED)]);
    }
    let mut input = std::io::stdin().lock();
    let spoken = if whole { piped_words::read(input)? } else { piped_words::first_line(&mut input)? };
    ui::say(&spoken.said().map(Block::Note).into_iter().collect::<Vec<_>>());
    Ok(spoken.words.trim().to_owned())
}

/// The outcome that the answers lead to, in JSON; nothing is asked. Words lead to the démarche that
/// fits them best.
fn json(library: &Library<'_>, from: From<'_>, reponses: &[Answered]) -> Result<String, Error> {
    let interview = match from {
        From::Nothing => return Err(no_operateur(library.set)),
        From::Operateur(operateur) => Interview::supplied(library.supplied(&operateur.id)?.tree, reponses),
        From::Words(words, only) => from_words::interview(library, &words, only, reponses)?,
    };
    let outcome = given_in_advance::outcome(&interview)?;
    let path = interview.path().iter().map(Given::edge);
    json_text(&OutcomeRecord::new(&outcome, path))
}
