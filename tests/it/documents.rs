//! A document in every shape, against the trees: its rows, their categories, their facts, and each change of it.

use std::collections::BTreeSet;

use crate::common::shapes::{SHAPES, Table};
use crate::common::{self, run};
use aiguilleur::source::Options;
use aiguilleur::source::document::Document;
use aiguilleur::source::proof::{Claims, Difference, Gap, of_row};
use aiguilleur::source::rows::{Row, Section};
use aiguilleur_core::tree::{Categorie, Operateur, Set, Tree};

/// A document and the set that it is proved against.
struct Proved {
    is_document: bool,
    bytes: Vec<u8>,
    set: Set,
    trees: Vec<Tree>,
}

impl Proved {
    /// The document itself, where it is at hand, and the table that the trees themselves make, which always is.
    fn all() -> Vec<Self> {
        let own = run(&["exporter", "csv"], "").out.into_bytes();
        let document = common::document().map(|path| std::fs::read(path).expect("it can be read"));
        let proved = |(is_document, bytes)| {
            let set = common::embedded();
            Self { is_document, bytes, trees: common::trees(&set), set }
        };
        std::iter::once((false, own)).chain(document.map(|bytes| (true, bytes))).map(proved).collect()
    }

    fn operateurs(&self) -> &[Operateur] {
        &self.set.referentiel.operateurs
    }

    /// Each supplied opérateur with its tree and its table.
    fn tables(&self) -> Vec<(&Operateur, &Tree, Table)> {
        let document = read("document.txt", &self.bytes);
        let supplied = self.set.referentiel.supplied().map(|operateur| {
            let tree = self.trees.iter().find(|tree| tree.operateur == operateur.id).expect("it is supplied");
            let sections = document.of(&operateur.id, self.operateurs()).expect("the document has it");
            (operateur, tree, Table { titre: operateur.nom.clone(), sections })
        });
        supplied.collect()
    }
}

fn read(name: &str, bytes: &[u8]) -> Document {
    Document::read(name, bytes, &Options::default())
        .unwrap_or_else(|findings| panic!("{name}: {findings:#?}"))
}

fn rows(sections: &[Section]) -> Vec<&Row> {
    sections.iter().flat_map(|section| &section.rows).collect()
}

#[test]
fn every_shape_gives_every_row_with_its_category_and_its_facts() {
    for proved in Proved::all() {
        let tables = proved.tables();
        let only: Vec<Table> = proved.tables().into_iter().map(|(_, _, table)| table).collect();
        let mut total = 0;
        let mut unlike = Vec::new();
        let files = SHAPES.iter().map(|(shape, make)| (*shape, make(&only)));
        for (shape, bytes) in std::iter::once(("text", proved.bytes.clone())).chain(files) {
            let document = read(&format!("t.{shape}"), &bytes);
            for (operateur, tree, _) in &tables {
                let sections = document.of(&operateur.id, proved.operateurs()).expect("it has its table");
                let found = rows(&sections);
                let categories = |row: &&Row| row.categorie;
                assert!(
                    found.iter().map(categories).eq(operateur.lignes().map(|ligne| ligne.categorie)),
                    "{shape}, {}: every row with its category",
                    operateur.id
                );
                total += found.len();
                let claims = Claims::new(tree, operateur);
                let same = claims.align(&found);
                let gaps = claims.paired(&found, &same);
                let rows: BTreeSet<&str> = gaps.iter().map(|gap| gap.ligne.as_str()).collect();
                // The words of the document are those from which the trees were written, in whatever shape.
                let reworded = claims.reworded(&found, &same, &gaps);
                assert!(
                    !proved.is_document || reworded.as_ref().is_some_and(Vec::is_empty),
                    "{shape}: {reworded:?}"
                );
                unlike.extend(rows.into_iter().map(|row| format!("{shape}: {row}: {gaps:?}")));
            }
        }
        assert_eq!(total, 630);
        assert!(unlike.is_empty(), "{} rows of {total} differ: {unlike:#?}", unlike.len());
    }
}

/// One change of a row, in words, and what becomes of its request, its category and its action.
struct Mutation {
    what: String,
    row: Row,
}

/// Every change of a row that its words allow.
fn mutations(row: &Row) -> Vec<Mutation> {
    let mut all = Vec::new();
    let mut change = |what: &str, action: String| {
        if action != row.action {
            all.push(Mutation { what: what.to_owned(), row: Row { action, ..row.clone() } });
        }
    };
    change("a digit", digit(&row.action));
    change("a domain", row.action.replace(".fr", ".org"));
    for (what, from, to) in [
        ("a channel", "Administration+", "courrier"),
        ("a channel", "définies localement", "connues"),
        ("a channel", "messagerie sécurisée", "plateforme"),
        ("an exception", "sauf", "comme"),
        ("a price", "gratuit", "payant"),
        ("a priority", "en priorité", "aussi"),
    ] {
        change(what, row.action.replace(from, to));
    }
    let limit = digit(&row.demande);
    if limit != row.demande {
        all.push(Mutation { what: "a limit".to_owned(), row: Row { demande: limit, ..row.clone() } });
    }
    let categorie = if row.categorie == Categorie::Urgent { Categorie::Niveau2 } else { Categorie::Urgent };
    all.push(Mutation { what: "a category".to_owned(), row: Row { categorie, ..row.clone() } });
    all
}

