//! A scene and what is right about it, as the tree says.

use crate::case::Case;
use crate::tree::{Canal, Categorie, Conduite, Question, Reponse, Tree, categorie_code};
use crate::walk::{Outcome, Position};

/// A scene to orient.
#[derive(Debug, Clone)]
pub struct Scenario<'t> {
    pub id: String,
    pub tree: &'t Tree,
    /// What the usager says.
    pub recit: String,
    /// Where it leads.
    pub outcome: Outcome<'t>,
    /// The questions on the way, where each was asked, and the right answers.
    pub path: Vec<(Position, &'t Question, &'t Reponse)>,
}

/// Why a case is no scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has no scene: it is a case for the replay.
    NoRecit,
    /// Its answers lead nowhere on this tree.
    NoOutcome,
    /// Its answers lead elsewhere than it expects.
    Contradiction,
}

/// What is done at the end: a conduite, or nothing more than the démarche itself.
#[derive(Debug, Clone, Copy)]
pub struct Conduct<'t>(pub Option<&'t Conduite>);

impl PartialEq for Conduct<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.map(|conduite| &conduite.id) == other.0.map(|conduite| &conduite.id)
    }
}

/// How sure the conseiller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Pas,
    Plutot,
    Certain,
}

/// What the conseiller answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer<'t> {
    /// None: not foreseen.
    pub categorie: Option<Categorie>,
    pub conduct: Conduct<'t>,
    pub sure: Sure,
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent verdicts, not a state")]
pub struct Mark {
    pub categorie: bool,
    pub conduct: bool,
    pub sure: Sure,
    /// An urgency was missed, or a case that needs the opérateur was kept: the error that harms.
    pub under: bool,
    /// An urgency was seen where there is none, or Administration+ used where there is another way.
    pub over: bool,
}

impl Mark {
    /// Both answers are right.
    pub fn is_right(self) -> bool {
        self.categorie && self.conduct
    }
}

impl<'t> Scenario<'t> {
    /// The scenario of a case on the tree of its opérateur.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn new(case: &Case<'_>, tree: &'t Tree) -> Result<Self, Refusal> {
        let recit = case.recit.as_deref().filter(|recit| !recit.trim().is_empty()).ok_or(Refusal::NoRecit)?;
        let mut position = Position::start(tree);
        let mut path = Vec::new();
        while let Some((_, question)) = position.question(tree) {
            let given = case.reponses.iter().find(|(asked, _)| *asked == question.id);
            let reponse = given.and_then(|(_, answer)| question.reponse(answer)).ok_or(Refusal::NoOutcome)?;
            path.push((position, question, reponse));
            position = position.follow(tree, question, reponse);
        }
        let outcome = position.outcome(tree).ok_or(Refusal::NoOutcome)?;
        let contradicted = case.attendu.as_ref().and_then(|attendu| attendu.first_mismatch(&outcome));
        if contradicted.is_some() {
            return Err(Refusal::Contradiction);
        }
        Ok(Self { id: case.id.clone().into_owned(), tree, recit: recit.to_owned(), outcome, path })
    }

    /// The right category; none is not foreseen.
    pub fn categorie(&self) -> Option<Categorie> {
        self.outcome.request.categorie()
    }

    /// What is right to do.
    pub fn conduct(&self) -> Conduct<'t> {
        Conduct(self.outcome.conduite)
    }

    /// What an answer is worth.
    pub fn mark(&self, answer: Answer<'t>) -> Mark {
        let urgent = self.outcome.urgence();
        let seen_urgent = answer.categorie == Some(Categorie::Urgent) || answer.conduct.is_urgent();
        let kept = answer.conduct.0.is_none() && self.outcome.conduite.is_some();
        let alerted = answer.conduct.names(self.tree, Canal::AdministrationPlus)
            && !self.conduct().names(self.tree, Canal::AdministrationPlus);
        Mark {
            categorie: answer.categorie == self.categorie(),
            conduct: answer.conduct == self.conduct(),
            sure: answer.sure,
            under: (urgent && !seen_urgent) || kept,
            over: (!urgent && seen_urgent) || alerted,
        }
    }

    /// What is right, in a few letters: it changes when the category or the conduite does, and the
    /// scenario is then to be learnt again.
    pub fn print(&self) -> String {
        let conduite = self.outcome.conduite;
        let steps = conduite.map_or(&[][..], |conduite| &conduite.etapes);
        let text: String = steps.iter().flat_map(|etape| [etape.texte.as_str(), "\n"]).collect();
        let id = conduite.map_or("sur-place", |conduite| &conduite.id);
        format!("{} {id} {:016x}", categorie_code(self.categorie()), fnv(&text))
    }
}

impl<'t> Conduct<'t> {
    /// Whether the opérateur must act fast.
    fn is_urgent(self) -> bool {
        self.0.is_some_and(|conduite| conduite.urgente)
    }

    /// Whether a step names this channel of its contact.
    fn names(self, tree: &Tree, canal: Canal) -> bool {
        let steps = self.0.map_or(&[][..], |conduite| &conduite.etapes);
        steps.iter().any(|etape| {
            let all = etape.contact.as_ref().and_then(|id| tree.contact(id)).map(|contact| &contact.canaux);
            let named = all.into_iter().flatten().map(|channel| channel.canal);
            named
                .filter(|known| etape.canaux.is_empty() || etape.canaux.contains(known))
                .any(|known| known == canal)
        })
    }

    /// What to do, in the words of its steps, the first one first; nothing where there is none.
    pub fn step(self) -> Option<&'t str> {
        self.0?.etapes.iter().find(|etape| !etape.remarque).map(|etape| etape.texte.as_str())
    }

    /// The right one among others of the same opérateur, none saying the same, in the order of
    /// the tree.
    pub fn choices(scenario: &Scenario<'t>, most: usize, dice: &mut crate::dice::Dice) -> Vec<Self> {
        let right = scenario.conduct();
        let nodes = scenario.tree.nodes().map(|(_, node)| node);
        let conduites = nodes.filter_map(|node| match node {
            crate::tree::Node::Conduite(conduite) => Some(Self(Some(conduite))),
            _ => None,
        });
        let mut all: Vec<Self> = Vec::new();
        for conduct in std::iter::once(Self(None)).chain(conduites) {
            if conduct != right && !all.iter().chain([&right]).any(|known| known.step() == conduct.step()) {
                all.push(conduct);
            }
        }
        dice.shuffle(&mut all);
        // To keep the démarche is always a temptation, and the error that harms.
        all.sort_by_key(|conduct| conduct.0.is_some());
        all.truncate(most.saturating_sub(1));
        all.push(right);
        dice.shuffle(&mut all);
        all
    }
}

/// FNV-1a, 64 bits: the same for ever, whatever the compiler.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
