//! What tells whether the words of a row are those that a tree was written from: a trace of them, and not the words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::stated::ours_left_out;
use crate::source::folding::fold;
use crate::source::rows::Row;
use crate::source::text_order::{MOST_PAIRS, places};
use aiguilleur_core::search::{stem, words};

/// The trace of the words of a row: one of its letters alone, one of the roots of its words. A copy that parts a word, or
/// writes « informé » for « informer », keeps one of the two.
pub fn fingerprint(row: &Row) -> String {
    let (letters, roots) = traces(row);
    format!("{letters:08x}-{roots:08x}")
}

/// Whether a row has the words of which this is the trace, or one of these, with a space between them: a document may be
/// at hand with its misprints and without.
pub fn is_that_of(known: &str, row: &Row) -> bool {
    let (letters, roots) = traces(row);
    let (letters, roots) = (format!("{letters:08x}"), format!("{roots:08x}"));
    known.split(' ').filter_map(|one| one.split_once('-')).any(|one| one.0 == letters || one.1 == roots)
}

/// The rows that have the words of a trace, each pair by its ranks. Where several have the same words, each goes to the one
/// whose place it has among the rows that are known for sure.
pub(super) fn of_these_words(known: &[Option<&str>], rows: &[&Row]) -> Vec<(usize, usize)> {
    let (mut by_letters, mut by_roots) = (Ranks::new(), Ranks::new());
    for (at, row) in rows.iter().enumerate() {
        let (letters, roots) = traces(row);
        by_letters.entry(format!("{letters:08x}")).or_default().push(at);
        by_roots.entry(format!("{roots:08x}")).or_default().push(at);
    }
    // The rows of the table that each may be, and those of the index that say as much.
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (of, trace) in known.iter().enumerate() {
        let one = trace.iter().flat_map(|trace| trace.split(' ')).filter_map(|one| one.split_once('-'));
        let mut found =
            one.into_iter().filter_map(|(letters, roots)| by_letters.get(letters).or(by_roots.get(roots)));
        if let Some(found) = found.next() {
            groups.entry(found.clone()).or_default().push(of);
        }
    }
    let (sure, several): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|(found, of)| found.len() == 1 && of.len() == 1);
    let mut pairs: Vec<(usize, usize)> = sure.into_iter().map(|(found, of)| (of[0], found[0])).collect();
    let places = places(&pairs, rows.len());
    for (found, of) in several {
        pairs.extend(by_place(&places, &of, &found));
    }
    // A row may be that of one trace by its letters, and of another by its roots: it is the first's.
    let mut taken = BTreeSet::new();
    pairs.retain(|(_, at)| taken.insert(*at));
    pairs
}

type Ranks = HashMap<String, Vec<usize>>;

/// Rows of the same words, each with the row of the index whose place is the nearest to its own; too many to be weighed
/// are taken in their order.
fn by_place(places: &[usize], of: &[usize], found: &[usize]) -> Vec<(usize, usize)> {
    if of.len().saturating_mul(found.len()) > MOST_PAIRS {
        return of.iter().copied().zip(found.iter().copied()).collect();
    }
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for &at in found {
        all.extend(of.iter().map(|of| (of.abs_diff(places[at]), *of, at)));
    }
    all.sort_unstable();
    let (mut given, mut taken, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, of, at) in all {
        if !given.contains(&of) && !taken.contains(&at) {
            given.insert(of);
            taken.insert(at);
            pairs.push((of, at));
        }
    }
    pairs
}

fn traces(row: &Row) -> (u32, u32) {
    let own =
        |text: &str| text.split('\n').map(|line| ours_left_out(line.trim())).collect::<Vec<_>>().join("\n");
    let (demande, action) = (signs_told(&own(&row.demande)), signs_told(&own(&row.action)));
    let letters = format!("{}|{}", fold(&demande), fold(&action)).replace(' ', "");
    let roots =
        [demande, action].map(|text| words(&text).map(|word| stem(&word)).collect::<String>()).join("|");
    (trace(&letters), trace(&roots))
}

/// A text whose signs of money and of sums are words: they are no letters, and change what it says.
pub fn signs_told(text: &str) -> String {
    let told = [('€', " euro "), ('$', " dollar "), ('%', " pourcent "), ('+', " plus ")];
    told.into_iter().fold(text.to_owned(), |text, (sign, word)| text.replace(sign, word))
}

/// FNV-1a, of 32 bits: the same on every machine, for as long as the file is kept.
fn trace(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, is_that_of, of_these_words};
    use crate::source::rows::Row;
    use aiguilleur_core::tree::Categorie;

    fn row(demande: &str, action: &str) -> Row {
        Row {
            demande: demande.to_owned(),
            categorie: Categorie::Niveau1,
            action: action.to_owned(),
            goes_on: false,
            category_from_above: false,
            blocage: false,
            ligne: None,
            file: String::new(),
            at: String::new(),
        }
    }

    #[test]
    fn a_copy_keeps_the_trace_and_a_changed_word_does_not() {
        let known = fingerprint(&row("Informer l'usager : ses droits", "Contacter le CCAS, sauf le lundi"));
        for (demande, action) in [
            ("Informé l’usager :\n- ses droits", "Contacter le CCAS, sauf le lundi"),
            ("INFORM ER L'USAGER - ses droits", "contacter le  C.C.A.S. (sauf le lundi)"),
        ] {
            assert!(is_that_of(&known, &row(demande, action)), "{demande}");
        }
        for (demande, action) in [
            ("Informer l'usager : ses droits", "Contacter la mairie, sauf le lundi"),
            ("Informer l'usager : ses droits", "Contacter le CCAS, le lundi"),
            ("Ne pas informer l'usager : ses droits", "Contacter le CCAS, sauf le lundi"),
            ("Informer l'usager", "ses droits : contacter le CCAS, sauf le lundi"),
            ("Informer l'usager : ses droits", "Contacter le CCAS +, sauf le lundi"),
        ] {
            assert!(!is_that_of(&known, &row(demande, action)), "{demande} {action}");
        }
        assert!(!is_that_of("", &row("a", "b")));
        let two = format!("00000000-00000000 {known}");
        assert!(is_that_of(&two, &row("Informer l'usager : ses droits", "Contacter le CCAS, sauf le lundi")));
    }

    #[test]
    fn rows_of_the_same_words_keep_their_order_however_many_they_are() {
        for count in [3, 2500] {
            let rows = vec![row("Demander une carte", "Contacter la mairie"); count];
            let known = fingerprint(&rows[0]);
            let pairs = of_these_words(&vec![Some(known.as_str()); count], &rows.iter().collect::<Vec<_>>());
            assert_eq!(pairs, (0..count).map(|at| (at, at)).collect::<Vec<_>>());
        }
    }
}
