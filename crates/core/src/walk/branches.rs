//! From a request on, the answers that lead to each of its ends: as many as a person can read, and never more than the
//! tree has positions, however many ways lead there.

use std::collections::{HashMap, VecDeque};

use super::{Outcome, Request, Survey, request};
use crate::tree::{Question, Reponse};

/// So many branches are told one by one, each with all its answers.
const MOST_BRANCHES: usize = 64;
/// Beyond, each end is told once, with so many answers at most: the last ones.
const MOST_ANSWERS: usize = 12;

/// The questions asked from a position on, and where the answers lead.
#[derive(Debug, Clone)]
pub struct Branch<'t> {
    /// Several answers to one question may lead the same way.
    pub answers: Vec<(&'t Question, Vec<&'t Reponse>)>,
    pub end: End<'t>,
    /// Whether other answers lead to the same end, too many to be told.
    pub others: bool,
}

/// What a branch ends with.
#[derive(Debug, Clone, Copy)]
pub enum End<'t> {
    Outcome(Outcome<'t>),
    /// It becomes another request.
    Elsewhere(Request<'t>),
}

/// Answers that lead to the same place, as one text: « Oui ; ou : Je ne sais pas ».
pub fn texts(reponses: &[&Reponse]) -> String {
    reponses.iter().map(|reponse| reponse.texte.as_str()).collect::<Vec<_>>().join(" ; ou : ")
}

impl Branch<'_> {
    /// « Y a-t-il un blocage ? Oui » ; empty where nothing more is asked.
    pub fn condition(&self) -> String {
        let answers = self.answers.iter();
        let said = answers.map(|(question, reponses)| format!("{} {}", question.texte, texts(reponses)));
        let said = said.collect::<Vec<_>>().join(". ");
        if self.others { format!("{said} ; ou d'autres réponses, trop nombreuses ici") } else { said }
    }
}

impl<'t> Survey<'t> {
    /// The ranks that follow a rank, each with the answers that lead to it.
    pub fn next(&self, rank: usize) -> Vec<(Vec<&'t Reponse>, usize)> {
        let mut found: Vec<(Vec<&Reponse>, usize)> = Vec::new();
        let mut known = HashMap::new();
        let reponses = self.asked(rank).map_or(&[][..], |question| &question.reponses);
        for (reponse, &next) in reponses.iter().zip(self.leads_to(rank)) {
            let at = *known.entry(next).or_insert_with(|| {
                found.push((Vec::new(), next));
                found.len() - 1
            });
            found[at].0.push(reponse);
        }
        found
    }

    /// Every branch from a position on, as long as it counts for the same request.
    pub fn branches(&self, rank: usize) -> Vec<Branch<'t>> {
        if let Some(outcome) = self.outcome(rank) {
            return vec![Branch { answers: Vec::new(), end: End::Outcome(outcome), others: false }];
        }
        self.each_branch(rank).unwrap_or_else(|| self.each_end(rank))
    }

    /// Every branch; none where there are too many.
    fn each_branch(&self, rank: usize) -> Option<Vec<Branch<'t>>> {
        let mut found = Vec::new();
        let mut answers = Vec::new();
        // How many ways lead nowhere: a question without answers ends them.
        let mut lost = 0;
        // Where each step starts, how many answers come before it, what is answered, where it leads.
        let steps = |from: usize, depth: usize| {
            self.next(from).into_iter().rev().map(move |(reponses, to)| (from, depth, reponses, to))
        };
        let mut ahead: Vec<_> = steps(rank, 0).collect();
        while let Some((from, depth, reponses, to)) = ahead.pop() {
            answers.truncate(depth);
            answers.extend(self.asked(from).map(|question| (question, reponses)));
            if let Some(end) = self.end(from, to) {
                found.push(Branch { answers: answers.clone(), end, others: false });
            } else {
                let before = ahead.len();
                ahead.extend(steps(to, answers.len()));
                lost += usize::from(ahead.len() == before);
            }
            if found.len() + lost > MOST_BRANCHES {
                return None;
            }
        }
        Some(found)
    }

    /// Each end once, the nearest first, with the last answers of the shortest way to it.
    fn each_end(&self, rank: usize) -> Vec<Branch<'t>> {
        let mut came_from = HashMap::new();
        let mut met = VecDeque::from([rank]);
        let mut found = Vec::new();
        while let Some(from) = met.pop_front() {
            for (reponses, to) in self.next(from) {
                if to == rank || came_from.contains_key(&to) {
                    continue;
                }
                came_from.insert(to, (from, reponses));
                let Some(end) = self.end(from, to) else {
                    met.push_back(to);
                    continue;
                };
                let steps = std::iter::successors(came_from.get(&to), |(from, _)| came_from.get(from));
                let answers = steps.take(MOST_ANSWERS).map(|(from, reponses)| (*from, reponses.clone()));
                let mut answers: Vec<_> =
                    answers.filter_map(|(from, reponses)| Some((self.asked(from)?, reponses))).collect();
                answers.reverse();
                found.push(Branch { answers, end, others: true });
            }
        }
        found
    }

    /// What is asked at a rank.
    fn asked(&self, rank: usize) -> Option<&'t Question> {
        self.position(rank).question(self.tree()).map(|(_, question)| question)
    }

    /// What the step from one rank to another ends with, as long as the request is the same.
    fn end(&self, from: usize, to: usize) -> Option<End<'t>> {
        let next = self.position(to);
        if next.request() == self.position(from).request() {
            return self.outcome(to).map(End::Outcome);
        }
        request(self.tree(), next.request()?).map(End::Elsewhere)
    }
}
