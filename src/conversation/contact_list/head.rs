//! What holds for a whole list: its department, who gives it, when it was checked.

use crate::conversation::fill::{any, asked, asked_day, asked_departement};
use crate::error::Error;
use crate::pages::contact_list as pages;
use crate::source::contact_list::{List, day};
use crate::source::folding::fold;
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{
    NO_DEPARTEMENT, Source, is_departement, known_departement, names_a_person, nearest_departement,
    numbers_of,
};
use aiguilleur_core::tree::Canal;

/// Fewer numbers say nothing of where a list comes from.
const FEWEST_NUMBERS: usize = 3;

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
    /// None where the list says a day that is none: what has no day of its own is not taken.
    pub checked: Option<Day>,
    /// Nothing said that day.
    pub supposed: bool,
    /// What was supposed, a sentence each.
    pub notes: Vec<String>,
    /// What says that this list is that of another place.
    pub doubts: Vec<String>,
    /// Its words say so, and not only its numbers.
    pub names_another: bool,
    /// Who gives it is a person: not taken.
    pub person: bool,
    /// The department of the file, where it is one that is known.
    pub place: Option<String>,
}

impl Head {
    /// What the command line says, else the list, else a person, none where that person stops; `file` is what the local file says already.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or the command line names a person.
    pub fn new(
        given: &Given<'_>,
        list: &List,
        file: &Source,
        form: &mut Option<Box<dyn Form>>,
        today: Day,
    ) -> Result<Option<Self>, Error> {
        given.check()?;
        let (mut fields, mut notes) = (Vec::new(), Vec::new());
        let said = given.departement.or(list.departement.as_deref());
        let misspelt = said.filter(|nom| !is_departement(nom));
        notes.extend(misspelt.map(|nom| pages::departement(nom, &written(nom))));
        let named = Some(format!("Liste « {} »", given.table)).filter(|name| !names_a_person(name));
        let mut departement = said.map(written);
        let known = of_file(file, departement.as_deref());
        let person = given.person(list);
        notes.extend(person.map(pages::person));
        let own = list.source.as_deref().filter(|source| !names_a_person(source));
        let mut source = given.source.or(own).map(str::to_owned);
        let of_list = list.jour.as_deref().and_then(day);
        let past = of_list.filter(|day| *day <= today.plus(1));
        notes.extend(list.jour.as_deref().map(|text| pages::jour(text, past)));
        let mut checked = given.checked.or(past);
        let undated = checked.is_none() && list.rows.iter().any(|row| row.jour.is_none());
        if let Some(form) = form.as_mut() {
            let proposed = named.clone().unwrap_or_default();
            let usual = if list.dated.is_some() { String::new() } else { today.to_string() };
            let nowhere = known.is_none() && departement.is_none();
            let whose = (pages::SOURCE, proposed, source.is_none());
            let questions =
                [(pages::DEPARTEMENT, String::new(), nowhere), whose, (pages::JOUR, usual, undated)];
            let Some([nom, by, on]) = answers(&mut **form, &questions, today)? else { return Ok(None) };
            (departement, source) = (departement.or(nom), source.or(by));
            checked = checked.or_else(|| on.as_deref().and_then(day));
        }
        let place = known.map(str::to_owned).or_else(|| departement.clone());
        if known.is_none() {
            notes.extend(departement.is_none().then(|| pages::WITHOUT_DEPARTEMENT.to_owned()));
            fields.push(("departement", departement.unwrap_or_else(|| NO_DEPARTEMENT.to_owned())));
        }
        let mut doubts = other_places(given, list, known, place.as_deref());
        let names_another = !doubts.is_empty();
        doubts.extend(place.as_deref().and_then(|place| other_numbers(list, place)));
        let source = source.or(named).unwrap_or_else(|| "Liste importée".to_owned());
        let before = file.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
        fields.extend(before.is_none().then(|| ("source", source.clone())));
        // A day that is none is no reason to certify today.
        let supposed = checked.is_none();
        let silent = list.dated.is_none() && (list.jour.is_none() || of_list.is_some());
        let checked = checked.or(silent.then_some(today));
        if undated {
            notes.extend(list.dated.as_deref().filter(|_| checked.is_none()).map(pages::dated));
            notes.push(pages::checked(checked));
        }
        let source = before.is_some_and(|before| before != source).then_some(source);
        let place = place.as_deref().and_then(known_departement).map(str::to_owned);
        let person = person.is_some();
        Ok(Some(Self { fields, source, checked, supposed, notes, doubts, names_another, person, place }))
    }
}

