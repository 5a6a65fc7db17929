//! The questions of a tree: nine answers at most, over as many screens as it takes, each of them
//! with its way on.

use std::collections::HashMap;

use crate::source::folding::{Names, cut};
use aiguilleur_core::tree::source::{SourceAnswer, SourceNode};

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub id: String,
    pub texte: String,
    pub vers: String,
}

impl Choice {
    fn new(id: &str, texte: &str, vers: &str) -> Self {
        Self { id: id.to_owned(), texte: texte.to_owned(), vers: vers.to_owned() }
    }
}

const MOST_ANSWERS: usize = 9;

fn question(id: &str, texte: &str, aide: Option<&str>, choices: Vec<Choice>) -> Parts {
    let mut labels = Names::default();
    let answer = |choice: Choice| SourceAnswer {
        id: choice.id,
        texte: labels.label(&choice.texte),
        vers: choice.vers,
        jamais_deduite: false,
    };
    Parts {
        id: id.to_owned(),
        texte: texte.to_owned(),
        aide: aide.map(str::to_owned),
        reponses: choices.into_iter().map(answer).collect(),
    }
}

/// What every question has.
struct Parts {
    id: String,
    texte: String,
    aide: Option<String>,
    reponses: Vec<SourceAnswer>,
}

impl Parts {
    fn node(self, fermee: bool, ne_sait_pas: Option<&str>, aucune: Option<&str>) -> SourceNode {
        let Self { id, texte, aide, reponses } = self;
        let (ne_sait_pas, aucune) = (ne_sait_pas.map(str::to_owned), aucune.map(str::to_owned));
        SourceNode::Question { id, texte, aide, fermee, reponses, ne_sait_pas, aucune }
    }
}

/// The id of a screen, by its rank from 1.
fn screen(id: &str, rank: usize) -> String {
    if rank == 1 { id.to_owned() } else { format!("{id}-suite-{rank}") }
}

/// Choices by screens of `most`, room being left for « une autre » where another screen follows.
/// The last one has two at least, as long as there are two.
fn screens(choices: Vec<Choice>, most: usize) -> Vec<Vec<Choice>> {
    let mut choices = choices.into_iter();
    let mut screens: Vec<Vec<Choice>> = Vec::new();
    while choices.len() > most {
        screens.push(choices.by_ref().take(most - 1).collect());
    }
    screens.push(choices.collect());
    screens
}

/// A list of requests, with the way out for what is not in it.
pub(super) fn list(id: &str, texte: &str, choices: Vec<Choice>, aucune: &str) -> Vec<SourceNode> {
    let screens = screens(choices, MOST_ANSWERS);
    let count = screens.len();
    let node = |(rank, mut choices): (usize, Vec<Choice>)| {
        let more = rank + 1 < count;
        if more {
            choices.push(Choice::new("autre", "Une autre demande", &screen(id, rank + 2)));
        }
        let parts = question(&screen(id, rank + 1), texte, None, choices);
        parts.node(more, None, (!more).then_some(aucune))
    };
    screens.into_iter().enumerate().map(node).collect()
}

/// A section of one request.
pub(super) fn yes_or_no(id: &str, only: &Choice, other: &str) -> SourceNode {
    let asked = crate::source::folding::cut(&only.texte, 56);
    let texte = format!("Est-ce : {} ?", asked.trim_end_matches(['?', '!', ' ']));
    let choices = vec![Choice::new("oui", "Oui", &only.vers), Choice::new("non", "Non, autre chose", other)];
    question(id, &texte, None, choices).node(false, None, None)
}

/// The longest help of a question.
const HELP: usize = 320;

/// The help of the question of urgency: what its answers, cut, do not say.
fn urgency_help(found: &[Choice], whole: &HashMap<&str, String>) -> String {
    let aide = "Dans le doute, choisissez « Je ne sais pas ».";
    let cut_short = found.iter().filter(|choice| choice.texte.ends_with('…'));
    let told: Vec<String> =
        cut_short.filter_map(|choice| Some(format!("« {} »", whole.get(&*choice.vers)?))).collect();
    if told.is_empty() {
        aide.to_owned()
    } else {
        cut(&format!("{aide} En entier : {}.", told.join(" ; ")), HELP)
    }
}

/// The questions that look for an urgency, then lead to `after`; doubt leads to an urgency. `whole`: the whole request of
/// each démarche.
pub(super) fn urgency(urgent: Vec<Choice>, after: &str, whole: &HashMap<&str, String>) -> Vec<SourceNode> {
    let texte = "L'usager est-il dans l'une de ces situations ?";
    let doubt = match urgent.as_slice() {
        [] => return Vec::new(),
        [only] => only.vers.clone(),
        _ => "urgence-doute".to_owned(),
    };
    // « Non » and « Je ne sais pas » take two places; on the way, « aucune de celles-ci » takes one.
    let screens = screens(urgent.clone(), MOST_ANSWERS - 2);
    let count = screens.len();
    let node = |(rank, found): (usize, Vec<Choice>)| {
        let last = if rank + 1 < count {
            Choice::new(
                "aucune-ici",
                "Aucune de celles-ci : voir les suivantes",
                &screen("urgence", rank + 2),
            )
        } else {
            Choice::new("non", "Aucune de ces situations", after)
        };
        let aide = urgency_help(&found, whole);
        let choices = found.into_iter().chain([last]).collect();
        let asked = question(&screen("urgence", rank + 1), texte, Some(&aide), choices);
        asked.node(rank > 0, Some(&doubt), None)
    };
    let mut nodes: Vec<SourceNode> = screens.into_iter().enumerate().map(node).collect();
    if urgent.len() > 1 {
        nodes.extend(doubtful(urgent, after));
    }
    nodes
}

/// What to do where one is not sure: the situations again, the gravest to be chosen.
fn doubtful(urgent: Vec<Choice>, after: &str) -> Vec<SourceNode> {
    let texte = "Laquelle de ces situations pourrait être la sienne ?";
    let aide = "Si vous hésitez encore, choisissez la situation la plus grave.";
    let screens = screens(urgent, MOST_ANSWERS - 1);
    let count = screens.len();
    let node = |(rank, mut choices): (usize, Vec<Choice>)| {
        choices.push(if rank + 1 < count {
            Choice::new(
                "aucune-ici",
                "Aucune de celles-ci : voir les suivantes",
                &screen("urgence-doute", rank + 2),
            )
        } else {
            Choice::new("rien", "Aucune, après réflexion", after)
        });
        question(&screen("urgence-doute", rank + 1), texte, Some(aide), choices).node(true, None, None)
    };
    screens.into_iter().enumerate().map(node).collect()
}
