//! One row of a table: its own cells, and what it takes from the row above.

use super::{Above, FILL, Reader, Row, Section, filled};
use crate::source::columns::{Categories, Columns};
use crate::source::folding::{cut, fold};
use crate::source::nothing_said::says_nothing;
use crate::source::table::{Cell, Place, Row as Cells, column_name};
use crate::source::{categorie, contact_columns, conversion_faults, versions::kept_table};
use aiguilleur_core::tree::{Categorie, Severity};

/// What a row says itself.
struct Own<'c> {
    demande: &'c Cell,
    categorie: Option<(Categorie, &'c Cell)>,
    action: Option<&'c Cell>,
    contact: String,
}

impl<'t> Reader<'t> {
    pub(super) fn add(&mut self, row: &'t Cells, columns: &Columns) {
        if let Some((at, cell)) = row.filled().find(|(at, _)| *at >= columns.width) {
            return self.beyond(at, cell);
        }
        let (demande, action) = (filled(row, columns.demande), filled(row, columns.action));
        if let Some(cell) = [demande, action].into_iter().flatten().find(|cell| says_nothing(&cell.words)) {
            let mend = "Écrivez le texte du document, ou videz la cellule pour continuer celle du dessus.";
            let shown = cut(&cell.words, 20);
            return self.error(
                cell.place,
                format!("Cette cellule ne contient aucun mot du document : « {shown} »."),
                mend,
            );
        }
        let Some(demande) = demande else {
            let mend = "Écrivez la demande, ou remontez ce texte dans la ligne du dessus.";
            return self.error(row.place(), "Cette ligne n'a pas de demande.", mend);
        };
        self.signs(demande);
        if let Some(action) = action {
            self.signs(action);
        }
        let above = self.above.take();
        let Ok(categorie) = self.categorie(row, columns) else { return self.above = above };
        let goes_on = categorie.is_none()
            || action.is_none()
            || [categorie.map(|(_, c)| c), action].into_iter().flatten().any(|c| c.merged);
        let contact = contact_columns::lines(row, &columns.contacts, action.map_or("", |cell| &cell.words));
        let own = Own { demande, categorie, action, contact };
        let Some(above) = self.complete(own, above, columns) else { return };
        self.once(demande, above.categorie);
        let parts = [&above.action, &above.contact].into_iter().filter(|part| !part.is_empty());
        let row = Row {
            demande: demande.words.clone(),
            categorie: above.categorie,
            action: parts.map(String::as_str).collect::<Vec<_>>().join("\n"),
            goes_on: goes_on && !above.action.is_empty(),
            category_from_above: categorie.is_none(),
            blocage: columns.blocage,
            ligne: columns.ligne.and_then(|at| filled(row, at)).map(|cell| cell.words.clone()),
            file: self.table.file.clone(),
            at: self.table.at(demande.place),
        };
        self.above = Some(above);
        // What stands once above may be told for each row.
        if !self.size.add(row.demande.len() + row.action.len()) {
            return;
        }
        let at = row.at.clone();
        let Some(part) = self.read.parts.last_mut() else { return };
        if part.sections.is_empty() {
            part.begin(Section { titre: None, at, rows: Vec::new() });
        }
        part.open().into_iter().for_each(|section| section.rows.push(row.clone()));
    }

    /// A cell that stands in a column without a title.
    fn beyond(&mut self, at: usize, cell: &Cell) {
        let mend = format!(
            "Déplacez son texte dans l'une des colonnes du tableau, ou donnez un titre à la sienne (« --colonnes contact={} » si elle dit qui contacter). Un texte qui contient le séparateur se met entre guillemets.",
            column_name(at)
        );
        let message = "Cette cellule est dans une colonne qui ne sera pas lue : elle n'a pas de titre.";
        self.error(cell.place, message, &mend);
    }

    /// The category that a row says, with its cell.
    fn categorie(&mut self, row: &'t Cells, columns: &Columns) -> Result<Option<(Categorie, &'t Cell)>, ()> {
        match &columns.categorie {
            Categories::Words(at) => {
                let Some(cell) = filled(row, *at) else { return Ok(None) };
                categorie::read(&cell.words).map(|categorie| Some((categorie, cell))).map_err(|mend| {
                    let message = format!("« {} » n'est pas une catégorie.", cut(&cell.words, 40));
                    self.push(Severity::Error, |table| table.error("categorie", cell.place, message, mend));
                })
            }
            Categories::Crosses(among) => {
                let cross = |at: usize| filled(row, at).filter(|cell| !categorie::is_no_cross(&cell.words));
                let mut crossed = among.iter().filter_map(|(at, categorie)| Some((*categorie, cross(*at)?)));
                let first = crossed.next();
                crossed.next().map_or(Ok(first), |(_, cell)| {
                    let mend = "Laissez une seule croix.";
                    let message = "Cette ligne est cochée dans deux catégories.";
                    self.push(Severity::Error, |table| table.error("categorie", cell.place, message, mend));
                    Err(())
                })
            }
        }
    }

