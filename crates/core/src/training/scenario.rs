//! A scene and what is right about it, as the tree says.

use super::action::Action;
use crate::case::Case;
use crate::tree::{Categorie, Operateur, Supplied, Tree};
use crate::walk::{Edge, Outcome, Position};

/// A scene to orient.
#[derive(Debug, Clone)]
pub struct Scenario<'t> {
    pub id: String,
    pub operateur: &'t Operateur,
    pub tree: &'t Tree,
    /// What the usager says.
    pub recit: String,
    /// Where it leads.
    pub outcome: Outcome<'t>,
    /// The questions on the way, where each was asked, and the right answers.
    pub path: Vec<(Position, Edge<'t>)>,
}

/// Why a case is no scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has no scene: it is a case for the replay.
    NoRecit,
    /// It answers a question twice.
    AnsweredTwice,
    /// Its answers lead nowhere on this tree.
    NoOutcome,
    /// Its answers lead elsewhere than it expects.
    Contradiction,
}

impl<'t> Scenario<'t> {
    /// The scenario of a case on the tree of its opérateur.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn new(case: &Case<'_>, supplied: Supplied<'t>) -> Result<Self, Refusal> {
        let Supplied { operateur, tree } = supplied;
        let recit = case.recit.as_deref().filter(|recit| !recit.trim().is_empty()).ok_or(Refusal::NoRecit)?;
        if case.answered_twice().is_some() {
            return Err(Refusal::AnsweredTwice);
        }
        let mut path = Vec::new();
        let end = Position::start(tree)
            .follow_all(tree, &case.reponses, |position, edge| path.push((position, edge)));
        let outcome = end.ok().and_then(|end| end.outcome(tree)).ok_or(Refusal::NoOutcome)?;
        let contradicted = case.attendu.as_ref().and_then(|attendu| attendu.first_mismatch(&outcome));
        if contradicted.is_some() {
            return Err(Refusal::Contradiction);
        }
        let id = case.id.clone().into_owned();
        Ok(Self { id, operateur, tree, recit: recit.to_owned(), outcome, path })
    }

    /// The right category; none is not foreseen.
    pub fn categorie(&self) -> Categorie {
        self.outcome.request.categorie()
    }

    /// Where the document says so: its opérateur, the pages, the rows.
    pub fn source(&self) -> String {
        let operateur = self.operateur;
        format!("{}, {}, {}", operateur.nom, operateur.pages(), self.outcome.request.lignes_list())
    }

    /// What is right to do.
    pub fn action(&self) -> Action<'t> {
        Action::of(&self.outcome)
    }

    /// What is right, in a few letters: it changes when the category or the conduite does, and the
    /// scenario is then to be learnt again.
    pub fn fingerprint(&self) -> String {
        let steps = self.action().etapes();
        let text: String = steps.iter().flat_map(|etape| [etape.texte.as_str(), "\n"]).collect();
        let action = match self.action() {
            Action::SurPlace => "sur-place",
            Action::Silence => "silence",
            Action::Secours => "secours",
            Action::Tenir(conduite) => &conduite.id,
        };
        format!("{} {action} {:016x}", self.categorie().code(), fnv(&text))
    }

    /// Tells the scenario from all others, whoever wrote them: two files may number their cases
    /// alike.
    pub fn key(&self) -> String {
        format!("{} {:016x}", self.name(), fnv(&self.recit))
    }

    /// Its opérateur and its id, for whoever compares what several learners know.
    pub fn name(&self) -> String {
        format!("{}/{}", self.tree.operateur, self.id)
    }
}

/// FNV-1a, 64 bits: the same for ever, whatever the compiler.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
