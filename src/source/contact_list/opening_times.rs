//! When one answers, as people write it: « mardi et jeudi 9h-12h ».

use crate::source::folding::fold;

/// « 9h », « 12 h 30 », « 8:30 ».
pub(super) fn is_hour(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after.len();
    let rest = after.trim_start().strip_prefix(['h', 'H']).map(|rest| !rest.starts_with(char::is_alphabetic));
    let colon = after.strip_prefix(':').map(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    matches!(digits, 1 | 2) && (rest == Some(true) || colon == Some(true))
}

/// Whether words say when one answers.
pub(super) fn says_hours(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let starts = words.match_indices(digit).map(|(at, _)| at).filter(|at| !words[..*at].ends_with(digit));
    starts.into_iter().any(|at| is_hour(&words[at..]))
}

/// The words that say when, beside hours: « du lundi au vendredi, sauf le mercredi après-midi ».
const WHEN: &str = "\
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim matin matins apres midi soir \
journee h du au de a le la les et sauf tous jours jour ouvre ouverture semaine uniquement seulement sans avec \
1er 2e 3e 4e mois horaires permanence permanences";

/// Whether words say when one answers, and nothing else: « mardi et jeudi 9h-12h ».
pub(super) fn says_only_when(words: &str) -> bool {
    let plain = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 6
            || WHEN.split(' ').any(|when| when == word || word.strip_suffix('s') == Some(when))
    };
    let folded = fold(words);
    !folded.is_empty() && folded.split(' ').all(plain) && folded.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    #[test]
    fn opening_times_are_told_from_a_place() {
        for when in [
            "mardi et jeudi 9h-12h",
            "Lun-Ven 9h-12h",
            "du lundi au vendredi",
            "9h30 - 12h, sauf le mercredi",
        ] {
            assert!(super::says_only_when(when), "{when}");
        }
        for place in ["mairie de Decize, mardi 9h-12h", "12 rue des Lilas", "58000 Nevers", ""] {
            assert!(!super::says_only_when(place), "{place}");
        }
    }
}
