//! What is wrong with a text of the set, where, and how to mend it.

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The tree must not be used.
    Error,
    /// The tree can be used; a person should look.
    Warning,
}

/// One thing wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// The check that speaks, a short stable name: `cible`, `urgence-d-abord`…
    pub rule: &'static str,
    /// The file, as the user can find it.
    pub file: String,
    /// Where in the file; none where the file as a whole is at fault.
    pub snippet: Option<Snippet>,
    /// What is wrong, a sentence.
    pub message: String,
    /// How to mend it, a sentence.
    pub mend: String,
}

/// A place in a text, with the line that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The whole line, without its end; shortened around the place where it is very long.
    pub text: String,
    /// The faulty part of `text`, in bytes.
    pub start: usize,
    pub end: usize,
}

/// No line is shown wider than this many bytes.
const WIDEST: usize = 400;

impl Snippet {
    /// The snippet for the bytes `start..end` of `text`; `end` is cut at the end of the line.
    pub fn new(text: &str, start: usize, end: usize) -> Self {
        let start = floor_boundary(text, start.min(text.len()));
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let end = floor_boundary(text, end.clamp(start, line_end));
        let from = line_start.max(floor_boundary(text, start.saturating_sub(WIDEST / 2)));
        let to = line_end.min(floor_boundary(text, start + WIDEST / 2).max(end.min(start + WIDEST)));
        let to = floor_boundary(text, to);
        Self {
            line: 1 + before.matches('\n').count(),
            column: 1 + text[line_start..start].chars().count(),
            text: text[from..to].to_owned(),
            start: start - from,
            end: end.min(to) - from,
        }
    }
}

/// The nearest character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
