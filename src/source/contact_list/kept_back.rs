//! Whether a row is not for the usagers: by its words, by the name of a column that it fills, or by what it says under a
//! title that asks to whom a number may be given. A number that is withheld can be given later; one that was given cannot be
//! taken back: what is not clearly for everybody is kept back.

use super::kept_back_titles::{Title, among, is_of_conseillers};
use crate::source::folding::fold;
use crate::source::nothing_said::is_blank;
use aiguilleur_core::local::is_reserved;

/// What a cell says by itself: « oui », « x », « non ».
const YES: &[&str] = &["oui", "o", "x", "vrai", "ok", "yes", "true", "1"];
const NO: &[&str] = &["non", "n", "faux", "aucun", "aucune", "jamais", "no", "false", "0"];
/// Signs that tick a box, and those that may as well cross it out.
const TICKS: &[char] = &['✓', '✔', '☑', '✅', '🗹'];
const CROSSES: &[char] = &['❌', '✗', '✘', '☒', '✖', '×', '🚫', '⛔', '❎'];
/// « Tous publics », « libre », « sans restriction »: every word of a cell that is for everybody is one of the first two
/// lists, and one at least of the first.
const EVERYBODY: &str = "tous tout toute toutes public publics publique usager usagers monde libre libres ouvert ouverte \
                         diffusable communicable publiable autorise autorisee illimite illimitee allocataires assures";
const BESIDE: &str = "oui le la les aux au a de du pour grand diffusion diffuser communiquer et";
const NO_LIMIT: &[&str] = &[
    "sans restriction",
    "sans restrictions",
    "aucune restriction",
    "pas de restriction",
    "non confidentiel",
    "non restreint",
];
/// What is said of a number that is not for everybody, so that nothing has to be asked.
const LIMITED: &str = "limite limitee restreint restreinte reserve reservee prive privee confidentiel confidentielle interdit \
                       interdite ne pas";

/// To whom a row may be shown, as a cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// It says nothing of it, or that everybody may have it.
    Open,
    /// The conseillers alone.
    KeptBack,
    /// What it says is not known: the conseillers alone, and it is told.
    Unknown,
}

/// What a cell says of it under a title that asks it.
pub(super) fn answer(title: Title, words: &str) -> Reach {
    let said = fold(words);
    let is = |answers: &[&str]| answers.contains(&said.as_str());
    let has = |signs: &[char]| words.contains(signs);
    let nothing = said.is_empty() && !has(TICKS) && !has(CROSSES);
    let yes = is(YES) || said.is_empty() && has(TICKS);
    let no = is(NO);
    let everybody = is_everybody(&said);
    let open = match title {
        Title::Forbids => no || nothing,
        Title::Restricts => no || nothing || everybody,
        Title::Permits => yes || everybody,
        Title::Asks => everybody,
    };
    if open {
        Reach::Open
    } else if yes || no || nothing || said.is_empty() || is_limited(words, &said) {
        Reach::KeptBack
    } else {
        Reach::Unknown
    }
}

/// Whether a filled cell, of a column of this name that asks nothing of it, keeps its row back: the name of a column of
/// numbers says it of each.
pub(super) fn is_kept_back(column: &str, is_way: bool, words: &str) -> bool {
    if is_blank(words) {
        return false;
    }
    is_reserved(column) || is_way && is_of_conseillers(column) || is_reserved(words)
}

fn is_everybody(said: &str) -> bool {
    let words: Vec<&str> = said.split_whitespace().collect();
    NO_LIMIT.contains(&said)
        || words.iter().any(|word| among(EVERYBODY, word))
            && words.iter().all(|word| among(EVERYBODY, word) || among(BESIDE, word))
}

fn is_limited(words: &str, said: &str) -> bool {
    is_reserved(words)
        || is_of_conseillers(said)
        || is_everybody(said)
        || said.split(' ').any(|word| among(LIMITED, word))
}

#[cfg(test)]
mod tests {
    use super::{Reach, answer, is_kept_back};
    use crate::source::contact_list::kept_back_titles::title;

