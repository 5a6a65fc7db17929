//! One interview as a value: the answers given so far, and those kept for later.

use std::collections::HashSet;

use super::{Answered, Ask, Edge, Position, Step};
use crate::tree::{Categorie, Demarche, NE_SAIT_PAS, Node, NodeId, Reponse, Tree};

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was given to the question.
    Asked,
    /// It came with the command line: it is not asked again.
    Supplied,
    /// It follows from the démarche that was looked for: it is shown, and can be changed.
    Implied,
}

/// An answer that was given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'t> {
    pub ask: Ask<'t>,
    pub reponse: &'t Reponse,
    pub origin: Origin,
    /// Where it was given.
    from: Position,
}

impl<'t> Given<'t> {
    /// The question and the answer.
    pub fn edge(&self) -> Edge<'t> {
        Edge { question: self.ask.question, reponse: self.reponse }
    }
}

/// An answer kept for later: given before going back, or known in advance.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    answered: Answered,
    /// `blocage` only holds for the démarche that it was asked of.
    of: Option<NodeId>,
    origin: Origin,
    /// It is given by itself as soon as its question comes.
    at_once: bool,
}

/// One interview.
///
/// ```
/// use aiguilleur_core::tree::{link, parse};
/// use aiguilleur_core::walk::{Interview, Step};
///
/// let source = parse::source("essai.ron", r#"(
///     format: 1, operateur: "essai", debut: "urgence", noeuds: [
///         Question(id: "urgence", texte: "Est-ce urgent ?", reponses: [
///             (id: "oui", texte: "Oui", vers: "autre"), (id: "non", texte: "Non", vers: "autre"),
///         ]),
///         NonPrevu(id: "autre", texte: "Le document ne dit rien de cette demande."),
///     ],
/// )"#);
/// let tree = link(source.unwrap()).unwrap();
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
    /// The démarche that was looked for.
    goal: Option<&'t Demarche>,
}

/// The answer does not belong to the question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAnswer;

impl<'t> Interview<'t> {
    /// An interview at its first question.
    pub fn start(tree: &'t Tree) -> Self {
        Self { tree, path: Vec::new(), position: Position::start(tree), kept: Vec::new(), goal: None }
    }

    /// An interview for which answers are known in advance: they are
    /// given as soon as their question comes, and the interview stops at the first other one.
    pub fn supplied(tree: &'t Tree, answers: &[Answered]) -> Self {
        let mut interview = Self::start(tree);
        interview.know(answers, Origin::Supplied);
        interview.apply_known();
        interview
    }

    /// An interview that looks for a démarche, with the answers that lead to it; those supplied
    /// come before them.
    pub fn toward(tree: &'t Tree, goal: &str, implied: &[Answered], supplied: &[Answered]) -> Self {
        let mut interview = Self::seeking(tree, goal, implied, supplied);
        interview.apply_known();
        interview
    }

    /// The same, where a person can be asked: a fact about the usager, what a shared question asks, is
    /// proposed and never taken for granted. It may change the category.
    pub fn toward_asking_facts(
        tree: &'t Tree,
        goal: &str,
        implied: &[Answered],
        supplied: &[Answered],
    ) -> Self {
        let mut interview = Self::seeking(tree, goal, implied, supplied);
        for kept in interview.kept.iter_mut().filter(|kept| kept.origin == Origin::Implied) {
            let mut asked = tree.questions().filter(|question| question.id == kept.answered.question);
            kept.at_once = !asked.any(|question| question.shared.is_some());
        }
        interview.apply_known();
        interview
    }

    fn seeking(tree: &'t Tree, goal: &str, implied: &[Answered], supplied: &[Answered]) -> Self {
        let mut interview = Self::start(tree);
        interview.goal = tree.demarche(goal);
        interview.know(supplied, Origin::Supplied);
        interview.know(implied, Origin::Implied);
        interview
    }

