//! Which column of a list of contacts is which: by the words of its heading, wherever that stands.

use super::super::chosen_columns::{self, Chosen};
use super::super::folding::fold;
use super::super::table::{Row, Table};
use aiguilleur_core::tree::{Canal, Finding};

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
    ("ouverture", Kind::Horaires),
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
    ("qui joindre", Kind::Unread),
    ("sert a", Kind::Unread),
    ("fax", Kind::Unread),
    ("telecopie", Kind::Unread),
];

/// The names that `--colonnes` takes.
const CHOSEN: &[(&str, Kind)] = &[
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

pub(super) const ORDER: &str = "Donnez leurs noms aux colonnes : opérateur, service, téléphone, courriel, adresse, site, horaires, note, date ; ou une \
seule colonne « contact ». Ou dites lesquelles lire : « --colonnes operateur=A,service=B,telephone=C ».";

/// The columns of a list, and the row that names them.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub at: usize,
    /// No row of the table names them: they were named by the user.
    pub outside: bool,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub at: usize,
    pub kind: Option<Kind>,
    pub name: String,
}

impl Column {
    fn is_way(&self) -> bool {
        matches!(self.kind, Some(Kind::Way(_) | Kind::Contact))
    }

    fn says(&self, words: &[&str]) -> bool {
        let folded = fold(&self.name);
        words.iter().any(|word| folded.contains(word))
    }

    /// Whether its name says who answers: those who answer the conseillers.
    pub fn asks(&self) -> bool {
        self.kind == Some(Kind::Qui)
            || self.is_way() && self.says(&["conseillers", "back office", "correspondant", "referent"])
    }
}

impl Heading {
    /// The same, without the ways for the usagers where it has others: they are not those of one contact.
    pub fn for_conseillers(&self) -> Self {
        let usagers =
            |column: &&Column| column.is_way() && column.says(&["usager", "public", "allocataires"]);
        let mut heading = self.clone();
        if self.columns.iter().any(|column| column.is_way() && !usagers(&column)) {
            for column in heading.columns.iter_mut().filter(|column| usagers(&&**column)) {
                column.kind = Some(Kind::Usagers);
            }
        }
        heading
    }

    /// The columns of this kind, in order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.kind == Some(kind))
    }

    fn has(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.of(*kind).next().is_some())
    }

    /// Whether it names two columns as another one does.
    fn repeats(&self, other: &Self) -> bool {
        let named = |column: &&Column| other.columns.iter().any(|own| fold(&own.name) == fold(&column.name));
        self.columns.iter().filter(named).count() > 1
    }

    /// Whether it says whom to reach, and how.
    fn is_whole(&self) -> bool {
        let way = self
            .columns
            .iter()
            .any(|column| matches!(column.kind, Some(Kind::Way(_) | Kind::Contact | Kind::Valeur)));
        way && self.has(&[Kind::IdContact, Kind::Operateur, Kind::Service, Kind::Qui, Kind::Nom])
    }
}

/// What the words of a heading name.
fn named(words: &str) -> Option<Kind> {
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

/// Every heading of a table, in order: a list may say its columns again at each section.
pub(super) fn headings(table: &Table, wanted: Option<&str>) -> Result<Vec<Heading>, Box<Finding>> {
    if let Some(wanted) = wanted {
        return chosen_columns(table, wanted).map(|heading| vec![heading]);
    }
    let mut found: Vec<Heading> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let Some(heading) = heading(at, row) else { continue };
        // « Service des impôts » and « Rendez-vous » may be data: only the same words name the columns again.
        if found.first().is_none_or(|first| heading.repeats(first)) {
            found.push(heading);
        }
    }
    if found.is_empty() {
        let place = table.rows.first().map(Row::place).unwrap_or_default();
        let message = if table.rows.is_empty() {
            "Ce fichier n'a aucune ligne."
        } else {
            "Aucune ligne ne nomme les colonnes : qui joindre, et comment."
        };
        return Err(Box::new(table.error("colonne", place, message, ORDER)));
    }
    Ok(found)
}

fn heading(at: usize, row: &Row) -> Option<Heading> {
    // What holds a number or an address is no heading.
    let data = row.filled().any(|(_, cell)| {
        cell.words.contains('@') || cell.words.chars().filter(char::is_ascii_digit).count() > 4
    });
    if data || row.filled().count() < 2 {
        return None;
    }
    let column =
        |(at, cell): (usize, &super::Cell)| Column { at, kind: named(&cell.words), name: cell.words.clone() };
    let mut heading = Heading { at, outside: false, columns: row.filled().map(column).collect() };
    let body = heading.has(&[Kind::IdContact, Kind::Operateur, Kind::Service]);
    for column in heading.columns.iter_mut().filter(|column| column.kind == Some(Kind::Nom)) {
        column.kind = Some(if body { Kind::Person } else { Kind::Service });
    }
    // A row of data may say « service » and « contact » too; a heading says little else.
    let known = heading.columns.iter().filter(|column| column.kind.is_some()).count();
    (heading.is_whole() && known * 2 >= heading.columns.len()).then_some(heading)
}

fn chosen_columns(table: &Table, wanted: &str) -> Result<Heading, Box<Finding>> {
    let known: Vec<&str> = CHOSEN.iter().map(|(name, _)| *name).collect();
    let kind = |name: &str| CHOSEN.iter().find(|(known, _)| *known == fold(name)).map(|(_, kind)| *kind);
    let pairs = chosen_columns::pairs(table, wanted, kind, &known, ORDER)?;
    let first = pairs.iter().filter_map(|pair| pair.row).max();
    let column = |pair: Chosen<'_, Kind>| Column {
        at: pair.column,
        kind: Some(pair.kind),
        name: pair.name.to_owned(),
    };
    let columns = pairs.into_iter().map(column).collect();
    let heading = Heading { at: first.unwrap_or(0), outside: first.is_none(), columns };
    if heading.is_whole() {
        Ok(heading)
    } else {
        Err(chosen_columns::refused(table, "Dites au moins qui joindre, et comment.".to_owned(), ORDER))
    }
}

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
