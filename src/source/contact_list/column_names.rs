//! The words that name the columns of a list of contacts.

use super::kept_back_titles;
use crate::source::folding::fold;
use aiguilleur_core::tree::Canal;

/// What a column of a list can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    IdOperateur,
    IdContact,
    Operateur,
    Service,
    /// Who answers: a service, or a person, who is refused.
    Qui,
    Way(Canal),
    /// Any way, any number of them.
    Contact,
    /// By which way, in words; what it is stands beside.
    Moyen,
    Valeur,
    Horaires,
    /// When nobody answers.
    Fermeture,
    Precision,
    Note,
    Jour,
    Source,
    Departement,
    Person,
    /// The name of a person, or of a body where no other column says one.
    Nom,
    /// A way for the usagers, beside another for those who receive them.
    Usagers,
    /// To whom a number may be given.
    Diffusion,
    /// Of which maison France services the row is.
    Maison,
    /// The same, where its rows say so: « Commune ».
    Lieu,
    /// Known, and of no use here.
    Unread,
}

/// The words that name a column, folded; the earliest in a heading names it, and of two the longer. Those that start with
/// « = » are a whole heading.
const WORDS: &[(&str, Kind)] = &[
    ("identifiant de l operateur", Kind::IdOperateur),
    ("identifiant du contact", Kind::IdContact),
    ("operateur", Kind::Operateur),
    ("partenaire", Kind::Operateur),
    ("organisme", Kind::Operateur),
    ("administration", Kind::Operateur),
    ("institution", Kind::Operateur),
    ("reseau", Kind::Operateur),
    ("service", Kind::Service),
    ("structure", Kind::Service),
    ("entite", Kind::Service),
    ("pole", Kind::Service),
    ("antenne", Kind::Service),
    ("agence", Kind::Service),
    ("fonction", Kind::Service),
    ("mission", Kind::Service),
    ("objet", Kind::Service),
    ("perimetre", Kind::Service),
    ("domaine", Kind::Service),
    ("type de contact", Kind::Service),
    ("nom du service", Kind::Service),
    ("nom de l organisme", Kind::Operateur),
    ("nom de la structure", Kind::Service),
    ("service a joindre", Kind::Service),
    ("correspondant", Kind::Qui),
    ("referent", Kind::Qui),
    ("interlocuteur", Kind::Qui),
    ("telephone", Kind::Way(Canal::Telephone)),
    ("contact telephonique", Kind::Way(Canal::Telephone)),
    ("ligne directe", Kind::Way(Canal::Telephone)),
    ("ligne dediee", Kind::Way(Canal::Telephone)),
    ("tel", Kind::Way(Canal::Telephone)),
    ("portable", Kind::Way(Canal::Telephone)),
    ("mobile", Kind::Way(Canal::Telephone)),
    ("standard", Kind::Way(Canal::Telephone)),
    ("=numero", Kind::Way(Canal::Telephone)),
    ("courriel", Kind::Way(Canal::Courriel)),
    ("mail", Kind::Way(Canal::Courriel)),
    ("contact mail", Kind::Way(Canal::Courriel)),
    ("email", Kind::Way(Canal::Courriel)),
    ("e mail", Kind::Way(Canal::Courriel)),
    ("mel", Kind::Way(Canal::Courriel)),
    ("messagerie", Kind::Way(Canal::Courriel)),
    ("balf", Kind::Way(Canal::Courriel)),
    ("boite", Kind::Way(Canal::Courriel)),
    ("adresse mail", Kind::Way(Canal::Courriel)),
    ("adresse e mail", Kind::Way(Canal::Courriel)),
    ("adresse email", Kind::Way(Canal::Courriel)),
    ("adresse courriel", Kind::Way(Canal::Courriel)),
    ("adresse electronique", Kind::Way(Canal::Courriel)),
    ("adresse de messagerie", Kind::Way(Canal::Courriel)),
    ("adresse de courriel", Kind::Way(Canal::Courriel)),
    ("messagerie securisee", Kind::Way(Canal::MessagerieSecurisee)),
    ("adresse", Kind::Way(Canal::Courrier)),
    ("courrier", Kind::Way(Canal::Courrier)),
    ("site", Kind::Way(Canal::Site)),
    ("adresse du site", Kind::Way(Canal::Site)),
    ("adresse internet", Kind::Way(Canal::Site)),
    ("url", Kind::Way(Canal::Site)),
    ("lien", Kind::Way(Canal::Site)),
    ("sur place", Kind::Way(Canal::SurPlace)),
    ("adresse d accueil", Kind::Way(Canal::SurPlace)),
    ("accueil", Kind::Way(Canal::SurPlace)),
    ("lieu", Kind::Way(Canal::SurPlace)),
    ("permanence", Kind::Way(Canal::SurPlace)),
    ("rendez vous", Kind::Way(Canal::RendezVous)),
    ("rdv", Kind::Way(Canal::RendezVous)),
    ("contact", Kind::Contact),
    ("coordonnee", Kind::Contact),
    ("comment joindre", Kind::Contact),
    ("moyen de contact", Kind::Moyen),
    ("canal", Kind::Moyen),
    ("par quel moyen", Kind::Moyen),
    ("autre moyen", Kind::Moyen),
    ("numero ou adresse", Kind::Valeur),
    ("autre numero ou adresse", Kind::Valeur),
    ("valeur", Kind::Valeur),
    ("horaire", Kind::Horaires),
    ("jour", Kind::Horaires),
    ("heure", Kind::Horaires),
    ("ouverture", Kind::Horaires),
    ("ferme", Kind::Fermeture),
    ("fermeture", Kind::Fermeture),
    ("jour de fermeture", Kind::Fermeture),
    ("jours de fermeture", Kind::Fermeture),
    ("date de fermeture", Kind::Fermeture),
    ("dates de fermeture", Kind::Fermeture),
    ("heure de fermeture", Kind::Fermeture),
    ("heures de fermeture", Kind::Fermeture),
    ("horaires de fermeture", Kind::Fermeture),
    ("periode de fermeture", Kind::Fermeture),
    ("disponibilite", Kind::Horaires),
    ("plage", Kind::Horaires),
    ("precision", Kind::Precision),
    ("note", Kind::Note),
    ("observation", Kind::Note),
    ("remarque", Kind::Note),
    ("commentaire", Kind::Note),
    ("consigne", Kind::Note),
    ("date", Kind::Jour),
    ("verifie", Kind::Jour),
    ("mise a jour", Kind::Jour),
    ("mis a jour", Kind::Jour),
    ("maj", Kind::Jour),
    ("source", Kind::Source),
    ("departement", Kind::Departement),
    ("nom", Kind::Nom),
    ("nom du contact", Kind::Person),
    ("nom du correspondant", Kind::Person),
    ("nom du referent", Kind::Person),
    ("nom de l interlocuteur", Kind::Person),
    ("nom du responsable", Kind::Person),
    ("nom de l agent", Kind::Person),
    ("nom prenom", Kind::Person),
    ("nom et prenom", Kind::Person),
    ("prenom", Kind::Person),
    ("civilite", Kind::Person),
    ("responsable", Kind::Person),
    ("agent", Kind::Person),
    ("personne", Kind::Person),
    ("maison", Kind::Maison),
    ("nom de la maison", Kind::Maison),
    ("nom de la france services", Kind::Maison),
    ("espace france services", Kind::Maison),
    ("=france services", Kind::Maison),
    ("=fs", Kind::Maison),
    ("commune", Kind::Lieu),
    ("ville", Kind::Lieu),
    ("territoire", Kind::Lieu),
    ("arrondissement", Kind::Lieu),
    ("secteur", Kind::Lieu),
    ("canton", Kind::Lieu),
    ("qui joindre", Kind::Unread),
    ("sert a", Kind::Unread),
    ("fax", Kind::Unread),
    ("telecopie", Kind::Unread),
];

