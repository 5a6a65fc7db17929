//! From cells to the rows of sections: what stands above goes on in an empty cell, and nothing is lost in silence.

use std::collections::{HashMap, HashSet};

use super::columns::{self, Columns, Heading};
use super::lone_cells::{self, Next, Reading};
use super::table::{Cell, Place, Row as Cells, Size, Table, too_large};
use aiguilleur_core::tree::{Categorie, Finding, Severity};

mod foot;
mod ids;
mod row;
mod sections;
mod warnings;

pub use ids::{NextIds, row_ids};
use sections::{is_bare_title, is_first, is_marked};

/// The table of one opérateur: what stands above it, its sections.
#[derive(Debug, Default, Clone)]
pub struct Part {
    pub titles: Vec<String>,
    /// The title just above headings that the same table has had before.
    pub above_again: Option<String>,
    pub sections: Vec<Section>,
    /// The rank of the section that is being read: one that comes back keeps its place.
    open: usize,
}

impl Part {
    fn open(&mut self) -> Option<&mut Section> {
        self.sections.get_mut(self.open)
    }

    /// Begins a section after the others.
    fn begin(&mut self, section: Section) {
        self.open = self.sections.len();
        self.sections.push(section);
    }
}

/// A heading and its rows.
#[derive(Debug, Clone)]
pub struct Section {
    /// None where the table has no section.
    pub titre: Option<String>,
    /// Where it starts: « ligne 4 », « cellule A4 ».
    pub at: String,
    pub rows: Vec<Row>,
}

/// A row, its empty cells filled by those above.
#[derive(Debug, Clone)]
pub struct Row {
    pub demande: String,
    pub categorie: Categorie,
    pub action: String,
    /// Its category, or its action, is that of the row above.
    pub goes_on: bool,
    /// Its category is that of the row above: its own cell is empty, and no merged one.
    pub category_from_above: bool,
    /// The heading of its action says that it serves in case of trouble.
    pub blocage: bool,
    /// Its id, where the table says it.
    pub ligne: Option<String>,
    /// The file and the place of its request.
    pub file: String,
    pub at: String,
}

/// What a table gave.
#[derive(Debug, Default)]
pub struct Read {
    pub parts: Vec<Part>,
    /// What is wrong, or what a person should look at.
    pub findings: Vec<Finding>,
    pub notes: Vec<String>,
    /// The columns that hold something and are not read, a sentence each.
    pub unread: Vec<String>,
    /// The words that stand above the first heading.
    pub above: Vec<String>,
}

/// How many lines above a table may say what it is.
const MOST_LINES_ABOVE: usize = 20;

/// No more errors of a table are told, nor more warnings: the rest is counted.
const MOST_FINDINGS: usize = 60;

/// Reads the rows of a table.
pub fn read(table: &Table, wanted: Option<&str>) -> Read {
    let mut reader = Reader::new(table);
    match columns::headings(table, wanted) {
        Ok(headings) => {
            let first = headings.first().map_or(0, |heading| heading.at);
            let above = table.rows[..first].iter().take(MOST_LINES_ABOVE).flat_map(|row| &row.cells);
            reader.read.above = above.filter(|cell| cell.filled).map(|cell| cell.words.clone()).collect();
            reader.table(&headings);
        }
        Err(findings) => reader.read.findings.extend(findings),
    }
    reader.finish()
}

/// What an empty cell takes from the row above, in the same section.
#[derive(Clone)]
struct Above {
    categorie: Categorie,
    action: String,
    /// What other columns say of it.
    contact: String,
    /// Where its action stands.
    at: Place,
}

struct Reader<'t> {
    table: &'t Table,
    read: Read,
    above: Option<Above>,
    /// The sections of the part.
    titles: HashSet<String>,
    /// Where the last of them starts.
    section_at: Place,
    /// Each request of the part: its place and its category.
    known: HashMap<(String, String), (String, Categorie)>,
    /// A blank line stands above some that could be the heading of a section.
    gaps: bool,
    /// What the rows take, each with its own words and those from above.
    size: Size,
    /// The first table has its title in the cell above its heading.
    titled: bool,
    left_out: Vec<Place>,
    /// The rows that took the action of one above since: that one, and them.
    taken: Option<(Place, Vec<Place>)>,
    /// What was said of columns that are not read.
    unread: HashSet<String>,
    untold: usize,
    /// Of all that was found, told or not.
    worst: Severity,
    operateur: String,
}

