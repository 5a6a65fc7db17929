//! From cells to sections and rows: what stands above goes on in an empty cell.

use std::collections::HashMap;
use std::ops::Range;

use super::category;
use super::columns::Columns;
use super::letters::fold;
use super::misread;
use super::prose::{self, Line};
use super::reading::{self, Next, Reading};
use super::table::{Cell, Page};
use aiguilleur_core::tree::{Categorie, Finding};

/// A heading and its rows.
#[derive(Debug)]
pub(super) struct Section {
    /// None where the table has no section.
    pub titre: Option<String>,
    /// Where it starts.
    pub place: Range<usize>,
    pub rows: Vec<Row>,
}

/// A row, its empty cells filled by those above.
#[derive(Debug)]
pub(super) struct Row {
    /// Its rank in the table, from 1.
    pub number: usize,
    pub demande: Vec<Line>,
    pub categorie: Categorie,
    pub action: Vec<Line>,
    /// Its category, or its action, is that of the row above.
    pub goes_on: bool,
}

/// Reads the rows; what is found wrong goes to `findings`.
pub(super) fn read(
    page: Page<'_>,
    rows: &[Vec<Cell>],
    columns: Columns,
    findings: &mut Vec<Finding>,
) -> Vec<Section> {
    let mut reader = Reader {
        page,
        columns,
        sections: Vec::new(),
        current: 0,
        titles: HashMap::new(),
        above: None,
        count: 0,
        findings,
        known: HashMap::new(),
    };
    let header = columns.header.map(|at| names(&rows[at]));
    for row in &rows[..columns.first.saturating_sub(1)] {
        let place = row[0].place.start..row.last().map_or(0, |cell| cell.place.end);
        reader.warn(
            "titre",
            &place,
            "Cette ligne est au-dessus des noms de colonnes : elle n'est pas lue.",
            "Supprimez-la si ce n'est qu'un titre ; sinon, déplacez-la plus bas.",
        );
    }
    // A table printed over several pages repeats its header.
    let rows: Vec<&Vec<Cell>> =
        rows[columns.first..].iter().filter(|row| header.as_ref() != Some(&names(row))).collect();
    for (rank, row) in rows.iter().enumerate() {
        let next = rows.get(rank + 1).map_or(Next::End, |row| reader.next(row));
        reader.row(row, next);
    }
    reader.end_section();
    reader.sections
}

fn names(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| fold(&cell.words)).collect()
}

/// What an empty cell takes from the row above, in the same section.
struct Above {
    categorie: Categorie,
    action: Vec<Line>,
}

struct Reader<'r, 'f> {
    page: Page<'r>,
    columns: Columns,
    sections: Vec<Section>,
    /// The rank of the section that rows are added to.
    current: usize,
    /// The rank of the section of each title.
    titles: HashMap<String, usize>,
    above: Option<Above>,
    count: usize,
    findings: &'f mut Vec<Finding>,
    /// The place of each request, by its section and its words.
    known: HashMap<(usize, String), Range<usize>>,
}

/// A cell that is filled.
fn filled(row: &[Cell], at: usize) -> Option<&Cell> {
    row.get(at).filter(|cell| !cell.is_empty())
}

const FILL: &str = "Remplissez les cellules de cette ligne, ou donnez au tableau une colonne « section ».";

impl Reader<'_, '_> {
    fn error(&mut self, place: &Range<usize>, message: impl Into<String>, mend: &str) {
        let finding = self.page.error("ligne", place, message, mend);
        self.findings.push(finding);
    }

    fn warn(&mut self, rule: &'static str, place: &Range<usize>, message: impl Into<String>, mend: &str) {
        let finding = self.page.warning(rule, place, message, mend);
        self.findings.push(finding);
    }

    fn next(&self, row: &[Cell]) -> Next {
        let full = [self.columns.demande, self.columns.categorie, self.columns.action];
        if full.iter().all(|at| filled(row, *at).is_some()) { Next::Full } else { Next::Partial }
    }

    fn row(&mut self, row: &[Cell], next: Next) {
        let mut only = row.iter().filter(|cell| !cell.is_empty());
        let alone = only.next().filter(|_| only.next().is_none());
        if let Some(titre) = alone.and_then(|cell| reading::marked(&cell.words)) {
            return self.start_section(titre, &row[0]);
        }
        if let Some(cell) = self.columns.section.and_then(|at| filled(row, at)) {
            let same = self.sections.get(self.current).and_then(|section| section.titre.clone());
            if same.as_deref() != Some(&*titre(cell)) {
                self.start_section(&titre(cell), cell);
            }
            if alone.is_some() {
                return;
            }
        } else if let Some(cell) = alone.filter(|_| self.columns.section.is_none() && self.is_first(row)) {
            let (reading, sure) = reading::read(cell, self.above.is_some(), next);
            if !sure {
                self.unsure(cell, reading);
            }
            if reading == Reading::Section {
                return self.start_section(&titre(cell), cell);
            }
        }
        self.add(row);
    }

    /// Whether the one cell that is filled is the first, or that of the requests.
    fn is_first(&self, row: &[Cell]) -> bool {
        filled(row, 0).is_some() || filled(row, self.columns.demande).is_some()
    }

    fn unsure(&mut self, cell: &Cell, reading: Reading) {
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
        self.warn("section", &cell.place, message, mend);
    }

