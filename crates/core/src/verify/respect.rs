//! **What is read shames nobody, and says whose it is**: a title can stand on a paper that the person takes home, a keyword
//! neither wounds nor goes stale, what is ours is marked where it is read.

use memchr::memmem::Finder;

use super::Subject;
use super::keywords::lower;
use super::typography::words;
use crate::tree::{Demarche, Fault, Node, Part, Place};

/// Starts a sentence that is ours and not the document's.
pub const OURS: &str = "Hors référentiel : ";

/// What a title must not call a person.
const LABELS: [&str; 5] = ["fragil", "vulnérab", "non autonome", "en difficulté", "précaire"];
/// What no keyword calls a person, word by word.
const WOUNDING: [&[&str]; 9] = [
    &["clandestin"],
    &["clandestine"],
    &["sans", "papiers"],
    &["alzheimer"],
    &["trop", "vieux"],
    &["vieille"],
    &["perd", "la", "tête"],
    &["fou"],
    &["folle"],
];
/// What makes a number one that a law sets: it changes, and the keyword becomes false.
const UNITS: [&str; 5] = ["€", "euro", "euros", "%", "ans"];

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    // Both cases of its first letter, which is all that differs.
    let mark = Finder::new("ors référentiel");
    for (id, node) in subject.tree.nodes() {
        let part = Part::Node(id.index());
        match node {
            Node::Demarche(demarche) => {
                title(part, demarche, faults);
                keywords(part, demarche, faults);
                marked(part, "faire", &demarche.faire, &mark, faults);
            }
            Node::Conduite(conduite) => {
                marked(part, "texte", conduite.etapes.iter().map(|etape| &etape.texte), &mark, faults);
            }
            Node::NonPrevu(non_prevu) => marked(part, "texte", [&non_prevu.texte], &mark, faults),
            Node::Question(_) => {}
        }
        if let Some(question) = node.question() {
            let part = question.shared.map_or(part, Part::Question);
            marked(part, "aide", &question.aide, &mark, faults);
        }
    }
}

fn title(part: Part, demarche: &Demarche, faults: &mut Vec<Fault>) {
    let titre = demarche.titre.to_lowercase();
    if let Some(label) = LABELS.iter().find(|label| titre.contains(*label)) {
        faults.push(Fault::warning(
            "titre",
            Place::words(part, "titre", &demarche.titre),
            format!("Ce titre qualifie la personne (« {label}… ») : elle l'emporte sur sa feuille."),
            "Nommez ce qu'elle demande.",
        ));
    }
}

fn keywords(part: Part, demarche: &Demarche, faults: &mut Vec<Fault>) {
    let all = demarche.demarches.iter().flat_map(|sub| &sub.mots_cles).chain(&demarche.mots_cles);
    for text in all.chain(&demarche.signes) {
        let lower = lower(text);
        let said = if let Some(word) = wounding(&lower) {
            format!("« {word} » peut blesser la personne qui le lit.")
        } else if is_measured(&lower) {
            "Ce mot-clé porte un montant, un taux ou un âge : il deviendra faux.".to_owned()
        } else {
            continue;
        };
        faults.push(Fault::warning(
            "mots-cles",
            Place::words(part, "mots_cles", text),
            said,
            "Dites-le autrement, ou retirez-le.",
        ));
    }
}

/// The first of [`WOUNDING`] that stands in the text, whole.
fn wounding(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        // Most words begin none of them: one comparison each.
        let begun = WOUNDING.iter().find(|known| {
            known[0] == &rest[..end] && words(rest).take(known.len()).eq(known.iter().copied())
        });
        if let Some(known) = begun {
            return Some(known.join(" "));
        }
        rest = &rest[end..];
    }
    None
}

/// Whether a number is followed by what it counts: « 300 euros », « 10 % », « 55 ans ».
fn is_measured(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ',').collect();
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.windows(2).any(|pair| number(pair[0]) && UNITS.contains(&pair[1]))
        || words.iter().any(|word| number(word) && (word.ends_with('€') || word.ends_with('%')))
}

/// The mark stands at the start of a sentence: elsewhere, nobody knows what it is about.
fn marked<'t>(
    part: Part,
    field: &'static str,
    texts: impl IntoIterator<Item = &'t String>,
    mark: &Finder<'_>,
    faults: &mut Vec<Fault>,
) {
    for text in texts {
        let marks = mark.find_iter(text.as_bytes()).map(|at| at.saturating_sub(1));
        let starts = |at: usize| at == 0 || text[..at].ends_with(". ") || text[..at].ends_with("? ");
        let astray = marks
            .into_iter()
            .any(|at| !(text.get(at..).is_some_and(|rest| rest.starts_with(OURS)) && starts(at)));
        if astray {
            faults.push(Fault::warning(
                "hors-referentiel",
                Place::words(part, field, text),
                "Ce qui est à nous n'est pas marqué au début de sa phrase.",
                format!("Commencez la phrase par « {OURS}»."),
            ));
        }
    }
}