/// A cell that is filled.
fn filled(row: &Cells, at: usize) -> Option<&Cell> {
    row.cells.get(at).filter(|cell| cell.filled)
}

const FILL: &str = "Remplissez les cellules de cette ligne, ou donnez au tableau une colonne « section ».";

impl<'t> Reader<'t> {
    fn new(table: &'t Table) -> Self {
        let (known, titles, operateur) = (HashMap::new(), HashSet::new(), String::new());
        Self {
            table,
            read: Read::default(),
            above: None,
            titles,
            section_at: Place::default(),
            known,
            gaps: false,
            size: Size::default(),
            titled: false,
            left_out: Vec::new(),
            taken: None,
            unread: HashSet::new(),
            untold: 0,
            worst: Severity::Warning,
            operateur,
        }
    }

    /// A finding is made only where it is told: its line is sought in the whole text.
    fn push(&mut self, severity: Severity, finding: impl FnOnce(&Table) -> Finding) {
        self.worst = self.worst.min(severity);
        let alike = self.read.findings.iter().filter(|found| found.severity == severity).count();
        if alike < MOST_FINDINGS { self.read.findings.push(finding(self.table)) } else { self.untold += 1 }
    }

    fn error(&mut self, place: Place, message: impl Into<String>, mend: &str) {
        self.push(Severity::Error, |table| table.error("ligne", place, message, mend));
    }

    fn warn(&mut self, rule: &'static str, place: Place, message: impl Into<String>, mend: &str) {
        self.push(Severity::Warning, |table| table.warning(rule, place, message, mend));
    }

    fn table(&mut self, headings: &[Heading]) {
        let rows = &self.table.rows;
        let above = headings.first().and_then(|first| rows.get(first.at.checked_sub(1)?));
        self.titled = above.is_some_and(is_bare_title);
        self.gaps = self.parts_sections_with_gaps(headings);
        for (rank, heading) in headings.iter().enumerate() {
            let from = heading.at + heading.height;
            let end = headings.get(rank + 1).map_or(rows.len(), |next| next.at);
            let titles = self.titles(
                headings.get(rank.wrapping_sub(1)).map_or(0, |last| last.at + last.height),
                heading.at,
            );
            let next_titles = headings.get(rank + 1).map_or(end, |next| self.titles(from, next.at).start);
            if rank == 0 || !titles.is_empty() {
                self.start_part(&rows[titles.clone()]);
                // Another request for the cells above could stand so.
                if let Some(row) = rows[titles.clone()].last().filter(|row| rank > 0 && is_bare_title(row)) {
                    self.warn(
                        "section",
                        row.place(),
                        "Cette ligne est lue comme un titre, au-dessus de colonnes répétées. Est-ce une demande de plus ?",
                        "Si c'est une demande, remplissez sa catégorie et son action.",
                    );
                }
            }
            if rank == 0 && titles.start > 0 {
                let count = titles.start;
                self.read.notes.push(format!("{count} ligne(s) au-dessus du tableau ne sont pas lues."));
            }
            if rank == 0 || !titles.is_empty() {
                let next = headings[rank + 1..].iter().find(|next| !self.titles(from, next.at).is_empty());
                self.others(&heading.columns, from..next.map_or(rows.len(), |next| next.at));
            }
            let foot = self.foot(from..next_titles, &heading.columns, rank + 1 == headings.len());
            for at in from..foot {
                let next = (at + 1 < foot).then(|| &rows[at + 1]);
                self.row(&rows[at], next, &heading.columns);
            }
        }
        self.end_section();
    }

