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

#[cfg(test)]
mod tests {
    use super::day;

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
