//! A row of which only the first cell is filled: the heading of a section, one more request for the cells above, which
//! were merged, or what a page prints beside its table.

use crate::source::columns::names::is_section;
use crate::source::folding::fold;
use crate::source::table::{Cell, Row};
use crate::source::{verbs, words};

/// What such a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Section,
    /// It goes on with the category and the action above.
    Suite,
}

/// What follows such a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A row with its own category and action, as after every heading.
    Full,
    Partial,
    End,
}

/// How a request starts, beside an infinitive.
const REQUESTS: &[&str] =
    &["en cas ", "pour ", "toute ", "tout ", "si ", "lorsque ", "sur le site ", "en lien avec "];
/// How a heading starts, and nothing else.
const HEADINGS: &[&str] =
    &["demarches ", "autres demarches", "accueil ", "presentation ", "accompagnements "];

/// Reads it, and says whether the rule is sure. `gaps`: the table parts its sections with blank lines.
pub(super) fn read(row: &Row, cell: &Cell, above: bool, next: Next, gaps: bool) -> (Reading, bool) {
    let request = is_request(&cell.words);
    let heading = row.is_title || !request && starts(&cell.words, HEADINGS);
    match (request, heading) {
        (_, true) => (Reading::Section, true),
        (true, _) => (Reading::Suite, true),
        // Nothing to go on with: it can only be a heading.
        _ if !above => (Reading::Section, true),
        // A heading is always followed by a row that has everything.
        _ if next != Next::Full => (Reading::Suite, gaps && !row.after_gap),
        _ if gaps => (if row.after_gap { Reading::Section } else { Reading::Suite }, true),
        _ => (Reading::Section, false),
    }
}

/// Whether a text is a request, by its first words or its lines.
pub(super) fn is_request(words: &str) -> bool {
    let list = words::lines(words);
    starts(words, REQUESTS)
        || starts_with_verb(words)
        || list.len() > 1
        || list.iter().any(|line| line.bullet)
}

/// Whether a text starts as nothing but a heading does.
pub(super) fn is_heading(words: &str) -> bool {
    starts(words, HEADINGS)
}

fn starts(words: &str, with: &[&str]) -> bool {
    let folded = fold(words) + " ";
    with.iter().any(|start| folded.starts_with(start))
}

/// Whether a text starts with a verb: « Déclarer… », « Pré-affecter… », and what a scan makes of one.
fn starts_with_verb(text: &str) -> bool {
    const NOUNS: &[&str] = &[
        "foyer",
        "loyer",
        "courrier",
        "papier",
        "dossier",
        "conseiller",
        "particulier",
        "premier",
        "dernier",
        "foncier",
        "immobilier",
        "atelier",
        "metier",
        "quartier",
        "plaisir",
        "avenir",
        "loisir",
        "pouvoir",
        "devoir",
    ];
    let folded = fold(text);
    let first = folded.split(' ').find(|word| *word != "pre").unwrap_or("");
    let ends = first.len() > 3 && (first.ends_with("er") || first.ends_with("ir"));
    verbs::known(first) || verbs::misread(text).is_some() || ends && !NOUNS.contains(&first)
}

/// « Section : Logement »: the words say what it is.
pub(super) fn marked(words: &str) -> Option<&str> {
    let (mark, titre) = words.split_once(':')?;
    is_section(&fold(mark)).then(|| titre.trim())
}

/// Whether a text is a note under a table: « * Sous réserve… », « (1) Voir la convention. », « NB : … », a legend.
pub(super) fn is_note(words: &str) -> bool {
    let said = |lead: &str| fold(words).split(' ').next() == Some(lead) && words.contains(':');
    if ["nb", "nota", "note", "lecture", "legende"].into_iter().any(said) {
        return true;
    }
    // « oui = fait sur place ; non = hors bouquet »: what the words of the table mean.
    if words.matches(" = ").count() > 1 {
        return true;
    }
    let starred = words.trim_start_matches('*');
    let numbered = words.strip_prefix('(').and_then(|rest| {
        let (mark, rest) = rest.split_once(')')?;
        (!mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || c == '*')).then_some(rest)
    });
    let told = numbered.or((starred.len() < words.len() && !words.ends_with('*')).then_some(starred));
    let refers = |told: &str| fold(told).starts_with("voir ");
    told.map(str::trim).is_some_and(|told| !told.is_empty() && (refers(told) || !is_request(told)))
}

/// Whether a row is what a page prints beside its table: its number, its source, a line of dashes.
pub(super) fn is_furniture(row: &Row) -> bool {
    let empty = |(_, cell): (usize, &Cell)| {
        cell.words.len() > 1 && cell.words.chars().all(|c| "-–—_=.: ".contains(c))
    };
    if row.filled().count() > 1 && row.filled().all(empty) {
        return true;
    }
    let Some(cell) = row.alone() else { return false };
    let folded = fold(&cell.words);
    let numbers = !folded.is_empty() && folded.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let page =
        folded.strip_prefix("page ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let source = folded.starts_with("source") && cell.words.contains(':');
    let starts = [
        "mise a jour le ",
        "mis a jour le ",
        "referentiel national des demarches",
        "document de travail",
        "document interne",
        "document confidentiel",
    ];
    let kept_in = folded.contains("ne pas diffuser") && folded.split(' ').count() < 20;
    numbers
        || page
        || source
        || kept_in
        || cell.words.starts_with('©')
        || starts.iter().any(|start| folded.starts_with(start))
        || (row.filled().all(empty) && cell.words.chars().count() > 2)
}

#[cfg(test)]
mod tests {
    use super::{is_note, starts_with_verb};

    #[test]
    fn a_note_has_a_mark_and_asks_nothing() {
        for note in [
            "* Sous réserve des modalités locales.",
            "(1) Voir la convention.",
            "NB : sauf en août",
            "** Hors Mayotte",
        ] {
            assert!(is_note(note), "{note}");
        }
        for other in
            ["* Demander une carte", "**Démarches liées au verger**", "(sauf en août)", "Notes de frais", "*"]
        {
            assert!(!is_note(other), "{other}");
        }
    }

    #[test]
    fn requests_start_with_an_infinitive() {
        for request in ["Pré-affecter le chèque", "Écrire un message", "Inform er sur", "Contester un avis"]
        {
            assert!(starts_with_verb(request), "{request}");
        }
        for heading in ["accueil fiscal", "demande de retraite", "dossier de retraite", "foyer fiscal"] {
            assert!(!starts_with_verb(heading), "{heading}");
        }
    }
}
