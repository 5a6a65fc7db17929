//! Letters compared: without accents, capitals or signs; and ids made of words.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, small, without accents, with one space between them.
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spaced: String = plain.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The letters and digits of a text, folded, without the spaces between its words.
pub fn letters(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// An id made of the first words of a text; never empty, never with a number: what a text states may change, its id not.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in fold(text).split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_lowercase())) {
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

/// Texts or ids, each once: the second one of a name gets a letter, or a number.
#[derive(Debug, Default)]
pub struct Names(HashSet<String>, HashMap<String, usize>);

impl Names {
    /// This id, or the next free one.
    pub fn id(&mut self, wanted: &str) -> String {
        self.free(wanted, |rank| {
            format!("{wanted}-{}", crate::source::table::column_name(rank - 1).to_lowercase())
        })
    }

    /// This label, or the next free one.
    pub fn label(&mut self, wanted: &str) -> String {
        self.free(wanted, |rank| format!("{wanted} ({rank})"))
    }

    fn free(&mut self, wanted: &str, numbered: impl Fn(usize) -> String) -> String {
        let mut name = wanted.to_owned();
        // The next rank to try is kept: a thousand rows of one name are not tried a million times.
        while !self.0.insert(name.clone()) {
            let rank = self.1.entry(wanted.to_owned()).or_insert(1);
            *rank += 1;
            name = numbered(*rank);
        }
        name
    }
}

/// A text cut between two words, « … » at its end where something is left out.
pub fn cut(text: &str, most: usize) -> String {
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

/// The words of a text, each with the place where it starts.
pub fn places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let sign = |c: char| !c.is_alphanumeric();
    let parts = text.split_inclusive(sign).scan(0, move |end, part| {
        *end += part.len();
        Some((*end - part.len(), part.trim_end_matches(sign)))
    });
    parts.filter(|(_, word)| !word.is_empty())
}
