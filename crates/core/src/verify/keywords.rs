//! **The search can find it**: every démarche is told in a few of the usager's own words, none of
//! them claimed by two démarches of the tree, and only an urgency has signs of urgency.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Subject;
use crate::tree::{Demarche, Fault, Part, Place, has_control};

/// Fewer ways to say a démarche than this, and people say it otherwise.
const FEWEST_KEYWORDS: usize = 3;

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let mut claimed: HashMap<Cow<'_, str>, &str> = HashMap::new();
    let urgent = urgent(subject);
    for (id, demarche) in subject.tree.demarches() {
        let part = Part::Node(id.index());
        let keywords = || demarche.demarches.iter().flat_map(|sub| &sub.mots_cles).chain(&demarche.mots_cles);
        let count = keywords().count();
        if count < FEWEST_KEYWORDS {
            faults.push(Fault::warning(
                "mots-cles",
                part,
                format!(
                    "La démarche « {} » n'a que {count} façon(s) d'être dite ; il en faut {FEWEST_KEYWORDS} au moins.",
                    demarche.id
                ),
                "Ajoutez à « mots_cles » les mots de l'usager, comme il les dit à l'accueil.",
            ));
        }
        for text in keywords() {
            well_formed(part, "mots_cles", text, faults);
            if let Some(other) =
                claimed.insert(lower(text), &demarche.id).filter(|other| *other != demarche.id)
            {
                faults.push(Fault::warning(
                    "mots-cles",
                    Place::words(part, "mots_cles", text),
                    format!("« {text} » est déjà un mot-clé de la démarche « {other} »."),
                    "Gardez-le là où il convient le mieux, ou précisez-le.",
                ));
            }
        }
        signs(&urgent, part, demarche, faults);
    }
}

/// Capitals make no other keyword; most have none.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
    if capitals { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
}

/// The démarches of an urgent outcome.
fn urgent<'t>(subject: &Subject<'t>) -> HashSet<&'t str> {
    let outcomes = (0..subject.survey.size()).filter_map(|rank| subject.survey.outcome(rank));
    let urgent = outcomes.filter(crate::walk::Outcome::urgence);
    urgent.filter_map(|outcome| outcome.request.demarche()).map(|demarche| demarche.id.as_str()).collect()
}

fn signs(urgent: &HashSet<&str>, part: Part, demarche: &Demarche, faults: &mut Vec<Fault>) {
    demarche.signes.iter().for_each(|text| well_formed(part, "signes", text, faults));
    if let Some(first) = demarche.signes.first().filter(|_| !urgent.contains(demarche.id.as_str())) {
        faults.push(Fault::warning(
            "mots-cles",
            Place::words(part, "signes", first),
            "Cette démarche a des signes d'urgence, mais aucune issue urgente.",
            "Écrivez ces mots dans « mots_cles ».",
        ));
    }
}

fn well_formed(part: Part, field: &'static str, text: &str, faults: &mut Vec<Fault>) {
    if text.trim() != text || text.is_empty() || has_control(text) {
        faults.push(Fault::warning(
            "mots-cles",
            Place::words(part, field, text),
            "Ce texte est vide, commence ou finit par une espace, ou contient un caractère de commande.",
            "Écrivez les mots seuls.",
        ));
    }
}
