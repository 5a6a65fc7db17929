//! The near miss: what would have been right, had one answer been another.

use super::action::Action;
use super::scenario::Scenario;
use crate::tree::{BLOCAGE, Categorie, NE_SAIT_PAS};
use crate::walk::{Edge, Outcome};

/// One other answer on the way, and where it leads.
#[derive(Debug, Clone, Copy)]
pub struct NearMiss<'t> {
    pub edge: Edge<'t>,
    pub leads_to: Elsewhere<'t>,
}

/// What another answer changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Elsewhere<'t> {
    /// The category.
    Categorie(Categorie),
    /// Only what is done at the end.
    Action(Action<'t>),
}

/// The other answers that lead straight to another category, and the other answer to `blocage`;
/// the last question first, each change once.
pub fn near_misses<'t>(scenario: &Scenario<'t>, most: usize) -> Vec<NearMiss<'t>> {
    let mut found: Vec<NearMiss<'t>> = Vec::new();
    for &(position, Edge { question, reponse: right }) in scenario.path.iter().rev() {
        for reponse in
            question.reponses.iter().filter(|other| other.id != right.id && other.id != NE_SAIT_PAS)
        {
            let next = position.follow(scenario.tree, question, reponse);
            let asked = next.ask(scenario.tree).and_then(|ask| ask.request);
            let ended: Option<Outcome<'t>> = next.outcome(scenario.tree);
            let Some(request) = asked.or(ended.map(|outcome| outcome.request)) else { continue };
            let leads_to = match ended {
                _ if request.categorie() != scenario.categorie() => Elsewhere::Categorie(request.categorie()),
                Some(outcome) if question.id == BLOCAGE => Elsewhere::Action(Action::of(&outcome)),
                _ => continue,
            };
            if found.len() < most && !found.iter().any(|near| near.leads_to == leads_to) {
                found.push(NearMiss { edge: Edge { question, reponse }, leads_to });
            }
        }
    }
    found
}
