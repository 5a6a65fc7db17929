//! Telephone numbers: the one way to show them, and the many ways in which people write them.

/// A telephone number, as someone wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// It can only be this one, as it is shown.
    Certain(String),
    /// Its beginning is missing: it may be this one. To be asked, never supposed.
    Probable(String),
    /// It is none.
    None,
}

/// What stands between two digits.
const BETWEEN_DIGITS: [char; 13] =
    [' ', '\u{a0}', '\u{202f}', '\u{2009}', '.', '-', '\u{2010}', '\u{2011}', '–', '/', '_', '(', ')'];

/// The numbers of emergencies, and those that listen: no service has one of them.
pub const EMERGENCIES: [&str; 11] =
    ["15", "17", "18", "112", "114", "115", "116", "119", "196", "3114", "3919"];

/// Those of which one stands in every list of numbers that save.
const ALWAYS_LISTED: [&str; 3] = ["112", "3114", "3919"];

/// Whether a text gives a number that saves.
pub fn gives_emergency_number(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| ALWAYS_LISTED.contains(&word))
}

/// What people write before a number.
const LABELS: [&str; 6] = ["téléphone", "telephone", "tél", "tel", "numéro", "n°"];

/// The codes of overseas whose national numbers are a zero and nine digits, then how the zero and the code stand before
/// the shorter ones.
const OVERSEAS: [&str; 4] = ["262", "590", "594", "596"];
/// Numbers of the Pacific and of Saint-Pierre-et-Miquelon: their code, and how many digits follow.
const PACIFIC: [(&str, usize); 4] = [("508", 6), ("681", 6), ("687", 6), ("689", 8)];

impl Number {
    /// Reads a number with its dots, dashes and unbreakable spaces, its `+33` or its `(0)`.
    ///
    /// ```
    /// use aiguilleur_core::tree::Number;
    ///
    /// assert_eq!(Number::read("+33 (0)3.86.00.00.01"), Number::Certain("03 86 00 00 01".to_owned()));
    /// assert_eq!(Number::read("386000001"), Number::Probable("03 86 00 00 01".to_owned()));
    /// ```
    pub fn read(text: &str) -> Self {
        let text = without_label(text.trim());
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let (plus, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
        if digits.len() > 16 || !rest.chars().all(|c| c.is_ascii_digit() || BETWEEN_DIGITS.contains(&c)) {
            return Self::None;
        }
        if let Some(abroad) = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") } {
            return international(abroad).map_or(Self::None, Self::Certain);
        }
        // « 10/12 » is a day, or hours.
        if is_digits(&digits) && !(digits.len() <= 4 && text.contains('/')) {
            return Self::Certain(shown(&digits));
        }
        let whole = match digits.as_bytes() {
            [b'1'..=b'9', ..] if digits.len() == 9 => Some(format!("0{digits}")),
            [b'3', b'3', ..] if matches!(digits.len(), 11 | 12) => national(&digits[2..]),
            _ => None,
        };
        whole.map_or(Self::None, |whole| Self::Probable(shown(&whole)))
    }
}

fn without_label(text: &str) -> &str {
    let label = LABELS.iter().find(|label| text.to_lowercase().starts_with(*label));
    let rest = label.and_then(|label| text.char_indices().nth(label.chars().count()));
    rest.map_or(text, |(at, _)| text[at..].trim_start_matches(['.', ':', ' ', '\u{a0}', '\u{202f}']))
}

/// What follows `+` or `00`, as it is dialled and shown here.
fn international(digits: &str) -> Option<String> {
    if let Some(rest) = digits.strip_prefix("33") {
        return national(rest).map(|whole| shown(&whole));
    }
    if let Some(code) = OVERSEAS.iter().find(|code| digits.starts_with(*code)) {
        return national(&digits[code.len()..]).map(|whole| shown(&whole));
    }
    let (code, _) = PACIFIC
        .iter()
        .find(|(code, count)| digits.strip_prefix(code).is_some_and(|rest| rest.len() == *count))?;
    Some(format!("+{code} {}", in_pairs(&digits[code.len()..])))
}

/// The national form of nine digits, with or without their zero.
fn national(rest: &str) -> Option<String> {
    let nine = rest.strip_prefix('0').unwrap_or(rest);
    (nine.len() == 9 && !nine.starts_with('0')).then(|| format!("0{nine}"))
}

