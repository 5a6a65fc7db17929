//! The scenes that a trainer writes in a spreadsheet: the workbook to fill in, and what is read back.

use std::fs;

use crate::common::{run, unwrapped};
use aiguilleur::source::{Options, read, scenes};
use calamine::{Reader as _, open_workbook_auto};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// The words of each row of a workbook, from its heading on.
fn rows(path: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("it is a workbook");
    let sheet = book.worksheet_range_at(0).expect("it has a sheet").expect("it can be read");
    let words = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    sheet.rows().map(words).skip_while(|row| !row.contains(&"Récit".to_owned())).collect()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().expect("its name is text").to_owned()
}

/// Saves these rows as a spreadsheet does, under a title.
fn save(rows: &[Vec<String>], path: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Mes scènes").expect("it fits");
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).expect("it fits");
        }
    }
    book.save(path).expect("it can be written to");
}

#[test]
fn every_outcome_has_its_row_and_a_scene_written_there_is_a_case_that_ends_as_its_row_says() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (model, filled) = (path(&folder, "modele.xlsx"), path(&folder, "scenes.xlsx"));
    let written = run(&["former", "--modele", &model], "");
    assert_eq!(written.status, 0, "{}", written.err);
    let mut rows = rows(&model);
    let recit = rows[0].iter().position(|name| name == "Récit").expect("it is there");
    for (rank, row) in rows.iter_mut().enumerate().skip(1) {
        row[recit] = format!("Scène numéro {rank}, {}.", "mot ".repeat(rank % 7));
    }
    save(&rows, &filled);
    let replayed = run(&["rejouer", &filled, "--strict", "--json"], "");
    let report: serde_json::Value = serde_json::from_str(&replayed.out).expect("JSON");
    let all = rows.len() - 1;
    assert!(all > 200, "{all}");
    assert_eq!((&report["total"], &report["conformes"]), (&all.into(), &all.into()), "{report}");
    let played = run(&["former", "--cas", &filled, "--nombre", "1", "--graine", "3"], "q\n");
    assert!(played.err.contains("Scène numéro"), "{}{}", played.out, played.err);
    let empty = run(&["verifier", "--cas", &model], "");
    assert!(unwrapped(&empty.out).contains("Cas vérifiés aussi : 0"), "an empty row waits: {}", empty.out);
}

#[test]
fn a_table_of_a_person_s_own_is_read_with_what_is_wrong_with_each_row() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = path(&folder, "scenes.csv");
    let text = "Opérateur;Récit;Réponses;Catégorie\n\
                caf;Je dors dehors ce soir.;urgence=detresse;urgent\n\
                caf;Mon aide a baissé.;urgence=non, theme=logement, logement=question-precise;Niveau 2\n\
                caf;;urgence=non;\n\
                caf;Une autre scène.;urgence non;\n\
                ;Sans opérateur.;urgence=non;\n\
                caf;Une catégorie de trop.;urgence=detresse;niveau 3\n";
    fs::write(&file, text).expect("it can be written to");
    let proved = run(&["verifier", "--cas", &file], "");
    assert_eq!(proved.status, 1, "{}", proved.out);
    let said = unwrapped(&proved.out);
    for told in [
        "« urgence non » n'est pas de la forme QUESTION=REPONSE",
        "ne dit pas de quel opérateur",
        "« niveau 3 » n'est pas une catégorie",
        "scenes.csv:5:",
        "Cas vérifiés aussi : 2",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let replayed = run(&["rejouer", &file], "");
    let said = unwrapped(&replayed.out);
    assert!(said.contains("2 conformes") && said.contains("3 illisibles"), "{said}");
}

#[test]
fn an_operateur_is_written_by_its_name_as_well() {
    let names = [
        ("CAF", "caf"),
        ("Allocations familiales", "caf"),
        ("Allocations familiales (CAF)", "caf"),
        ("Assurance Maladie", "assurance-maladie"),
        ("Chèque énergie", "cheque-energie"),
        ("finances-publiques", "finances-publiques"),
    ];
    for (name, id) in names {
        let text = format!("Opérateur;Récit;Réponses\n{name};Une scène.;urgence=non\n");
        let source = read("t", text.as_bytes(), &Options::default()).expect("it is a table");
        let scenes = scenes::read(&source, "t").expect("its columns are named");
        assert_eq!(scenes.list.cases[0].case.operateur, id, "{name}");
    }
}

#[test]
fn a_row_that_was_copied_is_a_case_of_its_own() {
    let text = "Identifiant du cas;Opérateur;Récit;Réponses\nun;caf;a;urgence=non\nun;caf;b;urgence=non\n";
    let source = read("t", text.as_bytes(), &Options::default()).expect("it is a table");
    let cases = scenes::read(&source, "t").expect("it has scenes").list.cases;
    let ids: Vec<(&str, usize)> = cases.iter().map(|placed| (&*placed.case.id, placed.line)).collect();
    assert_eq!(ids, [("un", 2), ("un-2", 3)]);
}

#[test]
fn a_table_without_scenes_and_a_name_that_is_no_workbook_are_refused() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = path(&folder, "liste.csv");
    fs::write(&file, "Opérateur;Téléphone\nCAF;03 86 00 00 01\n").expect("it can be written to");
    for args in
        [["rejouer", &file].as_slice(), &["former", "--cas", &file], &["comparer", ".", "--cas", &file]]
    {
        let refused = run(args, "");
        assert_eq!(refused.status, 2, "{args:?}: {}", refused.out);
    }
    let refused = run(&["rejouer", &file], "");
    assert!(unwrapped(&refused.err).contains("former --modele"), "{}", refused.err);
    let refused = run(&["former", "--modele", &path(&folder, "scenes.csv")], "");
    assert!(refused.status == 2 && refused.err.contains(".xlsx"), "{}", refused.err);
}

proptest! {
    #[test]
    fn any_table_is_scenes_or_is_refused(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z=;é \"]{0,9}", 0..5), 0..8),
    ) {
        let rows: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("Opérateur;Récit;Réponses;Catégorie;Lignes\n{}\n", rows.join("\n"));
        if let Ok(source) = read("t", text.as_bytes(), &Options::default())
            && let Ok(read) = scenes::read(&source, "t")
        {
            for placed in read.list.cases {
                prop_assert!(read.text.get(placed.range).is_some());
            }
        }
    }
}
