//! Filling in local contacts, in words: what is asked of each, and what is shown of it.

use super::typography::argument;
use super::{Block, contact, part};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{Counts, Source, Target, is_too_old, of_usagers};
use aiguilleur_core::tree::{Canal, Contact, Tree};
use aiguilleur_core::walk::outcomes;

/// « 31 fiches ».
pub fn sheets(sheets: usize) -> String {
    format!("{sheets} fiche{}", if sheets > 1 { "s" } else { "" })
}

/// What shows a contact.
pub fn serves(target: &Target<'_>) -> String {
    target.sheets.map_or_else(|| "la page de l'opérateur".to_owned(), sheets)
}

/// How many contacts, and why so many.
pub fn how_many(counts: &Counts) -> String {
    let Counts { open, optional, unsupplied } = counts;
    format!(
        "{} contact(s) : {open} que le référentiel laisse à compléter, {optional} facultatif(s), dont il dit déjà par quel \
         moyen, et {unsupplied} d'opérateurs sans tableau.",
        open + optional + unsupplied
    )
}

/// A line of the list.
pub fn line(target: &Target<'_>, filled: bool) -> String {
    let state = match (filled, target.open) {
        (true, _) => "rempli",
        (false, true) => "à remplir",
        (false, false) => "facultatif",
    };
    format!("{}, {state}. {} : {}", serves(target), target.nom, target.contact.nom)
}

pub const DEPARTEMENT: &str = "Quel département ? Son nom, comme « Nièvre », ou son numéro.";
pub const MAISON: &str = "Pour une seule maison ? Écrivez son nom. Entrée : tout le département.";
pub const BY: &str = "Qui vous donne ces contacts ? Un service ou une liste, jamais une personne.";
pub const SERVICE: &str =
    "Quel service répond ? Son nom, jamais celui d'une personne. Facultatif : laissez vide.";
pub const CANAL: &str = "Par quel moyen ?";
pub const HORAIRES: &str =
    "Quand ? Comme « du lundi au vendredi de 9h00 à 12h00 ». Facultatif : laissez vide.";
pub const ANOTHER: &str = "Un autre moyen de joindre ce contact ?";
pub const PRECISION: &str =
    "Une précision ? Un second numéro, un poste, un étage. Facultatif : laissez vide.";
pub const PICK: &str = "Que corrigez-vous ? Le reste est gardé.";
pub const KEPT: &str = "Gardé.";
/// Said of a contact that somebody else wrote during the answers.
pub const WRITTEN_MEANWHILE: &str =
    "Quelqu'un a rempli ce contact dans le fichier pendant vos réponses. Le fichier dit :";
/// Asked of both.
pub const WHICH_HOLDS: &str = "Que gardez-vous ?";
pub const REMOVE: &str = "Retirer ce contact du fichier ?";
pub const REMOVED: &str = "Retiré.";
pub const NOT_KEPT: &str = "Vous arrêtez avant la fin : ce contact n'est pas changé.";
pub const NOTE: &str = "Que faut-il savoir d'autre ? Comme « Fermé le mardi. » Facultatif : laissez vide.";
pub const JOUR: &str = "Quel jour l'avez-vous vérifié ? AAAA-MM-JJ, ou JJ/MM/AAAA.";
pub const SOURCE: &str = "Qui l'a dit ? Un service ou une liste, jamais une personne.";
pub const KEEP: &str = "Voici ce que le conseiller verra. Le garder ?";
pub const NEEDED: &str = "Il faut une réponse. Tapez r pour revenir.";
pub const NOTHING_BEHIND: &str = "Il n'y a pas de question avant celle-ci. Tapez q pour arrêter.";
pub const UNSHOWN: &str = "Ce texte contient un caractère que l'écran ne peut pas montrer. Retapez-le.";
pub const PERSON: &str =
    "Ce texte semble nommer une personne. Nommez le service. Retapez-le tel quel s'il ne nomme personne.";
pub const NO_NAME: &str = "Ce n'est pas un nom : il n'a aucune lettre.";
pub const NO_HOURS: &str = "C'est un numéro, et non des horaires.";

/// Said of a number of the usagers, given to a back-office.
pub fn not_of_usagers(number: &str) -> String {
    format!("{}. Retapez-le tel quel s'il est bien celui du back-office.", of_usagers(number))
}

/// Said of an hour that does not exist.
pub fn no_hour(hour: &str) -> String {
    format!("« {hour} » n'est pas une heure : écrivez-les de 0 à 24, les minutes de 0 à 59.")
}

/// Said of what is no department, with the one that it may be.
pub fn no_departement(near: Option<&str>) -> String {
    let near = near.map(|near| format!("Est-ce « {near} » ? ")).unwrap_or_default();
    format!("Ce n'est pas le nom d'un département. {near}Retapez-le tel quel pour le garder.")
}

