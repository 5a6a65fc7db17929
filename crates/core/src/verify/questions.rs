//! **Every question can be answered**: two to nine distinct answers, a « ? », and a way out where
//! it lists requests. People believe that a list is complete and pick the nearest wrong entry.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

use super::Subject;
use crate::tree::{AUCUNE, BLOCAGE, Fault, NE_SAIT_PAS, Part, Place, Question};

/// Single keys go from 1 to 9.
const MOST_ANSWERS: usize = 9;

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (id, node) in subject.tree.nodes() {
        let Some(question) = node.question() else {
            continue;
        };
        let part = Part::Node(id.index());
        if !question.texte.ends_with(" ?") {
            let words = question.shared.map_or(part, Part::Question);
            let field = if question.id == BLOCAGE { "question" } else { "texte" };
            faults.push(Fault::error(
                "question",
                Place::words(words, field, &question.texte),
                "Une question se termine par « ? », après une espace.",
                "Terminez-la par « ? ».",
            ));
        }
        answers(question, part, faults);
    }
    ways_out(subject, faults);
}

fn answers(question: &Question, part: Part, faults: &mut Vec<Fault>) {
    let count = question.reponses.iter().filter(|r| !r.way_out).count();
    if !(2..=MOST_ANSWERS).contains(&count) {
        faults.push(Fault::error(
            "reponses",
            part,
            format!("Cette question a {count} réponse(s). Il en faut de 2 à {MOST_ANSWERS}."),
            "Réunissez des réponses, ou partagez la question en deux.",
        ));
    }
    let mut read = HashSet::with_capacity(question.reponses.len());
    for reponse in &question.reponses {
        if !read.insert(as_read(&reponse.texte)) {
            faults.push(Fault::error(
                "reponses",
                Place::words(part, "texte", &reponse.texte),
                format!("Deux réponses disent la même chose : « {} ».", reponse.texte),
                "Dites en quoi elles diffèrent, ou n'en gardez qu'une.",
            ));
        }
    }
}

/// A text as the eye takes it: two ways to write an accent, two spaces, capitals make no other answer.
fn as_read(text: &str) -> String {
    let shaped: String = text.nfkc().flat_map(char::to_lowercase).collect();
    shaped.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A question asked before any démarche is known lists requests, unless its answers cover every
/// case: yes and no, or `fermee: true`. Such a list needs its way out.
fn ways_out(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for rank in 0..subject.survey.size() {
        let position = subject.survey.position(rank);
        let (Some(ask), Some(node)) = (position.ask(subject.tree), position.node()) else {
            continue;
        };
        let question = ask.question;
        let way_out = question.reponse(AUCUNE).is_some();
        let lists = position.request().is_none() && subject.tree.urgence != Some(node) && !closed(question);
        if lists && !way_out {
            faults.push(Fault::error(
                "issue",
                Part::Node(node.index()),
                "Cette question liste des demandes, sans issue pour les autres.",
                "Ajoutez « aucune: \"…\" » vers un NonPrevu, ou « fermee: true » si tout est couvert.",
            ));
        }
    }
}

fn closed(question: &Question) -> bool {
    let yes_or_no = |id: &str| ["oui", "non", NE_SAIT_PAS].contains(&id);
    question.fermee || question.reponses.iter().all(|reponse| yes_or_no(&reponse.id))
}
