//! From ids to nodes: a [`Source`] becomes a [`Tree`], or says all that keeps it from being one.

mod answers;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use crate::tree::contact::Canal;
use crate::tree::cycle;
use crate::tree::fault::{Fault, Part, Place};
use crate::tree::ids::{check_id, duplicate, nearest};
use crate::tree::model::{Conduite, Demarche, Node, NodeId, NonPrevu, Question, Reponse, Suite, Tree};
use crate::tree::source::{Etape, FORMAT, SharedQuestion, Source, SourceNode, SourceSuite};
use crate::tree::standard::{
    BLOCAGE, BLOCAGE_AIDE, BLOCAGE_MOT, NON, NON_TEXTE, OUI, OUI_TEXTE, RIEN, blocage,
};

/// For so many misspelt ids the nearest one is sought: nobody reads more of them.
const MOST_SOUGHT: usize = 100;

/// Resolves every id of `source`.
///
/// # Errors
///
/// Everything that keeps it from being walked, at once: a format of another age, an id used twice
/// or reserved, a target, a contact or a shared question that does not exist, a cycle.
pub fn link(source: Source) -> Result<Tree, Vec<Fault>> {
    let mut linker = Linker::new(&source);
    linker.urgence.clone_from(&source.urgence);
    let start = linker.target(&source.debut, "debut", Part::Top);
    let urgence = source.urgence.as_ref().map(|id| linker.target(id, "urgence", Part::Top));
    linker.check_lists(&source);
    let shared = &source.questions;
    let blocage_help = source.aide_blocage.as_deref().unwrap_or(BLOCAGE_AIDE);
    let nodes: Vec<Node> = source
        .noeuds
        .into_iter()
        .enumerate()
        .map(|(rank, node)| linker.node(Part::Node(rank), node, shared, blocage_help))
        .collect();
    let mut faults = linker.faults;
    let shared = source.questions.into_iter().map(|question| question.id).collect();
    if faults.is_empty() {
        faults.extend(cycle::find(&nodes));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Tree {
        operateur: source.operateur,
        start,
        urgence,
        sigles: source.sigles,
        lexique: Vec::new(),
        contacts: source.contacts,
        shared,
        nodes,
        places: OnceLock::new(),
    })
}

/// The ids of a file, and what is found wrong with their uses.
struct Linker {
    nodes: HashMap<String, NodeId>,
    /// The channels of each contact.
    contacts: HashMap<String, Vec<Canal>>,
    /// The shared question of each id, by its rank in the file.
    shared: HashMap<String, usize>,
    /// The node of the urgency question.
    urgence: Option<String>,
    faults: Vec<Fault>,
    /// For how many ids the nearest one was sought.
    sought: usize,
}

impl Linker {
    fn new(source: &Source) -> Self {
        let mut faults = Vec::new();
        if source.format != FORMAT {
            faults.push(Fault::error(
                "format",
                Part::Top,
                format!("Format {} : cette version d'Aiguilleur lit le format {FORMAT}.", source.format),
                format!(
                    "Écrivez « format: {FORMAT} », ou prenez la version d'Aiguilleur qui lit ce fichier."
                ),
            ));
        }
        let mut nodes = HashMap::with_capacity(source.noeuds.len());
        for (id, node) in (0u32..).map(NodeId).zip(&source.noeuds) {
            check_id(Part::Node(id.index()), node.id(), &mut faults);
            if let Some(first) = nodes.insert(node.id().to_owned(), id) {
                faults.push(duplicate(Part::Node(id.index()), node.id(), first.index(), "le nœud"));
            }
        }
        Self {
            nodes,
            contacts: source
                .contacts
                .iter()
                .map(|c| (c.id.clone(), c.canaux.iter().map(|channel| channel.canal).collect()))
                .collect(),
            shared: source.questions.iter().enumerate().map(|(rank, q)| (q.id.clone(), rank)).collect(),
            urgence: None,
            faults,
            sought: 0,
        }
    }

