//! Letters compared: without accents, capitals or signs; and ids made of words.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, small, without accents, with one space between them.
pub(super) fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spaced: String = plain.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An id made of the first words of a text; never empty.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in fold(text).split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_alphanumeric())) {
        if slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "autre".to_owned() } else { slug }
}

/// Texts or ids, each once: the second one of a name gets a number.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// This id, or the next free one.
    pub(super) fn id(&mut self, wanted: &str) -> String {
        self.free(wanted, |rank| format!("{wanted}-{rank}"))
    }

    /// This label, or the next free one.
    pub(super) fn label(&mut self, wanted: &str) -> String {
        self.free(wanted, |rank| format!("{wanted} ({rank})"))
    }

    fn free(&mut self, wanted: &str, numbered: impl Fn(usize) -> String) -> String {
        let mut name = wanted.to_owned();
        let mut rank = 2;
        while !self.0.insert(name.clone()) {
            name = numbered(rank);
            rank += 1;
        }
        name
    }
}

/// A text cut between two words, « … » at its end where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        // « … » after a space takes two.
        if kept.chars().count() + word.chars().count() + 3 > most {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = text.chars().take(most.saturating_sub(2)).collect();
    }
    let kept = kept.trim_end_matches([' ', ',', ';', ':', '(', '«']);
    format!("{kept} …")
}
