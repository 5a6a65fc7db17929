//! A tree that can be walked: the words of the file, with its targets resolved.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::contact::Contact;
use super::referentiel::Mot;
use super::source::{Categorie, Etape, Sigle, SubDemarche};
use super::standard::{NE_SAIT_PAS, NON, RIEN};

/// A node of a tree, by its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The place of the node in the file, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The decision tree of one opérateur.
///
/// Built by [`super::link`] only, so these always hold: every [`NodeId`] in it is one of its
/// nodes, every contact named by a step exists, and no path meets the same node twice.
#[derive(Debug)]
pub struct Tree {
    pub operateur: String,
    pub start: NodeId,
    /// The question that every outcome must lie behind.
    pub urgence: Option<NodeId>,
    pub sigles: Vec<Sigle>,
    /// Words of the document that the index explains, in words of ours.
    pub lexique: Vec<Mot>,
    pub contacts: Vec<Contact>,
    /// Ids of the shared questions, in the order of the file.
    pub shared: Vec<String>,
    pub(super) nodes: Vec<Node>,
    /// The place of each contact, by its id, once one was sought.
    pub(super) places: OnceLock<HashMap<String, usize>>,
}

impl Tree {
    /// The node of this id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// Every node, in the order of the file.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0u32..).map(NodeId).zip(&self.nodes)
    }

    /// How many nodes there are.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Whether each node, by its place in the file, is one of these or lies behind one of them.
    pub fn reached(&self, from: impl IntoIterator<Item = NodeId>) -> Vec<bool> {
        let mut reached = vec![false; self.size()];
        let mut ahead: Vec<NodeId> = from.into_iter().collect();
        while let Some(node) = ahead.pop() {
            if !std::mem::replace(&mut reached[node.index()], true) {
                ahead.extend(self.node(node).targets());
            }
        }
        reached
    }

    /// What « Je ne sais pas » asks next at the question of urgency.
    pub fn urgency_doubt(&self) -> Option<NodeId> {
        let question = self.node(self.urgence?).question()?;
        question.reponse(NE_SAIT_PAS)?.vers.filter(|next| self.node(*next).question().is_some())
    }

    /// The contact of this id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        let places = self.places.get_or_init(|| {
            // The first of equal ids counts: it is written last.
            let contacts = self.contacts.iter().enumerate().rev();
            contacts.map(|(at, contact)| (contact.id.clone(), at)).collect()
        });
        places.get(id).map(|at| &self.contacts[*at])
    }

    /// The démarche of this id.
    pub fn demarche(&self, id: &str) -> Option<&Demarche> {
        self.demarches().map(|(_, demarche)| demarche).find(|demarche| demarche.id == id)
    }

    /// Every démarche and its node, in the order of the file.
    pub fn demarches(&self) -> impl Iterator<Item = (NodeId, &Demarche)> {
        self.nodes().filter_map(|(id, node)| match node {
            Node::Demarche(demarche) => Some((id, &**demarche)),
            _ => None,
        })
    }

    /// The démarches, to be put in another category.
    pub fn demarches_mut(&mut self) -> impl Iterator<Item = &mut Demarche> {
        self.nodes.iter_mut().filter_map(|node| match node {
            Node::Demarche(demarche) => Some(&mut **demarche),
            _ => None,
        })
    }

    /// Every question that the tree can ask, in the order of the file; a shared question or
    /// `blocage` comes as often as it is asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.nodes.iter().filter_map(Node::question)
    }
}

/// A node: something to ask, a row of the table, or the end of a path.
#[derive(Debug)]
pub enum Node {
    Question(Question),
    Demarche(Box<Demarche>),
    Conduite(Conduite),
    NonPrevu(NonPrevu),
}

impl Node {
    /// Its id in the file.
    pub fn id(&self) -> &str {
        match self {
            Self::Question(question) => &question.node,
            Self::Demarche(demarche) => &demarche.id,
            Self::Conduite(conduite) => &conduite.id,
            Self::NonPrevu(non_prevu) => &non_prevu.id,
        }
    }

