//! What is said of démarches that were found by words, whoever searched.

use super::{Block, Choice, WAY_OUT, WORDS};

/// Where one is.
pub const TRAIL: &str = "Recherche";
/// Over démarches of which a sign of urgency was heard.
pub const SIGN: &str = "Signe d'urgence : à regarder d'abord";
/// Over those that look like the words.
pub const NEAR: &str = "Démarches proches";
/// Over opérateurs that were named and have no tree here.
pub const UNSUPPLIED: &str = "Tableau non fourni : voyez que faire";
/// Over démarches that are only a guess.
pub const UNSURE: &str = "Correspondance incertaine : vérifiez avec l'usager, ou tapez d'autres mots.";
/// Asked of what was found.
pub const WHICH_FITS: &str = "Quelle démarche convient à l'usager ?";
/// Asked where nothing was.
pub const NONE_FITS: &str = "Que voulez-vous faire ?";
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
        Block::Title("Aucune démarche ne correspond à ces mots".to_owned()),
        Block::Text(
            "Dites ce que l'usager veut faire, ou le papier qu'il tient : « déclarer une naissance », \
             « facture de cantine »."
                .to_owned(),
        ),
        Block::Text("Sinon, choisissez l'opérateur : ses questions vous mèneront à la démarche.".to_owned()),
        Block::Text(
            "Quelqu'un est en danger, en détresse ou sans ressources ? Regardez d'abord les urgences (touche u du \
             guide)."
                .to_owned(),
        ),
    ]
}
