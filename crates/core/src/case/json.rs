//! A case as one JSON object: the truth about a line of a stream.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ron::{List, Placed};
use super::{Attendu, Case, answered_twice, two_answers};
use crate::tree::parse::without_mark;
use crate::tree::{Finding, Severity, Snippet};

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
        Err(error) => Line::Unreadable(unreadable(&error)),
        Ok(case) => match answered_twice(&case.reponses) {
            Some(question) => Line::Unreadable(two_answers(question)),
            None => Line::Case(case),
        },
    }
}

/// Reads a whole stream that a person looks at: its cases, and what could not be read.
pub fn list(file: &str, text: &str) -> List {
    let mut list = List::default();
    let mut start = 0;
    for (rank, whole) in text.split_inclusive('\n').enumerate() {
        let range = start..start + whole.trim_end().len();
        start += whole.len();
        match line(whole.as_bytes()) {
            Line::Blank => {}
            Line::Case(case) => list.cases.push(Placed { line: rank + 1, range, case: case.to_owned() }),
            Line::Unreadable(message) => list.broken.push(Finding {
                severity: Severity::Error,
                rule: "lecture",
                file: file.to_owned(),
                snippet: Some(Snippet::new(text, range.start, range.end)),
                message,
                mend: "Corrigez cette ligne, ou retirez-la.".to_owned(),
            }),
        }
    }
    list
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

/// The object. Keys that are not ours are passed over: a stream may carry more than we need.
#[derive(Serialize, Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    operateur: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    recit: Option<Cow<'a, str>>,
    #[serde(borrow)]
    reponses: Answers<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "expected")]
    attendu: Option<Attendu<'a>>,
}

/// An object or nothing: serde would take a list for one, field by field.
fn expected<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Attendu<'a>>, D::Error> {
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

/// A map kept in its order, equal keys included: what they mean is not for the reader to decide.
struct Answers<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

/// Serde borrows a `Cow<str>` only where it is a field of its own.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Answers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Answers<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("des questions et leurs réponses")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::with_capacity(map.size_hint().unwrap_or(6));
                while let Some((Text(question), Text(reponse))) = map.next_entry()? {
                    pairs.push((question, reponse));
                }
                Ok(Answers(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (question, reponse) in &self.0 {
            map.serialize_entry(question, reponse)?;
        }
        map.end()
    }
}

/// Reads a line.
///
/// # Errors
///
/// Where it is no JSON, or no case; the error's column counts from 1.
pub fn read(line: &str) -> Result<Case<'_>, serde_json::Error> {
    let Object { id, operateur, recit, reponses, attendu } = serde_json::from_str(line)?;
    Ok(Case { id, operateur, recit, reponses: reponses.0, attendu })
}

/// Reads a line that is not known to be text: [`read`] after the check that it makes itself.
///
/// # Errors
///
/// As [`read`].
pub fn read_slice(line: &[u8]) -> Result<Case<'_>, serde_json::Error> {
    let Object { id, operateur, recit, reponses, attendu } = serde_json::from_slice(line)?;
    Ok(Case { id, operateur, recit, reponses: reponses.0, attendu })
}

/// Writes a case as a line, without its end.
pub fn write(case: Case<'_>) -> String {
    let Case { id, operateur, recit, reponses, attendu } = case;
    // Strings, maps with string keys and booleans always have a JSON form.
    serde_json::to_string(&Object { id, operateur, recit, reponses: Answers(reponses), attendu })
        .unwrap_or_default()
}
