//! A file of cases: a RON list, written by people.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::{Attendu, Case, answers};
use crate::tree::{Finding, Lines, parse};
use crate::walk::Answered;

/// The fields of a [`Case`] as a person writes them: a misspelt one is refused.
#[derive(Deserialize)]
#[serde(remote = "Case", rename = "cas", deny_unknown_fields)]
struct Strict<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    operateur: Cow<'a, str>,
    #[serde(borrow, default)]
    recit: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "answers::deserialize")]
    reponses: Vec<Answered<Cow<'a, str>>>,
    #[serde(borrow, default)]
    attendu: Option<Attendu<'a>>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Written<'a>(#[serde(borrow, with = "Strict")] Case<'a>);

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
            let lines = Lines::new(text);
            for item in items {
                match item.read::<Written<'_>>(file, &lines) {
                    Ok(Written(case)) => list.cases.push(Placed {
                        line: lines.line(item.range().start),
                        range: item.range(),
                        case: case.to_owned(),
                    }),
                    Err(finding) => list.broken.push(*finding),
                }
            }
        }
    }
    list
}
