//! Which position has which number: urgencies first, then one theme after the other.

use crate::export::requests::requests;
use aiguilleur_core::tree::{Demarche, NON, Operateur, Question, Supplied, Tree};
use aiguilleur_core::walk::Survey;

/// The entries of one tree.
#[derive(Debug)]
pub(super) struct Numbers<'t> {
    pub operateur: &'t Operateur,
    pub tree: &'t Tree,
    pub survey: Survey<'t>,
    /// The ranks of the survey, in the order of the entries.
    order: Vec<usize>,
    /// The number of each rank.
    of: Vec<u32>,
    /// The numbers that lead to each rank.
    from: Vec<Vec<u32>>,
}

/// Numbers the positions of trees, one tree after the other.
pub(super) fn number<'t>(trees: &[Supplied<'t>]) -> Vec<Numbers<'t>> {
    let mut next = 1;
    let mut parts = Vec::with_capacity(trees.len());
    for supplied in trees {
        let part = Numbers::new(*supplied, next);
        next += u32::try_from(part.order.len()).unwrap_or(0);
        parts.push(part);
    }
    parts
}

impl<'t> Numbers<'t> {
    fn new(Supplied { operateur, tree }: Supplied<'t>, first: u32) -> Self {
        let survey = Survey::new(tree);
        let order = order(&survey, tree);
        let mut numbers = vec![0; survey.size()];
        for (number, rank) in (first..).zip(&order) {
            numbers[*rank] = number;
        }
        let mut from = vec![Vec::new(); survey.size()];
        for rank in &order {
            for next in survey.leads_to(*rank) {
                if !from[*next].contains(&numbers[*rank]) {
                    from[*next].push(numbers[*rank]);
                }
            }
        }
        Self { operateur, tree, survey, order, of: numbers, from }
    }

    /// Every rank and its number, in the order of the numbers.
    pub fn in_order(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.order.iter().map(|rank| (*rank, self.of[*rank]))
    }

    /// The number of a rank.
    pub fn of(&self, rank: usize) -> Option<u32> {
        self.of.get(rank).copied()
    }

    /// The number that the tree starts at.
    pub fn first(&self) -> u32 {
        self.of[0]
    }

    /// The numbers that lead to a rank.
    pub fn from(&self, rank: usize) -> &[u32] {
        &self.from[rank]
    }

    /// The urgency question and its rank.
    pub fn urgence(&self) -> Option<(usize, &'t Question)> {
        let node = self.tree.urgence?;
        let rank =
            self.order.iter().copied().find(|rank| self.survey.position(*rank).node() == Some(node))?;
        Some((rank, self.tree.node(node).question()?))
    }

    /// Each démarche, with the number where it is met.
    pub fn demarches(&self) -> Vec<(&'t Demarche, u32)> {
        let found = requests(&self.survey, self.tree).into_iter();
        found.filter_map(|found| Some((found.request.demarche()?, self.of(found.rank)?))).collect()
    }
}

/// Depth first, so that what follows a question is near it; the branch of « non » after those of
/// the urgencies.
fn order(survey: &Survey<'_>, tree: &Tree) -> Vec<usize> {
    let mut order = Vec::with_capacity(survey.size());
    let mut met = vec![false; survey.size()];
    let mut ahead = vec![0];
    while let Some(rank) = ahead.pop() {
        if std::mem::replace(&mut met[rank], true) {
            continue;
        }
        order.push(rank);
        let mut next: Vec<usize> = survey.leads_to(rank).to_vec();
        let position = survey.position(rank);
        if let Some((node, question)) = position.question(tree)
            && tree.urgence == Some(node)
            && let Some(calm) = question.reponses.iter().position(|reponse| reponse.id == NON)
        {
            let calm = next.remove(calm);
            next.push(calm);
        }
        ahead.extend(next.into_iter().rev());
    }
    order
}
