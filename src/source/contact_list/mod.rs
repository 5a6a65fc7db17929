//! A list of contacts, as a préfecture keeps it: from the tables of a file to a row a contact, each with its place. What
//! cannot be kept is told with its cell, and nothing is guessed.

mod accents;
mod beside;
mod cell;
mod checks;
mod column_names;
mod columns;
mod day;
mod kept_back;
mod kept_back_titles;
mod opening_times;
mod other_bodies;
mod phone_cells;
mod places;
mod row;
mod services;
mod told;

pub use cell::Said;
pub use day::day;

use self::column_names::Kind;
use self::columns::{Heading, headings};
use super::folding::fold;
use super::table::{Cell, Row, Source, Table};
use aiguilleur_core::local::{
    departement_named, departement_of, departement_of_body, is_reserved, known_departement,
};
use aiguilleur_core::tree::Finding;

/// What a file gave.
#[derive(Debug, Default)]
pub struct List {
    pub rows: Vec<Listed>,
    /// What was understood of the file as a whole, a sentence each.
    pub notes: Vec<String>,
    /// What the words above the list say: the department, who gives it, the day on which it was checked.
    pub departement: Option<String>,
    pub source: Option<String>,
    pub jour: Option<String>,
    /// Other words outside of its rows that hold a date or a year: nothing says what it is of.
    pub dated: Option<String>,
}

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// « ligne 7 », « feuille « CAF », ligne 7 ».
    pub at: String,
    /// The number of its row in its sheet, from 1.
    pub number: usize,
    /// The opérateur and the contact, where it has their ids.
    pub ids: Option<(String, String)>,
    /// The words for the opérateur, for the service, and what stands above the row.
    pub operateur: String,
    /// Its cell of the opérateur is empty: that of the row above is taken.
    pub carried: bool,
    pub service: String,
    pub above: String,
    /// What the names of its columns say of who answers: « Correspondant ».
    pub asks: String,
    pub said: Vec<Said>,
    pub horaires: Option<String>,
    pub precision: Option<String>,
    pub note: Option<String>,
    pub jour: Option<String>,
    pub source: Option<String>,
    /// The department that it names, and the maison whose it is.
    pub departement: Option<String>,
    pub maison: Option<String>,
    /// Its words, those above it or the name of a column say that it is not for the usagers.
    pub reserved: bool,
    /// What its cells say of that, and is not known, each with the name of its column.
    pub unclear: Vec<(String, String)>,
    /// What is left of it.
    pub left: Vec<Left>,
}

/// Something that was not kept: where, why, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub at: String,
    pub what: String,
    pub mend: String,
}

impl Listed {
    /// Its words, as a person names the row.
    pub fn words(&self) -> String {
        let mut words: Vec<&str> = vec![&self.operateur];
        words.extend(Some(self.service.as_str()).filter(|service| *service != self.operateur));
        words.extend(self.said.iter().map(|said| said.valeur.as_str()).take(2));
        words.extend(self.beside());
        words.retain(|word| !word.is_empty());
        words.join(", ")
    }

    /// What stands beside its ways to reach someone: it may say whom.
    pub fn beside(&self) -> impl Iterator<Item = &str> {
        let said = self.said.iter().filter_map(|said| said.precision.as_deref());
        said.chain([self.precision.as_deref(), self.note.as_deref()].into_iter().flatten())
    }
}

/// No list has so many rows above it that say something of it.
const MOST_ABOVE: usize = 30;

/// Reads the lists of a file; `colonnes` is what the user says of the columns.
///
/// # Errors
///
/// Where no table of the file names its columns, or none has a row.
pub fn read(mut source: Source, colonnes: Option<&str>) -> Result<List, Vec<Finding>> {
    let mut list = List { notes: std::mem::take(&mut source.notes), ..List::default() };
    list.notes.extend(accents::mend(&mut source));
    let several = source.tables.len() > 1;
    let mut strange = Vec::new();
    for table in &source.tables {
        match headings(table, colonnes) {
            Ok(headings) => table_of(table, &headings, several, &mut list),
            Err(finding) => strange.push((table, *finding)),
        }
    }
    if strange.len() == source.tables.len() {
        let none = || super::table::refused("", "Ce fichier n'a aucune ligne.", columns::ORDER);
        return Err(strange.into_iter().map(|(_, finding)| vec![finding]).next().unwrap_or_else(none));
    }
    list.notes.extend(strange.into_iter().map(|(table, _)| {
        let sheet = table.sheet.as_deref().unwrap_or_default();
        format!("La feuille « {sheet} » n'a pas de liste de contacts : elle n'est pas lue.")
    }));
    Ok(list)
}

