//! Random interviews, the same ones for the same seed: cases for benchmarks and properties.

use std::borrow::Cow;

use super::Trees;
use crate::case::{Attendu, Case};
use crate::dice::Dice;
use crate::walk::{Edge, Position};

/// An endless source of random cases.
#[derive(Debug)]
pub struct Random<'f, 't> {
    trees: &'f Trees<'t>,
    dice: Dice,
    made: u64,
}

impl<'f, 't> Random<'f, 't> {
    /// Cases of these trees, fixed by the seed. The field must hold a tree.
    pub fn new(trees: &'f Trees<'t>, seed: u64) -> Self {
        Self { trees, dice: Dice::new(seed), made: 0 }
    }
}

impl<'t> Iterator for Random<'_, 't> {
    type Item = Case<'t>;

    fn next(&mut self) -> Option<Case<'t>> {
        if self.trees.is_empty() {
            return None;
        }
        let rank = self.dice.below(self.trees.len());
        let tree = self.trees.tree(rank);
        let mut reponses = Vec::new();
        let end = Position::start(tree).advance(tree, |_, question| {
            let reponse = question.reponses.get(self.dice.below(question.reponses.len()))?;
            reponses.push(Edge { question, reponse }.ids().map(|id| Cow::Borrowed(*id)));
            Some(reponse)
        });
        self.made += 1;
        Some(Case {
            id: Cow::Owned(format!("hasard-{}", self.made)),
            operateur: Cow::Borrowed(tree.operateur.as_str()),
            recit: None,
            reponses,
            attendu: end.outcome(tree).map(|outcome| Attendu::of(&outcome)),
        })
    }
}