/// The question about the value of a channel of this kind.
pub fn valeur(canal: Canal) -> &'static str {
    match canal {
        Canal::Telephone => "Quel numéro ? Avec ou sans points, espaces ou +33.",
        Canal::Courriel => "Quelle adresse de courriel ? Celle d'un service.",
        Canal::Site => "Quelle adresse du site ?",
        Canal::Courrier | Canal::SurPlace => "Quelle adresse ?",
        Canal::RendezVous => "Le rendez-vous : où, ou comment ? Facultatif : laissez vide.",
        _ => "Où, ou comment ? Facultatif : laissez vide.",
    }
}

/// A day, where it was written in another way.
pub fn understood(day: Day) -> String {
    format!("Soit le {}.", day.long())
}

/// What is wrong with a day; none where it was checked that day.
pub fn day_fault(day: Option<Day>, today: Day) -> Option<&'static str> {
    match day {
        None => Some("Ce jour n'existe pas. Écrivez-le comme « 30/09/2026 », ou « 2026-09-30 »."),
        Some(day) if day > today.plus(1) => Some("Ce jour n'est pas encore venu."),
        Some(day) if is_too_old(day) => Some("Ce jour est d'avant les France services."),
        Some(_) => None,
    }
}

/// What a workbook holds; what the file in force says stands in it.
pub fn in_workbook(targets: &[Target<'_>], file: Option<(&str, &Source)>) -> Vec<Block> {
    let known = file.map(|(file, source)| {
        let filled = targets.iter().filter(|target| source.says(target)).count();
        format!(" {filled} déjà rempli(s), d'après {file}.")
    });
    vec![Block::Text(format!(
        "Classeur de {}{}",
        how_many(&Counts::of(targets.iter())),
        known.unwrap_or_default()
    ))]
}

/// What is filled in, and how much there is of it.
pub fn start(file: &str, maison: Option<&str>, counts: &Counts) -> Vec<Block> {
    let maison = maison.map(|maison| format!(", maison « {maison} »")).unwrap_or_default();
    vec![Block::Text(format!("Fichier : {file}{maison}. Il peut dire {}", how_many(counts)))]
}

/// A contact before it is filled in: whose it is, where it is met, and what its sheets show now.
pub fn before(target: &Target<'_>, shown: &Contact, (rank, of): (usize, usize), place: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Gap,
        Block::Title(format!("{rank} sur {of}. {} : {}", target.nom, target.contact.nom)),
        Block::Text(format!("Pour : {place}. Sert à : {}.", serves(target))),
    ];
    blocks.extend(contact::alone(shown));
    blocks
}

/// So many ways to show one contact are previewed, the commonest first.
const PREVIEWED: usize = 3;

/// A contact as the sheets of its tree show it, each way once, with how many sheets show it so; by itself, where there is no
/// tree, or no sheet.
pub fn preview(tree: Option<&Tree>, shown: &Contact) -> Vec<Block> {
    let mut ways: Vec<(usize, String, Vec<Block>)> = Vec::new();
    for outcome in tree.into_iter().flat_map(outcomes) {
        let steps = outcome.steps();
        let own =
            steps.iter().filter(|(_, reached)| reached.first().is_some_and(|(one, _)| one.id == shown.id));
        for (etape, reached) in own {
            let mut lines = Vec::new();
            let about = contact::under_step(&outcome, etape, reached, &mut lines);
            lines.extend(about.into_iter().map(Block::SubBullet));
            match ways.iter_mut().find(|(_, _, known)| *known == lines) {
                Some((count, ..)) => *count += 1,
                None => ways.push((1, etape.texte.clone(), lines)),
            }
        }
    }
    if ways.is_empty() {
        return contact::alone(shown);
    }
    ways.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let mut blocks = vec![Block::Gap];
    for (count, etape, lines) in ways.into_iter().take(PREVIEWED) {
        blocks.push(Block::Text(format!("Sur {} :", sheets(count))));
        blocks.push(Block::Bullet(etape));
        blocks.extend(lines);
    }
    blocks
}

/// A file as a command takes it, with the maison that is chosen in it.
pub fn with_maison(file: &str, maison: Option<&str>) -> String {
    let file = argument(file);
    maison.map_or_else(|| file.clone(), |maison| format!("{file} --maison {}", argument(maison)))
}

/// What was done of so many contacts, and how to go on.
pub fn done(file: &str, maison: Option<&str>, all: usize, left: &Counts) -> Vec<Block> {
    let mut blocks = part("Fini pour cette fois").to_vec();
    let open = left.open + left.optional + left.unsupplied;
    let rest =
        if open == 0 { "Il n'en reste aucun.".to_owned() } else { format!("Il reste {}", how_many(left)) };
    blocks.push(Block::Text(format!("{file} : {} contact(s) rempli(s) sur {all}. {rest}", all - open)));
    let file = with_maison(file, maison);
    if open > 0 {
        blocks.push(Block::Text(format!("Pour continuer : « aiguilleur local remplir {file} ».")));
    }
    if open < all {
        blocks.push(Block::Text(format!("Pour essayer : « aiguilleur --local {file} ».")));
    }
    blocks
}
