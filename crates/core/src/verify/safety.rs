//! Three proofs that protect people.
//!
//! **Urgency first**: every outcome lies behind the opérateur's urgency question. Whatever the
//! conseiller answers, nobody is oriented anywhere before that question was put.
//!
//! **Every urgency is named there**: each urgent démarche is reached from the urgency question by an answer that is not
//! its way out. Who says « non » to a list that lacks one believes that there is none; who does not know is asked of each
//! of them again.
//!
//! **Doubt never closes the door**: at every question, if some answer can still lead to an urgent
//! outcome, then « Je ne sais pas », where it is offered, can too; where an answer names an urgency, it leads to one, or to a
//! question that names one. The urgency question itself must offer it. A conseiller who is not sure is never led away from an
//! urgency.

use super::Subject;
use crate::tree::{BLOCAGE, Categorie, Fault, NE_SAIT_PAS, Node, NodeId, Part, Question, Tree};

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    urgency_first(subject, faults);
    urgency_named(subject, faults);
    doubt(subject, faults);
    doubt_beside(subject.tree, faults);
}

fn urgency_first(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let tree = subject.tree;
    let Some(urgence) = tree.urgence else {
        if subject.operateur.lignes().any(|ligne| ligne.categorie == Categorie::Urgent) {
            faults.push(Fault::error(
                "urgence-d-abord",
                Part::Top,
                "Cet opérateur a des situations urgentes, mais l'arbre ne nomme pas sa question d'urgence.",
                "Ajoutez « urgence: \"…\" » avec l'identifiant de la première question.",
            ));
        }
        return;
    };
    if tree.node(urgence).question().is_none_or(|question| question.id == BLOCAGE) {
        faults.push(Fault::error(
            "urgence-d-abord",
            Part::Node(urgence.index()),
            "L'arbre nomme ce nœud comme question d'urgence, mais ce n'est pas une question.",
            "Nommez la question qui présente les situations urgentes.",
        ));
        return;
    }
    // Without going past the urgency question, no end may be reached.
    let asks_it = |rank| subject.survey.position(rank).question(tree).is_some_and(|(id, _)| id == urgence);
    for rank in subject.survey.reached(0, asks_it) {
        let position = subject.survey.position(rank);
        let asks = position.question(tree).is_some();
        if !asks && let Some(node) = position.node().or(position.request()) {
            faults.push(Fault::error(
                "urgence-d-abord",
                Part::Node(node.index()),
                "On arrive ici sans avoir répondu à la question d'urgence.",
                "Posez la question d'urgence en premier, sur tous les chemins.",
            ));
        }
    }
}

fn urgency_named(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let tree = subject.tree;
    let Some(urgence) = tree.urgence.filter(|urgence| tree.node(*urgence).question().is_some()) else {
        return;
    };
    let named = named_from(tree, urgence);
    let doubt = tree.urgency_doubt().map(|doubt| (doubt, named_from(tree, doubt)));
    for (id, demarche) in tree.demarches().filter(|(_, demarche)| demarche.categorie == Categorie::Urgent) {
        if !named[id.index()] {
            faults.push(Fault::warning(
                "urgence-d-abord",
                Part::Node(id.index()),
                "La question d'urgence ne mène pas à cette démarche urgente : qui y répond « non » la croit écartée.",
                "Ajoutez à la question d'urgence une réponse qui y mène, ou corrigez la catégorie.",
            ));
        } else if let Some((doubt, again)) = &doubt
            && !again[id.index()]
        {
            faults.push(Fault::warning(
                "doute",
                Part::Node(doubt.index()),
                format!("Qui ne sait pas si c'est urgent n'a ici aucune réponse pour « {} ».", demarche.id),
                "Ajoutez une réponse qui y mène.",
            ));
        }
    }
}

/// What a question leads to without an answer that sets its list aside.
fn named_from(tree: &Tree, start: NodeId) -> Vec<bool> {
    let mut named = vec![false; tree.size()];
    let mut next = vec![start];
    while let Some(id) = next.pop() {
        if std::mem::replace(&mut named[id.index()], true) {
            continue;
        }
        match tree.node(id) {
            Node::Question(question) => {
                let stays = question.reponses.iter().filter(|reponse| !reponse.sets_aside());
                next.extend(stays.filter_map(|reponse| reponse.vers));
            }
            node => next.extend(node.targets()),
        }
    }
    named
}

/// Where an answer names an urgency, who does not know is led to one, or asked again.
fn doubt_beside(tree: &Tree, faults: &mut Vec<Fault>) {
    let is_urgent = |node: NodeId| match tree.node(node) {
        Node::Demarche(demarche) => demarche.categorie == Categorie::Urgent,
        _ => false,
    };
    let names_one = |question: &Question| question.reponses.iter().filter_map(|one| one.vers).any(is_urgent);
    let questions = tree.nodes().filter_map(|(id, node)| Some((id, node.question()?)));
    for (id, question) in questions.filter(|(_, question)| names_one(question)) {
        let Some(next) = question.reponse(NE_SAIT_PAS).and_then(|unsure| unsure.vers) else { continue };
        if !is_urgent(next) && !tree.node(next).question().is_some_and(names_one) {
            faults.push(Fault::warning(
                "doute",
                Part::Node(id.index()),
                "Une réponse nomme ici une urgence, et « Je ne sais pas » mène ailleurs.",
                "Faites mener « ne_sait_pas » vers cette urgence, ou vers une question qui la nomme.",
            ));
        }
    }
}

fn doubt(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let survey = &subject.survey;
    // Whether an urgent outcome can still be reached from each position.
    let urgent = survey.fold(
        |rank| survey.outcome(rank).is_some_and(|outcome| outcome.urgence()),
        |_, below| below.contains(&true),
    );
    for rank in (0..survey.size()).filter(|&rank| urgent[rank]) {
        let position = survey.position(rank);
        let (Some(ask), Some(node)) = (position.ask(subject.tree), position.node()) else {
            continue;
        };
        let unsure = ask.question.reponses.iter().position(|reponse| reponse.id == NE_SAIT_PAS);
        let part = Part::Node(node.index());
        match unsure {
            Some(at) if !urgent[survey.leads_to(rank)[at]] => faults.push(Fault::error(
                "doute",
                part,
                "« Je ne sais pas » écarte ici l'urgence, alors qu'une autre réponse y mène encore.",
                "Faites mener « ne_sait_pas » vers la branche la plus prudente.",
            )),
            None if subject.tree.urgence == Some(node) => faults.push(Fault::error(
                "doute",
                part,
                "La question d'urgence n'offre pas « Je ne sais pas ».",
                "Ajoutez « ne_sait_pas: \"…\" », vers une question qui aide à décider.",
            )),
            _ => {}
        }
    }
}
