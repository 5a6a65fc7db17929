//! What a file of local contacts keeps from the usagers: « ne pas communiquer au public ».

use crate::search::words;
use crate::tree::{Contact, ContactCanal};

/// What is done with a number that is given.
const GIVING: [&str; 9] = [
    "communiquer",
    "donner",
    "diffuser",
    "transmettre",
    "divulguer",
    "partager",
    "afficher",
    "communique",
    "diffuse",
];
/// For whom it is.
const FOR: [&str; 8] = [
    "conseiller",
    "conseillers",
    "agent",
    "agents",
    "partenaire",
    "partenaires",
    "professionnels",
    "interne",
];

/// Whether words say that a contact is not for the usagers.
///
/// ```
/// use aiguilleur_core::local::is_reserved;
///
/// assert!(is_reserved("Ligne directe, ne pas diffuser"));
/// assert!(is_reserved("Réservé aux conseillers France services"));
/// assert!(!is_reserved("Donner son numéro d'allocataire"));
/// ```
pub fn is_reserved(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    let near = |at: usize, count: usize| words[at + 1..].iter().take(count);
    words.iter().enumerate().any(|(at, word)| match word.as_str() {
        "pas" | "jamais" | "non" => near(at, 2).any(|next| GIVING.contains(&next.as_str())),
        "reserve" | "reservee" | "reserves" | "reservees" | "uniquement" | "exclusivement" => {
            near(at, 3).any(|next| FOR.contains(&next.as_str()))
        }
        "confidentiel" | "confidentielle" | "confidentiels" | "interne" | "internes" => true,
        _ => false,
    })
}

/// Whether what is known locally of a channel is not for the usagers: its words say so, or those of its contact.
pub fn is_channel_reserved(contact: &Contact, channel: &ContactCanal) -> bool {
    let about = contact.local.iter().flat_map(|local| [&local.service, &local.note]);
    let texts = about.chain([&channel.precision, &channel.horaires]);
    channel.local.is_some() && texts.flatten().any(|text| is_reserved(text))
}
