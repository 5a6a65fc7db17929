//! A new version of a table onto a tree: what is done is whole, what is left is said once, and every command calls a new row
//! by one id.

use std::fs;

use crate::common::{Run, run, unwrapped};
use tempfile::TempDir;

const HEAD: &str = "Section;Demande ou démarche;Catégorie;Action\n";
/// The rows of an invented table: an id, then its line.
const ROWS: &[&str] = &[
    "Verger;Perte d'un verger;Urgent;Appeler le rucher au 36 46",
    "Verger;Gel des pommiers;Urgent;Appeler le gardien au 39 39",
    "Verger;Déclarer une récolte;Niveau 1;En cas de blocage, contacter la coopérative au 09 99 00 00 01",
    "Verger;Louer un pressoir;Niveau 2;Orienter vers le gardien du pressoir",
    "Ruche;Vendre du miel;Hors bouquet;Orienter vers la mairie",
    "Ruche;Suivre un essaim;Niveau 2;Transmettre la demande au rucher",
    "Ruche;Demander un enfumoir;Niveau 2;Écrire au rucher par courrier",
];

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().expect("a temporary folder can be made"));
        let table = desk.table("v1.csv", ROWS);
        let made = run(&["importer", &table, "--operateur", "essai", "--vers", &desk.path("jeu")], "");
        assert_eq!(made.status, 0, "{}", made.err);
        desk
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn table(&self, name: &str, rows: &[&str]) -> String {
        fs::write(self.path(name), format!("{HEAD}{}\n", rows.join("\n"))).expect("it can be written");
        self.path(name)
    }

    fn sur(&self, table: &str) -> Run {
        run(&["importer", table, "--operateur", "essai", "--sur", &self.path("jeu")], "")
    }

    fn verified(&self) -> Run {
        run(&["verifier", "--arbres", &self.path("jeu")], "")
    }

    fn source(&self, table: &str) -> Run {
        let set = self.path("jeu");
        run(&["verifier", "--source", table, "--operateur", "essai", "--arbres", &set], "")
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join("jeu").join(name)).expect("it is there")
    }

    fn change(&self, name: &str, changed: impl FnOnce(String) -> String) {
        let text = changed(self.text(name));
        fs::write(self.0.path().join("jeu").join(name), text).expect("it can be written");
    }

    /// What a person does last: the notes go.
    fn erase_notes(&self) {
        self.change("essai.ron", |text| {
            text.split_inclusive('\n').filter(|line| !line.contains("nouvelle version du tableau")).collect()
        });
    }
}

/// The rows with one changed.
fn with(row: usize, from: &str, to: &str) -> Vec<String> {
    let mut rows: Vec<String> = ROWS.iter().map(|row| (*row).to_owned()).collect();
    assert!(rows[row].contains(from));
    rows[row] = rows[row].replace(from, to);
    rows
}

