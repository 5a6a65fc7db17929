//! Which column is which: by the words of the header, else by the number of columns.

use super::category;
use super::letters::fold;
use super::table::{Cell, Page};
use aiguilleur_core::tree::Finding;

/// The place of each column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub section: Option<usize>,
    pub demande: usize,
    pub categorie: usize,
    pub action: usize,
    /// The first row of the table itself.
    pub first: usize,
    /// The row that names the columns.
    pub header: Option<usize>,
}

/// The rows among which the header is looked for: a title may stand above it.
const TOP: usize = 6;

const ORDER: &str = "Mettez trois colonnes, « demande ou démarche », « catégorie » et « action à réaliser », avec leurs \
noms sur la première ligne ; une colonne « section » peut s'y ajouter.";

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Section,
    Demande,
    Categorie,
    Action,
}

impl Kind {
    /// What the words of a header name; a long cell is no name.
    fn named(cell: &Cell) -> Option<Self> {
        let folded = fold(&cell.words);
        if folded.split(' ').count() > 6 {
            return None;
        }
        match folded.split(' ').next().unwrap_or_default() {
            "section" | "sections" | "theme" | "themes" | "rubrique" | "rubriques" => Some(Self::Section),
            "demande" | "demandes" | "demarche" | "demarches" => Some(Self::Demande),
            "categorie" | "categories" => Some(Self::Categorie),
            "action" | "actions" | "conduite" => Some(Self::Action),
            _ => None,
        }
    }
}

/// Finds the columns of a table.
///
/// # Errors
///
/// A column that is missing, that comes twice, or that nobody would read.
pub(super) fn find(page: Page<'_>, rows: &[Vec<Cell>]) -> Result<Columns, Vec<Finding>> {
    match rows.iter().take(TOP).position(|row| is_header(row)) {
        Some(header) => named(page, rows, header),
        None => numbered(page, rows).map_err(|finding| vec![*finding]),
    }
}

/// Two names at least, one of which no row of the table would hold.
fn is_header(row: &[Cell]) -> bool {
    let kinds: Vec<Kind> = row.iter().filter_map(Kind::named).collect();
    kinds.contains(&Kind::Categorie) && kinds.len() > 1
        || kinds.contains(&Kind::Demande)
            && kinds.contains(&Kind::Action)
            && !row.iter().any(|cell| category::read(&cell.words).is_ok())
}

fn named(page: Page<'_>, rows: &[Vec<Cell>], header: usize) -> Result<Columns, Vec<Finding>> {
    let mut findings = Vec::new();
    let row = &rows[header];
    let mut at = |kind: Kind, name: &str, must: bool| {
        let mut places = row.iter().enumerate().filter(|(_, cell)| Kind::named(cell) == Some(kind));
        let first = places.next();
        if let Some((_, cell)) = places.next() {
            let message = format!("Deux colonnes s'appellent « {name} ».");
            findings.push(page.error("colonne", &cell.place, message, "N'en gardez qu'une."));
        }
        if first.is_none() && must {
            let message = format!("Il manque la colonne « {name} ».");
            findings.push(page.error("colonne", &row[0].place, message, ORDER));
        }
        first.map(|(rank, _)| rank)
    };
    let section = at(Kind::Section, "section", false);
    let demande = at(Kind::Demande, "demande ou démarche", true);
    let categorie = at(Kind::Categorie, "catégorie", true);
    let action = at(Kind::Action, "action à réaliser", true);
    // What stands in a column without a name that we know would be lost.
    let read = [section, demande, categorie, action];
    let lost = rows[header + 1..].iter().flat_map(|row| row.iter().enumerate());
    let lost = lost.filter(|(rank, cell)| !read.contains(&Some(*rank)) && !cell.is_empty());
    if let Some((_, cell)) = lost.into_iter().next() {
        findings.push(page.error(
            "colonne",
            &cell.place,
            "Cette cellule est dans une colonne qui ne sera pas lue.",
            "Déplacez son texte dans l'une des trois colonnes, ou supprimez cette colonne.",
        ));
    }
    match (demande, categorie, action) {
        (Some(demande), Some(categorie), Some(action)) if findings.is_empty() => {
            Ok(Columns { section, demande, categorie, action, first: header + 1, header: Some(header) })
        }
        _ => Err(findings),
    }
}

fn numbered(page: Page<'_>, rows: &[Vec<Cell>]) -> Result<Columns, Box<Finding>> {
    let width = |row: &Vec<Cell>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
    let columns = match rows.iter().map(width).max().unwrap_or(0) {
        3 => Columns { section: None, demande: 0, categorie: 1, action: 2, first: 0, header: None },
        4 => Columns { section: Some(0), demande: 1, categorie: 2, action: 3, first: 0, header: None },
        count => {
            let widest = rows.iter().find(|row| width(row) == count).and_then(|row| row.last());
            let place = widest.map_or(0..0, |cell| cell.place.clone());
            let message = match count {
                0..3 => format!("Ce tableau a {count} colonne(s) ; il en faut trois."),
                _ => format!("Ce tableau a {count} colonnes, et aucune ligne ne dit leur nom."),
            };
            return Err(Box::new(page.error("colonne", &place, message, ORDER)));
        }
    };
    // Without a name and without one category, these are other columns, or another order.
    let read =
        |row: &&Vec<Cell>| row.get(columns.categorie).is_some_and(|cell| category::read(&cell.words).is_ok());
    let filled = |row: &&Vec<Cell>| row.get(columns.categorie).is_some_and(|cell| !cell.is_empty());
    let (good, all) = (rows.iter().filter(read).count(), rows.iter().filter(filled).count());
    match rows.iter().find(|row| filled(row) && !read(row)) {
        Some(row) if good * 2 < all => {
            let message = format!(
                "La colonne {} devrait dire les catégories, et ne le fait pas.",
                columns.categorie + 1
            );
            Err(Box::new(page.error("colonne", &row[columns.categorie].place, message, ORDER)))
        }
        _ => Ok(columns),
    }
}
