//! Which scenarios come next: those that are due, then new ones, the opérateurs by turns.

use std::collections::HashMap;

use super::progress::{Due, Progress};
use super::scenario::Scenario;
use crate::day::Day;
use crate::dice::Dice;

/// The ranks of `number` scenarios, in the order in which they are played, and why. Without
/// `progress` nothing is due: the seed alone decides, for a whole group alike.
pub fn draw(
    scenarios: &[Scenario<'_>],
    number: usize,
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
    turned.into_iter().map(|(due, _, rank)| (rank, due)).take(number).collect()
}
