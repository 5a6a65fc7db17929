//! The pages of the training up to the verdict: the scene, and what is asked of it.

use crate::pages::interview::KEPT;
use crate::pages::{Block, Page, categorie, choices, part};
use aiguilleur_core::training::{Action, Due, Orientation, Scenario, Sure};
use aiguilleur_core::tree::Categorie;

/// How sure one may be, in the order in which it is offered.
pub const SURE: [Sure; 3] = [Sure::Pas, Sure::Plutot, Sure::Certain];

/// What is asked of a scene, in this order.
pub const CATEGORIE: &str = "De quelle catégorie est ce cas ?";
pub const CONDUITE: &str = "Que faites-vous ?";
pub const CERTITUDE: &str = "En êtes-vous sûr ?";

/// A scenario in its session.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a, 't> {
    pub scenario: &'a Scenario<'t>,
    /// From 1.
    pub rank: usize,
    pub number: usize,
    pub due: Due,
    /// It comes a second time in this session.
    pub again: bool,
}

impl Turn<'_, '_> {
    /// What is read before anything is asked: why it comes, if it does for a reason, and the scene.
    pub fn opening(self) -> Vec<Block> {
        let mut opening = Vec::new();
        if self.rank == 1 {
            opening
                .push(Block::note("Un cas manqué, ou dont vous n'êtes pas sûr, revient en fin de séance."));
        }
        if self.again {
            opening.push(Block::note("Ce cas revient : il était manqué, ou vous n'étiez pas sûr."));
        } else if self.due == Due::Changed {
            opening.push(Block::note("Le référentiel a changé pour ce cas depuis que vous l'avez joué."));
        }
        opening.push(Block::Text(self.scenario.recit.clone()));
        opening
    }

    /// Where the session is.
    pub fn place(self) -> String {
        format!("cas {} sur {}", self.rank, self.number)
    }

    fn page(self, question: &str, labels: impl IntoIterator<Item = String>, kept: Option<usize>) -> Page {
        Page {
            trail: vec![self.scenario.operateur.nom.clone(), self.place()],
            body: self.opening(),
            question: question.to_owned(),
            choices: choices(labels),
            kept,
            mark: kept.map(|kept| (kept, KEPT)),
            apart: true,
            ..Page::default()
        }
    }

    /// Which category it is.
    pub fn categorie(self, kept: Option<Categorie>) -> Page {
        let kept = kept.and_then(|kept| Categorie::ALL.iter().position(|categorie| *categorie == kept));
        let page = self.page(CATEGORIE, Categorie::ALL.map(categorie::in_short), kept);
        Page {
            help: Some("Répondez comme vous le feriez à l'accueil, sans ouvrir le référentiel.".to_owned()),
            ..page
        }
    }

    /// What to do.
    pub fn action(self, offered: &[Action<'_>], kept: Option<Action<'_>>) -> Page {
        let kept = kept.and_then(|kept| offered.iter().position(|action| *action == kept));
        self.page(CONDUITE, offered.iter().map(|c| action(*c)), kept)
    }

    /// How sure one is.
    pub fn sure(self, kept: Option<Sure>) -> Page {
        let kept = kept.and_then(|kept| SURE.iter().position(|sure| *sure == kept));
        self.page(CERTITUDE, SURE.map(|sure| self::sure(sure).to_owned()), kept)
    }

    /// The answers, before the verdict: a wrong key can still be undone.
    pub fn recap(self, answer: Orientation<'_>) -> Page {
        let mut page = self.page("Voir le verdict ?", ["Oui, voir le verdict".to_owned()], None);
        page.body.extend(part("Vos réponses"));
        page.body.extend(
            [categorie::in_short(answer.categorie), action(answer.action), sure(answer.sure).to_owned()]
                .map(Block::Bullet),
        );
        page.help = Some("Tapez r pour changer une réponse.".to_owned());
        page
    }

    /// The scene again, and the answers, for whoever reads the verdict.
    pub fn reread(self, answer: Orientation<'_>) -> Page {
        let page = self.recap(answer);
        Page {
            question: "Revenir au verdict ?".to_owned(),
            choices: choices(["Oui, revenir au verdict".to_owned()]),
            help: None,
            ..page
        }
    }
}

/// What to do, in the words of its first step.
pub(crate) fn action(action: Action<'_>) -> String {
    action.texte().to_owned()
}

/// How sure one is.
pub fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::Pas => "Pas sûr",
        Sure::Plutot => "Plutôt sûr",
        Sure::Certain => "Certain",
    }
}

/// Fewer urgencies could be drawn than were asked for.
pub fn too_few_urgent(urgent: usize, wanted: usize) -> String {
    format!("Vous demandez {wanted} urgence(s) : ce tirage n'en a que {urgent}.")
}

/// Asked before a session is left.
pub fn leave() -> Page {
    Page {
        question: "Terminer la séance ?".to_owned(),
        choices: choices(["Continuer la séance".to_owned(), "Terminer, et voir le bilan".to_owned()]),
        apart: true,
        ..Page::default()
    }
}
