//! What is asked until it can be taken.

use crate::error::Error;
use crate::pages::Block;
use crate::pages::fill as pages;
use crate::ui::form::{Entered, Form};
use aiguilleur_core::local::names_a_person;
use aiguilleur_core::tree::has_control;

/// After so many faults in a row, whoever answers is no person.
const PATIENCE: usize = 100;

/// Asks for a text until nothing is wrong with it; `fault` is told what was refused before.
pub fn asked<F: Into<String>>(
    form: &mut dyn Form,
    question: &str,
    proposed: &str,
    needed: bool,
    fault: impl Fn(&str, &str) -> Option<F>,
) -> Result<Entered<String>, Error> {
    let (mut typed, mut before) = (proposed.to_owned(), String::new());
    for _ in 0..PATIENCE {
        let text = match form.fill(question, &typed)? {
            Entered::Given(text) => text,
            other => return Ok(other),
        };
        let wrong = if text.is_empty() {
            needed.then(|| pages::NEEDED.to_owned())
        } else {
            fault(&text, &before).map(Into::into)
        };
        let Some(wrong) = wrong else { return Ok(Entered::Given(text)) };
        form.say(&[Block::Text(wrong)])?;
        (before, typed) = (text.clone(), text);
    }
    Err(Error::input(
        format!("{PATIENCE} réponses de suite ne conviennent pas."),
        "Donnez une réponse par ligne, dans l'ordre des questions.",
    ))
}

/// What is wrong with words; those that seem to name a person are taken when they are given again.
pub fn words_fault(text: &str, before: &str) -> Option<String> {
    if has_control(text) {
        return Some(
            "Ce texte contient un caractère que l'écran ne peut pas montrer. Retapez-le.".to_owned(),
        );
    }
    (names_a_person(text) && text != before).then(|| pages::PERSON.to_owned())
}

/// What is chosen where nothing lies behind; nothing where one stops.
pub fn chosen(
    form: &mut dyn Form,
    question: &str,
    items: &[String],
    proposed: usize,
) -> Result<Option<usize>, Error> {
    loop {
        match form.choose(question, items, proposed)? {
            Entered::Given(rank) => return Ok(Some(rank)),
            Entered::Back => form.say(&[Block::note(pages::NOTHING_BEHIND)])?,
            Entered::Stop => return Ok(None),
        }
    }
}
