//! Where a line of an action is cut into steps.

use super::whom;
use crate::source::channels;

/// What starts another step within a line.
const STARTS: &[&str] = &[
    " ou contacter ",
    " ou appeler ",
    " ou adresser ",
    " ou orienter ",
    " ; sinon ",
    ", sinon ",
    " En cas d",
    ". ",
];

/// A line as steps: apart where each part has its own way to reach someone. Each part is looked at once.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut cuts: Vec<(usize, &str)> =
        STARTS.iter().flat_map(|start| text.match_indices(start).map(|(at, _)| (at, *start))).collect();
    cuts.sort_unstable();
    let pieces = pieces(text, &cuts);
    let reaches: Vec<bool> = pieces
        .iter()
        .map(|(piece, _)| !channels::find(piece).ways.is_empty() || whom::name(piece).is_some())
        .collect();
    let last = reaches.iter().rposition(|reaches| *reaches).unwrap_or(0);
    let (mut all, mut from) = (Vec::new(), 0);
    for (rank, ((piece, end), reaches)) in pieces.iter().zip(&reaches).enumerate() {
        let Some((at, start)) = end else { break };
        if piece.is_empty() || *start != " En cas d" && !(*reaches && last > rank) {
            break;
        }
        all.push(text[from..*at].trim_end());
        from = text.len() - led(&text[*at..]).len();
    }
    all.push(&text[from..]);
    all
}

/// What lies between the cuts, each with the cut that ends it; what is between brackets stays whole.
fn pieces<'p, 'c>(text: &'p str, cuts: &[(usize, &'c str)]) -> Vec<(&'p str, Option<(usize, &'c str)>)> {
    let (mut pieces, mut from, mut depth, mut seen) = (Vec::new(), 0, 0_i32, 0);
    for &(at, start) in cuts {
        let opened = text[seen..at].matches('(').count();
        let closed = text[seen..at].matches(')').count();
        depth += i32::try_from(opened).unwrap_or(0) - i32::try_from(closed).unwrap_or(0);
        seen = at;
        let after = led(&text[at..]);
        if at < from || depth != 0 || after.is_empty() {
            continue;
        }
        pieces.push((text[from..at].trim_end(), Some((at, start))));
        from = text.len() - after.len();
    }
    pieces.push((&text[from..], None));
    pieces
}

/// The rest of a line without what parted it.
fn led(rest: &str) -> &str {
    rest.trim_start_matches(['.', ',', ';', ' '])
}
