//! Which row of a table became which in its next version: what is told of rows that are reworded, moved, split, merged.

use std::fs;

use crate::common::{run, unwrapped};
use serde_json::Value;
use tempfile::TempDir;

/// A row: its section, its request, its category, its action.
type Row<'r> = [&'r str; 4];

const FLOWERS: &str = "Fleurs";
const TREES: &str = "Arbres";
const ON_THE_SPOT: &str = "Niveau 1";
const SENT: &str = "Niveau 2";
const BLOCKED: &str = "En cas de blocage, contacter le jardinier";

/// A table of these rows.
fn file(folder: &TempDir, name: &str, rows: &[Row<'_>]) -> String {
    let path = folder.path().join(name);
    let lines: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
    fs::write(&path, format!("Section;Demande;Catégorie;Action\n{lines}")).expect("it can be written");
    path.display().to_string()
}

/// What `comparer` tells of two versions: of what nature, of which row, and its words before and after.
fn told(before: &[Row<'_>], after: &[Row<'_>]) -> Vec<(String, String, String)> {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (old, new) = (file(&folder, "v1.csv", before), file(&folder, "v2.csv", after));
    let compared = run(&["comparer", &old, &new, "--json"], "");
    let changes: Value = serde_json::from_str(&compared.out).expect("it is JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let change = |change: &Value| {
        let words = format!("{} → {}", text(&change["avant"]), text(&change["apres"]));
        (text(&change["nature"]), text(&change["lignes"][0]), words)
    };
    changes["changements"].as_array().expect("a list").iter().map(change).collect()
}

/// The same, in words.
fn told_with_facts(before: &[Row<'_>], after: &[Row<'_>]) -> String {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (old, new) = (file(&folder, "v1.csv", before), file(&folder, "v2.csv", after));
    unwrapped(&run(&["comparer", &old, &new], "").out)
}

/// Their natures and their rows alone.
fn natures(before: &[Row<'_>], after: &[Row<'_>]) -> Vec<(String, String)> {
    told(before, after).into_iter().map(|(nature, row, _)| (nature, row)).collect()
}

fn one(nature: &str, row: &str) -> Vec<(String, String)> {
    vec![(nature.to_owned(), row.to_owned())]
}

fn on_the_spot<'r>(requests: &[&'r str]) -> Vec<Row<'r>> {
    requests.iter().map(|request| [TREES, request, ON_THE_SPOT, BLOCKED]).collect()
}

/// Five rows that share no request.
fn garden() -> Vec<Row<'static>> {
    vec![
        [FLOWERS, "Planter des tulipes en automne", ON_THE_SPOT, BLOCKED],
        [FLOWERS, "Déclarer la perte ou le vol d'un arrosoir", ON_THE_SPOT, BLOCKED],
        [FLOWERS, "Obtenir une serre chauffée", ON_THE_SPOT, BLOCKED],
        [TREES, "Tailler une haie mitoyenne", SENT, "Orienter vers la mairie"],
        [TREES, "Louer une échelle double", ON_THE_SPOT, BLOCKED],
    ]
}

#[test]
fn a_row_that_lost_half_of_its_request_is_the_same_row() {
    const SHORT: &str = "En cas de questions précises sur les demandes d'aides";
    let whole =
        format!("{SHORT}, ou toute difficulté liée au statut et régime fiscal de la micro-entreprise");
    let table = |last| {
        let to = "Orienter vers la caisse";
        vec![
            ["", SHORT, SENT, to],
            ["", "Demander un prêt", ON_THE_SPOT, "Répondre"],
            ["", SHORT, SENT, to],
            ["", "Déclarer ses revenus", ON_THE_SPOT, "Répondre"],
            ["", last, SENT, to],
        ]
    };
    for kept in
        ["En cas de questions sur les demandes d'aides", "Toute difficulté liée au statut de la micro-ferme"]
    {
        assert_eq!(natures(&table(&whole), &table(kept)), one("demande", "tableau-05"), "{kept}");
    }
}

