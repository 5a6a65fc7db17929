//! An interview must never come back on itself.

use super::fault::{Fault, Part};
use super::model::{Node, NodeId};

/// The first cycle found, if there is one: an interview must never come back on itself.
///
/// Depth first with an explicit stack: a tree may be a chain of a million nodes.
pub(super) fn find(nodes: &[Node]) -> Option<Fault> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Closed,
    }
    let mut marks = vec![Mark::New; nodes.len()];
    for root in 0..nodes.len() {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, nodes[root].targets())];
        while let Some((node, targets)) = stack.last_mut() {
            let node = *node;
            let Some(next) = targets.next().map(NodeId::index) else {
                marks[node] = Mark::Closed;
                stack.pop();
                continue;
            };
            match marks[next] {
                Mark::Closed => {}
                Mark::New => {
                    marks[next] = Mark::Open;
                    stack.push((next, nodes[next].targets()));
                }
                Mark::Open => {
                    let round = stack.iter().skip_while(|(at, _)| *at != next).count();
                    return Some(Fault::error(
                        "cycle",
                        Part::Node(node),
                        format!(
                            "Ce nœud ramène à « {} » : l'entretien tournerait en rond ({round} nœud(s)).",
                            nodes[next].id()
                        ),
                        "Changez la cible qui revient en arrière.",
                    ));
                }
            }
        }
    }
    None
}
