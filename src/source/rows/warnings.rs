//! What is told of a table beside its rows: columns that are not read, actions that are taken from above or missing.

use super::{Reader, filled};
use crate::source::columns::Columns;
use crate::source::folding::{cut, fold};
use crate::source::lone_cells;
use crate::source::table::{Cell, Place, column_name};

/// How many rows of a list are named.
const MOST_NAMED: usize = 6;

/// Whether a column only counts its rows: « N° », then 1, 2, 3.
fn counts_rows(name: &str, cells: &[&Cell]) -> bool {
    let counts = ["n", "no", "num", "numero", "numero d ordre", "rang", "ordre"];
    let is_rank = |cell: &&Cell| cell.words.len() < 5 && cell.words.bytes().all(|b| b.is_ascii_digit());
    counts.contains(&fold(name).as_str()) && cells.iter().all(is_rank)
}

impl Reader<'_> {
    /// The columns that are not read are told, each once.
    pub(super) fn others(&mut self, columns: &Columns, rows: std::ops::Range<usize>) {
        for (at, name) in &columns.others {
            let cells = self.table.rows[rows.clone()].iter().filter_map(|row| filled(row, *at));
            // Its heading comes again on each page; a note stands below it.
            let cells = cells.filter(|cell| cell.words != *name && !lone_cells::is_note(&cell.words));
            let cells: Vec<&Cell> = cells.collect();
            if counts_rows(name, &cells) {
                continue;
            }
            let mut cells = cells.into_iter();
            let Some(first) = cells.next() else { continue };
            let count = 1 + cells.count();
            let letter = column_name(*at);
            let name = if name.is_empty() { letter.clone() } else { cut(name, 40) };
            let (place, example) = (first.place, cut(&first.words, 60));
            let message =
                format!("La colonne « {name} » n'est pas lue : {count} cellule(s), dont « {example} ».");
            let mend = format!(
                "Si elle dit qui contacter ou comment, faites-la lire : « --colonnes contact={letter} »."
            );
            let sentence = format!("{message} {mend}");
            if self.unread.insert(sentence.clone()) {
                self.read.unread.push(sentence);
            }
            self.warn("colonne", place, message, &mend);
        }
    }

    /// The action of a row is that of a row above, in a file that does not say which cells are merged.
    pub(super) fn take(&mut self, from: Place, row: Place) {
        match &mut self.taken {
            Some((above, rows)) if *above == from => rows.push(row),
            _ => {
                self.tell_taken();
                self.taken = Some((from, vec![row]));
            }
        }
    }

    /// A run of rows that took one action is told once.
    pub(super) fn tell_taken(&mut self) {
        let Some((from, rows)) = self.taken.take() else { return };
        let names: Vec<String> = rows.iter().take(MOST_NAMED).map(|row| self.table.at(*row)).collect();
        let more = rows.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" et {more} autre(s)") } else { String::new() };
        let names = format!("{}{more}", names.join(", "));
        let above = self.table.at(from);
        let message = match rows.len() {
            1 => format!("Cette ligne ({names}) n'a pas d'action : elle prend celle de la {above}."),
            count => {
                format!("{count} lignes ({names}) n'ont pas d'action : elles prennent celle de la {above}.")
            }
        };
        self.warn(
            "action",
            rows.first().copied().unwrap_or_default(),
            message,
            "Vérifiez dans le document que cette action vaut pour elles. Sinon, écrivez la leur.",
        );
    }

    /// The cell of an action is empty and not merged: nothing says that the one above goes on.
    pub(super) fn no_action(&mut self, demande: &Cell, columns: &Columns) {
        let place = if self.table.sheet.is_some() {
            Place { column: columns.action, ..demande.place }
        } else {
            demande.place
        };
        self.warn(
            "action",
            place,
            "Cette ligne n'a pas d'action : sa cellule est vide, et n'est pas fusionnée avec celle du dessus.",
            "Écrivez l'action, ou fusionnez la cellule avec celle du dessus. Sinon, l'arbre dira « À FAIRE ».",
        );
    }
}
