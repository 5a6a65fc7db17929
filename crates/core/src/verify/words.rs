//! **The words can be read in a hurry**: short labels, short sentences, acronyms spelt out,
//! French typography. What a person only finds less clear is a warning; what would break a
//! screen is an error.

use std::collections::HashSet;

use super::{Subject, typography};
use crate::tree::{Fault, Node, Part, Place, Tree, has_control};

/// The most words in a sentence.
const SENTENCE: usize = 25;

/// The most characters of a text, by its block and its field in the reference of the language: more wraps, or is skipped.
pub const LIMITS: [(&str, &str, usize); 6] = [
    ("Question", "texte", 72),
    ("Question", "aide", 320),
    ("Réponse", "texte", 64),
    ("Demarche", "titre", 60),
    ("Demande", "texte", 160),
    ("NonPrevu", "texte", 100),
];

/// The limit of a field.
fn limit(block: &str, field: &str) -> Option<usize> {
    LIMITS.iter().find(|(of, named, _)| *of == block && *named == field).map(|(.., most)| *most)
}

/// A text of a tree that is shown to a person.
struct Text<'t> {
    part: Part,
    field: &'static str,
    words: &'t str,
    /// The most characters it should have; none for running text.
    limit: Option<usize>,
}

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let tree = subject.tree;
    let known: HashSet<&str> = tree.sigles.iter().map(|sigle| sigle.sigle.as_str()).collect();
    let small_start = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let any_start = known.iter().any(|sigle| small_start(sigle));
    let mut used = HashSet::new();
    for text in texts(tree) {
        check_text(&text, faults);
        // Few words start as an acronym does: only those are looked up.
        let may_be = |word: &&str| any_start || !small_start(word);
        used.extend(typography::words(text.words).filter(may_be).filter(|word| known.contains(word)));
        for acronym in typography::acronyms(text.words) {
            if !known.contains(acronym) && used.insert(acronym) {
                faults.push(Fault::warning(
                    "sigle",
                    Place::words(text.part, text.field, text.words),
                    format!("Le sigle {acronym} n'est écrit en toutes lettres nulle part."),
                    format!("Ajoutez « (sigle: \"{acronym}\", sens: \"…\") » à la liste « sigles »."),
                ));
            }
        }
    }
    for (rank, sigle) in tree.sigles.iter().enumerate() {
        if !used.contains(sigle.sigle.as_str()) {
            faults.push(Fault::warning(
                "sigle",
                Part::Sigle(rank),
                format!("Aucun texte n'emploie le sigle {}.", sigle.sigle),
                "Retirez-le de la liste « sigles ».",
            ));
        }
    }
}

fn check_text(text: &Text<'_>, faults: &mut Vec<Fault>) {
    let place = || Place::words(text.part, text.field, text.words);
    if let Some((what, mend)) = typography::fault(text.words) {
        let message = format!("Ce texte {what}.");
        // What nobody can read is no answer, and what commands a screen is no text.
        faults.push(if has_control(text.words) || text.words.trim().is_empty() {
            Fault::error("typographie", place(), message, mend)
        } else {
            Fault::warning("typographie", place(), message, mend)
        });
    }
    let length = text.words.chars().count();
    if let Some(limit) = text.limit.filter(|limit| length > *limit) {
        faults.push(Fault::warning(
            "longueur",
            place(),
            format!("Ce texte a {length} caractères ; au-delà de {limit}, il se lit mal."),
            "Dites la même chose en moins de mots.",
        ));
    }
    let words = typography::longest_sentence(text.words);
    if words > SENTENCE {
        faults.push(Fault::warning(
            "phrase",
            place(),
            format!("Une phrase a {words} mots ; au-delà de {SENTENCE}, elle se lit mal."),
            "Coupez-la en deux.",
        ));
    }
}

/// Every text of the tree that a person may see, each once.
fn texts(tree: &Tree) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    for (rank, contact) in tree.contacts.iter().enumerate() {
        let part = Part::Contact(rank);
        add(&mut texts, part, "nom", [&contact.nom], None);
        for channel in &contact.canaux {
            add(&mut texts, part, "horaires", &channel.horaires, None);
            add(&mut texts, part, "prix", &channel.prix, None);
            add(&mut texts, part, "precision", &channel.precision, None);
        }
    }
    for (rank, sigle) in tree.sigles.iter().enumerate() {
        add(&mut texts, Part::Sigle(rank), "sens", [&sigle.sens], None);
    }
    let mut shared = HashSet::new();
    for (id, node) in tree.nodes() {
        node_texts(Part::Node(id.index()), node, &mut shared, &mut texts);
    }
    texts
}

fn node_texts<'t>(part: Part, node: &'t Node, shared: &mut HashSet<usize>, texts: &mut Vec<Text<'t>>) {
    if let Some(question) = node.question() {
        // Shared words are checked where they are written, once.
        let part = question.shared.map_or(part, Part::Question);
        if question.shared.is_none_or(|rank| shared.insert(rank)) {
            add(texts, part, "texte", [&question.texte], limit("Question", "texte"));
            add(texts, part, "aide", &question.aide, limit("Question", "aide"));
            add(texts, part, "texte", question.reponses.iter().map(|r| &r.texte), limit("Réponse", "texte"));
        }
    }
    match node {
        Node::Demarche(demarche) => {
            add(texts, part, "titre", [&demarche.titre], limit("Demarche", "titre"));
            add(texts, part, "texte", demarche.demarches.iter().map(|d| &d.texte), limit("Demande", "texte"));
            add(texts, part, "faire", &demarche.faire, None);
            add(texts, part, "complements", &demarche.complements, None);
        }
        Node::Conduite(conduite) => {
            add(texts, part, "texte", conduite.etapes.iter().map(|etape| &etape.texte), None);
            let to_usager = conduite.etapes.iter().filter_map(|etape| etape.usager.as_ref());
            add(texts, part, "usager", to_usager.filter(|text| !text.is_empty()), None);
        }
        Node::NonPrevu(non_prevu) => {
            add(texts, part, "texte", [&non_prevu.texte], limit("NonPrevu", "texte"));
            add(texts, part, "complements", &non_prevu.complements, None);
        }
        Node::Question(_) => {}
    }
}

fn add<'t>(
    texts: &mut Vec<Text<'t>>,
    part: Part,
    field: &'static str,
    words: impl IntoIterator<Item = &'t String>,
    limit: Option<usize>,
) {
    texts.extend(words.into_iter().map(|words| Text { part, field, words, limit }));
}
