//! The bodies that a conduite names, and the ways to reach them.

use serde::{Deserialize, Serialize};

use super::telephone::is_number;
use super::value_shape::{is_address, is_site};
use crate::day::Day;
use crate::search::words;

/// A body that a step may name, with the ways to reach it that the document gives.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "contact", deny_unknown_fields)]
pub struct Contact {
    pub id: String,
    /// With its article: « le correspondant en back-office de la CAF ».
    pub nom: String,
    pub canaux: Vec<ContactCanal>,
    /// Ids of contacts of the same body: what the document gives to reach them is recalled where it gives nothing
    /// here.
    #[serde(default)]
    pub ailleurs: Vec<String>,
    /// What the local contacts say of it; never in the file of a tree.
    #[serde(skip)]
    pub local: Option<LocalContact>,
}

impl Contact {
    /// All the channels that are used of it.
    pub fn in_force(&self) -> impl Iterator<Item = &ContactCanal> {
        self.canaux.iter().flat_map(ContactCanal::in_force)
    }

    /// Whether it answers the conseillers, and not the usagers: it is called a back-office, however that is written.
    pub fn answers_conseillers(&self) -> bool {
        let words: Vec<String> = words(&self.nom).collect();
        let two = words.windows(2).any(|pair| pair[0] == "back" && pair[1].starts_with("office"));
        two || words.iter().any(|word| word.starts_with("backoffice"))
    }
}

/// What is known of a contact where the conseiller works.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalContact {
    /// The name of the service; never that of a person.
    pub service: Option<String>,
    pub note: Option<String>,
    pub checked: Option<Checked>,
}

/// When and where a local contact was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub le: Day,
    pub source: String,
    /// That was too long ago.
    pub stale: bool,
}

/// One way to reach a contact.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "canal", deny_unknown_fields)]
pub struct ContactCanal {
    pub canal: Canal,
    /// The number, address or URL as the document prints it; absent where it gives none.
    #[serde(default)]
    pub valeur: Option<String>,
    #[serde(default)]
    pub horaires: Option<String>,
    #[serde(default)]
    pub prix: Option<String>,
    #[serde(default)]
    pub precision: Option<String>,
    /// Where the local contacts complete it, when they were checked; never in the file of a tree.
    #[serde(skip)]
    pub local: Option<Checked>,
    /// The local channels that stand in its place; never in the file of a tree.
    #[serde(skip)]
    pub filled: Vec<ContactCanal>,
}

impl ContactCanal {
    /// What is used of it: itself, or the local channels that stand in its place.
    pub fn in_force(&self) -> &[Self] {
        if self.filled.is_empty() { std::slice::from_ref(self) } else { &self.filled }
    }

    /// Whether the document names an appointment, and not how to make it.
    pub fn is_vague(&self) -> bool {
        let said = [&self.valeur, &self.precision, &self.horaires].into_iter().any(Option::is_some);
        self.canal == Canal::RendezVous && !said && self.local.is_none()
    }

    /// Whether the document leaves it to be completed: it says so, names no channel, or gives no
    /// number or address.
    pub fn is_open(&self) -> bool {
        let unsaid = self.canal.is_unsaid() && self.local.is_none();
        self.valeur.is_none() && self.filled.is_empty() && (unsaid || self.canal.needs_value())
    }

    /// Whether it tells the site where its number or address stands: open, and nothing to ask for.
    pub fn says_where(&self) -> bool {
        self.precision.as_ref().is_some_and(|precision| precision.contains(".fr"))
    }
}

/// The kinds of channel. All that is known of one by its kind alone is said in `facts`, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "snake_case"))]
pub enum Canal {
    AdministrationPlus,
    Telephone,
    Courriel,
    Courrier,
    MessagerieSecurisee,
    RendezVous,
    Site,
    SurPlace,
    /// « Selon les modalités définies localement ».
    Local,
    /// The document names the body and no channel.
    NonPrecise,
}

/// What is known of a kind of channel.
struct Facts {
    /// As a person names it.
    nom: &'static str,
    value: Value,
    /// What the document leaves open where it gives no value.
    open: &'static str,
}

