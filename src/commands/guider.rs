//! `guider`: the interview, asked of a person or given on the command line.

use std::io::{BufRead as _, IsTerminal as _, Read as _, Write};

use super::cli::Global;
use super::options::tell_local;
use crate::conversation::guide::{Guide, Start, no_outcome};
use crate::error::{Error, Status};
use crate::export::OutcomeRecord;
use crate::files::library::{Library, Matches};
use crate::files::library::{find_operateur, supplied};
use crate::pages::{Block, words};
use crate::ui;
use aiguilleur_core::tree::{Operateur, Question, Tree};
use aiguilleur_core::walk::{Answered, Given, Interview, Outcome, Step};

/// No line that a person types is longer, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

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
}

/// A question and its answer, as `--reponse` takes them.
pub(super) fn pair(text: &str) -> Result<Answered, String> {
    match text.split_once('=') {
        Some((question, reponse)) if !question.is_empty() && !reponse.is_empty() => {
            Ok(Answered::new(question, reponse))
        }
        _ => Err(format!("« {text} » n'est pas de la forme QUESTION=REPONSE, comme « urgence=non ».")),
    }
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let operateur = args.operateur.as_deref().map(|id| find_operateur(&set, id)).transpose()?;
    if let Some(operateur) =
        operateur.filter(|_| args.json || args.demande.is_some() || !args.reponses.is_empty())
    {
        supplied(operateur)?;
    }
    let library = global.open_library(&set)?;
    // A conversation says it on its first page.
    if args.json {
        tell_local(&library);
    }
    if let Some(operateur) = operateur.filter(|_| !args.reponses.is_empty()) {
        check_answers(library.tree(operateur)?, &args.reponses)?;
    }
    let demande = args.demande.as_deref().map(read_demande).transpose()?;
    if operateur.is_none() && (args.json && demande.is_none() || !args.json && !args.reponses.is_empty()) {
        let known: Vec<&str> = set.referentiel.supplied().map(|o| o.id.as_str()).collect();
        return Err(Error::usage(
            "Il manque l'opérateur.",
            format!("Donnez-le après « guider » : {}.", known.join(", ")),
        ));
    }
    if args.json {
        let text = match (operateur, &demande) {
            (_, Some(words)) => json_sought(&library, words, operateur, &args.reponses)?,
            (Some(operateur), None) => json(&Interview::supplied(library.tree(operateur)?, &args.reponses))?,
            (None, None) => String::new(),
        };
        out.write_all(text.as_bytes())?;
        return Ok(Status::Done);
    }
    let mut ui = ui::open(global.manner());
    let start = Start { operateur, answers: &args.reponses, demande };
    let result = Guide::new(&library, &mut *ui, out).run(start);
    ui.close();
    // Only now that the screen is given back can anything be written on it.
    let conclusions = result?;
    out.write_all(conclusions.as_bytes())?;
    Ok(Status::Done)
}

/// The usager's words: those of the command line, or the first line of standard input. What
/// follows that line is left for the interview.
fn read_demande(words: &str) -> Result<String, Error> {
    if words != "-" {
        return Ok(words.to_owned());
    }
    let mut line = Vec::new();
    let mut input = std::io::stdin().lock();
    if std::io::stdin().is_terminal() {
        ui::say(&[Block::Text(words::WORDS_AWAITED.to_owned())]);
    }
    match input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
        Ok(1..) => Ok(String::from_utf8_lossy(&line).trim_start_matches('\u{feff}').trim().to_owned()),
        _ => Err(Error::Input {
            file: Some("entrée standard".to_owned()),
            message: "Elle est vide : les mots de l'usager manquent.".to_owned(),
            mend: "Écrivez-les sur la première ligne, ou donnez-les après « --demande ».".to_owned(),
        }),
    }
}

/// Every answer given in advance is one that the tree knows.
pub(super) fn check_answers(tree: &Tree, answers: &[Answered]) -> Result<(), Error> {
    for (at, Answered { question, reponse }) in answers.iter().enumerate() {
        if answers[..at].iter().any(|earlier| earlier.question == *question) {
            return Err(Error::usage(
                format!("La question « {question} » a reçu deux réponses."),
                "N'en donnez qu'une.",
            ));
        }
        let asked: Vec<&Question> = tree.questions().filter(|q| q.id == *question).collect();
        if asked.is_empty() {
            return Err(Error::usage(
                format!("« {question} » n'est pas une question de cet arbre."),
                format!("Questions : {}.", distinct(tree.questions().map(|q| q.id.as_str()))),
            ));
        }
        if !asked.iter().any(|q| q.reponse(reponse).is_some()) {
            let valid = asked.iter().flat_map(|q| &q.reponses).map(|r| r.id.as_str());
            return Err(Error::usage(
                format!("« {reponse} » n'est pas une réponse à « {question} »."),
                format!("Réponses : {}.", distinct(valid)),
            ));
        }
    }
    Ok(())
}

/// The ids, each once, in order.
fn distinct<'t>(ids: impl Iterator<Item = &'t str>) -> String {
    let mut listed: Vec<&str> = Vec::new();
    for id in ids {
        if !listed.contains(&id) {
            listed.push(id);
        }
    }
    listed.join(", ")
}

/// The outcome of the démarche that fits the words best, and of the answers; nothing is asked.
fn json_sought(
    library: &Library<'_>,
    words: &str,
    only: Option<&Operateur>,
    answers: &[Answered],
) -> Result<String, Error> {
    let Matches { hits, unsupplied } = library.search(words, only)?;
    let sign = hits.first().is_some_and(|hit| hit.sign);
    if let Some(operateur) = unsupplied.first().filter(|_| !sign) {
        supplied(operateur)?;
    }
    let Some(hit) = hits.first() else {
        return Err(Error::usage(
            "Aucune démarche ne correspond à ces mots.",
            "Dites ce que l'usager veut faire, ou donnez l'opérateur et les réponses.",
        ));
    };
    let tree = library.tree(find_operateur(library.set, &hit.entry.operateur)?)?;
    check_answers(tree, answers)?;
    json(&Interview::toward(tree, &hit.entry.demarche, &hit.implied(), answers))
}

/// The outcome that the answers lead to, in JSON; nothing is asked.
fn json(interview: &Interview<'_>) -> Result<String, Error> {
    let outcome = outcome(interview)?;
    let path = interview.path().iter().map(Given::edge);
    crate::export::json_text(&OutcomeRecord::new(&outcome, path))
}

/// The outcome that the answers lead to: none is missing, none is too many.
pub(super) fn outcome<'t>(interview: &Interview<'t>) -> Result<Outcome<'t>, Error> {
    let outcome = match interview.next() {
        Some(Step::End(outcome)) => outcome,
        Some(Step::Ask(ask)) => {
            return Err(Error::usage(
                format!("Il manque la réponse à « {} » ({})", ask.question.id, ask.question.texte),
                format!(
                    "Ajoutez « --reponse {}=… », avec l'une de ces réponses : {}.",
                    ask.question.id,
                    ask.question.valid_ids()
                ),
            ));
        }
        None => return Err(no_outcome()),
    };
    no_unused(interview)?;
    Ok(outcome)
}

/// Every answer given in advance was to a question that is asked.
pub(super) fn no_unused(interview: &Interview<'_>) -> Result<(), Error> {
    interview.unused().next().map_or(Ok(()), |Answered { question, reponse }| {
        Err(Error::usage(
            format!("« {question}={reponse} » répond à une question qui n'est pas posée sur ce chemin."),
            "Retirez cette réponse, ou changez celles qui la précèdent.",
        ))
    })
}
