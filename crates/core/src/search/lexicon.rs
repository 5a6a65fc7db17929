//! The French of the desk: words that say nothing, words that say little, words of one meaning.

use std::collections::HashMap;

use serde::Deserialize;

use super::text::{stem, words};
use crate::tree::ron;

/// The lexicon that the program carries.
const TEXT: &str = include_str!("lexique.ron");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    vides: Vec<String>,
    faibles: Vec<String>,
    familles: Vec<Vec<String>>,
}

/// What the words of French mean to the search, by their stems.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// As they are written: « avis » is no form of « avoir ».
    empty: Vec<String>,
    weak: Vec<String>,
    /// The rank of the family of a stem.
    families: HashMap<String, usize>,
    /// The stems of words whose usual stem is of another family: « mariage » has that of « mari ».
    apart: HashMap<String, usize>,
}

impl Lexicon {
    /// The lexicon that the program carries. A test holds that it can be read.
    pub fn french() -> Self {
        Self::new(&ron::read(TEXT).unwrap_or_default())
    }

    fn new(source: &Source) -> Self {
        let fold = |listed: &[String]| listed.iter().flat_map(|text| words(text)).collect::<Vec<_>>();
        let (mut families, mut apart) = (HashMap::new(), HashMap::new());
        for (rank, family) in source.familles.iter().enumerate() {
            for word in fold(family) {
                if *families.entry(stem(&word)).or_insert(rank) != rank {
                    apart.insert(apart_stem(&word), rank);
                }
            }
        }
        let mut empty = fold(&source.vides);
        let mut weak: Vec<String> = fold(&source.faibles).iter().map(|word| stem(word)).collect();
        for list in [&mut empty, &mut weak] {
            list.sort_unstable();
            list.dedup();
        }
        Self { empty, weak, families, apart }
    }

    /// Whether words of this stem say little by themselves.
    pub(super) fn is_weak(&self, stem: &str) -> bool {
        self.weak.binary_search_by(|known| known.as_str().cmp(stem)).is_ok()
    }

    /// The stem of a word: the word itself where its stem would be mistaken for another.
    pub(super) fn stem(&self, word: &str) -> String {
        let apart = apart_stem(word);
        if self.apart.contains_key(&apart) { apart } else { stem(word) }
    }

    /// The family of a stem, if it has one.
    pub(super) fn family(&self, stem: &str) -> Option<usize> {
        self.apart.get(stem).or_else(|| self.families.get(stem)).copied()
    }

    /// The words that say nothing.
    pub fn empty_words(&self) -> impl Iterator<Item = &str> {
        self.empty.iter().map(String::as_str)
    }

    /// The stems of the words that say little.
    pub fn weak_stems(&self) -> impl Iterator<Item = &str> {
        self.weak.iter().map(String::as_str)
    }

    /// Every stem that belongs to a family.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.families.keys().chain(self.apart.keys()).map(String::as_str)
    }

    /// The words that are their own stem.
    pub(super) fn words_apart(&self) -> impl Iterator<Item = &str> {
        self.apart.keys().map(|stem| &stem[..stem.len() - 1])
    }
}

/// A stem that no other word has.
fn apart_stem(word: &str) -> String {
    format!("{word}=")
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot read the lexicon has failed")]
mod tests {
    use super::*;

    fn source() -> Source {
        ron::read(TEXT).expect("the lexicon can be read")
    }

    #[test]
    fn no_word_is_of_two_families() {
        let source = source();
        let mut known: HashMap<String, &[String]> = HashMap::new();
        let mut twice = Vec::new();
        for family in &source.familles {
            for word in family.iter().flat_map(|text| words(text)) {
                if let Some(other) = known.insert(word.clone(), family) {
                    twice.push(format!("{word}: {other:?} / {family:?}"));
                }
            }
        }
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }

    #[test]
    fn a_family_is_made_of_single_words() {
        for word in source().familles.iter().flatten() {
            assert_eq!(words(word).count(), 1, "{word}");
        }
    }

    #[test]
    fn no_empty_word_is_of_a_family() {
        let lexicon = Lexicon::french();
        let source = source();
        let listed = source.familles.iter().flatten().flat_map(|text| words(text));
        let empty: Vec<String> = listed.filter(|word| lexicon.empty.contains(word)).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }
}