    /// Ids of the lists beside the nodes.
    fn check_lists(&mut self, source: &Source) {
        if source.noeuds.is_empty() {
            self.faults.push(Fault::error(
                "noeuds",
                Part::Top,
                "Cet arbre n'a aucun nœud.",
                "Écrivez au moins une question, une démarche et une conduite dans « noeuds ».",
            ));
        }
        let mut first = HashMap::new();
        for (rank, contact) in source.contacts.iter().enumerate() {
            check_id(Part::Contact(rank), &contact.id, &mut self.faults);
            match first.entry(contact.id.as_str()) {
                Entry::Occupied(first) => {
                    self.faults.push(duplicate(Part::Contact(rank), &contact.id, *first.get(), "le contact"));
                }
                Entry::Vacant(free) => drop(free.insert(rank)),
            }
            for other in &contact.ailleurs {
                if !self.contacts.contains_key(other) {
                    self.unknown_contact(Place::words(Part::Contact(rank), "ailleurs", other), other);
                }
            }
        }
        for (rank, question) in source.questions.iter().enumerate() {
            let part = Part::Question(rank);
            check_id(part, &question.id, &mut self.faults);
            self.check_reserved(part, &question.id);
            if self.shared[&question.id] != rank {
                self.faults.push(duplicate(part, &question.id, self.shared[&question.id], "la question"));
            }
            if self.nodes.contains_key(&question.id) {
                self.faults.push(Fault::error(
                    "identifiant",
                    Place::words(part, "id", &question.id),
                    format!("« {} » est à la fois une question partagée et un nœud.", question.id),
                    "Donnez-leur deux identifiants différents.",
                ));
            }
        }
    }

    /// `blocage` is asked by démarches only.
    fn check_reserved(&mut self, part: Part, id: &str) {
        if id == BLOCAGE {
            self.faults.push(Fault::error(
                "identifiant",
                Place::words(part, "id", id),
                "« blocage » est réservé à la question que pose « SiBlocage ».",
                "Donnez un autre identifiant à cette question.",
            ));
        }
    }

    fn target(&mut self, id: &str, field: &'static str, part: Part) -> NodeId {
        if let Some(&node) = self.nodes.get(id) {
            return node;
        }
        let near = sought(&mut self.sought, id, self.nodes.keys());
        self.faults.push(Fault::error(
            "cible",
            Place::words(part, field, id),
            format!("« {id} » ne mène nulle part : aucun nœud n'a cet identifiant."),
            near.map_or_else(
                || "Écrivez ce nœud, ou corrigez l'identifiant.".to_owned(),
                |near| format!("Vouliez-vous dire « {near} » ? Sinon, écrivez ce nœud."),
            ),
        ));
        NodeId(0)
    }

    fn node(&mut self, part: Part, node: SourceNode, shared: &[SharedQuestion], blocage_help: &str) -> Node {
        match node {
            SourceNode::Question { id, texte, aide, fermee, reponses, ne_sait_pas, aucune } => {
                self.check_reserved(part, &id);
                let mut reponses = self.answers(part, reponses, ne_sait_pas, aucune);
                way_out_last(&mut reponses, if self.urgence.as_ref() == Some(&id) { NON } else { RIEN });
                Node::Question(Question { node: id.clone(), id, shared: None, texte, aide, fermee, reponses })
            }
            SourceNode::Renvoi { id: node, question, reponses, ne_sait_pas, aucune } => {
                let Some(rank) = self.shared_rank(part, &question) else {
                    return Node::NonPrevu(NonPrevu::default());
                };
                let words = &shared[rank];
                let answers = self.shared_answers(part, words, reponses);
                let reponses = self.answers(part, answers, ne_sait_pas, aucune);
                let (texte, aide, shared) = (words.texte.clone(), words.aide.clone(), Some(rank));
                // A fact about the usager, not a list of requests: it needs no way out.
                let fermee = true;
                Node::Question(Question { node, id: question, shared, texte, aide, fermee, reponses })
            }
            SourceNode::Demarche {
                id,
                titre,
                lignes,
                demarches,
                mots_cles,
                signes,
                categorie,
                faire,
                complements,
                voir_aussi,
                suite,
            } => {
                let suite = self.suite(part, &id, suite, blocage_help);
                Node::Demarche(Box::new(Demarche {
                    id,
                    titre,
                    lignes,
                    demarches,
                    mots_cles,
                    signes,
                    categorie,
                    faire,
                    complements,
                    voir_aussi,
                    suite,
                }))
            }
            SourceNode::Conduite { id, urgente, etapes } => {
                for etape in &etapes {
                    self.check_step(part, etape);
                }
                Node::Conduite(Conduite { id, urgente, etapes })
            }
            SourceNode::NonPrevu { id, texte, lignes, complements, vers } => {
                let vers = vers.map(|id| self.target(&id, "vers", part));
                Node::NonPrevu(NonPrevu { id, texte, lignes, complements, vers })
            }
        }
    }

