//! The language of a file of local contacts: what is filled in by the animateur départemental, who
//! is no programmer. A text left empty is not filled in yet.

use serde::Deserialize;

use super::target::Target;
use crate::day::Day;
use crate::search::words;
use crate::tree::{Canal, Number};

/// The version of the language that this program reads.
pub const FORMAT: u32 = 1;

/// The department of a file that nobody said it of.
pub const NO_DEPARTEMENT: &str = "département non précisé";

/// One file: a department, or one of its France services.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "fichier", deny_unknown_fields)]
pub struct Source {
    pub format: u32,
    /// In full: « Nièvre ».
    pub departement: String,
    /// The France services that it is for; none where it holds for the whole department.
    #[serde(default)]
    pub maison: Option<String>,
    /// When all this was checked, AAAA-MM-JJ; an entry or a channel may say otherwise.
    #[serde(default)]
    pub verifie_le: Option<String>,
    /// Who says so: a service or a list, never a person.
    #[serde(default)]
    pub source: Option<String>,
    pub contacts: Vec<LocalEntry>,
    /// What some France services of the department have of their own.
    #[serde(default)]
    pub maisons: Vec<Maison>,
}

/// A France services, in the file of its department: what it says stands before what the department says.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "maison", deny_unknown_fields)]
pub struct Maison {
    pub nom: String,
    #[serde(default)]
    pub verifie_le: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
    pub contacts: Vec<LocalEntry>,
}

/// What is known of one contact of one tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "contact", deny_unknown_fields)]
pub struct LocalEntry {
    /// Id of the opérateur.
    pub operateur: String,
    /// Id of the contact within its tree.
    pub contact: String,
    /// The name of the service; never that of a person.
    #[serde(default)]
    pub service: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub verifie_le: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub canaux: Vec<LocalCanal>,
}

/// One way to reach the contact.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "canal", deny_unknown_fields)]
pub struct LocalCanal {
    pub canal: Canal,
    #[serde(default)]
    pub valeur: Option<String>,
    #[serde(default)]
    pub horaires: Option<String>,
    #[serde(default)]
    pub prix: Option<String>,
    #[serde(default)]
    pub precision: Option<String>,
    #[serde(default)]
    pub verifie_le: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
}

/// What a text says; nothing where it was left empty.
pub(super) fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl Source {
    /// « Nièvre », « Nièvre, France services de Clamecy ».
    pub fn territoire(&self) -> String {
        match said(self.maison.as_ref()) {
            Some(maison) => format!("{}, {maison}", self.departement.trim()),
            None => self.departement.trim().to_owned(),
        }
    }
}

/// When something was checked, and who says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'s> {
    pub le: Option<&'s str>,
    pub by: Option<&'s str>,
}

impl Source {
    /// What holds for the whole file.
    pub(super) fn told(&self) -> Told<'_> {
        Told { le: said(self.verifie_le.as_ref()), by: said(self.source.as_ref()) }
    }

    /// What holds for a maison.
    pub(super) fn told_of<'s>(&'s self, maison: &'s Maison) -> Told<'s> {
        let Told { le, by } = self.told();
        Told { le: said(maison.verifie_le.as_ref()).or(le), by: said(maison.source.as_ref()).or(by) }
    }

    /// What this maison says by itself, as a file of its own would.
    #[must_use]
    pub fn of_maison(&self, maison: &Maison) -> Self {
        let Told { le, by } = self.told_of(maison);
        Self {
            format: self.format,
            departement: self.departement.clone(),
            maison: Some(maison.nom.clone()),
            verifie_le: le.map(str::to_owned),
            source: by.map(str::to_owned),
            contacts: maison.contacts.clone(),
            maisons: Vec::new(),
        }
    }

    /// Whether the whole file is that of this maison; a part of its name is enough.
    pub fn is_of_maison(&self, name: &str) -> bool {
        let own: Vec<String> = words(self.maison.as_deref().unwrap_or_default()).collect();
        let mut sought = words(name).peekable();
        sought.peek().is_some() && sought.all(|word| own.contains(&word))
    }

    /// The maison of this name, whatever its capitals and accents; a part of the name is enough where it is that of one.
    pub fn maison_named(&self, name: &str) -> Option<&Maison> {
        let words = |text: &str| words(text).collect::<Vec<String>>();
        let sought = words(name);
        let whole = self.maisons.iter().find(|maison| words(&maison.nom) == sought);
        let within = |maison: &&Maison| {
            let own = words(&maison.nom);
            !sought.is_empty() && sought.iter().all(|word| own.contains(word))
        };
        let mut parts = self.maisons.iter().filter(within);
        whole.or_else(|| parts.next().filter(|_| parts.next().is_none()))
    }
}

impl Source {
    /// What it says of this contact.
    pub fn entry(&self, target: &Target<'_>) -> Option<&LocalEntry> {
        self.contacts
            .iter()
            .find(|entry| entry.operateur == target.operateur && entry.contact == target.contact.id)
    }

