//! From the rows of a table to a tree in the table's own words, and its rows in the index.
//!
//! Rows become a tree (`sketch`, with `questions`, `bodies`, `contacts` and `conduites`), and the tree a text (`write`). No name
//! is guessed and no number travels: what only a person can do is left as a list.

mod conduites;
pub mod contact_list;
mod contacts;
pub mod example;
pub mod index;
pub mod onto;
mod questions;
mod relabel;
mod sketch;
mod step_cuts;
mod todo;
mod whom;
mod write;

use index::{Entry, Identity};
pub use todo::{Task, Todo};

use crate::source::proof::fingerprint::fingerprint;
use crate::source::rows::{Row, Section, row_ids};
use crate::source::words;
use aiguilleur_core::tree::Categorie;

/// What a table gave.
#[derive(Debug)]
pub struct Imported {
    /// The text of the tree.
    pub tree: String,
    /// The text of the opérateur's item in the index.
    pub item: String,
    pub summary: Summary,
}

/// What was read, for the report.
#[derive(Debug)]
pub struct Summary {
    pub sections: Vec<SectionRead>,
    pub conduites: usize,
    pub contacts: usize,
    pub todo: Todo,
}

/// A section as it was read.
#[derive(Debug)]
pub struct SectionRead {
    pub titre: String,
    /// The place in the table that it starts at.
    pub at: String,
    pub rows: Vec<RowRead>,
}

/// A row as it was read.
#[derive(Debug)]
pub struct RowRead {
    pub id: String,
    pub titre: String,
    pub categorie: Categorie,
    pub action: String,
    /// Its category, or its action, is that of the row above.
    pub goes_on: bool,
    /// The trace of its words.
    pub empreinte: String,
}

impl Summary {
    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &RowRead> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}

/// Makes the tree of these sections, read in the file of this name.
pub fn import(file: &str, sections: &[Section], identity: &Identity) -> Imported {
    let ids = row_ids(&identity.id, sections.iter().flat_map(|section| &section.rows));
    let sketch = sketch::draw(&ids, sections);
    let count = ids.len();
    let mut ids = ids.into_iter();
    let mut row = |row: &Row| RowRead {
        id: ids.next().unwrap_or_default(),
        titre: sketch::title(&words::lines(&row.demande)),
        categorie: row.categorie,
        action: words::flat(&words::lines(&row.action)),
        goes_on: row.goes_on,
        empreinte: fingerprint(row),
    };
    let section = |section: &Section| SectionRead {
        titre: sketch::section_title(section).to_owned(),
        at: section.at.clone(),
        rows: section.rows.iter().map(&mut row).collect(),
    };
    let sections: Vec<SectionRead> = sections.iter().map(section).collect();
    let entry = |row: &RowRead| Entry {
        id: row.id.clone(),
        categorie: row.categorie,
        nom: row.titre.clone(),
        empreinte: row.empreinte.clone(),
    };
    let entries = |section: &SectionRead| (section.titre.clone(), section.rows.iter().map(entry).collect());
    Imported {
        tree: write::tree(&identity.id, &head(file, identity, count), &sketch),
        item: index::item(identity, &index::sections(sections.iter().map(entries))),
        summary: Summary {
            sections,
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