/// What the words of a heading name.
pub(super) fn named(words: &str) -> Option<Kind> {
    // « Téléphone réservé aux conseillers » is a column of numbers; « Diffusion du téléphone » is none.
    let asks = || kept_back_titles::title(words).map(|_| Kind::Diffusion);
    if kept_back_titles::leads(words) { Some(Kind::Diffusion) } else { of_words(words).or_else(asks) }
}

fn of_words(words: &str) -> Option<Kind> {
    let folded = fold(words);
    let parts: Vec<&str> = folded.split(' ').take(6).collect();
    (0..parts.len()).find_map(|start| {
        let rest = parts[start..].join(" ");
        let names = |(word, _): &&(&str, Kind)| match word.strip_prefix('=') {
            Some(whole) => folded == whole,
            None => rest.strip_prefix(word).is_some_and(|after| {
                matches!(after.strip_prefix('s').unwrap_or(after).chars().next(), None | Some(' '))
            }),
        };
        WORDS.iter().filter(names).max_by_key(|(word, _)| word.len()).map(|(_, kind)| *kind)
    })
}

/// Whether a column is that of a fax.
pub(super) fn is_fax(name: &str) -> bool {
    ["fax", "telecopie"].iter().any(|word| fold(name).starts_with(word))
}

/// What the words of a means of contact stand for: « Mail », « Tél. », « Adresse ».
pub(super) fn canal(words: &str) -> Option<Canal> {
    match named(words)? {
        Kind::Way(canal) => Some(canal),
        _ => None,
    }
}

/// The names that `--colonnes` takes.
pub(super) const CHOSEN: &[(&str, Kind)] = &[
    ("operateur", Kind::Operateur),
    ("service", Kind::Service),
    ("telephone", Kind::Way(Canal::Telephone)),
    ("courriel", Kind::Way(Canal::Courriel)),
    ("adresse", Kind::Way(Canal::Courrier)),
    ("site", Kind::Way(Canal::Site)),
    ("contact", Kind::Contact),
    ("horaires", Kind::Horaires),
    ("note", Kind::Note),
    ("date", Kind::Jour),
];

#[cfg(test)]
mod tests {
    use super::{Kind, named};
    use aiguilleur_core::tree::Canal;

    #[test]
    fn the_words_of_a_heading_name_its_column() {
        for (words, kind) in [
            ("N° de téléphone", Kind::Way(Canal::Telephone)),
            ("Tél.", Kind::Way(Canal::Telephone)),
            ("Adresse mail générique", Kind::Way(Canal::Courriel)),
            ("Adresse postale", Kind::Way(Canal::Courrier)),
            ("Adresse du site internet", Kind::Way(Canal::Site)),
            ("Partenaires nationaux", Kind::Operateur),
            ("Nom du référent", Kind::Person),
            ("Nom du service", Kind::Service),
            ("Contacts", Kind::Contact),
            ("Contact téléphonique", Kind::Way(Canal::Telephone)),
            ("Vérifié le", Kind::Jour),
        ] {
            assert_eq!(named(words), Some(kind), "{words}");
        }
        assert_eq!(named("Numéro de convention"), None);
    }
}
