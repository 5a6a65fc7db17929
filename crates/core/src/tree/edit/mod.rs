//! The text of a set with one thing changed, as a person would change it: every other byte stays, comments included. None
//! where the text does not hold what is to be changed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

mod places;

pub use places::{SHORT, TreePlaces};

use super::ron::quoted;
use super::ron::spans::{Group, group, skip, whole};
use super::source::Categorie;

/// Changes of a text: the bytes that go, and what comes in their place.
pub type Changes = Vec<(Range<usize>, String)>;

/// A text with these changes; of two that meet, the first stands.
pub fn apply(text: &str, changes: &[(Range<usize>, String)]) -> Option<String> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    changes.retain(|(range, _)| {
        let is_apart = range.start >= end;
        if is_apart {
            end = range.end;
        }
        is_apart
    });
    Edit { text, changes }.done()
}

/// Where the rows of an index stand: looked for once, whatever number of them change.
pub struct IndexPlaces<'t> {
    index: &'t str,
    sections: Vec<Group>,
    /// By the id of a row, as it is written: its section, and its own parts.
    rows: HashMap<&'t str, (usize, Group)>,
}

impl<'t> IndexPlaces<'t> {
    pub fn new(index: &'t str) -> Option<Self> {
        let sections = sections(index)?;
        let mut rows = HashMap::new();
        for (rank, section) in sections.iter().enumerate() {
            for row in section.items(index, "lignes") {
                if let Some(id) = row.field("id") {
                    rows.entry(&index[id]).or_insert((rank, row));
                }
            }
        }
        Some(Self { index, sections, rows })
    }

    /// This row has this category.
    pub fn categorie(&self, ligne: &str, categorie: Categorie) -> Option<Changes> {
        let (_, row) = self.rows.get(&*quoted(ligne))?;
        Some(vec![(row.field("categorie")?, format!("{categorie:?}"))])
    }

    /// The section that holds this row has this title, in the place of that one.
    pub fn section_titre(&self, ligne: &str, from: &str, to: &str) -> Option<Changes> {
        let (section, _) = self.rows.get(&*quoted(ligne))?;
        let titre = self.sections[*section].field("titre")?;
        (self.index[titre.clone()] == quoted(from)).then(|| vec![(titre, quoted(to))])
    }
}

/// An index where each of these rows has this trace of its words.
pub fn empreintes(index: &str, empreintes: &BTreeMap<&str, String>) -> Option<String> {
    let mut edit = Edit::new(index);
    for section in sections(index)? {
        for (_, range) in section.list(index, "lignes")?.parts {
            let Some(row) = group(index, range.start) else { continue };
            let Some(id) = row.field("id").and_then(|id| index.get(id.start + 1..id.end - 1)) else {
                continue;
            };
            let Some(empreinte) = empreintes.get(id) else { continue };
            match (row.field("empreinte"), row.field("nom")) {
                (Some(known), _) => edit.changes.push((known, quoted(empreinte))),
                (None, Some(nom)) => {
                    edit.changes.push((nom.end..nom.end, format!(", empreinte: {}", quoted(empreinte))));
                }
                (None, None) => {}
            }
        }
    }
    edit.done()
}

/// A tree with remarks, each above the node of its id, or above all of them; one that is there already is not said again.
pub fn remarks<'r>(
    tree: &str,
    remarks: impl IntoIterator<Item = (Option<&'r str>, String)>,
) -> Option<String> {
    let nodes = whole(tree)?.list(tree, "noeuds")?;
    let first = nodes.parts.first()?.1.start;
    let mut starts: HashMap<&str, usize> = HashMap::new();
    for (_, range) in &nodes.parts {
        if let Some(id) = group(tree, range.start).and_then(|node| node.field("id")) {
            starts.entry(&tree[id]).or_insert(range.start);
        }
    }
    let mut there: HashSet<String> = tree.lines().map(|line| line.trim().to_owned()).collect();
    let mut edit = Edit::new(tree);
    for (node, remark) in remarks {
        let start = node.map_or(Some(first), |node| starts.get(&*quoted(node)).copied());
        let Some(start) = start else { continue };
        let line = tree[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &tree[line..start];
        let remark = format!("// {}", remark.replace(['\n', '\r'], " "));
        if indent.trim().is_empty() && there.insert(remark.trim().to_owned()) {
            edit.changes.push((line..line, format!("{indent}{remark}\n")));
        }
    }
    edit.done()
}

/// The item of the opérateur of this rank, as its author wrote it.
pub fn operateur_text(index: &str, rank: usize) -> Option<&str> {
    let items = whole(index)?.list(index, "operateurs")?;
    index.get(items.parts.get(rank)?.1.clone())
}

/// An index with this item in the place of the one of this rank, or after the last one; none where it has no item.
pub fn operateur(index: &str, rank: Option<usize>, item: &str) -> Option<String> {
    let items = whole(index)?.list(index, "operateurs")?;
    let mut edit = Edit::new(index);
    let range = match rank {
        Some(rank) => Some(items.parts.get(rank)?.1.clone()),
        None => None,
    };
    match (range, items.parts.is_empty()) {
        (Some(range), _) => edit.changes.push((range, item.to_owned())),
        (None, false) => edit.push(&items, item, 8),
        (None, true) => return None,
    }
    edit.done()
}

/// Changes of a text, each at its place.
pub(crate) struct Edit<'t> {
    pub text: &'t str,
    /// The bytes that go, and what comes in their place.
    pub changes: Vec<(Range<usize>, String)>,
}