impl Given<'_> {
    /// The person whose name a list, or its file, bears, where the command line says nothing of whose it is.
    fn person<'t>(&'t self, list: &'t List) -> Option<&'t str> {
        let texts = [list.source.as_deref(), Some(self.table)].into_iter().flatten();
        texts.filter(|_| self.source.is_none()).find(|text| names_a_person(text))
    }

    /// Refuses a source that is a person.
    fn check(&self) -> Result<(), Error> {
        match self.source.filter(|source| names_a_person(source)) {
            Some(name) => Err(Error::usage(
                format!("« {name} » semble nommer une personne."),
                "Donnez à « --source » un service, ou une liste.",
            )),
            None => Ok(()),
        }
    }
}

/// The department of the file; a name that was misspelt gives way to the one that it stands for.
fn of_file<'f>(file: &'f Source, said: Option<&str>) -> Option<&'f str> {
    let misspelt = |nom: &str| nearest_departement(nom).is_some_and(|near| said == Some(near));
    Some(file.departement.trim())
        .filter(|nom| !nom.is_empty() && *nom != NO_DEPARTEMENT && (is_departement(nom) || !misspelt(nom)))
}

/// A department as it is written: « Nièvre », of « 58 » and of « Nievvre » too.
fn written(departement: &str) -> String {
    let near = || nearest_departement(departement).filter(|_| !is_departement(departement));
    known_departement(departement).or_else(near).unwrap_or(departement).to_owned()
}

/// The words that say that a list is of another place than the file, or than the command line says.
fn other_places(given: &Given<'_>, list: &List, file: Option<&str>, place: Option<&str>) -> Vec<String> {
    let mut doubts = Vec::new();
    let other = |one: &str, other: &str| fold(&written(one)) != fold(&written(other));
    if let (Some(given), Some(file)) = (given.departement, file)
        && other(given, file)
    {
        doubts.push(pages::other_place(&format!("« --departement » dit « {given} »"), "le fichier", file));
    }
    let whose = if file.is_some() { "le fichier" } else { "« --departement »" };
    let Some(place) = place else { return doubts };
    if let Some(table) = list.departement.as_deref().filter(|table| other(table, place)) {
        doubts.push(pages::other_place(&format!("le tableau dit « {table} »"), whose, place));
    }
    doubts
}

/// What the numbers say of it: none begins as those of the place.
fn other_numbers(list: &List, place: &str) -> Option<String> {
    let own = numbers_of(place);
    let said = list.rows.iter().flat_map(|row| &row.said).filter(|said| said.canal == Canal::Telephone);
    let zones: Vec<&str> =
        said.filter_map(|said| said.valeur.get(..2)).filter(|zone| ("01".."06").contains(zone)).collect();
    let own = own.filter(|own| zones.len() >= FEWEST_NUMBERS && !zones.contains(&own.as_str()));
    own.map(|own| pages::other_numbers(place, &own))
}

/// Answers to those of these questions that are to be asked, none where one stops; one can go back to the one before.
fn answers<const N: usize>(
    form: &mut dyn Form,
    questions: &[(&str, String, bool); N],
    today: Day,
) -> Result<Option<[Option<String>; N]>, Error> {
    let mut given = questions.each_ref().map(|_| None);
    let mut ranks: Vec<usize> = (0..N).filter(|rank| questions[*rank].2).rev().collect();
    let mut behind: Vec<usize> = Vec::new();
    while let Some(rank) = ranks.last().copied() {
        let (question, proposed, _) = &questions[rank];
        let proposed = given[rank].clone().unwrap_or_else(|| proposed.clone());
        let entered = match *question {
            pages::DEPARTEMENT => asked_departement(form, question, &proposed, false),
            pages::JOUR => Ok(asked_day(form, question, &proposed, today)?.map(|day| day.to_string())),
            _ => asked(form, question, &proposed, false, any),
        };
        match entered? {
            Entered::Given(text) => {
                given[rank] = Some(text).filter(|text| !text.is_empty());
                behind.extend(ranks.pop());
            }
            Entered::Back => ranks.extend(behind.pop()),
            Entered::Stop => return Ok(None),
        }
    }
    Ok(Some(given))
}
