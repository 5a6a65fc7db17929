//! What a text says not to do: a number there is nobody's to call.

use std::ops::Range;

/// What says that something is not to be done.
const FORBIDDEN: [&str; 4] = ["ne pas ", "ne jamais ", "pas d'envoi", "n'envoyez pas"];

/// The first part of a text that says what is not to be done: up to the end of its sentence, or to « mais ».
pub(super) fn part(lower: &str) -> Option<Range<usize>> {
    let at = FORBIDDEN.iter().filter_map(|words| lower.find(words)).min()?;
    let ends = ["\n", ". ", ";", ", mais "];
    let start =
        ends.iter().chain(&[", ", "("]).filter_map(|end| Some(lower[..at].rfind(end)? + end.len())).max();
    let end = ends.iter().filter_map(|end| lower[at..].find(end)).min().map_or(lower.len(), |end| at + end);
    Some(start.unwrap_or(0)..end)
}
