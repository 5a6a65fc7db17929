//! The columns that say how to reach whom the action names: « Contact », « Téléphone », « Qui contacter ».

use crate::source::channels;
use crate::source::facts::facts;
use crate::source::folding::fold;
use crate::source::nothing_said::says_nothing;
use crate::source::table::Row;
use crate::source::words::{capital, lines as lines_of};

/// The words of a heading that say so, folded.
const NAMES: &[&str] = &[
    "contact",
    "contacter",
    "coordonnee",
    "canal",
    "canaux",
    "interlocuteur",
    "joindre",
    "telephone",
    "telephonique",
    "tel",
    "mail",
    "email",
    "courriel",
    "adresse",
];
/// What a heading starts with that speaks of contacts and names none: « Date du dernier contact ».
const OTHERS: &[&str] =
    &["date", "commentaire", "observation", "note", "remarque", "nombre", "numero de ligne"];

/// Whether a heading says that its column tells how to reach someone.
pub(super) fn named(heading: &str) -> bool {
    let folded = fold(heading);
    let is = |word: &str| NAMES.iter().any(|name| word == *name || word.strip_suffix('s') == Some(*name));
    folded.split(' ').take(5).any(is) && !OTHERS.iter().any(|start| folded.starts_with(start))
}

/// What these cells of a row say, a line each, beside its action: a part of it, told in other columns.
pub(super) fn lines(row: &Row, columns: &[usize], action: &str) -> String {
    let cells = columns.iter().filter_map(|at| row.cells.get(*at)).filter(|cell| cell.filled);
    let said = cells.flat_map(|cell| lines_of(&cell.words)).map(|line| line.text);
    let mut kept: Vec<String> = Vec::new();
    for line in said.filter(|line| fold(line).len() > 1 && !says_nothing(line)) {
        let line = led(&capital(&line));
        if !is_said(&line, action) && !kept.contains(&line) {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// A number alone is one to call: its column says so, its cell does not.
fn led(line: &str) -> String {
    let bare = line.trim_start_matches(['+', '(']).starts_with(|c: char| c.is_ascii_digit());
    if bare { format!("Téléphone : {line}") } else { line.to_owned() }
}

/// Whether the action says it already: the same words, or the same number or address and nothing more.
fn is_said(line: &str, action: &str) -> bool {
    let (own, other) = (fold(line), fold(action));
    if format!(" {other} ").contains(&format!(" {own} ")) {
        return true;
    }
    let mut rest = line.to_owned();
    let mut places = channels::find(line).places;
    places.sort_by_key(|place| std::cmp::Reverse(place.start));
    let bare = !places.is_empty();
    for place in places {
        rest.replace_range(place, " ");
    }
    let alone = matches!(fold(&rest).as_str(), "" | "telephone" | "tel" | "mail" | "courriel");
    bare && alone && facts(line, true).is_subset(&facts(action, true))
}

#[cfg(test)]
mod tests {
    use super::{is_said, led, named};

    #[test]
    fn headings_that_say_how_to_reach_someone() {
        for heading in [
            "Contact",
            "Contacts utiles",
            "COORDONNÉES",
            "Canal",
            "Qui contacter ?",
            "Tél.",
            "Mail",
            "Téléphones",
        ] {
            assert!(named(heading), "{heading}");
        }
        for heading in ["Commentaire sur le contact", "Lien", "Date du dernier contact", "Télétravail", ""]
        {
            assert!(!named(heading), "{heading}");
        }
    }

    #[test]
    fn a_number_that_the_action_says_is_not_said_twice() {
        assert_eq!(led("36 46"), "Téléphone : 36 46");
        assert!(is_said("Téléphone : 4 00 00 00 01", "Contacter le service au 4 00 00 00 01"));
        assert!(is_said("le service", "Contacter le service au 4 00 00 00 01"));
        assert!(!is_said("Téléphone : 04 00 00 00 02", "Contacter le service au 4 00 00 00 01"));
        assert!(!is_said("L'accueil : 04 00 00 00 01", "Contacter le service au 04 00 00 00 01"));
    }
}
