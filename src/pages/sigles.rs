//! Acronyms, spelt out where they are first met.

use aiguilleur_core::tree::{Sigle, Tree};

/// The acronyms of `tree` that stand in `here` and in none of `before`, spelt out.
pub fn first_met<'a>(
    tree: &Tree,
    here: impl IntoIterator<Item = &'a str>,
    before: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let here: Vec<&str> = here.into_iter().collect();
    let before: Vec<&str> = before.into_iter().collect();
    let in_any = |texts: &[&str], sigle: &str| texts.iter().any(|text| holds(text, sigle));
    tree.sigles
        .iter()
        .filter(|sigle| in_any(&here, &sigle.sigle) && !in_any(&before, &sigle.sigle))
        .map(spelt_out)
        .collect()
}

/// An acronym and what it stands for.
pub fn spelt_out(sigle: &Sigle) -> String {
    format!("{} : {}", sigle.sigle, sigle.sens)
}

/// Whether `sigle` stands in `text` as a word.
fn holds(text: &str, sigle: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '@').any(|word| word == sigle)
}
