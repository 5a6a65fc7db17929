//! The parts of a text written in RON, with their bytes: for what changes some of them and leaves every other byte, comments
//! included, as its author wrote it.

use std::ops::Range;

use super::tokens::quoted;

/// What stands between brackets: its parts, and where it ends.
pub(crate) struct Group {
    /// Each with its name, where it has one, and the bytes of its value.
    pub parts: Vec<(Option<String>, Range<usize>)>,
    /// The byte of the closing bracket.
    pub end: usize,
}

impl Group {
    /// The value of the field of this name.
    pub fn field(&self, name: &str) -> Option<Range<usize>> {
        let found = self.parts.iter().find(|(own, _)| own.as_deref() == Some(name));
        found.map(|(_, range)| range.clone())
    }

    /// The list that is the field of this name.
    pub fn list(&self, text: &str, name: &str) -> Option<Self> {
        group(text, self.field(name)?.start)
    }

    /// The items of the list of this name.
    pub fn items(&self, text: &str, name: &str) -> Vec<Self> {
        let parts = self.list(text, name).map(|list| list.parts).unwrap_or_default();
        parts.into_iter().filter_map(|(_, range)| group(text, range.start)).collect()
    }
}

/// The group that is the whole text, after its attributes.
pub(crate) fn whole(text: &str) -> Option<Group> {
    let mut at = skip(text, usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8());
    while text[at..].starts_with("#!") {
        at = skip(text, at + text[at..].find(']')? + 1);
    }
    group(text, at)
}

/// The group that stands at a byte, a name before its bracket or not.
pub(crate) fn group(text: &str, at: usize) -> Option<Group> {
    let mut at = skip(text, name(text, at));
    text[at..].starts_with(['(', '[']).then_some(())?;
    at = skip(text, at + 1);
    let mut parts = Vec::new();
    loop {
        if text[at..].starts_with([')', ']']) {
            return Some(Group { parts, end: at });
        }
        let named = name(text, at);
        let colon = skip(text, named);
        let own = (named > at && text[colon..].starts_with(':')).then(|| text[at..named].to_owned());
        let start = if own.is_some() { skip(text, colon + 1) } else { at };
        let end = value(text, start)?;
        parts.push((own, start..end));
        at = skip(text, end);
        if text[at..].starts_with(',') {
            at = skip(text, at + 1);
        } else if !text[at..].starts_with([')', ']']) {
            return None;
        }
    }
}

/// Past a name, where one stands here.
fn name(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}

/// Past blanks and comments.
pub(crate) fn skip(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        };
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// Past a value: its last byte that is neither blank nor comment.
fn value(text: &str, start: usize) -> Option<usize> {
    let (mut at, mut end, mut depth) = (start, start, 0_usize);
    loop {
        at = skip(text, at);
        let c = text[at..].chars().next()?;
        let closes = matches!(c, ')' | ']' | '}');
        if depth == 0 && (closes || c == ',') {
            return (end > start).then_some(end);
        }
        at += match c {
            '"' => quoted(&text[at..]),
            'r' if raw(&text[at..]).is_some() => raw(&text[at..])?,
            _ => c.len_utf8(),
        };
        depth = if matches!(c, '(' | '[' | '{') { depth + 1 } else { depth - usize::from(closes) };
        end = at;
    }
}

/// The length of the raw text, `r#"…"#`, that `rest` starts with.
pub(super) fn raw(rest: &str) -> Option<usize> {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let open = 1 + hashes;
    rest[open..].starts_with('"').then_some(())?;
    let close = format!("\"{}", "#".repeat(hashes));
    rest[open + 1..].find(&close).map(|at| open + 1 + at + close.len())
}
