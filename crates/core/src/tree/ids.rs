//! Ids: their form, their uniqueness, the nearest one to a misspelt one.

use super::fault::{Fault, Part, Place};

/// How an id is written.
pub const ID_FORM: &str =
    "Un identifiant s'écrit en minuscules sans accent, avec des chiffres et des traits d'union.";

/// Whether a text is an id: lower-case letters, digits and hyphens, for it is typed on the command line.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !id.starts_with('-')
}

pub(super) fn check_id(part: Part, id: &str, faults: &mut Vec<Fault>) {
    if !is_id(id) {
        faults.push(Fault::error(
            "identifiant",
            Place::words(part, "id", id),
            format!("« {id} » n'est pas un identifiant."),
            ID_FORM,
        ));
    }
}

/// An id that two items of a list share.
pub(super) fn duplicate(part: Part, id: &str, first: usize, what: &str) -> Fault {
    Fault::error(
        "identifiant",
        Place::words(part, "id", id),
        format!("L'identifiant « {id} » est déjà pris par {what} n° {}.", first + 1),
        "Donnez un autre identifiant à l'un des deux. Un identifiant ne sert qu'une fois.",
    )
}

/// The known word that looks most like this one, if any does.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .map(|candidate| {
            (strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase()), candidate)
        })
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_word_is_near_while_more_than_three_letters_of_five_are_right() {
        let known = ["abcde", "vwxyz"];
        assert_eq!(nearest("abcdx", known.into_iter()), Some("abcde"));
        assert_eq!(nearest("abcxx", known.into_iter()), None);
    }
}