    /// The day on which this was checked: the service and the note of a contact, or one of its channels.
    pub fn day<'s>(&'s self, entry: &'s LocalEntry, channel: Option<&'s LocalCanal>) -> Option<&'s str> {
        entry.checked(self.told(), channel).le
    }

    /// Whether it says how to reach this contact.
    pub fn says(&self, target: &Target<'_>) -> bool {
        self.entry(target).is_some_and(|entry| entry.filled().next().is_some())
    }

    /// The contacts that say something.
    pub fn filled(&self) -> impl Iterator<Item = &LocalEntry> {
        self.contacts.iter().filter(|entry| !entry.is_blank())
    }

    /// How many contacts have no day of their own: that of the file certifies them.
    pub fn dated_by_file(&self) -> usize {
        let own = |entry: &LocalEntry| {
            let all =
                !entry.canaux.is_empty() && entry.filled().all(|c| said(c.verifie_le.as_ref()).is_some());
            said(entry.verifie_le.as_ref()).is_some() || all
        };
        let by_file = said(self.verifie_le.as_ref()).is_some();
        let undated = self.maisons.iter().filter(|maison| said(maison.verifie_le.as_ref()).is_none());
        let of_maisons = undated.flat_map(|maison| maison.contacts.iter().filter(|entry| !entry.is_blank()));
        self.filled().chain(of_maisons).filter(|entry| by_file && !own(entry)).count()
    }

    /// The oldest day on which something of it was checked.
    pub fn oldest(&self) -> Option<Day> {
        let days = self.filled().flat_map(|entry| {
            let channels = entry.filled().map(Some).chain(entry.filled().next().is_none().then_some(None));
            channels.filter_map(|channel| entry.checked(self.told(), channel).le?.parse::<Day>().ok())
        });
        days.min()
    }
}

impl Source {
    /// A file in which nothing was said yet.
    pub fn blank() -> Self {
        Self {
            format: FORMAT,
            departement: String::new(),
            maison: None,
            verifie_le: None,
            source: None,
            contacts: Vec::new(),
            maisons: Vec::new(),
        }
    }
}

impl LocalEntry {
    /// A contact of which nothing was said yet.
    pub fn blank(operateur: &str, contact: &str) -> Self {
        Self {
            operateur: operateur.to_owned(),
            contact: contact.to_owned(),
            service: None,
            note: None,
            verifie_le: None,
            source: None,
            canaux: Vec::new(),
        }
    }

    /// Whether it says all that another one says.
    pub fn says_the_same(&self, other: &Self) -> bool {
        fn texts(entry: &LocalEntry) -> [Option<&str>; 6] {
            [
                Some(entry.operateur.as_str()),
                Some(entry.contact.as_str()),
                said(entry.service.as_ref()),
                said(entry.note.as_ref()),
                said(entry.verifie_le.as_ref()),
                said(entry.source.as_ref()),
            ]
        }
        let channel = |channel: &LocalCanal| {
            let texts = channel.texts().map(|(_, text)| said(text).map(str::to_owned));
            (channel.canal, texts, said(channel.verifie_le.as_ref()).map(str::to_owned))
        };
        let own: Vec<_> = self.canaux.iter().map(channel).collect();
        texts(self) == texts(other) && other.canaux.iter().map(channel).all(|channel| own.contains(&channel))
    }
    /// The channels that say something: those whose value was left empty wait to be filled in.
    pub fn filled(&self) -> impl Iterator<Item = &LocalCanal> {
        self.canaux.iter().filter(|channel| channel.is_filled())
    }

    /// Whether nothing was filled in yet.
    pub fn is_blank(&self) -> bool {
        self.filled().next().is_none()
            && [&self.service, &self.note].into_iter().all(|text| said(text.as_ref()).is_none())
    }

    /// When a channel was checked and by whom, as the channel, the entry or the file says it.
    pub(super) fn checked<'s>(&'s self, above: Told<'s>, channel: Option<&'s LocalCanal>) -> Told<'s> {
        let first = |channel: Option<&'s String>, own: &'s Option<String>, above: Option<&'s str>| {
            said(channel).or_else(|| said(own.as_ref())).or(above)
        };
        Told {
            le: first(channel.and_then(|c| c.verifie_le.as_ref()), &self.verifie_le, above.le),
            by: first(channel.and_then(|c| c.source.as_ref()), &self.source, above.by),
        }
    }
}

impl LocalCanal {
    /// A channel of this kind and value.
    pub fn new(canal: Canal, valeur: Option<String>) -> Self {
        Self { canal, valeur, horaires: None, prix: None, precision: None, verifie_le: None, source: None }
    }

    /// Its number or address as it is shown, whatever the dots and spaces of the file.
    pub fn shown(&self) -> Option<String> {
        let valeur = said(self.valeur.as_ref())?;
        Some(match (self.canal, Number::read(valeur)) {
            (Canal::Telephone, Number::Certain(number)) => number,
            _ => valeur.to_owned(),
        })
    }

    /// What it says of the way to reach the contact, each text with its field.
    pub(super) fn texts(&self) -> [(&'static str, Option<&String>); 4] {
        [
            ("valeur", self.valeur.as_ref()),
            ("horaires", self.horaires.as_ref()),
            ("prix", self.prix.as_ref()),
            ("precision", self.precision.as_ref()),
        ]
    }

    /// A value that is there and empty waits to be filled in, where nothing else is said.
    pub(super) fn is_filled(&self) -> bool {
        self.valeur.is_none() || self.texts().into_iter().any(|(_, text)| said(text).is_some())
    }
}
