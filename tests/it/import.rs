//! From a table to a set that verifies: every shape that a spreadsheet gives, and every way to be wrong.

use crate::common;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{Run, SMALL_INDEX, SMALL_TREE, run};
use aiguilleur::import::import;
use aiguilleur::import::index::{Identity, fresh, insert};
use aiguilleur::source::Options;
use aiguilleur::source::document::Document;
use aiguilleur::source::rows::Section;
use aiguilleur_core::tree::{INDEX, Set};
use aiguilleur_core::verify::verify;
use proptest::prelude::*;
use tempfile::TempDir;

/// One table in every shape.
const SHAPES: &[&str] =
    &["titres-de-section", "colonne-section", "tabulations", "quatre-colonnes", "sections-marquees"];

fn table(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join(format!("{name}.csv"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// A place to import to, and what was said.
struct Imported {
    folder: TempDir,
    run: Run,
}

impl Imported {
    fn set(&self) -> PathBuf {
        self.folder.path().join("jeu")
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.set().join(name)).expect("the file was written")
    }

    fn is_written(&self) -> bool {
        self.set().exists()
    }

    fn verified(&self) -> serde_json::Value {
        let run = run(&["verifier", "--json", "--arbres", text(&self.set())], "");
        serde_json::from_str(&run.out).expect("it is JSON")
    }

    fn outcomes(&self) -> Vec<serde_json::Value> {
        let run = run(&["lister", "--json", "--arbres", text(&self.set())], "");
        serde_json::from_str(&run.out).expect("it is JSON")
    }

    /// The category of each row that an outcome reaches.
    fn categories(&self) -> Vec<(String, String)> {
        let words = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut rows: Vec<(String, String)> = self
            .outcomes()
            .iter()
            .filter(|outcome| outcome["categorie"] != "non_prevu")
            .map(|outcome| (words(&outcome["lignes"][0]), words(&outcome["categorie"])))
            .collect();
        rows.sort();
        rows.dedup();
        rows
    }
}

fn import_file(path: &Path) -> Imported {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = folder.path().join("jeu");
    let run = run(&["importer", text(path), "--operateur", "essai", "--vers", text(&set)], "");
    Imported { folder, run }
}

fn import_bytes(bytes: &[u8]) -> Imported {
    let source = TempDir::new().expect("a temporary folder can be made");
    common::write(source.path(), "t.csv", bytes);
    import_file(&source.path().join("t.csv"))
}

#[test]
fn every_shape_of_a_table_gives_the_same_rows_and_verifies() {
    for shape in SHAPES {
        let imported = import_file(&table(shape));
        assert_eq!(imported.run.status, 0, "{shape}: {}", imported.run.err);
        assert!(imported.run.err.starts_with("Voici ce qui est lu"), "{shape}: {}", imported.run.err);
        assert_eq!(imported.verified()["erreurs"], 0, "{shape}");
        let categories = imported.categories();
        let categories: Vec<(&str, &str)> =
            categories.iter().map(|(id, c)| (id.as_str(), c.as_str())).collect();
        let expected = [
            ("essai-01", "niveau_1"),
            ("essai-02", "niveau_1"),
            ("essai-03", "urgent"),
            ("essai-04", "niveau_1"),
            ("essai-05", "niveau_2"),
            ("essai-06", "niveau_2"),
            ("essai-07", "hors_bouquet"),
        ];
        assert_eq!(categories, expected, "{shape}");
        let index = imported.file("referentiel.ron");
        for titre in ["\"Démarches générales\"", "\"Démarches liées au jardin\""] {
            assert_eq!(index.matches(titre).count(), 1, "{shape}: {index}");
        }
        // Such a file does not say which cells are merged: an action taken from above is told, and nothing else is.
        let told = imported.run.out.matches("avertissement[").count();
        let taken = imported.run.out.matches("avertissement[action]: Cette ligne (ligne ").count();
        assert!(told == taken && told < 2, "{shape}: {}", imported.run.out);
    }
}

#[test]
fn no_word_of_the_table_is_lost() {
    let imported = import_file(&table("colonne-section"));
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let tree = words(&imported.file("essai.ron"));
    let table = fs::read_to_string(table("colonne-section")).expect("it is UTF-8");
    let (_, rows) = table.split_once('\n').expect("it has a header");
    // Said by the structure: the categories.
    let structure = ["niveau", "1", "2", "bouquet", "hors"];
    for word in words(rows).iter().filter(|word| !structure.contains(&word.as_str())) {
        assert!(tree.contains(word), "{word}");
    }
}

#[test]
fn contacts_are_typed_with_the_values_of_the_text_and_no_other() {
    let imported = import_file(&table("titres-de-section"));
    let tree = imported.file("essai.ron");
    for contact in [
        "nom: \"l'accueil\", canaux: [(canal: Courriel, valeur: \"accueil@exemple.fr\"), (canal: Telephone, valeur: \"01 99 00 12 34\")]",
        "nom: \"le correspondant du guichet\", canaux: [(canal: Local), (canal: AdministrationPlus)]",
        "nom: \"le médiateur\", canaux: [(canal: RendezVous)]",
        "nom: \"la mairie\", canaux: [(canal: NonPrecise)]",
    ] {
        assert!(tree.contains(contact), "{contact}\n{tree}");
    }
}

#[test]
fn doubt_and_haste_both_find_the_urgency() {
    let tree = import_file(&table("titres-de-section")).file("essai.ron");
    assert!(tree.contains("ne_sait_pas: \"essai-03\""), "{tree}");
    // Once as an answer to the urgency question, once in its section.
    assert_eq!(tree.matches("vers: \"essai-03\"").count(), 2, "{tree}");
}

#[test]
fn what_serves_beyond_the_list_is_where_the_other_requests_of_its_section_go() {
    let imported = import_file(&table("titres-de-section"));
    let outcomes = imported.outcomes();
    let beyond: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome["categorie"] == "non_prevu" && !outcome["conduite"].is_null())
        .collect();
    assert_eq!(beyond.len(), 1, "{beyond:?}");
    assert_eq!(beyond[0]["lignes"], serde_json::json!(["essai-01", "essai-02"]));
}

#[test]
fn the_blocage_is_asked_in_the_words_of_the_table() {
    let tree = import_file(&table("titres-de-section")).file("essai.ron");
    assert!(tree.contains("mot: \"un besoin\""), "{tree}");
    assert_eq!(tree.matches("mot:").count(), 1, "the others ask the usual question");
}

#[test]
fn the_report_says_what_was_read_and_what_is_left_to_do() {
    let imported = import_file(&table("titres-de-section"));
    for words in [
        "Lu : 7 ligne(s), 2 section(s)",
        "ligne 1 : Démarches générales (3 ligne(s))",
        "2 ligne(s) continuent la catégorie ou l'action du dessus : essai-02, essai-06.",
        "Ce qu'il vous reste à faire",
        "(« mots_cles ») : 7",
        "aiguilleur verifier --arbres",
    ] {
        assert!(imported.run.out.contains(words), "{words}\n{}", imported.run.out);
    }
    // The preview comes first, on standard error.
    for words in ["Fichier lu en Windows-1252.", "essai-03", "Contacter le correspondant du guichet via"] {
        assert!(imported.run.err.contains(words), "{words}\n{}", imported.run.err);
    }
}

const HEAD: &str = "Démarche;Catégorie;Action\n";

/// A table after its header, and what must be said of it, with its place.
const REFUSED: &[(&str, &str, &str)] = &[
    ("Demander;Nivau 1;Contacter", "t.csv:2:10", "Vouliez-vous dire « niveau 1 » ?"),
    ("Demander;Niveau l;Contacter", "t.csv:2:10", "Vouliez-vous dire « niveau 1 » ?"),
    ("Demander;Nlveau 2;Contacter", "t.csv:2:10", "Vouliez-vous dire « niveau 2 » ?"),
    ("Demander;Niveau 3;Contacter", "t.csv:2:10", "Vouliez-vous dire « niveau 1 »"),
    (";Niveau 1;Contacter", "t.csv:2:2", "n'a pas de demande"),
    (";;Contacter", "t.csv:2:3", "n'a pas de demande"),
    ("Demander;Niveau 1;", "t.csv:2:1", "n'a pas d'action"),
    ("Demander;;Contacter", "t.csv:2:1", "n'a pas de catégorie"),
    ("Démarches liées au jardin;;\nDemander un outil;;", "t.csv:3:1", "rien ne la donne au-dessus"),
    (
        "Demander;Niveau 1;Contacter\nDémarches du jardin;;\nDemander un outil;;",
        "t.csv:4:1",
        "rien ne la donne",
    ),
    ("\"Demander;Niveau 1;Contacter\nPayer;Niveau 2;Appeler", "t.csv:2:1", "Ce guillemet ouvre une cellule"),
    ("\"Demander\" un outil;Niveau 1;Contacter", "t.csv:2:1", "Ce guillemet ouvre une cellule"),
    ("Demander;Niveau 1;Contacter;en plus", "t.csv:2:29", "une colonne qui ne sera pas lue"),
    ("Demander;Niveau 1;-", "t.csv:2:19", "ne contient aucun mot"),
    ("Demander;Niveau 1;Idem", "t.csv:2:19", "ne contient aucun mot"),
    ("Demander;Urgent ?;Contacter", "t.csv:2:10", "n'est pas une catégorie"),
    ("Demander;Niveau 2*;Contacter", "t.csv:2:10", "n'est pas une catégorie"),
    ("", "t.csv", "n'a aucune ligne"),
    ("Section : X;;\nDemander;Niveau 1;Appeler\nSection : Y;;", "t.csv:4:1", "aucune ligne ne le suit"),
];

#[test]
fn a_table_that_cannot_be_read_whole_is_refused_with_its_place_and_nothing_is_written() {
    for (rows, place, words) in REFUSED {
        let imported = import_bytes(format!("{HEAD}{rows}\n").as_bytes());
        let Run { status, out, err } = &imported.run;
        assert_eq!((*status, out.as_str()), (2, ""), "{rows}: {err}");
        assert!(err.contains(words) && err.contains(place), "{rows}: {words} at {place}\n{err}");
        assert!(err.contains("à faire:") && !imported.is_written(), "{rows}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let imported =
        import_bytes(format!("{HEAD}Demander;Nivau 1;A\nPayer;Niveau 3;B\n;Niveau 1;C\n").as_bytes());
    assert_eq!(imported.run.err.matches("erreur[").count(), 3, "{}", imported.run.err);
}

#[test]
fn columns_that_are_missing_or_not_named_are_refused() {
    for (table, words) in [
        ("Démarche;Catégorie\nDemander;Niveau 1\n", "Il manque la colonne « action à réaliser »"),
        ("Demander;Niveau 1\n", "Ce tableau a 2 colonne(s)"),
        ("a;b;c;d;e\n", "Ce tableau a 5 colonnes"),
        ("Démarche;Catégorie;Catégorie;Action\nA;B;C;D\n", "Deux colonnes s'appellent « catégorie »"),
        ("Niveau 1;Demander;Contacter\nNiveau 2;Payer;Appeler\n", "La colonne 2 devrait dire les catégories"),
        ("rien du tout\n", "Ce tableau a 1 colonne(s)"),
        ("", "n'a aucune ligne"),
        ("\n\n \n", "n'a aucune ligne"),
        ("PK\u{3}\u{4}zip", "classeur"),
    ] {
        let imported = import_bytes(table.as_bytes());
        assert_eq!((imported.run.status, imported.run.out.as_str()), (2, ""), "{table}");
        assert!(imported.run.err.contains(words), "{table}: {}", imported.run.err);
    }
}

/// A table that is read, and what must be told of it, with its place.
const TOLD: &[(&str, &str, &str)] = &[
    (
        "A faire;Niveau 1;Appeler\nSuivi du jardin;;\nB faire;Niveau 2;Écrire",
        "t.csv:3:1",
        "lue comme un titre de section",
    ),
    ("A faire;Niveau 1;Appeler\nRécolte des fruits;;", "t.csv:3:1", "lue comme une demande"),
    ("Informé sur le site;Niveau 1;Appeler", "t.csv:2:1", "« Informé » ressemble à « informer »"),
    ("Inform er sur le site;Niveau 1;Appeler", "t.csv:2:1", "« Inform er » ressemble à « informer »"),
    (
        "\"Voir :\n- Déclaler un outil\";Niveau 1;Appeler",
        "t.csv:3:3",
        "« Déclaler » ressemble à « déclarer »",
    ),
    ("A \u{fffd} faire;Niveau 1;Appeler", "t.csv:2:3", "Un caractère est perdu"),
    ("A \u{1b}[31m faire;Niveau 1;Appeler", "t.csv:2:3", "Un caractère de commande"),
    ("A ﬁnir;Niveau 1;Appeler", "t.csv:2:3", "Deux lettres sont liées"),
    ("A fi\u{ad}nir;Niveau 1;Appeler", "t.csv:2:5", "invisible"),
    (
        "A faire;Niveau 1;Appeler\nA faire;Niveau 2;Écrire",
        "t.csv:3:1",
        "Contradiction : cette demande est déjà à la ligne 2, en « niveau 1 »",
    ),
    (
        "A faire;Niveau 1;Appeler\nA faire;Niveau 1;Écrire",
        "t.csv:3:1",
        "déjà à la ligne 2, dans la même section",
    ),
    ("A faire;Niveau 1;Appeler\nB faire;Urgent;", "t.csv:3:9", "La catégorie change"),
    (
        "Section : X;;\nA faire;Niveau 1;Appeler\nSection : Y;;\nB faire;Urgent;Appeler\nSection : X;;\nC faire;Urgent;Appeler",
        "t.csv:6:1",
        "Cette section est déjà à la ligne 2",
    ),
];

#[test]
fn what_is_not_sure_is_told_with_its_place_and_the_set_still_verifies() {
    for (rows, place, words) in TOLD {
        let imported = import_bytes(format!("{HEAD}{rows}\n").as_bytes());
        let Run { status, out, err } = &imported.run;
        assert_eq!(*status, 0, "{rows}: {err}");
        assert!(out.contains(words) && out.contains(place), "{rows}: {words} at {place}\n{out}");
        assert_eq!(imported.verified()["erreurs"], 0, "{rows}");
    }
}

#[test]
fn a_misread_word_is_left_as_it_is() {
    let imported = import_bytes(format!("{HEAD}Informé sur le site;Niveau 1;Appeler\n").as_bytes());
    assert!(imported.file("essai.ron").contains("\"Informé sur le site\""));
}

#[test]
fn many_requests_and_many_urgencies_are_asked_over_several_screens() {
    let mut rows = String::from(HEAD);
    for rank in 1..=120 {
        let categorie = if rank % 6 == 0 { "Urgent" } else { "Niveau 2" };
        writeln!(rows, "Demande numéro {rank};{categorie};Appeler le bureau {}", rank % 7)
            .expect("it is a string");
    }
    let imported = import_bytes(rows.as_bytes());
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    let report = imported.verified();
    assert_eq!(report["erreurs"], 0);
    assert_eq!(report["arbres"][0]["lignes_atteintes"], 120);
    assert!(imported.file("referentiel.ron").contains("\"essai-01\""));
    assert!(imported.file("referentiel.ron").contains("\"essai-120\""), "a table that grows keeps its ids");
}

#[test]
fn an_index_that_is_there_keeps_every_byte_and_gets_one_item() {
    for windows in [false, true] {
        let ends = |text: &str| if windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        let before = ends(
            &SMALL_INDEX.replace("        ]),\n    ],", "        ]), // le seul\n        // fin\n    ],"),
        );
        let imported = import_into("neuf", &before);
        assert_eq!(imported.run.status, 0, "{}", imported.run.err);
        let after = imported.file("referentiel.ron");
        let at = before.find("// le seul").expect("the remark is there") + "// le seul".len();
        let (start, end) = before.split_at(at);
        assert!(after.starts_with(start) && after.ends_with(end), "{after}");
        assert_eq!(
            after.matches("\r\n").count() == after.matches('\n').count(),
            windows,
            "line ends are kept"
        );
        assert_eq!(imported.verified()["erreurs"], 0);
        assert_eq!(imported.file("essai.ron"), SMALL_TREE, "the other tree is not touched");
    }
}

/// Imports a table as `id` into a folder that holds the small tree and this index.
fn import_into(id: &str, index: &str) -> Imported {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = folder.path().join("jeu");
    fs::create_dir(&set).expect("it can be made");
    common::write(&set, "referentiel.ron", index.as_bytes());
    common::write(&set, "essai.ron", SMALL_TREE.as_bytes());
    let table = table("sections-marquees");
    let run = run(&["importer", text(&table), "--operateur", id, "--vers", text(&set)], "");
    Imported { folder, run }
}

#[test]
fn an_operateur_that_was_announced_keeps_what_the_index_said_of_it() {
    let announced = "        // annoncé\n        (id: \"neuf\", nom: \"Le Neuf\", aide: \"une aide\", mots_cles: [\"mot\"], premiere_page: 4, etat: NonFourni), // après\n    ],";
    let before = SMALL_INDEX.replace("    ],\n)\n", &format!("{announced}\n)\n"));
    let imported = import_into("neuf", &before);
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    let after = imported.file("referentiel.ron");
    for words in [
        "nom: \"Le Neuf\"",
        "aide: \"une aide\"",
        "[\"mot\"]",
        "premiere_page: 4",
        "// annoncé\n",
        "), // après\n",
    ] {
        assert!(after.contains(words), "{words}\n{after}");
    }
    assert_eq!(after.matches("\"neuf\"").count(), 1);
    assert_eq!(imported.verified()["erreurs"], 0);
}

#[test]
fn a_known_operateur_brings_its_name_to_a_new_folder_and_the_edition_is_that_of_the_table() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = folder.path().join("jeu");
    let table = fs::read_to_string(table("sections-marquees")).expect("it is there");
    for (title, version, date, pages, told) in [
        ("", "version à préciser", "date à préciser", false, true),
        ("Version 2 – mars 2027;;\n", "V2", "mars 2027", false, false),
        ("Référentiel V4;;\n", "V4", "date à préciser", false, true),
        // That of the program: its pages are known.
        ("Référentiel V1, décembre 2025;;\n", "V1", "décembre 2025", true, false),
    ] {
        let file = folder.path().join("t.csv");
        fs::write(&file, format!("{title}{table}")).expect("it can be written");
        let _ = fs::remove_dir_all(&set);
        let run = run(&["importer", text(&file), "--operateur", "msa", "--vers", text(&set)], "");
        assert_eq!(run.status, 0, "{}", run.err);
        let index = fs::read_to_string(set.join(INDEX)).expect("it was written");
        assert!(index.contains("nom: \"MSA\""), "{index}");
        assert!(index.contains(&format!("version: \"{version}\"")), "{title}: {index}");
        assert!(index.contains(&format!("date: \"{date}\"")), "{title}: {index}");
        assert_eq!(index.contains("premiere_page: 35"), pages, "{title}: {index}");
        assert_eq!(index.contains("// À FAIRE : écrivez la"), told, "{title}: {index}");
        assert_eq!(
            common::unwrapped(&run.out).contains("que le tableau ne dit pas"),
            told,
            "{title}: {}",
            run.out
        );
    }
}

#[test]
fn a_tree_that_is_there_is_never_overwritten() {
    let again = import_into("essai", SMALL_INDEX);
    assert_eq!(again.run.status, 2);
    assert!(common::unwrapped(&again.run.err).contains("a déjà l'arbre de « essai »"), "{}", again.run.err);
    assert_eq!((again.file("essai.ron").as_str(), again.file(INDEX).as_str()), (SMALL_TREE, SMALL_INDEX));
}

#[test]
fn an_index_that_cannot_be_written_leaves_no_tree_behind() {
    let folder = common::folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let set = folder.path();
    let mut rights = fs::metadata(set.join(INDEX)).expect("it is there").permissions();
    rights.set_readonly(true);
    fs::set_permissions(set.join(INDEX), rights).expect("it can be protected");
    let table = table("sections-marquees");
    let run = run(&["importer", text(&table), "--operateur", "neuf", "--vers", text(set)], "");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let said = common::unwrapped(&run.err);
    assert!(said.contains("refuse d'écrire ici"), "{said}");
    assert!(!set.join("neuf.ron").exists());
    assert_eq!(fs::read_to_string(set.join(INDEX)).expect("it is there"), SMALL_INDEX);
}

#[test]
fn a_title_of_two_lines_is_one_title() {
    let titre = "\"Section : Un titre\n), Demarche(id: \"\"x\"\"\"";
    let table = format!("Démarche;Catégorie;Action\n{titre};;\nUne demande;Niveau 2;Contacter la caisse\n");
    let imported = import_bytes(table.as_bytes());
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    let tree = imported.file("essai.ron");
    assert!(tree.contains("// Un titre ), Demarche(id : « x »\n"), "{tree}");
}

#[test]
fn an_error_is_told_after_however_many_warnings() {
    let twice = "Une demande;Niveau 2;Contacter la caisse\n".repeat(200);
    let table = format!("Démarche;Catégorie;Action\n{twice}Une autre;Rose;Contacter la caisse\n");
    let refused = import_bytes(table.as_bytes());
    assert_eq!(refused.run.status, 2, "{}", refused.run.out);
    assert!(refused.run.err.contains("« Rose » n'est pas une catégorie"), "{}", refused.run.err);
}

#[test]
fn wrong_uses_are_told() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = folder.path().join("fichier");
    fs::write(&file, "x").expect("it can be written");
    let table = table("sections-marquees");
    let (file, table, folder) = (text(&file), text(&table), text(folder.path()));
    for (args, words) in [
        (&["importer", table, "--operateur", "essai", "--vers", file][..], "Ce n'est pas un dossier"),
        (&["importer", table, "--operateur", "../essai", "--vers", folder], "n'est pas un identifiant"),
        (&["importer", table, "--operateur", "referentiel", "--vers", folder], "le nom de l'index"),
        (
            &["importer", table, "--operateur", "essai", "--nom", "a\nb", "--vers", folder],
            "caractère de commande",
        ),
        (&["importer", "absent.csv", "--operateur", "essai", "--vers", folder], "Ce fichier n'existe pas"),
        (&["importer", folder, "--operateur", "essai", "--vers", folder], "C'est un dossier"),
        (&["importer", table, "--operateur", "essai"], "Il manque"),
        (&["nouveau", "Essai", "--vers", folder], "n'est pas un identifiant"),
    ] {
        let run = run(args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(common::unwrapped(&run.err).contains(words), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_new_set_verifies_without_a_remark_and_runs_at_once() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = folder.path().join("jeu");
    let made = run(&["nouveau", "essai", "--nom", "Mon guichet", "--vers", text(&set)], "");
    assert_eq!(made.status, 0, "{}", made.err);
    let verified = run(&["verifier", "--arbres", text(&set)], "");
    assert!(verified.out.contains("0 erreur(s), 0 avertissement(s)."), "{}", verified.out);
    let guided = run(&["guider", "essai", "--json", "--reponse", "urgence=oui", "--arbres", text(&set)], "");
    assert!(guided.status == 0 && guided.out.contains("\"essai-01\""), "{}", guided.err);
    let again = run(&["nouveau", "essai", "--vers", text(&set)], "");
    assert_eq!(again.status, 2);
    let second = run(&["nouveau", "autre", "--vers", text(&set)], "");
    assert_eq!(second.status, 0, "{}", second.err);
    // Two copies of one example say the same words: that alone is remarked.
    let verified = run(&["verifier", "--arbres", text(&set)], "");
    let remarks = verified.out.matches("avertissement[").count();
    assert!(remarks > 0 && remarks == verified.out.matches("[entre-operateurs]").count(), "{}", verified.out);
    assert!(verified.out.contains("0 erreur(s)"), "{}", verified.out);
}

/// Fails where a contact has a number that the actions of the table do not state, or an id holds one.
fn no_number_travels(sections: &[Section], tree: &str) -> Result<(), TestCaseError> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for conduite in tree.split("Conduite(").skip(1) {
        let (id, rest) = conduite.split_once(',').unwrap_or_default();
        prop_assert_eq!(digits(id), "", "{}", id);
        let steps = rest.split("\n        ),").next().unwrap_or_default();
        for contact in steps.split("contact: \"").skip(1).filter_map(|after| after.split('"').next()) {
            let line = tree.lines().find(|line| line.contains(&format!("(id: \"{contact}\", nom:")));
            let values = line.unwrap_or_default().split("canal: Telephone, valeur: \"").skip(1);
            let used = steps.contains("Telephone");
            for value in values.filter_map(|after| after.split('"').next()).filter(|_| used) {
                let stated = sections
                    .iter()
                    .flat_map(|section| &section.rows)
                    .any(|row| digits(&row.action).contains(digits(value).trim_start_matches('0')));
                prop_assert!(
                    stated && digits(steps).contains(digits(value).trim_start_matches('0')),
                    "{}: {}",
                    value,
                    steps
                );
            }
        }
    }
    Ok(())
}

/// Imports, and fails where what is made does not verify.
fn import_or_refuse(bytes: &[u8]) -> Result<(), TestCaseError> {
    let identity = Identity::new("essai", "Essai");
    let Ok(read) = Document::read("t.csv", bytes, &Options::default()) else {
        return Ok(());
    };
    let Ok(sections) = read.of("essai", &[]) else {
        return Ok(());
    };
    let imported = import("t.csv", &sections, &identity);
    no_number_travels(&sections, &imported.tree)?;
    let document = aiguilleur::import::index::Document {
        titre: "T".to_owned(),
        auteur: "A".to_owned(),
        version: "V".to_owned(),
        date: "D".to_owned(),
        lacks: None,
    };
    let index = fresh(&document, &imported.item);
    let again = insert(INDEX, SMALL_INDEX, "neuf", &imported.item);
    prop_assert!(again.is_ok(), "{again:?}");
    let files = [(INDEX.to_owned(), index), ("essai.ron".to_owned(), imported.tree)];
    let set = Set::open(Box::new(common::Memory(files)));
    prop_assert!(set.is_ok(), "{set:?}");
    let report = set.map(|set| verify(&set));
    let sound = report.as_ref().is_ok_and(|report| !report.has_errors());
    prop_assert!(sound, "{report:#?}");
    Ok(())
}

/// Cells that look like those of tables, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "Niveau 1", "niveau 2", "URGENT", "hors bouquet", "", "-", "Démarches du jardin", "Section : X",
            "Déclarer un outil", "En cas de perte", "Toute urgence", "Pour les autres démarches, écrire au 3960",
            "En cas de blocage, contacter la caisse par téléphone au 09 99 99 99 99 ou par courrier à la mairie",
            "En cas de blocage :", "Contacter le bureau :\n- Par mail : a@b.fr\n- Par téléphone : 36 46 ou 3646",
            "• Un\n• Deux", "\"cité\" \\ fin", "Aucune", "autre", "\u{fffd}", "ne-sait-pas", "  ", "»«", "?", "…",
            "Orienter vers", "Catégorie", "Demande ou démarche", "Action à réaliser", "www.a.fr/?b=c, www.b.fr",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_give_a_set_that_verifies(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        import_or_refuse(&bytes)?;
    }

    #[test]
    fn any_text_is_refused_or_gives_a_set_that_verifies(text in "[a-zA-Z é;,\t\n\"1-2:•.-]{0,200}") {
        import_or_refuse(text.as_bytes())?;
    }

    #[test]
    fn any_table_is_refused_or_gives_a_set_that_verifies(
        rows in prop::collection::vec((cell(), prop::sample::select(vec!["Niveau 1", "Niveau 2", "Urgent", "Hors bouquet", ""]), cell()), 1..40),
        headed in any::<bool>(),
    ) {
        let mut text = if headed { HEAD.to_owned() } else { String::new() };
        for (demande, categorie, action) in rows {
            let quoted = |words: &str| format!("\"{}\"", words.replace('"', "\"\""));
            writeln!(text, "{};{categorie};{}", quoted(&demande), quoted(&action)).expect("it is a string");
        }
        import_or_refuse(text.as_bytes())?;
    }
}

#[test]
fn a_request_of_signs_alone_gives_a_set_that_verifies() {
    for demande in [".;𑴈", ". ; .", "...", ": x"] {
        let quoted = format!("{HEAD}\"{demande}\";Niveau 1;Appeler le service\n");
        import_or_refuse(quoted.as_bytes()).unwrap_or_else(|fault| panic!("{demande}: {fault}"));
    }
}

#[test]
fn a_request_that_becomes_urgent_by_an_empty_cell_is_told() {
    let imported =
        import_bytes(format!("{HEAD}Danger;Urgent;Appeler le 15\nGérer son dossier;;\n").as_bytes());
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    assert!(imported.run.out.contains("prend la catégorie « urgent »"), "{}", imported.run.out);
}

#[test]
fn what_is_done_before_any_blocage_is_done_with_the_usager() {
    let table =
        format!("{HEAD}Demander;Niveau 1;Joindre l'acte. En cas de blocage, appeler le service au 36 46\n");
    let imported = import_bytes(table.as_bytes());
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    let tree = imported.file("essai.ron");
    let faire = &tree[tree.find("faire: [").unwrap()..tree.find("suite:").unwrap()];
    assert!(faire.contains("Joindre l'acte."), "{tree}");
    let conduite = &tree[tree.find("etapes: [").unwrap()..];
    assert!(!conduite.contains("Joindre") && conduite.contains("36 46"), "{tree}");
}

#[test]
fn a_tree_left_by_an_interruption_is_told_and_never_written_over() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let table = folder.path().join("t.csv");
    std::fs::write(&table, format!("{HEAD}Demander;Niveau 2;Appeler le service\n")).unwrap();
    std::fs::write(folder.path().join("essai.ron"), "à moi").unwrap();
    let run = run(&["importer", text(&table), "--operateur", "essai", "--vers", text(folder.path())], "");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("aucun index ne"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("essai.ron")).unwrap(), "à moi");
}