#[test]
fn a_category_that_is_more_than_a_label_is_left_with_what_to_change() {
    for (row, from, to, told) in [
        (
            3,
            "Niveau 2",
            "Urgent",
            "ajoutez à la question d'urgence (« urgence »), et à celle de qui ne sait pas (« urgence-doute »), une réponse qui mène à « essai-04 »",
        ),
        (0, "Urgent", "Niveau 2", "retirez de « urgence », « urgence-doute » ce qui mène à « essai-01 »"),
        (2, "Niveau 1", "Hors bouquet", "retirez « faire », et écrivez « suite: Vers(\"conduite-"),
        (2, "Niveau 1", "Niveau 2", "retirez « faire », et écrivez « suite: Vers(\"conduite-"),
        (3, "Niveau 2", "Niveau 1", "écrivez « faire », et « suite: SiBlocage(vers: \"conduite-"),
    ] {
        let desk = Desk::new();
        let rows = with(row, from, to);
        let table = desk.table("v2.csv", &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let before = desk.text("referentiel.ron");
        let update = desk.sur(&table);
        let said = unwrapped(&update.out);
        assert!(update.status == 1 && said.contains(told), "{to}: {said}");
        assert!(!said.contains("Fait dans vos fichiers"), "{to}: {said}");
        // Nothing is half done: the index and the tree say the same, and the proof tells what is left.
        assert_eq!(desk.text("referentiel.ron"), before);
        assert_eq!(desk.verified().status, 0);
        assert!(desk.source(&table).out.contains("la catégorie «"), "{to}");
    }
    let desk = Desk::new();
    let rows = with(4, "Hors bouquet", "Niveau 2");
    let table = desk.table("v2.csv", &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let update = desk.sur(&table);
    assert!(update.status == 0 && update.out.contains("la catégorie devient « niveau 2 »"), "{}", update.out);
    assert_eq!(desk.source(&table).status, 0);
}

#[test]
fn a_second_run_adds_nothing_and_says_what_remains() {
    let desk = Desk::new();
    let mut rows = ROWS.to_vec();
    rows[3] = "Verger;Louer un pressoir;Niveau 2;Orienter vers le loueur du pressoir";
    rows.swap(5, 6);
    rows.insert(5, "Ruche;Acheter une combinaison;Hors bouquet;Orienter vers la boutique");
    let table = desk.table("v2.csv", &rows);
    let first = desk.sur(&table);
    assert_eq!(first.status, 1, "{}", first.err);
    let tree = desk.text("essai.ron");
    let notes = tree.matches("nouvelle version du tableau").count();
    assert_eq!(notes, first.out.matches("\n  - essai-").count(), "{}", first.out);
    assert!(first.out.contains("essai-08 : nouvelle ligne"), "{}", first.out);
    for _ in 0..2 {
        let again = desk.sur(&table);
        assert_eq!(desk.text("essai.ron"), tree);
        assert_eq!(again.status, 1);
        let waiting = format!("Il vous reste, de la version d'avant : {notes}");
        assert!(again.out.contains(&waiting) && !again.out.contains("À faire par vous"), "{}", again.out);
    }
    // Done, the new row included: nothing is left, and nothing changes.
    desk.change("essai.ron", |text| {
        let text = text.replace("vers le gardien du pressoir", "vers le loueur du pressoir");
        let node = "        Demarche(id: \"essai-08\", titre: \"Acheter une combinaison\", lignes: [\"essai-08\"], categorie: HorsBouquet, suite: Vers(\"boutique\")),\n        Conduite(id: \"boutique\", etapes: [(texte: \"Orienter vers la boutique\")]),\n    ],\n)\n";
        let text = text.replace("    ],\n)\n", node);
        let answer = "(id: \"essai-06\", texte: \"Suivre un essaim\", vers: \"essai-06\"),";
        assert!(text.contains(answer));
        text.replace(answer, &format!("{answer}\n(id: \"essai-08\", texte: \"Acheter\", vers: \"essai-08\"),"))
    });
    desk.change("referentiel.ron", |text| {
        let start = "(id: \"essai-06\", categorie: Niveau2, nom: \"Suivre un essaim\"";
        let row = text.lines().find(|line| line.trim_start().starts_with(start)).expect("the row is there");
        text.replace(
            row,
            &format!("{row} (id: \"essai-08\", categorie: HorsBouquet, nom: \"La combinaison\"),"),
        )
    });
    desk.erase_notes();
    assert_eq!(desk.verified().status, 0, "{}", desk.verified().out);
    let done = desk.sur(&table);
    assert!(done.status == 0 && done.out.contains("rien n'a changé"), "{}{}", done.out, done.err);
    // The next version starts from there.
    rows.push("Ruche;Peindre une ruche;Niveau 2;Orienter vers le peintre");
    let next = desk.sur(&desk.table("v3.csv", &rows));
    assert_eq!(next.out.matches("\n  - essai-").count(), 1, "{}", next.out);
    assert!(next.out.contains("essai-09 : nouvelle ligne"), "{}", next.out);
}

#[test]
fn a_second_run_gives_no_row_that_went_the_number_of_a_new_one() {
    let desk = Desk::new();
    let mut rows = ROWS.to_vec();
    // One row goes, and another comes whose action is of the same words; a third is in two parts.
    rows.remove(2);
    rows.push(
        "Ruche;Louer une échelle;Niveau 1;En cas de blocage, contacter la coopérative au 09 99 00 00 77",
    );
    rows[4] = "Ruche;Suivre un essaim;Niveau 2;Transmettre la demande au rucher";
    rows.insert(5, "Ruche;Suivre un essaim sauvage;Niveau 2;Transmettre la demande au rucher");
    let table = desk.table("v2.csv", &rows);
    let once = desk.sur(&table);
    let tree = desk.text("essai.ron");
    let kept = desk.text("tableaux/essai.csv");
    assert!(
        once.out.contains("nouvelle ligne") && !tree.contains("valeur: \"09 99 00 00 77\""),
        "{}",
        once.out
    );
    desk.sur(&table);
    assert_eq!((desk.text("essai.ron"), desk.text("tableaux/essai.csv")), (tree, kept));
}

#[test]
fn a_category_of_an_empty_cell_is_left_to_a_person() {
    let desk = Desk::new();
    let rows = with(3, "Niveau 2", "");
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let before = desk.text("essai.ron");
    let left = desk.sur(&desk.table("v2.csv", &rows));
    assert!(
        unwrapped(&left.out).contains("cellule vide : la catégorie est celle de la ligne du dessus"),
        "{}",
        left.out
    );
    let categories = |text: &str| text.matches("categorie: ").count() * 100 + text.matches("Niveau2").count();
    assert_eq!(categories(&desk.text("essai.ron")), categories(&before));
}

#[test]
fn a_new_row_has_one_id_whatever_is_asked_and_rows_that_moved_are_found_again() {
    let desk = Desk::new();
    let mut rows = ROWS.to_vec();
    // Moved, swapped, gone, new.
    let moved = rows.remove(2);
    rows.push(moved);
    rows.swap(3, 4);
    rows.retain(|row| !row.contains("Vendre"));
    rows.insert(1, "Verger;Acheter une échelle;Niveau 2;Orienter vers la boutique");
    let table = desk.table("v2.csv", &rows);
    let proof = desk.source(&table);
    assert!(proof.out.contains("essai-08 (") && proof.out.contains("une ligne de plus"), "{}", proof.out);
    assert_eq!(proof.out.matches("  - ").count(), 2, "the new row and the lost one: {}", proof.out);
    let changes = run(&["comparer", &desk.path("v1.csv"), &table, "--json"], "");
    let changes: serde_json::Value = serde_json::from_str(&changes.out).expect("it is JSON");
    let list = changes["changements"].as_array().expect("a list");
    let added = list.iter().find(|change| change["nature"] == "ligne_ajoutee").expect("it is told");
    let id = added["lignes"][0].as_str().expect("an id");
    assert!(id.ends_with("-08"), "{added}");
    assert!(desk.sur(&table).out.contains("essai-08 : nouvelle ligne"));
}

#[test]
fn a_mere_change_of_order_is_told_by_ranks() {
    let desk = Desk::new();
    let mut rows = ROWS.to_vec();
    rows.swap(5, 6);
    let update = desk.sur(&desk.table("v2.csv", &rows));
    let said = unwrapped(&update.out);
    assert!(said.contains("la ligne passe de « Ruche », rang 2 à « Ruche », rang 3"), "{said}");
}

#[test]
fn the_edition_of_the_new_table_is_recalled() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.path("v1.csv")).expect("it is there");
    fs::write(desk.path("v2.csv"), format!("Version 2 – mars 2027;;;\n{text}")).expect("it can be written");
    let update = desk.sur(&desk.path("v2.csv"));
    assert!(unwrapped(&update.out).contains("Le titre du tableau dit « V2, mars 2027 »"), "{}", update.out);
    desk.change("referentiel.ron", |text| {
        text.replace("\"version à préciser\"", "\"Version 2\"")
            .replace("\"sans version\"", "\"Version 2\"")
            .replace("\"date à préciser\"", "\"mars 2027\"")
    });
    let update = desk.sur(&desk.path("v2.csv"));
    assert!(update.status == 0 && !update.out.contains("Le titre du tableau"), "{}", update.out);
}

