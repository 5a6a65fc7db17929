//! The numbers of a text: which they are, on which side of them one must be, what they count.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Fact;
use crate::source::folding::fold;

/// A side of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    AtLeast,
    AtMost,
    Before,
    After,
}

impl Side {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "au moins",
            Self::AtMost => "au plus",
            Self::Before => "avant",
            Self::After => "après",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }
}

/// What stands just before a number and says its side, folded; and just after its unit.
const SIDES: &[(Side, &[&str])] = &[
    (Side::AtLeast, &["au moins", "au minimum", "minimum", "plus de", "a partir de", "depuis"]),
    (Side::AtMost, &["au plus", "au maximum", "maximum", "moins de", "dans la limite de", "jusqu a", "sous"]),
    (Side::Before, &["avant", "avant le", "avant l age de", "avant les"]),
    (Side::After, &["apres", "apres le", "apres les"]),
];

/// What numbers count, or the month of a day: its name, the folded words that say so just after the number, the fullest first.
pub(super) const UNITS: &[(&str, &[&str])] = &[
    ("jours ouvrés", &["jours ouvres", "jour ouvre", "jours ouvrables"]),
    ("jours", &["jours", "jour"]),
    ("semaines", &["semaines", "semaine"]),
    ("mois", &["mois"]),
    ("trimestres", &["trimestres", "trimestre"]),
    ("ans", &["ans", "an", "annees", "annee"]),
    ("heures", &["heures", "heure"]),
    ("euros", &["euros", "euro"]),
    ("janvier", &["janvier"]),
    ("février", &["fevrier"]),
    ("mars", &["mars"]),
    ("avril", &["avril"]),
    ("mai", &["mai"]),
    ("juin", &["juin"]),
    ("juillet", &["juillet"]),
    ("août", &["aout"]),
    ("septembre", &["septembre"]),
    ("octobre", &["octobre"]),
    ("novembre", &["novembre"]),
    ("décembre", &["decembre"]),
];

