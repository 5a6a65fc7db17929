//! The telephone numbers of a text: which digits are one, by what stands around them.

use std::ops::Range;

use super::channels::{Way, Ways};
use aiguilleur_core::tree::{Canal, EMERGENCIES, in_pairs};

/// Telephone numbers: ten digits, or a short number where the words say that it is one.
pub(super) fn find(lower: &str, found: &mut Vec<(usize, Way)>, all: &mut Ways, taken: &[Range<usize>]) {
    let mut from = 0;
    while let Some(start) = lower[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        from = start + run(&lower[start..]);
        let before = &lower[..start];
        let other = NOT_CALLED.iter().any(|word| before.trim_end().ends_with(word));
        if other
            || taken.iter().any(|range| range.contains(&start))
            || before.ends_with(char::is_alphanumeric)
        {
            continue;
        }
        let written = &lower[start..from];
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        // « +33 9 … » is « 09 … », and so is « 9 69 32 72 10 », whose zero a spreadsheet ate.
        let foreign =
            before.trim_end().ends_with(['+', '(']) && digits.starts_with("33") && digits.len() == 11;
        let eaten = digits.len() == 9 && !digits.starts_with('0') && groups(written);
        let national = if foreign {
            format!("0{}", &digits[2..])
        } else if eaten {
            format!("0{digits}")
        } else {
            digits.clone()
        };
        let after = lower[from..].trim_start();
        let sure = foreign || is_short(written, before, after);
        let kind = if sure { Number::Sure } else { kind(before, &national, after) };
        match kind {
            Number::Sure => {
                let plain = written.chars().all(|c| c.is_ascii_digit() || c == ' ') && national == digits;
                let plain = if plain { written.to_owned() } else { in_pairs(&national) };
                let whole = [plain, in_pairs(&national)]
                    .into_iter()
                    .find(|n| Canal::Telephone.value_fault(n).is_none());
                all.doubtful.extend(whole.is_none().then(|| written.to_owned()));
                all.restored.extend(eaten.then(|| written.to_owned()));
                all.doubtful.extend(shortened(&lower[from..]).map(|end| format!("{written} / {end}")));
                found.push((start, Way { canal: Canal::Telephone, valeur: whole }));
            }
            Number::Doubtful => {
                all.doubtful.push(written.to_owned());
                found.push((start, Way { canal: Canal::Telephone, valeur: None }));
            }
            Number::Other => continue,
        }
        all.places.push(start..from);
    }
}

/// « 78 » of « 01 44 55 66 77 / 78 »: a second number, of which only the end is written.
fn shortened(after: &str) -> Option<&str> {
    let rest = after.trim_start().strip_prefix('/')?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let alone = rest[digits..].trim_start().chars().next().is_none_or(|c| ".,;)".contains(c));
    (digits == 2 && alone).then(|| &rest[..digits])
}

/// Whether nine digits are written as the rest of a number: « 9 69 32 72 10 », or in one piece.
fn groups(written: &str) -> bool {
    let mut groups = written.split(|c: char| !c.is_ascii_digit()).map(str::len);
    written.len() == 9 || groups.next() == Some(1) && groups.all(|length| length == 2)
}

/// How long a number is: digits, each group one space, dot or hyphen after the other.
fn run(text: &str) -> usize {
    let mut length = 0;
    let mut apart = false;
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_ascii_digit() => (length, apart) = (at + 1, false),
            ' ' | '.' | '-' | '–' | '‐' | '/' if !apart => apart = true,
            _ => break,
        }
    }
    length
}

/// Whether four digits are a short number by the way they are written: « 36 31 », in pairs, or « le service : 3631 ».
fn is_short(written: &str, before: &str, after: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let counted = after.starts_with(['€', '%', '/']) || after.starts_with("euro");
    let paired =
        written.split_once(' ').is_some_and(|(a, b)| a.len() == 2 && b.len() == 2 && digits(a) && digits(b));
    let led =
        before.trim_end().ends_with(':') && written.len() == 4 && digits(written) && !written.ends_with("00");
    written.starts_with('3') && !counted && (paired || led && stops(after))
}

/// What a number that is not called comes after.
const NOT_CALLED: [&str; 9] = ["article", "articles", "art.", "l.", "r.", "n°", "dossier", "fax", "fax :"];

/// Whether the text stops after a number, or goes on with something else.
fn stops(after: &str) -> bool {
    after.is_empty()
        || after.starts_with(['.', ',', ';', ')', ':'])
        || ["ou ", "et ", "puis "].iter().any(|word| after.starts_with(word))
}

enum Number {
    Sure,
    Doubtful,
    Other,
}

fn kind(before: &str, digits: &str, after: &str) -> Number {
    let before = before.trim_end();
    let called = [
        "appeler",
        "appelez",
        "composer",
        "composez",
        "appeler le",
        "appelez le",
        "composer le",
        "composez le",
    ];
    let led = [" au", " le", "tél", "tél.", "tél. :", "téléphone", "téléphone :", "numéro", "numéro :"];
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let counts = ["€", "euro", "an", "mois", "jour", "h", "%", "trimestre", "ème", "er ", "/"];
    let counted = counts.iter().any(|unit| after.starts_with(unit));
    let foreign = before.ends_with('+');
    match digits.len() {
        10 if digits.starts_with('0') && !foreign => Number::Sure,
        4 if "13".contains(&digits[..1]) && after.starts_with(')') && before.ends_with('(') => Number::Sure,
        4 if "13".contains(&digits[..1]) && !counted && (ends(&led) || ends(&called)) => Number::Sure,
        // « Le 15 » is one, « le 15 mars » is not.
        2 | 3 if EMERGENCIES.contains(&digits) && ends(&led) && stops(after) => Number::Sure,
        2 | 3 | 6 if !counted && ends(&called) => Number::Sure,
        5..=16 if foreign || (!counted && (ends(&led[2..]) || ends(&called))) => Number::Doubtful,
        9..=14 if digits.starts_with('0') => Number::Doubtful,
        _ => Number::Other,
    }
}