#[test]
fn a_tree_made_apart_joins_those_of_the_program_as_it_is() {
    let desk = Desk::new();
    desk.change("essai.ron", |text| {
        text.replace("mots_cles: [],", "mots_cles: [\"mes mots\"], // gardez-les")
    });
    desk.change("referentiel.ron", |text| {
        text.replace("nom: \"Vendre du miel\"", "nom: \"Vendre son miel\"")
            .replace("\"essai-07\"", "\"essai-22\"")
    });
    desk.change("essai.ron", |text| text.replace("[\"essai-07\"]", "[\"essai-22\"]"));
    let joined = desk.path("ensemble");
    let made = run(&["exporter", "ron", "--arbres", &desk.path("jeu"), "--vers", &joined], "");
    assert_eq!(made.status, 0, "{}", made.err);
    let read =
        |name: &str| fs::read_to_string(desk.0.path().join("ensemble").join(name)).expect("it was written");
    assert_eq!(read("essai.ron"), desk.text("essai.ron"));
    assert_eq!(read("tableaux/essai.csv"), desk.text("tableaux/essai.csv"));
    let index = read("referentiel.ron");
    assert!(index.contains("nom: \"Vendre son miel\"") && index.contains("\"essai-22\""), "{index}");
    let verified = run(&["verifier", "--arbres", &joined], "");
    for words in ["7 lignes sur 7", "Allocations familiales : 15 lignes"] {
        assert!(verified.status == 0 && verified.out.contains(words), "{}", verified.out);
    }
    let again = run(&["exporter", "ron", "--arbres", &desk.path("jeu"), "--vers", &joined], "");
    assert!(again.status == 2 && again.err.contains("n'est pas vide"), "{}", again.err);
}

