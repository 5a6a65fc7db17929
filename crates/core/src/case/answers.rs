//! The answers of a case as its two formats write them: a map from the ids of questions to those of their
//! answers. It is kept in its order, equal questions included: what they mean is not for the reader to decide.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serializer};

use crate::walk::Answered;

type Answers<'a> = Vec<Answered<Cow<'a, str>>>;

/// Serde borrows a `Cow<str>` only where it is a field of its own.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

pub(super) fn deserialize<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Answers<'a>, D::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Answers<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("des questions et leurs réponses")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut answers = Vec::with_capacity(map.size_hint().unwrap_or(6));
            while let Some((Text(question), Text(reponse))) = map.next_entry()? {
                answers.push(Answered { question, reponse });
            }
            Ok(answers)
        }
    }
    deserializer.deserialize_map(Pairs)
}

pub(super) fn serialize<S: Serializer>(answers: &Answers<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(answers.iter().map(|answered| (&answered.question, &answered.reponse)))
}
