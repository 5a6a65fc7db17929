//! One interview, as a value: [`Interview::next`] says what to ask, [`Interview::answer`] returns
//! the interview that follows. Nothing here reads a key or prints a word, so the terminal, the
//! plain lines, the command line and the tests all drive the same engine.
//!
//! Under it lies [`Position`], two words of memory without history: what `outcomes`, the proofs
//! and any bulk work walk on.

mod answers;
mod branches;
mod elsewhere;
mod interview;
mod outcomes;

pub use answers::{Answered, Edge, Stuck};
pub use branches::{Branch, End, texts};
pub use elsewhere::{Elsewhere, elsewhere};
pub use interview::{Given, Interview, Origin, UnknownAnswer};
pub use outcomes::{Ending, Survey, endings, outcomes};

use crate::tree::{
    BLOCAGE, Canal, Categorie, Conduite, Contact, ContactCanal, Demarche, Etape, NON, Node, NodeId, NonPrevu,
    Question, Reponse, Suite, Tree, gives_emergency_number,
};

/// A place of an interview: what is asked there, and what the past counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    at: At,
    /// The last démarche or `NonPrevu` met.
    request: Option<NodeId>,
    /// The answer to `blocage`, where it was asked.
    blocage: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum At {
    /// A node that asks something.
    Asking(NodeId),
    /// The end, with its conduite.
    Ended(Option<NodeId>),
}

/// What a position is, to whoever drives the interview.
#[derive(Debug, Clone, Copy)]
pub enum Step<'t> {
    /// Ask this.
    Ask(Ask<'t>),
    /// Show this: the interview is over.
    End(Outcome<'t>),
}

/// A question to put now.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'t> {
    pub question: &'t Question,
    /// The démarche whose `blocage` is asked, or whose suite goes on asking.
    pub request: Option<Request<'t>>,
}

impl Ask<'_> {
    /// Whether this is the standard question of a démarche.
    pub fn is_blocage(&self) -> bool {
        self.question.id == BLOCAGE
    }
}

/// What the usager asks for, in the terms of the table.
#[derive(Debug, Clone, Copy)]
pub enum Request<'t> {
    Demarche(&'t Demarche),
    NonPrevu(&'t NonPrevu),
}

/// How an interview ends.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'t> {
    pub tree: &'t Tree,
    pub request: Request<'t>,
    /// The answer to `blocage`, where it was asked.
    pub blocage: Option<bool>,
    /// None: it is done on the spot, or the document says nothing.
    pub conduite: Option<&'t Conduite>,
}

impl Position {
    /// The first position of a tree.
    pub fn start(tree: &Tree) -> Self {
        Self::settle(tree, tree.start, None, None)
    }

    /// The position that `reponse` leads to; `reponse` is one of those asked here.
    #[must_use]
    pub fn follow(self, tree: &Tree, question: &Question, reponse: &Reponse) -> Self {
        let blocage = if question.id == BLOCAGE { Some(reponse.id != NON) } else { self.blocage };
        match reponse.vers {
            Some(next) => Self::settle(tree, next, self.request, blocage),
            None => Self { at: At::Ended(None), request: self.request, blocage },
        }
    }

    /// Goes through the nodes that ask nothing.
    fn settle(tree: &Tree, mut node: NodeId, mut request: Option<NodeId>, blocage: Option<bool>) -> Self {
        let at = loop {
            match tree.node(node) {
                Node::Question(_) => break At::Asking(node),
                Node::Conduite(_) => break At::Ended(Some(node)),
                Node::Demarche(demarche) => {
                    request = Some(node);
                    match demarche.suite {
                        Suite::SiBlocage { .. } => break At::Asking(node),
                        Suite::Vers(next) => node = next,
                    }
                }
                Node::NonPrevu(non_prevu) => {
                    request = Some(node);
                    match non_prevu.vers {
                        Some(next) => node = next,
                        None => break At::Ended(None),
                    }
                }
            }
        };
        Self { at, request, blocage }
    }

    /// The node that asks here and its question; nothing where the interview has ended.
    pub fn question(self, tree: &Tree) -> Option<(NodeId, &Question)> {
        let At::Asking(node) = self.at else {
            return None;
        };
        Some((node, tree.node(node).question()?))
    }

    /// What is asked here, and of what; nothing where the interview has ended.
    pub fn ask(self, tree: &Tree) -> Option<Ask<'_>> {
        let (_, question) = self.question(tree)?;
        Some(Ask { question, request: self.request.and_then(|id| request(tree, id)) })
    }

    /// The node that asks here, or the conduite that ends the interview.
    pub fn node(self) -> Option<NodeId> {
        match self.at {
            At::Asking(node) => Some(node),
            At::Ended(conduite) => conduite,
        }
    }

    /// The last démarche or `NonPrevu` met.
    pub fn request(self) -> Option<NodeId> {
        self.request
    }

    /// The outcome, where the interview has ended; nothing either where no démarche was met,
    /// which `verifier` refuses.
    pub fn outcome(self, tree: &Tree) -> Option<Outcome<'_>> {
        let At::Ended(conduite) = self.at else {
            return None;
        };
        let conduite = conduite.and_then(|id| match tree.node(id) {
            Node::Conduite(conduite) => Some(conduite),
            _ => None,
        });
        let request = request(tree, self.request?)?;
        Some(Outcome { tree, request, blocage: self.blocage, conduite })
    }
}