#[test]
fn a_number_that_lacks_digits_is_written_nowhere_and_left_for_a_person() {
    let rows = "Ouvrir un compte;Niveau 1;En cas de blocage, contacter l'accueil au 09 69 32 72 1\nRupture;Urgent;Appeler le 15\n";
    let imported = import_bytes(format!("{HEAD}{rows}").as_bytes());
    assert_eq!(imported.run.status, 0, "{}", imported.run.err);
    assert!(imported.run.out.contains("Vérifiez ce numéro ou cette adresse"), "{}", imported.run.out);
    let tree = imported.file("essai.ron");
    assert!(tree.contains("// À FAIRE : Vérifiez ce numéro") && tree.contains("« 09 69 32 72 1 »"), "{tree}");
    assert!(!tree.contains("valeur: \"09 69"), "{tree}");
}

/// Tables as public services write them, what the preview must say of each, and what the tree must hold.
const ODD: &[(&str, &str, &str)] = &[
    (
        "\"demande\", \"catégorie\", \"action\"\n\"Un départ, un retour\", \"Niveau 1\", \"Aider, vérifier\"\n",
        "Un départ, un retour — niveau 1",
        "Aider, vérifier",
    ),
    (
        "demande;catégorie;action\nA faire;Niveau 1;En cas de blocage, contacter le service au 4 00 00 00 01\n",
        "niveau 1",
        "valeur: \"04 00 00 00 01\"",
    ),
    (
        "demande;catégorie;action\nA faire;Niveau 2;Appeler la caisse au 09\u{2011}00\u{2011}00\u{2011}00\u{2011}01\n",
        "niveau 2",
        "valeur: \"09 00 00 00 01\"",
    ),
    (
        "demande;catégorie;action\nA faire;Niveau 2;Appeler la caisse au 09–00–00–00–02\n",
        "niveau 2",
        "valeur: \"09 00 00 00 02\"",
    ),
    (
        "<html><table><tr><th>demande</th><th>catégorie</th><th>action</th></tr><tr><td>A faire</td><td>Niveau 1</td><td>Aider; puis</td></tr></table>",
        "C'est une page web",
        "Aider ; puis",
    ),
    ("demande;catégorie;action\nA faire_x000D_;Niveau 1;Aider._x000D_\n", "A faire — niveau 1", "\"Aider.\""),
    (
        "demande;catégorie;action\nA faire;Niveau 1;Aider\\nEn cas de blocage, appeler\n",
        "Aider En cas de blocage",
        "\"Aider\"",
    ),
    (
        "demande;catégorie;action\n\"Un<br>Deux\";Niveau 2;\"La caisse &amp; le service\"\n",
        "niveau 2",
        "La caisse & le service",
    ),
    (
        "Démarche;Prise en charge;;;;Action à réaliser\n;Niveau 1;Niveau 2;Urgent;Hors bouquet;\nA faire;;;X;;Appeler\n",
        "A faire — urgent",
        "categorie: Urgent",
    ),
    (
        "Intitulé de la démarche;Niveau de service;Orientation / contact;Observations\nA faire;Niveau 2;Appeler;une note\n",
        "A faire — niveau 2",
        "\"Appeler\"",
    ),
    (
        "Demande exprimée par l'usager à l'accueil de la structure;Catégorie de la démarche (niveau 1, niveau 2, urgent);Action à réaliser par le conseiller après l'accueil\nA faire;Urgent;Appeler\n",
        "A faire — urgent",
        "\"Appeler\"",
    ),
    (
        ";Démarche;Catégorie;Action\nVergers;A faire;Niveau 1;Aider\n;B faire;Niveau 2;Appeler\nRuches;C faire;Niveau 1;Aider\n",
        "Ruches (ligne 4)",
        "section-ruches",
    ),
    (
        "Démarche,Catégorie,Action\nVergers,Vergers,Vergers\nA faire,Niveau 1,Aider\n",
        "Vergers (ligne 2)",
        "section-vergers",
    ),
    (
        "demande;catégorie;action\nA faire;Niveau 1;Aider\n;;\nSource : un service;;\nPage 3 sur 9;;\n",
        "2 ligne(s) de pied",
        "Aider",
    ),
    (
        "Référentiel;;\nIntitulé de la;Niveau de;Conduite à\ndémarche;prise en charge;tenir\nA faire;Niveau 2;Appeler\n",
        "A faire — niveau 2",
        "Appeler",
    ),
    (
        "action;demande;catégorie\nAppeler;A faire;Niveau 2\naction;demande;catégorie\nAider;B faire;Niveau 1\n",
        "essai-02 : B faire — niveau 1",
        "Appeler",
    ),
];

