//! What is said of démarches that were found by words, whoever searched.

use super::interview::command;
use super::typography::GLUE;
use super::{Block, Choice, Page, WAY_OUT, WORDS, complement, contact, headings, key};
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::search::Hit;
use aiguilleur_core::tree::{Operateur, Referentiel};

/// Where one is.
pub const TRAIL: &str = "Recherche";
/// Over démarches of which a sign of urgency was heard.
pub const SIGN: &str = "Signe d'urgence : à regarder d'abord";
/// Over those that look like the words.
pub const NEAR: &str = "Démarches proches";
/// Over démarches that are only a guess.
pub const UNSURE: &str = "Correspondance incertaine : vérifiez avec l'usager, ou tapez d'autres mots.";
/// Asked of what was found.
pub const WHICH_FITS: &str = "Quelle démarche convient à l'usager ?";
/// What the order means, and what a choice does.
pub const HELP: &str = "Les urgences viennent d'abord, puis ce qui ressemble le plus aux mots. \
                        Un choix ouvre l'entretien : la question d'urgence est posée, et chaque réponse \
                        déduite peut être changée.";

/// What can be chosen beside what was found.
pub fn otherwise() -> [Choice; 2] {
    [
        Choice::new(WORDS, "Chercher avec d'autres mots").under(Some("Sinon")),
        Choice::new(WAY_OUT, "Aucune ne convient : choisir un opérateur"),
    ]
}

/// A démarche to choose.
pub fn label(titre: &str, operateur: &str, categorie: &str) -> String {
    format!("{titre} ({operateur}, {categorie})")
}

/// Why it was found.
pub fn why(sign: bool, near: &str) -> String {
    let why = if sign { "signe d'urgence" } else { "proche de" };
    format!("{why} : {near}")
}

/// What to do where nothing fits.
pub fn none_found() -> Vec<Block> {
    vec![
        Block::title("Aucune démarche ne correspond à ces mots"),
        Block::text(
            "Dites ce que l'usager veut faire, ou le papier qu'il tient : « déclarer une naissance », \
             « facture de cantine ».",
        ),
        Block::text("Sinon, choisissez l'opérateur : ses questions vous mèneront à la démarche."),
        Block::text(
            "Quelqu'un est en danger, en détresse ou sans ressources ? Regardez d'abord les urgences (touche u du \
             guide).",
        ),
    ]
}

/// What can be chosen of what was found.
#[derive(Debug, Clone, Copy)]
pub enum Offer<'a> {
    Demarche(Hit<'a>),
    /// An opérateur that was named and has no tree here.
    Unsupplied(&'a Operateur),
}

/// What was found, in the order in which it is shown: an opérateur that was named comes before
/// what only looks like the words, but nothing comes before an urgency.
pub fn offers<'a>(hits: &[Hit<'a>], unsupplied: &[&'a Operateur]) -> Vec<Offer<'a>> {
    let (signs, others): (Vec<Hit<'_>>, _) = hits.iter().partition(|hit| hit.sign);
    let named = unsupplied.iter().map(|operateur| Offer::Unsupplied(operateur));
    let demarche = |hits: Vec<Hit<'a>>| hits.into_iter().map(Offer::Demarche);
    demarche(signs).chain(named).chain(demarche(others)).collect()
}

/// The page to choose from.
pub fn page(offers: &[Offer<'_>], referentiel: &Referentiel) -> Page {
    let mut last = None;
    let mut choices: Vec<Choice> = Vec::new();
    for (rank, offer) in offers.iter().enumerate() {
        let (heading, choice) = match offer {
            Offer::Demarche(hit) => {
                (if hit.sign { SIGN } else { NEAR }, demarche(key(rank), hit, referentiel))
            }
            Offer::Unsupplied(operateur) => (headings::UNSUPPLIED, Choice::new(key(rank), &operateur.nom)),
        };
        choices.push(choice.under((last.replace(heading) != Some(heading)).then_some(heading)));
    }
    let mut hits = offers.iter().filter_map(|offer| match offer {
        Offer::Demarche(hit) => Some(hit),
        Offer::Unsupplied(_) => None,
    });
    let (body, question) = match hits.next() {
        None => (none_found(), headings::WHAT_TO_DO),
        Some(_) if offers.iter().any(|offer| matches!(offer, Offer::Demarche(hit) if hit.sign)) => {
            (vec![Block::note(complement::EMERGENCIES)], WHICH_FITS)
        }
        Some(first) if !first.is_sure() => (vec![Block::note(UNSURE)], WHICH_FITS),
        Some(_) => (Vec::new(), WHICH_FITS),
    };
    choices.extend(otherwise());
    Page {
        trail: vec![TRAIL.to_owned()],
        body,
        question: question.to_owned(),
        help: Some(HELP.to_owned()),
        choices,
        ..Page::default()
    }
}

fn demarche(key: char, hit: &Hit<'_>, referentiel: &Referentiel) -> Choice {
    let nom = referentiel.operateur(&hit.entry.operateur).map_or("", |operateur| &operateur.nom);
    let categorie = hit.entry.categorie.nom().replace(' ', &GLUE.to_string());
    Choice { detail: near(hit), ..Choice::new(key, label(&hit.entry.titre, nom, &categorie)) }
}

/// What to do for opérateurs that were named and have no tree here.
pub fn unsupplied(
    operateurs: &[&Operateur],
    referentiel: &Referentiel,
    back_offices: &[BackOffice],
) -> Vec<Block> {
    let said = |operateur: &&Operateur| {
        let mut blocks = vec![Block::Text(format!(
            "{} : son tableau n'a pas été fourni. Ouvrez le référentiel {}, {}.",
            operateur.nom,
            referentiel.version,
            operateur.pages()
        ))];
        blocks.extend(BackOffice::of(back_offices, &operateur.id).map(contact::alone).unwrap_or_default());
        blocks
    };
    operateurs.iter().flat_map(said).collect()
}

/// The démarches as they are written on standard output.
pub fn blocks(hits: &[Hit<'_>], referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks = Vec::new();
    if hits.first().is_some_and(|first| !first.is_sure()) {
        blocks.extend([Block::note(UNSURE), Block::Gap]);
    }
    for (rank, hit) in (1..).zip(hits) {
        let nom = referentiel.operateur(&hit.entry.operateur).map_or("", |operateur| &operateur.nom);
        let categorie = hit.entry.categorie;
        blocks.push(Block::Category(categorie));
        blocks.push(Block::Title(format!("{rank}. {}", hit.entry.titre)));
        blocks.push(Block::Text(format!("{nom}, {}", lignes(&hit.entry.lignes))));
        blocks.extend(near(hit).map(Block::Text));
        let path = hit.path.iter().map(|implied| implied.answered.map(String::as_str));
        blocks.push(Block::Verbatim(command(&hit.entry.operateur, path)));
        blocks.push(Block::Gap);
    }
    blocks
}

/// Why it was found.
fn near(hit: &Hit<'_>) -> Option<String> {
    let near = hit.matched.trim_matches(['«', '»', ' ']);
    if near.is_empty() || near == hit.entry.titre {
        return None;
    }
    Some(why(hit.sign, near))
}

fn lignes(ids: &[String]) -> String {
    if ids.len() == 1 { format!("ligne {}", ids[0]) } else { format!("lignes {}", ids.join(", ")) }
}
