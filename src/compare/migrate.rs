//! Cases that follow a renaming: the ids change, everything else stays as it was written.

use std::borrow::Cow;

use super::Alignment;
use crate::case::{Case, json, ron};
use crate::tree::parse;

/// A RON list with its ids renamed, comments and layout kept; and how many cases changed.
pub fn list(file: &str, text: &str, alignments: &[Alignment<'_>]) -> (String, usize) {
    let text = parse::without_mark(text);
    let Ok(items) = parse::items(file, text) else {
        return (text.to_owned(), 0);
    };
    let read = ron::read(file, text);
    let mut migrated = String::with_capacity(text.len());
    let (mut at, mut count) = (0, 0);
    for item in items {
        let line = item.line(text);
        let Some(placed) = read.cases.iter().find(|placed| placed.line == line) else { continue };
        let Some(alignment) = Alignment::of(alignments, &placed.case.operateur) else { continue };
        let raw = item.text();
        let after = rewrite(raw, &placed.case, alignment);
        count += usize::from(after != raw);
        migrated.push_str(&text[at..item.offset()]);
        migrated.push_str(&after);
        at = item.offset() + raw.len();
    }
    migrated.push_str(&text[at..]);
    (migrated, count)
}

/// A JSON line with its ids renamed; none where nothing changes.
pub fn line(text: &str, alignments: &[Alignment<'_>]) -> Option<String> {
    let case = json::read(text).ok()?;
    let alignment = Alignment::of(alignments, &case.operateur)?;
    let migrated = renamed(&case, alignment);
    (migrated != case).then(|| json::write(migrated))
}

fn renamed<'c>(case: &Case<'c>, names: &Alignment<'_>) -> Case<'c> {
    let mut after = case.clone();
    for (question, answer) in &mut after.reponses {
        let renamed = names.answer(question, answer);
        *question = Cow::Owned(names.question(question));
        *answer = Cow::Owned(renamed);
    }
    if let Some(attendu) = &mut after.attendu {
        attendu.demarche = attendu.demarche.take().map(|id| Cow::Owned(names.demarche(&id)));
        attendu.conduite = attendu.conduite.take().map(|id| Cow::Owned(names.conduite(&id)));
    }
    after
}

fn rewrite(raw: &str, case: &Case<'_>, names: &Alignment<'_>) -> String {
    let after = renamed(case, names);
    let mut text = raw.to_owned();
    for ((question, answer), (new_question, new_answer)) in case.reponses.iter().zip(&after.reponses) {
        if (question, answer) != (new_question, new_answer) {
            let from = [format!("\"{question}\""), format!("\"{answer}\"")];
            let to = [format!("\"{new_question}\""), format!("\"{new_answer}\"")];
            text = replace_pair(&text, &from, &to);
        }
    }
    if let (Some(before), Some(after)) = (&case.attendu, &after.attendu) {
        for (field, before, after) in
            [("demarche", &before.demarche, &after.demarche), ("conduite", &before.conduite, &after.conduite)]
        {
            if let (Some(before), Some(after)) = (before, after)
                && before != after
            {
                let pair = |id: &str| [field.to_owned(), format!("\"{id}\"")];
                text = replace_pair(&text, &pair(before), &pair(after));
            }
        }
    }
    text
}

/// Replaces the first `key: value` that stands in `text`, whatever the space around the colon.
fn replace_pair(text: &str, from: &[String; 2], to: &[String; 2]) -> String {
    for (at, key) in text.match_indices(from[0].as_str()) {
        let rest = &text[at + key.len()..];
        let Some(value) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        if value.starts_with(from[1].as_str()) {
            let value_at = text.len() - value.len();
            let between = &text[at + key.len()..value_at];
            let after = &text[value_at + from[1].len()..];
            return format!("{}{}{between}{}{after}", &text[..at], to[0], to[1]);
        }
    }
    text.to_owned()
}
