//! A row of which only the first cell is filled: the heading of a section, or one more request
//! for the cells above, which the spreadsheet had merged.

use super::letters::fold;
use super::table::Cell;
use super::verbs;

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
const HEADINGS: &[&str] = &["demarches ", "autres demarches", "accueil ", "presentation "];

/// Reads it, and says whether the rule is sure.
pub(super) fn read(cell: &Cell, above: bool, next: Next) -> (Reading, bool) {
    let folded = fold(&cell.words) + " ";
    let starts = |with: &[&str]| with.iter().any(|start| folded.starts_with(start));
    let list = super::prose::read(&cell.words);
    let request = starts(REQUESTS)
        || verbs::starts_with_infinitive(&cell.words)
        || list.len() > 1
        || list.iter().any(|l| l.bullet);
    let heading = !request && starts(HEADINGS);
    let misread = verbs::misread(&cell.words).is_some();
    match (request, heading) {
        (true, _) => (Reading::Suite, true),
        (_, true) => (Reading::Section, true),
        // Nothing to go on with: it can only be a heading.
        _ if !above => (Reading::Section, !misread),
        // A heading is always followed by a row that has everything.
        _ if next != Next::Full || misread => (Reading::Suite, false),
        _ => (Reading::Section, false),
    }
}

/// « Section : Logement »: the words say what it is.
pub(super) fn marked(words: &str) -> Option<&str> {
    let (mark, titre) = words.split_once(':')?;
    matches!(fold(mark).as_str(), "section" | "theme" | "rubrique").then(|| titre.trim())
}
