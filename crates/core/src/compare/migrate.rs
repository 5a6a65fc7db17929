//! Cases that follow a renaming: the ids change where they stand, every other byte stays.

use std::ops::Range;

use super::Alignment;
use crate::case::{Case, json, ron};
use crate::tree::edit::{Changes, apply};
use crate::tree::ron::{Token, tokens};
use crate::walk::Answered;

/// A RON list with its ids renamed.
pub fn list(file: &str, text: &str, alignments: &[Alignment<'_>]) -> String {
    let read = ron::read(file, text);
    let edits = read.cases.iter().flat_map(|placed| {
        let raw = &text[placed.range.clone()];
        let alignment = Alignment::of(alignments, &placed.case.operateur);
        let edits = alignment.map_or_else(Vec::new, |names| edits(raw, &placed.case, names));
        edits
            .into_iter()
            .map(|(range, id)| (range.start + placed.range.start..range.end + placed.range.start, id))
    });
    apply(text, &edits.collect::<Changes>()).unwrap_or_else(|| text.to_owned())
}

/// A stream of JSON lines with its ids renamed.
pub fn stream(text: &str, alignments: &[Alignment<'_>]) -> String {
    let renamed = |line: &str| match json::line(line.as_bytes()) {
        json::Line::Case(case) => match Alignment::of(alignments, &case.operateur) {
            Some(names) => apply(line, &edits(line, &case, names)).unwrap_or_else(|| line.to_owned()),
            None => line.to_owned(),
        },
        json::Line::Blank | json::Line::Unreadable(_) => line.to_owned(),
    };
    text.split_inclusive('\n').map(renamed).collect()
}

/// What to write where, in the text of one case.
fn edits(raw: &str, case: &Case<'_>, names: &Alignment<'_>) -> Changes {
    let tokens = tokens(raw);
    let mut edits = Vec::new();
    let mut rename = |range: &Range<usize>, from: &str, to: String| {
        if from != to {
            edits.push((range.clone(), format!("\"{to}\"")));
        }
    };
    for three in tokens.windows(3) {
        let [key, Token::Mark(':'), Token::Text(value_at)] = three else { continue };
        let value = inside(raw, value_at);
        let key_at = match key {
            Token::Text(range) | Token::Name(range) => range,
            Token::Mark(_) => continue,
        };
        let name = if matches!(key, Token::Text(_)) { inside(raw, key_at) } else { &raw[key_at.clone()] };
        let expected = case.attendu.as_ref();
        let ids = Answered { question: name, reponse: value };
        if matches!(key, Token::Text(_)) && case.reponses.iter().any(|given| given.map(|id| &**id) == ids) {
            let Answered { question, reponse } = names.answered(ids);
            rename(key_at, name, question);
            rename(value_at, value, reponse);
        } else if name == "demarche" && expected.is_some_and(|a| a.demarche.as_deref() == Some(value)) {
            rename(value_at, value, names.demarche(value));
        } else if name == "conduite" && expected.is_some_and(|a| a.conduite.as_deref() == Some(value)) {
            rename(value_at, value, names.conduite(value));
        }
    }
    edits
}

/// A text without its quotes.
fn inside<'t>(raw: &'t str, range: &Range<usize>) -> &'t str {
    raw[range.clone()].trim_matches('"')
}
