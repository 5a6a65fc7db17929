//! A row of a list: whom it is about, and the ways to reach them.

use super::cell::{self, Said, one_line};
use super::checks::labelled;
use super::column_names::{self, Kind};
use super::columns::{Column, Heading};
use super::opening_times::{says_hours, says_only_when};
use super::other_bodies;
use super::services::names_a_service;
use super::{Left, Listed};
use crate::source::folding::fold;
use crate::source::nothing_said::is_blank;
use crate::source::table::{Row, Table};
use crate::source::words::typography;
use aiguilleur_core::local::{is_given_name, is_postal, names_a_person, no_hour, value_fault};
use aiguilleur_core::tree::Canal;

/// Reads a row under its heading.
pub(super) fn read(table: &Table, heading: &Heading, row: &Row) -> Listed {
    let number = row.place().row + 1;
    let words = |kind| text(heading, row, kind);
    let mut listed = Listed {
        at: format!("ligne {number}"),
        number,
        ids: words(Kind::IdOperateur).zip(words(Kind::IdContact)),
        operateur: words(Kind::Operateur).unwrap_or_default(),
        jour: words(Kind::Jour),
        ..Listed::default()
    };
    let mut reading = Reading { table, row, listed: &mut listed };
    let services: Vec<String> = [Kind::Service, Kind::Qui]
        .into_iter()
        .flat_map(|kind| heading.of(kind))
        .filter_map(|column| reading.service(column))
        .collect();
    reading.listed.service = services.join(", ");
    reading.listed.horaires = reading.hours(heading);
    if let Some(hour) = reading.listed.horaires.as_deref().and_then(no_hour)
        && let Some(column) = heading.of(Kind::Horaires).next()
    {
        let hours = reading.listed.horaires.take().unwrap_or_default();
        let what = format!("« {hours} » : « {hour} » n'est pas une heure, ces horaires ne sont pas repris.");
        reading.leave(column, (what, "Corrigez la cellule.".to_owned()));
    }
    reading.listed.precision = reading.joined(heading, Kind::Precision);
    let notes = [reading.joined(heading, Kind::Note), reading.closed(heading)];
    reading.listed.note =
        Some(notes.into_iter().flatten().collect::<Vec<_>>().join(" ; ")).filter(|note| !note.is_empty());
    reading.listed.source = reading.joined(heading, Kind::Source);
    let mut given: Vec<&Column> = Vec::new();
    for column in &heading.columns {
        let known = reading.listed.said.len();
        match column.kind {
            Some(Kind::Way(canal)) => reading.way(column, Some(canal)),
            Some(Kind::Contact) if heading.says_whom() => reading.way(column, None),
            Some(Kind::Contact) => reading.whom_and_how(column),
            _ => {}
        }
        given.extend((known..reading.listed.said.len()).map(|_| column));
    }
    labelled(&mut reading.listed.said, &given);
    let moyens = heading.of(Kind::Moyen).map(Some).chain(std::iter::repeat(None));
    for (rank, (moyen, valeur)) in moyens.zip(heading.of(Kind::Valeur)).enumerate() {
        let known = reading.listed.said.len();
        reading.pair(moyen, valeur);
        if rank == 0 && reading.words(valeur).is_none() && reading.listed.said.len() == known {
            reading.without_value(heading);
        }
    }
    reading.reserved(heading);
    reading.without_mobiles(heading);
    reading.withdrawn(heading);
    listed
}

/// The words of the first column of a kind, on one line.
pub(super) fn text(heading: &Heading, row: &Row, kind: Kind) -> Option<String> {
    let column = heading.of(kind).next()?;
    let cell = row.cells.get(column.at)?;
    Some(one_line(&cell.words)).filter(|words| !words.is_empty())
}

pub(super) struct Reading<'r> {
    table: &'r Table,
    pub row: &'r Row,
    pub listed: &'r mut Listed,
}