#[test]
fn a_row_that_goes_is_not_taken_for_a_new_one_of_which_the_action_is_another() {
    let (mut before, mut after) = (garden(), garden());
    before[1][1] = "Déclarer la perte ou le vol d'une échelle ou d'un escabeau de verger";
    after[1] = [FLOWERS, "Déclarer la perte ou le vol d'un mandat", "Hors bouquet", "Orienter vers la poste"];
    let natures: Vec<String> = natures(&before, &after).into_iter().map(|(nature, _)| nature).collect();
    assert_eq!(natures, ["ligne_ajoutee", "ligne_retiree"]);
}

#[test]
fn a_row_alone_in_its_place_with_the_same_action_is_the_same_in_other_words() {
    let (before, mut after) = (garden(), garden());
    after[1][1] = "Arrosoir volé ou perdu : en faire le signalement";
    assert_eq!(natures(&before, &after), one("demande", "tableau-02"));
    // Of no common word, or of another category, it is another.
    for row in
        [[FLOWERS, "Élever des poules", ON_THE_SPOT, BLOCKED], [FLOWERS, "Arrosoir volé", SENT, BLOCKED]]
    {
        after[1] = row;
        assert_eq!(natures(&before, &after).len(), 2, "{row:?}");
    }
}

#[test]
fn rows_that_change_places_are_told_though_another_above_them_went() {
    let (before, mut after) = (garden(), garden());
    after.swap(1, 2);
    after.remove(0);
    let told = told(&before, &after);
    let moved: Vec<&str> =
        told.iter().filter(|(nature, ..)| nature == "deplacee").map(|(.., w)| w.as_str()).collect();
    assert_eq!(moved, ["« Fleurs », rang 1 → « Fleurs », rang 2"], "{told:?}");
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_row_beside_one_that_comes_from_another_section_has_not_moved() {
    let (before, mut after) = (garden(), garden());
    let row = after.remove(4);
    after.insert(1, [FLOWERS, row[1], row[2], row[3]]);
    assert_eq!(natures(&before, &after), one("deplacee", "tableau-05"));
}

#[test]
fn rows_of_the_same_words_stay_where_they_are_when_another_moves() {
    let twin = ["En cas de question précise", SENT, "Orienter vers la caisse"];
    let mut before = garden();
    before.insert(2, [FLOWERS, twin[0], twin[1], twin[2]]);
    before.push([TREES, twin[0], twin[1], twin[2]]);
    let mut after = before.clone();
    let row = after.remove(1);
    after.insert(4, [TREES, row[1], row[2], row[3]]);
    assert_eq!(natures(&before, &after), one("deplacee", "tableau-02"));
}

#[test]
fn a_row_that_begins_as_its_neighbour_is_split_and_merged_all_the_same() {
    let head = "Rédiger une réclamation écrite et motivée au service des jardins";
    let (hedge, tree) = (format!("{head} pour une haie"), format!("{head} pour un pommier"));
    let both = format!("{head} pour une haie, pour un pommier");
    let (apart, together) = (on_the_spot(&[&hedge, &tree]), on_the_spot(&[&both]));
    assert_eq!(natures(&together, &apart), one("scindee", "tableau-01"));
    assert_eq!(natures(&apart, &together), one("reunie", "tableau-01"));
}

#[test]
fn a_row_that_joins_another_is_told_with_what_its_action_said() {
    let (mut before, mut after) = (garden(), garden());
    before[2][3] = "En cas de blocage, appeler la serre au 09 99 00 00 05";
    let both = format!("{}, {}", before[1][1], before[2][1]);
    after[1][1] = &both;
    after.remove(2);
    let said = told_with_facts(&before, &after);
    assert!(said.contains("ne dit plus : le numéro 09 99 00 00 05"), "{said}");
}
