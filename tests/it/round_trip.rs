//! From the trees to a table and back: what `exporter` writes for a spreadsheet, `importer` and `verifier --source` read.

use crate::common::{self, run};
use aiguilleur::files::embedded;
use aiguilleur::source::Options;
use aiguilleur::source::document::Document;
use aiguilleur::source::proof::of_row;
use aiguilleur::source::rows::Row;
use aiguilleur_core::tree::Operateur;
use tempfile::TempDir;

/// Both shapes of the table of a set, in a folder of their own.
fn exported(trees: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for format in ["csv", "xlsx"] {
        let file = path(&folder, &format!("t.{format}"));
        let run = run(&[&["exporter", format, "-o", &file], trees].concat(), "");
        assert_eq!(run.status, 0, "{}", run.err);
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn document(file: &str) -> Document {
    let bytes = std::fs::read(file).expect("it was written");
    Document::read(file, &bytes, &Options::default()).expect("it is a table")
}

/// The rows of an opérateur in a document.
fn rows(document: &Document, id: &str, operateurs: &[Operateur]) -> Vec<Row> {
    let sections = document.of(id, operateurs).expect("it has this opérateur");
    sections.into_iter().flat_map(|section| section.rows).collect()
}

#[test]
fn the_table_of_the_trees_is_proved_against_them() {
    let folder = exported(&[]);
    for name in ["t.csv", "t.xlsx"] {
        let run = run(&["verifier", "--source", &path(&folder, name)], "");
        assert_eq!(run.status, 0, "{name}: {}", run.out);
        assert!(run.out.contains("Finances publiques : 24 ligne(s)"), "{}", run.out);
    }
}

#[test]
fn a_tree_made_of_its_own_table_states_the_same_facts_row_by_row() {
    let folder = exported(&[]);
    let set = common::embedded();
    let operateurs = &set.referentiel.operateurs;
    let (csv, xlsx) = (document(&path(&folder, "t.csv")), document(&path(&folder, "t.xlsx")));
    assert_eq!(csv.warnings.len(), 0, "nothing is to be looked at");
    for operateur in set.referentiel.supplied() {
        let id = operateur.id.as_str();
        let (csv, xlsx) = (rows(&csv, id, operateurs), rows(&xlsx, id, operateurs));
        let words = |row: &Row| (row.demande.clone(), row.categorie, row.action.clone());
        assert!(csv.iter().map(words).eq(xlsx.iter().map(words)), "{id}: both shapes say the same");
        let categories = operateur.lignes().map(|ligne| ligne.categorie);
        assert!(csv.iter().map(|row| row.categorie).eq(categories), "{id}: every row, in order");

        let made = path(&folder, id);
        let imported = run(&["importer", &path(&folder, "t.xlsx"), "--operateur", id, "--vers", &made], "");
        assert_eq!(imported.status, 0, "{id}: {}", imported.err);
        let again = exported(&["--arbres", &made]);
        let back = rows(&document(&path(&again, "t.csv")), id, operateurs);
        assert_eq!(back.len(), csv.len());
        for (back, row) in back.iter().zip(&csv) {
            assert_eq!((back.categorie, of_row(back)), (row.categorie, of_row(row)), "{id}: {}", row.demande);
        }
    }
}

#[test]
fn the_workbook_is_the_same_on_the_same_day() {
    let bytes = |folder: &TempDir| std::fs::read(path(folder, "t.xlsx")).expect("it was written");
    assert_eq!(bytes(&exported(&[])), bytes(&exported(&[])));
}

#[test]
fn what_was_kept_from_being_a_formula_is_read_as_it_was() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = path(&folder, "t.csv");
    std::fs::write(&file, "demande;catégorie;action\n'-10 % sur la facture;Niveau 2;'+33 9 69 32 72 10\n")
        .expect("it can be written");
    let rows = rows(&document(&file), "essai", &[]);
    assert_eq!((&*rows[0].demande, &*rows[0].action), ("-10 % sur la facture", "+33 9 69 32 72 10"));
}

#[test]
fn the_set_of_the_program_as_files_is_that_set_comments_and_cases_included() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = path(&folder, "jeu");
    let written = run(&["exporter", "ron", "--vers", &set], "");
    assert_eq!(written.status, 0, "{}", written.err);
    let own = embedded::files().iter().map(|(name, text)| ((*name).to_owned(), *text));
    let cases = embedded::cases().iter().map(|(name, text)| (format!("cases/{name}"), *text));
    for (name, text) in own.chain(cases) {
        let copy = std::fs::read_to_string(folder.path().join("jeu").join(&name)).expect("it was written");
        assert!(copy == text, "{name} is the same, byte by byte");
    }
    let same = run(&["comparer", "embarques", &set, "--cas", &format!("{set}/cases")], "");
    assert!(same.status == 0 && same.out.contains("Rien ne change."), "{}{}", same.out, same.err);
    let again = run(&["exporter", "ron", "--vers", &set], "");
    assert!(again.status == 2 && again.err.contains("n'est pas vide"), "{}", again.err);
}