/// Numbers written in letters: only before what they count, for « un » and « six » are words like others.
const SPELLED: &[(&str, &str)] = &[
    ("un", "1"),
    ("une", "1"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("six", "6"),
    ("sept", "7"),
    ("huit", "8"),
    ("neuf", "9"),
    ("dix", "10"),
    ("onze", "11"),
    ("douze", "12"),
    ("treize", "13"),
    ("quatorze", "14"),
    ("quinze", "15"),
    ("seize", "16"),
    ("dix-huit", "18"),
    ("vingt", "20"),
    ("vingt-quatre", "24"),
    ("trente", "30"),
    ("quarante", "40"),
    ("quarante-huit", "48"),
    ("cinquante", "50"),
    ("soixante", "60"),
    ("soixante-douze", "72"),
    ("cent", "100"),
];

/// A line whose numbers in letters are in digits, where they count something: « dans les deux mois ».
pub(super) fn in_digits(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let counts = |at: usize| {
        let next = words.get(at + 1).map(|word| fold(word)).unwrap_or_default();
        UNITS.iter().any(|(_, said)| said.contains(&next.as_str()))
    };
    let digits = |at: usize, word: &str| {
        let spelled = SPELLED.iter().find(|(letters, _)| letters.eq_ignore_ascii_case(word));
        spelled.filter(|_| counts(at)).map(|(_, digits)| *digits)
    };
    let words = words.iter().enumerate().map(|(at, word)| digits(at, word).unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A line whose numbers are written anew: `write` is given what stands before each, its digits, and what follows; it gives
/// what is to be written, and how much of what follows that replaces.
fn renumbered(line: &str, write: impl Fn(&str, &str, &str) -> Option<(String, usize)>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut from = 0;
    while let Some(start) = line[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = start + line[start..].bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&line[from..start]);
        let number = &line[start..end];
        let (written, length) =
            write(&line[..start], number, &line[end..]).unwrap_or_else(|| (number.to_owned(), 0));
        out.push_str(&written);
        from = end + length;
    }
    out.push_str(&line[from..]);
    out
}

/// What may stand within a number.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// A line whose hours are written one way: « 8 h 30 » is « 8h30 », « 18h00 » is « 18h ».
pub(super) fn hours(line: &str) -> String {
    renumbered(line, |_, hour, rest| {
        let after = rest.trim_start_matches(SPACES).strip_prefix('h').filter(|_| hour.len() < 3)?;
        let minutes = after.trim_start_matches(SPACES);
        let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
        let two = minutes.bytes().take_while(u8::is_ascii_digit).count() == 2 && ends(&minutes[2..]);
        match minutes.get(..2).filter(|_| two) {
            Some(told) => {
                let told = if told == "00" { "" } else { told };
                Some((format!("{hour}h{told}"), rest.len() - minutes.len() + 2))
            }
            None => ends(after).then(|| (format!("{hour}h"), rest.len() - after.len())),
        }
    })
}

/// Three digits, and no more, after a space.
fn next_three(rest: &str) -> Option<Range<usize>> {
    let after = rest.trim_start_matches(SPACES);
    let start = rest.len() - after.len();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    (start > 0 && digits == 3).then_some(start..start + 3)
}

/// A line whose thousands are in one piece: « 5 000 000 » is not « 5 000 ». What starts with a zero is a number to call.
pub(super) fn thousands(line: &str) -> String {
    renumbered(line, |before, first, rest| {
        if before.ends_with(char::is_alphanumeric) || first.len() > 3 || first.starts_with('0') {
            return None;
        }
        let (mut whole, mut length) = (first.to_owned(), 0);
        while let Some(three) = next_three(&rest[length..]) {
            whole.push_str(&rest[length..][three.clone()]);
            length += three.end;
        }
        Some((whole, length))
    })
}

/// The sides of the numbers of a folded line: what leads to each, and « avant » or « après » behind its unit.
pub(super) fn sides(folded: &str, facts: &mut BTreeSet<Fact>) {
    let words: Vec<&str> = folded.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.bytes().all(|b| b.is_ascii_digit())) {
        let before = words[at.saturating_sub(4)..at].join(" ");
        let leads = |lead: &&str| before == **lead || before.ends_with(&format!(" {lead}"));
        let led = SIDES.iter().filter(|(_, leads_to)| leads_to.iter().any(leads)).map(|(side, _)| *side);
        let behind = words[at + 1..].iter().skip(1).take(2).find_map(|word| match *word {
            "avant" => Some(Side::Before),
            "apres" => Some(Side::After),
            _ => None,
        });
        // « 55 ans ou plus », « les 30 jours qui suivent ».
        let after =
            |from: usize| words[(at + from).min(words.len())..].iter().take(2).copied().collect::<Vec<_>>();
        let pairs = [after(1), after(2), after(3)];
        let turned = pairs.iter().find_map(|pair| match pair[..] {
            ["ou" | "et", "plus"] => Some(Side::AtLeast),
            ["ou" | "et", "moins"] => Some(Side::AtMost),
            ["qui", "suivent" | "suit"] => Some(Side::After),
            ["qui", "precedent" | "precede"] => Some(Side::Before),
            _ => None,
        });
        facts.extend(led.chain(behind).chain(turned).map(|side| Fact::Borne((*word).to_owned(), side)));
    }
}

/// What the numbers of a folded line count.
pub(super) fn units(folded: &str, facts: &mut BTreeSet<Fact>) {
    let words: Vec<&str> = folded.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.bytes().all(|b| b.is_ascii_digit())) {
        let after = words[at + 1..].iter().take(2).copied().collect::<Vec<_>>().join(" ");
        let says = |said: &&str| after == **said || after.starts_with(&format!("{said} "));
        let unit = UNITS.iter().find(|(_, words)| words.iter().any(says));
        facts.extend(unit.map(|(name, _)| Fact::Unite((*word).to_owned(), name)));
    }
}

/// Numbers, their parts kept together: « 8h00 », « 0,06 ».
pub(super) fn numbers(line: &str, taken: &[Range<usize>], facts: &mut BTreeSet<Fact>) {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | 'h' | ':');
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let length = line[start..].find(|c| !part(c)).unwrap_or(line.len() - start);
        at = start + length;
        let inside = taken.iter().any(|place| place.contains(&start));
        // « Niveau 2 » is a category.
        let category = ["niveau", "Niveau"].iter().any(|word| line[..start].trim_end().ends_with(word));
        if !inside && !category && !line[..start].ends_with(char::is_alphabetic) {
            let number = line[start..at].trim_end_matches([',', '.', ':', 'h']);
            facts.insert(Fact::Nombre(number.to_owned()));
        }
    }
}
