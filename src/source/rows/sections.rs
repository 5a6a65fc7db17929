//! Where a section starts and ends, and what could be one.

use super::{Reader, Section, filled};
use crate::source::columns::Columns;
use crate::source::lone_cells::{self, Reading};
use crate::source::table::{Cell, Row as Cells};
use crate::source::words;

impl Reader<'_> {
    /// A request that a page cut in two: the second half starts with a small letter.
    pub(super) fn goes_on(&mut self, cell: &Cell) -> bool {
        let at = self.table.at(cell.place);
        let small = cell.words.starts_with(char::is_lowercase) && !words::address(&cell.words);
        let last = self.read.parts.last_mut().and_then(|part| part.open()?.rows.last_mut());
        let Some(last) = last.filter(|last| small && !last.demande.ends_with(['.', '!', '?'])) else {
            return false;
        };
        last.demande = format!("{}\n{}", last.demande, cell.words);
        self.read.notes.push(format!("{at} : la suite de la demande du dessus, coupée par une page."));
        true
    }

    pub(super) fn unsure(&mut self, cell: &Cell, reading: Reading) {
        let (message, mend) = match reading {
            Reading::Section => (
                "Cette ligne est lue comme un titre de section. Est-ce une demande de plus ?",
                "Si c'est une demande, remplissez sa catégorie et son action. Si c'est un titre, écrivez « Section : … » devant, ou ajoutez une colonne « section ».",
            ),
            Reading::Suite => (
                "Cette ligne est lue comme une demande, avec la catégorie et l'action du dessus. Est-ce un titre de section ?",
                "Si c'est une demande, remplissez sa catégorie et son action. Si c'est un titre, écrivez « Section : … » devant.",
            ),
        };
        self.warn("section", cell.place, message, mend);
    }

    pub(super) fn start_section(&mut self, titre: &str, row: &Cells) {
        self.end_section();
        self.above = None;
        if titre.is_empty() {
            return self.error(
                row.place(),
                "Ce titre de section est vide.",
                "Écrivez le titre de la section.",
            );
        }
        self.section_at = row.place();
        let at = self.table.at(self.section_at);
        let Some(part) = self.read.parts.last_mut() else { return };
        let known = if self.titles.insert(titre.to_owned()) {
            None
        } else {
            part.sections.iter().position(|section| section.titre.as_deref() == Some(titre))
        };
        if let Some(known) = known {
            part.open = known;
            let at = &part.sections[known].at;
            let message = format!("Cette section est déjà à la {at} : ses lignes la rejoignent.");
            return self.warn(
                "section",
                row.place(),
                message,
                "Si ce sont deux sections, donnez-leur deux titres.",
            );
        }
        part.begin(Section { titre: Some(titre.to_owned()), at, rows: Vec::new() });
    }

    /// A heading with nothing under it may be a request that was not seen: it must not be lost.
    pub(super) fn end_section(&mut self) {
        let sections = self.read.parts.last_mut().map(|part| &mut part.sections);
        let Some(section) = sections.and_then(|sections| sections.pop_if(|section| section.rows.is_empty()))
        else {
            return;
        };
        let Some(titre) = section.titre else { return };
        self.error(
            self.section_at,
            format!("« {titre} » est lu comme un titre de section, mais aucune ligne ne le suit."),
            "Si c'est une demande, remplissez sa catégorie et son action ; si ce titre est de trop, supprimez-le.",
        );
    }
}

/// The title that a cell says.
pub(super) fn titre(cell: &Cell) -> String {
    flat(&cell.words)
}

/// A text on one line, as a title is.
pub(super) fn flat(text: &str) -> String {
    words::flat(&words::lines(text))
}

/// Whether a row of the table could be the title of one.
pub(super) fn is_bare_title(row: &Cells) -> bool {
    !row.is_title && !is_marked(row) && row.alone().is_some_and(|cell| !lone_cells::is_request(&cell.words))
}

/// Whether a row says itself that it is the title of a section.
pub(super) fn is_marked(row: &Cells) -> bool {
    row.alone().is_some_and(|cell| lone_cells::marked(&cell.words).is_some())
}

/// Whether the one cell that is filled is the first, or that of the requests.
pub(super) fn is_first(row: &Cells, columns: &Columns) -> bool {
    filled(row, 0).is_some() || filled(row, columns.demande).is_some()
}