    /// The rank of the shared question of this id.
    fn shared_rank(&mut self, part: Part, question: &str) -> Option<usize> {
        let rank = self.shared.get(question).copied();
        if rank.is_none() {
            self.faults.push(Fault::error(
                "cible",
                Place::words(part, "question", question),
                format!("Aucune question partagée ne s'appelle « {question} »."),
                "Écrivez-la dans la liste « questions », ou corrigez l'identifiant.",
            ));
        }
        rank
    }

    fn suite(&mut self, part: Part, node: &str, suite: SourceSuite, blocage_help: &str) -> Suite {
        match suite {
            SourceSuite::Vers(id) => Suite::Vers(self.target(&id, "Vers(", part)),
            SourceSuite::SiBlocage { vers, mot, question, oui, non, aide } => {
                let mot = mot.unwrap_or_else(|| BLOCAGE_MOT.to_owned());
                let answer = |id: &str, texte: Option<String>, standard: &str, vers| Reponse {
                    id: id.to_owned(),
                    texte: texte.unwrap_or_else(|| standard.to_owned()),
                    vers,
                    way_out: false,
                    jamais_deduite: false,
                };
                let next = self.target(&vers, "vers", part);
                let question = Question {
                    node: node.to_owned(),
                    id: BLOCAGE.to_owned(),
                    shared: None,
                    texte: question.unwrap_or_else(|| blocage(&mot)),
                    aide: Some(aide.unwrap_or_else(|| blocage_help.to_owned())),
                    fermee: true,
                    reponses: vec![
                        answer(OUI, oui, OUI_TEXTE, Some(next)),
                        answer(NON, non, NON_TEXTE, None),
                    ],
                };
                Suite::SiBlocage { question, mot }
            }
        }
    }

    fn unknown_contact(&mut self, place: Place, name: &str) {
        let mend = sought(&mut self.sought, name, self.contacts.keys()).map_or_else(
            || "Écrivez ce contact dans la liste « contacts ».".to_owned(),
            |near| format!("Vouliez-vous dire « {near} » ? Sinon, écrivez ce contact."),
        );
        self.faults.push(Fault::error(
            "contact",
            place,
            format!("Aucun contact ne s'appelle « {name} »."),
            mend,
        ));
    }

    /// A step names a contact of this tree, and channels of that contact.
    fn check_step(&mut self, part: Part, etape: &Etape) {
        let Some(name) = &etape.contact else {
            if !etape.canaux.is_empty() {
                self.faults.push(Fault::error(
                    "contact",
                    Place::words(part, "texte", &etape.texte),
                    "Cette étape nomme des canaux, mais aucun contact.",
                    "Ajoutez « contact: \"…\" » à cette étape, ou retirez « canaux ».",
                ));
            }
            return;
        };
        let Some(channels) = self.contacts.get(name) else {
            return self.unknown_contact(Place::words(part, "contact", name), name);
        };
        if let Some(missing) = etape.canaux.iter().find(|canal| !channels.contains(canal)) {
            self.faults.push(Fault::error(
                "contact",
                Place::words(part, "contact", name),
                format!("Le contact « {name} » n'a pas de canal {missing:?}."),
                "Ajoutez ce canal au contact, ou retirez-le de l'étape.",
            ));
        }
    }
}

/// The nearest of these ids to one that is none of them, for the first misspelt ones.
fn sought<'k>(times: &mut usize, id: &str, known: impl Iterator<Item = &'k String>) -> Option<&'k str> {
    *times += 1;
    if *times > MOST_SOUGHT { None } else { nearest(id, known.map(String::as_str)) }
}

/// What leaves the list of situations comes last, wherever the author wrote it.
fn way_out_last(reponses: &mut Vec<Reponse>, out: &str) {
    if let Some(at) = reponses.iter().position(|reponse| reponse.id == out) {
        let out = reponses.remove(at);
        reponses.push(Reponse { way_out: true, ..out });
    }
}