#[test]
fn a_table_that_gives_the_ids_of_its_rows_keeps_them_whatever_their_order() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let import = |ids: [&str; 3]| {
        let [first, second, third] = ids;
        let table = format!(
            "Ligne;Demande;Catégorie;Action\n{first};Demander un essaim;Niveau 2;Contacter le rucher\n\
             {second};Vendre du miel;Niveau 2;Contacter la mairie\n{third};Louer un pressoir;Niveau 2;Contacter la ferme\n"
        );
        let (file, set) = (path(&folder, "t.csv"), path(&folder, "jeu"));
        let _ = std::fs::remove_dir_all(&set);
        std::fs::write(&file, table).expect("it can be written");
        let run = run(&["importer", &file, "--operateur", "ruches", "--vers", &set], "");
        assert_eq!(run.status, 0, "{}", run.err);
        let index = std::fs::read_to_string(path(&folder, "jeu/referentiel.ron")).expect("it was written");
        let rows = index.lines().filter_map(|line| line.trim().strip_prefix("(id: \"ruches-"));
        rows.map(|row| row[..2].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(import(["ruches-01", "ruches-21", "ruches-05"]), ["01", "21", "05"]);
    // Ids of another opérateur, one that is said twice, one that is not said, plain numbers: the rank.
    for ids in [["caf-01", "caf-21", "caf-05"], ["ruches-02", "ruches-02", "ruches-05"], ["3", "2", "1"]] {
        assert_eq!(import(ids), ["01", "02", "03"], "{ids:?}");
    }
    assert_eq!(import(["ruches-07", "ruches-09", ""]), ["01", "02", "03"]);
}

#[test]
fn a_table_of_another_edition_beside_the_five_is_cited_by_its_own() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let table = path(&folder, "t.csv");
    let text = "Référentiel France services, La Poste, V2, juin 2027\nDemande;Catégorie;Action\n\
                Suivre un colis;Niveau 2;Orienter vers le guichet\n";
    std::fs::write(&table, text).expect("it can be written");
    let sheets = |set: &str, operateur: &str| {
        let sheets = run(&["exporter", "fiche", operateur, "--arbres", set], "");
        assert_eq!(sheets.status, 0, "{set}: {}", sheets.err);
        sheets.out
    };
    let (alone, beside, joined) = (path(&folder, "seul"), path(&folder, "depuis"), path(&folder, "ensemble"));
    let import = ["importer", &table, "--operateur", "la-poste"];
    for (set, more) in [(&alone, &[][..]), (&beside, &["--depuis", "embarques"][..])] {
        let made = run(&[&import[..], &["--vers", set], more].concat(), "");
        assert_eq!(made.status, 0, "{}", made.err);
    }
    let made = run(&["exporter", "ron", "--arbres", &alone, "--vers", &joined], "");
    assert_eq!(made.status, 0, "{}", made.err);
    for set in [&alone, &beside, &joined] {
        assert!(sheets(set, "la-poste").contains("V2 de juin 2027"), "{set}");
    }
    for set in [&beside, &joined] {
        assert!(sheets(set, "caf").contains("V1 de décembre 2025"), "{set}");
    }
}
