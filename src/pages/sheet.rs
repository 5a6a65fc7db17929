//! An outcome, as it is read: the category and its meaning, what to do, whom to contact and how,
//! what the document leaves open, where all this stands.

use super::{Block, categorie, contact, headings, part, sigles};
use aiguilleur_core::tree::{Conduite, Etape, Referentiel, Tree};
use aiguilleur_core::walk::{Outcome, Request};

/// Said where an outcome has neither a conduite nor a démarche.
pub const NO_CONDUITE: &str = "Le référentiel ne donne pas de conduite à tenir.";

/// The blocks of an outcome.
pub fn blocks(outcome: &Outcome<'_>, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = head(outcome, referentiel);
    act(outcome, &mut blocks);
    requests(outcome.request, &mut blocks);
    see_also(outcome.request, outcome.tree, referentiel, &mut blocks);
    source(outcome, referentiel, &mut blocks);
    let spelt_out = sigles::first_met(outcome.tree, texts(&blocks), []);
    list(&mut blocks, headings::SIGLES, &spelt_out);
    blocks
}

/// What to do, whom to contact, and what is ours.
pub fn act(outcome: &Outcome<'_>, blocks: &mut Vec<Block>) {
    let complements = |blocks: &mut Vec<Block>| {
        list(blocks, headings::COMPLEMENT, outcome.request.complements());
    };
    to_do(outcome.request, blocks);
    conduite(outcome, blocks);
    // Where life may be at stake, what to do and the emergency numbers hold on one screen of 24 rows.
    if outcome.urgence() {
        complements(blocks);
    }
    contact::contacts(&outcome.contacts(), blocks);
    if !outcome.urgence() {
        complements(blocks);
    }
}

/// The category and what it means for the conseiller.
pub fn category(outcome: &Outcome<'_>) -> Vec<Block> {
    let categorie = outcome.request.categorie();
    let mut blocks =
        vec![Block::Category(categorie), Block::Text(categorie::meaning(outcome.request).to_owned())];
    if outcome.conduite.is_some_and(|conduite| conduite.urgente) {
        blocks.push(Block::text(categorie::URGENT_HERE));
    }
    blocks
}

fn head(outcome: &Outcome<'_>, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = category(outcome);
    blocks.extend([Block::Gap, Block::Title(outcome.request.titre().to_owned())]);
    if let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) {
        blocks.push(Block::Text(format!("Opérateur : {}", operateur.nom)));
    }
    blocks
}

/// The requests that the row names one by one.
pub fn requests(request: Request<'_>, blocks: &mut Vec<Block>) {
    let demarches = request.demarche().map_or(&[][..], |demarche| &demarche.demarches);
    let titre = request.titre();
    let requests: Vec<String> =
        demarches.iter().map(|sub| sub.texte.clone()).filter(|texte| texte != titre).collect();
    list(blocks, "Cette fiche vaut pour", &requests);
}

/// What to do with the usager first.
pub fn to_do(request: Request<'_>, blocks: &mut Vec<Block>) {
    let Some(demarche) = request.demarche() else {
        return;
    };
    numbered(blocks, headings::FAIRE, demarche.faire.iter().map(String::as_str));
}

fn conduite(outcome: &Outcome<'_>, blocks: &mut Vec<Block>) {
    match (outcome.conduite, outcome.request) {
        (Some(conduite), _) => {
            let heading = match outcome.mot() {
                Some(mot) => format!("{} : il y a {mot}", headings::CONDUITE),
                None => headings::CONDUITE.to_owned(),
            };
            etapes(&heading, conduite, blocks);
        }
        (None, Request::Demarche(_)) => {
            let done = "Rien d'autre à faire : vous terminez la démarche sur place.";
            blocks.extend([Block::Gap, Block::text(done)]);
        }
        (None, Request::NonPrevu(_)) => {
            blocks.extend([Block::Gap, Block::text(NO_CONDUITE)]);
        }
    }
}

/// A step that only says what is to be known.
pub fn remark(etape: &str) -> String {
    format!("À savoir : {etape}")
}

/// The steps of a conduite, then what is to be known of them.
pub fn etapes(heading: &str, conduite: &Conduite, blocks: &mut Vec<Block>) {
    let (remarks, steps): (Vec<&Etape>, _) = conduite.etapes.iter().partition(|etape| etape.remarque);
    numbered(blocks, heading, steps.iter().map(|etape| etape.texte.as_str()));
    blocks.extend(remarks.iter().map(|etape| Block::Bullet(remark(&etape.texte))));
}

/// The rows that touch this one.
pub fn see_also(request: Request<'_>, tree: &Tree, referentiel: &Referentiel, blocks: &mut Vec<Block>) {
    let rows: Vec<String> = request
        .demarche()
        .map_or(&[][..], |demarche| &demarche.voir_aussi)
        .iter()
        .filter_map(|id| {
            let (operateur, _, ligne) = referentiel.ligne(id)?;
            let elsewhere = if operateur.id == tree.operateur { "" } else { &operateur.nom };
            let elsewhere = if elsewhere.is_empty() { String::new() } else { format!("{elsewhere}, ") };
            let categorie = ligne.categorie.nom();
            Some(format!("{} ({elsewhere}{categorie}, ligne {})", ligne.nom, ligne.id))
        })
        .collect();
    list(blocks, "Lignes voisines, si ce n'est pas tout à fait cela", &rows);
}

fn source(outcome: &Outcome<'_>, referentiel: &Referentiel, blocks: &mut Vec<Block>) {
    let document = format!("{}, {}", referentiel.titre, referentiel.edition());
    let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) else {
        return;
    };
    let place = format!("{}, {}", operateur.nom, operateur.pages());
    blocks.extend([
        Block::Gap,
        Block::Heading(headings::SOURCE.to_owned()),
        Block::Text(format!("{document}.")),
    ]);
    let rows = outcome.request.lignes();
    if rows.is_empty() {
        blocks.push(Block::Text(format!("{place} : aucune ligne ne parle de cette demande.")));
    }
    for (section, ligne) in rows.iter().filter_map(|id| operateur.ligne(id)) {
        blocks.push(Block::Text(format!("{place}, « {} », ligne {}.", section.titre, ligne.id)));
    }
}

fn numbered<'a>(blocks: &mut Vec<Block>, heading: &str, steps: impl Iterator<Item = &'a str>) {
    let steps: Vec<Block> = (1..).zip(steps).map(|(n, step)| Block::Step(n, step.to_owned())).collect();
    if !steps.is_empty() {
        blocks.extend(part(heading));
        blocks.extend(steps);
    }
}

/// A heading and its bullets, unless there are none.
pub fn list(blocks: &mut Vec<Block>, heading: &str, items: &[String]) {
    if !items.is_empty() {
        blocks.extend(part(heading));
        blocks.extend(items.iter().cloned().map(Block::Bullet));
    }
}

/// The words of blocks, for whoever looks for something in them.
pub fn texts(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(|block| match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Text(text)
        | Block::Bullet(text)
        | Block::SubBullet(text)
        | Block::Step(_, text)
        | Block::Note(text)
        | Block::Mark(_, text) => Some(text.as_str()),
        Block::Category(categorie) => Some(categorie::in_capitals(*categorie)),
        Block::Verbatim(_) | Block::Gap => None,
    })
}
