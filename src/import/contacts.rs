//! Whom a step names, and the list of contacts: one a name, with all its channels.

use super::channels::{Way, small};
use super::letters::{Names, slug};
use crate::tree::{Canal, Channel, Contact};

/// The name of a contact that the text does not name.
pub(super) const UNNAMED: &str = "le service que désigne cette étape";

/// What stands before the name of a body.
const BEFORE: &[&str] = &[
    "contacter directement ",
    "contacter ",
    "contactez ",
    "en contactant ",
    "solliciter ",
    "joindre ",
    "appeler ",
    "appelez ",
    "s'adresser ",
    "se rapprocher ",
    "par courrier ",
    "un courrier ",
    "écrire ",
    "auprès ",
    " avec ",
    " vers ",
];
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
    " en ",
    " au ",
    " à ",
    " si ",
    " afin ",
    " ou ",
    " dans ",
    " durant ",
    " et ",
    " qui ",
    " ; ",
    " « ",
    " lors ",
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

/// The body that a text names, with its article.
pub(super) fn name(text: &str) -> Option<String> {
    let lower = small(text);
    let mut starts: Vec<usize> = BEFORE
        .iter()
        .flat_map(|before| lower.match_indices(before).map(|(at, found)| at + found.len()))
        .collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let end = AFTER.iter().filter_map(|after| lower[start..].find(after)).min();
        let end = end.map_or(lower.len(), |length| start + length);
        let words = text[start..end].trim_matches([' ', '.', ',', ':', ';', ')', '«', '»']);
        let named = article(words);
        let starts_well = named.starts_with(char::is_alphabetic);
        let body = !NO_BODY.iter().any(|other| small(&named).starts_with(other));
        (starts_well && body && named.chars().count() > 2).then_some(named)
    })
}

/// « au service » is « le service », « à la caisse » is « la caisse ».
fn article(words: &str) -> String {
    for (contracted, article) in [
        ("au ", "le "),
        ("aux ", "les "),
        ("du ", "le "),
        ("des ", "les "),
        ("à ", ""),
        ("de ", ""),
        ("d'", ""),
    ] {
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
}

impl Book {
    /// The contact of this name that can have these channels: the one that is there, or a new one.
    pub(super) fn contact(&mut self, nom: &str, ways: &[Way]) -> String {
        let same = |contact: &&mut Contact| small(&contact.nom) == small(nom) && agrees(contact, ways);
        if let Some(contact) = self.contacts.iter_mut().find(same) {
            for way in ways {
                match contact.canaux.iter_mut().find(|channel| channel.canal == way.canal) {
                    Some(channel) => channel.valeur = channel.valeur.take().or_else(|| way.valeur.clone()),
                    None => contact.canaux.push(channel(way)),
                }
            }
            return contact.id.clone();
        }
        let id = self.ids.id(&slug(bare(nom)));
        let canaux = ways.iter().map(channel).collect();
        self.contacts.push(Contact { id: id.clone(), nom: nom.to_owned(), canaux, local: None });
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

fn channel(way: &Way) -> Channel {
    Channel {
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
