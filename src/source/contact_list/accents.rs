//! Letters that were encoded twice, « TrÃ©sorerie »: mended where the whole cell reads cleanly then, and told.

use crate::source::conversion_faults;
use crate::source::table::Source;
use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// So many cells are named; the others are counted.
const MOST_NAMED: usize = 3;

/// Mends the cells of a file; what was done, and what could not be, a sentence each.
pub(super) fn mend(source: &mut Source) -> Vec<String> {
    let (mut mended, mut strange) = (Vec::new(), Vec::new());
    for table in &mut source.tables {
        let mut lost = Vec::new();
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Some(words) = once(&cell.words) {
                mended.push(format!("« {} » est lu « {words} »", cell.words));
                cell.words = words;
            } else if is_lost(&cell.words) {
                lost.push((cell.place, cell.words.clone()));
            }
        }
        strange.extend(lost.into_iter().map(|(place, words)| format!("{}, « {words} »", table.at(place))));
    }
    let told = |what: &str, all: &[String]| {
        let more = if all.len() > MOST_NAMED {
            format!(" ; et {} autre(s)", all.len() - MOST_NAMED)
        } else {
            String::new()
        };
        let shown = all.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(" ; ");
        (!all.is_empty()).then(|| format!("{what} : {shown}{more}."))
    };
    let notes = [
        told("Accents mal convertis, rétablis", &mended),
        told("Attention. Lettre(s) perdue(s), à corriger dans le tableau", &strange),
    ];
    notes.into_iter().flatten().collect()
}

/// The words as they were before they were encoded once too often.
fn once(words: &str) -> Option<String> {
    if words.is_ascii() {
        return None;
    }
    // An unbreakable space is half of « à ».
    let whole = words.replace("Ã ", "Ã\u{a0}").replace("√ ", "√\u{a0}");
    [WINDOWS_1252, MACINTOSH].into_iter().find_map(|encoding| {
        let (bytes, _, lost) = encoding.encode(&whole);
        String::from_utf8(bytes.into_owned()).ok().filter(|_| !lost)
    })
}

/// Whether a letter was lost: « R?f?rent », « Conseill\u{fffd}re », or what [`once`] cannot read.
fn is_lost(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    let within = |three: &[char]| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic();
    let address = words.contains("://") || words.contains('@');
    !address && chars.windows(3).any(within) || !conversion_faults::characters(words).is_empty()
}

#[cfg(test)]
mod tests {
    use super::{is_lost, once};

    #[test]
    fn a_letter_that_was_encoded_twice_is_read_once_and_a_sound_one_stays() {
        for (words, read) in [
            ("TrÃ©sorerie hospitaliÃ¨re", Some("Trésorerie hospitalière")),
            ("Ã‰quipe d’accueil", None),
            ("accueil Ã  la mairie", Some("accueil à la mairie")),
            ("imp√¥ts des particuliers", Some("impôts des particuliers")),
            ("nÂ° 12", Some("n° 12")),
            ("Trésorerie", None),
            ("L'été à Nîmes, 3 €", None),
            ("Tresorerie", None),
        ] {
            assert_eq!(once(words).as_deref(), read, "{words}");
        }
        assert!(["R?f?rent", "Conseill\u{fffd}re", "TrÃ©sorerie, été"].into_iter().all(is_lost));
        assert!(!["Qui ? Le pôle", "https://exemple.fr/a?b", "Trésorerie"].into_iter().any(is_lost));
    }
}