    /// What is asked at this node, if anything: a question, or the `blocage` of a démarche.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Demarche(demarche) => match &demarche.suite {
                Suite::SiBlocage { question, .. } => Some(question),
                Suite::Vers(_) => None,
            },
            Self::Conduite(_) | Self::NonPrevu(_) => None,
        }
    }

    /// The nodes that directly follow, in order; a node may come several times.
    pub fn targets(&self) -> impl Iterator<Item = NodeId> + Clone + '_ {
        let answers = self.question().map_or(&[][..], |q| &q.reponses[..]);
        let next = match self {
            Self::Demarche(demarche) => match demarche.suite {
                Suite::Vers(next) => Some(next),
                Suite::SiBlocage { .. } => None,
            },
            Self::NonPrevu(non_prevu) => non_prevu.vers,
            Self::Question(_) | Self::Conduite(_) => None,
        };
        answers.iter().filter_map(|r| r.vers).chain(next)
    }
}

/// A question to the conseiller.
#[derive(Debug)]
pub struct Question {
    /// Id of the node that asks it, which a shared question does not have by itself.
    pub node: String,
    /// Key of its answer: unique on any path, shared by every place that asks it.
    pub id: String,
    /// The rank of the shared question whose words these are.
    pub shared: Option<usize>,
    pub texte: String,
    pub aide: Option<String>,
    /// The author says that the answers cover every case.
    pub fermee: bool,
    /// In the order of the file, then [`super::NE_SAIT_PAS`], then the way out, where they exist: [`super::AUCUNE`],
    /// [`super::RIEN`], or at the urgency question [`super::NON`].
    pub reponses: Vec<Reponse>,
}

impl Question {
    /// The answer of this id.
    pub fn reponse(&self, id: &str) -> Option<&Reponse> {
        self.reponses.iter().find(|reponse| reponse.id == id)
    }
}

/// An answer and where it leads.
#[derive(Debug)]
pub struct Reponse {
    pub id: String,
    pub texte: String,
    /// None: the interview ends there, the démarche is done on the spot.
    pub vers: Option<NodeId>,
    /// It leaves the list: none of its situations is the usager's.
    pub way_out: bool,
    /// It depends on the person (autonomy, account, paper in hand): words that are sought never give it.
    pub jamais_deduite: bool,
}

impl Reponse {
    /// Whether it says that no situation of a list is the usager's, as a way out or among the others.
    pub fn sets_aside(&self) -> bool {
        self.way_out || [NON, RIEN].contains(&&*self.id)
    }
}

/// A row of the table, or several rows of one sense and one category.
#[derive(Debug)]
pub struct Demarche {
    pub id: String,
    pub titre: String,
    /// Ids of the rows, as in the index.
    pub lignes: Vec<String>,
    /// The requests that the row names one by one.
    pub demarches: Vec<SubDemarche>,
    /// How people say it at the desk.
    pub mots_cles: Vec<String>,
    /// Words that tell this urgency wherever they are said together, whatever else is said.
    pub signes: Vec<String>,
    pub categorie: Categorie,
    /// What to do with the usager first.
    pub faire: Vec<String>,
    /// Ours, not the document's.
    pub complements: Vec<String>,
    /// Ids of the rows that touch this one.
    pub voir_aussi: Vec<String>,
    pub suite: Suite,
}

impl Demarche {
    /// The row's own word for what blocks it, with its article; none where nothing is asked of it.
    pub fn mot(&self) -> Option<&str> {
        match &self.suite {
            Suite::SiBlocage { mot, .. } => Some(mot),
            Suite::Vers(_) => None,
        }
    }
}

/// What comes after a démarche.
#[derive(Debug)]
pub enum Suite {
    /// The question [`super::BLOCAGE`]: « non » ends there, « oui » goes on.
    SiBlocage {
        question: Question,
        /// The row's own word for what blocks, with its article: « un blocage », « une difficulté ».
        mot: String,
    },
    Vers(NodeId),
}

/// The *conduite à tenir*: ordered steps.
#[derive(Debug)]
pub struct Conduite {
    pub id: String,
    pub urgente: bool,
    pub etapes: Vec<Etape>,
}

/// A request outside the listed démarches.
#[derive(Debug, Default)]
pub struct NonPrevu {
    pub id: String,
    pub texte: String,
    /// The rows whose « au-delà de ces démarches » covers it; none where the document is silent.
    pub lignes: Vec<String>,
    pub complements: Vec<String>,
    pub vers: Option<NodeId>,
}
