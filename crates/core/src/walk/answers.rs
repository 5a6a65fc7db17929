//! Given answers, and the one loop that follows them over a tree.

use std::cell::LazyCell;

use serde::{Deserialize, Serialize};

use super::Position;
use crate::tree::{Question, Reponse, Tree};

/// So few answers are looked through one by one.
const FEW_ANSWERS: usize = 32;

/// A question and the answer given to it, by their ids: what a case, the command line and a record say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answered<S = String> {
    pub question: S,
    pub reponse: S,
}

impl<S> Answered<S> {
    /// The answer `reponse` to `question`.
    pub fn new(question: impl Into<S>, reponse: impl Into<S>) -> Self {
        Self { question: question.into(), reponse: reponse.into() }
    }

    /// This answer, its two ids held otherwise.
    pub fn map<'a, T>(&'a self, id: impl Fn(&'a S) -> T) -> Answered<T> {
        Answered { question: id(&self.question), reponse: id(&self.reponse) }
    }
}

/// A step of a path through a tree: a question and one of its answers.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'t> {
    pub question: &'t Question,
    pub reponse: &'t Reponse,
}

impl<'t> Edge<'t> {
    /// Its ids.
    pub fn ids(self) -> Answered<&'t str> {
        Answered::new(self.question.id.as_str(), self.reponse.id.as_str())
    }
}

/// Why given answers lead to no end.
#[derive(Debug, Clone, Copy)]
pub enum Stuck<'t> {
    /// This question is asked, and not answered.
    Unanswered(&'t Question),
    /// This question has no such answer.
    UnknownAnswer(&'t Question),
}

impl<'t> Stuck<'t> {
    /// The question that has no valid answer.
    pub fn question(self) -> &'t Question {
        match self {
            Self::Unanswered(question) | Self::UnknownAnswer(question) => question,
        }
    }
}

impl Position {
    /// Where the answers that `answer` chooses lead from here: to an end, or to the first question for
    /// which it has none.
    #[must_use]
    pub fn advance<'t>(
        self,
        tree: &'t Tree,
        mut answer: impl FnMut(Self, &'t Question) -> Option<&'t Reponse>,
    ) -> Self {
        let mut position = self;
        while let Some((_, question)) = position.question(tree) {
            let Some(reponse) = answer(position, question) else { break };
            position = position.follow(tree, question, reponse);
        }
        position
    }

    /// The end to which given answers lead from here, in whatever order they come; `visit` is told
    /// each one that serves, with the position where its question is asked. It allocates nothing where the answers are few:
    /// millions of cases are replayed with it.
    ///
    /// # Errors
    ///
    /// Where a question on the way has no valid answer.
    pub fn follow_all<'t, S: AsRef<str>>(
        self,
        tree: &'t Tree,
        answers: &[Answered<S>],
        mut visit: impl FnMut(Self, Edge<'t>),
    ) -> Result<Self, Stuck<'t>> {
        let (mut served, mut stuck) = (0, None);
        // Where there are many, they are sorted once, the first of equal ones before the others.
        let sorted = LazyCell::new(|| {
            let mut sorted: Vec<&Answered<S>> = answers.iter().collect();
            sorted.sort_by(|one, other| one.question.as_ref().cmp(other.question.as_ref()));
            sorted
        });
        let end = self.advance(tree, |position, question| {
            let asked = |given: &&Answered<S>| given.question.as_ref() == question.id;
            // Answers mostly come in the order of the questions: look there first.
            let given = answers.get(served).filter(asked).or_else(|| {
                if answers.len() <= FEW_ANSWERS {
                    return answers.iter().find(asked);
                }
                let at = sorted.partition_point(|given| given.question.as_ref() < question.id.as_str());
                sorted.get(at).copied().filter(asked)
            });
            let reponse = given.and_then(|given| question.reponse(given.reponse.as_ref()));
            match reponse {
                Some(reponse) => visit(position, Edge { question, reponse }),
                None if given.is_some() => stuck = Some(Stuck::UnknownAnswer(question)),
                None => stuck = Some(Stuck::Unanswered(question)),
            }
            served += 1;
            reponse
        });
        stuck.map_or(Ok(end), Err)
    }
}