#[test]
fn tables_as_people_have_them_are_read_as_they_are_meant() {
    for (table, preview, tree) in ODD {
        let imported = import_bytes(table.as_bytes());
        assert_eq!(imported.run.status, 0, "{table}: {}", imported.run.err);
        assert!(common::unwrapped(&imported.run.err).contains(preview), "{preview}: {}", imported.run.err);
        assert!(imported.file("essai.ron").contains(tree), "{tree}: {}", imported.file("essai.ron"));
        assert_eq!(imported.verified()["erreurs"], 0, "{table}");
    }
}

#[test]
fn columns_can_be_named_by_place_letter_or_title() {
    let source = TempDir::new().expect("a temporary folder can be made");
    let file = source.path().join("t.csv");
    fs::write(&file, "x;Quoi;Ton;Fais\nA faire;oui;Niveau 2;Appeler\n").unwrap();
    for columns in ["demande=1,categorie=C,action=Fais", "demande=A,categorie=3,action=4"] {
        let set = source.path().join(columns.replace(['=', ','], "-"));
        let args =
            ["importer", text(&file), "--operateur", "essai", "--vers", text(&set), "--colonnes", columns];
        let run = run(&args, "");
        assert!(run.status == 0 && run.err.contains("A faire — niveau 2"), "{columns}: {}", run.err);
    }
}

