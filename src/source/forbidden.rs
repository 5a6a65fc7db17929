//! What a text says not to do: a number there is nobody's to call.

use std::ops::Range;

use super::channels::small;
use super::folding::fold;
use super::verbs;

/// What says that something is not to be done.
const FORBIDDEN: [&str; 4] = ["ne pas ", "ne jamais ", "pas d'envoi", "n'envoyez pas"];
/// What ends it.
const ENDS: [&str; 4] = ["\n", ". ", ";", ", mais "];

/// A text without what it says not to do.
pub fn without(text: &str) -> String {
    blanked(text, &parts(&small(text)))
}

/// A text of which these parts are blank: each word left stands where it stood.
pub(super) fn blanked(text: &str, parts: &[Range<usize>]) -> String {
    let mut rest = text.as_bytes().to_vec();
    for part in parts {
        rest[part.clone()].fill(b' ');
    }
    String::from_utf8(rest).unwrap_or_default()
}

/// Whether words after a comma say another thing to do: « ne pas appeler, orienter vers … ».
fn asks_else(after: &str) -> bool {
    let word = after.split([' ', ',']).next().unwrap_or_default();
    verbs::known(&fold(word))
}

/// The parts of a text, in small letters, that say what is not to be done, in order: up to the end of the sentence, to
/// « mais », or to another thing to do.
pub(super) fn parts(lower: &str) -> Vec<Range<usize>> {
    if !FORBIDDEN.iter().any(|words| lower.contains(words)) {
        return Vec::new();
    }
    let found = ENDS.iter().flat_map(|end| lower.match_indices(end).map(|(at, end)| (at, at + end.len())));
    let commas = lower.match_indices(", ").map(|(at, comma)| (at, at + comma.len()));
    let mut ends: Vec<(usize, usize)> =
        found.chain(commas.filter(|(_, next)| asks_else(&lower[*next..]))).collect();
    ends.sort_unstable();
    ends.push((lower.len(), lower.len()));
    let (mut parts, mut from) = (Vec::new(), 0);
    for (end, next) in ends {
        let sentence = lower.get(from..end).unwrap_or_default();
        if let Some(at) = FORBIDDEN.iter().filter_map(|words| sentence.find(words)).min() {
            let before = [", ", "("].iter().filter_map(|lead| Some(sentence[..at].rfind(lead)? + lead.len()));
            parts.push(from + before.max().unwrap_or(0)..end);
        }
        from = from.max(next);
    }
    parts
}
