//! French typography, as it is typed in a tree: plain spaces (the program makes them unbreakable
//! where it must), straight apostrophes, « guillemets », a space before `; : ? !`.

use crate::tree::has_control;

/// What is wrong with a text, and how to mend it; the first thing only.
pub(super) fn fault(text: &str) -> Option<(&'static str, &'static str)> {
    if is_plain(text) {
        return None;
    }
    if has_control(text) {
        return Some((
            "contient un caractère de commande",
            "Retirez-le : retour à la ligne, tabulation, séquence de terminal.",
        ));
    }
    if text.trim() != text || text.is_empty() {
        return Some(("est vide, ou commence ou finit par une espace", "Écrivez le texte seul."));
    }
    if text.contains("  ") || text.contains(['\u{a0}', '\u{202f}']) {
        return Some((
            "contient une espace double ou insécable",
            "Écrivez une espace simple : le programme la rend insécable.",
        ));
    }
    if text.contains('"') || text.contains(['“', '”']) {
        return Some(("contient des guillemets anglais", "Écrivez « … »."));
    }
    if text.contains('’') {
        return Some(("contient une apostrophe courbe", "Écrivez l'apostrophe droite '."));
    }
    if text.contains("...") {
        return Some(("contient trois points", "Écrivez le caractère « … »."));
    }
    punctuation(text)
}

/// Whether nothing in a text can be wrong: most texts are plain, and are read in one go.
fn is_plain(text: &str) -> bool {
    let mut last = b' ';
    for byte in text.bytes() {
        let wants_a_look = byte.is_ascii_control()
            // What starts with these bytes: « », unbreakable spaces, curly marks, « … », what cannot be seen.
            || matches!(byte, b'"' | b'?' | b'!' | b':' | b';' | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3)
            || (byte == last && matches!(byte, b' ' | b'.'));
        if wants_a_look {
            return false;
        }
        last = byte;
    }
    // An empty text, or a space at its end; one at its start was seen as a second one.
    last != b' '
}

fn punctuation(text: &str) -> Option<(&'static str, &'static str)> {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(mark) = rest.next() {
        let after = rest.peek().copied();
        let closes = after.is_none_or(|c| c == ' ' || c == ')');
        let wrong = match mark {
            '?' | '!' | ';' | '»' => before != Some(' '),
            // « https: » and « 8:00 » keep their colon.
            ':' => closes && before != Some(' '),
            '«' => after != Some(' '),
            _ => false,
        };
        if wrong {
            return Some((
                "manque d'une espace près de « ; », « : », « ? », « ! » ou d'un guillemet",
                "Mettez une espace avant « ; : ? ! », après « et avant ».",
            ));
        }
        before = Some(mark);
    }
    None
}

/// The longest sentence of a text, in words.
pub(super) fn longest_sentence(text: &str) -> usize {
    text.split(['.', '?', '!', ':', ';'])
        .map(|sentence| sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count())
        .max()
        .unwrap_or(0)
}

/// The acronyms of a text: words of capitals and digits, with two capitals at least.
/// Addresses are left alone.
pub(super) fn acronyms(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| !word.contains('@') && !word.contains("://") && !word.contains("www."))
        .flat_map(words)
        .filter(|word| word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()))
        .filter(|word| word.chars().filter(|c| c.is_uppercase()).count() >= 2)
}

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{acronyms, fault, longest_sentence};

    #[test]
    fn well_typed_french_passes() {
        for text in [
            "Que veut l'usager ?",
            "Ouvrez https://accueil.banque-france.fr : prenez rendez-vous.",
            "De 8h00 à 17h00 (8:00 non plus ne gêne pas)",
            "Le service « mettre à jour mon relevé » (55 ans et plus ?)",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn each_slip_is_named() {
        for text in [
            "Que veut-il?",
            "Deux  espaces",
            "l’usager",
            "un \"mot\"",
            "etc...",
            " avant",
            "",
            "«mot »",
            "oui:",
            "Une note: la voici",
            "Une note (à relire:)",
            "a\u{1b}[31mb",
        ] {
            assert!(fault(text).is_some(), "{text}");
        }
    }

    #[test]
    fn acronyms_are_capitals() {
        let found: Vec<&str> = acronyms("La CAF, l'AAH et la C2S sur Caf.fr, le 3960, via A@B.FR").collect();
        assert_eq!(found, ["CAF", "AAH", "C2S"]);
    }

    #[test]
    fn a_sentence_ends_at_its_mark() {
        assert_eq!(longest_sentence("Un deux trois. Quatre : cinq six ?"), 3);
    }
}
