//! Filling in local contacts, in words: what is asked of each, and what is shown of it.

use super::{Block, contact, part};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::Target;
use aiguilleur_core::tree::{Canal, Contact};

/// « 31 fiches ».
pub fn serves(target: &Target<'_>) -> String {
    match target.sheets {
        Some(1) => "1 fiche".to_owned(),
        Some(sheets) => format!("{sheets} fiches"),
        None => "la page de l'opérateur".to_owned(),
    }
}

/// A line of the list.
pub fn line(target: &Target<'_>, filled: bool) -> String {
    let state = if filled { "rempli" } else { "à remplir" };
    format!("{} : {} ({}, {state})", target.nom, target.contact.nom, serves(target))
}

pub const DEPARTEMENT: &str = "Quel département ? Son nom en toutes lettres, comme « Nièvre ».";
pub const MAISON: &str = "Pour une seule maison ? Écrivez son nom. Entrée : tout le département.";
pub const BY: &str = "Qui vous donne ces contacts ? Un service ou une liste, jamais une personne.";
pub const SERVICE: &str = "Quel service répond ? Son nom, jamais celui d'une personne. Rien : passer.";
pub const CANAL: &str = "Par quel moyen ?";
pub const HORAIRES: &str = "Quand ? Comme « du lundi au vendredi de 9h00 à 12h00 ». Rien : passer.";
pub const ANOTHER: &str = "Un autre moyen de joindre ce contact ?";
pub const NOTE: &str = "Que faut-il savoir d'autre ? Comme « Fermé le mardi. » Rien : passer.";
pub const JOUR: &str = "Quel jour l'avez-vous vérifié ? AAAA-MM-JJ, ou JJ/MM/AAAA.";
pub const SOURCE: &str = "Qui l'a dit ? Un service ou une liste, jamais une personne.";
pub const KEEP: &str = "Voici ce que le conseiller verra. Le garder ?";
pub const NEEDED: &str = "Il faut une réponse. Tapez r pour revenir.";
pub const PERSON: &str =
    "Ce texte semble nommer une personne. Nommez le service. Retapez-le tel quel s'il ne nomme personne.";

/// The question about the value of a channel of this kind.
pub fn valeur(canal: Canal) -> &'static str {
    match canal {
        Canal::Telephone => "Quel numéro ? Avec ou sans points, espaces ou +33.",
        Canal::Courriel => "Quelle adresse de courriel ? Celle d'un service.",
        Canal::Site => "Quelle adresse du site ?",
        Canal::Courrier | Canal::SurPlace => "Quelle adresse ?",
        _ => "Où, ou comment ? Rien : passer.",
    }
}

/// Said where the beginning of a number is missing.
pub fn probable(number: &str) -> String {
    format!("Le début du numéro manque. Est-ce le {number} ?")
}

/// What is wrong with a day; none where it was checked that day.
pub fn day_fault(day: Option<Day>, today: Day) -> Option<&'static str> {
    match day {
        None => Some("Ce n'est pas une date. Écrivez l'année, le mois, le jour : 2026-09-30."),
        Some(day) if day > today.plus(1) => Some("Ce jour n'est pas encore venu."),
        Some(_) => None,
    }
}

/// A contact before it is filled in: where it is met, and what its sheets show now.
pub fn before(target: &Target<'_>, shown: &Contact, rank: usize, of: usize) -> Vec<Block> {
    let mut blocks = vec![
        Block::Gap,
        Block::Title(format!("{rank} sur {of}. {} : {}", target.nom, target.contact.nom)),
        Block::Text(format!("Sert à : {}.", serves(target))),
    ];
    blocks.extend(contact::alone(shown));
    blocks
}

/// A file as a command takes it, with the maison that is chosen in it.
pub fn with_maison(file: &str, maison: Option<&str>) -> String {
    maison.map_or_else(|| file.to_owned(), |maison| format!("{file} --maison \"{maison}\""))
}

/// What was done, and how to go on.
pub fn done(file: &str, maison: Option<&str>, filled: usize, left: usize) -> Vec<Block> {
    let mut blocks = part("Fini pour cette fois").to_vec();
    blocks.push(Block::Text(format!("{file} : {filled} contact(s) rempli(s), {left} encore à remplir.")));
    let file = with_maison(file, maison);
    if left > 0 {
        blocks.push(Block::Text(format!("Pour continuer : « aiguilleur local remplir {file} ».")));
    }
    blocks.push(Block::Text(format!("Pour essayer : « aiguilleur --local {file} ».")));
    blocks
}
