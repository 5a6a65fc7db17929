//! Whether a text names a person: a local contact is a service.

use crate::search::words;

/// What stands before a name.
const CIVILITIES: [&str; 12] =
    ["m", "m.", "mr", "mr.", "mme", "mme.", "mlle", "dr", "monsieur", "madame", "mademoiselle", "docteur"];

/// What streets, schools and halls are named after people with: « 12 rue Jean Jaurès ».
const PLACES: &str = "\
allée avenue av av. bd boulevard bâtiment centre chemin cité collège cours cs espace esplanade \
hôpital hôtel immeuble impasse lycée maison mairie parc passage place pl. pont quai quartier \
résidence route rue salle site square stade tour école";

/// So few words stand between the kind of a street and the civility of whom it is named after.
const STREET: usize = 3;

/// The commonest first names of those who work today, without accents; none that is a place, a service or a common word.
const FIRST_NAMES: &str = include_str!("first_names.txt");

/// « Mme Martin », « Claire Durand », « prenom.nom@… »: what is known by civilities and first names.
pub fn names_a_person(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_end_matches([',', ';', ':'])).collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_place = |word: &&str| PLACES.split(' ').any(|place| place == word.to_lowercase());
    // « 1050 avenue du Dr Jean Bru » is a street.
    let civility = |(at, pair): (usize, &[&str])| {
        CIVILITIES.contains(&pair[0].to_lowercase().as_str())
            && capital(pair[1])
            && !words[at.saturating_sub(STREET)..at].iter().any(is_place)
    };
    let joined = |word: &&str| word.strip_prefix("M.").is_some_and(capital);
    let place = words.iter().any(is_place);
    let full = |pair: &[&str]| {
        let alone = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-');
        let (one, other) = (pair[0], pair[1]);
        capital(one)
            && capital(other)
            && alone(one)
            && alone(other)
            && (is_first_name(one) || is_first_name(other))
    };
    words.windows(2).enumerate().any(|(at, pair)| civility((at, pair)) || !place && full(pair))
        || words.iter().any(|word| joined(word) || is_personal(word))
}

/// Whether an address is made of a first name and a name: « prenom.nom@… ».
fn is_personal(word: &str) -> bool {
    let Some((name, _)) = word.split_once('@') else { return false };
    let parts: Vec<&str> = name.split(['.', '_']).collect();
    let letters = |part: &&str| part.len() > 1 && part.chars().all(|c| c.is_alphabetic() || c == '-');
    parts.len() == 2 && parts.iter().all(letters) && parts.iter().any(|part| is_first_name(part))
}

/// « Claire », « Jean-Pierre », « ÉLODIE ».
fn is_first_name(word: &str) -> bool {
    let mut parts = words(word).peekable();
    parts.peek().is_some() && parts.all(|part| FIRST_NAMES.split_whitespace().any(|name| name == part))
}

#[cfg(test)]
mod tests {
    use super::names_a_person;

    #[test]
    fn a_person_is_known_by_a_civility_or_a_first_name() {
        for text in [
            "Mme Martin",
            "M. Durand",
            "M.Durand",
            "demandez monsieur Petit",
            "Mme Martin, 12 rue des Lilas",
            "Claire MARTIN",
            "MARTIN Élodie",
            "Jean-Pierre Dupont, poste 12",
            "claire.martin@exemple.fr",
            "martin.jean-pierre@exemple.fr",
            "Françoise_Petit@exemple.fr",
        ] {
            assert!(names_a_person(text), "{text}");
        }
    }

    #[test]
    fn a_service_a_town_and_a_street_are_no_person() {
        for text in [
            "sgc.nevers@exemple.fr",
            "partenaires@exemple.fr",
            "pole.social@exemple.fr",
            "france.services@exemple.fr",
            "ddfip58.gestionfiscale@exemple.fr",
            "sip.cosne-cours@exemple.fr",
            "12 rue Jean Jaurès, 58000 Nevers",
            "1050 avenue du Dr Jean Bru, 47000 Agen",
            "Espace Louis Aragon",
            "Pôle Relations Partenaires",
            "Trésorerie de Saint-Amand",
            "M57",
            "Marie",
        ] {
            assert!(!names_a_person(text), "{text}");
        }
    }
}
