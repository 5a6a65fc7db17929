//! Whom a step names, and the list of contacts: one a name, with all its channels.

use std::collections::HashMap;

use super::channels::{Way, small};
use super::letters::{Names, slug};
use aiguilleur_core::tree::{Canal, Contact, ContactCanal};

/// The name of a contact that the text does not name.
pub(super) const UNNAMED: &str = "le service que désigne cette étape";

/// What stands before the name of a body.
const BEFORE: &[&str] = &[
    "contacter ",
    "contactez ",
    "en contactant ",
    "solliciter ",
    "joindre ",
    "appeler ",
    "appelez ",
    "prévenir ",
    "prévenez ",
    "alerter ",
    "alertez ",
    "saisir ",
    "rendez-vous avec ",
    "rdv avec ",
    " vers ",
];
/// The same, where « à » or « de » comes next.
const BEFORE_TO: &[&str] = &["s'adresser ", "se rapprocher ", "auprès ", "écrire "];
/// What a letter is sent to comes after these.
const LETTER_TO: &[&str] = &[" à la ", " à l'", " au ", " aux "];
/// Where a name ends.
const AFTER: &[&str] = &[
    " selon ",
    " via ",
    " par ",
    " :",
    " (",
    ", ",
    ". ",
    " sur rendez-vous",
    " sur rdv",
    " pour ",
    " en sélection",
    " en se ",
    " en tant ",
    " en cas ",
    " en contact",
    " en priorité",
    " au ",
    " à ",
    " si ",
    " afin ",
    " ou ",
    " dans ",
    " durant ",
    " et durant ",
    " et pour ",
    " qui ",
    " ; ",
    " « ",
    " lors ",
];
/// How a clause starts that says when, and not whom.
const WHEN: &[&str] = &["en cas d", "pour ", "si ", "lorsque ", "après "];
/// What a step asks to do with a body.
const VERBS: &[&str] = &[
    "contacter",
    "contactez",
    "orienter",
    "prendre",
    "solliciter",
    "joindre",
    "appeler",
    "adresser",
    "envoyer",
    "écrire",
    "se rapprocher",
    "saisir",
    "prévenir",
    "alerter",
];
/// What a text names that is no body.
const NO_BODY: &[&str] = &[
    "rendez-vous",
    "rdv",
    "un rendez-vous",
    "un rdv",
    "rdv téléphonique",
    "la prise de",
    "une prise de",
    "la messagerie",
    "administration",
    "téléphone",
    "mail",
    "courrier",
    "courriel",
];

/// The part of a step that says whom to reach and how: what comes before, « En cas de panne du
/// site, », names no way to reach anyone.
pub(super) fn reach(text: &str) -> &str {
    let lower = small(text);
    if !WHEN.iter().any(|when| lower.starts_with(when)) {
        return text;
    }
    VERBS.iter().filter_map(|verb| lower.find(verb)).min().map_or("", |at| &text[at..])
}

/// The body that a text names, with its article.
pub(super) fn name(text: &str) -> Option<String> {
    let text = reach(text);
    let lower = small(text);
    let ends = |found: (usize, &str)| found.0 + found.1.len();
    let direct = BEFORE.iter().flat_map(|before| lower.match_indices(before).map(ends));
    let to = BEFORE_TO.iter().flat_map(|before| lower.match_indices(before).map(ends));
    let to = to
        .filter(|at| ["à ", "au", "de ", "du ", "des ", "d'"].iter().any(|to| lower[*at..].starts_with(to)));
    let letter = lower.match_indices("courrier").filter_map(|(at, _)| {
        let rest = lower[at..].split([',', '.', ':', '(']).next()?;
        LETTER_TO.iter().filter_map(|to| rest.find(to)).min().map(|to| at + to + 1)
    });
    let mut starts: Vec<usize> = direct.chain(to).chain(letter).collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let (text, lower) = skip_preposition(&text[start..], &lower[start..]);
        let end = AFTER.iter().filter_map(|after| lower.find(after)).min().unwrap_or(lower.len());
        let named = article(text[..end].trim_matches([' ', '.', ',', ':', ';', ')', '«', '»']));
        let starts_well = named.starts_with(char::is_alphabetic);
        let body = !NO_BODY.iter().any(|other| small(&named).starts_with(other));
        // « le 15 », « le 02 97 00 00 50 »: a number is no name.
        let number = named.contains(|c: char| c.is_ascii_digit());
        (starts_well && body && !number && named.chars().count() > 2).then_some(named)
    })
}

/// Whether a name may be longer than what was read of it: « la délégation à la mer », « le tribunal ou
/// le point-justice ».
pub(super) fn may_go_on(text: &str, nom: &str) -> bool {
    let bare = small(bare(nom));
    let lower = small(text);
    let Some(rest) = lower.find(&bare).map(|at| &lower[at + bare.len()..]) else {
        return false;
    };
    [" à la ", " à l'", " aux ", " ou le ", " ou la ", " ou l'", " dans le ", " dans la "]
        .iter()
        .any(|link| rest.starts_with(link))
}