impl Reading<'_> {
    pub fn words(&self, column: &Column) -> Option<String> {
        let cell = self.row.cells.get(column.at)?;
        (!is_blank(&cell.words)).then(|| cell.words.clone())
    }

    /// « cellule C4 »; a text has lines and columns.
    fn at(&self, column: &Column) -> String {
        let place = self.row.cells.get(column.at).map(|cell| cell.place).unwrap_or_default();
        let at = self.table.at(place);
        if self.table.sheet.is_some() { at } else { format!("{at}, colonne « {} »", column.name) }
    }

    pub fn leave(&mut self, column: &Column, (what, mend): (String, String)) {
        let at = self.at(column);
        self.listed.left.push(Left { at, what, mend });
    }

    /// Words that name no person.
    pub fn sound(&mut self, column: &Column, words: &str) -> Option<String> {
        let words = typography(&one_line(words));
        if names_a_person(&words) || is_given_name(&words) {
            self.leave(column, cell::person(&words));
            return None;
        }
        Some(words).filter(|words| !words.is_empty())
    }

    /// The name of a service.
    fn service(&mut self, column: &Column) -> Option<String> {
        let words = self.words(column)?;
        // Where a person is awaited, a name alone is one.
        if column.kind == Some(Kind::Qui) && !names_a_service(&words) {
            self.leave(column, cell::person(&one_line(&words)));
            return None;
        }
        self.sound(column, &words)
    }

    fn joined(&mut self, heading: &Heading, kind: Kind) -> Option<String> {
        let mut all = Vec::new();
        for column in heading.of(kind) {
            let words = self.words(column).and_then(|words| self.sound(column, &words));
            all.extend(words);
        }
        (!all.is_empty()).then(|| all.join(" ; "))
    }

    /// A cell that says all: whom to reach, then how.
    fn whom_and_how(&mut self, column: &Column) {
        let Some(words) = self.words(column) else { return };
        let (whom, how) = cell::whom_and_how(&words);
        self.listed.service = self.sound(column, &whom).unwrap_or_default();
        match self.of_another(&how, "") {
            Some(other) => self.leave(column, other),
            None => self.ways_of(column, None, &how),
        }
    }

    /// The ways that a cell says.
    fn way(&mut self, column: &Column, canal: Option<Canal>) {
        let Some(words) = self.words(column) else { return };
        if let Some(other) = self.of_another(&words, &column.name) {
            return self.leave(column, other);
        }
        self.ways_of(column, canal, &words);
    }

    fn ways_of(&mut self, column: &Column, canal: Option<Canal>, words: &str) {
        let found = cell::read(words, canal);
        let at = self.at(column);
        let said =
            |canal, valeur, restored| Said { canal, valeur, restored, precision: None, at: at.clone() };
        let (first, any) = (self.listed.said.len(), !found.said.is_empty() || !found.refused.is_empty());
        self.listed
            .said
            .extend(found.said.into_iter().map(|(canal, valeur, restored)| said(canal, valeur, restored)));
        for refused in found.refused {
            self.leave(column, refused);
        }
        let Some(rest) = self.sound(column, &found.rest) else { return };
        // « 03 86 00 00 01, poste 12 ou 03 86 00 00 02, poste 13 »: each number has its own words.
        if !found.beside.is_empty() {
            for (rank, words) in found.beside {
                if let Some(said) = self.listed.said.get_mut(first + rank) {
                    said.precision = Some(typography(&words));
                }
            }
            return;
        }
        // « 03 86 00 00 01 (9h-12h) »: when one answers stands beside one number.
        let numbers = self.listed.said[first..].iter().filter(|said| said.canal == Canal::Telephone).count();
        let only_when = canal == Some(Canal::SurPlace) && says_only_when(&rest);
        if self.listed.horaires.is_none() && (only_when || numbers == 1 && says_hours(&rest)) {
            // « Standard partenaires, 9h-12h »: who answers is not when.
            let (when, who): (Vec<&str>, Vec<&str>) =
                rest.split(", ").partition(|part| says_hours(part) || says_only_when(part));
            self.listed.horaires = Some(when.join(", "));
            if let Some(said) = self.listed.said.get_mut(first).filter(|_| !who.is_empty()) {
                said.precision = Some(who.join(", "));
            }
            return;
        }
        self.words_of(column, canal, rest, first, any);
    }

    /// Takes the words of a cell that are no number and no address; its own ways stand from `first` on, if it has `any`.
    fn words_of(&mut self, column: &Column, canal: Option<Canal>, rest: String, first: usize, any: bool) {
        let at = self.at(column);
        let said = |canal, valeur| Said { canal, valeur, restored: false, precision: None, at };
        match canal {
            Some(Canal::Courrier) if value_fault(Canal::Courrier, &rest).is_some() => {
                self.leave(column, cell::fault(Canal::Courrier, &rest));
            }
            Some(
                canal @ (Canal::Courrier | Canal::SurPlace | Canal::RendezVous | Canal::MessagerieSecurisee),
            ) => {
                self.listed.said.push(said(canal, rest));
            }
            None if is_postal(&rest) => {
                self.listed.said.push(said(Canal::Courrier, rest));
            }
            // What stands beside a number says something of it.
            Some(_) | None if any => {
                if let Some(said) = self.listed.said.get_mut(first) {
                    said.precision = Some(rest);
                }
            }
            None if column.kind == Some(Kind::Valeur) => {
                let what = format!("« {rest} » n'est ni un numéro, ni une adresse.");
                self.leave(column, (what, "Corrigez la cellule, ou dites-le dans la note.".to_owned()));
            }
            None => {
                let note = self.listed.note.take().map_or(rest.clone(), |note| format!("{note} ; {rest}"));
                self.listed.note = Some(note);
            }
            Some(canal) => self.leave(column, cell::fault(canal, &rest)),
        }
    }

    /// Why a cell, or its column, is not of this row: it names another opérateur than the row does.
    fn of_another(&self, words: &str, heading: &str) -> Option<(String, String)> {
        let Listed { operateur, service, .. } = &*self.listed;
        let body = if operateur.is_empty() { service } else { operateur };
        let own = other_bodies::family(body)?;
        let strange =
            [words, heading, service].into_iter().find_map(|text| other_bodies::other(own, text))?;
        Some((
            format!("« {} » : la ligne est de « {} », et ceci nomme « {strange} ».", one_line(words), body),
            "Donnez à chaque organisme sa ligne.".to_owned(),
        ))
    }

    /// What stands beside a number that is missing is that of no other.
    fn without_value(&mut self, heading: &Heading) {
        let beside =
            [(Kind::Horaires, self.listed.horaires.take()), (Kind::Precision, self.listed.precision.take())];
        for (kind, words) in beside {
            let (Some(column), Some(words)) = (heading.of(kind).next(), words) else { continue };
            let what =
                format!("« {words} » accompagne un numéro ou une adresse, qui manque : ce n'est pas repris.");
            self.leave(column, (what, "Écrivez-le, ou videz aussi cette cellule.".to_owned()));
        }
    }

    /// What one column says, by the way that another one names.
    fn pair(&mut self, moyen: Option<&Column>, valeur: &Column) {
        let words = self.words(valeur);
        let Some(moyen) = moyen.filter(|moyen| self.words(moyen).is_some()) else {
            return self.way(valeur, None);
        };
        let named = self.words(moyen).unwrap_or_default();
        let own = Canal::local().find(|canal| fold(canal.nom()) == fold(&named));
        let canal = own.or_else(|| column_names::canal(&named));
        let Some(words) = words else {
            // « Rendez-vous », and its hours alone.
            let beside = self.listed.horaires.is_some() || self.listed.precision.is_some();
            if let Some(canal) = canal.filter(|canal| beside && !canal.needs_value()) {
                let at = self.at(moyen);
                let said = Said { canal, valeur: String::new(), restored: false, precision: None, at };
                self.listed.said.push(said);
            }
            return;
        };
        if canal.is_some() {
            return self.way(valeur, canal);
        }
        let what = format!("« {} » : « {named} » n'est pas un moyen de joindre.", one_line(&words));
        let local: Vec<&str> = Canal::local().map(Canal::nom).collect();
        self.leave(moyen, (what, format!("Écrivez l'un de ceux-ci : {}.", local.join(", "))));
    }
}
