//! What people, and spreadsheets, write in a cell where there is nothing.

use super::folding::fold;

/// Whole cells, folded.
const BY_PEOPLE: &[&str] = &[
    "neant",
    "nc",
    "n c",
    "so",
    "s o",
    "sans objet",
    "aucun",
    "aucune",
    "na",
    "n a",
    "ras",
    "vide",
    "a completer",
    "a definir",
    "a preciser",
    "tbd",
    "x",
    "xxx",
];
/// What a formula or a database leaves of it, and « idem », which only its author can tell.
const BY_SPREADSHEETS: &[&str] =
    &["nan", "null", "none", "ref", "name", "nom", "valeur", "value", "idem", "ibid"];

/// Whether a cell of a list says nothing.
pub(super) fn is_blank(words: &str) -> bool {
    let folded = fold(words);
    folded.is_empty() || BY_PEOPLE.contains(&folded.as_str())
}

/// Whether a cell of a table says nothing that a conseiller could do.
pub(super) fn says_nothing(words: &str) -> bool {
    is_blank(words) || BY_SPREADSHEETS.contains(&fold(words).as_str())
}