    /// The démarche that is looked for, as long as an answer may still lead to it; an urgency, until something is asked:
    /// the first answer keeps it or sets it aside.
    pub fn goal(&self) -> Option<&'t Demarche> {
        let asked = self.path.iter().any(|given| given.origin == Origin::Asked);
        let goal = self.goal.filter(|goal| !asked || goal.categorie != Categorie::Urgent)?;
        self.may_lead(self.position.node()?, goal).then_some(goal)
    }

    fn may_lead(&self, from: NodeId, goal: &Demarche) -> bool {
        let (mut left, mut seen) = (vec![from], HashSet::new());
        while let Some(id) = left.pop() {
            match self.tree.node(id) {
                Node::Demarche(demarche) if demarche.id == goal.id => return true,
                node if seen.insert(id) => left.extend(node.targets()),
                _ => {}
            }
        }
        false
    }

    /// The one answer that may lead to the démarche that is looked for, where the others cannot. It is shown and never
    /// taken for granted: none where a fact about the usager or an urgency is asked, which may change the category.
    pub fn leading(&self) -> Option<&'t Reponse> {
        let (ask, goal) = (self.position.ask(self.tree)?, self.goal()?);
        if self.asks_urgence() || ask.is_blocage() || ask.question.shared.is_some() {
            return None;
        }
        only(&ask, |next| self.may_lead(next, goal))
    }

    /// Whether the urgency question is asked now.
    fn asks_urgence(&self) -> bool {
        self.tree.urgence.is_some() && self.tree.urgence == self.position.node()
    }

    /// The answers that were deduced and whose question is still to come.
    pub fn deduced(&self) -> impl Iterator<Item = Edge<'t>> {
        let implied = self.kept.iter().filter(|kept| kept.origin == Origin::Implied);
        implied.filter_map(|Kept { answered, .. }| {
            let mut asked = self.tree.questions().filter(|question| question.id == answered.question);
            asked.find_map(|question| Some(Edge { question, reponse: question.reponse(&answered.reponse)? }))
        })
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
        next.give(id)?;
        next.apply_known();
        Ok(next)
    }

    /// The answer that was given here before going back and that still holds, and where it came
    /// from.
    pub fn kept(&self) -> Option<(&'t Reponse, Origin)> {
        let ask = self.position.ask(self.tree)?;
        match self.kept.iter().find(|kept| holds(kept, self.position, &ask)) {
            Some(kept) => Some((ask.question.reponse(&kept.answered.reponse)?, kept.origin)),
            None => Some((self.urgent_answer(&ask)?, Origin::Implied)),
        }
    }

    /// The urgent démarche that is looked for, where the urgency question is asked now.
    pub fn urgence_sought(&self) -> Option<&'t Demarche> {
        let goal = self.asks_urgence().then(|| self.goal())?;
        goal.filter(|goal| goal.categorie == Categorie::Urgent)
    }

    /// The one answer to the urgency question that leads to the urgent démarche that is looked for.
    fn urgent_answer(&self, ask: &Ask<'t>) -> Option<&'t Reponse> {
        let goal = self.urgence_sought()?;
        only(ask, |next| matches!(self.tree.node(next), Node::Demarche(demarche) if demarche.id == goal.id))
    }

    /// The interview at the last question that was asked, or answered by deduction; nothing where
    /// none was.
    pub fn back(&self) -> Option<Self> {
        let last = self.path.iter().rposition(|given| given.origin != Origin::Supplied)?;
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
            if Some(kept.answered.question.as_str()) == asked {
                kept.at_once = false;
            }
        }
        earlier
    }

    /// The supplied answers whose question was not asked.
    pub fn unused(&self) -> impl Iterator<Item = &Answered> {
        self.kept
            .iter()
            .filter(|kept| kept.at_once && kept.origin == Origin::Supplied)
            .map(|kept| &kept.answered)
    }

    fn know(&mut self, answers: &[Answered], origin: Origin) {
        for answered in answers {
            if !self.kept.iter().any(|kept| kept.answered.question == answered.question) {
                self.kept.push(Kept { answered: answered.clone(), of: None, origin, at_once: true });
            }
        }
    }

    fn apply_known(&mut self) {
        let (tree, start) = (self.tree, self.position);
        self.position = start.advance(tree, |position, _| {
            let ask = position.ask(tree)?;
            let known = |kept: &&Kept| kept.at_once && holds(kept, position, &ask);
            let kept = self.kept.iter().find(known)?;
            let (reponse, origin) = (ask.question.reponse(&kept.answered.reponse)?, kept.origin);
            self.record(Given { ask, reponse, origin, from: position });
            Some(reponse)
        });
    }

    fn give(&mut self, id: &str) -> Result<(), UnknownAnswer> {
        let from = self.position;
        let ask = from.ask(self.tree).ok_or(UnknownAnswer)?;
        let reponse = ask.question.reponse(id).ok_or(UnknownAnswer)?;
        self.record(Given { ask, reponse, origin: Origin::Asked, from });
        self.position = from.follow(self.tree, ask.question, reponse);
        Ok(())
    }

    /// Adds an answer to the path.
    fn record(&mut self, given: Given<'t>) {
        let question = &given.ask.question.id;
        let otherwise =
            |kept: &Kept| kept.answered.question == *question && kept.answered.reponse != given.reponse.id;
        if self.kept.iter().any(|kept| kept.origin == Origin::Implied && otherwise(kept)) {
            // What was looked for is given up, and all that followed from it.
            self.kept.retain(|kept| kept.origin != Origin::Implied);
            self.goal = None;
        }
        self.kept.retain(|kept| kept.answered.question != *question);
        self.path.push(given);
    }

    /// Keeps an answer of the path for when its question comes again.
    fn keep(&mut self, given: &Given<'_>) {
        let answered = given.edge().ids();
        self.kept.retain(|kept| kept.answered.question != answered.question);
        let asked = given.origin == Origin::Asked;
        self.kept.push(Kept {
            answered: answered.map(|id| (*id).to_owned()),
            of: given.from.request().filter(|_| asked && given.ask.is_blocage()),
            origin: given.origin,
            at_once: !asked,
        });
    }
}

/// The one answer that leads where it is wanted, « je ne sais pas » left out; nothing where several do.
fn only<'t>(ask: &Ask<'t>, leads: impl Fn(NodeId) -> bool) -> Option<&'t Reponse> {
    let known = ask.question.reponses.iter().filter(|reponse| reponse.id != NE_SAIT_PAS);
    let mut leading = known.filter(|reponse| reponse.vers.is_some_and(&leads));
    let only = leading.next()?;
    leading.next().is_none().then_some(only)
}

/// Whether a kept answer is one to what is asked at this position.
fn holds(kept: &Kept, position: Position, ask: &Ask<'_>) -> bool {
    kept.answered.question == ask.question.id
        && (kept.of.is_none() || kept.of == position.request())
        && ask.question.reponse(&kept.answered.reponse).is_some()
}
