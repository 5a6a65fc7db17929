//! The pages of the training: the scene, what is asked of it, the verdict.

use crate::pages::{Block, Page, choices, conclusion, sigles, words};
use aiguilleur_core::training::{
    Action, Due, Elsewhere, Mark, NearMiss, Orientation, Scenario, Sure, near_misses,
};
use aiguilleur_core::tree::{Categorie, Operateur, Referentiel};

/// How sure one may be, in the order in which it is offered.
pub const SURE: [Sure; 3] = [Sure::Pas, Sure::Plutot, Sure::Certain];
/// So many near misses are told.
const NEAR: usize = 2;

/// A scenario in its session.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a, 't> {
    pub scenario: &'a Scenario<'t>,
    pub operateur: &'a Operateur,
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
        if self.again {
            opening
                .push(Block::Note("Ce cas revient : il était manqué, ou vous n'étiez pas sûr.".to_owned()));
        } else if self.due == Due::Changed {
            opening.push(Block::Note(
                "Le référentiel a changé pour ce cas depuis que vous l'avez joué.".to_owned(),
            ));
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
            trail: vec![self.operateur.nom.clone(), self.place()],
            body: self.opening(),
            question: question.to_owned(),
            choices: choices(labels),
            kept,
            apart: true,
            ..Page::default()
        }
    }

    /// Which category it is.
    pub fn categorie(self, kept: Option<Categorie>) -> Page {
        let kept = kept.and_then(|kept| Categorie::ALL.iter().position(|categorie| *categorie == kept));
        let page = self.page("De quelle catégorie est ce cas ?", Categorie::ALL.map(categorie), kept);
        Page {
            help: Some("Répondez comme vous le feriez à l'accueil, sans ouvrir le référentiel.".to_owned()),
            ..page
        }
    }

    /// What to do.
    pub fn action(self, offered: &[Action<'_>], kept: Option<Action<'_>>) -> Page {
        let kept = kept.and_then(|kept| offered.iter().position(|action| *action == kept));
        self.page("Que faites-vous, après avoir aidé l'usager ?", offered.iter().map(|c| action(*c)), kept)
    }

    /// How sure one is.
    pub fn sure(self, kept: Option<Sure>) -> Page {
        let kept = kept.and_then(|kept| SURE.iter().position(|sure| *sure == kept));
        self.page("En êtes-vous sûr ?", SURE.map(|sure| self::sure(sure).to_owned()), kept)
    }

    /// The answers, before the verdict: a wrong key can still be undone.
    pub fn recap(self, answer: Orientation<'_>) -> Page {
        let mut page = self.page("Voir le verdict ?", ["Oui, voir le verdict".to_owned()], None);
        page.body.extend([Block::Gap, Block::Heading("Vos réponses".to_owned())]);
        page.body.extend(
            [categorie(answer.categorie), action(answer.action), sure(answer.sure).to_owned()]
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

    /// What was right, and why.
    pub fn verdict(self, answer: Orientation<'_>, mark: Mark, referentiel: &Referentiel) -> Page {
        let mut body = self.judged(mark);
        body.extend(self.why(answer, mark, referentiel));
        Page {
            trail: vec![self.operateur.nom.clone(), self.place(), "verdict".to_owned()],
            body,
            question: words::WHAT_NEXT.to_owned(),
            choices: choices(["Continuer".to_owned(), "Terminer la séance".to_owned()]),
            help: Some("Tapez r pour relire la scène et vos réponses.".to_owned()),
            apart: true,
            ..Page::default()
        }
    }

    /// What the answers are worth, and what was right.
    fn judged(self, mark: Mark) -> Vec<Block> {
        let scenario = self.scenario;
        let first = match (mark.is_right(), mark.categorie, mark.action) {
            (true, ..) => "JUSTE",
            (_, true, false) => "CATÉGORIE JUSTE, CONDUITE À REVOIR",
            (_, false, true) => "CONDUITE JUSTE, CATÉGORIE À REVOIR",
            _ => "À REVOIR",
        };
        let mut blocks = vec![Block::Title(first.to_owned())];
        if mark.under {
            blocks.push(Block::Text(
                "Sous-orientation : ce cas demandait plus. C'est l'erreur qui nuit.".to_owned(),
            ));
        }
        if mark.over {
            blocks.push(Block::Text("Sur-orientation : une voie plus simple existait.".to_owned()));
        }
        if mark.sure == Sure::Certain && !mark.is_right() {
            blocks.push(Block::Text("Vous en étiez certain : ce cas trompe, retenez-le.".to_owned()));
        }
        if mark.sure == Sure::Pas && mark.is_right() {
            blocks.push(Block::Text("Vous n'étiez pas sûr, et vous aviez raison.".to_owned()));
        }
        if !self.again && mark.is_shaky() {
            blocks.push(Block::Text("Ce cas reviendra à la fin de la séance.".to_owned()));
        }
        blocks.push(Block::Heading("La bonne orientation".to_owned()));
        blocks.push(Block::Bullet(categorie(scenario.categorie())));
        let blocage =
            if scenario.outcome.blocage == Some(true) { "Il y a un blocage ou un besoin : " } else { "" };
        blocks.push(Block::Bullet(format!("{blocage}{}", action(scenario.action()))));
        blocks
    }

    /// The answers that decide, what was answered if it was another thing, the near misses, the
    /// row and its page.
    fn why(self, answer: Orientation<'_>, mark: Mark, referentiel: &Referentiel) -> Vec<Block> {
        let scenario = self.scenario;
        let mut blocks = vec![Block::Gap, Block::Heading("Ce qui décide".to_owned())];
        blocks.extend(
            scenario
                .path
                .iter()
                .map(|(_, edge)| Block::Bullet(format!("{} {}", edge.question.texte, edge.reponse.texte))),
        );
        if !mark.is_right() {
            blocks.extend([Block::Gap, Block::Heading("Votre réponse".to_owned())]);
            blocks.push(Block::Bullet(categorie(answer.categorie)));
            blocks.push(Block::Bullet(action(answer.action)));
        }
        conclusion::list(&mut blocks, words::COMPLEMENT, scenario.outcome.request.complements());
        let mut near: Vec<Block> = near_misses(scenario, NEAR).into_iter().map(near_miss).collect();
        if near.is_empty() {
            near.extend(neighbours(scenario, referentiel));
        }
        if !near.is_empty() {
            blocks.extend([Block::Gap, Block::Heading("Tout près".to_owned())]);
            blocks.append(&mut near);
        }
        blocks.extend([Block::Gap, Block::Heading(words::SOURCE.to_owned())]);
        let request = scenario.outcome.request;
        blocks.push(Block::Text(format!("{}.", request.titre().trim_end_matches('.'))));
        let source = scenario.source(self.operateur);
        blocks.push(Block::Text(format!("{source}. Référentiel {}.", referentiel.version)));
        let texts: Vec<String> = conclusion::texts(&blocks).map(str::to_owned).collect();
        let spelt_out = sigles::first_met(scenario.tree, texts.iter().map(String::as_str), []);
        blocks.extend(spelt_out.into_iter().map(Block::Note));
        blocks
    }
}

fn near_miss(near: NearMiss<'_>) -> Block {
    let said = format!("{} {}", near.edge.question.texte, near.edge.reponse.texte);
    Block::Bullet(match near.leads_to {
        Elsewhere::Categorie(categorie) => {
            format!("{said} (ce serait : {})", categorie.nom())
        }
        Elsewhere::Action(other) => format!("{said} (alors : {})", action(other).trim_end_matches('.')),
    })
}

/// The rows that touch this one and have another category.
fn neighbours(scenario: &Scenario<'_>, referentiel: &Referentiel) -> Vec<Block> {
    let rows = scenario.outcome.request.demarche().map_or(&[][..], |demarche| &demarche.voir_aussi);
    let rows = rows.iter().filter_map(|id| referentiel.ligne(id)).map(|(_, _, ligne)| ligne);
    let other = rows.filter(|ligne| ligne.categorie != scenario.categorie()).take(NEAR);
    other
        .map(|ligne| {
            let categorie = ligne.categorie.nom();
            Block::Bullet(format!("Ligne {}, {} : {categorie}.", ligne.id, ligne.nom))
        })
        .collect()
}

/// A category, and what it means in a few words.
fn categorie(categorie: Categorie) -> String {
    match categorie {
        Categorie::Niveau1 => "Niveau 1 : faite sur place avec l'usager",
        Categorie::Niveau2 => "Niveau 2 : faite par l'opérateur",
        Categorie::Urgent => "Situation urgente",
        Categorie::HorsBouquet => "Hors bouquet : pas en France services",
        Categorie::NonPrevu => "Non prévu par le référentiel",
    }
    .to_owned()
}

/// What to do, in the words of its first step.
fn action(action: Action<'_>) -> String {
    action.texte().to_owned()
}

/// How sure one is.
fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::Pas => "Pas sûr",
        Sure::Plutot => "Plutôt sûr",
        Sure::Certain => "Certain",
    }
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