/// The value of a kind of channel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// It has none: the channel says all.
    None,
    /// It has none, and any other kind may stand in its place: the document does not say which.
    Unsaid,
    /// Words, of use but not needed.
    Words,
    /// Without it the channel is of no use; its form is checked.
    Number,
    Mail,
    Site,
    /// Without it the channel is of no use; it has no form of its own.
    Post,
}

impl Canal {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::AdministrationPlus,
        Self::Telephone,
        Self::Courriel,
        Self::Courrier,
        Self::MessagerieSecurisee,
        Self::RendezVous,
        Self::Site,
        Self::SurPlace,
        Self::Local,
        Self::NonPrecise,
    ];

    fn facts(self) -> Facts {
        let facts = |nom, value, open| Facts { nom, value, open };
        let unsaid = "ne dit pas par quel moyen";
        match self {
            Self::AdministrationPlus => facts("Administration+", Value::None, unsaid),
            Self::Telephone => facts("Téléphone", Value::Number, "le téléphone, sans numéro"),
            Self::Courriel => facts("Courriel", Value::Mail, "le courriel, sans adresse"),
            Self::Courrier => facts("Courrier", Value::Post, "le courrier, sans adresse"),
            Self::MessagerieSecurisee => facts("Messagerie sécurisée", Value::Words, unsaid),
            Self::RendezVous => facts("Rendez-vous", Value::Words, unsaid),
            Self::Site => facts("Site", Value::Site, "le site, sans adresse"),
            Self::SurPlace => facts("Sur place", Value::Words, unsaid),
            Self::Local => facts("Modalités définies localement", Value::Unsaid, "à définir localement"),
            Self::NonPrecise => facts("Canal non précisé", Value::Unsaid, unsaid),
        }
    }

    /// As a person names it.
    pub fn nom(self) -> &'static str {
        self.facts().nom
    }

    /// What the document leaves open where it names this kind and gives no value.
    pub fn left_open(self) -> &'static str {
        self.facts().open
    }

    /// Whether any other kind may stand in its place: the document does not say which.
    pub fn is_unsaid(self) -> bool {
        self.facts().value == Value::Unsaid
    }

    /// Whether it is of no use without a number or an address.
    pub fn needs_value(self) -> bool {
        matches!(self.facts().value, Value::Number | Value::Mail | Value::Site | Value::Post)
    }

    /// The kinds that a local contact can say more of: all but those that the document leaves unsaid, and the national
    /// one.
    pub fn local() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|canal| !canal.is_unsaid() && *canal != Self::AdministrationPlus)
    }

    /// The same, as a file names them.
    pub fn local_names() -> String {
        Self::local().map(|canal| format!("{canal:?}")).collect::<Vec<_>>().join(", ")
    }

    /// What is wrong with the value of a channel of this kind, and how to mend it.
    pub fn value_fault(self, valeur: &str) -> Option<(&'static str, &'static str)> {
        match self.facts().value {
            Value::Number => (!is_number(valeur)).then_some((
                "n'est pas un numéro de téléphone",
                "Écrivez-le comme le document : chiffres et espaces, « 36 46 », « 09 69 32 72 10 ».",
            )),
            Value::Mail => (!is_address(valeur))
                .then_some(("n'est pas une adresse de courriel", "Écrivez « nom@domaine.fr ».")),
            Value::Site => (!is_site(valeur)).then_some((
                "n'est pas l'adresse d'un site",
                "Écrivez « https://… » ou « www.… », sans espace.",
            )),
            Value::None | Value::Unsaid => Some((
                "n'a rien à faire ici : ce canal n'a pas de valeur",
                "Retirez « valeur », ou changez de canal.",
            )),
            Value::Words | Value::Post => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Canal;

    #[test]
    fn every_kind_that_a_file_can_name_is_listed() {
        let refused = ron::from_str::<Canal>("Autre").map_err(|error| error.code);
        let listed = Canal::ALL.map(|canal| format!("{canal:?}"));
        let all =
            matches!(refused, Err(ron::Error::NoSuchEnumVariant { expected, .. }) if listed == expected);
        assert!(all, "a new kind is to be added to Canal::ALL: {refused:?}");
    }
}
