//! What is offered beside the right thing to do: what was nearly right, never what is absurd.

use std::cmp::Reverse;

use super::scenario::{Conduct, Scenario};
use crate::dice::Dice;
use crate::tree::Tree;
use crate::walk::Position;

impl<'t> Scenario<'t> {
    /// The right thing to do among `most` at most, none reading like another, in any order. The
    /// others are what other answers lead to: those to the last question first, then those to the
    /// one before.
    pub fn choices(&self, most: usize, dice: &mut Dice) -> Vec<Conduct<'t>> {
        let right = self.conduct();
        let mut offered = vec![right];
        // To keep the démarche is always a temptation, and the error that harms.
        if right != Conduct::SurPlace {
            offered.push(Conduct::SurPlace);
        }
        for ring in 0..self.path.len() {
            if offered.len() >= most {
                break;
            }
            for conduct in self.ring(ring, most, dice) {
                if offered.len() < most && !offered.iter().any(|other| conduct.reads_like(*other)) {
                    offered.push(conduct);
                }
            }
        }
        dice.shuffle(&mut offered);
        offered
    }

    /// What the other answers to one question of the path lead to, from the last question: of
    /// those, what is the most often right.
    fn ring(&self, ring: usize, most: usize, dice: &mut Dice) -> Vec<Conduct<'t>> {
        let Some(&(position, question, right)) = self.path.iter().rev().nth(ring) else { return Vec::new() };
        let mut ends = Vec::new();
        for reponse in question.reponses.iter().filter(|other| other.id != right.id) {
            follow_all(self.tree, position.follow(self.tree, question, reponse), &mut ends);
        }
        let mut counted: Vec<(Conduct<'t>, usize)> = Vec::new();
        for conduct in ends {
            match counted.iter_mut().find(|(known, _)| *known == conduct) {
                Some((_, times)) => *times += 1,
                None => counted.push((conduct, 1)),
            }
        }
        counted.sort_by_key(|(_, times)| Reverse(*times));
        // A few more than are needed, so that it is not the same ones each time.
        counted.truncate(2 * most);
        dice.shuffle(&mut counted);
        counted.into_iter().map(|(conduct, _)| conduct).collect()
    }
}

/// What all the ways from here end with, as many times as they do.
fn follow_all<'t>(tree: &'t Tree, position: Position, ends: &mut Vec<Conduct<'t>>) {
    if let Some(outcome) = position.outcome(tree) {
        ends.push(Conduct::of(&outcome));
    } else if let Some((_, question)) = position.question(tree) {
        for reponse in &question.reponses {
            follow_all(tree, position.follow(tree, question, reponse), ends);
        }
    }
}
