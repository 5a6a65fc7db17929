//! Interning: a value that comes often is written once in the page, and told elsewhere by its rank.

use std::collections::HashMap;
use std::hash::Hash;

use crate::pages::typography::harmless;

/// Values, each once.
#[derive(Debug)]
pub(super) struct Interner<T> {
    ranks: HashMap<T, usize>,
    values: Vec<T>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { ranks: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The rank of a value.
    pub(super) fn rank(&mut self, value: T) -> usize {
        *self.ranks.entry(value.clone()).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }

    /// All of them, by rank.
    pub(super) fn into_values(self) -> Vec<T> {
        self.values
    }
}

/// The texts of the page.
pub(super) type TextInterner = Interner<String>;

impl TextInterner {
    /// The rank of a text.
    pub(super) fn text(&mut self, text: &str) -> usize {
        match self.ranks.get(text) {
            Some(rank) => *rank,
            None => self.rank(harmless(text)),
        }
    }

    /// The rank of a text, where it is known.
    pub(super) fn known(&self, text: &str) -> Option<usize> {
        self.ranks.get(&harmless(text)).copied()
    }
}
