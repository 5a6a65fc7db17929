//! One interview as a value: the answers given so far, and those kept for later.

use super::{Ask, Position, Step};
use crate::tree::{NodeId, Reponse, Tree};

/// An answer that was given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'t> {
    pub ask: Ask<'t>,
    pub reponse: &'t Reponse,
    /// It came with the command line: it was not asked.
    pub supplied: bool,
    /// Where it was given.
    from: Position,
}

/// An answer kept for later: given before going back, or supplied in advance.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    question: String,
    reponse: String,
    /// `blocage` only holds for the démarche that it was asked of.
    of: Option<NodeId>,
    supplied: bool,
}

/// One interview.
///
/// ```
/// use aiguilleur::tree::{Embedded, Set};
/// use aiguilleur::walk::{Interview, Step};
///
/// let set = Set::open(Box::new(Embedded)).unwrap();
/// let tree = set.tree(set.referentiel.operateur("caf").unwrap()).unwrap();
/// let interview = Interview::start(&tree);
/// let Some(Step::Ask(ask)) = interview.next() else { panic!("an interview starts with a question") };
/// assert_eq!(ask.question.id, "urgence");
/// let next = interview.answer("non").unwrap();
/// assert_eq!(next.path().len(), 1);
/// assert_eq!(next.back().unwrap().path().len(), 0);
/// ```
#[derive(Debug, Clone)]
pub struct Interview<'t> {
    tree: &'t Tree,
    path: Vec<Given<'t>>,
    position: Position,
    kept: Vec<Kept>,
}

/// The answer does not belong to the question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAnswer;

impl<'t> Interview<'t> {
    /// An interview at its first question.
    pub fn start(tree: &'t Tree) -> Self {
        Self { tree, path: Vec::new(), position: Position::start(tree), kept: Vec::new() }
    }

    /// An interview for which answers are known in advance, question id and answer id: they are
    /// given as soon as their question comes, and the interview stops at the first other one.
    pub fn supplied(tree: &'t Tree, answers: &[(String, String)]) -> Self {
        let mut interview = Self::start(tree);
        interview.kept = answers
            .iter()
            .map(|(question, reponse)| Kept {
                question: question.clone(),
                reponse: reponse.clone(),
                of: None,
                supplied: true,
            })
            .collect();
        interview.apply_supplied();
        interview
    }

    /// What to ask now, or how it ends; nothing where the tree ends without a démarche.
    pub fn next(&self) -> Option<Step<'t>> {
        self.position
            .ask(self.tree)
            .map(Step::Ask)
            .or_else(|| self.position.outcome(self.tree).map(Step::End))
    }

    /// The answers given so far, in order.
    pub fn path(&self) -> &[Given<'t>] {
        &self.path
    }

    /// The tree that is walked.
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// The interview after this answer to the question asked.
    ///
    /// # Errors
    ///
    /// Where the question has no such answer, or nothing is asked.
    pub fn answer(&self, id: &str) -> Result<Self, UnknownAnswer> {
        let mut next = self.clone();
        next.give(id, false)?;
        next.apply_supplied();
        Ok(next)
    }

    /// The answer that was given here before going back and that still holds.
    pub fn kept(&self) -> Option<&'t Reponse> {
        let ask = self.position.ask(self.tree)?;
        let kept = self.kept.iter().find(|kept| self.holds(kept, &ask))?;
        ask.question.reponse(&kept.reponse)
    }

    /// The interview at the last question that was really asked; nothing where none was.
    pub fn back(&self) -> Option<Self> {
        let last = self.path.iter().rposition(|given| !given.supplied)?;
        Some(self.rewind(last))
    }

    /// The interview at the question of this rank in the path, asked whatever was supplied.
    #[must_use]
    pub fn rewind(&self, rank: usize) -> Self {
        let mut earlier = self.clone();
        for given in earlier.path.drain(rank..).collect::<Vec<_>>().into_iter().rev() {
            earlier.position = given.from;
            earlier.keep(&given);
        }
        let asked = earlier.position.ask(earlier.tree).map(|ask| ask.question.id.as_str());
        for kept in &mut earlier.kept {
            kept.supplied &= Some(kept.question.as_str()) != asked;
        }
        earlier
    }

    /// The supplied answers whose question was not asked, question id and answer id.
    pub fn unused(&self) -> impl Iterator<Item = (&str, &str)> {
        self.kept
            .iter()
            .filter(|kept| kept.supplied)
            .map(|kept| (kept.question.as_str(), kept.reponse.as_str()))
    }

    fn apply_supplied(&mut self) {
        while let Some(ask) = self.position.ask(self.tree) {
            let Some(kept) = self.kept.iter().find(|kept| kept.supplied && self.holds(kept, &ask)) else {
                return;
            };
            let reponse = kept.reponse.clone();
            if self.give(&reponse, true).is_err() {
                return;
            }
        }
    }

    fn give(&mut self, id: &str, supplied: bool) -> Result<(), UnknownAnswer> {
        let ask = self.position.ask(self.tree).ok_or(UnknownAnswer)?;
        let reponse = ask.question.reponse(id).ok_or(UnknownAnswer)?;
        self.kept.retain(|kept| kept.question != ask.question.id);
        self.path.push(Given { ask, reponse, supplied, from: self.position });
        self.position = self.position.follow(self.tree, ask.question, reponse);
        Ok(())
    }

    fn keep(&mut self, given: &Given<'_>) {
        let question = &given.ask.question.id;
        self.kept.retain(|kept| kept.question != *question);
        self.kept.push(Kept {
            question: question.clone(),
            reponse: given.reponse.id.clone(),
            of: if given.ask.is_blocage() && !given.supplied { given.from.request() } else { None },
            supplied: given.supplied,
        });
    }

    fn holds(&self, kept: &Kept, ask: &Ask<'_>) -> bool {
        kept.question == ask.question.id
            && (kept.of.is_none() || kept.of == self.position.request())
            && ask.question.reponse(&kept.reponse).is_some()
    }
}
