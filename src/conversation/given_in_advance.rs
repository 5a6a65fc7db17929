//! Answers given in advance, on the command line or by a recorded case: whether the tree knows them,
//! and what they lead to.

use std::collections::HashSet;

use crate::error::Error;
use aiguilleur_core::tree::{Question, Tree};
use aiguilleur_core::walk::{Answered, Edge, Given, Interview, Outcome, Step};

/// Every answer given in advance is one that the tree knows.
pub fn check(tree: &Tree, answers: &[Answered]) -> Result<(), Error> {
    let mut met = HashSet::new();
    for Answered { question, reponse } in answers {
        if !met.insert(question) {
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

/// A message names no more ids than this.
const MOST_LISTED: usize = 60;

/// The ids, each once, in order; « aucune » where there are none.
fn distinct<'t>(ids: impl Iterator<Item = &'t str>) -> String {
    let mut met = HashSet::new();
    let mut ids = ids.filter(|id| met.insert(*id));
    let listed: Vec<&str> = ids.by_ref().take(MOST_LISTED).collect();
    let more = if ids.next().is_some() { "…" } else { "" };
    if listed.is_empty() { "aucune".to_owned() } else { listed.join(", ") + more }
}

/// The outcome that the answers of this interview lead to.
pub fn outcome<'t>(interview: &Interview<'t>) -> Result<Outcome<'t>, Error> {
    let outcome = match interview.next() {
        Some(Step::End(outcome)) => outcome,
        Some(Step::Ask(ask)) => {
            return Err(Error::usage(
                format!("Il manque la réponse à « {} » ({})", ask.question.id, ask.question.texte),
                format!(
                    "Ajoutez « --reponse {}=… », avec l'une de ces réponses : {}.",
                    ask.question.id,
                    distinct(ask.question.reponses.iter().map(|reponse| reponse.id.as_str()))
                ),
            ));
        }
        None => return Err(no_outcome()),
    };
    no_unused(interview)?;
    Ok(outcome)
}

/// The questions that these answers answer, in order: all of them are asked.
pub fn path<'t>(tree: &'t Tree, reponses: &[Answered]) -> Result<Vec<Edge<'t>>, Error> {
    check(tree, reponses)?;
    let interview = Interview::supplied(tree, reponses);
    no_unused(&interview)?;
    Ok(interview.path().iter().map(Given::edge).collect())
}

/// Every answer given in advance was to a question that is asked.
fn no_unused(interview: &Interview<'_>) -> Result<(), Error> {
    interview.unused().next().map_or(Ok(()), |Answered { question, reponse }| {
        Err(Error::usage(
            format!("« {question}={reponse} » répond à une question qui n'est pas posée sur ce chemin."),
            "Retirez cette réponse, ou changez celles qui la précèdent.",
        ))
    })
}

/// The tree ends without a démarche.
pub(super) fn no_outcome() -> Error {
    Error::input("Cet arbre finit sans démarche.", "« aiguilleur verifier » dit où.")
}
