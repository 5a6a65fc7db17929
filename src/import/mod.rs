//! From the table of an opérateur, as a spreadsheet saves it, to a tree and its rows in the index.
//!
//! Bytes become a text (`decode`), a text cells (`table`), cells the rows of sections (`columns`,
//! `reading`, `rows`); rows become a tree (`sketch`, with `clause`, `channels`, `contacts` and
//! `conduites`), and the tree a text (`write`). Nothing is guessed: what is not sure is told with
//! its place, and what only a person can do is left as a list.

mod category;
mod channels;
mod clause;
mod columns;
mod conduites;
mod contacts;
mod decode;
pub mod index;
mod letters;
mod misread;
pub mod model;
mod prose;
mod questions;
mod reading;
mod rows;
mod sketch;
mod table;
mod todo;
mod verbs;
mod write;

use index::{Entry, Identity};
use rows::Section;
use table::Page;
pub use todo::{Task, Todo};

use aiguilleur_core::tree::{Finding, Severity, Snippet};

/// What a table gave.
#[derive(Debug)]
pub struct Imported {
    /// The text of the tree.
    pub tree: String,
    /// The text of the opérateur's item in the index.
    pub item: String,
    /// What a person should look at, in the order of the table.
    pub warnings: Vec<Finding>,
    pub summary: Summary,
}

/// What was read, for the report.
#[derive(Debug)]
pub struct Summary {
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
    pub separator: char,
    pub sections: Vec<SectionRead>,
    /// The rows that took their category or their action from the row above.
    pub goes_on: Vec<String>,
    pub conduites: usize,
    pub contacts: usize,
    pub todo: Todo,
}

impl Summary {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.sections.iter().map(|section| section.rows).sum()
    }
}

/// A section as it was read.
#[derive(Debug)]
pub struct SectionRead {
    pub titre: String,
    /// The line of the table that it starts on.
    pub line: usize,
    pub rows: usize,
}

/// Makes the tree of a table; `file` is its name for the user.
///
/// # Errors
///
/// All that keeps the table from being read whole, with what a person should look at.
pub fn import(file: &str, bytes: &[u8], identity: &Identity) -> Result<Imported, Vec<Finding>> {
    let decoded = decode::decode(bytes).map_err(|(message, mend)| {
        let (severity, rule) = (Severity::Error, "lecture");
        vec![Finding { severity, rule, file: file.to_owned(), snippet: None::<Snippet>, message, mend }]
    })?;
    let page = Page { file, text: &decoded.text };
    let table = table::read(page).map_err(|finding| vec![*finding])?;
    let mut findings = Vec::new();
    let sections = if table.rows.is_empty() {
        Vec::new()
    } else {
        let columns = columns::find(page, &table.rows)?;
        rows::read(page, &table.rows, columns, &mut findings)
    };
    if sections.is_empty() && findings.iter().all(|finding| finding.severity == Severity::Warning) {
        findings.push(page.error(
            "vide",
            &(0..page.text.len()),
            "Ce tableau n'a aucune ligne.",
            "Donnez un tableau de trois colonnes : demande ou démarche, catégorie, action à réaliser.",
        ));
    }
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        findings.sort_by_key(|finding| finding.severity);
        return Err(findings);
    }
    Ok(imported(page, identity, &sections, findings, decoded.encoding, table.separator))
}

fn imported(
    page: Page<'_>,
    identity: &Identity,
    sections: &[Section],
    warnings: Vec<Finding>,
    encoding: Option<&'static str>,
    separator: char,
) -> Imported {
    let sketch = sketch::draw(&identity.id, sections);
    let count = sections.iter().map(|section| section.rows.len()).sum();
    let id = |row: &rows::Row| sketch::row_id(&identity.id, row.number, count);
    let entry =
        |row: &rows::Row| Entry { id: id(row), categorie: row.categorie, nom: sketch::title(&row.demande) };
    let entries = |section: &Section| {
        (sketch::section_title(section).to_owned(), section.rows.iter().map(entry).collect::<Vec<_>>())
    };
    Imported {
        tree: write::tree(&identity.id, &head(page.file, identity, count), &sketch),
        item: index::item(identity, &index::sections(sections.iter().map(entries))),
        warnings,
        summary: Summary {
            encoding,
            separator,
            sections: sections
                .iter()
                .map(|section| SectionRead {
                    titre: sketch::section_title(section).to_owned(),
                    line: page.line(&section.place),
                    rows: section.rows.len(),
                })
                .collect(),
            goes_on: sections.iter().flat_map(|s| &s.rows).filter(|row| row.goes_on).map(id).collect(),
            conduites: sketch.conduites,
            contacts: sketch.contacts.len(),
            todo: sketch.todo,
        },
    }
}

/// What the top of the tree says: where it comes from, and what is ours.
fn head(file: &str, identity: &Identity, rows: usize) -> Vec<String> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    vec![
        format!("{} : {rows} ligne(s), lues dans « {name} » par « aiguilleur importer ».", identity.nom),
        "Du tableau : les demandes, les catégories, les actions, les contacts.".to_owned(),
        "À nous et non au tableau : les questions, l'ordre, les titres coupés (« … »), la typographie."
            .to_owned(),
        "Chaque « À FAIRE » attend une personne ; « aiguilleur verifier » dit le reste.".to_owned(),
    ]
}