fn table_of(table: &Table, headings: &[Heading], several: bool, list: &mut List) {
    let first = headings.first().map_or(0, |heading| heading.at);
    let mut above: Vec<String> = table.sheet.clone().into_iter().collect();
    for row in &table.rows[first.saturating_sub(MOST_ABOVE)..first] {
        head(row, list);
        above.extend(row.filled().map(|(_, cell)| cell.words.clone()));
    }
    for words in &above {
        note_date(words, list);
    }
    // « NIÈVRE », then « YONNE »: each part of a list, and each sheet, may be of its own department.
    let mut of_part = departement_named(&above);
    list.departement = list.departement.take().or_else(|| of_part.clone());
    let sheet = several.then(|| table.sheet.as_deref().unwrap_or_default());
    let one_line = table.rows.windows(2).any(|pair| pair[0].place().row == pair[1].place().row);
    let known = list.rows.len();
    let mut title = String::new();
    let mut carried = String::new();
    for (rank, heading) in headings.iter().enumerate() {
        let end = headings.get(rank + 1).map_or(table.rows.len(), |next| next.at);
        let start = heading.at + heading.height;
        let heading = &places::settled(heading.for_conseillers(), &table.rows[start..end]);
        list.notes.extend(told::columns(heading));
        list.notes.extend(told::sole_places(places::sole(heading, &table.rows[start..end])));
        list.notes.extend(told::untitled(heading, &table.rows[start..end]));
        for (at, row) in (start..).zip(&table.rows[start..end]) {
            if let Some(alone) = title_of(row, heading) {
                note_date(alone, list);
                alone.clone_into(&mut title);
                of_part = departement_of(alone).or_else(|| departement_of_body(alone)).or(of_part);
                carried.clear();
                continue;
            }
            let mut listed = row::read(table, heading, row);
            place(&mut listed, one_line.then_some(at + 1), sheet);
            if listed.operateur.is_empty() {
                listed.operateur.clone_from(&carried);
                listed.carried = !carried.is_empty();
            } else {
                carried.clone_from(&listed.operateur);
            }
            listed.reserved |= is_reserved(&title) || above.iter().any(|words| is_reserved(words));
            let asks = heading.columns.iter().filter(|column| column.asks());
            listed.asks = asks.map(|column| column.name.as_str()).collect::<Vec<_>>().join(" \n ");
            listed.above = above.iter().chain([&title]).cloned().collect::<Vec<_>>().join(" \n ");
            listed.maison = places::maison(heading, row);
            let own = row::text(heading, row, Kind::Departement);
            let of_row = own.as_deref().and_then(known_departement).map(str::to_owned);
            listed.departement = of_row.or_else(|| of_body(&listed)).or_else(|| of_part.clone());
            list.departement = list.departement.take().or(own);
            list.rows.push(listed);
        }
    }
    list.notes.extend(told::rows(sheet, &list.rows[known..]));
}

/// Says where a row stands: in its table, where a page holds that whole on one line, and in its sheet.
fn place(row: &mut Listed, in_table: Option<usize>, sheet: Option<&str>) {
    if let Some(number) = in_table {
        row.number = number;
        row.at = format!("ligne {number} du tableau");
    }
    if let Some(sheet) = sheet {
        row.at = format!("feuille « {sheet} », {}", row.at);
    }
}

/// The department of which a row names a body.
fn of_body(row: &Listed) -> Option<String> {
    let each = || [&row.operateur, &row.service].into_iter().find_map(|words| departement_of_body(words));
    departement_of(&format!("{} {}", row.operateur, row.service)).or_else(each)
}

