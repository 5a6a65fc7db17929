//! Where the path of a case leaves the paths that lead to what was expected of it.

use std::cmp::Reverse;

use crate::case::Case;
use crate::tree::Tree;
use crate::walk::{Answered, Edge, Position, Survey};

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

/// The answers that a case gives, as far as they go.
fn path<'t>(tree: &'t Tree, case: &Case<'_>) -> Vec<Edge<'t>> {
    let mut path = Vec::new();
    // A question without an answer ends the path.
    let _ = Position::start(tree).follow_all(tree, &case.reponses, |_, edge| path.push(edge));
    path
}

/// The ids of the questions that a case answers.
pub(super) fn answered<'t>(tree: &'t Tree, case: &Case<'_>) -> Vec<&'t str> {
    path(tree, case).into_iter().map(|edge| edge.question.id.as_str()).collect()
}

/// Where the case diverges from the nearest path to an outcome that it expects; none where it expects
/// nothing, or nothing that this tree can give.
pub fn divergence(tree: &Tree, case: &Case<'_>) -> Option<Divergence> {
    let attendu = case.attendu.as_ref()?;
    let path = path(tree, case);
    let survey = Survey::new(tree);
    // How many of their first answers the case and the shortest way to each rank share.
    let shared = survey.from_start(0, |before, depth, edge| {
        let same = *before == depth && path.get(depth).is_some_and(|given| given.ids() == edge.ids());
        before + usize::from(same)
    });
    let depths = survey.from_start(0, |before, _, _| before + 1);
    let expected = |rank: &usize| {
        survey.outcome(*rank).is_some_and(|outcome| attendu.first_mismatch(&outcome).is_none())
    };
    let nearest =
        (0..survey.size()).filter(expected).max_by_key(|rank| (shared[*rank], Reverse(depths[*rank])))?;
    let (steps, nearest) = (shared[nearest], survey.path(nearest));
    let Answered { question, reponse } = nearest.get(steps)?.ids().map(|id| (*id).to_owned());
    let given = path.get(steps).map(|given| given.reponse.id.clone());
    Some(Divergence { question, given, wanted: reponse })
}
