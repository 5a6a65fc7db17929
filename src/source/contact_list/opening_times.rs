//! When one answers, as people write it: « mardi et jeudi 9h-12h ».

use super::column_names::Kind;
use super::columns::{Column, Heading};
use super::row::Reading;
use crate::source::folding::fold;

/// The words of a title of hours that say nothing of when: « Horaires d'ouverture lundi » says « lundi ».
const PLAIN: &str = "\
horaires horaire heures heure ouverture ouvertures jours jour de d des du le la les au public plage plages \
disponibilite disponibilites permanence permanences telephonique telephoniques appel appels accueil";
/// What says that there is no day on which nobody answers.
const NEVER: [&str; 3] = ["non", "aucun", "jamais"];

impl Reading<'_> {
    /// When one answers, as its columns say: where there are several, each says of what it is, « lundi 9h-12h ».
    pub fn hours(&mut self, heading: &Heading) -> Option<String> {
        let opens: Vec<&Column> = heading.of(Kind::Horaires).collect();
        // « Fermeture : 17h », beside « Ouverture : 9h », is an hour.
        let is_hour = |column: &&Column| self.words(column).is_some_and(|words| is_one_hour(&words));
        let closes: Vec<&Column> = heading.of(Kind::Fermeture).filter(is_hour).collect();
        let several = opens.len() + closes.len() > 1;
        let mut all = Vec::new();
        for column in opens.into_iter().chain(closes) {
            let Some(words) = self.words(column).and_then(|words| self.sound(column, &words)) else {
                continue;
            };
            let title = match column.kind {
                _ if is_one_hour(&words) => fold_title(&column.name),
                _ if several => plain_title(&column.name),
                _ => day_title(&column.name),
            };
            all.push(if title.is_empty() { words } else { format!("{title} {words}") });
        }
        (!all.is_empty()).then(|| all.join(" ; "))
    }

    /// When nobody answers: « fermé : mardi ».
    pub fn closed(&mut self, heading: &Heading) -> Option<String> {
        let mut all = Vec::new();
        for column in heading.of(Kind::Fermeture) {
            let words = self
                .words(column)
                .filter(|words| !is_one_hour(words) && !NEVER.contains(&fold(words).as_str()));
            all.extend(words.and_then(|words| self.sound(column, &words)));
        }
        (!all.is_empty()).then(|| format!("fermé : {}", all.join(", ")))
    }
}

/// « 9h », « 12 h 30 », « 8:30 ».
pub(super) fn is_hour(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after.len();
    let rest = after.trim_start().strip_prefix(['h', 'H']).map(|rest| !rest.starts_with(char::is_alphabetic));
    let colon = after.strip_prefix(':').map(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    matches!(digits, 1 | 2) && (rest == Some(true) || colon == Some(true))
}

/// « 17h », and no other hour.
fn is_one_hour(words: &str) -> bool {
    let words = words.trim();
    let end = words.rfind(|c: char| c.is_ascii_digit() || matches!(c, 'h' | 'H')).map_or(0, |at| at + 1);
    is_hour(words)
        && end == words.len()
        && words.matches(['h', 'H', ':']).count() == 1
        && !words.contains('-')
}

/// The words of a title that say of when its hours are.
fn plain_title(name: &str) -> String {
    let says = |word: &&str| !PLAIN.split(' ').any(|plain| fold(word).split(' ').all(|part| part == plain));
    let of = |word: &str| word.strip_prefix("d'").or_else(|| word.strip_prefix("d’")).map(str::to_owned);
    let words: Vec<String> =
        name.split_whitespace().map(|word| of(word).unwrap_or_else(|| word.to_lowercase())).collect();
    words.iter().map(String::as_str).filter(says).collect::<Vec<_>>().join(" ")
}

/// The same, where it names a day.
fn day_title(name: &str) -> String {
    let title = plain_title(name);
    let is_day = |word: &str| {
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"].contains(&word)
    };
    if fold(&title).split(' ').any(is_day) { title } else { String::new() }
}

fn fold_title(name: &str) -> String {
    let own = plain_title(name);
    if own.is_empty() { name.to_lowercase() } else { own }
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
