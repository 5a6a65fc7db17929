//! What a scan or a conversion left in a text, told with its place. Words are never changed.

use crate::source::verbs;
use aiguilleur_core::tree::is_control;

/// What is told of a place of a text: its bytes, what is wrong, how to mend it.
pub(super) type Sign = (std::ops::Range<usize>, String, &'static str);

const LOST: &str = "Reprenez le mot dans le document, ou donnez l'encodage : « --encodage windows-1252 ».";
const READ: &str = "Relisez ce mot dans le document.";

/// A kind of character: which ones, what is wrong, how to mend it.
type Kind<'k> = (&'k dyn Fn(char) -> bool, &'static str, &'static str);

/// The characters that no one typed, once a kind.
pub(super) fn characters(text: &str) -> Vec<Sign> {
    let lost = |c| c == '\u{fffd}';
    let hidden = |c| is_control(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{ad}' | '\u{feff}');
    let joined = |c| ('\u{fb00}'..='\u{fb04}').contains(&c);
    let kinds: [Kind<'_>; 4] = [
        (&lost, "Un caractère est perdu ici : la conversion ne l'a pas compris.", LOST),
        (&hidden, "Un caractère de commande se cache ici : il n'est pas repris.", READ),
        (&joined, "Deux lettres sont liées en un seul caractère (ﬁ, ﬂ) : elles sont séparées.", READ),
        (&|c| c == '\u{ad}', "Un trait d'union invisible coupe ce mot : il est retiré.", READ),
    ];
    let found = kinds.iter().filter_map(|(is, message, mend)| {
        let (at, c) = text.char_indices().find(|(_, c)| is(*c))?;
        Some((at..at + c.len_utf8(), (*message).to_owned(), *mend))
    });
    // « Ã© » for « é », in a text that is sound elsewhere.
    let twice = text.char_indices().zip(text.chars().skip(1)).find(|((_, c), next)| {
        matches!(c, 'Ã' | 'Â') && !next.is_ascii() && !next.is_alphabetic()
            || *c == 'Ã' && "¨ª«´".contains(*next)
            || *c == 'â' && *next == '€'
    });
    let twice = twice.map(|((at, c), next)| {
        let message = format!("« {c}{next} » est une lettre accentuée mal convertie.");
        (at..at + c.len_utf8() + next.len_utf8(), message, LOST)
    });
    found.chain(twice).collect()
}

/// The infinitives that are misread, at the start of each line.
pub(super) fn words(text: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let words = line.trim_start_matches(|c: char| !c.is_alphabetic());
        let at = start + line.len() - words.len();
        if let Some((read, infinitive)) = verbs::misread(words) {
            let message = format!("« {read} » ressemble à « {infinitive} ».");
            found.push((
                at..at + read.len(),
                message,
                "Relisez ce mot dans le document ; rien n'a été changé.",
            ));
        }
        start += line.len() + 1;
    }
    found
}
