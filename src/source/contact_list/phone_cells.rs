//! The telephone numbers of a cell, as people write them.

use super::cell::{TAKEN, Words, fault};
use super::opening_times::is_hour;
use crate::source::channels::small;
use aiguilleur_core::local::is_postal;
use aiguilleur_core::tree::{Canal, Number};

/// How many digits a whole number has at least where nothing says that it is one.
const LEAST_DIGITS: usize = 9;

/// A part of a cell without the number of a fax, by which nobody is reached; none where it holds no other.
pub(super) fn without_fax(segment: &str) -> Option<String> {
    let plain = small(segment);
    let found =
        ["fax", "télécopie"].into_iter().filter_map(|word| Some((plain.find(word)?, word.len()))).min();
    let Some((at, len)) = found else { return Some(segment.to_owned()) };
    // « 03 86 00 00 09 (fax) »: the number before is that of the fax.
    let digit = |c: char| c.is_ascii_digit();
    if segment[..at].contains(digit) && !segment[at..].contains(digit) {
        return None;
    }
    let before = segment[..at].trim_end_matches([' ', '-', '–', '/', '(']);
    // « Fax 03 86 00 00 09 - Tél. 03 86 00 00 01 ».
    let behind = ["tél", "tel"].into_iter().filter_map(|word| plain[at + len..].find(word)).min();
    let after = behind.and_then(|start| segment.get(at + len + start..)).unwrap_or_default();
    Some(format!("{before} {after}").trim().to_owned())
}

/// Takes the numbers of a part of a cell; gives what is left, with a mark where each stood.
pub(super) fn without_numbers(segment: &str, canal: Option<Canal>, found: &mut Words) -> String {
    let of_column = canal == Some(Canal::Telephone);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let led = segment.to_lowercase().starts_with("tél") || segment.to_lowercase().starts_with("tel");
    let short = segment.len() < 6 && digits(segment) == 4;
    // « 3646 », « Tél. : 03 86 00 00 01 ».
    if (of_column || led || short || digits(segment) >= LEAST_DIGITS) && number(segment, found) {
        return String::new();
    }
    let (mut rest, mut from) = (String::new(), 0);
    while let Some(start) = segment[from..].find(|c: char| c.is_ascii_digit() || c == '+').map(|at| from + at)
    {
        let start = if segment[..start].ends_with('(') { start - 1 } else { start };
        let end = start + run(&segment[start..]);
        rest.push_str(&segment[from..start]);
        let written = &segment[start..end];
        if digits(written) >= LEAST_DIGITS {
            if !(number(written, found) || several(written, found)) {
                found.refused.push(fault(Canal::Telephone, written));
            }
            rest.push_str(TAKEN);
        } else if is_short(segment, start, written, canal) && number(written, found) {
            // « 36 46 (service gratuit) ».
            rest.push_str(TAKEN);
        } else if of_column && digits(written) > 4 {
            found.refused.push(fault(Canal::Telephone, written));
        } else {
            rest.push_str(written);
        }
        from = end;
    }
    rest.push_str(&segment[from..]);
    rest
}

/// What a number of four digits stands behind that is none to call.
const OTHER_NUMBERS: &str =
    "bureau poste porte salle bp cs tsa code secteur n° numéro étage rue place avenue";

/// Whether a short number stands first in a text, or behind words where a cell may hold anything, and is not that of a street.
fn is_short(segment: &str, start: usize, written: &str, canal: Option<Canal>) -> bool {
    let before = segment[..start].trim_end_matches([' ', ':', '(']);
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let behind = canal.is_none() && !OTHER_NUMBERS.split(' ').any(|other| other == word);
    let place = start == 0 || behind && segment[start + written.len()..].trim().is_empty();
    place && written.starts_with('3') && written.len() < "36 46".len() + 2 && !is_postal(segment)
}

/// Takes a text that is a number, whatever its dots; false where it is none.
fn number(text: &str, found: &mut Words) -> bool {
    let (number, restored) = match Number::read(text) {
        Number::Certain(number) => (number, false),
        Number::Probable(number) => (number, true),
        Number::None => return false,
    };
    if !found.said.iter().any(|(_, known, _)| *known == number) {
        found.said.push((Canal::Telephone, number, restored));
    }
    true
}

/// Takes numbers that only a slash or a space parts; false where one of them is none.
fn several(text: &str, found: &mut Words) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let whole = digits.len().is_multiple_of(10) && !text.contains('+');
    let tens: Vec<&str> =
        digits.as_bytes().chunks(10).filter_map(|ten| std::str::from_utf8(ten).ok()).collect();
    if whole && tens.iter().all(|ten| matches!(Number::read(ten), Number::Certain(_))) {
        return tens.iter().all(|ten| number(ten, found));
    }
    let parts: Vec<&str> = text.split(" / ").flat_map(|part| part.split(" - ")).collect();
    let sound = parts.len() > 1 && parts.iter().all(|part| Number::read(part) != Number::None);
    sound && parts.iter().all(|part| number(part, found))
}

/// How long a number is from here: digits, and what people put between them. « 9 h » after it is none of it.
fn run(text: &str) -> usize {
    let between = |c: char| " .-–/()_\u{2010}\u{2011}+".contains(c);
    let end = text.find(|c: char| !c.is_ascii_digit() && !between(c)).unwrap_or(text.len());
    let last = |end: usize| text[..end].rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1);
    let whole = last(end).unwrap_or(end);
    let hour = text[..whole].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    last(hour).filter(|_| is_hour(&text[hour..])).unwrap_or(whole).max(1)
}