/// The words of a row that heads those below; a contact of one cell is none.
fn title_of<'r>(row: &'r Row, heading: &Heading) -> Option<&'r str> {
    let words = row.alone()?.words.as_str();
    let heads = row.is_title || heading.columns.len() > 2 || !words.contains(char::is_lowercase);
    Some(words).filter(|words| heads && !holds_a_way(words))
}

/// Whether words hold an address of mail, or a whole number of telephone.
fn holds_a_way(words: &str) -> bool {
    words.contains('@')
        || cell::read(words, None).said.iter().any(|(_, valeur, _)| valeur.len() > "36 46".len())
}

/// The day of « Mise à jour : septembre 2026 », as it is written: the one just behind the label, for a list may also say when
/// it is to be checked again.
fn updated(words: &str) -> Option<String> {
    const LABELS: [&[&str]; 5] =
        [&["mise", "a", "jour"], &["mis", "a", "jour"], &["maj"], &["a", "jour", "au"], &["verifie", "le"]];
    const BETWEEN: [&str; 5] = ["", "le", "du", "au", "en"];
    let words: Vec<&str> =
        words.split_whitespace().map(|word| word.trim_matches(['(', ')', '.', ',', ';'])).collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let behind = |at: usize| {
        let label = LABELS.iter().find(|label| {
            folded[at..].iter().map(String::as_str).take(label.len()).eq(label.iter().copied())
        })?;
        let rest = at + label.len();
        let skip = folded[rest..].iter().take_while(|word| BETWEEN.contains(&word.as_str())).count();
        Some(rest + skip).filter(|_| at == 0 || !folded[at - 1].starts_with("prochain"))
    };
    let starts = (0..words.len()).filter_map(behind);
    starts
        .flat_map(|start| [3, 2, 1].map(|count| words.get(start..start + count).map(|words| words.join(" "))))
        .flatten()
        .find(|text| day(text).is_some())
}

/// What words outside of the rows say of a day: that of the list, or one of which nothing says what it is.
fn note_date(words: &str, list: &mut List) {
    list.jour = list.jour.take().or_else(|| updated(words));
    if list.jour.is_none() && list.dated.is_none() && !holds_a_way(words) && day::holds_a_date(words) {
        list.dated = Some(words.to_owned());
    }
}

/// What a row above the list says of it whole: « Département : Nièvre ».
fn head(row: &Row, list: &mut List) {
    let cells: Vec<&Cell> = row.filled().map(|(_, cell)| cell).collect();
    for (rank, cell) in cells.iter().enumerate() {
        list.jour = list.jour.take().or_else(|| updated(&cell.words));
        let (label, value) = match cell.words.split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, Some(value.trim())),
            _ => (cell.words.as_str(), cells.get(rank + 1).map(|next| next.words.as_str())),
        };
        let label = fold(label);
        let own = |value: Option<&str>| value.filter(|value| !value.ends_with(':')).map(str::to_owned);
        if label == "departement" {
            list.departement = own(value);
        } else if label.starts_with("source") || label == "liste donnee par" {
            list.source = own(value);
        } else if ["date", "verifie le", "a jour au", "mise a jour", "mis a jour le", "mise a jour le"]
            .contains(&label.as_str())
        {
            list.jour = own(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::updated;

    #[test]
    fn the_day_of_a_list_is_the_one_behind_its_label() {
        for (words, day) in [
            ("Mise à jour : septembre 2026", Some("septembre 2026")),
            ("Contacts (MAJ 03/02/2026)", Some("03/02/2026")),
            ("Mis à jour le 12/10/2026 - prochaine mise à jour 12/04/2027", Some("12/10/2026")),
            ("Liste à jour au 1er mars 2024.", Some("1er mars 2024")),
            ("Prochaine mise à jour le 12/04/2027", None),
            ("Réunion du 12/04/2027", None),
        ] {
            assert_eq!(updated(words).as_deref(), day, "{words}");
        }
    }
}
