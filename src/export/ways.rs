//! A démarche and everything that it can lead to: what a sheet of it or a row of a table says.

use aiguilleur_core::tree::{
    Categorie, Channel, Contact, Demarche, NodeId, NonPrevu, Question, Reponse, Supplied, Tree,
};
use aiguilleur_core::walk::Survey;
use aiguilleur_core::walk::{Outcome, Position, Request};

/// A request, and the ways it can end.
#[derive(Debug)]
pub(super) struct Asked<'t> {
    pub request: Request<'t>,
    /// Where the interview meets it, by its rank in the survey.
    pub rank: usize,
    pub ways: Vec<Way<'t>>,
}

/// One way a request can end.
#[derive(Debug)]
pub(super) struct Way<'t> {
    /// The questions asked from the request on; several answers may lead the same way.
    pub when: Vec<(&'t Question, Vec<&'t Reponse>)>,
    pub end: End<'t>,
}

/// What a way comes to.
#[derive(Debug, Clone, Copy)]
pub(super) enum End<'t> {
    Outcome(Outcome<'t>),
    /// It becomes another request.
    Elsewhere(Request<'t>),
}

/// The requests of a tree, each once, in the order in which its file has them.
pub(super) fn asked<'t>(survey: &Survey<'t>, tree: &'t Tree) -> Vec<Asked<'t>> {
    let mut first: Vec<(NodeId, usize)> = Vec::new();
    for rank in 0..survey.size() {
        // The nearest position that counts for a request is where it is met.
        if let Some(request) =
            survey.position(rank).request().filter(|id| !first.iter().any(|(met, _)| met == id))
        {
            first.push((request, rank));
        }
    }
    first.sort_unstable();
    first
        .into_iter()
        .filter_map(|(_, rank)| {
            let request = request(tree, survey.position(rank))?;
            Some(Asked { request, rank, ways: ways(tree, survey.position(rank)) })
        })
        .collect()
}

/// The démarches among the requests, in the order of the document.
pub(super) fn demarches<'t>(survey: &Survey<'t>, supplied: Supplied<'t>) -> Vec<(&'t Demarche, Asked<'t>)> {
    let row = |demarche: &Demarche| {
        let first = demarche.lignes.first();
        supplied.operateur.lignes().position(|ligne| Some(&ligne.id) == first).unwrap_or(usize::MAX)
    };
    let asked = asked(survey, supplied.tree).into_iter();
    let mut found: Vec<_> = asked.filter_map(|asked| Some((asked.request.demarche()?, asked))).collect();
    found.sort_by_key(|(demarche, _)| row(demarche));
    found
}

/// The requests that the document does not foresee.
pub(super) fn not_foreseen<'t>(survey: &Survey<'t>, tree: &'t Tree) -> Vec<(&'t NonPrevu, Asked<'t>)> {
    let asked = asked(survey, tree).into_iter();
    asked
        .filter_map(|asked| match asked.request {
            Request::NonPrevu(non_prevu) => Some((non_prevu, asked)),
            Request::Demarche(_) => None,
        })
        .collect()
}

/// The request that a position counts for.
fn request(tree: &Tree, position: Position) -> Option<Request<'_>> {
    let asked = position.ask(tree).and_then(|ask| ask.request);
    asked.or_else(|| position.outcome(tree).map(|outcome| outcome.request))
}

/// Every way from a position on, as long as it counts for the same request.
fn ways(tree: &Tree, position: Position) -> Vec<Way<'_>> {
    if let Some(outcome) = position.outcome(tree) {
        return vec![Way { when: Vec::new(), end: End::Outcome(outcome) }];
    }
    let Some(ask) = position.ask(tree) else {
        return Vec::new();
    };
    let mut branches: Vec<(Position, Vec<&Reponse>)> = Vec::new();
    for reponse in &ask.question.reponses {
        let next = position.follow(tree, ask.question, reponse);
        match branches.iter_mut().find(|(known, _)| *known == next) {
            Some((_, reponses)) => reponses.push(reponse),
            None => branches.push((next, vec![reponse])),
        }
    }
    let mut found = Vec::new();
    for (next, reponses) in branches {
        let here = (ask.question, reponses);
        if next.request() == position.request() {
            for mut way in ways(tree, next) {
                way.when.insert(0, here.clone());
                found.push(way);
            }
        } else if let Some(other) = request(tree, next) {
            found.push(Way { when: vec![here], end: End::Elsewhere(other) });
        }
    }
    found
}

impl<'t> Asked<'t> {
    /// The outcomes among its ways.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome<'t>> {
        self.ways.iter().filter_map(|way| match &way.end {
            End::Outcome(outcome) => Some(outcome),
            End::Elsewhere(_) => None,
        })
    }

    /// The contacts of all its ways, those of one next to each other.
    pub fn contacts(&self) -> Vec<(&'t Contact, &'t Channel)> {
        let mut found: Vec<(&Contact, &Channel)> = Vec::new();
        for (contact, channel) in self.outcomes().flat_map(Outcome::contacts) {
            let same = |(c, k): &(&Contact, &Channel)| c.id == contact.id && std::ptr::eq(*k, channel);
            if found.iter().any(same) {
                continue;
            }
            let after = found.iter().rposition(|(known, _)| known.id == contact.id);
            found.insert(after.map_or(found.len(), |rank| rank + 1), (contact, channel));
        }
        found
    }

    /// Whether one of its ways is urgent, or the request itself.
    pub fn urgent(&self) -> bool {
        self.request.categorie() == Categorie::Urgent || self.outcomes().any(Outcome::urgence)
    }
}

impl Way<'_> {
    /// « Y a-t-il un blocage ? Oui » ; nothing where nothing more is asked.
    pub fn condition(&self) -> String {
        let asked = self.when.iter().map(|(question, reponses)| {
            let answers: Vec<&str> = reponses.iter().map(|reponse| reponse.texte.as_str()).collect();
            format!("{} {}", question.texte, answers.join(" ; ou : "))
        });
        asked.collect::<Vec<_>>().join(". ")
    }
}
