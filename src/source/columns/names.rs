//! What the heading of a column names, in its words.

use crate::source::categorie;
use crate::source::folding::fold;
use crate::source::table::Cell;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Kind {
    Operateur,
    Section,
    Demande,
    Categorie,
    Action,
}

/// The words that name each kind, folded; those of the second list only where the first names no column.
pub(in crate::source) const NAMES: &[(Kind, &str, &[&str], &[&str])] = &[
    (Kind::Operateur, "opérateur", &["operateur", "partenaire"], &[]),
    (
        Kind::Section,
        "section",
        &["section", "theme", "thematique", "rubrique", "domaine", "chapitre"],
        &["famille"],
    ),
    (
        Kind::Demande,
        "demande ou démarche",
        &["demande", "demarche"],
        &["intitule", "libelle", "situation", "besoin"],
    ),
    (Kind::Categorie, "catégorie", &["categorie", "niveau"], &["prise en charge", "classement"]),
    (
        Kind::Action,
        "action à réaliser",
        &["action", "conduite", "orientation", "consigne", "que faire", "marche a suivre"],
        &["reponse", "procedure", "modalite", "contact"],
    ),
];

/// Whether this word, folded, names a section: at the head of a column, or before a colon in a cell.
pub(in crate::source) fn is_section(word: &str) -> bool {
    NAMES.iter().any(|(kind, _, first, _)| *kind == Kind::Section && first.contains(&word))
}

/// What names the column of the action, where it is all that a cell says.
const ACTION_ALONE: &[&str] = &["en cas de blocage", "traitement"];

/// What the words of a cell name, and whether by a word of the first list. The earliest word says it: « Catégorie de la
/// démarche » is a category.
pub(in crate::source) fn named(cell: &Cell) -> Option<(Kind, bool)> {
    if categorie::read(&cell.words).is_ok() {
        return None;
    }
    let folded = fold(&cell.words);
    // « Niveau 3 », « Niveau un » are categories that do not exist, and no heading.
    if folded.strip_prefix("niveau ").is_some_and(|level| level.len() < 6 && !level.contains(' ')) {
        return None;
    }
    // A row says « En cas de blocage, contacter… »; alone, the words name a column.
    if ACTION_ALONE.contains(&folded.as_str()) {
        return Some((Kind::Action, false));
    }
    let words: Vec<&str> = folded.split(' ').take(5).collect();
    for start in 0..words.len() {
        let rest = words[start..].join(" ");
        let names = |name: &&str| {
            let after = rest.strip_prefix(*name);
            after.is_some_and(|after| {
                matches!(after.strip_prefix('s').unwrap_or(after).chars().next(), None | Some(' '))
            })
        };
        for (kind, _, strong, weak) in NAMES {
            if strong.iter().any(names) || weak.iter().any(names) {
                return Some((*kind, strong.iter().any(names)));
            }
        }
    }
    None
}
