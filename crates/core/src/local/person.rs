//! Whether a text names a person: a local contact is a service.

use crate::search::words;

/// What stands before a name.
const CIVILITIES: [&str; 13] = [
    "m",
    "m.",
    "mr",
    "mr.",
    "mme",
    "mme.",
    "mlle",
    "melle",
    "dr",
    "monsieur",
    "madame",
    "mademoiselle",
    "docteur",
];

/// Those behind which even a word in small letters is a name: « mme roux ».
const SURE: [&str; 4] = ["mme", "mme.", "mlle", "melle"];

/// What stands behind a civility and names nobody: « Mme la directrice ».
const TITLES: [&str; 3] = ["la", "le", "les"];

/// What streets, schools and halls are named after people with: « 12 rue Jean Jaurès ».
const PLACES: &str = "\
allée avenue av av. bd boulevard bâtiment centre chemin cité collège cours cs espace esplanade \
hôpital hôtel immeuble impasse lycée maison mairie parc passage place pl. pont quai quartier \
résidence route rue salle site square stade tour école";

/// So few words stand between the kind of a street and the civility of whom it is named after.
const STREET: usize = 3;

/// The commonest first names of those who work today, without accents; none that is a place, a service or a common word.
const FIRST_NAMES: &str = include_str!("first_names.txt");

/// What sends to someone: « demander Sophie », and what may stand before the name.
const SENDING: &str =
    "demander demandez demande voir contacter contactez appeler appelez joindre joignez attention auprès";
const BEFORE_NAMES: &str = "à a avec de pour";

/// What parts words from those beside them.
const BRACKETS: [char; 4] = ['(', ')', '[', ']'];
const BESIDE: [char; 10] = ['(', ')', '[', ']', '–', '—', ',', ';', ':', '/'];

/// So short a word in capitals may be a sigle.
const SIGLE: usize = 3;

/// « Mme Martin », « Claire Durand », « prenom.nom@… », « Back-office (Sophie) »: what is known by civilities and first names.
pub fn names_a_person(text: &str) -> bool {
    let place = text.split_whitespace().any(|word| is_place(bare(word)));
    text.split(BRACKETS).any(|part| names_one(part, place)) || !place && names_one_beside(text)
}

/// Whether words are a first name, and nothing else: beside a number, it is somebody's.
pub fn is_given_name(text: &str) -> bool {
    let name = text.trim_matches(|c: char| c.is_whitespace() || BESIDE.contains(&c) || "-.«»\"".contains(c));
    let sigle = name.chars().count() <= SIGLE && !name.chars().any(char::is_lowercase);
    let one = name.chars().all(|c| c.is_alphabetic() || c == '-');
    one && name.starts_with(char::is_uppercase) && !sigle && is_first_name(name)
}

/// « Back-office – Sophie », « demander Sophie »: a first name that stands apart, or to which one is sent.
fn names_one_beside(text: &str) -> bool {
    let apart = text.replace(" - ", " – ");
    let mut parts = apart.split(BESIDE).filter(|part| !part.trim().is_empty());
    let several = parts.clone().nth(1).is_some();
    let words: Vec<&str> = text.split_whitespace().map(bare).collect();
    let among = |list: &str, word: &str| list.split(' ').any(|known| known == word.to_lowercase());
    let sent = |at: usize| {
        let name = words[at + 1..].iter().find(|word| !among(BEFORE_NAMES, word));
        among(SENDING, words[at]) && name.is_some_and(|name| is_given_name(name))
    };
    several && parts.any(is_given_name) || (0..words.len()).any(sent)
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_start_matches(BRACKETS).trim_end_matches([',', ';', ':', '(', ')', '[', ']'])
}

fn is_place(word: &str) -> bool {
    PLACES.split(' ').any(|place| place == word.to_lowercase())
}

/// Whether a part of a text without brackets names somebody; `place`, where the text is that of a street.
fn names_one(part: &str, place: bool) -> bool {
    let words: Vec<&str> = part.split_whitespace().map(bare).collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    // « 1050 avenue du Dr Jean Bru » is a street.
    let civility = |(at, pair): (usize, &[&str])| {
        let civility = pair[0].to_lowercase();
        let behind = pair[1].to_lowercase();
        let title = TITLES.contains(&behind.as_str()) || behind.starts_with("l'");
        let small = SURE.contains(&civility.as_str()) && behind.starts_with(char::is_alphabetic) && !title;
        (CIVILITIES.contains(&civility.as_str()) && capital(pair[1]) || small)
            && !words[at.saturating_sub(STREET)..at].iter().any(|word| is_place(word))
    };
    let joined = |word: &&str| word.strip_prefix("M.").is_some_and(capital);
    let alone = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    let full = |pair: &[&str]| {
        // « l'équipe d'Isabelle Roux ».
        let one = pair[0].split_once(['\'', '’']).map_or(pair[0], |(_, name)| name);
        let other = pair[1];
        capital(one)
            && capital(other)
            && alone(one)
            && alone(other)
            && (is_first_name(one) || is_first_name(other))
    };
    // « C. Moreau », « MOREAU C. ».
    let initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    };
    let surname = |word: &str| word.chars().count() > 2 && capital(word) && alone(word);
    let initialled = |pair: &[&str]| {
        initial(pair[0]) && surname(pair[1])
            || initial(pair[1]) && surname(pair[0]) && pair[0].chars().all(|c| c.is_uppercase() || c == '-')
    };
    words
        .windows(2)
        .enumerate()
        .any(|(at, pair)| civility((at, pair)) || !place && (full(pair) || initialled(pair)))
        || words.iter().any(|word| joined(word) || is_personal(word))
}

/// Whether an address is made of a first name and a name: « prenom.nom@… ».
fn is_personal(word: &str) -> bool {
    let Some((name, _)) = word.split_once('@') else { return false };
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    // « claire-moreau@… »: a hyphen parts a name where nothing else does.
    let apart: &[char] = if name.contains(['.', '_']) { &['.', '_'] } else { &['-'] };
    let parts: Vec<&str> = name.split(apart).collect();
    let letters = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || c == '-');
    let [first, second] = parts[..] else { return false };
    let initial = first.chars().count() == 1 && second.len() > 3;
    [first, second].iter().all(letters) && (initial || [first, second].into_iter().any(is_first_name))
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
            "mme roux le mardi",
            "Melle Girard",
            "C. Moreau",
            "MOREAU C.",
            "l'équipe d'Isabelle Roux",
            "c.moreau@exemple.fr",
            "claire-moreau@exemple.fr",
            "claire.moreau58@exemple.fr",
            "jean-pierre.petit-dupont@exemple.fr",
            "Back-office (Thomas Petit)",
            "Back-office (Mme Petit)",
            "Back-office (PETIT Thomas)",
            "Back-office (N. BENALI)",
            "Back-office (Jean-Marc Lefèvre)",
            "Back-office (Sophie)",
            "Back-office – demander Sophie",
            "Demandez Sophie",
            "Back-office - Sophie",
            "accueil, Sandrine",
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
            "Mme la directrice",
            "12 rue A. Briand",
            "Pôle R. et D.",
            "sip-nevers@exemple.fr",
            "caf58@exemple.fr",
            "Marie",
            "Trésorerie amendes",
            "Accueil (Nevers)",
            "Bâtiment B. (Nevers)",
            "Pôle social (EVA)",
            "Trésorerie (Saint-Pierre)",
            "12 rue des Lilas (Florence)",
            "demander le service",
            "demandez le mot de passe, Accueil",
        ] {
            assert!(!names_a_person(text), "{text}");
        }
    }
}
