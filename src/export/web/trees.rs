//! A tree, to be walked by the script, and what is read where it ends.

use std::collections::BTreeMap;

use serde::Serialize;

use super::intern::{Interner, TextInterner};
use super::pages::{BlocksData, PageData, blocks};
use crate::pages::outcome::{self, Next};
use crate::pages::{interview, sheet, sigles, to_paste};
use aiguilleur_core::tree::{Node, NodeId, Operateur, Question, Referentiel, Suite, Tree};
use aiguilleur_core::walk::Survey;
use aiguilleur_core::walk::{Interview, Outcome};

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
    why: PageData,
    checklist: PageData,
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

/// The request, the blocage (0 not asked, 1 no, 2 yes), the conduite or -1, then what is read, and
/// by their letters what is offered next.
#[derive(Debug, Serialize)]
struct Ending(usize, u8, i64, BlocksData, String);

/// What can come after an outcome in the page, by its letter; the page shows the whole sheet at once.
pub(super) fn letter(next: Next) -> Option<char> {
    match next {
        Next::Why => Some('w'),
        Next::Signalement => Some('c'),
        Next::Another => Some('a'),
        // « Effacer » is on every screen.
        Next::End | Next::More | Next::Mistake => None,
    }
}

impl<'t> TreeData<'t> {
    pub(super) fn new(
        tree: &'t Tree,
        operateur: &'t Operateur,
        referentiel: &Referentiel,
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
            endings: endings(tree, referentiel, texts),
            why: PageData::new(&outcome::why(&Interview::start(tree), operateur), texts),
            checklist: PageData::new(&to_paste::form(operateur), texts),
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

fn place(node: Option<NodeId>) -> i64 {
    node.and_then(|node| i64::try_from(node.index()).ok()).unwrap_or(-1)
}

/// What is read of each distinct outcome.
fn endings(tree: &Tree, referentiel: &Referentiel, texts: &mut TextInterner) -> Vec<Ending> {
    let survey = Survey::new(tree);
    let mut found: BTreeMap<(usize, u8, i64), Outcome<'_>> = BTreeMap::new();
    for rank in 0..survey.size() {
        let position = survey.position(rank);
        if let (Some(outcome), Some(request)) = (survey.outcome(rank), position.request()) {
            let blocage = outcome.blocage.map_or(0, |blocage| 1 + u8::from(blocage));
            found.insert((request.index(), blocage, place(position.node())), outcome);
        }
    }
    let mut read = |((request, blocage, conduite), outcome): ((usize, u8, i64), Outcome<'_>)| {
        let sheet = blocks(&sheet::blocks(&outcome, referentiel), texts);
        let next = Next::offered(&outcome).into_iter().filter_map(letter).collect();
        Ending(request, blocage, conduite, sheet, next)
    };
    found.into_iter().map(&mut read).collect()
}
