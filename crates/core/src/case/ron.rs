//! A file of cases: a RON list, written by people.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::{Attendu, Case};
use crate::tree::{Finding, parse};

/// A case of the list; a misspelt field is refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    operateur: String,
    #[serde(default)]
    recit: Option<String>,
    reponses: Pairs,
    #[serde(default)]
    attendu: Option<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    categorie: Option<String>,
    #[serde(default)]
    lignes: Option<Vec<String>>,
    #[serde(default)]
    demarche: Option<String>,
    #[serde(default)]
    blocage: Option<bool>,
    #[serde(default)]
    conduite: Option<String>,
}

/// The answers in their order, equal questions included.
#[derive(Debug)]
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> serde::de::Visitor<'de> for Visit {
            type Value = Pairs;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("des questions et leurs réponses, entre accolades")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visit)
    }
}

impl From<Item> for Case<'static> {
    fn from(item: Item) -> Self {
        let own = |text: Option<String>| text.map(Cow::Owned);
        Self {
            id: Cow::Owned(item.id),
            operateur: Cow::Owned(item.operateur),
            recit: own(item.recit),
            reponses: item.reponses.0.into_iter().map(|(q, r)| (Cow::Owned(q), Cow::Owned(r))).collect(),
            attendu: item.attendu.map(|expected| Attendu {
                categorie: own(expected.categorie),
                lignes: expected.lignes.map(|rows| rows.into_iter().map(Cow::Owned).collect()),
                demarche: own(expected.demarche),
                blocage: expected.blocage,
                conduite: own(expected.conduite),
            }),
        }
    }
}

/// A case of a file, and where it stands in it.
#[derive(Debug)]
pub struct Placed {
    /// The line that it starts on, from 1.
    pub line: usize,
    /// Its bytes.
    pub range: Range<usize>,
    pub case: Case<'static>,
}

/// What a file of cases holds: its cases, and what could not be read.
#[derive(Debug, Default)]
pub struct List {
    pub cases: Vec<Placed>,
    pub broken: Vec<Finding>,
}

/// Reads a file of cases, its byte-order mark left out by the caller. A broken case does not keep
/// the others from being read; a broken list does.
pub fn read(file: &str, text: &str) -> List {
    let mut list = List::default();
    match parse::items(file, text) {
        Err(finding) => list.broken.push(*finding),
        Ok(items) => {
            for item in items {
                match parse::item::<Item>(file, text, item) {
                    Ok(read) => list.cases.push(Placed {
                        line: item.line(text),
                        range: item.range(),
                        case: read.into(),
                    }),
                    Err(finding) => list.broken.push(*finding),
                }
            }
        }
    }
    list
}
