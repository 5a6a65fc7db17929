//! Random interviews, the same ones for the same seed: cases for benchmarks and properties, or a network drawn by the
//! weights of its rows.

use std::borrow::Cow;

use super::Trees;
use crate::case::{Attendu, Case};
use crate::dice::Dice;
use crate::walk::{Answered, Edge, Position, Survey};

/// An endless source of random cases.
#[derive(Debug)]
pub struct Random<'f, 't> {
    trees: &'f Trees<'t>,
    dice: Dice,
    made: u64,
    weighted: Option<Weighted<'t>>,
}

/// Rows and how often each is to be met.
#[derive(Debug)]
struct Weighted<'t> {
    surveys: Vec<Survey<'t>>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// Its weight and those of the rows before it.
    sum: usize,
    /// Where it is met: the rank of the tree, that of the end.
    ends: Vec<(usize, usize)>,
}

impl<'f, 't> Random<'f, 't> {
    /// Cases of these trees, fixed by the seed, each answer as likely as another: no frequency of requests.
    pub fn new(trees: &'f Trees<'t>, seed: u64) -> Self {
        Self { trees, dice: Dice::new(seed), made: 0, weighted: None }
    }

    /// The same, each row met as often as its weight tells, at any of its ends.
    ///
    /// # Errors
    ///
    /// A row that no end has.
    pub fn weighted(trees: &'f Trees<'t>, seed: u64, weights: &[(String, u32)]) -> Result<Self, String> {
        let surveys: Vec<Survey<'t>> = (0..trees.len()).map(|rank| Survey::new(trees.tree(rank))).collect();
        let (mut rows, mut sum) = (Vec::new(), 0);
        for (ligne, weight) in weights.iter().filter(|(_, weight)| *weight > 0) {
            let ends_of = |(tree, survey): (usize, &Survey<'t>)| -> Vec<(usize, usize)> {
                let has = |rank: &usize| {
                    survey.outcome(*rank).is_some_and(|outcome| outcome.request.lignes().contains(ligne))
                };
                (0..survey.size()).filter(has).map(|rank| (tree, rank)).collect()
            };
            let ends: Vec<_> = surveys.iter().enumerate().flat_map(ends_of).collect();
            if ends.is_empty() {
                return Err(ligne.clone());
            }
            sum += *weight as usize;
            rows.push(Row { sum, ends });
        }
        let weighted = Some(Weighted { surveys, rows });
        Ok(Self { trees, dice: Dice::new(seed), made: 0, weighted })
    }

    /// The answers of a case, and the rank of its tree.
    fn answers(&mut self) -> Option<(usize, Vec<Edge<'t>>)> {
        if let Some(Weighted { surveys, rows }) = &self.weighted {
            let drawn = self.dice.below(rows.last()?.sum);
            let row = &rows[rows.partition_point(|row| row.sum <= drawn)];
            let (tree, rank) = row.ends[self.dice.below(row.ends.len())];
            return Some((tree, surveys[tree].path(rank)));
        }
        let rank = self.dice.below(self.trees.len());
        let tree = self.trees.tree(rank);
        let mut path: Vec<Edge<'t>> = Vec::new();
        let _ = Position::start(tree).advance(tree, |_, question| {
            // What two démarches of one way ask is answered once.
            let reponse = match path.iter().find(|edge| edge.question.id == question.id) {
                Some(given) => return question.reponse(&given.reponse.id),
                None => question.reponses.get(self.dice.below(question.reponses.len()))?,
            };
            path.push(Edge { question, reponse });
            Some(reponse)
        });
        Some((rank, path))
    }
}

impl<'t> Iterator for Random<'_, 't> {
    type Item = Case<'t>;

    fn next(&mut self) -> Option<Case<'t>> {
        if self.trees.is_empty() {
            return None;
        }
        let (rank, path) = self.answers()?;
        let tree = self.trees.tree(rank);
        let reponses: Vec<Answered<Cow<'t, str>>> =
            path.into_iter().map(|edge| edge.ids().map(|id| Cow::Borrowed(*id))).collect();
        // A question without answers ends nowhere.
        let end = Position::start(tree).follow_all(tree, &reponses, |_, _| {}).ok();
        self.made += 1;
        Some(Case {
            id: Cow::Owned(format!("hasard-{}", self.made)),
            operateur: Cow::Borrowed(tree.operateur.as_str()),
            recit: None,
            reponses,
            attendu: end.and_then(|end| end.outcome(tree)).map(|outcome| Attendu::of(&outcome)),
        })
    }
}
