//! Which column is which: named by the user, by the words of a heading wherever it stands, else by its place.

pub(super) mod chosen;
pub(super) mod names;

use self::chosen::Wanted;
use self::names::{Kind, NAMES, named};
use crate::source::folding::fold;
use crate::source::table::{Cell, Row, Table};
use crate::source::{categorie, contact_columns, words};
use aiguilleur_core::tree::{Categorie, Finding};

/// The place of each column.
#[derive(Debug, Clone)]
pub struct Columns {
    pub operateur: Option<usize>,
    pub section: Option<usize>,
    pub demande: usize,
    pub categorie: Categories,
    pub action: usize,
    /// Those that say how to reach whom the action names: a part of it.
    pub contacts: Vec<usize>,
    /// Its heading says that the action serves in case of trouble.
    pub blocage: bool,
    /// That of the ids of rows, as an export or a kept table has it.
    pub ligne: Option<usize>,
    /// The columns that are not read, with their names.
    pub others: Vec<(usize, String)>,
    /// How many columns the heading names; a cell beyond them was cut off another.
    pub width: usize,
}

/// How the category is told.
#[derive(Debug, Clone)]
pub enum Categories {
    Words(usize),
    /// By a cross in one of these columns.
    Crosses(Vec<(usize, Categorie)>),
}

/// A heading: the rows that it takes, and what it says.
#[derive(Debug, Clone)]
pub struct Heading {
    pub at: usize,
    pub height: usize,
    pub columns: Columns,
}

/// The columns that say nothing to a conseiller: their absence is not told.
const MARKS: &[&str] = &["ligne", "identifiants", "source"];

pub const ORDER: &str = "Donnez leurs noms aux colonnes (« demande ou démarche », « catégorie », « action à réaliser »), ou \
dites lesquelles lire : « --colonnes demande=1,categorie=B,action=Orientation ».";

/// Every heading of a table, in order.
///
/// # Errors
///
/// A column that is missing, or of which there are two.
pub fn headings(table: &Table, wanted: Option<&str>) -> Result<Vec<Heading>, Vec<Finding>> {
    if table.rows.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = match wanted {
        Some(wanted) => chosen::wanted(table, wanted).map_err(|finding| vec![*finding])?,
        None => Wanted::default(),
    };
    let mut headings: Vec<Heading> = Vec::new();
    let mut at = 0;
    while at < table.rows.len() {
        let Some((row, height)) = heading(&table.rows, at) else {
            at += 1;
            continue;
        };
        headings.push(read(table, &row, at, height, &wanted)?);
        at += height;
    }
    if headings.is_empty() || wanted.is_above(table, &headings) {
        let first = if wanted.is_empty() { chosen::numbered(table) } else { chosen::unnamed(table, &wanted) };
        headings.retain(|heading| wanted.row().is_none_or(|row| heading.at > row));
        headings.splice(0..0, first.map_err(|finding| vec![*finding])?);
    }
    Ok(headings)
}

/// The cells of a heading that starts at this row, and how many rows it takes.
fn heading(rows: &[Row], at: usize) -> Option<(Row, usize)> {
    let row = &rows[at];
    let next = rows.get(at + 1);
    let crosses = |row: &Row| row.cells.iter().filter(|cell| categorie::read(&cell.words).is_ok()).count();
    // A matrix names its categories in its own heading, or on the line under it, where no request stands: the section of a
    // row may be called « Urgences ».
    let asks = |next: &Row| {
        let demande = |cell: &Cell| named(cell).is_some_and(|(kind, _)| kind == Kind::Demande);
        let below = row.cells.iter().zip(&next.cells).filter(|(name, _)| demande(name));
        below.map(|(_, cell)| cell).any(|cell| cell.filled && named(cell).is_none())
    };
    if let Some(next) = next.filter(|next| crosses(next) > 1 && names(row) > 1 && !asks(next)) {
        return Some((joined(row, next), 2));
    }
    // Where one of its cells stands over two rows, or its category is named under another name, it takes both.
    if let Some(next) =
        next.filter(|next| names(row) > 0 && (is_stretched(row, next) || names_category(row, next)))
    {
        let both = joined(row, next);
        if names(&both) > 2 && is_heading(&both) {
            return Some((both, 2));
        }
    }
    if is_heading(row) || (crosses(row) > 1 && names(row) > 1) {
        let goes_on = |next: &&Row| {
            let starts_small = |(_, cell): (usize, &Cell)| cell.words.starts_with(char::is_lowercase);
            next.filled().all(starts_small)
                && !next.filled().any(|(_, cell)| categorie::read(&cell.words).is_ok())
        };
        return Some(match next.filter(goes_on).filter(|next| names(row) > 2 && next.alone().is_none()) {
            Some(next) => (joined(row, next), 2),
            None => (row.clone(), 1),
        });
    }
    let next = next.filter(|next| {
        names(row) > 0 && crosses(row) == 0 && crosses(next) == 0 && next.filled().count() > 1
    })?;
    let both = joined(row, next);
    (row.filled().count() > 1 && names(&both) > 2 && is_heading(&both)).then_some((both, 2))
}

