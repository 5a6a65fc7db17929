//! A recorded case: the answers of one interview, and what is expected of it.
//!
//! One format for replay and training, in two writings: a RON file holds a list of cases; a JSONL
//! stream holds one JSON object a line, with the same names. [`json`] is the truth about a line;
//! [`scan`] reads the usual shape of one faster, and gives up on everything else.

mod answers;
pub mod json;
pub mod note;
pub mod ron;
pub mod scan;

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::walk::{Answered, Outcome};

/// So few answers are compared one by one: no case of a person has more.
const FEW_ANSWERS: usize = 32;

/// One case, borrowed from the text that it was read from where that text allows it. A line of JSON may hold keys that
/// are not ours, unless one is almost ours: a stream may carry more than we need. [`ron`] refuses them all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub operateur: Cow<'a, str>,
    /// The scene, in the usager's words: such a case is a training scenario too.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub recit: Option<Cow<'a, str>>,
    /// In the order of the text.
    #[serde(borrow, with = "answers")]
    pub reponses: Vec<Answered<Cow<'a, str>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none", deserialize_with = "json::attendu")]
    pub attendu: Option<Attendu<'a>>,
}

impl Case<'_> {
    /// The same case, with its own text.
    pub fn to_owned(&self) -> Case<'static> {
        let own = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
        Case {
            id: own(&self.id),
            operateur: own(&self.operateur),
            recit: self.recit.as_ref().map(own),
            reponses: self.reponses.iter().map(|answered| answered.map(own)).collect(),
            attendu: self.attendu.clone().map(Attendu::into_owned),
        }
    }

    /// A question that it answers twice: such a case says two things at once.
    pub fn answered_twice(&self) -> Option<&str> {
        if self.reponses.len() > FEW_ANSWERS {
            let mut met = HashSet::with_capacity(self.reponses.len());
            return self
                .reponses
                .iter()
                .map(|answered| &*answered.question)
                .find(|question| !met.insert(*question));
        }
        let questions = self.reponses.iter().map(|answered| &answered.question);
        let twice = |(at, question): &(usize, &Cow<'_, str>)| {
            self.reponses[..*at].iter().any(|earlier| earlier.question == **question)
        };
        questions.enumerate().find(twice).map(|(_, question)| &**question)
    }
}

/// What is expected; a field that is absent is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "attendu", deny_unknown_fields)]
pub struct Attendu<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub categorie: Option<Cow<'a, str>>,
    /// Holds if every expected row is among the outcome's.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub lignes: Option<Vec<Cow<'a, str>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub demarche: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocage: Option<bool>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub conduite: Option<Cow<'a, str>>,
}

impl<'a> Attendu<'a> {
    /// Everything that can be expected of this outcome.
    pub fn of(outcome: &Outcome<'a>) -> Self {
        let rows: Vec<Cow<'a, str>> =
            outcome.request.lignes().iter().map(|row| Cow::Borrowed(row.as_str())).collect();
        Self {
            categorie: Some(Cow::Borrowed(outcome.request.categorie().code())),
            lignes: (!rows.is_empty()).then_some(rows),
            demarche: outcome.request.demarche().map(|demarche| Cow::Borrowed(demarche.id.as_str())),
            blocage: outcome.blocage,
            conduite: outcome.conduite.map(|conduite| Cow::Borrowed(conduite.id.as_str())),
        }
    }

    /// Whether a field is compared at all.
    pub fn expects_something(&self) -> bool {
        let rows = self.lignes.as_ref().is_some_and(|rows| !rows.is_empty());
        rows || self.blocage.is_some()
            || [&self.categorie, &self.demarche, &self.conduite].into_iter().any(Option::is_some)
    }

    /// The first field that the outcome does not meet.
    pub fn first_mismatch(&self, outcome: &Outcome<'_>) -> Option<&'static str> {
        let demarche = outcome.request.demarche().map(|demarche| demarche.id.as_str());
        let conduite = outcome.conduite.map(|conduite| conduite.id.as_str());
        let differs = |expected: &Option<Cow<'_, str>>, obtained: Option<&str>| {
            expected.as_deref().is_some_and(|expected| obtained != Some(expected))
        };
        if differs(&self.categorie, Some(outcome.request.categorie().code())) {
            return Some("categorie");
        }
        let rows = outcome.request.lignes();
        if self.lignes.iter().flatten().any(|row| !rows.iter().any(|r| r == row)) {
            return Some("lignes");
        }
        if differs(&self.demarche, demarche) {
            return Some("demarche");
        }
        if self.blocage.is_some() && self.blocage != outcome.blocage {
            return Some("blocage");
        }
        differs(&self.conduite, conduite).then_some("conduite")
    }

    /// The same, free of the text that it was read from.
    pub fn into_owned(self) -> Attendu<'static> {
        let own = |text: Option<Cow<'a, str>>| text.map(|text| Cow::Owned(text.into_owned()));
        Attendu {
            categorie: own(self.categorie),
            lignes: self
                .lignes
                .map(|rows| rows.into_iter().map(|row| Cow::Owned(row.into_owned())).collect()),
            demarche: own(self.demarche),
            blocage: self.blocage,
            conduite: own(self.conduite),
        }
    }
}

/// What is said of a case that answers this question twice.
pub fn two_answers(question: &str) -> String {
    format!("La question « {question} » reçoit deux réponses.")
}