impl<'t> Edit<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, changes: Vec::new() }
    }

    /// An item at the end of a list.
    pub fn push(&mut self, list: &Group, item: &str, indent: usize) {
        let Some((_, previous)) = list.parts.last() else {
            let outer = " ".repeat(indent - 4);
            let before = self.text[..list.end].trim_end().len();
            let from = if self.text[..before].ends_with('[') { before } else { list.end };
            self.changes.push((from..list.end, format!("\n{:indent$}{item},\n{outer}", "")));
            return;
        };
        // What is said of the last item on its line stays with it.
        let comma = skip(self.text, previous.end);
        let closed = self.text[comma..].starts_with(',');
        let rest = if closed { comma + 1 } else { previous.end };
        let line = self.text[rest..].find(['\r', '\n']).map_or(self.text.len(), |end| rest + end);
        let note = self.text[rest..line].trim_start().starts_with("//");
        match (closed, note) {
            (true, true) => self.changes.push((line..line, format!("\n{:indent$}{item},", ""))),
            (true, false) => self.changes.push((rest..rest, format!("\n{:indent$}{item},", ""))),
            (false, true) => self
                .changes
                .extend([(rest..rest, ",".to_owned()), (line..line, format!("\n{:indent$}{item}", ""))]),
            (false, false) => self.changes.push((rest..rest, format!(",\n{:indent$}{item}", ""))),
        }
    }

    /// The text with them.
    pub fn done(mut self) -> Option<String> {
        // Of two at one place, the first told stands first.
        self.changes.sort_by_key(|(range, _)| range.start);
        let (mut text, mut from) = (String::with_capacity(self.text.len() + 256), 0);
        let ends = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        for (range, change) in &self.changes {
            text.push_str(self.text.get(from..range.start)?);
            text.push_str(&change.replace('\n', ends));
            from = range.end;
        }
        text.push_str(self.text.get(from..)?);
        Some(text)
    }
}

/// The sections of every opérateur.
fn sections(index: &str) -> Option<Vec<Group>> {
    let operateurs = whole(index)?.list(index, "operateurs")?;
    let of = |(_, range): &(Option<String>, Range<usize>)| {
        let sections = group(index, range.start)?.list(index, "sections")?;
        Some(sections.parts.iter().filter_map(|(_, range)| group(index, range.start)).collect::<Vec<_>>())
    };
    Some(operateurs.parts.iter().filter_map(of).flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::{IndexPlaces, apply, remarks};
    use crate::tree::Categorie;

    const TREE: &str = "// Le mien.\n(contacts: [(id: \"a\", canaux: [(canal: Telephone, valeur: \"36 46\")])],\n    noeuds: [\n        // Garder.\n        Demarche(id: \"d\", categorie: Niveau1 /* ici */),\n    ],\n)\n";
    const INDEX: &str = "(operateurs: [(id: \"o\", sections: [(titre: \"S\", lignes: [(id: \"o-01\", categorie: Niveau1)])])])";

    #[test]
    fn one_thing_changes_and_every_other_byte_stays() {
        let categorie = |ligne: &str| IndexPlaces::new(INDEX)?.categorie(ligne, Categorie::Niveau2);
        let titre = |from: &str| IndexPlaces::new(INDEX)?.section_titre("o-01", from, "T");
        let changed = categorie("o-01").and_then(|changes| apply(INDEX, &changes));
        assert_eq!(changed.as_deref(), Some(&*INDEX.replace("Niveau1", "Niveau2")));
        let changed = titre("S").and_then(|changes| apply(INDEX, &changes));
        assert_eq!(changed.as_deref(), Some(&*INDEX.replace("\"S\"", "\"T\"")));
        assert_eq!((categorie("o-02"), titre("autre")), (None, None));
        assert!(IndexPlaces::new("(").is_none());
    }

    #[test]
    fn of_two_changes_that_meet_the_first_stands() {
        let changes = [(4..6, "z".to_owned()), (0..5, "y".to_owned())];
        assert_eq!(apply("abcdefg", &changes).as_deref(), Some("yfg"));
    }

    #[test]
    fn a_remark_stands_above_its_node_once() {
        let said = || [(Some("d"), "À FAIRE : relire.".to_owned()), (None, "À FAIRE : dire.".to_owned())];
        let once = remarks(TREE, said()).unwrap_or_default();
        let remark =
            "// Garder.\n        // À FAIRE : relire.\n        // À FAIRE : dire.\n        Demarche(";
        assert!(once.contains(remark), "{once}");
        assert_eq!(remarks(&once, said()).as_deref(), Some(&*once));
        assert_eq!(remarks(TREE, [(Some("e"), "rien".to_owned())]).as_deref(), Some(TREE));
    }
}