    /// The category and the action of a row: its own, or those above.
    fn complete(&mut self, own: Own<'_>, above: Option<Above>, columns: &Columns) -> Option<Above> {
        let Own { demande, categorie, action, contact } = own;
        // Where merged cells are known, an empty one is not the one above.
        let inherits = !self.table.knows_merges;
        let missing = match (&above, categorie, action) {
            (None, None, _) => Some("de catégorie"),
            (None, _, None) if contact.is_empty() && inherits => Some("d'action"),
            _ => None,
        };
        if let Some(missing) = missing {
            let message =
                format!("Cette ligne n'a pas {missing}, et rien ne la donne au-dessus dans sa section.");
            self.error(demande.place, message, FILL);
            return None;
        }
        let before = above.as_ref().map(|above| above.categorie);
        if categorie.is_none() {
            self.category_taken(demande, before);
        }
        let own = categorie.map(|(own, _)| own).or(before)?;
        let above = match (action, above) {
            (Some(cell), _) => Above { categorie: own, action: said(cell), contact, at: cell.place },
            (None, Some(above)) if inherits => {
                self.action_taken(demande, categorie, &above);
                let contact = if contact.is_empty() { above.contact } else { contact };
                Above { categorie: own, contact, ..above }
            }
            (None, _) => {
                if !inherits {
                    self.no_action(demande, columns);
                }
                Above { categorie: own, action: String::new(), contact, at: demande.place }
            }
        };
        Some(above)
    }

    /// The category of a row is that above: told where it is grave, or where the file knows better.
    fn category_taken(&mut self, demande: &Cell, before: Option<Categorie>) {
        let Some(before) = before else { return };
        if before == Categorie::Urgent || self.table.knows_merges {
            let message = format!(
                "Cette demande prend la catégorie « {} » de la ligne du dessus.",
                categorie::name(before)
            );
            self.warn(
                "categorie",
                demande.place,
                message,
                "Vérifiez dans le document, puis écrivez sa catégorie.",
            );
        }
    }

    fn action_taken(&mut self, demande: &Cell, own: Option<(Categorie, &Cell)>, above: &Above) {
        match own.filter(|(own, _)| *own != above.categorie) {
            Some((_, cell)) => self.warn(
                "action",
                cell.place,
                "La catégorie change, mais l'action est celle de la ligne du dessus.",
                "Vérifiez dans le document, puis écrivez l'action de cette ligne.",
            ),
            None => self.take(above.at, demande.place),
        }
    }

    /// A request that its section already has is told, and louder where its category differs.
    fn once(&mut self, demande: &Cell, categorie: Categorie) {
        let titre = self.section().and_then(|section| section.titre.clone()).unwrap_or_default();
        let at = self.table.at(demande.place);
        let Some((first, before)) = self.known.insert((titre, fold(&demande.words)), (at, categorie)) else {
            return;
        };
        if before == categorie {
            let message = format!("Cette demande est déjà à la {first}, dans la même section.");
            return self.warn(
                "doublon",
                demande.place,
                message,
                "Supprimez l'une des deux, ou dites en quoi elles diffèrent.",
            );
        }
        let (before, now) = (categorie::name(before), categorie::name(categorie));
        let message = format!(
            "Contradiction : cette demande est déjà à la {first}, en « {before} » ; ici, elle est en « {now} »."
        );
        self.warn(
            "contradiction",
            demande.place,
            message,
            "Demandez laquelle vaut, ou dites dans la demande ce qui les distingue.",
        );
    }

    /// What a scan or a conversion left, told at its place.
    fn signs(&mut self, cell: &Cell) {
        if cell.merged {
            return;
        }
        let place = cell.place;
        // A sheet has no text of its own: its words are looked at as they were read.
        let raw =
            if self.table.sheet.is_some() { &*cell.words } else { &self.table.text[place.start..place.end] };
        for (rule, signs) in
            [("caractere", conversion_faults::characters(raw)), ("mot", conversion_faults::words(raw))]
        {
            for (at, message, mend) in signs {
                let place = Place { start: place.start + at.start, end: place.start + at.end, ..place };
                self.warn(rule, place, message, mend);
            }
        }
    }
}

/// What the cell of an action says; a kept table says so that there was none.
fn said(cell: &Cell) -> String {
    if cell.words == kept_table::NONE { String::new() } else { cell.words.clone() }
}

/// Whether a row has its own category and action.
pub(super) fn is_full(row: &Cells, columns: &Columns) -> bool {
    let own = |at: usize| filled(row, at).is_some_and(|cell| !cell.merged);
    let categorie = match &columns.categorie {
        Categories::Words(at) => own(*at),
        Categories::Crosses(among) => among.iter().any(|(at, _)| own(*at)),
    };
    categorie && own(columns.demande) && own(columns.action) && row.alone().is_none()
}
