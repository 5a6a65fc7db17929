//! **The same answer stands at the same place everywhere**: « Oui » before « Non », the way out last. Someone in a hurry
//! presses the key that was right in the question before.

use super::Subject;
use crate::tree::{Fault, NON, OUI, Part, Place};

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (id, node) in subject.tree.nodes() {
        let Some(question) = node.question() else { continue };
        let place = |id: &str| question.reponses.iter().position(|reponse| reponse.id == id);
        let part = question.shared.map_or(Part::Node(id.index()), Part::Question);
        if let (Some(oui), Some(non)) = (place(OUI), place(NON))
            && non < oui
        {
            faults.push(Fault::warning(
                "ordre",
                Place::words(part, "id", NON),
                "« Non » vient ici avant « Oui ».",
                "Écrivez « oui » d'abord, comme dans les autres questions.",
            ));
        }
        if subject.tree.urgence == Some(id) && !question.reponses.iter().any(|reponse| reponse.way_out) {
            faults.push(Fault::warning(
                "ordre",
                part,
                "La question d'urgence n'a pas de réponse « non » : rien ne dit qu'aucune situation ne convient.",
                "Ajoutez « (id: \"non\", texte: \"Aucune de ces situations\", vers: \"…\") ».",
            ));
        }
    }
}