/// Whether a cell of a row goes on in the next one.
fn is_stretched(row: &Row, next: &Row) -> bool {
    row.cells.iter().zip(&next.cells).any(|(upper, lower)| is_merged_with(upper, lower))
}

/// Whether a cell of a row stands over several columns, of which the next row alone names the category.
fn names_category(row: &Row, next: &Row) -> bool {
    let names =
        |row: &Row| row.cells.iter().any(|cell| named(cell).is_some_and(|(kind, _)| kind == Kind::Categorie));
    let spans = || row.cells.windows(2).any(|two| is_merged_with(&two[0], &two[1]));
    row.alone().is_none() && !names(row) && names(next) && spans()
}

/// Whether a cell is merged with the one before it, above or to its left.
fn is_merged_with(before: &Cell, cell: &Cell) -> bool {
    cell.merged && cell.filled && cell.words == before.words
}

/// How many kinds of columns a row names.
fn names(row: &Row) -> usize {
    // A row is looked at once, for it may have ten thousand cells.
    let found: Vec<Kind> = row.cells.iter().filter_map(named).map(|(kind, _)| kind).collect();
    NAMES.iter().filter(|(wanted, ..)| found.contains(wanted)).count()
}

/// Two names at least, one of which no row of the table would hold.
fn is_heading(row: &Row) -> bool {
    let found: Vec<(Kind, bool)> = row.cells.iter().filter_map(named).collect();
    let has = |wanted: Kind| found.contains(&(wanted, true));
    let filled = || row.filled().map(|(_, cell)| cell);
    let data = filled().any(|cell| categorie::read(&cell.words).is_ok());
    !data
        && row.alone().is_none()
        && (has(Kind::Categorie) && names(row) > 1
            || has(Kind::Demande) && has(Kind::Action) && filled().count() < 9)
}

fn joined(first: &Row, second: &Row) -> Row {
    let width = first.cells.len().max(second.cells.len());
    let cell = |at: usize| {
        let of = |row: &Row| row.cells.get(at).cloned().unwrap_or_default();
        let (upper, lower) = (of(first), of(second));
        // A category under « Prise en charge », or the name of a column, says more than what stands over it.
        let words = if lower.merged {
            upper.words.clone()
        } else if categorie::read(&lower.words).is_ok() || named(&lower).is_some() {
            lower.words.clone()
        } else {
            format!("{} {}", upper.words, lower.words).trim().to_owned()
        };
        let place = if upper.filled { upper.place } else { lower.place };
        Cell { words, place, merged: false, filled: upper.filled || lower.filled }
    };
    Row { cells: (0..width).map(cell).collect(), ..Row::default() }
}

/// What looks for the columns of a heading, and keeps what is wrong with them.
struct Search<'s> {
    table: &'s Table,
    row: &'s Row,
    data: &'s [Row],
    wanted: &'s Wanted,
    findings: Vec<Finding>,
}

impl Search<'_> {
    /// The column of a kind: the one that the user names, else the one that its words name. One that must be there, or of
    /// which there are two, is a finding.
    fn column(&mut self, kind: Kind, must: bool) -> Option<usize> {
        let (_, name, ..) = NAMES.iter().find(|(known, ..)| *known == kind)?;
        if let Some(at) = self.wanted.of(kind) {
            return Some(at);
        }
        let all = self.named(kind);
        if let [_, second, ..] = all[..] {
            let message = format!("Deux colonnes s'appellent « {name} ».");
            self.findings.push(self.table.error("colonne", self.row.cells[second].place, message, ORDER));
        }
        if all.is_empty() && must {
            let message = format!("Il manque la colonne « {name} ».");
            self.findings.push(self.table.error("colonne", self.row.place(), message, ORDER));
        }
        all.first().copied()
    }

    /// Those that the words of the heading name.
    fn named(&self, kind: Kind) -> Vec<usize> {
        let cells = self.row.cells.iter().enumerate().filter(|(at, _)| !self.wanted.takes(*at));
        let found: Vec<(usize, bool)> = cells
            .filter_map(|(at, cell)| {
                let (known, strong) = named(cell)?;
                (known == kind).then_some((at, strong))
            })
            .collect();
        let strong: Vec<usize> = found.iter().filter(|(_, strong)| *strong).map(|(at, _)| *at).collect();
        let mut all = if strong.is_empty() { found.iter().map(|(at, _)| *at).collect() } else { strong };
        if kind == Kind::Categorie {
            // Of two, the one that says categories.
            let says = |at: &usize| {
                let cells = self.data.iter().filter_map(|row| row.cells.get(*at));
                cells.into_iter().any(|cell| categorie::read(&cell.words).is_ok())
            };
            if all.iter().any(says) {
                all.retain(says);
            }
        }
        // Beside an action, a contact is not another one.
        let is_contact = |at: &usize| contact_columns::named(&self.row.cells[*at].words);
        if kind == Kind::Action && all.len() > 1 && !all.iter().all(is_contact) {
            all.retain(|at| !is_contact(at));
        }
        all
    }
}

