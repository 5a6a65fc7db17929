//! By what a node is known: its part of the tree and its id, and its words for a person.

use crate::tree::Node;

/// Which part of a tree an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Question,
    Demarche,
    Conduite,
    NonPrevu,
}

pub(super) fn identity(node: &Node) -> (Role, &str) {
    match node {
        Node::Question(question) => (Role::Question, &question.node),
        Node::Demarche(demarche) => (Role::Demarche, &demarche.id),
        Node::Conduite(conduite) => (Role::Conduite, &conduite.id),
        Node::NonPrevu(non_prevu) => (Role::NonPrevu, &non_prevu.id),
    }
}

/// The id by which cases know a node: that of the shared question, where it asks one.
pub(super) fn name_for_cases(node: &Node) -> (Role, &str) {
    match node {
        Node::Question(question) => (Role::Question, &question.id),
        _ => identity(node),
    }
}

/// A node as a person knows it.
pub(super) fn title(node: &Node) -> String {
    match node {
        Node::Question(question) => format!("la question « {} »", question.texte),
        Node::Demarche(demarche) => format!("« {} »", demarche.titre),
        Node::Conduite(conduite) => format!("la conduite « {} »", conduite.id),
        Node::NonPrevu(non_prevu) => format!("« {} »", non_prevu.texte),
    }
}
