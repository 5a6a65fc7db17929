//! How a tree is cut into diagrams that fit a screen, and what is read at each place of them, for
//! `mermaid` and `arbre`.

use std::collections::{HashMap, HashSet};

use crate::pages::{categorie, sheet};
use aiguilleur_core::tree::{Supplied, Tree};
use aiguilleur_core::walk::{Edge, Outcome, Position, Request, Survey, texts};

/// More positions than this do not fit on a screen.
const MOST_ON_A_SCREEN: usize = 20;
/// A branch of so few positions is drawn where it is.
const FEW_POSITIONS: usize = 5;
/// A diagram that already has so many leaves what follows to others: nobody reads more of one.
const FULL: usize = 120;

/// The diagrams of a tree.
#[derive(Debug)]
pub(super) struct Diagrams<'t> {
    pub operateur: &'t str,
    tree: &'t Tree,
    survey: Survey<'t>,
    /// The general one first.
    all: Vec<Diagram>,
    /// The place among them of the one that starts at each position.
    by_root: HashMap<usize, usize>,
    /// Whether the question that leads to each position names its request.
    named_before: Vec<bool>,
}

/// One diagram.
#[derive(Debug)]
pub(super) struct Diagram {
    pub titre: String,
    /// Where it starts.
    pub root: usize,
    /// Its positions, by rank, each after the first that leads to it.
    pub ranks: Vec<usize>,
    /// The positions that have a diagram of their own.
    pub elsewhere: Vec<usize>,
}

/// The way of one case through a tree: each rank that it meets, and the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct Path(HashMap<usize, Option<usize>>);

impl Path {
    /// Whether the way goes from one position straight to the other.
    pub fn follows(&self, from: usize, to: usize) -> bool {
        self.0.get(&from) == Some(&Some(to))
    }

    /// Whether the way meets this position.
    pub fn meets(&self, rank: usize) -> bool {
        self.0.contains_key(&rank)
    }
}

impl<'t> Diagrams<'t> {
    pub fn new(Supplied { operateur, tree }: Supplied<'t>) -> Self {
        let survey = Survey::new(tree);
        let named_before = named_before(&survey, tree);
        let mut diagrams = Self {
            operateur: &operateur.nom,
            tree,
            survey,
            all: Vec::new(),
            by_root: HashMap::new(),
            named_before,
        };
        let first = if diagrams.size(0) <= MOST_ON_A_SCREEN { "Tout l'arbre" } else { "Vue d'ensemble" };
        let mut roots = vec![(0, first.to_owned())];
        diagrams.by_root.insert(0, 0);
        while let Some((root, titre)) = roots.get(diagrams.all.len()).cloned() {
            let diagram = diagrams.cut(root, titre, &mut roots);
            diagrams.all.push(diagram);
        }
        diagrams
    }

    /// The diagram that starts at `root`; what it leaves to others is added to `roots`.
    fn cut(&mut self, root: usize, titre: String, roots: &mut Vec<(usize, String)>) -> Diagram {
        let whole = self.size(root) <= MOST_ON_A_SCREEN;
        let mut diagram = Diagram { titre, root, ranks: vec![root], elsewhere: Vec::new() };
        let mut met = HashSet::from([root]);
        let mut ahead = vec![root];
        while let Some(rank) = ahead.pop() {
            let mut inside = Vec::new();
            for (answers, next) in self.edges(rank) {
                if !met.insert(next) {
                    continue;
                }
                let (known, size) = (self.by_root.contains_key(&next), self.size(next));
                let own = (FEW_POSITIONS + 1..=MOST_ON_A_SCREEN).contains(&size)
                    || size > FEW_POSITIONS && diagram.ranks.len() >= FULL;
                if known || !whole && own {
                    diagram.elsewhere.push(next);
                    if !known {
                        self.by_root.insert(next, roots.len());
                        roots.push((next, answers));
                    }
                } else {
                    diagram.ranks.push(next);
                    inside.push(next);
                }
            }
            ahead.extend(inside.into_iter().rev());
        }
        diagram
    }