/// `03 86 00 00 01`, `36 46`, `118 218`, `115`.
fn shown(digits: &str) -> String {
    match digits.len() {
        4 | 10 => in_pairs(digits),
        6 => format!("{} {}", &digits[..3], &digits[3..]),
        _ => digits.to_owned(),
    }
}

/// Digits two by two: `03 86 00 00 01`.
pub fn in_pairs(digits: &str) -> String {
    let pairs = digits.as_bytes().chunks(2).map(String::from_utf8_lossy);
    pairs.collect::<Vec<_>>().join(" ")
}

/// Ten digits that start with 0, or a short number: `15`, `115`, `36 46`, `3960`, `118 218`. Ten digits
/// cut short are none.
fn is_digits(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'0', area, ..] if digits.len() == 10 => *area != b'0',
        [first, ..] if digits.len() == 4 => matches!(first, b'1' | b'3'),
        [b'1', b'1', ..] if digits.len() == 6 => true,
        [b'1', ..] => matches!(digits.len(), 2 | 3),
        _ => false,
    }
}

/// Whether a number is written as documents print them: digits, and single spaces between groups of them; only the first
/// group may be one digit, as in `0 800 12 34 56`.
pub(super) fn is_number(text: &str) -> bool {
    let groups: Vec<&str> = text.split(' ').collect();
    let grouped = groups.iter().enumerate().all(|(at, group)| {
        group.bytes().all(|b| b.is_ascii_digit()) && group.len() >= 2 - usize::from(at == 0)
    });
    grouped && is_digits(&groups.concat())
}

#[cfg(test)]
mod tests {
    use super::{Number, is_number};

    #[test]
    fn numbers_are_read_as_the_document_prints_them() {
        for number in ["15", "115", "36 46", "3960", "118 218", "09 69 32 72 10", "0971102010"] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "",
            "1",
            "36",
            "36 4",
            "99 99",
            "1 2 3 4",
            "09 69 32",
            "00 00 00 00 00",
            "36  46",
            " 3646",
            "36-46",
            "11500",
            "118 21",
            "19 69 32 72 10",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }

    #[test]
    fn a_number_written_as_people_do_is_shown_one_way() {
        for (written, shown) in [
            ("03 86 00 00 01", "03 86 00 00 01"),
            ("03.86.00.00.01", "03 86 00 00 01"),
            ("03-86-00-00-01", "03 86 00 00 01"),
            ("03/86/00/00/01", "03 86 00 00 01"),
            ("0386000001", "03 86 00 00 01"),
            ("03\u{a0}86\u{202f}00 00 01", "03 86 00 00 01"),
            (" 03 86 00 00 01 ", "03 86 00 00 01"),
            ("Tél. : 03 86 00 00 01", "03 86 00 00 01"),
            ("+33 3 86 00 00 01", "03 86 00 00 01"),
            ("+33 (0)3 86 00 00 01", "03 86 00 00 01"),
            ("0033386000001", "03 86 00 00 01"),
            ("(0)3 86 00 00 01", "03 86 00 00 01"),
            ("0 805 204 805", "08 05 20 48 05"),
            ("0 800 12 34 56", "08 00 12 34 56"),
            ("+262 692 12 34 56", "06 92 12 34 56"),
            ("+590 590 12 34 56", "05 90 12 34 56"),
            ("0262 12 34 56", "02 62 12 34 56"),
            ("+687 12.34.56", "+687 12 34 56"),
            ("3646", "36 46"),
            ("36.46", "36 46"),
            ("118218", "118 218"),
            ("115", "115"),
        ] {
            assert_eq!(Number::read(written), Number::Certain(shown.to_owned()), "{written}");
        }
    }

    #[test]
    fn a_beginning_that_is_missing_is_never_supposed() {
        for written in ["386000001", "3 86 00 00 01", "33 3 86 00 00 01", "33 (0)3 86 00 00 01"] {
            assert_eq!(Number::read(written), Number::Probable("03 86 00 00 01".to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for other in [
            "",
            "+",
            "03 86 00",
            "03-86",
            "10/12",
            "9h-12h",
            "03 86 00 00 01 ou 02",
            "+33 3646",
            "+1 212 555 0100",
            "00 00 00 00 00",
            "13 86 00 00 01",
            "０３８６",
            "0386000001 0386000002",
            "a@b.fr",
        ] {
            assert_eq!(Number::read(other), Number::None, "{other}");
        }
    }
}
