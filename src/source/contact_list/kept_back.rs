//! Whether a cell says that its row is not for the usagers: by its words, by the name of its column, or by yes and no under
//! such a name.

use crate::source::folding::fold;
use aiguilleur_core::local::is_reserved;

/// What a cell says of its column: « oui », « x », « non ».
const YES: &[&str] = &["oui", "o", "x", "vrai", "ok"];
const NO: &[&str] = &["non", "n", "faux", "aucun", "jamais"];
/// A column that asks whether the row may be given: the starts of its words.
const GIVEN: &[&str] = &["diffus", "communi", "divulg", "publi", "partag", "visible"];

/// Whether a filled cell, of a column of this name, says so.
pub(super) fn is_kept_back(column: &str, words: &str) -> bool {
    let said = fold(words);
    let is = |answers: &[&str]| answers.contains(&said.trim());
    let asks = !is_reserved(column)
        && fold(column).split(' ').any(|word| GIVEN.iter().any(|start| word.starts_with(start)));
    if is(NO) {
        return asks;
    }
    is_reserved(column) || !is(YES) && is_reserved(words)
}

#[cfg(test)]
mod tests {
    use super::is_kept_back;

    #[test]
    fn yes_and_no_are_read_under_the_name_of_their_column() {
        for (column, words) in [
            ("Diffusable au public", "non"),
            ("Communicable aux usagers ?", "Non"),
            ("Confidentiel", "oui"),
            ("Confidentiel", "x"),
            ("Ligne directe, ne pas diffuser", "03 86 00 00 07"),
            ("Observations", "Ne pas communiquer au public"),
            ("Diffusion", "interne"),
        ] {
            assert!(is_kept_back(column, words), "{column}: {words}");
        }
        for (column, words) in [
            ("Diffusable au public", "oui"),
            ("Confidentiel", "non"),
            ("Téléphone", "03 86 00 00 07"),
            ("Fermé le mardi", "non"),
            ("Téléphone communiqué au public", "03 86 00 00 07"),
        ] {
            assert!(!is_kept_back(column, words), "{column}: {words}");
        }
    }
}
