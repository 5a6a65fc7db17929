//! What holds for a whole list: its department, who gives it, when it was checked.

use crate::conversation::contacts::{asked, words_fault};
use crate::error::Error;
use crate::pages::fill::day_fault;
use crate::pages::listed as pages;
use crate::source::listing::{List, day};
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{NO_DEPARTEMENT, Source, names_a_person};

/// What the command line says of the whole list.
#[derive(Debug, Default)]
pub struct Given<'g> {
    /// The name of the table.
    pub table: &'g str,
    pub departement: Option<&'g str>,
    pub source: Option<&'g str>,
    pub checked: Option<Day>,
}

/// What holds for the whole list.
#[derive(Debug)]
pub struct Head {
    /// The fields that the file does not have yet.
    pub fields: Vec<(&'static str, String)>,
    /// Who gives it, where the file says another.
    pub source: Option<String>,
    pub checked: Day,
    /// What was supposed, a sentence each.
    pub notes: Vec<String>,
}

impl Head {
    /// What the command line says, else the list, else a person; `file` is what the local file says already.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted.
    pub fn new(
        given: &Given<'_>,
        list: &List,
        file: &Source,
        form: &mut Option<Box<dyn Form>>,
        today: Day,
    ) -> Result<Self, Error> {
        let (mut fields, mut notes) = (Vec::new(), Vec::new());
        if file.departement.trim().is_empty() {
            let mut departement = given.departement.map(str::to_owned).or_else(|| list.departement.clone());
            if let (None, Some(form)) = (&departement, form.as_mut()) {
                departement = once(asked(&mut **form, pages::DEPARTEMENT, "", false, words_fault)?);
            }
            if departement.is_none() {
                notes.push(
                    "Le tableau ne dit pas son département : ajoutez « --departement NOM ».".to_owned(),
                );
            }
            fields.push(("departement", departement.unwrap_or_else(|| NO_DEPARTEMENT.to_owned())));
        }
        let named = Some(format!("Liste « {} »", given.table)).filter(|name| !names_a_person(name));
        let mut source = given.source.map(str::to_owned).or_else(|| list.source.clone());
        if let (None, Some(form)) = (&source, form.as_mut()) {
            source = once(asked(
                &mut **form,
                pages::SOURCE,
                named.as_deref().unwrap_or_default(),
                false,
                words_fault,
            )?);
        }
        let source = source.or(named).unwrap_or_else(|| "Liste importée".to_owned());
        let before = file.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
        if before.is_none() {
            fields.push(("source", source.clone()));
        }
        let past = |day: &Day| *day <= today.plus(1);
        let mut checked = given.checked.or_else(|| list.jour.as_deref().and_then(day)).filter(past);
        if checked.is_none() && list.rows.iter().any(|row| row.jour.is_none()) {
            if let Some(form) = form.as_mut() {
                let fault = |text: &str, _: &str| day_fault(day(text), today);
                checked = once(asked(&mut **form, pages::JOUR, &today.to_string(), true, fault)?)
                    .as_deref()
                    .and_then(day);
            }
            let on = checked.unwrap_or(today).long();
            notes.push(format!("Date de vérification : {on}. « --verifie-le » en donne une autre."));
        }
        let source = before.is_some_and(|before| before != source).then_some(source);
        Ok(Self { fields, source, checked: checked.unwrap_or(today), notes })
    }
}

/// What was given; nothing where the question was left.
fn once(entered: Entered<String>) -> Option<String> {
    match entered {
        Entered::Given(text) => Some(text).filter(|text| !text.is_empty()),
        Entered::Back | Entered::Stop => None,
    }
}
