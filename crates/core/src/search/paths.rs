//! How a démarche is reached: the shortest paths to it.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::tree::{Categorie, NE_SAIT_PAS, Node, NodeId, Question, Tree};
use crate::walk::{Answered, Edge, Survey};

/// No démarche is shown with more paths to it than this.
const MOST: usize = 24;

/// Nobody answers more questions than this; a démarche that lies deeper implies no answer.
const DEEPEST: usize = 40;

/// An answer on a path to a démarche.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implied {
    pub answered: Answered,
    /// The words of the answer.
    pub texte: String,
    /// No answer after it is told: it chooses the démarche.
    pub decides: bool,
}

/// The shortest paths to each démarche of a tree. The urgency question is left out of them: it is asked
/// whatever one is looking for. « Je ne sais pas » is on none, unless there is no other.
pub(super) fn shortest_paths(tree: &Tree) -> HashMap<NodeId, Vec<Vec<Implied>>> {
    let survey = Survey::new(tree);
    let mut found = Distances::new(tree, &survey, true).paths();
    for (request, paths) in Distances::new(tree, &survey, false).paths() {
        found.entry(request).or_insert(paths);
    }
    found
}

/// How far every position is from the start.
struct Distances<'s, 't> {
    tree: &'t Tree,
    survey: &'s Survey<'t>,
    /// How many answers lead to each rank at least.
    depth: Vec<usize>,
    /// The answers by which each rank is reached from one that is nearer to the start.
    from: Vec<Vec<Step<'t>>>,
}

/// An answer on a shortest path.
#[derive(Clone)]
struct Step<'t> {
    /// The rank at which it is given.
    before: usize,
    edge: Edge<'t>,
    /// Whether it is one of two that lead to the same place, beside an urgency: all that tells them apart is that it is
    /// none.
    sets_an_urgency_aside: bool,
}

impl<'s, 't> Distances<'s, 't> {
    fn new(tree: &'t Tree, survey: &'s Survey<'t>, certain: bool) -> Self {
        let mut depth = vec![usize::MAX; survey.size()];
        let mut from = vec![Vec::new(); survey.size()];
        depth[0] = 0;
        let mut reached = VecDeque::from([0]);
        while let Some(rank) = reached.pop_front() {
            let Some((_, question)) = survey.position(rank).question(tree) else { continue };
            let aside = beside_an_urgency(tree, question);
            for (reponse, &next) in question.reponses.iter().zip(survey.leads_to(rank)) {
                if certain && reponse.id == NE_SAIT_PAS {
                    continue;
                }
                if depth[next] == usize::MAX {
                    depth[next] = depth[rank] + 1;
                    reached.push_back(next);
                }
                if depth[next] == depth[rank] + 1 {
                    let sets_an_urgency_aside = reponse.vers.is_some_and(|vers| aside.contains(&vers));
                    from[next].push(Step {
                        before: rank,
                        edge: Edge { question, reponse },
                        sets_an_urgency_aside,
                    });
                }
            }
        }
        Self { tree, survey, depth, from }
    }

    fn paths(&self) -> HashMap<NodeId, Vec<Vec<Implied>>> {
        // The places where each démarche is met with the fewest answers.
        let mut met: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for rank in (0..self.survey.size()).filter(|&rank| self.depth[rank] <= DEEPEST) {
            let Some(request) = self.survey.position(rank).request() else { continue };
            let nearest = met.entry(request).or_default();
            match nearest.first().map(|&first| self.depth[rank].cmp(&self.depth[first])) {
                Some(Ordering::Greater) => {}
                Some(Ordering::Less) => *nearest = vec![rank],
                Some(Ordering::Equal) | None => nearest.push(rank),
            }
        }
        met.into_iter()
            .map(|(request, ranks)| {
                let mut found = Vec::new();
                for rank in ranks {
                    self.trace(rank, &mut Vec::new(), false, &mut found);
                }
                found.dedup();
                (request, found)
            })
            .collect()
    }

    /// Every shortest path from the start to `rank`; `after` holds what follows, last first. Where it is `asked`, what decides
    /// is no more among them.
    fn trace(&self, rank: usize, after: &mut Vec<Implied>, asked: bool, found: &mut Vec<Vec<Implied>>) {
        if rank == 0 && found.len() < MOST {
            found.push(after.iter().rev().cloned().collect());
        }
        for &Step { before, edge, sets_an_urgency_aside } in &self.from[rank] {
            if found.len() >= MOST {
                return;
            }
            // A condition on the person is never taken for granted, nor what is asked after it.
            if edge.reponse.jamais_deduite {
                let kept = std::mem::take(after);
                self.trace(before, after, true, found);
                *after = kept;
                continue;
            }
            let told = self.survey.position(before).node() != self.tree.urgence
                && edge.question.shared.is_none()
                && !sets_an_urgency_aside;
            if told {
                let answered = edge.ids().map(|id| (*id).to_owned());
                let decides = after.is_empty() && !asked;
                after.push(Implied { answered, texte: edge.reponse.texte.clone(), decides });
            }
            self.trace(before, after, asked, found);
            if told {
                after.pop();
            }
        }
    }
}

/// Where two answers of a question lead, if another is an urgency.
fn beside_an_urgency(tree: &Tree, question: &Question) -> HashSet<NodeId> {
    let urgent = |node: NodeId| matches!(tree.node(node), Node::Demarche(demarche) if demarche.categorie == Categorie::Urgent);
    let places = || question.reponses.iter().filter_map(|reponse| reponse.vers);
    if !places().any(urgent) {
        return HashSet::new();
    }
    let mut met = HashSet::new();
    places().filter(|place| !met.insert(*place)).collect()
}