/// Whether a step that names no body only says how to reach the one above: « Par téléphone : … »,
/// « Possibilité d'envoyer un message ». Any other step may speak of somebody else.
pub(super) fn says_how(text: &str) -> bool {
    const HOW: [&str; 14] = [
        "par ",
        "ou par ",
        "via ",
        "ou via ",
        "au ",
        "ou au ",
        "à l'adresse",
        "tél",
        "mail",
        "courriel",
        "courrier",
        "rendez-vous",
        "rdv",
        "possibilité ",
    ];
    let lower = small(text);
    HOW.iter().any(|how| lower.starts_with(how))
}

/// « à la caisse » starts with « la caisse »; « au service » waits for its article.
fn skip_preposition<'t>(text: &'t str, lower: &'t str) -> (&'t str, &'t str) {
    let skipped = ["directement ", "immédiatement ", "sans attendre ", "à ", "de "]
        .iter()
        .find(|skipped| lower.starts_with(**skipped));
    let length = skipped.map_or(0, |skipped| skipped.len());
    (&text[length..], &lower[length..])
}

/// « au service » is « le service ».
fn article(words: &str) -> String {
    for (contracted, article) in
        [("au ", "le "), ("aux ", "les "), ("du ", "le "), ("des ", "les "), ("d'", "")]
    {
        if let Some(rest) = words.strip_prefix(contracted) {
            return format!("{article}{rest}");
        }
    }
    words.to_owned()
}

/// The contacts of a tree.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub contacts: Vec<Contact>,
    ids: Names,
    /// The ranks of the contacts of each name.
    named: HashMap<String, Vec<usize>>,
}

impl Book {
    /// The contact of this name that can have these channels: the one that is there, or a new one.
    pub(super) fn contact(&mut self, nom: &str, ways: &[Way]) -> String {
        let ranks = self.named.entry(small(nom)).or_default();
        if let Some(rank) = ranks.iter().find(|rank| agrees(&self.contacts[**rank], ways)) {
            let contact = &mut self.contacts[*rank];
            for way in ways {
                match contact.canaux.iter_mut().find(|channel| channel.canal == way.canal) {
                    Some(channel) => channel.valeur = channel.valeur.take().or_else(|| way.valeur.clone()),
                    None => contact.canaux.push(channel(way)),
                }
            }
            return contact.id.clone();
        }
        ranks.push(self.contacts.len());
        let id = self.ids.id(&slug(bare(nom)));
        let canaux = ways.iter().map(channel).collect();
        self.contacts.push(Contact {
            id: id.clone(),
            nom: nom.to_owned(),
            canaux,
            ailleurs: Vec::new(),
            local: None,
        });
        id
    }
}

/// A name without its article.
fn bare(nom: &str) -> &str {
    ["le ", "la ", "les ", "l'", "un ", "une ", "sa ", "son "]
        .iter()
        .find_map(|article| nom.strip_prefix(article))
        .unwrap_or(nom)
}

/// Whether no channel of a contact has another value.
fn agrees(contact: &Contact, ways: &[Way]) -> bool {
    ways.iter().all(|way| {
        let same = contact.canaux.iter().find(|channel| channel.canal == way.canal);
        same.is_none_or(|same| same.valeur.is_none() || way.valeur.is_none() || same.valeur == way.valeur)
    })
}

fn channel(way: &Way) -> ContactCanal {
    ContactCanal {
        canal: way.canal,
        valeur: way.valeur.clone(),
        horaires: None,
        prix: None,
        precision: None,
        local: None,
        filled: Vec::new(),
    }
}

/// The document names a body, and no way to reach it.
pub(super) fn unsaid() -> Way {
    Way { canal: Canal::NonPrecise, valeur: None }
}

#[cfg(test)]
mod tests {
    use super::{Book, name};
    use crate::import::channels::find;

    #[test]
    fn the_body_is_named_with_its_article() {
        for (text, expected) in [
            (
                "Contacter le correspondant de la caisse selon les modalités définies localement",
                "le correspondant de la caisse",
            ),
            ("Orienter l'usager vers un agent du centre sur rendez-vous (physique)", "un agent du centre"),
            ("Prendre rendez-vous avec le service des impôts", "le service des impôts"),
            ("Adresser un courrier au président de la commission", "le président de la commission"),
            ("S'adresser à la mairie", "la mairie"),
            (
                "Orienter vers un rendez-vous « conseil » auprès de la caisse compétente",
                "la caisse compétente",
            ),
            ("Contacter l'Assistance : 3960", "l'Assistance"),
            (
                "Contacter directement le correspondant en back-office de la caisse",
                "le correspondant en back-office de la caisse",
            ),
            ("Ou adresser un courrier de demande à la caisse compétente", "la caisse compétente"),
            ("Si l'usager n'est pas à l'aise avec le numérique : contacter la caisse", "la caisse"),
            ("Orienter l'assuré vers le centre au 09 71 10 20 10", "le centre"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["Attendre", "Orienter vers un rendez-vous « conseil »", "Envoyer un message"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn one_body_is_one_contact_unless_its_values_differ() {
        let mut book = Book::default();
        let first = book.contact("la caisse", &find("par téléphone au 3960").ways);
        assert_eq!(book.contact("La caisse", &find("par courrier").ways), first);
        assert_ne!(book.contact("la caisse", &find("par téléphone au 3646").ways), first);
        assert_eq!(book.contacts[0].canaux.len(), 2);
    }
}
