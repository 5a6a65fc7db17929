//! A case as one JSON object: the truth about a line of a stream.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Attendu, Case};

/// The object. Keys that are not ours are passed over: a stream may carry more than we need.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    operateur: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    recit: Option<Cow<'a, str>>,
    #[serde(borrow)]
    reponses: Answers<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    attendu: Option<Attendu<'a>>,
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
    let Line { id, operateur, recit, reponses, attendu } = serde_json::from_str(line)?;
    Ok(Case { id, operateur, recit, reponses: reponses.0, attendu })
}

/// Reads a line that is not known to be text: [`read`] after the check that it makes itself.
///
/// # Errors
///
/// As [`read`].
pub fn read_slice(line: &[u8]) -> Result<Case<'_>, serde_json::Error> {
    let Line { id, operateur, recit, reponses, attendu } = serde_json::from_slice(line)?;
    Ok(Case { id, operateur, recit, reponses: reponses.0, attendu })
}

/// Writes a case as a line, without its end.
pub fn write(case: Case<'_>) -> String {
    let Case { id, operateur, recit, reponses, attendu } = case;
    // Strings, maps with string keys and booleans always have a JSON form.
    serde_json::to_string(&Line { id, operateur, recit, reponses: Answers(reponses), attendu })
        .unwrap_or_default()
}
