//! Which scenarios come next: those that are due, then new ones, the opérateurs by turns.

use std::collections::HashMap;

use super::progress::Progress;
use super::scenario::Scenario;
use crate::day::Day;
use crate::dice::Dice;

/// Why a scenario is played; those of the first come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// What is right about it changed since it was last played.
    Changed,
    /// Its day has come.
    Back,
    /// It was never played.
    New,
    /// Its day has not come yet: there was nothing else.
    Early,
}

/// How many scenarios are drawn, and how many of them are urgent at least, as far as there are any.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub number: usize,
    pub urgent: usize,
}

/// The ranks of the scenarios, in the order in which they are played, and why. Without `progress` nothing is due: the seed
/// alone decides, for a whole group alike.
pub fn draw(
    scenarios: &[Scenario<'_>],
    wanted: Wanted,
    progress: Option<(&Progress, Day)>,
    seed: u64,
) -> Vec<(usize, Due)> {
    let mut drawn: Vec<(usize, Due)> = scenarios
        .iter()
        .enumerate()
        .map(|(rank, scenario)| {
            (rank, progress.map_or(Due::New, |(progress, today)| progress.due(scenario, today)))
        })
        .collect();
    let mut dice = Dice::new(seed);
    dice.shuffle(&mut drawn);
    // Each opérateur's first, then each one's second: by turns, the most due first.
    let mut turns: HashMap<(&str, Due), usize> = HashMap::new();
    let mut turned: Vec<(Due, usize, usize)> = Vec::with_capacity(drawn.len());
    for (rank, due) in drawn {
        let turn = turns.entry((&scenarios[rank].tree.operateur, due)).or_default();
        turned.push((due, *turn, rank));
        *turn += 1;
    }
    turned.sort_by_key(|(due, turn, _)| (*due, *turn));
    let mut drawn: Vec<(usize, Due)> = turned.into_iter().map(|(due, _, rank)| (rank, due)).collect();
    with_urgent(&mut drawn, wanted, |rank| scenarios[rank].outcome.urgence());
    drawn
}

/// Keeps the first of those that were drawn; where they hold too few urgent ones, the last of them give way to the next
/// urgent ones.
fn with_urgent(drawn: &mut Vec<(usize, Due)>, wanted: Wanted, urgent: impl Fn(usize) -> bool) {
    let rest = drawn.split_off(wanted.number.min(drawn.len()));
    let held = drawn.iter().filter(|(rank, _)| urgent(*rank)).count();
    let others = rest.into_iter().filter(|(rank, _)| urgent(*rank)).take(wanted.urgent.saturating_sub(held));
    let giving_way = drawn.iter_mut().rev().filter(|(rank, _)| !urgent(*rank));
    for (place, other) in giving_way.zip(others) {
        *place = other;
    }
}
