//! Random interviews, the same ones for the same seed: cases for benchmarks and properties.

use std::borrow::Cow;

use super::Field;
use crate::case::{Attendu, Case};
use crate::walk::Position;

/// An endless source of random cases.
#[derive(Debug)]
pub struct Random<'f, 't> {
    field: &'f Field<'t>,
    state: u64,
    made: u64,
}

impl<'f, 't> Random<'f, 't> {
    /// Cases of these trees, fixed by the seed. The field must hold a tree.
    pub fn new(field: &'f Field<'t>, seed: u64) -> Self {
        Self { field, state: seed, made: 0 }
    }

    /// SplitMix64: small, well mixed, the same everywhere.
    fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.next_u64() % bound).unwrap_or(0)
    }
}

impl<'t> Iterator for Random<'_, 't> {
    type Item = Case<'t>;

    fn next(&mut self) -> Option<Case<'t>> {
        if self.field.is_empty() {
            return None;
        }
        let rank = self.below(self.field.len());
        let tree = self.field.tree(rank);
        let mut position = Position::start(tree);
        let mut reponses = Vec::new();
        while let Some(ask) = position.ask(tree) {
            let reponse = &ask.question.reponses[self.below(ask.question.reponses.len())];
            reponses.push((Cow::Borrowed(ask.question.id.as_str()), Cow::Borrowed(reponse.id.as_str())));
            position = position.follow(tree, ask.question, reponse);
        }
        self.made += 1;
        Some(Case {
            id: Cow::Owned(format!("hasard-{}", self.made)),
            operateur: Cow::Borrowed(tree.operateur.as_str()),
            recit: None,
            reponses,
            attendu: position.outcome(tree).map(|outcome| Attendu::of(&outcome)),
        })
    }
}
