//! What a new version does to cases: those that end elsewhere, and the question where they part.

use super::Alignment;
use crate::case::{Attendu, Case};
use crate::tree::{NodeId, Tree};
use crate::walk::{Answered, Position};

/// A case that no longer ends where it did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    pub id: String,
    pub operateur: String,
    /// None where it has no outcome there.
    pub avant: Option<Attendu<'static>>,
    pub apres: Option<Attendu<'static>>,
    /// The first question, by its new id, from which the two paths differ.
    pub question: Option<String>,
}

/// The path of a case and where it ends, in the ids of the new tree.
struct Trace {
    /// Each answer, and the node that it leads to.
    path: Vec<(Answered, Option<NodeId>)>,
    end: Option<Attendu<'static>>,
    /// The question that it leaves without a valid answer.
    stuck: Option<String>,
}

/// Where a case ends, in the ids of the new tree; none where it has no outcome there.
#[derive(Debug)]
pub struct Replayed {
    pub avant: Option<Attendu<'static>>,
    pub apres: Option<Attendu<'static>>,
    /// The first question, by its new id, from which its two paths differ, where they end elsewhere.
    question: Option<String>,
}

impl Replayed {
    /// How the case moves; none where it ends the same way.
    pub fn moved(self, case: &Case<'_>) -> Option<Moved> {
        let Self { avant, apres, question } = self;
        (avant != apres).then(|| Moved {
            id: case.id.to_string(),
            operateur: case.operateur.to_string(),
            avant,
            apres,
            question,
        })
    }
}

/// Follows a case on one tree, then on the other.
pub fn replayed(
    alignment: Option<&Alignment<'_>>,
    old: Option<&Tree>,
    new: Option<&Tree>,
    case: &Case<'_>,
) -> Replayed {
    let before = old.map(|tree| trace(tree, case, None, alignment));
    let after = new.map(|tree| trace(tree, case, alignment, None));
    let end = |trace: &Option<Trace>| trace.as_ref().and_then(|trace| trace.end.clone());
    let (avant, apres) = (end(&before), end(&after));
    let question = (avant != apres)
        .then(|| before.zip(after).and_then(|(before, after)| first_difference(alignment?, &before, &after)));
    Replayed { avant, apres, question: question.flatten() }
}

/// The first question, by its new id, where two paths differ: in the question itself, in the
/// answer, or in where that answer leads.
fn first_difference(alignment: &Alignment<'_>, before: &Trace, after: &Trace) -> Option<String> {
    for ((was, from), (is, to)) in before.path.iter().zip(&after.path) {
        let leads_on = match (from, to) {
            (Some(from), Some(to)) => alignment.twins(*from, *to),
            (from, to) => from == to,
        };
        if was != is || !leads_on {
            return Some(is.question.clone());
        }
    }
    let next = after.path.get(before.path.len()).or_else(|| before.path.get(after.path.len()));
    after.stuck.clone().or_else(|| Some(next.or(after.path.last())?.0.question.clone()))
}

/// Follows a case. `renamed` turns its answers into those of the tree; `named` turns what is met
/// into the names of the new tree.
fn trace(
    tree: &Tree,
    case: &Case<'_>,
    renamed: Option<&Alignment<'_>>,
    named: Option<&Alignment<'_>>,
) -> Trace {
    let to_new = |ids: Answered<&str>, alignment: Option<&Alignment<'_>>| match alignment {
        Some(alignment) => alignment.answered(ids),
        None => ids.map(|id| (*id).to_owned()),
    };
    let ids = case.reponses.iter().map(|answered| answered.map(|id| &**id));
    let answers: Vec<Answered> = ids.map(|ids| to_new(ids, renamed)).collect();
    let mut path = Vec::new();
    let end = Position::start(tree).follow_all(tree, &answers, |position, edge| {
        let next = position.follow(tree, edge.question, edge.reponse);
        path.push((to_new(edge.ids(), named), next.node()));
    });
    let end = match end {
        Ok(end) => end,
        Err(stuck) => {
            let id = &stuck.question().id;
            let stuck = Some(named.map_or_else(|| id.clone(), |alignment| alignment.question(id)));
            return Trace { path, end: None, stuck };
        }
    };
    let end = end.outcome(tree).map(|outcome| {
        let mut end = Attendu::of(&outcome).into_owned();
        if let Some(alignment) = named {
            end.demarche = end.demarche.map(|id| alignment.demarche(&id).into());
            end.conduite = end.conduite.map(|id| alignment.conduite(&id).into());
        }
        end
    });
    Trace { path, end, stuck: None }
}
