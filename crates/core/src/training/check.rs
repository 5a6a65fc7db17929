//! What keeps a case from teaching: no scene, a scene that tells its answer, two scenes alike.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::scenario::{Refusal, Scenario};
use crate::case::Case;
use crate::tree::{Categorie, Severity, Supplied};

/// Words that only the answer may use.
const ANSWERS: [&str; 6] =
    ["niveau 1", "niveau 2", "hors bouquet", "situation urgente", "administration+", "back-office"];
/// Scenes that share this part of their words are alike.
const ALIKE_PERCENT: usize = 80;
/// A scene is compared to no more of those that share a rare word with it.
const MOST_COMPARED: usize = 200;

/// Something wrong with the case of this rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFault {
    pub rank: usize,
    pub severity: Severity,
    pub rule: &'static str,
    pub message: String,
    pub mend: &'static str,
}

/// Everything that is wrong with these cases; `supplied` gives an opérateur with its tree.
pub fn check<'t>(cases: &[&Case<'_>], supplied: impl Fn(&str) -> Option<Supplied<'t>>) -> Vec<CaseFault> {
    let mut faults = Vec::new();
    let mut scenes: Vec<(usize, HashSet<String>)> = Vec::new();
    let mut ids: HashSet<(&str, &str)> = HashSet::new();
    for (rank, case) in cases.iter().enumerate() {
        let mut add =
            |(severity, rule, message, mend)| faults.push(CaseFault { rank, severity, rule, message, mend });
        if !ids.insert((&case.operateur, &case.id)) {
            let message = format!("Deux cas s'appellent « {} ».", case.id);
            add((Severity::Error, "cas-double", message, "Donnez à chaque cas son identifiant."));
        }
        let Some(supplied) = supplied(&case.operateur) else {
            let message = format!("« {} » n'a pas d'arbre ici.", case.operateur);
            add((Severity::Error, "cas-operateur", message, "Corrigez l'opérateur, ou ajoutez son arbre."));
            continue;
        };
        let expected = case.attendu.as_ref().and_then(|attendu| attendu.categorie.as_deref());
        if let Some(wrong) = expected.filter(|code| Categorie::ALL.iter().all(|known| known.code() != *code))
        {
            let known = Categorie::ALL.map(|known| format!("« {} »", known.code())).join(", ");
            let message =
                format!("Le cas « {} » attend « {wrong} », qui n'est pas une catégorie ({known}).", case.id);
            add((Severity::Error, "cas-categorie", message, "Écrivez l'une de ces catégories."));
            continue;
        }
        match Scenario::new(case, supplied) {
            Err(refusal) => add(unplayable(refusal, &case.id)),
            Ok(scenario) => {
                if let Some(told) = told(&scenario) {
                    let message =
                        format!("Le récit du cas « {} » contient sa réponse : « {told} ».", case.id);
                    add((
                        Severity::Warning,
                        "cas-reponse",
                        message,
                        "Dites la scène avec les mots de l'usager.",
                    ));
                }
                scenes.push((rank, words(&scenario.recit)));
            }
        }
    }
    faults.extend(alike(&scenes).into_iter().map(|(rank, other)| CaseFault {
        rank,
        severity: Severity::Warning,
        rule: "cas-semblables",
        message: format!(
            "Le récit du cas « {} » ressemble à celui de « {} ».",
            cases[rank].id, cases[other].id
        ),
        mend: "Changez la scène, ou retirez l'un des deux.",
    }));
    faults.sort_by_key(|fault| fault.rank);
    faults
}

/// Why this case cannot be played: how bad that is, the rule, what is wrong, how to mend it.
fn unplayable(refusal: Refusal, id: &str) -> (Severity, &'static str, String, &'static str) {
    match refusal {
        Refusal::NoRecit => (
            Severity::Warning,
            "cas-recit",
            format!("Le cas « {id} » n'a pas de récit : il ne peut pas être joué."),
            "Ajoutez « recit », la scène avec les mots de l'usager.",
        ),
        Refusal::AnsweredTwice => (
            Severity::Error,
            "cas-issue",
            format!("Le cas « {id} » répond deux fois à une question."),
            "Gardez une seule réponse.",
        ),
        Refusal::NoOutcome | Refusal::Contradiction => (
            Severity::Error,
            "cas-issue",
            format!("Le cas « {id} » ne finit pas comme attendu."),
            "« aiguilleur rejouer » dit où il s'écarte.",
        ),
    }
}

/// The words of the answer that the scene tells.
fn told(scenario: &Scenario<'_>) -> Option<String> {
    let recit = scenario.recit.to_lowercase();
    let titre = scenario.outcome.request.titre().to_lowercase();
    let mut answers = ANSWERS.iter().map(|answer| (*answer).to_owned()).chain([titre]);
    answers.find(|answer| recit.contains(answer.as_str()))
}

fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}

/// Each scene that is like an earlier one, with the first of these, by their ranks.
///
/// Two scenes that share [`ALIKE_PERCENT`] of their words share one of the rarest words of both: only those that do are
/// compared.
fn alike(scenes: &[(usize, HashSet<String>)]) -> Vec<(usize, usize)> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for word in scenes.iter().flat_map(|(_, words)| words) {
        *times.entry(word).or_default() += 1;
    }
    let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, (rank, words)) in scenes.iter().enumerate() {
        let mut rarest: Vec<&str> = words.iter().map(String::as_str).collect();
        rarest.sort_unstable_by_key(|word| (times[word], *word));
        rarest.truncate(words.len() - (words.len() * ALIKE_PERCENT).div_ceil(100) + 1);
        let near: BTreeSet<usize> =
            rarest.iter().filter_map(|word| with.get(word)).flatten().copied().collect();
        if let Some(other) = near.into_iter().find(|other| are_alike(words, &scenes[*other].1)) {
            found.push((*rank, scenes[other].0));
        }
        for word in rarest {
            let with = with.entry(word).or_default();
            if with.len() < MOST_COMPARED {
                with.push(at);
            }
        }
    }
    found
}

fn are_alike(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    all > 0 && 100 * shared >= ALIKE_PERCENT * all
}
