//! The verdict of a case of the training: what was right, and why.

use super::scene::{Turn, action};
use crate::pages::{Block, Page, categorie, choices, headings, part, sheet, sigles};
use aiguilleur_core::training::{Elsewhere, Mark, NearMiss, Orientation, Scenario, Sure, near_misses};
use aiguilleur_core::tree::Referentiel;

/// So many near misses are told.
const NEAR: usize = 2;

impl Turn<'_, '_> {
    /// What was right, and why.
    pub fn verdict(self, answer: Orientation<'_>, mark: Mark, referentiel: &Referentiel) -> Page {
        let mut body = self.judged(mark);
        body.extend(self.why(answer, mark, referentiel));
        Page {
            trail: vec![self.scenario.operateur.nom.clone(), self.place(), "verdict".to_owned()],
            body,
            question: headings::WHAT_NEXT.to_owned(),
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
        let mut blocks = vec![Block::title(first)];
        if mark.under {
            blocks.push(Block::text("Sous-orientation : ce cas demandait plus. C'est l'erreur qui nuit."));
        }
        if mark.over {
            blocks.push(Block::text("Sur-orientation : une voie plus simple existait."));
        }
        if mark.sure == Sure::Certain && !mark.is_right() {
            blocks.push(Block::text("Vous en étiez certain : ce cas trompe, retenez-le."));
        }
        if mark.sure == Sure::Pas && mark.is_right() {
            blocks.push(Block::text("Vous n'étiez pas sûr, et vous aviez raison."));
        }
        if !self.again && mark.is_shaky() {
            blocks.push(Block::text("Ce cas reviendra à la fin de la séance."));
        }
        blocks.push(Block::Heading("La bonne orientation".to_owned()));
        blocks.push(Block::Bullet(categorie::in_short(scenario.categorie())));
        let outcome = &scenario.outcome;
        let blocage = outcome.mot().map(|mot| format!("Il y a {mot} : ")).unwrap_or_default();
        blocks.push(Block::Bullet(format!("{blocage}{}", action(scenario.action()))));
        blocks
    }

    /// The answers that decide, what was answered if it was another thing, the near misses, the
    /// row and its page.
    fn why(self, answer: Orientation<'_>, mark: Mark, referentiel: &Referentiel) -> Vec<Block> {
        let scenario = self.scenario;
        let mut blocks = Vec::from(part("Ce qui décide"));
        blocks.extend(
            scenario
                .path
                .iter()
                .map(|(_, edge)| Block::Bullet(format!("{} {}", edge.question.texte, edge.reponse.texte))),
        );
        if !mark.is_right() {
            blocks.extend(part("Votre réponse"));
            blocks.push(Block::Bullet(categorie::in_short(answer.categorie)));
            blocks.push(Block::Bullet(action(answer.action)));
        }
        sheet::list(&mut blocks, headings::COMPLEMENT, scenario.outcome.request.complements());
        let mut near: Vec<Block> = near_misses(scenario, NEAR).into_iter().map(near_miss).collect();
        if near.is_empty() {
            near.extend(neighbours(scenario, referentiel));
        }
        if !near.is_empty() {
            blocks.extend(part("Tout près"));
            blocks.append(&mut near);
        }
        blocks.extend(part(headings::SOURCE));
        let request = scenario.outcome.request;
        blocks.push(Block::Text(format!("{}.", request.titre().trim_end_matches('.'))));
        let source = scenario.source();
        let operateur = referentiel.operateur(&scenario.tree.operateur);
        let document = operateur.and_then(|operateur| operateur.document.clone());
        let document = document.unwrap_or_else(|| format!("Référentiel {}", referentiel.version));
        blocks.push(Block::Text(format!("{source}. {document}.")));
        let texts: Vec<String> = sheet::texts(&blocks).map(str::to_owned).collect();
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