    fn under(column: &str, words: &str) -> Option<Reach> {
        title(column).map(|title| answer(title, words))
    }

    #[test]
    fn what_is_not_clearly_for_everybody_is_kept_back() {
        for (column, words) in [
            ("Ne pas diffuser", "X"),
            ("Ne pas diffuser", "x"),
            ("Ne pas diffuser", "✓"),
            ("Ne pas diffuser", "❌"),
            ("Ne pas diffuser", "usagers"),
            ("Non diffusable", "☑"),
            ("Confidentiel", "oui"),
            ("Confidentiel", "✔"),
            ("Réservé", "x"),
            ("Réservé à", "agents"),
            ("Diffusable au public", "non"),
            ("Diffusable au public", "NON !"),
            ("Diffusable au public", "❌"),
            ("Diffusable au public", ""),
            ("Diffusable au public", "pro uniquement"),
            ("Diffusable au public", "à ne pas donner"),
            ("Communicable aux usagers ?", "Non"),
            ("Communicable aux conseillers", "oui"),
            ("Diffusion", "0"),
            ("Diffusion", "FS"),
            ("Diffusion", "interne"),
            ("Diffusion", "limitée"),
            ("Diffusion", "restreinte"),
            ("Diffusion", "partenaires"),
            ("Diffusion", "France services seulement"),
            ("Diffusion", "tous les agents"),
            ("Public visé", "Conseillers"),
            ("Destinataires", "agents"),
        ] {
            assert_eq!(under(column, words), Some(Reach::KeptBack), "{column}: {words}");
        }
    }

    #[test]
    fn what_is_clearly_for_everybody_is_open() {
        for (column, words) in [
            ("Ne pas diffuser", ""),
            ("Ne pas diffuser", "non"),
            ("Confidentiel", "non"),
            ("Confidentialité", "aucune"),
            ("Confidentialité", "public"),
            ("Réservé", ""),
            ("Diffusable au public", "oui"),
            ("Diffusable au public", "X"),
            ("Diffusable au public", "✔"),
            ("Diffusable au public", "☑"),
            ("Diffusion", "tout public"),
            ("Diffusion", "libre"),
            ("Diffusion", "Oui, aux usagers"),
            ("Diffusion", "sans restriction"),
            ("Public visé", "Usagers"),
            ("Public", "Grand public"),
        ] {
            assert_eq!(under(column, words), Some(Reach::Open), "{column}: {words}");
        }
    }

    #[test]
    fn what_is_not_known_is_told() {
        for (column, words) in [
            ("Confidentialité", "C2"),
            ("Diffusion", "à voir"),
            ("Diffusable au public", "oui sous conditions"),
            ("Public visé", "Retraités"),
            ("Ne pas diffuser", "à voir"),
        ] {
            assert_eq!(under(column, words), Some(Reach::Unknown), "{column}: {words}");
        }
    }

    #[test]
    fn a_column_of_numbers_and_a_note_say_it_by_their_words() {
        for (column, is_way, words) in [
            ("Ligne directe, ne pas diffuser", true, "03 86 00 00 07"),
            ("Tél. direct (agents)", true, "03 86 00 00 07"),
            ("Ligne directe", true, "03 86 00 00 07"),
            ("Tél. pro", true, "03 86 00 00 07"),
            ("Téléphone interne", true, "03 86 00 00 07"),
            ("Téléphone partenaires", true, "03 86 00 00 07"),
            ("Observations", false, "Ne pas communiquer au public"),
        ] {
            assert!(is_kept_back(column, is_way, words), "{column}: {words}");
        }
        for (column, is_way, words) in [
            ("Téléphone", true, "03 86 00 00 07"),
            ("Tél. direct (agents)", true, ""),
            ("Ligne directe usagers", true, "03 86 00 00 07"),
            ("Site internet", true, "www.exemple.fr"),
            ("Partenaire", false, "CAF"),
            ("Fermé le mardi", false, "non"),
            ("Téléphone communiqué au public", true, "03 86 00 00 07"),
        ] {
            assert!(!is_kept_back(column, is_way, words), "{column}: {words}");
        }
    }
}
