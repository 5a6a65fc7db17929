//! The figures that the questions, the answers and the ends without a row of a tree say, each with the first row that it
//! leads to.
//!
//! Which row they are from cannot be told, for an answer may lead to several; but some row must say them.

use super::stated::ours_left_out;
use crate::source::facts::{Fact, facts};
use aiguilleur_core::tree::{Node, NodeId, Question, Tree};

/// The figures of the tree, with the id of a row that each leads to, in the order of the file.
pub(super) fn figures(tree: &Tree) -> Vec<(Fact, String)> {
    let mut rows = FirstRows { tree, known: vec![None; tree.size()] };
    let mut found = Vec::new();
    for (node, end) in tree.nodes() {
        let Node::NonPrevu(end) = end else { continue };
        rows.told(&end.texte, node, &mut found);
    }
    for (node, question) in tree.nodes().filter_map(|(id, node)| Some((id, node.question()?))) {
        let aide = question.aide.as_deref().unwrap_or_default();
        let asked = [&question.texte, aide].map(|text| (text, Some(node)));
        let answered = question.reponses.iter().map(|reponse| (reponse.texte.as_str(), reponse.vers));
        for (text, at) in asked.into_iter().chain(answered) {
            rows.told(text, at.unwrap_or(node), &mut found);
        }
    }
    found
}

/// The first row below each node, as far as it was sought.
struct FirstRows<'t> {
    tree: &'t Tree,
    known: Vec<Option<&'t str>>,
}

impl<'t> FirstRows<'t> {
    /// The figures of a text, with the first row at or below its node, or the first of the tree where it leads to none.
    fn told(&mut self, text: &str, node: NodeId, found: &mut Vec<(Fact, String)>) {
        let said = facts(&ours_left_out(text), false).into_iter().filter(|fact| fact.figure().is_some());
        for fact in said {
            let row = self.of(node).or_else(|| self.of(self.tree.start));
            found.extend(row.map(|row| (fact, row.to_owned())));
        }
    }

    /// The first row at or below a node: what was walked once is not walked again.
    fn of(&mut self, node: NodeId) -> Option<&'t str> {
        let mut walked = Vec::new();
        let mut at = Some(node);
        let mut row = None;
        while let Some(here) = at {
            row = self.known[here.index()].or_else(|| own_row(self.tree.node(here)));
            walked.push(here);
            if row.is_some() {
                break;
            }
            at = self.tree.node(here).targets().next();
        }
        for node in walked {
            self.known[node.index()] = row;
        }
        row
    }
}

fn own_row(node: &Node) -> Option<&str> {
    match node {
        Node::Demarche(demarche) => demarche.lignes.first().map(String::as_str),
        Node::NonPrevu(non_prevu) => non_prevu.lignes.first().map(String::as_str),
        Node::Question(Question { .. }) | Node::Conduite(_) => None,
    }
}
