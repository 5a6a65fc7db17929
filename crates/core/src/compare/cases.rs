//! What a new version does to cases: those that end elsewhere, and the question where they part.

use super::Alignment;
use crate::case::{Attendu, Case};
use crate::tree::{NodeId, Tree};
use crate::walk::Position;

/// A case that no longer ends where it did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    pub id: String,
    pub operateur: String,
    /// None where it has no outcome there.
    #[serde(rename = "avant")]
    pub from: Option<Attendu<'static>>,
    #[serde(rename = "apres")]
    pub to: Option<Attendu<'static>>,
    /// The first question, by its new id, from which the two paths differ.
    pub question: Option<String>,
}

/// The path of a case and where it ends, in the ids of the new tree.
struct Trace {
    path: Vec<(String, String)>,
    /// The node that each answer leads to.
    nodes: Vec<Option<NodeId>>,
    end: Option<Attendu<'static>>,
    /// The question that it leaves without a valid answer.
    stuck: Option<String>,
}

/// How a case moves from one tree to the other; none where it ends the same way.
pub fn moved(
    alignment: Option<&Alignment<'_>>,
    old: Option<&Tree>,
    new: Option<&Tree>,
    case: &Case<'_>,
) -> Option<Moved> {
    let before = old.map(|tree| trace(tree, case, None, alignment));
    let after = new.map(|tree| trace(tree, case, alignment, None));
    let end = |trace: &Option<Trace>| trace.as_ref().and_then(|trace| trace.end.clone());
    let (from, to) = (end(&before), end(&after));
    if from == to {
        return None;
    }
    let question = before.zip(after).and_then(|(before, after)| part(alignment?, &before, &after));
    Some(Moved { id: case.id.to_string(), operateur: case.operateur.to_string(), from, to, question })
}

/// The first question, by its new id, where two paths differ: in the question itself, in the
/// answer, or in where that answer leads.
fn part(alignment: &Alignment<'_>, before: &Trace, after: &Trace) -> Option<String> {
    let steps = before.path.iter().zip(&before.nodes).zip(after.path.iter().zip(&after.nodes));
    for ((was, from), (is, to)) in steps {
        let leads_on = match (from, to) {
            (Some(from), Some(to)) => alignment.twins(*from, *to),
            (from, to) => from == to,
        };
        if was != is || !leads_on {
            return Some(is.0.clone());
        }
    }
    let next = after.path.get(before.path.len()).or_else(|| before.path.get(after.path.len()));
    let last = || after.path.last().map(|(question, _)| question.clone());
    after.stuck.clone().or_else(|| next.map(|(question, _)| question.clone())).or_else(last)
}

/// Follows a case. `renamed` turns its answers into those of the tree; `named` turns what is met
/// into the names of the new tree.
fn trace(
    tree: &Tree,
    case: &Case<'_>,
    renamed: Option<&Alignment<'_>>,
    named: Option<&Alignment<'_>>,
) -> Trace {
    let answers: Vec<(String, String)> = case
        .reponses
        .iter()
        .map(|(question, answer)| match renamed {
            Some(alignment) => (alignment.question(question), alignment.answer(question, answer)),
            None => (question.to_string(), answer.to_string()),
        })
        .collect();
    let mut position = Position::start(tree);
    let (mut path, mut nodes) = (Vec::new(), Vec::new());
    while let Some((_, question)) = position.question(tree) {
        let given = answers.iter().find(|(asked, _)| *asked == question.id);
        let Some(reponse) = given.and_then(|(_, answer)| question.reponse(answer)) else {
            let stuck =
                Some(named.map_or_else(|| question.id.clone(), |alignment| alignment.question(&question.id)));
            return Trace { path, nodes, end: None, stuck };
        };
        path.push(match named {
            Some(alignment) => {
                (alignment.question(&question.id), alignment.answer(&question.id, &reponse.id))
            }
            None => (question.id.clone(), reponse.id.clone()),
        });
        position = position.follow(tree, question, reponse);
        nodes.push(position.node());
    }
    let end = position.outcome(tree).map(|outcome| {
        let mut end = Attendu::of(&outcome).into_owned();
        if let Some(alignment) = named {
            end.demarche = end.demarche.map(|id| alignment.demarche(&id).into());
            end.conduite = end.conduite.map(|id| alignment.conduite(&id).into());
        }
        end
    });
    Trace { path, nodes, end, stuck: None }
}
