//! What a scan or a conversion left in a text: told with its place. Words are never changed.

use std::ops::Range;

use super::table::Page;
use super::verbs;
use aiguilleur_core::tree::{Finding, is_control};

/// A character that no one typed.
struct Sign {
    is: fn(char) -> bool,
    message: &'static str,
    mend: &'static str,
}

const SIGNS: &[Sign] = &[
    Sign {
        is: |c| c == '\u{fffd}',
        message: "Un caractère est perdu ici : la conversion ne l'a pas compris.",
        mend: "Reprenez le mot dans le document, puis enregistrez le tableau en UTF-8.",
    },
    Sign {
        is: |c| is_control(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{ad}' | '\u{feff}'),
        message: "Un caractère de commande se cache ici : il n'est pas repris.",
        mend: "Relisez ce mot dans le document.",
    },
    Sign {
        is: |c| ('\u{fb00}'..='\u{fb04}').contains(&c),
        message: "Deux lettres sont liées en un seul caractère (ﬁ, ﬂ) : elles sont séparées.",
        mend: "Relisez ce mot.",
    },
    Sign {
        is: |c| c == '\u{ad}',
        message: "Un trait d'union invisible coupe ce mot : il est retiré.",
        mend: "Relisez ce mot.",
    },
];

/// Tells the characters that no one typed, once a kind and a cell.
pub(super) fn characters(page: Page<'_>, place: &Range<usize>, findings: &mut Vec<Finding>) {
    let text = &page.text[place.clone()];
    for sign in SIGNS {
        if let Some((at, c)) = text.char_indices().find(|(_, c)| (sign.is)(*c)) {
            let place = place.start + at..place.start + at + c.len_utf8();
            findings.push(page.warning("caractere", &place, sign.message, sign.mend));
        }
    }
    // « Ã© » for « é »: UTF-8 read as Windows-1252, and saved so.
    let twice = text.char_indices().zip(text.chars().skip(1)).find(|((_, c), next)| {
        matches!(c, 'Ã' | 'Â') && !next.is_ascii() && !next.is_alphabetic()
            || *c == 'Ã' && "¨ª«´".contains(*next)
            || *c == 'â' && *next == '€'
    });
    if let Some(((at, c), next)) = twice {
        let place = place.start + at..place.start + at + c.len_utf8() + next.len_utf8();
        findings.push(page.warning(
            "caractere",
            &place,
            format!("« {c}{next} » est une lettre accentuée mal convertie."),
            "Rouvrez le fichier d'origine en UTF-8, puis enregistrez-le de nouveau.",
        ));
    }
}

/// Tells the infinitives that are misread, at the start of each line.
pub(super) fn words(page: Page<'_>, place: &Range<usize>, findings: &mut Vec<Finding>) {
    let mut start = place.start;
    for line in page.text[place.clone()].split('\n') {
        let words = line.trim_start_matches(|c: char| !c.is_alphabetic());
        let at = start + line.len() - words.len();
        if let Some((read, infinitive)) = verbs::misread(words) {
            findings.push(page.warning(
                "mot",
                &(at..at + read.len()),
                format!("« {read} » ressemble à « {infinitive} »."),
                "Relisez ce mot dans le document ; rien n'a été changé.",
            ));
        }
        start += line.len() + 1;
    }
}
