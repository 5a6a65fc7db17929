//! A case as one JSON object: the truth about a line of a stream.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::answers::Text;
use super::ron::{List, Placed};
use super::{Attendu, Case, two_answers};
use crate::tree::parse::without_mark;
use crate::tree::{Finding, Lines, Severity, nearest};

/// What is said of bytes that are no text.
pub const NOT_UTF8: &str = "Cette ligne n'est pas en UTF-8.";

/// What a line of a stream is.
#[derive(Debug, PartialEq)]
pub enum Line<'a> {
    /// Nothing: passed over.
    Blank,
    Case(Case<'a>),
    /// No case, and why, in French.
    Unreadable(String),
}

/// Reads a line of a stream, with or without its end; a byte-order mark before it is no part of it.
pub fn line(bytes: &[u8]) -> Line<'_> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Line::Unreadable(NOT_UTF8.to_owned());
    };
    let text = without_mark(text).trim_ascii();
    if text.is_empty() {
        return Line::Blank;
    }
    if !text.starts_with('{') {
        return Line::Unreadable("Cette ligne n'est pas un objet JSON.".to_owned());
    }
    match read(text) {
        Err(error) => Line::Unreadable(foreign(text).unwrap_or_else(|| unreadable(&error))),
        Ok(case) => match (case.answered_twice(), misspelt(text)) {
            (Some(question), _) => Line::Unreadable(two_answers(question)),
            (None, Some(why)) => Line::Unreadable(why),
            (None, None) => Line::Case(case),
        },
    }
}

/// Reads a whole stream that a person looks at: its cases, and what could not be read.
pub fn list(file: &str, text: &str) -> List {
    let mut list = List::default();
    let mut start = 0;
    let (lines, mut beyond) = (Lines::new(text), 0_usize);
    for (rank, whole) in text.split_inclusive('\n').enumerate() {
        let range = start..start + whole.trim_end().len();
        start += whole.len();
        match line(whole.as_bytes()) {
            Line::Blank => {}
            Line::Case(case) => list.cases.push(Placed { line: rank + 1, range, case: case.to_owned() }),
            Line::Unreadable(_) if list.broken.len() >= MOST_BROKEN => beyond += 1,
            Line::Unreadable(message) => list.broken.push(Finding {
                severity: Severity::Error,
                rule: "lecture",
                file: file.to_owned(),
                snippet: Some(lines.snippet(range.start, range.end)),
                message,
                mend: "Corrigez cette ligne, ou retirez-la.".to_owned(),
            }),
        }
    }
    if beyond > 0 {
        list.broken.push(Finding {
            severity: Severity::Error,
            rule: "lecture",
            file: file.to_owned(),
            snippet: None,
            message: format!("Et {beyond} autres lignes ne se lisent pas."),
            mend: "Corrigez d'abord celles-ci.".to_owned(),
        });
    }
    list
}

/// No more lines that cannot be read are told one by one: each takes more room than the line.
const MOST_BROKEN: usize = 100_000;

/// What is said of a key that is almost one of ours: what it says would be passed over. Others are left to whoever
/// writes them.
fn misspelt(text: &str) -> Option<String> {
    const OURS: [&str; 5] = ["id", "operateur", "recit", "reponses", "attendu"];
    let Keys(keys) = serde_json::from_str(text).ok()?;
    let mut foreign = keys.iter().filter(|key| !OURS.contains(&&***key));
    foreign.find_map(|key| Some((key, nearest(key, OURS.into_iter())?))).map(|(key, ours)| {
        format!("Le champ « {key} » de cet objet n'existe pas. Vouliez-vous dire « {ours} » ?")
    })
}

/// What is said of a key of « attendu » that is none of its fields: it would be expected of nothing.
fn foreign(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Outer<'a> {
        #[serde(borrow)]
        attendu: Keys<'a>,
    }
    const FIELDS: [&str; 5] = ["categorie", "lignes", "demarche", "blocage", "conduite"];
    let Outer { attendu: Keys(keys) } = serde_json::from_str(text).ok()?;
    let key = keys.iter().find(|key| !FIELDS.contains(&&***key))?;
    let mend = match nearest(key, FIELDS.into_iter()) {
        Some(field) => format!("Vouliez-vous dire « {field} » ?"),
        None => format!("Ses champs : {}.", FIELDS.join(", ")),
    };
    Some(format!("Le champ « {key} » de « attendu » n'existe pas. {mend}"))
}

/// The keys of an object.
struct Keys<'a>(Vec<Cow<'a, str>>);

impl<'de: 'a, 'a> Deserialize<'de> for Keys<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Keys<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("un objet")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut keys = Vec::new();
                while let Some((Text(key), IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

/// Why a line is no case. The library's own words are English: only its place is kept.
fn unreadable(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Syntax => "Cette ligne n'est pas du JSON",
        Category::Eof => "Cette ligne s'arrête avant la fin de son objet",
        Category::Data | Category::Io => {
            "Cet objet n'est pas un cas : un champ manque, est de trop ou n'a pas la bonne forme"
        }
    };
    format!("{what} (colonne {}).", error.column())
}

/// An object or nothing: serde would take a list for one, field by field.
pub(super) fn attendu<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Attendu<'a>>, D::Error> {
    struct Expected;
    impl<'de> Visitor<'de> for Expected {
        type Value = Option<Attendu<'de>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("un objet")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
            Attendu::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }
    }
    deserializer.deserialize_any(Expected)
}

/// Reads a line.
///
/// # Errors
///
/// Where it is no JSON, or no case; the error's column counts from 1.
pub fn read(line: &str) -> Result<Case<'_>, serde_json::Error> {
    serde_json::from_str(line)
}

/// Reads a line that is not known to be text: [`read`] after the check that it makes itself.
///
/// # Errors
///
/// As [`read`].
pub fn read_slice(line: &[u8]) -> Result<Case<'_>, serde_json::Error> {
    serde_json::from_slice(line)
}

/// Writes a case as a line, without its end.
pub fn write(case: &Case<'_>) -> String {
    // Strings, maps with string keys and booleans always have a JSON form.
    serde_json::to_string(case).unwrap_or_default()
}
