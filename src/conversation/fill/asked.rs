//! What is asked until it can be taken.

use crate::error::Error;
use crate::pages::Block;
use crate::pages::fill as pages;
use crate::source::contact_list::day;
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{
    is_departement, known_departement, names_a_person, nearest_departement, no_hour,
};
use aiguilleur_core::tree::{Number, has_control};

/// After so many faults in a row, whoever answers is no person.
const MOST_FAULTS: usize = 100;

/// Asks for a text until nothing is wrong with it; `fault` is told whether the text that was just refused was typed again.
/// One that seems to name a person is taken then.
pub fn asked<F: Into<String>>(
    form: &mut dyn Form,
    question: &str,
    proposed: &str,
    needed: bool,
    fault: impl Fn(&str, bool) -> Option<F>,
) -> Result<Entered<String>, Error> {
    let mut refused: Option<String> = None;
    for _ in 0..MOST_FAULTS {
        let text = match form.fill(question, proposed, needed, refused.as_deref())? {
            Entered::Given(text) => text,
            other => return Ok(other),
        };
        let again = refused.as_deref() == Some(&text);
        let wrong = if text.is_empty() {
            needed.then(|| pages::NEEDED.to_owned())
        } else if has_control(&text) {
            Some(pages::UNSHOWN.to_owned())
        } else {
            let person = || (!again && names_a_person(&text)).then(|| pages::PERSON.to_owned());
            fault(&text, again).map(Into::into).or_else(person)
        };
        let Some(wrong) = wrong else { return Ok(Entered::Given(text)) };
        form.say(&[Block::Text(wrong)])?;
        refused = Some(text);
    }
    Err(Error::input(
        format!("{MOST_FAULTS} réponses de suite ne conviennent pas."),
        "Donnez une réponse par ligne, dans l'ordre des questions.",
    ))
}

/// Asks for the day of a check, and says how it was understood.
pub fn asked_day(
    form: &mut dyn Form,
    question: &str,
    proposed: &str,
    today: Day,
) -> Result<Entered<Day>, Error> {
    let fault = |text: &str, _: bool| pages::day_fault(day(text), today);
    let entered = asked(form, question, proposed, true, fault)?;
    if let Entered::Given(text) = &entered
        && let Some(day) = day(text).filter(|day| day.to_string() != *text)
    {
        form.say(&[Block::Text(pages::understood(day))])?;
    }
    Ok(entered.map(|text| day(&text).unwrap_or(today)))
}

/// Asks for a department, by its name or its number; another name is taken when it is typed again.
pub fn asked_departement(
    form: &mut dyn Form,
    question: &str,
    proposed: &str,
    needed: bool,
) -> Result<Entered<String>, Error> {
    let fault = |text: &str, again: bool| {
        (!again && !is_departement(text)).then(|| pages::no_departement(nearest_departement(text)))
    };
    let entered = asked(form, question, proposed, needed, fault)?;
    Ok(entered.map(|text| known_departement(&text).map_or(text, str::to_owned)))
}

/// What is wrong with the name of a service: a number or a lone sign is none.
pub fn name_fault(text: &str, _: bool) -> Option<&'static str> {
    (!text.contains(char::is_alphabetic)).then_some(pages::NO_NAME)
}

/// What is wrong with hours: a number of telephone is none.
pub fn hours_fault(text: &str, _: bool) -> Option<String> {
    let number = (Number::read(text) != Number::None).then(|| pages::NO_HOURS.to_owned());
    number.or_else(|| no_hour(text).map(|hour| pages::no_hour(&hour)))
}

/// Words of any kind.
pub fn any(_: &str, _: bool) -> Option<&'static str> {
    None
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
