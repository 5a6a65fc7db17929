//! What is offered beside the right thing to do: what was nearly right, never what is absurd.

use std::cmp::Reverse;

use super::action::Action;
use super::scenario::Scenario;
use crate::dice::Dice;
use crate::tree::Tree;
use crate::walk::{Edge, Position, Survey};

impl<'t> Scenario<'t> {
    /// The right thing to do among `most` at most, none reading like another, in any order. The
    /// others are what other answers lead to: those to the last question first, then those to the
    /// one before.
    pub fn choices(&self, most: usize, dice: &mut Dice) -> Vec<Action<'t>> {
        let right = self.action();
        let mut offered = vec![right];
        // To keep the démarche is always a temptation, and the error that harms.
        if right != Action::SurPlace {
            offered.push(Action::SurPlace);
        }
        let ends = Ends::new(self.tree);
        for &(position, right) in self.path.iter().rev() {
            if offered.len() >= most {
                break;
            }
            for action in ends.beside(position, right, most, dice) {
                if offered.len() < most && !offered.iter().any(|other| action.reads_like(*other)) {
                    offered.push(action);
                }
            }
        }
        dice.shuffle(&mut offered);
        offered
    }
}

/// No more actions are counted together: a position of a vast tree leads to thousands.
const MOST_ACTIONS: usize = 200;

/// Actions, each with the number of paths that end with it.
type Counted<'t> = Vec<(Action<'t>, usize)>;

/// What every path from each position of a tree ends with.
struct Ends<'t> {
    survey: Survey<'t>,
    /// By the rank of the position.
    counted: Vec<Counted<'t>>,
}

impl<'t> Ends<'t> {
    fn new(tree: &'t Tree) -> Self {
        let survey = Survey::new(tree);
        let end = |rank| survey.outcome(rank).iter().map(|outcome| (Action::of(outcome), 1)).collect();
        let counted = survey.fold(end, |_, below| sum(below));
        Self { survey, counted }
    }

    /// What the other answers to the question of this position lead to: of those, what is the most often right.
    fn beside(&self, position: Position, right: Edge<'t>, most: usize, dice: &mut Dice) -> Vec<Action<'t>> {
        let Some(rank) = self.survey.rank(position) else { return Vec::new() };
        let answers = right.question.reponses.iter().zip(self.survey.leads_to(rank));
        let others = answers.filter(|(reponse, _)| reponse.id != right.reponse.id);
        let mut counted = sum(others.map(|(_, &next)| &self.counted[next]));
        counted.sort_by_key(|(_, times)| Reverse(*times));
        // A few more than are needed, so that it is not the same ones each time.
        counted.truncate(2 * most);
        dice.shuffle(&mut counted);
        counted.into_iter().map(|(action, _)| action).collect()
    }
}

/// The sum of several counts, in the order in which they come.
fn sum<'c, 't: 'c>(counts: impl IntoIterator<Item = &'c Counted<'t>>) -> Counted<'t> {
    let mut sum: Counted<'t> = Vec::new();
    for &(action, times) in counts.into_iter().flatten() {
        let room = sum.len() < MOST_ACTIONS;
        match sum.iter_mut().find(|(known, _)| *known == action) {
            Some((_, sum)) => *sum = sum.saturating_add(times),
            // A tree of so many ends has more than enough to offer.
            None if room => sum.push((action, times)),
            None => {}
        }
    }
    sum
}