/// The text with its last digit changed.
fn digit(text: &str) -> String {
    match text.rfind(|c: char| c.is_ascii_digit()) {
        Some(at) => {
            format!("{}{}{}", &text[..at], if &text[at..=at] == "7" { "8" } else { "7" }, &text[at + 1..])
        }
        None => text.to_owned(),
    }
}

/// The gaps of a table with this change, written in a shape and read back.
fn gaps(
    proved: &Proved,
    shape: usize,
    table: &Table,
    claims: &Claims<'_>,
    operateur: &Operateur,
) -> Vec<Gap> {
    let (name, make) = SHAPES[shape % SHAPES.len()];
    let bytes = make(std::slice::from_ref(table));
    let sections = read(name, &bytes).of(&operateur.id, proved.operateurs()).expect("it has its table");
    let found = rows(&sections);
    claims.paired(&found, &claims.align(&found))
}

#[test]
fn each_change_of_a_document_is_named_with_its_row_and_nothing_else_is() {
    for proved in Proved::all() {
        let (mut made, mut tried, mut missed) = (0, 0, Vec::new());
        for (operateur, tree, mut table) in proved.tables() {
            let ids: Vec<&str> = operateur.lignes().map(|ligne| ligne.id.as_str()).collect();
            let claims = Claims::new(tree, operateur);
            let mut rank = 0;
            for section in 0..table.sections.len() {
                for at in 0..table.sections[section].rows.len() {
                    let own = table.sections[section].rows[at].clone();
                    for Mutation { what, row } in mutations(&own) {
                        let facts = |row: &Row| (row.categorie, of_row(row));
                        if facts(&row) == facts(&own) {
                            continue;
                        }
                        made += 1;
                        // One of three is enough: they are more than sixty.
                        if made % 3 != 0 {
                            continue;
                        }
                        tried += 1;
                        table.sections[section].rows[at] = row;
                        let found = gaps(&proved, made, &table, &claims, operateur);
                        let named: BTreeSet<&str> = found.iter().map(|gap| gap.ligne.as_str()).collect();
                        if named != BTreeSet::from([ids[rank]]) {
                            missed.push(format!("{what} of {}: {named:?}", ids[rank]));
                        }
                    }
                    table.sections[section].rows[at] = own;
                    rank += 1;
                }
            }
        }
        assert!(tried >= 60, "{tried} changes");
        assert!(missed.is_empty(), "{} of {tried} changes: {missed:#?}", missed.len());
    }
}

#[test]
fn a_row_lost_or_added_is_named_and_moves_no_other() {
    for proved in Proved::all() {
        let (mut made, mut missed) = (0, Vec::new());
        for (operateur, tree, table) in proved.tables() {
            let ids: Vec<&str> = operateur.lignes().map(|ligne| ligne.id.as_str()).collect();
            let claims = Claims::new(tree, operateur);
            let mut rank = 0;
            for section in 0..table.sections.len() {
                for at in 0..table.sections[section].rows.len() {
                    made += 1;
                    if made % 6 > 1 {
                        rank += 1;
                        continue;
                    }
                    let mut other = Table { titre: table.titre.clone(), sections: table.sections.clone() };
                    let rows = &mut other.sections[section].rows;
                    let added = made % 6 == 0;
                    if added {
                        let new = Row {
                            demande: "Louer un kayak à la marina".to_owned(),
                            categorie: Categorie::HorsBouquet,
                            action: "Diriger vers le loueur".to_owned(),
                            goes_on: false,
                            ..rows[at].clone()
                        };
                        rows.insert(at, new);
                    } else {
                        rows.remove(at);
                    }
                    other.sections.retain(|section| !section.rows.is_empty());
                    let found = gaps(&proved, made, &other, &claims, operateur);
                    let right = match &found[..] {
                        [Gap { difference: Difference::Added(..), .. }] => added,
                        [Gap { difference: Difference::Lost(_), ligne, .. }] => !added && ligne == ids[rank],
                        _ => false,
                    };
                    if !right {
                        missed.push(format!("{} (added: {added}): {found:?}", ids[rank]));
                    }
                    rank += 1;
                }
            }
        }
        assert!(missed.is_empty(), "{} of {made} changes: {missed:#?}", missed.len());
    }
}

#[test]
fn the_rows_of_an_unknown_body_are_not_those_of_the_operateur_beside_it() {
    let table = |number: &str| {
        format!(
            "# CAF\n\n| Demande ou démarche | Catégorie | Action |\n|---|---|---|\n\
             | Demander l'APL sur Caf.fr | Niveau 1 | En cas de blocage, contacter la CAF |\n\n\
             # Office du tourisme\n\n| Demande ou démarche | Catégorie | Action |\n|---|---|---|\n\
             | Louer un vélo | Niveau 1 | Appeler le {number} |\n"
        )
    };
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let [old, new] = [("v1.md", "01 02 03 04 05"), ("v2.md", "01 02 03 04 06")].map(|(name, number)| {
        std::fs::write(folder.path().join(name), table(number)).expect("it can be written");
        folder.path().join(name).display().to_string()
    });
    let compared = run(&["comparer", &old, &new], "");
    assert_eq!(compared.status, 0, "nothing of the CAF changes: {}", compared.out);
    let said = common::unwrapped(&compared.err);
    assert_eq!(
        said.matches("« Office du tourisme », 1 ligne(s). Il n'est pas comparé.").count(),
        1,
        "{said}"
    );
}
