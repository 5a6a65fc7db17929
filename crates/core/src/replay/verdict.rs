//! One case on its tree: where its answers lead, and whether that is what was expected.

use super::Field;
use crate::case::Case;
use crate::tree::{NodeId, Tree};
use crate::walk::{Outcome, Position};

/// What a case gives.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'t> {
    /// The rank of its tree in the field.
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
pub enum Fault<'t> {
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

/// Replays a case. `visit` is told each answer given: the tree's rank, the node that asked, the
/// answer's rank.
pub fn judge<'t>(
    field: &Field<'t>,
    case: &Case<'_>,
    strict: bool,
    mut visit: impl FnMut(usize, NodeId, usize),
) -> Verdict<'t> {
    let Some(rank) = field.rank(&case.operateur) else {
        return Verdict {
            tree: None,
            outcome: None,
            fault: Some(Fault::UnknownOperateur),
            superfluous: false,
        };
    };
    let (tree, start) = field.trees[rank];
    let (end, given) = walk(tree, start, case, |node, answer| visit(rank, node, answer));
    // An answer that the question refuses was asked for all the same.
    let asked = given + usize::from(matches!(end, Err(Fault::UnknownAnswer(_))));
    let superfluous = asked < case.reponses.len();
    let (outcome, fault) = match end {
        Err(fault) => (None, Some(fault)),
        Ok(position) => match position.outcome(tree) {
            None => (None, Some(Fault::NoOutcome)),
            Some(outcome) => {
                let mismatch = case.attendu.as_ref().and_then(|attendu| attendu.first_mismatch(&outcome));
                let extra = (strict && superfluous).then_some(Fault::Superfluous);
                (Some(outcome), mismatch.map(Fault::Mismatch).or(extra))
            }
        },
    };
    Verdict { tree: Some(rank), outcome, fault, superfluous }
}

/// Where the answers lead, and how many of them were used.
pub(super) fn walk<'t>(
    tree: &'t Tree,
    start: Position,
    case: &Case<'_>,
    mut visit: impl FnMut(NodeId, usize),
) -> (Result<Position, Fault<'t>>, usize) {
    let mut position = start;
    let mut given = 0;
    while let Some((node, question)) = position.question(tree) {
        // Answers mostly come in the order of the questions: look there first.
        let answer = case
            .reponses
            .get(given)
            .filter(|(asked, _)| *asked == question.id)
            .or_else(|| case.reponses.iter().find(|(asked, _)| *asked == question.id));
        let Some((_, answer)) = answer else {
            return (Err(Fault::Unanswered(&question.id)), given);
        };
        let Some(rank) = question.reponses.iter().position(|reponse| reponse.id == *answer) else {
            return (Err(Fault::UnknownAnswer(&question.id)), given);
        };
        visit(node, rank);
        position = position.follow(tree, question, &question.reponses[rank]);
        given += 1;
    }
    (Ok(position), given)
}