/// The request that this node is, if it is one.
pub fn request(tree: &Tree, id: NodeId) -> Option<Request<'_>> {
    match tree.node(id) {
        Node::Demarche(demarche) => Some(Request::Demarche(demarche)),
        Node::NonPrevu(non_prevu) => Some(Request::NonPrevu(non_prevu)),
        Node::Question(_) | Node::Conduite(_) => None,
    }
}

impl<'t> Request<'t> {
    /// The title of the démarche, or the words of the `NonPrevu`.
    pub fn titre(self) -> &'t str {
        match self {
            Self::Demarche(demarche) => &demarche.titre,
            Self::NonPrevu(non_prevu) => &non_prevu.texte,
        }
    }

    /// Ids of the rows.
    pub fn lignes(self) -> &'t [String] {
        match self {
            Self::Demarche(demarche) => &demarche.lignes,
            Self::NonPrevu(non_prevu) => &non_prevu.lignes,
        }
    }

    /// Its rows as they are read: their ids, or that there is none.
    pub fn lignes_list(self) -> String {
        let lignes = self.lignes();
        if lignes.is_empty() { "aucune ligne".to_owned() } else { lignes.join(", ") }
    }

    /// « ligne caf-01 », « lignes caf-01, caf-02 », « aucune ligne ».
    pub fn lignes_label(self) -> String {
        let word = match self.lignes().len() {
            0 => "",
            1 => "ligne ",
            _ => "lignes ",
        };
        format!("{word}{}", self.lignes_list())
    }

    /// Ours, not the document's.
    pub fn complements(self) -> &'t [String] {
        match self {
            Self::Demarche(demarche) => &demarche.complements,
            Self::NonPrevu(non_prevu) => &non_prevu.complements,
        }
    }

    /// The démarche, unless the request is not foreseen.
    pub fn demarche(self) -> Option<&'t Demarche> {
        match self {
            Self::Demarche(demarche) => Some(demarche),
            Self::NonPrevu(_) => None,
        }
    }

    /// Whether its complements give numbers that save: someone is in danger.
    pub fn is_of_danger(self) -> bool {
        self.complements().iter().any(|text| gives_emergency_number(text))
    }

    /// What the document makes of it.
    pub fn categorie(self) -> Categorie {
        self.demarche().map_or(Categorie::NonPrevu, |demarche| demarche.categorie)
    }
}

impl<'t> Outcome<'t> {
    /// Whether the opérateur must act fast: the category is urgent, or the conduite is.
    pub fn urgence(&self) -> bool {
        self.request.categorie() == Categorie::Urgent
            || self.conduite.is_some_and(|conduite| conduite.urgente)
    }

    /// What stands in the way of the démarche, in the document's word, when something does.
    pub fn mot(&self) -> Option<&'t str> {
        self.request.demarche().and_then(Demarche::mot).filter(|_| self.blocage == Some(true))
    }

    /// The contacts that the steps name, each with the channels meant, in order of preference.
    /// A channel that two steps name comes once.
    pub fn contacts(&self) -> Vec<Reached<'t>> {
        self.steps().into_iter().flat_map(|(_, reached)| reached).collect()
    }

    /// The steps of the conduite, each with the channels of the contact that it names; a channel that
    /// an earlier step names does not come again.
    pub fn steps(&self) -> Vec<(&'t Etape, Vec<Reached<'t>>)> {
        let etapes = self.conduite.map_or(&[][..], |conduite| &conduite.etapes);
        let mut known: Vec<Reached<'_>> = Vec::new();
        let mut steps = Vec::with_capacity(etapes.len());
        for etape in etapes {
            let contact = etape.contact.as_ref().and_then(|id| self.tree.contact(id));
            let before = known.len();
            let reached =
                contact.map(|contact| meant(contact, &etape.canaux).map(move |channel| (contact, channel)));
            for (contact, channel) in reached.into_iter().flatten() {
                let same = |(c, k): &Reached<'_>| {
                    c.id == contact.id && k.canal == channel.canal && k.valeur == channel.valeur
                };
                if !known.iter().any(same) {
                    known.push((contact, channel));
                }
            }
            steps.push((etape, known[before..].to_vec()));
        }
        steps
    }
}

/// A contact, and one of its channels.
pub type Reached<'t> = (&'t Contact, &'t ContactCanal);

/// The channels of a contact that a step means: those it names in its order, or all of them; the
/// local ones in the place of those that they fill.
fn meant<'t>(contact: &'t Contact, named: &[Canal]) -> impl Iterator<Item = &'t ContactCanal> {
    let find = |canal: &Canal| contact.canaux.iter().find(|channel| channel.canal == *canal);
    let meant: Vec<&ContactCanal> = if named.is_empty() {
        contact.canaux.iter().collect()
    } else {
        named.iter().filter_map(find).collect()
    };
    meant.into_iter().flat_map(ContactCanal::in_force)
}