    /// Whether the sections of the tables start after a blank line: one that parts two tables says nothing of it.
    fn parts_sections_with_gaps(&self, headings: &[Heading]) -> bool {
        let rows = &self.table.rows;
        let starts = headings.iter().map(|heading| heading.at + heading.height);
        let ends = headings.iter().skip(1).map(|next| next.at).chain([rows.len()]);
        starts.zip(ends).any(|(from, end)| {
            let end = if end < rows.len() { self.titles(from, end).start } else { end };
            rows[from..end].iter().any(|row| row.after_gap && is_bare_title(row))
        })
    }

    /// The rows between two places that are the titles of what follows: those beside the table, just above its heading.
    /// Where the first table has its title in a cell of its own, so have the others.
    fn titles(&self, from: usize, heading: usize) -> std::ops::Range<usize> {
        let rows = &self.table.rows;
        let title = |row: &Cells| (row.is_title || lone_cells::is_furniture(row)) && !is_marked(row);
        let mut start = heading;
        if start > from && self.titled && is_bare_title(&rows[start - 1]) {
            start -= 1;
        }
        while start > from && title(&rows[start - 1]) {
            start -= 1;
        }
        start..heading
    }

    fn start_part(&mut self, titles: &[Cells]) {
        self.end_section();
        self.tell_taken();
        self.above = None;
        self.known.clear();
        self.titles.clear();
        let titles: Vec<String> =
            titles.iter().filter_map(Cells::alone).map(|cell| cell.words.clone()).collect();
        let above_again = titles.last().filter(|_| !self.read.parts.is_empty()).cloned();
        self.read.parts.push(Part { titles, above_again, ..Part::default() });
    }

    fn row(&mut self, row: &'t Cells, next: Option<&Cells>, columns: &Columns) {
        if lone_cells::is_furniture(row) {
            return self.left_out.push(row.place());
        }
        if let Some(cell) = columns.operateur.and_then(|at| filled(row, at)) {
            if !self.operateur.is_empty() && self.operateur != cell.words {
                self.start_part(&[]);
            }
            self.operateur.clone_from(&cell.words);
            if let Some(part) = self.read.parts.last_mut().filter(|part| !part.titles.contains(&cell.words)) {
                part.titles.push(cell.words.clone());
            }
        }
        let alone = row.alone();
        if let Some(titre) = alone.and_then(|cell| lone_cells::marked(&cell.words)) {
            return self.start_section(&sections::flat(titre), row);
        }
        if let Some(cell) = columns.section.and_then(|at| filled(row, at)) {
            let titre = sections::titre(cell);
            if self.section().and_then(|section| section.titre.as_ref()) != Some(&titre) {
                self.start_section(&titre, row);
            }
            if alone.is_some() {
                return;
            }
        } else if let Some(cell) = alone.filter(|_| is_first(row, columns)) {
            if self.goes_on(cell) {
                return;
            }
            let next =
                next.map_or(
                    Next::End,
                    |next| if row::is_full(next, columns) { Next::Full } else { Next::Partial },
                );
            let (reading, sure) = lone_cells::read(row, cell, self.above.is_some(), next, self.gaps);
            if !sure {
                self.unsure(cell, reading);
            }
            if reading == Reading::Section && columns.section.is_none() {
                return self.start_section(&sections::titre(cell), row);
            }
        }
        self.add(row, columns);
    }

    fn section(&self) -> Option<&Section> {
        self.read.parts.last().and_then(|part| part.sections.get(part.open))
    }

    fn finish(mut self) -> Read {
        self.tell_taken();
        if !self.size.fits() {
            self.read.findings = too_large(&self.table.file, "fichier");
            self.untold = 0;
        }
        if let Some(first) = self.left_out.first() {
            let (count, at) = (self.left_out.len(), self.table.at(*first));
            self.read
                .notes
                .push(format!("{count} ligne(s) de pied ou de tête de page ne sont pas lues ({at})."));
        }
        if self.untold > 0 {
            let finding = self.table.warning(
                "ligne",
                Place::default(),
                format!("Et {} autres constats.", self.untold),
                "Corrigez d'abord ceux-ci.",
            );
            self.read.findings.push(Finding { severity: self.worst, ..finding });
        }
        self.read.parts.retain(|part| !part.sections.is_empty());
        self.read
    }
}