#[test]
fn an_operateur_is_added_beside_the_five() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let set = folder.path().join("jeu");
    let table = table("sections-marquees");
    let args =
        ["importer", text(&table), "--operateur", "msa", "--vers", text(&set), "--depuis", "embarques"];
    let first = run(&args, "");
    assert_eq!(first.status, 0, "{}", first.err);
    let verified = run(&["verifier", "--arbres", text(&set)], "");
    assert!(verified.status == 0 && verified.out.contains("MSA : 7 lignes"), "{}", verified.out);
    let index = fs::read_to_string(set.join("referentiel.ron")).expect("it was written");
    let item = &index[index.find("id: \"msa\"").expect("it is there")..];
    assert!(
        item[..item.find("sections").unwrap()].contains("identifiant: \"le numéro"),
        "what was known stays"
    );
    let again = run(&args, "");
    assert!(again.status == 2 && again.err.contains("a déjà un jeu"), "{}", again.err);
}

#[test]
fn the_tables_of_a_whole_document_are_imported_at_once() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let document = folder.path().join("document.csv");
    let exported = run(&["exporter", "csv", "-o", text(&document)], "");
    assert_eq!(exported.status, 0, "{}", exported.err);
    let set = folder.path().join("jeu");
    let args = ["importer", text(&document), "--vers", text(&set)];
    let imported = run(&args, "");
    assert_eq!(imported.status, 0, "{}", imported.err);
    let verified = run(&["verifier", "--arbres", text(&set)], "");
    for rows in ["Allocations familiales : 15 lignes", "Finances publiques : 24 lignes"] {
        assert!(verified.out.contains(rows), "{}", verified.out);
    }
    let again = run(&args, "");
    assert!(again.status == 0 && again.err.contains("« caf » a déjà son arbre"), "{}", again.err);
    let alone = run(&["importer", text(&table("tabulations")), "--vers", text(&set)], "");
    assert!(
        alone.status == 2 && common::unwrapped(&alone.err).contains("ne dit pas de quel opérateur"),
        "{}",
        alone.err
    );
}

#[test]
fn an_operateur_of_the_document_is_called_by_its_id() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (table, set) = (folder.path().join("t.csv"), folder.path().join("jeu"));
    fs::write(&table, "Demande;Catégorie;Action\nSuivre un colis;Niveau 2;Orienter vers le guichet\n")
        .expect("it can be written");
    let import = |id: &str| {
        run(&["importer", text(&table), "--operateur", id, "--nom", "La Poste", "--vers", text(&set)], "")
    };
    let refused = import("laposte");
    assert_eq!(refused.status, 2, "{}", refused.out);
    assert!(refused.err.contains("--operateur la-poste") && !set.exists(), "{}", refused.err);
    assert_eq!(import("la-poste").status, 0);
}