    /// How many positions can be met from this one on, counted as far as [`MOST_ON_A_SCREEN`] and one more.
    fn size(&self, rank: usize) -> usize {
        let mut met = vec![rank];
        let mut at = 0;
        while at < met.len() && met.len() <= MOST_ON_A_SCREEN {
            for &next in self.survey.leads_to(met[at]) {
                if met.len() > MOST_ON_A_SCREEN {
                    break;
                }
                if !met.contains(&next) {
                    met.push(next);
                }
            }
            at += 1;
        }
        met.len()
    }

    /// The way that these answers go.
    pub fn path(&self, answers: &[Edge<'_>]) -> Path {
        let mut path = HashMap::new();
        let mut rank = 0;
        for Edge { question, reponse } in answers {
            let choice = question.reponses.iter().position(|other| other.id == reponse.id);
            let Some(next) = choice.and_then(|choice| self.survey.leads_to(rank).get(choice)) else { break };
            path.insert(rank, Some(*next));
            rank = *next;
        }
        path.insert(rank, None);
        Path(path)
    }

    /// Where a position leads, the answers that lead to the same place together.
    pub fn edges(&self, rank: usize) -> Vec<(String, usize)> {
        let next = self.survey.next(rank).into_iter();
        next.map(|(reponses, next)| (texts(&reponses), next)).collect()
    }

    /// The diagrams that a way goes through; all of them without one.
    pub fn on<'d>(&'d self, path: Option<&'d Path>) -> impl Iterator<Item = &'d Diagram> {
        self.all.iter().filter(move |diagram| path.is_none_or(|path| path.meets(diagram.root)))
    }

    /// The title of the diagram that starts at this position.
    pub fn titre(&self, root: usize) -> &str {
        self.by_root.get(&root).map_or("", |rank| &self.all[*rank].titre)
    }

    /// The position as it is read. An outcome does not say again what the question of its démarche, by which alone
    /// it is reached, has said.
    pub fn words(&self, rank: usize) -> Words {
        let mut words = Words::of(self.survey.position(rank), self.tree);
        if words.end && self.named_before[rank] {
            words.lines.remove(0);
        }
        words
    }
}

/// What is read at a position.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The category of an outcome, or of the démarche that is asked about: its code and its words.
    pub categorie: Option<(&'static str, &'static str)>,
    /// The démarche, the question, what to do.
    pub lines: Vec<String>,
    /// It ends there.
    pub end: bool,
}

impl Words {
    fn of(position: Position, tree: &Tree) -> Self {
        if let Some(outcome) = position.outcome(tree) {
            let lines = vec![outcome.request.titre().to_owned(), to_do(&outcome)];
            return Self { categorie: Some(category(&outcome.request)), lines, end: true };
        }
        let Some(ask) = position.ask(tree) else {
            return Self::default();
        };
        let about = ask.request.filter(|_| ask.is_blocage());
        let lines = about.iter().map(|request| request.titre().to_owned());
        Self {
            categorie: about.as_ref().map(category),
            lines: lines.chain([ask.question.texte.clone()]).collect(),
            end: false,
        }
    }
}

fn category(request: &Request<'_>) -> (&'static str, &'static str) {
    let categorie = request.categorie();
    (categorie.code(), categorie::in_capitals(categorie))
}

/// The first thing to do at the end.
fn to_do(outcome: &Outcome<'_>) -> String {
    match outcome.conduite {
        Some(conduite) => {
            let first = conduite.etapes.iter().find(|etape| !etape.remarque).or(conduite.etapes.first());
            first.map_or_else(String::new, |etape| etape.texte.clone())
        }
        None if outcome.request.demarche().is_some() => "Terminez la démarche sur place.".to_owned(),
        None => sheet::NO_CONDUITE.to_owned(),
    }
}

/// For each position, whether only questions about its own démarche lead to it.
fn named_before(survey: &Survey<'_>, tree: &Tree) -> Vec<bool> {
    let mut named = vec![true; survey.size()];
    for rank in 0..survey.size() {
        let position = survey.position(rank);
        let about_it = position.ask(tree).is_some_and(|ask| ask.is_blocage());
        for &next in survey.leads_to(rank) {
            named[next] &= about_it && survey.position(next).request() == position.request();
        }
    }
    named
}
