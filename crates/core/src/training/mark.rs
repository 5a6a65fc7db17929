//! What an orientation is worth: right, wrong, sure, and which error it is.

use super::action::Action;
use super::scenario::Scenario;
use crate::tree::{Canal, Categorie};

/// How sure the conseiller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Pas,
    Plutot,
    Certain,
}

/// Where the conseiller orients the usager.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orientation<'t> {
    pub categorie: Categorie,
    pub action: Action<'t>,
    pub sure: Sure,
}

/// What an orientation is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent verdicts, not a state")]
pub struct Mark {
    pub categorie: bool,
    pub action: bool,
    pub sure: Sure,
    /// An urgency was missed, or a case that needs the opérateur was kept: the error that harms.
    pub under: bool,
    /// An urgency was seen where there is none, or Administration+ used where there is another way.
    pub over: bool,
}

impl Mark {
    /// Both answers are right.
    pub fn is_right(self) -> bool {
        self.categorie && self.action
    }

    /// Wrong, or right by luck: it is to be seen again soon.
    pub fn is_shaky(self) -> bool {
        !self.is_right() || self.sure == Sure::Pas
    }
}

impl<'t> Scenario<'t> {
    /// What an orientation is worth.
    pub fn mark(&self, given: Orientation<'t>) -> Mark {
        let danger = self.action() == Action::Secours;
        let urgent = self.outcome.urgence() || danger;
        let seen_urgent = given.categorie == Categorie::Urgent || given.action.is_urgent();
        let kept = match (given.action, self.action()) {
            (Action::SurPlace, right) => right != Action::SurPlace,
            (Action::Silence, right) => right.is_to_be_done(),
            (Action::Secours | Action::Tenir(_), _) => false,
        };
        let alerted = !danger
            && given.action.names(self.tree, Canal::AdministrationPlus)
            && !self.action().names(self.tree, Canal::AdministrationPlus);
        Mark {
            categorie: self.is_right_category(given.categorie),
            action: given.action == self.action(),
            sure: given.sure,
            under: (urgent && !seen_urgent) || kept,
            over: (!urgent && seen_urgent) || alerted,
        }
    }

    /// Whether this category counts as right. Where someone is in danger and the document has no row for it, whoever calls
    /// it urgent is not wrong.
    pub fn is_right_category(&self, given: Categorie) -> bool {
        let unlisted_danger = self.action() == Action::Secours && given == Categorie::Urgent;
        given == self.categorie() || unlisted_danger
    }
}
