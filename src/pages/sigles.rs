//! Acronyms, and words that are never explained elsewhere, told where they are first met.

use aiguilleur_core::tree::{Mot, Sigle, Tree};

/// The acronyms of `tree`, and the words that its index explains, that stand in `here` and in none of `before`.
pub fn first_met<'a>(
    tree: &Tree,
    here: impl IntoIterator<Item = &'a str>,
    before: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let here: Vec<&str> = here.into_iter().collect();
    let before: Vec<&str> = before.into_iter().collect();
    let new = |stands: &dyn Fn(&str) -> bool| {
        here.iter().any(|text| stands(text)) && !before.iter().any(|text| stands(text))
    };
    let sigles = tree.sigles.iter().filter(|sigle| new(&|text| holds(text, &sigle.sigle))).map(spelt_out);
    let lexique = tree.lexique.iter().filter(|mot| new(&|text| says(text, &mot.mot))).map(explained);
    sigles.chain(lexique).collect()
}

/// The acronyms of a tree that stand in some of these texts.
pub fn of(tree: &Tree, texts: &[&str]) -> Vec<String> {
    let stands = |sigle: &&Sigle| texts.iter().any(|text| holds(text, &sigle.sigle));
    tree.sigles.iter().filter(stands).map(spelt_out).collect()
}

/// An acronym and what it stands for.
pub fn spelt_out(sigle: &Sigle) -> String {
    format!("{} : {}", sigle.sigle, sigle.sens)
}

/// Whether `sigle` stands in `text` as a word.
fn holds(text: &str, sigle: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '@').any(|word| word == sigle)
}

/// A word and what it means, marked as ours.
pub fn explained(mot: &Mot) -> String {
    format!("{} : {} (hors référentiel)", mot.mot, mot.sens)
}

/// Whether these words stand in `text`, whatever their capitals.
fn says(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&words)
        .any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next()))
}
