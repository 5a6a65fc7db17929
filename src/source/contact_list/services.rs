//! Whether the words of a cell where a person may be awaited name a service: « Interlocuteur : Trésorerie amendes ».

use super::other_bodies;
use crate::source::folding::fold;

/// The starts of the words that the name of a service holds, and that of a person does not.
const SERVICES: &str = "\
accueil action agence amende antenne bureau caisse cellule centre comptable direction commission departement equipe \
espace finances guichet hospitalier impots maison mediation mission partenaire partenariat permanence plateforme \
pole prefecture recouvrement relation secretariat service social standard surendettement tresorerie unite";
/// The same, whole: they begin names too.
const WORDS: &str = "back fs omp sgc sdif sie sip spf cert ccas mairie back-office backoffice";

/// What says what someone does, and no name with it; then the small words between.
const ROLES: &str = "\
referent correspondant interlocuteur conseiller charge dedie france local territorial departemental \
numerique retraite sante maladie social";
const SMALL: &str = "de du la le les d l";

/// Whether words name a service, or say what someone does.
pub(super) fn names_a_service(words: &str) -> bool {
    let folded = fold(words);
    let starts = |word: &str, known: &str| known.split(' ').any(|start| word.starts_with(start));
    let is = |word: &str, known: &str| known.split(' ').any(|own| own == word);
    folded.split(' ').any(|word| starts(word, SERVICES) || is(word, WORDS))
        || folded.split(' ').all(|word| starts(word, ROLES) || is(word, SMALL))
        || other_bodies::family(words).is_some()
}

#[cfg(test)]
mod tests {
    use super::names_a_service;

    #[test]
    fn a_service_is_told_from_a_name() {
        for words in [
            "Trésorerie amendes",
            "Trésorerie hospitalière",
            "SGC",
            "SIP de Nevers",
            "CPAM",
            "Back-office",
            "Conseiller dédié",
            "Pôle partenaires",
            "Service des impôts",
        ] {
            assert!(names_a_service(words), "{words}");
        }
        for words in ["Dupont", "Claire MARTIN", "Sipriot", "Caffin", "PETIT Thomas"] {
            assert!(!names_a_service(words), "{words}");
        }
    }
}