fn read(
    table: &Table,
    row: &Row,
    at: usize,
    height: usize,
    wanted: &Wanted,
) -> Result<Heading, Vec<Finding>> {
    let data = &table.rows[at + height..];
    let mut search = Search { table, row, data, wanted, findings: Vec::new() };
    let crosses: Vec<(usize, Categorie)> = row
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, categorie::read(&cell.words).ok()?)))
        .collect();
    let operateur = search.column(Kind::Operateur, false);
    let section = search.column(Kind::Section, false);
    let demande = search.column(Kind::Demande, true);
    let by_cross = crosses.len() > 1 && wanted.of(Kind::Categorie).is_none();
    let categorie = if by_cross { None } else { search.column(Kind::Categorie, true) };
    let action = search.column(Kind::Action, true);
    let (Some(demande), Some(action), true) = (demande, action, search.findings.is_empty()) else {
        return Err(search.findings);
    };
    let categorie = match categorie {
        Some(at) => Categories::Words(at),
        None => Categories::Crosses(crosses),
    };
    let mut columns = Columns { operateur, section, ..Columns::new(demande, categorie, action) };
    columns.complete(row, data, wanted);
    Ok(Heading { at, height, columns })
}

impl Columns {
    /// The three that a table must have.
    pub(super) fn new(demande: usize, categorie: Categories, action: usize) -> Self {
        let (contacts, others) = (Vec::new(), Vec::new());
        let (operateur, section, ligne, blocage, width) = (None, None, None, false, 0);
        Self { operateur, section, demande, categorie, action, contacts, blocage, ligne, others, width }
    }

    /// What the heading says beside the columns that are found: contacts, when the action serves, and the others.
    pub(super) fn complete(&mut self, heading: &Row, data: &[Row], wanted: &Wanted) {
        let width = heading.filled().last().map_or(0, |(at, _)| at + 1);
        self.width = width.max(wanted.width());
        let words = |at: usize| heading.cells.get(at).map_or("", |cell| cell.words.as_str());
        self.blocage = fold(words(self.action)).contains("en cas de ");
        self.contacts.clone_from(&wanted.contacts);
        let free = |at: &usize| {
            !self.reads(*at) && named(&heading.cells[*at]).is_none_or(|(kind, _)| kind == Kind::Action)
        };
        let found = (0..heading.cells.len()).filter(free).filter(|at| contact_columns::named(words(*at)));
        self.contacts = self.contacts.iter().copied().chain(found).collect();
        self.ligne = (0..heading.cells.len()).find(|at| fold(words(*at)) == "ligne");
        self.others(heading, data);
    }

    /// Whether this column is read.
    pub fn reads(&self, at: usize) -> bool {
        let crossed = match &self.categorie {
            Categories::Words(column) => *column == at,
            Categories::Crosses(columns) => columns.iter().any(|(column, _)| *column == at),
        };
        let read = [self.operateur, self.section, Some(self.demande), Some(self.action)];
        crossed || read.contains(&Some(at)) || self.contacts.contains(&at)
    }

    /// What the other columns are: sections that have no heading, numbers of rows, or text that is not read.
    fn others(&mut self, row: &Row, data: &[Row]) {
        for at in 0..self.width.max(row.cells.len()) {
            if self.reads(at) {
                continue;
            }
            let name = row.cells.get(at).map(|cell| cell.words.clone()).unwrap_or_default();
            let said = || data.iter().filter_map(|row| row.cells.get(at)).filter(|cell| cell.filled);
            let number = words::are_ranks(said().map(|cell| cell.words.as_str()));
            let mark = MARKS.contains(&fold(&name).as_str());
            if mark || said().next().is_none() || number && (name.is_empty() || name.chars().count() < 10) {
                continue;
            }
            let leads = name.is_empty() && at < self.demande && self.section.is_none();
            if leads && said().count() < data.len().max(2) {
                self.section = Some(at);
            } else {
                self.others.push((at, name));
            }
        }
    }
}
