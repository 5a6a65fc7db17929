//! One case on its tree: where its answers lead, and whether that is what was expected.

use super::{Trees, divergence};
use crate::case::Case;
use crate::tree::Tree;
use crate::walk::{Edge, Outcome, Position, Stuck};

/// What a case gives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verdict<'t> {
    /// The rank of its tree among the trees.
    pub tree: Option<usize>,
    /// Where it ends, when it does.
    pub outcome: Option<Outcome<'t>>,
    /// Why it does not conform; none where it does, or where nothing was expected.
    pub fault: Option<Fault<'t>>,
    /// It answers a question that was never asked.
    pub superfluous: bool,
}

/// Why a case does not conform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault<'t> {
    UnknownOperateur,
    /// The question has no such answer: the question's id.
    UnknownAnswer(&'t str),
    /// The question was asked and not answered: its id.
    Unanswered(&'t str),
    /// The tree ends without a démarche.
    NoOutcome,
    /// The field of `attendu` that differs.
    Mismatch(&'static str),
    /// Only under `--strict`.
    Superfluous,
}

/// Replays a case. `visit` is told each answer given: the rank of the tree, and where it was asked.
pub(super) fn judge<'t>(
    trees: &Trees<'t>,
    case: &Case<'_>,
    strict: bool,
    mut visit: impl FnMut(usize, Position, Edge<'t>),
) -> Verdict<'t> {
    let Some(rank) = trees.rank(&case.operateur) else {
        return Verdict {
            tree: None,
            outcome: None,
            fault: Some(Fault::UnknownOperateur),
            superfluous: false,
        };
    };
    let (tree, start) = trees.0[rank];
    let mut asked = 0;
    let end = start.follow_all(tree, &case.reponses, |position, edge| {
        asked += 1;
        visit(rank, position, edge);
    });
    // An answer that the question refuses was asked for all the same.
    asked += usize::from(matches!(end, Err(Stuck::UnknownAnswer(_))));
    let superfluous = asked < case.reponses.len();
    let (outcome, fault) = match end.map(|position| position.outcome(tree)) {
        Err(Stuck::Unanswered(question)) => (None, Some(Fault::Unanswered(&question.id))),
        Err(Stuck::UnknownAnswer(question)) => (None, Some(Fault::UnknownAnswer(&question.id))),
        Ok(None) => (None, Some(Fault::NoOutcome)),
        Ok(Some(outcome)) => {
            let mismatch = case.attendu.as_ref().and_then(|attendu| attendu.first_mismatch(&outcome));
            let extra = (strict && superfluous).then_some(Fault::Superfluous);
            (Some(outcome), mismatch.map(Fault::Mismatch).or(extra))
        }
    };
    Verdict { tree: Some(rank), outcome, fault, superfluous }
}

/// Why, in words.
pub(super) fn reason(case: &Case<'_>, fault: Fault<'_>, tree: Option<&Tree>) -> String {
    match fault {
        Fault::UnknownOperateur => format!("L'opérateur « {} » n'a pas d'arbre.", case.operateur),
        Fault::UnknownAnswer(question) => {
            let given = case.reponses.iter().find(|given| given.question == question);
            let reponse = given.map_or("", |given| &given.reponse);
            format!("« {reponse} » n'est pas une réponse à « {question} ».")
        }
        Fault::Unanswered(question) => format!("La question « {question} » est posée et reste sans réponse."),
        Fault::NoOutcome => "L'arbre finit sans démarche.".to_owned(),
        Fault::Mismatch(field) => format!("L'issue diffère de ce qui est attendu : {field}."),
        Fault::Superfluous => {
            let asked = tree.map(|tree| divergence::answered(tree, case)).unwrap_or_default();
            let extra = case.reponses.iter().find(|given| !asked.contains(&&*given.question));
            format!("« {} » reçoit une réponse sans être posée.", extra.map_or("", |given| &given.question))
        }
    }
}
