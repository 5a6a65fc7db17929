//! `guider`: the interview, asked of a person or given on the command line.

use std::io::Write;

use super::cli::Global;
use super::find_operateur;
use super::guide::Guide;
use crate::error::{Error, Status};
use crate::export::OutcomeRecord;
use crate::tree::{Etat, Operateur, Question, Tree};
use crate::ui;
use crate::walk::{Interview, Step};

#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Identifiant de l'opérateur, comme « caf »
    operateur: Option<String>,
    /// Donner une réponse d'avance ; à répéter
    #[arg(long = "reponse", value_name = "QUESTION=REPONSE", value_parser = pair)]
    reponses: Vec<(String, String)>,
    /// Ne rien demander, écrire l'issue en JSON
    #[arg(long)]
    json: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((question, reponse)) if !question.is_empty() && !reponse.is_empty() => {
            Ok((question.to_owned(), reponse.to_owned()))
        }
        _ => Err(format!("« {text} » n'est pas de la forme QUESTION=REPONSE, comme « urgence=non ».")),
    }
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let operateur = args.operateur.as_deref().map(|id| find_operateur(&set, id)).transpose()?;
    if operateur.is_none() && (args.json || !args.reponses.is_empty()) {
        let known: Vec<&str> = set.referentiel.supplied().map(|o| o.id.as_str()).collect();
        return Err(Error::usage(
            "Il manque l'opérateur.",
            format!("Donnez-le après « guider » : {}.", known.join(", ")),
        ));
    }
    if args.json
        && let Some(operateur) = operateur
    {
        supplied(operateur)?;
        let tree = set.tree(operateur)?;
        check_answers(&tree, &args.reponses)?;
        let text = json(&tree, &args.reponses)?;
        out.write_all(text.as_bytes())?;
        return Ok(Status::Done);
    }
    if let Some(operateur) = operateur.filter(|_| !args.reponses.is_empty()) {
        supplied(operateur)?;
        check_answers(&set.tree(operateur)?, &args.reponses)?;
    }
    let mut ui = ui::open(global.manner());
    let result = Guide::new(&set, &mut *ui, out).run(operateur, &args.reponses);
    ui.close();
    // Only now that the screen is given back can anything be written on it.
    let conclusions = result?;
    out.write_all(conclusions.as_bytes())?;
    Ok(Status::Done)
}

/// The table of this opérateur was supplied.
fn supplied(operateur: &Operateur) -> Result<(), Error> {
    if operateur.etat == Etat::Fourni {
        return Ok(());
    }
    Err(Error::usage(
        format!("Le tableau de « {} » n'a pas été fourni : il n'y a pas d'arbre.", operateur.nom),
        format!("Ouvrez le référentiel, {}, ou demandez à l'animateur départemental.", operateur.pages()),
    ))
}

/// Every answer given in advance is one that the tree knows.
fn check_answers(tree: &Tree, answers: &[(String, String)]) -> Result<(), Error> {
    for (at, (question, reponse)) in answers.iter().enumerate() {
        if answers[..at].iter().any(|(other, _)| other == question) {
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

/// The outcome that the answers lead to; nothing is asked.
fn json(tree: &Tree, answers: &[(String, String)]) -> Result<String, Error> {
    let interview = Interview::supplied(tree, answers);
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
    if let Some((question, reponse)) = interview.unused().next() {
        return Err(Error::usage(
            format!("« {question}={reponse} » répond à une question qui n'est pas posée sur ce chemin."),
            "Retirez cette réponse, ou changez celles qui la précèdent.",
        ));
    }
    let path = interview.path().iter().map(|given| (given.ask.question, given.reponse));
    let record = OutcomeRecord::new(&outcome, path);
    super::json_text(&record)
}

/// The tree ends without a démarche.
pub(super) fn no_outcome() -> Error {
    Error::Input {
        file: None,
        message: "Cet arbre finit sans démarche.".to_owned(),
        mend: "« aiguilleur verifier » dit où.".to_owned(),
    }
}
