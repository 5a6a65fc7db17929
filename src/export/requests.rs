//! Each request of a tree, once, with every branch from it to an end: what a sheet of a démarche or
//! a ligne of the open data says.

use std::collections::BTreeMap;

use aiguilleur_core::tree::{
    Categorie, Contact, ContactCanal, Demarche, NodeId, NonPrevu, Question, Reponse, Supplied, Tree,
};
use aiguilleur_core::walk::{Outcome, Position, Request, Survey};

/// A request, and the branches that start from it.
#[derive(Debug)]
pub(super) struct RequestBranches<'t> {
    pub request: Request<'t>,
    /// The nearest position that counts for it, by its rank in the survey.
    pub rank: usize,
    pub branches: Vec<Branch<'t>>,
}

/// The questions asked from a request on, and where the answers lead.
#[derive(Debug)]
pub(super) struct Branch<'t> {
    /// Several answers to one question may lead the same way.
    pub answers: Vec<(&'t Question, Vec<&'t Reponse>)>,
    pub end: End<'t>,
}

/// What a branch ends with.
#[derive(Debug, Clone, Copy)]
pub(super) enum End<'t> {
    Outcome(Outcome<'t>),
    /// It becomes another request.
    Elsewhere(Request<'t>),
}

/// The requests of a tree, each once, in the order in which its file has them.
pub(super) fn requests<'t>(survey: &Survey<'t>, tree: &'t Tree) -> Vec<RequestBranches<'t>> {
    let mut first: BTreeMap<NodeId, usize> = BTreeMap::new();
    for rank in 0..survey.size() {
        if let Some(request) = survey.position(rank).request() {
            first.entry(request).or_insert(rank);
        }
    }
    let branches = |rank| {
        let request = request(tree, survey.position(rank))?;
        Some(RequestBranches { request, rank, branches: branches(survey, tree, rank) })
    };
    first.into_values().filter_map(branches).collect()
}

/// The démarches among the requests, in the order of the document.
pub(super) fn demarches<'t>(
    survey: &Survey<'t>,
    Supplied { operateur, tree }: Supplied<'t>,
) -> Vec<(&'t Demarche, RequestBranches<'t>)> {
    let place = |demarche: &Demarche| {
        let first = demarche.lignes.first();
        operateur.lignes().position(|ligne| Some(&ligne.id) == first).unwrap_or(usize::MAX)
    };
    let found = requests(survey, tree).into_iter();
    let mut found: Vec<_> = found.filter_map(|found| Some((found.request.demarche()?, found))).collect();
    found.sort_by_key(|(demarche, _)| place(demarche));
    found
}

/// The requests that the document does not foresee.
pub(super) fn non_prevus<'t>(
    survey: &Survey<'t>,
    tree: &'t Tree,
) -> Vec<(&'t NonPrevu, RequestBranches<'t>)> {
    let non_prevu = |found: RequestBranches<'t>| match found.request {
        Request::NonPrevu(non_prevu) => Some((non_prevu, found)),
        Request::Demarche(_) => None,
    };
    requests(survey, tree).into_iter().filter_map(non_prevu).collect()
}

/// The request that a position counts for.
fn request(tree: &Tree, position: Position) -> Option<Request<'_>> {
    let asked = position.ask(tree).and_then(|ask| ask.request);
    asked.or_else(|| position.outcome(tree).map(|outcome| outcome.request))
}

/// Every branch from a position on, as long as it counts for the same request.
fn branches<'t>(survey: &Survey<'t>, tree: &'t Tree, rank: usize) -> Vec<Branch<'t>> {
    if let Some(outcome) = survey.outcome(rank) {
        return vec![Branch { answers: Vec::new(), end: End::Outcome(outcome) }];
    }
    let position = survey.position(rank);
    let Some((_, question)) = position.question(tree) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (reponses, rank) in next(survey, tree, rank) {
        let here = (question, reponses);
        let next = survey.position(rank);
        if next.request() == position.request() {
            for mut branch in branches(survey, tree, rank) {
                branch.answers.insert(0, here.clone());
                found.push(branch);
            }
        } else if let Some(other) = request(tree, next) {
            found.push(Branch { answers: vec![here], end: End::Elsewhere(other) });
        }
    }
    found
}

/// The ranks that follow a rank, each with the answers that lead to it.
pub(super) fn next<'t>(survey: &Survey<'t>, tree: &'t Tree, rank: usize) -> Vec<(Vec<&'t Reponse>, usize)> {
    let mut found: Vec<(Vec<&Reponse>, usize)> = Vec::new();
    let reponses = survey.position(rank).question(tree).map_or(&[][..], |(_, question)| &question.reponses);
    for (reponse, &next) in reponses.iter().zip(survey.leads_to(rank)) {
        match found.iter_mut().find(|(_, known)| *known == next) {
            Some((reponses, _)) => reponses.push(reponse),
            None => found.push((vec![reponse], next)),
        }
    }
    found
}

/// Answers that lead to the same place, as one text: « Oui ; ou : Je ne sais pas ».
pub(super) fn texts(reponses: &[&Reponse]) -> String {
    reponses.iter().map(|reponse| reponse.texte.as_str()).collect::<Vec<_>>().join(" ; ou : ")
}

impl<'t> RequestBranches<'t> {
    /// The outcomes among its ends.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome<'t>> {
        self.branches.iter().filter_map(|branch| match &branch.end {
            End::Outcome(outcome) => Some(outcome),
            End::Elsewhere(_) => None,
        })
    }

    /// The contacts of all its outcomes, those of one next to each other.
    pub fn contacts(&self) -> Vec<(&'t Contact, &'t ContactCanal)> {
        let mut found: Vec<(&Contact, &ContactCanal)> = Vec::new();
        for (contact, channel) in self.outcomes().flat_map(Outcome::contacts) {
            let same = |(c, k): &(&Contact, &ContactCanal)| c.id == contact.id && std::ptr::eq(*k, channel);
            if found.iter().any(same) {
                continue;
            }
            let after = found.iter().rposition(|(known, _)| known.id == contact.id);
            found.insert(after.map_or(found.len(), |rank| rank + 1), (contact, channel));
        }
        found
    }

    /// Whether one of its outcomes is urgent, or the request itself.
    pub fn urgent(&self) -> bool {
        self.request.categorie() == Categorie::Urgent || self.outcomes().any(Outcome::urgence)
    }
}

impl Branch<'_> {
    /// « Y a-t-il un blocage ? Oui » ; empty where nothing more is asked.
    pub fn condition(&self) -> String {
        let answers = self.answers.iter();
        let said = answers.map(|(question, reponses)| format!("{} {}", question.texte, texts(reponses)));
        said.collect::<Vec<_>>().join(". ")
    }
}
