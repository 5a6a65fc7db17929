//! A scene and what is right about it, as the tree says.

use crate::case::Case;
use crate::tree::{Canal, Categorie, Conduite, Etape, Operateur, Supplied, Tree};
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

/// What is done at the end.
#[derive(Debug, Clone, Copy)]
pub enum Action<'t> {
    /// Nothing more: the démarche is done on the spot.
    SurPlace,
    /// The document says nothing: one asks the animateur.
    Silence,
    /// This conduite.
    Tenir(&'t Conduite),
}

/// Two conduites are the same to learn where they start with the same step: it is all that is
/// shown of them.
impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SurPlace, Self::SurPlace) | (Self::Silence, Self::Silence) => true,
            (Self::Tenir(_), Self::Tenir(_)) => self.step() == other.step(),
            _ => false,
        }
    }
}

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

    /// What an orientation is worth.
    pub fn mark(&self, given: Orientation<'t>) -> Mark {
        let urgent = self.outcome.urgence();
        let seen_urgent = given.categorie == Categorie::Urgent || given.action.is_urgent();
        let kept = match (given.action, self.action()) {
            (Action::SurPlace, right) => right != Action::SurPlace,
            (Action::Silence, right) => matches!(right, Action::Tenir(_)),
            (Action::Tenir(_), _) => false,
        };
        let alerted = given.action.names(self.tree, Canal::AdministrationPlus)
            && !self.action().names(self.tree, Canal::AdministrationPlus);
        Mark {
            categorie: given.categorie == self.categorie(),
            action: given.action == self.action(),
            sure: given.sure,
            under: (urgent && !seen_urgent) || kept,
            over: (!urgent && seen_urgent) || alerted,
        }
    }

    /// What is right, in a few letters: it changes when the category or the conduite does, and the
    /// scenario is then to be learnt again.
    pub fn fingerprint(&self) -> String {
        let steps = self.action().etapes();
        let text: String = steps.iter().flat_map(|etape| [etape.texte.as_str(), "\n"]).collect();
        let action = match self.action() {
            Action::SurPlace => "sur-place",
            Action::Silence => "silence",
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

impl<'t> Action<'t> {
    /// What an outcome asks for.
    pub fn of(outcome: &Outcome<'t>) -> Self {
        match outcome.conduite {
            Some(conduite) => Self::Tenir(conduite),
            None if outcome.request.demarche().is_some() => Self::SurPlace,
            None => Self::Silence,
        }
    }

    fn etapes(self) -> &'t [Etape] {
        match self {
            Self::Tenir(conduite) => &conduite.etapes,
            Self::SurPlace | Self::Silence => &[],
        }
    }

    /// Whether the opérateur must act fast.
    fn is_urgent(self) -> bool {
        matches!(self, Self::Tenir(conduite) if conduite.urgente)
    }

    /// Whether a step names this channel of its contact.
    fn names(self, tree: &Tree, canal: Canal) -> bool {
        self.etapes().iter().any(|etape| {
            let all = etape.contact.as_ref().and_then(|id| tree.contact(id)).map(|contact| &contact.canaux);
            let named = all.into_iter().flatten().map(|channel| channel.canal);
            named
                .filter(|known| etape.canaux.is_empty() || etape.canaux.contains(known))
                .any(|known| known == canal)
        })
    }

    /// The first step of a conduite, remarks left out; nothing where there is none.
    fn first(self) -> Option<&'t Etape> {
        self.etapes().iter().find(|etape| !etape.remarque)
    }

    /// The words of that step.
    pub fn step(self) -> Option<&'t str> {
        self.first().map(|etape| etape.texte.as_str())
    }

    /// What is done, in words: those of the document where it gives any.
    pub fn texte(self) -> &'t str {
        match self {
            Self::SurPlace => "Rien de plus : cela finit sur place, sans contacter personne.",
            Self::Silence => "Le référentiel ne dit rien : demandez à l'animateur départemental.",
            Self::Tenir(_) => self.step().unwrap_or_default(),
        }
    }

    /// Whether someone who reads both could not tell why one is right: they say the same, or the
    /// same and a little more, or go to the same people with the same haste.
    pub(super) fn reads_like(self, other: Self) -> bool {
        let (Some(first), Some(second)) = (self.first(), other.first()) else { return self == other };
        let same_people = first.contact.is_some() && first.contact == second.contact;
        let (one, two) = (first.texte.trim_end_matches('.'), second.texte.trim_end_matches('.'));
        one.starts_with(two) || two.starts_with(one) || (same_people && self.is_urgent() == other.is_urgent())
    }
}

/// FNV-1a, 64 bits: the same for ever, whatever the compiler.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