    fn start_section(&mut self, titre: &str, cell: &Cell) {
        self.end_section();
        if titre.is_empty() {
            return self.error(
                &cell.place,
                "Ce titre de section est vide.",
                "Écrivez le titre de la section.",
            );
        }
        misread::characters(self.page, &cell.place, self.findings);
        self.above = None;
        let known = self.titles.get(titre).copied();
        if let Some(first) = known.and_then(|at| self.sections.get(at)) {
            let first = self.page.line(&first.place);
            self.warn(
                "section",
                &cell.place,
                format!("Cette section est déjà à la ligne {first} : ses lignes la rejoignent."),
                "Si ce sont deux sections, donnez-leur deux titres.",
            );
        }
        self.current = known.unwrap_or(self.sections.len());
        if known.is_none() {
            self.titles.insert(titre.to_owned(), self.current);
            let (titre, place) = (Some(titre.to_owned()), cell.place.clone());
            self.sections.push(Section { titre, place, rows: Vec::new() });
        }
    }

    /// A heading with nothing under it may be a request that was not seen: it must not be lost.
    fn end_section(&mut self) {
        if let Some(section) = self.sections.pop_if(|section| section.rows.is_empty()) {
            // Without a heading, what is wrong with its rows was said.
            let Some(titre) = section.titre else { return };
            self.titles.remove(&titre);
            self.error(
                &section.place,
                format!("« {titre} » est lu comme un titre de section, mais aucune ligne ne le suit."),
                "Si c'est une demande, remplissez sa catégorie et son action ; si ce titre est de trop, supprimez-le.",
            );
        }
    }

    fn add(&mut self, row: &[Cell]) {
        let Columns { demande, categorie, action, .. } = self.columns;
        let [demande, categorie, action] = [demande, categorie, action].map(|at| filled(row, at));
        // A dash alone says nothing.
        let silent = |cell: &&Cell| {
            let nothing = ["idem", "ibid", "n/a", "#n/a", "#ref!", "#name?", "#nom?", "#valeur!", "\"", "''"];
            prose::read(&cell.words).is_empty() || nothing.contains(&&*cell.words.trim().to_lowercase())
        };
        if let Some(cell) = [demande, action].into_iter().flatten().find(silent) {
            let mend = "Écrivez le texte du document, ou videz la cellule pour continuer celle du dessus.";
            return self.error(&cell.place, "Cette cellule ne contient aucun mot du document.", mend);
        }
        let Some(demande) = demande else {
            let place = row.iter().find(|cell| !cell.is_empty()).map_or(0..0, |cell| cell.place.clone());
            return self.error(
                &place,
                "Cette ligne n'a pas de demande.",
                "Écrivez la demande, ou remontez ce texte dans la ligne du dessus.",
            );
        };
        if self.sections.is_empty() {
            self.sections.push(Section { titre: None, place: demande.place.clone(), rows: Vec::new() });
        }
        for cell in [Some(demande), action].into_iter().flatten() {
            misread::characters(self.page, &cell.place, self.findings);
            misread::words(self.page, &cell.place, self.findings);
        }
        let above = self.above.take();
        let goes_on = categorie.is_none() || action.is_none();
        let Some(above) = self.complete(demande, categorie, action, above) else {
            return;
        };
        self.count += 1;
        self.once(demande);
        let row = Row {
            number: self.count,
            demande: prose::read(&demande.words),
            categorie: above.categorie,
            action: above.action.clone(),
            goes_on,
        };
        self.above = Some(above);
        if let Some(section) = self.sections.get_mut(self.current) {
            section.rows.push(row);
        }
    }

    /// The category and the action of a row: its own, or those above.
    fn complete(
        &mut self,
        demande: &Cell,
        categorie: Option<&Cell>,
        action: Option<&Cell>,
        above: Option<Above>,
    ) -> Option<Above> {
        let read = categorie.map(|cell| (cell, category::read(&cell.words)));
        if let Some((cell, Err(mend))) = &read {
            let message = format!("« {} » n'est pas une catégorie.", cell.words.trim());
            let finding = self.page.error("categorie", &cell.place, message, mend.clone());
            self.findings.push(finding);
        }
        if above.is_none() && (categorie.is_none() || action.is_none()) {
            let missing = if categorie.is_none() { "de catégorie" } else { "d'action" };
            let message =
                format!("Cette ligne n'a pas {missing}, et rien ne la donne au-dessus dans sa section.");
            self.error(&demande.place, message, FILL);
            return None;
        }
        if categorie.is_none() && above.as_ref().is_some_and(|above| above.categorie == Categorie::Urgent) {
            self.warn(
                "categorie",
                &demande.place,
                "Cette demande prend la catégorie « urgent » de la ligne du dessus.",
                "Vérifiez dans le document, puis écrivez sa catégorie.",
            );
        }
        let own = read.and_then(|(cell, read)| read.ok().map(|categorie| (cell, categorie)));
        let before = above.as_ref().map(|above| above.categorie);
        if let (Some((cell, own)), None, Some(before)) = (own, action, before)
            && own != before
        {
            self.warn(
                "action",
                &cell.place,
                "La catégorie change, mais l'action est celle de la ligne du dessus.",
                "Vérifiez dans le document, puis écrivez l'action de cette ligne.",
            );
        }
        Some(Above {
            categorie: own.map(|(_, own)| own).or(before).unwrap_or(Categorie::Niveau2),
            action: action.map_or_else(
                || above.map(|above| above.action).unwrap_or_default(),
                |cell| prose::read(&cell.words),
            ),
        })
    }

    /// A request that its section already has is told.
    fn once(&mut self, demande: &Cell) {
        let key = (self.current, fold(&demande.words));
        if let Some(first) = self.known.insert(key, demande.place.clone()) {
            let first = self.page.line(&first);
            self.warn(
                "doublon",
                &demande.place,
                format!("Cette demande est déjà à la ligne {first}, dans la même section."),
                "Supprimez l'une des deux, ou dites en quoi elles diffèrent.",
            );
        }
    }
}

fn titre(cell: &Cell) -> String {
    prose::flat(&prose::read(&cell.words))
}