#[test]
fn a_bound_that_turns_round_is_a_difference_and_one_said_in_other_words_is_none() {
    let desk = Desk(TempDir::new().expect("a temporary folder can be made"));
    let row = |action: &str| format!("Verger;Louer un pressoir;Niveau 2;Prendre rendez-vous {action}");
    let first = desk.table("v1.csv", &[&row("au moins 6 mois avant la récolte, avant le 15 mars")]);
    let made = run(&["importer", &first, "--operateur", "essai", "--vers", &desk.path("jeu")], "");
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(desk.source(&first).status, 0);
    for (action, told) in [
        ("au plus 6 mois avant la récolte, avant le 15 mars", "« au plus 6 »"),
        ("au moins 6 mois après la récolte, avant le 15 mars", "« après 6 »"),
        ("au moins 6 mois avant la récolte, après le 15 mars", "« après 15 »"),
    ] {
        let second = desk.table("v2.csv", &[&row(action)]);
        let proof = desk.source(&second);
        assert!(proof.status == 1 && proof.out.contains(told), "{action}: {}", proof.out);
        let changes = run(&["comparer", &first, &second], "");
        assert!(changes.out.contains(&format!("dit maintenant : {told}")), "{action}: {}", changes.out);
    }
    // Other words are told, and no bound.
    let second = desk.table("v2.csv", &[&row("au minimum 6 mois avant la récolte, au 15 mars")]);
    let proof = desk.source(&second);
    assert!(proof.out.contains("d'autres mots") && !proof.out.contains("« au"), "{}", proof.out);
}

#[test]
fn numbers_that_change_places_are_each_that_of_its_row_and_a_short_one_changes_where_it_is_dialled() {
    let desk = Desk::new();
    desk.change("essai.ron", |text| {
        text.replace("mots_cles: []", "mots_cles: [\"payer en 39 39 fois\", \"né le 36 46\"]")
    });
    let rows: Vec<String> = ROWS.iter().map(|row| (*row).to_owned()).collect();
    let mut swapped = rows;
    swapped[0] = swapped[0].replace("36 46", "39 39");
    swapped[1] = swapped[1].replace("39 39", "36 46");
    let table = desk.table("v2.csv", &swapped.iter().map(String::as_str).collect::<Vec<_>>());
    let said = desk.sur(&table);
    assert_eq!(said.status, 0, "{}", said.err);
    let text = desk.text("essai.ron");
    for whole in
        ["Appeler le rucher au 39 39", "Appeler le gardien au 36 46", "payer en 39 39 fois", "né le 36 46"]
    {
        assert!(text.contains(whole), "{whole}: {text}");
    }
    let proved = desk.source(&table);
    assert_eq!(proved.status, 0, "{}", proved.out);
}
