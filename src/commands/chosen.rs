//! The interview that an export shows: answers of the command line, or those of a recorded case.

use std::path::Path;

use super::guider::{check_answers, no_unused};
use crate::error::Error;
use crate::files::cases::inputs;
use crate::files::embedded;
use aiguilleur_core::case::{Case, ron};
use aiguilleur_core::tree::{Set, Tree};
use aiguilleur_core::walk::{Answered, Edge, Given, Interview};

/// A case, and its answers as the command line gives them.
pub(super) struct Chosen {
    operateur: String,
    pub(super) reponses: Vec<Answered>,
}

impl Chosen {
    /// Whose tree it goes through.
    pub(super) fn operateur(&self) -> &str {
        &self.operateur
    }
}

/// The case that the command line names: the one of this id, or the only one, in a file or among
/// those that the program carries.
pub(super) fn case(
    set: &Set,
    file: Option<&Path>,
    id: Option<&str>,
    operateur: Option<&str>,
) -> Result<Option<Chosen>, Error> {
    if file.is_none() && id.is_none() {
        return Ok(None);
    }
    let mut found: Vec<Case<'static>> = Vec::new();
    let mut keep = |case: &Case<'_>| {
        if id.is_none_or(|id| case.id == id) && operateur.is_none_or(|operateur| case.operateur == operateur)
        {
            // One too many is enough to know.
            if found.len() < 2 {
                found.push(case.to_owned());
            }
        }
    };
    match file {
        Some(file) => {
            for input in inputs(&[file.to_owned()])? {
                input.each_case(&mut keep)?;
            }
        }
        None => {
            for (file, text) in embedded::cases() {
                ron::read(file, text).cases.iter().for_each(|placed| keep(&placed.case));
            }
        }
    }
    match &found[..] {
        [case] => {
            crate::files::library::find_operateur(set, &case.operateur)?;
            let reponses = case.reponses.iter().map(|given| given.map(ToString::to_string)).collect();
            Ok(Some(Chosen { operateur: case.operateur.to_string(), reponses }))
        }
        [] => Err(Error::usage(
            id.map_or_else(
                || "Aucun cas ne convient.".to_owned(),
                |id| format!("Aucun cas ne s'appelle « {id} »."),
            ),
            "Vérifiez l'identifiant, l'opérateur, ou ajoutez le fichier qui le contient avec « --cas ».",
        )),
        _ => Err(Error::usage("Plusieurs cas conviennent.".to_owned(), "Dites lequel avec « --cas-id ».")),
    }
}

/// The interview that goes as far as these answers lead.
pub(super) fn interview<'t>(tree: &'t Tree, reponses: &[Answered]) -> Result<Interview<'t>, Error> {
    check_answers(tree, reponses)?;
    Ok(Interview::supplied(tree, reponses))
}

/// The questions that these answers answer, in order: all of them are asked.
pub(super) fn path<'t>(tree: &'t Tree, reponses: &[Answered]) -> Result<Vec<Edge<'t>>, Error> {
    let interview = interview(tree, reponses)?;
    no_unused(&interview)?;
    Ok(interview.path().iter().map(Given::edge).collect())
}
