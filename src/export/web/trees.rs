//! A tree, to be walked by the script, and what is read where it ends.

use serde::Serialize;

use super::Content;
use super::endings::{Ending, endings, place};
use super::intern::{Interner, TextInterner};
use super::pages::{BlocksData, blocks};
use crate::pages::{interview, sigles};
use aiguilleur_core::tree::{Node, NodeId, Operateur, Question, Suite, Tree};

/// A tree.
#[derive(Debug, Serialize)]
pub(super) struct TreeData<'t> {
    operateur: &'t str,
    nom: &'t str,
    start: usize,
    /// The id of the urgency question.
    urgence: Option<&'t str>,
    /// The acronyms, and what is said of each.
    /// What stands in a text, and the rank of what is said of it.
    sigles: Vec<(&'t str, usize)>,
    questions: Vec<QuestionData>,
    nodes: Vec<NodeData>,
    endings: Vec<Ending>,
}

/// Id, words, help, then the answers; 1 where it asks a fact about the usager.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct QuestionData(usize, usize, Option<usize>, Vec<ReponseData>, u8);

/// Id, words; 1 where it is the way out of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct ReponseData(usize, usize, #[serde(skip_serializing_if = "Option::is_none")] Option<u8>);

/// A node; only what it has is written. A conduite has nothing: it is where the walk ends.
#[derive(Debug, Default, Serialize)]
struct NodeData {
    /// What is asked, by the rank of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<usize>,
    /// Where its answers lead; -1 ends there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to: Vec<i64>,
    /// The title of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    titre: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    categorie: Option<usize>,
    /// What is read before the blocage is asked.
    #[serde(skip_serializing_if = "BlocksData::is_empty")]
    body: BlocksData,
    /// What follows without a question.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<usize>,
}

impl<'t> TreeData<'t> {
    pub(super) fn new(
        tree: &'t Tree,
        operateur: &'t Operateur,
        content: &Content<'_>,
        texts: &mut TextInterner,
    ) -> Self {
        let mut questions = Interner::default();
        let nodes = tree.nodes().map(|(_, node)| NodeData::new(node, &mut questions, texts)).collect();
        Self {
            operateur: &operateur.id,
            nom: &operateur.nom,
            start: tree.start.index(),
            urgence: tree
                .urgence
                .and_then(|id| tree.node(id).question())
                .map(|question| question.id.as_str()),
            sigles: tree
                .sigles
                .iter()
                .map(|sigle| (sigle.sigle.as_str(), texts.text(&sigles::spelt_out(sigle))))
                .collect(),
            questions: questions.into_values(),
            nodes,
            endings: endings(tree, operateur, content, texts),
        }
    }
}

impl NodeData {
    fn new(node: &Node, questions: &mut Interner<QuestionData>, texts: &mut TextInterner) -> Self {
        let mut data = match node {
            Node::Question(_) | Node::Conduite(_) => Self::default(),
            Node::Demarche(demarche) => Self {
                titre: Some(texts.text(&demarche.titre)),
                categorie: Some(demarche.categorie as usize),
                body: match demarche.suite {
                    Suite::SiBlocage { .. } => blocks(&interview::tried_first(demarche), texts),
                    Suite::Vers(_) => BlocksData::default(),
                },
                next: match demarche.suite {
                    Suite::SiBlocage { .. } => None,
                    Suite::Vers(next) => Some(next.index()),
                },
                ..Self::default()
            },
            Node::NonPrevu(non_prevu) => Self {
                titre: Some(texts.text(&non_prevu.texte)),
                next: non_prevu.vers.map(NodeId::index),
                ..Self::default()
            },
        };
        if let Some(question) = node.question() {
            data.q = Some(questions.rank(QuestionData::new(question, texts)));
            data.to = question.reponses.iter().map(|reponse| place(reponse.vers)).collect();
        }
        data
    }
}

impl QuestionData {
    fn new(question: &Question, texts: &mut TextInterner) -> Self {
        let answers = question.reponses.iter();
        let answers = answers.map(|reponse| {
            ReponseData(texts.text(&reponse.id), texts.text(&reponse.texte), reponse.way_out.then_some(1))
        });
        let answers = answers.collect();
        let aide = question.aide.as_ref().map(|aide| texts.text(aide));
        Self(
            texts.text(&question.id),
            texts.text(&question.texte),
            aide,
            answers,
            u8::from(question.shared.is_some()),
        )
    }
}
