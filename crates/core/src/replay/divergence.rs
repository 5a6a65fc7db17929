//! Where the path of a case leaves the paths that lead to what was expected of it.

use std::cmp::Reverse;

use super::verdict::walk;
use crate::case::Case;
use crate::tree::{Question, Reponse, Tree};
use crate::walk::Position;
use crate::walk::Survey;

/// The step at which an expected path goes another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divergence {
    /// The question's id.
    pub question: String,
    /// The answer of the case; none where it gives none.
    pub given: Option<String>,
    /// The answer of the nearest path that gives what was expected.
    pub wanted: String,
}

/// The answers that a case gives, as far as they go, with their questions.
fn path<'t>(tree: &'t Tree, case: &Case<'_>) -> Vec<(&'t Question, &'t Reponse)> {
    let mut path = Vec::new();
    let _ = walk(tree, Position::start(tree), case, |node, answer| {
        if let Some(question) = tree.node(node).question() {
            path.push((question, &question.reponses[answer]));
        }
    });
    path
}

/// The ids of the questions that a case answers.
pub(super) fn answered<'t>(tree: &'t Tree, case: &Case<'_>) -> Vec<&'t str> {
    path(tree, case).into_iter().map(|(question, _)| question.id.as_str()).collect()
}

/// The step where the case parts from the nearest path to an outcome that it expects; none where
/// it expects nothing, or nothing that this tree can give.
pub fn part(tree: &Tree, case: &Case<'_>) -> Option<Divergence> {
    let attendu = case.attendu.as_ref()?;
    let path = path(tree, case);
    let survey = Survey::new(tree);
    let shared = |wanted: &[(&Question, &Reponse)]| {
        path.iter()
            .zip(wanted)
            .take_while(|((asked, given), (question, reponse))| {
                asked.id == question.id && given.id == reponse.id
            })
            .count()
    };
    let (steps, nearest) = survey
        .endings()
        .filter(|ending| attendu.first_mismatch(&ending.outcome).is_none())
        .map(|ending| (shared(&ending.path), ending.path))
        .max_by_key(|(shared, path)| (*shared, Reverse(path.len())))?;
    let (question, wanted) = nearest.get(steps)?;
    let given = path.get(steps).map(|(_, given)| given.id.clone());
    Some(Divergence { question: question.id.clone(), given, wanted: wanted.id.clone() })
}
