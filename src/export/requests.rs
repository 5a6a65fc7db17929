//! Each request of a tree, once, with every branch from it to an end: what a sheet of a démarche or
//! a ligne of the open data says.

use std::collections::{BTreeMap, HashMap};

use aiguilleur_core::tree::{Contact, ContactCanal, Demarche, NodeId, NonPrevu, Supplied, Tree};
use aiguilleur_core::walk::{Branch, End, Outcome, Position, Request, Survey};

/// A request, and the branches that start from it.
#[derive(Debug)]
pub(super) struct RequestBranches<'t> {
    pub request: Request<'t>,
    /// The nearest position that counts for it, by its rank in the survey.
    pub rank: usize,
    pub branches: Vec<Branch<'t>>,
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
        Some(RequestBranches { request, rank, branches: survey.branches(rank) })
    };
    first.into_values().filter_map(branches).collect()
}

/// The démarches among the requests, in the order of the document.
pub(super) fn demarches<'t>(
    survey: &Survey<'t>,
    Supplied { operateur, tree }: Supplied<'t>,
) -> Vec<(&'t Demarche, RequestBranches<'t>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, ligne) in operateur.lignes().enumerate() {
        places.entry(&ligne.id).or_insert(place);
    }
    let place = |demarche: &Demarche| {
        demarche.lignes.first().and_then(|id| places.get(id.as_str())).copied().unwrap_or(usize::MAX)
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
}
