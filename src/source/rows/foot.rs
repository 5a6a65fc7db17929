//! What stands under the last row of a table, and is no row of it.

use std::ops::Range;

use super::{Reader, filled, is_first};
use crate::source::columns::Columns;
use crate::source::folding::cut;
use crate::source::lone_cells;
use crate::source::table::Row as Cells;

impl Reader<'_> {
    /// Where the rows of a table end: lines alone below, apart from it, are told and left out.
    pub(super) fn foot(&mut self, rows: Range<usize>, columns: &Columns, last: bool) -> usize {
        let mut end = rows.end;
        while last && end > rows.start && self.is_foot(&self.table.rows[end - 1], columns) {
            end -= 1;
        }
        for row in &self.table.rows[end..rows.end] {
            if let Some(cell) = row.alone().filter(|_| !lone_cells::is_furniture(row)) {
                let (words, at) = (cut(&cell.words, 60), self.table.at(cell.place));
                self.read.notes.push(format!("« {words} » est lu comme un pied de page ({at})."));
            } else {
                self.left_out.push(row.place());
            }
        }
        end
    }

    fn is_foot(&self, row: &Cells, columns: &Columns) -> bool {
        if lone_cells::is_furniture(row) {
            return true;
        }
        let Some(words) = row.alone().map(|cell| &cell.words) else { return false };
        // A note stands under any column.
        if lone_cells::is_note(words) {
            return true;
        }
        if !is_first(row, columns)
            || lone_cells::marked(words).is_some()
            || lone_cells::is_request(words)
            || lone_cells::is_heading(words)
        {
            return false;
        }
        // Under a column of sections, it has no request; elsewhere, it must stand apart.
        let section = columns.section.is_some_and(|at| filled(row, at).is_some());
        section || row.is_title || row.after_gap && !self.gaps_part_sections()
    }

    /// Whether blank lines stand within the table too: they part its sections.
    fn gaps_part_sections(&self) -> bool {
        self.table.rows.iter().skip(1).filter(|row| row.after_gap).nth(2).is_some()
    }
}
