//! Random interviews, the same ones for the same seed: cases for benchmarks and properties.

use std::borrow::Cow;

use super::Field;
use crate::case::{Attendu, Case};
use crate::dice::Dice;
use crate::walk::Position;

/// An endless source of random cases.
#[derive(Debug)]
pub struct Random<'f, 't> {
    field: &'f Field<'t>,
    dice: Dice,
    made: u64,
}

impl<'f, 't> Random<'f, 't> {
    /// Cases of these trees, fixed by the seed. The field must hold a tree.
    pub fn new(field: &'f Field<'t>, seed: u64) -> Self {
        Self { field, dice: Dice::new(seed), made: 0 }
    }
}

impl<'t> Iterator for Random<'_, 't> {
    type Item = Case<'t>;

    fn next(&mut self) -> Option<Case<'t>> {
        if self.field.is_empty() {
            return None;
        }
        let rank = self.dice.below(self.field.len());
        let tree = self.field.tree(rank);
        let mut position = Position::start(tree);
        let mut reponses = Vec::new();
        while let Some(ask) = position.ask(tree) {
            let reponse = &ask.question.reponses[self.dice.below(ask.question.reponses.len())];
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
