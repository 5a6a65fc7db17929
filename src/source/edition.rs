//! The version and the date that the lines above a table say.

use crate::source::folding::fold;
use aiguilleur_core::day::MONTHS;

/// What they say, as they write it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Edition {
    pub version: Option<String>,
    pub date: Option<String>,
}

impl Edition {
    /// Reads the lines above a table.
    pub fn of(lines: &[String]) -> Self {
        let mut edition = Self::default();
        for line in lines {
            // What stands between two of these signs is read by itself.
            let apart = line.replace(|c: char| "–—()«»,;_|".contains(c), " | ").replace(" - ", " | ");
            let words: Vec<&str> = apart.split_whitespace().collect();
            edition.version = edition.version.or_else(|| version(&words));
            edition.date = edition.date.or_else(|| date(&words));
        }
        edition
    }

    /// What of it an index says otherwise: « V2, mars 2027 ».
    pub fn unlike(&self, version: &str, date: &str) -> Option<String> {
        let bare = |text: &str| fold(text).replace("version ", "").trim_start_matches('v').trim().to_owned();
        let other =
            |own: &Option<String>, told: &str| own.as_ref().is_some_and(|own| bare(own) != bare(told));
        let some = other(&self.version, version) || other(&self.date, date);
        let said: Vec<&str> = [&self.version, &self.date].into_iter().flatten().map(String::as_str).collect();
        some.then(|| said.join(", "))
    }
}

/// « Version 2 », « V2.1 ».
fn version(words: &[&str]) -> Option<String> {
    let number = |word: &str| {
        let bare = word.trim_matches(['.', ':', '°']);
        let plain = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        (plain && bare.len() < 8).then(|| bare.to_owned())
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let short = word.strip_prefix(['v', 'V']).and_then(number);
        let long = (fold(word) == "version")
            .then(|| words[at + 1..].iter().take(2).find_map(|next| number(next)))
            .flatten();
        short.or(long).map(|number| format!("V{number}"))
    })
}

/// « mars 2027 », « 1er mars 2027 », « 01/03/2027 ».
fn date(words: &[&str]) -> Option<String> {
    let year =
        |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()) && word.starts_with("20");
    let day = |word: &str| {
        let bare = word.strip_suffix("er").unwrap_or(word);
        bare.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let parts: Vec<&str> = word.split('/').collect();
        if matches!(parts[..], [d, m, y] if day(d) && day(m) && year(y)) {
            return Some((*word).to_owned());
        }
        let next = words.get(at + 1).map(|next| next.trim_end_matches('.')).filter(|next| year(next))?;
        let month = MONTHS.iter().any(|month| fold(month) == fold(word)).then(|| word.to_lowercase())?;
        let before = at.checked_sub(1).map(|before| words[before]).filter(|before| day(before));
        Some(before.map_or_else(|| format!("{month} {next}"), |day| format!("{day} {month} {next}")))
    })
}

#[cfg(test)]
mod tests {
    use super::Edition;

    #[test]
    fn versions_and_dates_are_read_as_people_write_them() {
        for (line, version, date) in [
            ("Version 2 – mars 2027", Some("V2"), Some("mars 2027")),
            ("Référentiel V1.2 (1er décembre 2025)", Some("V1.2"), Some("1er décembre 2025")),
            ("Mis à jour le 01/03/2027", None, Some("01/03/2027")),
            ("Opérateur « MSA » – 35 pages, 2027", None, None),
            ("version n° 3, août 2026.", Some("V3"), Some("août 2026")),
            ("Version de travail", None, None),
        ] {
            let edition = Edition::of(&[line.to_owned()]);
            let own = (edition.version.as_deref(), edition.date.as_deref());
            assert_eq!(own, (version, date), "{line}");
        }
    }

    #[test]
    fn an_index_says_the_same_in_other_letters() {
        let edition = Edition::of(&["Version 2 – mars 2027".to_owned()]);
        assert_eq!(edition.unlike("Version 2", "Mars 2027"), None);
        assert_eq!(edition.unlike("V1", "mars 2027").as_deref(), Some("V2, mars 2027"));
        assert_eq!(Edition::default().unlike("V1", "mars 2027"), None);
    }
}
