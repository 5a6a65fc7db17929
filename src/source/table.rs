//! A table: cells with their places, whatever file they come from.

use aiguilleur_core::tree::{Finding, Severity, Snippet};

/// No table of requests holds more cells: beyond, the file is something else, or was made to fill the memory.
pub(super) const MOST_CELLS: usize = 2_000_000;
/// What is told for several rows is counted for each of them.
const MOST_BYTES: usize = 256 << 20;
/// No cell holds more characters, as in a spreadsheet.
pub(super) const LONGEST_CELL: usize = 32_767;

/// What a table takes of the memory, as it is read.
#[derive(Debug, Default)]
pub(super) struct Size {
    cells: usize,
    bytes: usize,
}

impl Size {
    /// Counts one more cell of so many bytes; whether it is still the size of a table.
    pub fn add(&mut self, bytes: usize) -> bool {
        (self.cells, self.bytes) = (self.cells + 1, self.bytes + bytes);
        self.fits()
    }

    pub fn fits(&self) -> bool {
        self.cells <= MOST_CELLS && self.bytes <= MOST_BYTES
    }
}

/// What a file gave: its tables, and how it was read.
#[derive(Debug)]
pub struct Source {
    pub tables: Vec<Table>,
    /// What was understood of the file as a whole, a sentence each: encoding, separator, sheets left out.
    pub notes: Vec<String>,
}

/// The rows of a text, a page or a sheet, blank ones left out.
#[derive(Debug, Default)]
pub struct Table {
    /// The file, as the user named it.
    pub file: String,
    /// The name of the sheet.
    pub sheet: Option<String>,
    pub rows: Vec<Row>,
    /// The file says which cells are merged: an empty one that is not is empty.
    pub knows_merges: bool,
    /// The text that the places of cells are in; empty for a sheet, whose places are its rows and columns.
    pub text: String,
}

/// A row.
#[derive(Debug, Default, Clone)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Nothing stands between it and the row above, or a blank one does.
    pub after_gap: bool,
    /// A title beside the table, or a cell as wide as the table: no row of it.
    pub is_title: bool,
}

/// A cell: its words, in plain characters, and where it stands.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Cell {
    pub words: String,
    pub place: Place,
    /// It goes on with the cell above: the two were merged.
    pub merged: bool,
    /// The file has something here, even where no word is left of it.
    pub filled: bool,
}

/// Where a cell stands: bytes of the text of its table, or row and column of its sheet, from 0.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub start: usize,
    pub end: usize,
    pub row: usize,
    pub column: usize,
}

impl Row {
    /// The cells that hold something, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| cell.filled)
    }

    /// The one cell that holds something of its own, where there is no other; a cell repeated along the row is one.
    pub fn alone(&self) -> Option<&Cell> {
        let mut own = self.filled().map(|(_, cell)| cell).filter(|cell| !cell.merged);
        let first = own.next()?;
        let repeated = self.cells.len() > 2;
        own.all(|cell| repeated && cell.words == first.words).then_some(first)
    }

    /// Where it starts.
    pub fn place(&self) -> Place {
        self.filled().next().map(|(_, cell)| cell.place).unwrap_or_default()
    }
}

impl Table {
    /// Something that forbids to go on.
    pub fn error(
        &self,
        rule: &'static str,
        place: Place,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Finding {
        let (mut file, mut snippet) = (self.file.clone(), None);
        if let Some(sheet) = &self.sheet {
            file = format!("{file}, feuille « {sheet} », cellule {}", cell_name(place.row, place.column));
        } else {
            snippet = Some(Snippet::new(&self.text, place.start, place.end));
        }
        Finding { severity: Severity::Error, rule, file, snippet, message: message.into(), mend: mend.into() }
    }

    /// Something that a person should look at.
    pub fn warning(
        &self,
        rule: &'static str,
        place: Place,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Finding {
        Finding { severity: Severity::Warning, ..self.error(rule, place, message, mend) }
    }

    /// « ligne 12 » of a text, « cellule B4 » of a sheet.
    pub fn at(&self, place: Place) -> String {
        if self.sheet.is_some() {
            return format!("cellule {}", cell_name(place.row, place.column));
        }
        format!("ligne {}", place.row + 1)
    }

    /// The first cell that no spreadsheet could hold.
    pub(super) fn too_long(&self) -> Option<Finding> {
        let long =
            |cell: &&Cell| cell.words.len() > LONGEST_CELL && cell.words.chars().count() > LONGEST_CELL;
        let cell = self.rows.iter().flat_map(|row| &row.cells).find(long)?;
        let count = cell.words.chars().count();
        Some(self.error(
            "lecture",
            Place { end: cell.place.start + 1, ..cell.place },
            format!("Cette cellule a {count} caractères : aucun tableur n'en garde autant."),
            format!("Partagez son texte : une cellule a {LONGEST_CELL} caractères au plus. Un guillemet qui manque peut aussi la prolonger."),
        ))
    }

    /// Gives each cell the line of its text that it stands on.
    pub(super) fn number(&mut self) {
        let ends: Vec<usize> = self.text.match_indices('\n').map(|(at, _)| at).collect();
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.place.row = ends.partition_point(|end| *end < cell.place.start);
        }
    }
}

/// « B4 ».
fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// « A », « Z », « AA ».
pub fn column_name(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { letter.to_string() } else { format!("{}{letter}", column_name(column / 26 - 1)) }
}

/// A finding about a file that holds far more than a table.
pub(super) fn too_large(file: &str, what: &str) -> Vec<Finding> {
    refused(
        file,
        format!("Ce {what} est bien plus grand qu'un tableau de démarches : il n'est pas lu."),
        format!("Copiez le tableau seul dans un nouveau {what}, puis recommencez."),
    )
}

/// A finding about a file that gives no table.
pub fn refused(file: &str, message: impl Into<String>, mend: impl Into<String>) -> Vec<Finding> {
    let (severity, rule, file) = (Severity::Error, "lecture", file.to_owned());
    vec![Finding { severity, rule, file, snippet: None, message: message.into(), mend: mend.into() }]
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, MOST_CELLS, Size};

    #[test]
    fn a_table_has_a_size() {
        let mut size = Size::default();
        assert!((0..MOST_CELLS).all(|_| size.add(1)));
        assert!(!size.add(1) && !size.fits());
        // What stands once above and is told for each row counts for each.
        let mut size = Size::default();
        assert!(size.add(MOST_BYTES) && !size.add(1));
    }
}
