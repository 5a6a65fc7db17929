//! Days as people write them in a list.

use crate::source::folding::fold;
use aiguilleur_core::day::Day;

const MONTHS: [&str; 12] =
    ["janv", "fevr", "mars", "avri", "mai", "juin", "juil", "aout", "sept", "octo", "nove", "dece"];

/// « 2026-09-30 », « 30/09/2026 », « 30 septembre 2026 »; the first day of « septembre 2026 ».
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    if let [day, month, year] = parts[..] {
        let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
        return format!("{year}-{month:0>2}-{day:0>2}").parse().ok();
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !matches!(*word, "le" | "au" | "du")).collect();
    let (day, month, year) = match words[..] {
        [day, month, year] => (day.trim_end_matches("er"), month, year),
        [month, year] => ("1", month, year),
        _ => return None,
    };
    let month = MONTHS
        .iter()
        .position(|known| month.starts_with(known) || known.starts_with(month) && month.len() > 2)?;
    format!("{year}-{:02}-{day:0>2}", month + 1).parse().ok()
}

/// Whether a text holds what looks like a date, even one that does not exist, or a year.
pub(super) fn holds_a_date(text: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && matches!(word.parse::<u16>(), Ok(2000..=2099));
    let is_date = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
        let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        digits && (parts.len() == 3 || parts.len() == 2 && parts.iter().any(|part| is_year(part)))
    };
    let words = text.split(|c: char| c.is_whitespace() || "(),;:«»".contains(c));
    words.map(|word| word.trim_matches(['.', '-', '–', '_'])).any(|word| is_year(word) || is_date(word))
}

#[cfg(test)]
mod tests {
    use super::{day, holds_a_date};

    #[test]
    fn what_looks_like_a_date_is_seen() {
        for text in [
            "Contacts Nièvre - Mise à jour : 31/02/2026",
            "Version du 3 février 2026",
            "Édition mars 2024",
            "Liste 2024",
            "Actualisation 12/2023",
            "au 03.02.26",
        ] {
            assert!(holds_a_date(text), "{text}");
        }
        for text in ["Contacts des opérateurs", "Département 58", "36 46", "page 3", "1/2", "Back-office"] {
            assert!(!holds_a_date(text), "{text}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, read) in [
            ("2026-09-30", Some("2026-09-30")),
            ("30/09/2026", Some("2026-09-30")),
            ("3.9.26", Some("2026-09-03")),
            ("1er octobre 2026", Some("2026-10-01")),
            ("sept. 2026", Some("2026-09-01")),
            ("31/02/2026", None),
            ("bientôt", None),
            ("10/12", None),
            ("", None),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), read, "{text}");
        }
    }
}
