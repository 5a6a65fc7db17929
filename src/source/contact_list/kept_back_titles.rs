//! The titles of columns that say to whom a number may be given: « Diffusable au public », « Confidentialité », « Tél. pro ».

use crate::source::folding::fold;
use aiguilleur_core::local::is_reserved;

/// What a column asks of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// « Ne pas diffuser »: a row that is ticked is not to be given.
    Forbids,
    /// « Confidentiel », « Réservé à »: the same, or for whom it is.
    Restricts,
    /// « Diffusable au public »: a row that is ticked may be given.
    Permits,
    /// « Public visé »: in words, to whom.
    Asks,
}

/// The starts of the words of a title that speaks of giving.
const GIVING: &str = "diffus communi divulg publi partag visible transmis transmett affich";
/// The same, whole.
const GIVEN: &str = "donner donnable remettre";
/// The starts of the words that restrict.
const LIMITS: &str = "confidenti restrict restrein";
/// The words that restrict where a title begins with them.
const FIRST_LIMITS: &str =
    "reserve reservee reserves interne internes prive privee secret masque cache usage";
/// The words that ask to whom.
const WHOM: &str = "destinataire destinataires visibilite audience habilitation cible cibles";
const WHOM_SAID: [&str; 8] = [
    "public vise",
    "publics vises",
    "public concerne",
    "public cible",
    "pour qui",
    "a qui",
    "niveau d acces",
    "droit d acces",
];
/// The small words before the first one that counts.
const SMALL: &str = "a ne pas le la les l peut on non est il etre en de du";
/// Those who answer the conseillers, or are among them.
const CONSEILLERS: &str = "direct directe directs directes dedie dediee agent agents pro pros professionnel professionnels \
                           professionnelle interne internes partenaire partenaires conseiller conseillers fs prive privee \
                           correspondant correspondants referent referents backoffice";
const CONSEILLERS_SAID: [&str; 2] = [" back office ", " france services "];
/// Those who answer the usagers, and the usagers.
const USAGERS: &str = "usager usagers public publics allocataire allocataires assure assures adherent adherents \
                       contribuable contribuables";
/// So many words has a title; a sentence is none.
const MOST_WORDS: usize = 10;

/// Whether a word is one of a list.
pub(super) fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

fn starts(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|start| word.starts_with(start))
}

/// What the title of a column asks; none where it speaks of something else.
pub(super) fn title(name: &str) -> Option<Title> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let first = words.iter().find(|word| !among(SMALL, word)).copied().unwrap_or_default();
    // « Publié le », « Communiqué par » say when, and who: nobody to give it to. « Moyen de communication » says how.
    let gives = |at: usize| {
        (starts(GIVING, words[at]) || among(GIVEN, words[at]))
            && !words.get(at + 1).is_some_and(|next| matches!(*next, "le" | "par"))
            && (words[at] == first || !words[at].starts_with("communication"))
    };
    let giving = (0..words.len()).any(gives);
    let asks =
        words.iter().any(|word| among(WHOM, word)) || WHOM_SAID.iter().any(|said| folded.contains(said));
    let limits = words.iter().any(|word| starts(LIMITS, word))
        || among(FIRST_LIMITS, first)
            && (first != "usage" || is_reserved(name) || words.contains(&"interne"));
    if giving && (is_reserved(name) || words.contains(&"pas") || words.contains(&"non")) {
        Some(Title::Forbids)
    } else if asks {
        Some(Title::Asks)
    } else if limits && !giving {
        Some(Title::Restricts)
    } else if giving {
        // « Diffusable aux agents : oui » says nothing of the usagers.
        Some(if is_of_conseillers(name) { Title::Asks } else { Title::Permits })
    } else {
        is_reserved(name).then_some(Title::Restricts)
    }
}

/// Whether a title speaks of this before anything else: « Diffusion du téléphone ».
pub(super) fn leads(name: &str) -> bool {
    let folded = fold(name);
    let first = folded.split(' ').find(|word| !among(SMALL, word)).unwrap_or_default();
    title(name).is_some()
        && (starts(GIVING, first)
            || among(GIVEN, first)
            || starts(LIMITS, first)
            || among(FIRST_LIMITS, first))
}

/// Whether words are about those who answer the conseillers, and not about the usagers too: « Ligne directe », « Tél. pro ».
pub(super) fn is_of_conseillers(words: &str) -> bool {
    let folded = format!(" {} ", fold(words));
    let is = |list: &str| folded.split_whitespace().any(|word| among(list, word));
    (is(CONSEILLERS) || CONSEILLERS_SAID.iter().any(|said| folded.contains(said))) && !is(USAGERS)
}

/// Whether words are about those who answer the usagers: « Standard », « Accueil du public ».
pub(super) fn is_of_usagers(words: &str) -> bool {
    let folded = fold(words);
    folded.split(' ').any(|word| among(USAGERS, word) || among("accueil standard", word))
}

#[cfg(test)]
mod tests {
    use super::{Title, title};

    #[test]
    fn a_title_that_asks_to_whom_a_number_may_be_given_is_known() {
        for (name, asks) in [
            ("Ne pas diffuser", Title::Forbids),
            ("Ne pas diffuser au public (oui/non)", Title::Forbids),
            ("Non communicable", Title::Forbids),
            ("Diffusion interdite", Title::Forbids),
            ("Confidentiel", Title::Restricts),
            ("Confidentialité", Title::Restricts),
            ("Réservé", Title::Restricts),
            ("Réservé aux conseillers", Title::Restricts),
            ("Usage interne", Title::Restricts),
            ("Diffusable au public", Title::Permits),
            ("Diffusion", Title::Permits),
            ("Peut être donné : communicable ?", Title::Permits),
            ("Public", Title::Permits),
            ("Public visé", Title::Asks),
            ("Diffusable aux partenaires", Title::Asks),
            ("Destinataires", Title::Asks),
        ] {
            assert_eq!(title(name), Some(asks), "{name}");
        }
        for name in
            ["Publié le", "Communiqué par", "Moyen de communication", "Commune", "Téléphone", "Statut", ""]
        {
            assert_eq!(title(name), None, "{name}");
        }
    }
}
