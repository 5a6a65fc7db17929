//! Two trees side by side: which node of one is which node of the other.

use std::collections::{HashMap, HashSet, VecDeque};

use super::change::{Change, Nature};
use super::names::{Role, identity, name_for_cases, title};
use super::served::{ByContact, Reach, Touched};
use crate::tree::{Canal, Contact, Node, NodeId, Question, Reponse, Suite, Tree};
use crate::walk::Answered;

/// Two trees laid side by side.
#[derive(Debug)]
pub struct Alignment<'t> {
    pub(super) old: &'t Tree,
    pub(super) new: &'t Tree,
    reach: [Reach<'t>; 2],
    pairs: Vec<(NodeId, NodeId)>,
    paired: [HashMap<NodeId, NodeId>; 2],
    /// The nodes of each tree, by what they are.
    known: [HashMap<(Role, &'t str), NodeId>; 2],
    /// The comings and goings of answers that were told.
    told: HashSet<(Nature, String)>,
    /// Old id to new id, for what changed its name.
    names: HashMap<(Role, String), String>,
    /// Question (new id) and old answer, to new answer.
    answers: HashMap<Answered, String>,
    contacts: HashMap<String, String>,
    changes: Vec<Change>,
}

impl<'t> Alignment<'t> {
    /// Lays two trees of one opérateur side by side.
    pub fn new(old: &'t Tree, new: &'t Tree) -> Self {
        let mut alignment = Self {
            old,
            new,
            reach: [old, new].map(Reach::new),
            pairs: Vec::new(),
            paired: [HashMap::new(), HashMap::new()],
            known: [old, new].map(|tree| tree.nodes().map(|(id, node)| (identity(node), id)).collect()),
            told: HashSet::new(),
            names: HashMap::new(),
            answers: HashMap::new(),
            contacts: HashMap::new(),
            changes: Vec::new(),
        };
        alignment.align_contacts();
        let start = (old.start, new.start);
        if alignment.same(start.0, start.1) {
            alignment.walk(start);
        } else {
            let first = |tree: &Tree| title(tree.node(tree.start));
            let change = Change::new(&new.operateur, Nature::Chemin, "Première question");
            let touched = alignment.touched_by(old.start, new.start);
            alignment.changes.push(change.between(&first(old), &first(new)).touching(touched));
        }
        // What is met by other paths only: an id is for ever.
        for (id, node) in old.nodes() {
            let twin = alignment.known[1].get(&identity(node)).copied();
            if let (false, Some(other)) = (alignment.paired[0].contains_key(&id), twin) {
                alignment.walk((id, other));
            }
        }
        alignment.comings_and_goings();
        alignment
    }

    /// The one of these that is about an opérateur.
    pub fn of<'a>(alignments: &'a [Self], operateur: &str) -> Option<&'a Self> {
        alignments.iter().find(|alignment| alignment.new.operateur == operateur)
    }

    /// The nodes that are the same, old and new.
    pub fn pairs(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.pairs.iter().copied()
    }

    /// What the alignment itself found: renamings, paths that lead elsewhere, comings and goings.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The new id of a question.
    pub fn question(&self, id: &str) -> String {
        self.name(Role::Question, id)
    }

    /// The new ids of an answer known by its old ones.
    pub fn answered(&self, ids: Answered<&str>) -> Answered {
        let mut answered =
            Answered { question: self.question(ids.question), reponse: ids.reponse.to_owned() };
        if let Some(reponse) = self.answers.get(&answered) {
            answered.reponse.clone_from(reponse);
        }
        answered
    }

    /// The new id of a démarche.
    pub fn demarche(&self, id: &str) -> String {
        self.name(Role::Demarche, id)
    }

    /// The new id of a conduite.
    pub fn conduite(&self, id: &str) -> String {
        self.name(Role::Conduite, id)
    }

    /// The new id of a contact.
    pub fn contact(&self, id: &str) -> String {
        self.contacts.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn name(&self, role: Role, id: &str) -> String {
        self.names.get(&(role, id.to_owned())).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// Whether two nodes are one: the same id, or an id that is gone and one that is new, at the
    /// same place and for the same thing.
    fn same(&self, old: NodeId, new: NodeId) -> bool {
        let (before, after) = (self.old.node(old), self.new.node(new));
        let (was, is) = (identity(before), identity(after));
        if was == is {
            return true;
        }
        if was.0 != is.0 || self.known[1].contains_key(&was) || self.known[0].contains_key(&is) {
            return false;
        }
        match (before, after) {
            (Node::Demarche(before), Node::Demarche(after)) => before.lignes == after.lignes,
            (Node::NonPrevu(before), Node::NonPrevu(after)) => before.lignes == after.lignes,
            (Node::Question(before), Node::Question(after)) => {
                let ids = |q: &Question| q.reponses.iter().map(|r| r.id.clone()).collect::<HashSet<_>>();
                let (before, after) = (ids(before), ids(after));
                2 * before.intersection(&after).count() > before.len()
            }
            (Node::Conduite(before), Node::Conduite(after)) => {
                let texts =
                    |c: &crate::tree::Conduite| c.etapes.iter().map(|e| e.texte.clone()).collect::<Vec<_>>();
                texts(before) == texts(after)
            }
            _ => false,
        }
    }

    /// Whether neither node is known to be another one.
    fn free(&self, old: NodeId, new: NodeId) -> bool {
        self.paired[0].get(&old).is_none_or(|twin| *twin == new)
            && self.paired[1].get(&new).is_none_or(|twin| *twin == old)
    }

    /// Whether two nodes are one.
    pub fn twins(&self, old: NodeId, new: NodeId) -> bool {
        self.paired[0].get(&old) == Some(&new)
    }

    /// Whom a change at two nodes that are one touches.
    pub(super) fn touched_by(&self, old: NodeId, new: NodeId) -> Touched {
        self.reach[1].touched(new).and(&self.reach[0].touched(old))
    }

    /// Pairs two nodes and all that lies behind them.
    fn walk(&mut self, start: (NodeId, NodeId)) {
        let mut queue = VecDeque::from([start]);
        while let Some((old, new)) = queue.pop_front() {
            if self.paired[0].contains_key(&old) || self.paired[1].contains_key(&new) {
                continue;
            }
            self.paired[0].insert(old, new);
            self.paired[1].insert(new, old);
            self.pairs.push((old, new));
            let (before, after) = (self.old.node(old), self.new.node(new));
            let (was, is) = (name_for_cases(before), name_for_cases(after));
            if was != is && self.names.insert((was.0, was.1.to_owned()), is.1.to_owned()).is_none() {
                self.renamed(&title(after), was.1, is.1, self.reach[1].touched(new));
            }
            let at = (old, new);
            for (place, old, new) in self.exits(before, after, at) {
                match (old, new) {
                    (Some(old), Some(new)) if self.same(old, new) && self.free(old, new) => {
                        queue.push_back((old, new));
                    }
                    (None, None) => {}
                    (old, new) => {
                        let to = |tree: &Tree, id: Option<NodeId>| {
                            id.map_or("la fin, sur place".to_owned(), |id| title(tree.node(id)))
                        };
                        let (from, to) = (to(self.old, old), to(self.new, new));
                        let change = Change::new(&self.new.operateur, Nature::Chemin, &place);
                        let touched = self.touched(at, old, new);
                        self.changes.push(change.between(&from, &to).touching(touched));
                    }
                }
            }
        }
    }

    /// Whom a way touches: the request that it leaves, or those that it led to and leads to.
    fn touched(&self, at: (NodeId, NodeId), old: Option<NodeId>, new: Option<NodeId>) -> Touched {
        if !matches!(self.new.node(at.1), Node::Question(_)) {
            return self.touched_by(at.0, at.1);
        }
        let side =
            |reach: &Reach<'_>, id: Option<NodeId>| id.map_or_else(Touched::default, |id| reach.touched(id));
        side(&self.reach[1], new).and(&side(&self.reach[0], old))
    }

    /// An answer of a shared question comes or goes in several places at once.
    fn once(&mut self, change: Change) {
        if self.told.insert((change.nature, change.objet.clone())) {
            self.changes.push(change);
        }
    }

    fn renamed(&mut self, what: &str, from: &str, to: &str, touched: Touched) {
        let change = Change::new(&self.new.operateur, Nature::Renommage, what);
        self.changes.push(change.between(from, to).touching(touched));
    }

    /// What leads on from two nodes that are one: where, the old target, the new one.
    fn exits(
        &mut self,
        before: &'t Node,
        after: &'t Node,
        at: (NodeId, NodeId),
    ) -> Vec<(String, Option<NodeId>, Option<NodeId>)> {
        match (before, after) {
            (Node::Demarche(old), Node::Demarche(new)) => {
                let place = format!("« {} »", new.titre);
                match (&old.suite, &new.suite) {
                    (Suite::Vers(old), Suite::Vers(new)) => vec![(place, Some(*old), Some(*new))],
                    (Suite::SiBlocage { question: old, .. }, Suite::SiBlocage { question: new, .. }) => {
                        self.answers_of(&place, old, new, at)
                    }
                    _ => {
                        let said = |node: &Node| match node.question() {
                            Some(_) => "demande s'il y a un blocage",
                            None => "mène tout droit à la suite",
                        };
                        let change = Change::new(&self.new.operateur, Nature::Chemin, &place);
                        let touched = self.touched_by(at.0, at.1);
                        self.changes.push(change.between(said(before), said(after)).touching(touched));
                        Vec::new()
                    }
                }
            }
            (Node::NonPrevu(old), Node::NonPrevu(new)) => {
                vec![(format!("« {} »", new.texte), old.vers, new.vers)]
            }
            (Node::Question(old), Node::Question(new)) => {
                let place = format!("« {} »", new.texte);
                self.answers_of(&place, old, new, at)
            }
            _ => Vec::new(),
        }
    }

    /// The answers of two questions that are one.
    fn answers_of(
        &mut self,
        place: &str,
        old: &'t Question,
        new: &'t Question,
        at: (NodeId, NodeId),
    ) -> Vec<(String, Option<NodeId>, Option<NodeId>)> {
        let named = |reponse: &Reponse| format!("{place}, réponse « {} »", reponse.texte);
        let mut exits = Vec::new();
        let mut gone: Vec<&Reponse> = Vec::new();
        let by_id = |question: &'t Question| -> HashMap<&str, &'t Reponse> {
            question.reponses.iter().map(|reponse| (reponse.id.as_str(), reponse)).collect()
        };
        let (was, is) = (by_id(old), by_id(new));
        for reponse in &old.reponses {
            match is.get(reponse.id.as_str()).copied() {
                Some(after) => exits.push((named(after), reponse.vers, after.vers)),
                None => gone.push(reponse),
            }
        }
        let mut come: Vec<&Reponse> =
            new.reponses.iter().filter(|r| !was.contains_key(r.id.as_str())).collect();
        for reponse in gone {
            let twin = come.iter().position(|candidate| {
                candidate.texte == reponse.texte
                    || reponse.vers.zip(candidate.vers).is_some_and(|(old, new)| self.same(old, new))
            });
            if let Some(rank) = twin {
                let after = come.remove(rank);
                let key = Answered::new(new.id.as_str(), reponse.id.as_str());
                if self.answers.insert(key, after.id.clone()).is_none() {
                    let touched = self.touched(at, reponse.vers, after.vers);
                    self.renamed(&named(after), &reponse.id, &after.id, touched);
                }
                exits.push((named(after), reponse.vers, after.vers));
            } else {
                let touched = self.touched(at, reponse.vers, None);
                let change = Change::new(&self.new.operateur, Nature::ReponseRetiree, &named(reponse));
                self.once(change.touching(touched));
            }
        }
        for reponse in come {
            let apres = reponse.vers.map(|id| title(self.new.node(id)));
            let change = Change::new(&self.new.operateur, Nature::ReponseAjoutee, &named(reponse));
            let touched = self.touched(at, None, reponse.vers);
            self.once(Change { apres, ..change }.touching(touched));
        }
        exits
    }

    fn align_contacts(&mut self) {
        let mut come: HashMap<&str, &Contact> = HashMap::new();
        for contact in self.new.contacts.iter().filter(|contact| self.old.contact(&contact.id).is_none()) {
            come.entry(&contact.nom).or_insert(contact);
        }
        let serving = ByContact::new(self.new);
        for contact in &self.old.contacts {
            if self.new.contact(&contact.id).is_some() {
                continue;
            }
            if let Some(twin) = come.get(contact.nom.as_str()) {
                self.contacts.insert(contact.id.clone(), twin.id.clone());
                let channels: Vec<Canal> = twin.canaux.iter().map(|channel| channel.canal).collect();
                let touched = serving.touched(&twin.id, &channels);
                self.renamed(&format!("le contact « {} »", twin.nom), &contact.id, &twin.id, touched);
            }
        }
    }

    /// Démarches that only one of the trees has.
    fn comings_and_goings(&mut self) {
        let missing = |tree: &Tree, paired: &HashMap<NodeId, NodeId>| -> Vec<(String, Vec<String>)> {
            tree.nodes()
                .filter(|(id, _)| !paired.contains_key(id))
                .filter_map(|(_, node)| match node {
                    Node::Demarche(demarche) => Some((demarche.titre.clone(), demarche.lignes.clone())),
                    _ => None,
                })
                .collect()
        };
        let gone = missing(self.old, &self.paired[0]);
        let come = missing(self.new, &self.paired[1]);
        for (nature, found) in [(Nature::DemarcheAjoutee, come), (Nature::DemarcheRetiree, gone)] {
            for (titre, lignes) in found {
                self.changes.push(Change::new(&self.new.operateur, nature, &titre).of(&titre, &lignes));
            }
        }
    }
}
