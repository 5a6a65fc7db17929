//! The proof of a tree against its document, both ways.

use std::fs;

use crate::common::{self, run};
use serde_json::Value;
use tempfile::TempDir;

/// A table in our own words, in the shape of the document: sections, merged cells, bullets.
const TABLE: &str = "\
Demande ou démarche\tCatégorie\tAction à réaliser par le conseiller France services
---------------------\t-----------\t---

Démarches liées au jardin\t\t
Sur le site jardin.exemple.fr : <input type=\"checkbox\"> Demander une parcelle de 50 m² <input type=\"checkbox\"> Rendre un outil\tDémarche de niveau 1\tEn cas de blocage, contacter l'accueil au 09 99 00 12 34 (service gratuit + prix de l'appel), sauf le lundi
Planter un arbre\t\t
En cas de litige entre deux voisins\tDémarche de niveau 2\tPrendre rendez-vous avec le médiateur dans un délai de 2 mois

Démarches liées à la récolte\t\t
Toute perte de récolte\tSituation urgente\tContacter le correspondant du guichet via Administration+
Vendre ses légumes\tHors bouquet\tOrienter vers la mairie, par courriel : mairie@exemple.fr
";

/// A set made of the table.
struct Set {
    folder: TempDir,
}

impl Set {
    fn new() -> Self {
        let set = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        let table = set.table(TABLE);
        let run = run(&["importer", &table, "--operateur", "essai", "--vers", &set.path("jeu")], "");
        assert_eq!(run.status, 0, "{}", run.err);
        set
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn table(&self, text: &str) -> String {
        fs::write(self.path("table.txt"), text).expect("it can be written");
        self.path("table.txt")
    }

    /// The rows and the sides of what is found between the tree and this table.
    fn gaps(&self, text: &str) -> (i32, Vec<(String, String)>) {
        let table = self.table(text);
        let set = self.path("jeu");
        let run =
            run(&["verifier", "--source", &table, "--operateur", "essai", "--arbres", &set, "--json"], "");
        let report: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
        let words = |gap: &Value, name: &str| gap[name].as_str().expect("a word").to_owned();
        let gaps = report["constats"].as_array().expect("a list");
        (run.status, gaps.iter().map(|gap| (words(gap, "ligne"), words(gap, "absent_de"))).collect())
    }
}

#[test]
fn a_unit_a_day_a_side_and_a_lone_short_number_are_compared_too() {
    let text = "\
Demande ou démarche\tCatégorie\tAction à réaliser
Déclarer une haie\tDémarche de niveau 2\tContacter le guichet sous 5 jours ouvrés, le mardi, à 55 ans ou plus, dans les 30 jours qui suivent : www.haies.example, 3631
";
    let set = Set::new();
    let table = set.table(text);
    let made = run(
        &["importer", &table, "--operateur", "haies", "--nom", "Haies", "--vers", &set.path("haies")],
        "",
    );
    assert_eq!(made.status, 0, "{}", made.err);
    let gaps = |text: &str| {
        let args = [
            "verifier",
            "--operateur",
            "haies",
            "--arbres",
            &set.path("haies"),
            "--source",
            &set.table(text),
        ];
        run(&args, "")
    };
    assert_eq!(gaps(text).status, 0, "{}", gaps(text).out);
    for (before, after) in [
        ("5 jours ouvrés", "5 semaines"),
        ("5 jours ouvrés", "5 jours"),
        ("mardi", "jeudi"),
        ("ou plus", "ou moins"),
        ("qui suivent", "qui précèdent"),
        ("3631", "3632"),
    ] {
        let found = gaps(&text.replace(before, after));
        assert!(found.status == 1 && found.out.contains("haies-01"), "{before} → {after}: {}", found.out);
    }
    // The tree may say that the short number is called: the document has it all the same.
    let tree = set.path("haies/haies.ron");
    let written = fs::read_to_string(&tree).expect("it was written");
    let called = written.replace(", 3631", ", ou appelez le 36 31");
    assert_ne!(called, written, "{written}");
    fs::write(&tree, called).expect("it can be written");
    assert_eq!(gaps(text).status, 0, "{}", gaps(text).out);
}

#[test]
fn a_table_whose_title_names_nobody_is_nobody_s_whatever_its_rows_say() {
    let set = Set::new();
    let row = "Demander sa retraite;Niveau 1;Aider à la demande de retraite\n";
    let rows = row.replace("retraite;", "retraite, par le site;") + &row.repeat(8);
    let table = set.path("t.csv");
    fs::write(&table, format!("Office des transports;;\nDemande;Catégorie;Action\n{rows}"))
        .expect("it can be written");
    let refused = run(&["importer", &table, "--vers", &set.path("x")], "");
    assert!(refused.status == 2 && refused.err.contains("ne dit pas de quel opérateur"), "{}", refused.err);
    let two = set.path("deux.csv");
    let text = format!(
        "CAF;;\nDemande;Catégorie;Action\nDemander une aide;Niveau 1;Aider\n;;\nOffice des transports;;\nDemande;Catégorie;Action\n{rows}"
    );
    fs::write(&two, text).expect("it can be written");
    let told = run(&["importer", &two, "--vers", &set.path("y")], "");
    assert!(
        told.status == 1 && common::unwrapped(&told.err).contains("9 ligne(s). Il n'est pas importé"),
        "{}{}",
        told.out,
        told.err
    );
}

#[test]
fn the_tables_of_the_sections_of_one_operateur_are_its_own_and_no_table_of_an_unknown_body_is() {
    const TABLES: &str = "\
## Caisse d'allocations familiales
### Démarches générales
| Demande ou démarche | Catégorie | Action à réaliser |
|---|---|---|
| Rechercher un numéro | Niveau 1 | Aider à la recherche |
### Démarches liées au logement
| Demande ou démarche | Catégorie | Action à réaliser |
|---|---|---|
| Demander une aide | Niveau 2 | Aider à la demande |
## Office des transports
### Démarches générales
| Demande ou démarche | Catégorie | Action à réaliser |
|---|---|---|
| Obtenir une carte | Niveau 1 | Aider à obtenir la carte |
";
    let set = Set::new();
    let table = set.path("sections.md");
    fs::write(&table, TABLES).expect("it can be written");
    let folder = set.path("sections");
    let made = run(&["importer", &table, "--vers", &folder], "");
    let told = common::unwrapped(&made.err);
    assert!(made.status == 1 && told.contains("« Office des transports, Démarches générales »"), "{told}");
    let tree = fs::read_to_string(set.path("sections/caf.ron")).expect("it was written");
    assert!(tree.contains("Demander une aide") && !tree.contains("Obtenir une carte"), "{tree}");
    let compared = run(&["verifier", "--arbres", &folder, "--source", &table], "");
    let told = common::unwrapped(&compared.err);
    assert!(compared.status == 1 && told.contains("Il n'est pas comparé"), "{}{told}", compared.out);
    assert!(compared.out.contains("2 ligne(s)") && compared.out.contains("Aucun écart"), "{}", compared.out);
}

#[test]
fn an_imported_tree_says_what_its_table_says() {
    assert_eq!(Set::new().gaps(TABLE), (0, Vec::new()));
}

#[test]
fn each_change_of_the_table_is_named_with_its_row() {
    let set = Set::new();
    for (before, after, row) in [
        ("09 99 00 12 34", "09 99 00 12 35", "01"),
        ("jardin.exemple.fr", "jardin.exemple.org", "01"),
        ("50 m²", "60 m²", "01"),
        ("service gratuit", "service payant", "01"),
        (", sauf le lundi", "", "01"),
        ("délai de 2 mois", "délai de 3 mois", "03"),
        ("rendez-vous avec", "contact par courrier avec", "03"),
        ("Situation urgente", "Démarche de niveau 2", "04"),
        ("via Administration+", "selon les modalités définies localement", "04"),
        ("mairie@exemple.fr", "mairie@exemple.com", "05"),
    ] {
        assert!(TABLE.contains(before), "{before}");
        let (status, gaps) = set.gaps(&TABLE.replace(before, after));
        assert_eq!(status, 1, "{before} -> {after}");
        let rows: Vec<&str> = gaps.iter().map(|(row, _)| row.trim_start_matches("essai-")).collect();
        // What the first row says, the merged row below it says too.
        assert!(
            rows.contains(&row) && rows.iter().all(|r| *r == row || row == "01" && *r == "02"),
            "{before}: {gaps:?}"
        );
    }
}

#[test]
fn a_word_that_changes_no_fact_is_named_with_its_row_until_it_is_read_again() {
    let set = Set::new();
    for (before, after, row) in [
        ("Demander une parcelle", "Ne pas demander une parcelle", "01"),
        ("deux voisins", "deux cousins", "03"),
        ("Toute perte", "Perte", "04"),
        ("Orienter vers la mairie", "Orienter vers le marché", "05"),
    ] {
        let (status, gaps) = set.gaps(&TABLE.replace(before, after));
        let rows: Vec<&str> = gaps.iter().map(|(row, _)| row.trim_start_matches("essai-")).collect();
        assert_eq!((status, rows.contains(&row)), (1, true), "{before}: {gaps:?}");
    }
    // Another layout of the same words is no change.
    let laid = TABLE.replace("Prendre rendez-vous avec", "PRENDRE  rendez-vous, avec");
    assert_eq!(set.gaps(&laid), (0, Vec::new()));
    let new = TABLE.replace("deux voisins", "deux cousins");
    let table = set.table(&new);
    let run = run(&["importer", &table, "--operateur", "essai", "--sur", &set.path("jeu")], "");
    assert!(run.status < 2, "{}{}", run.out, run.err);
    let named = |gaps: &(i32, Vec<(String, String)>)| gaps.1.iter().any(|(row, _)| row == "essai-03");
    assert!(named(&set.gaps(&new)), "what nobody has read again is still named");
    // Read again, and said so: the trace that the proof gives is written in the index.
    let table = set.table(&new);
    let told = crate::common::run(
        &["verifier", "--source", &table, "--operateur", "essai", "--arbres", &set.path("jeu")],
        "",
    );
    let told = common::unwrapped(&told.out);
    let trace =
        told.split("empreinte: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("it is given");
    let index = set.path("jeu/referentiel.ron");
    let text = fs::read_to_string(&index).expect("it was written");
    let line = text.lines().find(|line| line.contains("essai-03")).expect("the row is there");
    let old = line.split("empreinte: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("it has one");
    fs::write(&index, text.replace(old, trace)).expect("it can be written");
    assert_eq!(set.gaps(&new), (0, Vec::new()));
}

#[test]
fn a_section_that_takes_another_title_is_named_by_its_first_row() {
    let set = Set::new();
    let gaps = set.gaps(&TABLE.replace("liées à la récolte", "liées à la récolte (hors urgence)"));
    assert_eq!(gaps, (1, vec![("essai-04".to_owned(), "arbre".to_owned())]));
}

#[test]
fn a_line_to_call_is_no_other_row() {
    let set = Set { folder: TempDir::new().expect("a temporary folder can be made") };
    let text = "Demande ou démarche;Catégorie;Action à réaliser\nPlanter un arbre;Niveau 2;Ligne partenaire du jardin : 09 99 00 12 34\n\
                Vendre;Niveau 2;Ligne directe : 36 46\n";
    let table = set.path("t.csv");
    fs::write(&table, text).expect("it can be written");
    let made = run(&["importer", &table, "--operateur", "essai", "--vers", &set.path("jeu")], "");
    assert_eq!(made.status, 0, "{}", made.err);
    let gaps = |text: &str| {
        fs::write(&table, text).expect("it can be written");
        run(&["verifier", "--source", &table, "--operateur", "essai", "--arbres", &set.path("jeu")], "")
    };
    assert_eq!(gaps(text).status, 0, "{}", gaps(text).out);
    let other = gaps(&text.replace("09 99 00 12 34", "09 99 00 12 35"));
    assert!(other.status == 1 && other.out.contains("essai-01"), "{}", other.out);
}

#[test]
fn a_row_that_is_lost_or_added_moves_no_other() {
    let set = Set::new();
    let litige = TABLE.lines().find(|line| line.starts_with("En cas de litige")).expect("it is there");
    let (_, gaps) = set.gaps(&TABLE.replace(&format!("{litige}\n"), ""));
    assert_eq!(gaps, [("essai-03".to_owned(), "document".to_owned())]);
    let more = format!("{litige}\nÉlever des abeilles\tHors bouquet\tOrienter vers le rucher");
    let (_, gaps) = set.gaps(&TABLE.replace(litige, &more));
    // By the next free id, as `comparer` and `importer --sur` call it.
    assert_eq!(gaps, [("essai-06".to_owned(), "arbre".to_owned())]);
}

#[test]
fn a_dash_or_a_no_in_a_matrix_is_no_cross() {
    for (no, yes) in [("-", "X"), ("non", "oui"), ("☐", "☒")] {
        let set = Set { folder: TempDir::new().expect("a temporary folder can be made") };
        let table = set.path("matrice.csv");
        let text = format!(
            "Demande ou démarche;Niveau 1;Niveau 2;Urgent;Hors bouquet;Action à réaliser\nPlanter un arbre;{no};{yes};{no};{no};Appeler le 09 99 00 12 34\nVendre;{yes};{no};{no};{no};Aller en mairie\n"
        );
        fs::write(&table, text).expect("it can be written");
        let run = run(&["importer", &table, "--operateur", "essai", "--vers", &set.path("jeu")], "");
        assert_eq!(run.status, 0, "{no}: {}", run.err);
        let index = fs::read_to_string(set.path("jeu/referentiel.ron")).expect("it can be read");
        assert!(
            index.contains("essai-01\", categorie: Niveau2")
                && index.contains("essai-02\", categorie: Niveau1"),
            "{index}"
        );
    }
}

#[test]
fn a_table_under_the_title_of_each_section_keeps_the_titles() {
    let head = "|Demande ou démarche|Catégorie|Action à réaliser|\n|---|---|---|\n";
    let rows = [
        "|Planter un arbre|Niveau 1|Appeler le 09 99 00 12 34|",
        "|Vendre ses légumes|Hors bouquet|Aller en mairie|",
    ];
    let imported = |titles: [&str; 2]| {
        let set = Set { folder: TempDir::new().expect("a temporary folder can be made") };
        let table = set.path("jardins.md");
        let page = |rank: usize| format!("### {}\n\n{head}{}\n\n", titles[rank], rows[rank]);
        fs::write(&table, format!("# Jardins\n\n{}{}", page(0), page(1))).expect("it can be written");
        let run = run(&["importer", &table, "--operateur", "essai", "--vers", &set.path("jeu")], "");
        assert_eq!(run.status, 0, "{}", run.err);
        fs::read_to_string(set.path("jeu/referentiel.ron")).expect("it can be read")
    };
    let told = imported(["Démarches du jardin", "Démarches de la récolte"]);
    assert!(told.contains("Démarches du jardin") && told.contains("Démarches de la récolte"), "{told}");
    // Pages that go on are no sections.
    assert!(!imported(["Page 1", "Page 2"]).contains("Page 1"));
}

#[test]
fn a_row_that_is_moved_is_no_change_and_one_said_twice_is_told_once() {
    let set = Set::new();
    let row = "En cas de litige entre deux voisins\tDémarche de niveau 2\tPrendre rendez-vous avec le médiateur dans un délai de 2 mois\n";
    let without = TABLE.replace(row, "");
    assert_ne!(without, TABLE);
    assert_eq!(set.gaps(&format!("{without}{row}")), (0, Vec::new()));
    // What it says is the same: that it stands in another section is told, and is no gap.
    let table = set.table(&format!("{without}{row}"));
    let told =
        run(&["verifier", "--source", &table, "--operateur", "essai", "--arbres", &set.path("jeu")], "");
    assert_eq!(told.status, 0, "{}", told.out);
    let words = common::unwrapped(&told.out);
    assert!(words.contains("1 ligne(s) ont changé de section") && words.contains("essai-03"), "{words}");
    let above = "Vendre ses légumes";
    assert_eq!(set.gaps(&without.replace(above, &format!("{row}{above}"))), (0, Vec::new()));
    let twice = set.gaps(&format!("{TABLE}{row}"));
    assert_eq!(twice, (1, vec![("essai-06".to_owned(), "arbre".to_owned())]));
}

#[test]
fn a_channel_that_only_the_words_of_a_step_name_is_compared() {
    let more = mutated("Prendre rendez-vous avec", "Prendre rendez-vous par courrier avec");
    assert_eq!(more, (1, vec![("essai-03".to_owned(), "document".to_owned())]));
}

#[test]
fn what_is_asked_and_what_the_usager_takes_home_is_compared_as_well() {
    for (from, to, ligne) in [
        // An answer, a help, words for the usager.
        ("texte: \"Toute perte de récolte\", vers", "texte: \"Toute perte depuis 9 mois\", vers", "essai-04"),
        (
            "aide: \"Dans le doute, choisissez « Je ne sais pas ».\"",
            "aide: \"Appelez d'abord le 09 99 00 55 55.\"",
            "essai-04",
        ),
        ("contact: \"mairie\"", "usager: \"Écrivez sous 6 jours.\", contact: \"mairie\"", "essai-05"),
        (
            "texte: \"Planter un arbre\", vers",
            "texte: \"Planter un arbre, voyez arbre.example.org\", vers",
            "essai-02",
        ),
    ] {
        assert_eq!(mutated(from, to), (1, vec![(ligne.to_owned(), "document".to_owned())]), "{to}");
    }
}

#[test]
fn whom_a_tree_sends_to_is_whom_its_table_sends_to() {
    for (from, to, ligne) in [
        (
            "Prendre rendez-vous avec le médiateur",
            "Prendre rendez-vous avec le médiateur ou le notaire",
            "essai-03",
        ),
        ("nom: \"le correspondant du guichet\"", "nom: \"la préfecture\"", "essai-04"),
        ("Orienter vers la mairie", "Orienter vers la mairie ou la MSA", "essai-05"),
    ] {
        assert_eq!(mutated(from, to), (1, vec![(ligne.to_owned(), "document".to_owned())]), "{to}");
    }
    // Nobody in its place: the contact still says whom.
    assert_eq!(mutated("rendez-vous avec le médiateur", "rendez-vous"), (0, Vec::new()));
}

#[test]
fn a_number_in_letters_is_the_number() {
    assert_eq!(mutated("dans un délai de 2 mois", "dans un délai de deux mois"), (0, Vec::new()));
    let invented = mutated("avec le médiateur dans", "avec le médiateur, sous quinze jours, dans");
    assert_eq!(invented, (1, vec![("essai-03".to_owned(), "document".to_owned())]));
}

#[test]
fn what_is_ours_is_one_sentence_and_a_row_that_is_named_says_what_is_cited() {
    let text = "Prendre rendez-vous avec le médiateur dans un délai de 2 mois";
    for (said, found) in [
        ("Hors référentiel : appelez d'abord le 09 11 22 33 44.", 0),
        ("Hors référentiel : essayez deux fois. Appelez le 09 11 22 33 44.", 1),
        ("La ligne essai-01 donne le 09 99 00 12 34.", 0),
        ("La ligne essai-01 donne le 09 11 22 33 44.", 1),
        ("Le référentiel ne dit rien après le 09 11 22 33 44.", 1),
    ] {
        let (status, gaps) = mutated(text, &format!("{text}. {said}"));
        assert_eq!((status, gaps.is_empty()), (found, found == 0), "{said}: {gaps:?}");
    }
    // An end that names no row says nothing that no row says.
    let end = "Le tableau ne dit rien de cette demande.";
    assert_eq!(mutated(end, &format!("{end} Appelez le 09 11 22 33 44.")).0, 1);
}

#[test]
fn a_number_that_helps_to_tell_an_urgency_is_that_of_no_other_row() {
    let set = Set::new();
    let tree = set.path("jeu/essai.ron");
    let text = fs::read_to_string(&tree).expect("it is there");
    let help = "aide: \"Dans le doute, choisissez « Je ne sais pas ».\"";
    let lost = text.replace(" dans un délai de 2 mois", "").replacen(help, "aide: \"Depuis 2 mois ?\"", 1);
    assert!(lost.contains("Depuis 2 mois ?") && !lost.contains("délai"), "{lost}");
    fs::write(&tree, lost).expect("it can be written");
    let (status, gaps) = set.gaps(TABLE);
    assert!(status == 1 && gaps.contains(&("essai-03".to_owned(), "arbre".to_owned())), "{gaps:?}");
}

/// What is found where the first of these words of an imported tree are others.
fn mutated(from: &str, to: &str) -> (i32, Vec<(String, String)>) {
    let set = Set::new();
    let tree = fs::read_to_string(set.path("jeu/essai.ron")).expect("it was written");
    assert!(tree.contains(from), "{from} is not in {tree}");
    fs::write(set.path("jeu/essai.ron"), tree.replacen(from, to, 1)).expect("it can be written");
    set.gaps(TABLE)
}

#[test]
fn the_five_trees_say_what_the_document_says() {
    let Some(document) = common::document() else { return };
    let run = run(&["verifier", "--source", &document.display().to_string()], "");
    assert_eq!(run.status, 0, "{}", run.out);
    for rows in [
        "Allocations familiales : 15",
        "Assurance maladie : 28",
        "Assurance retraite : 26",
        "Chèque énergie : 12",
        "Finances publiques : 24",
    ] {
        assert!(run.out.contains(rows), "{rows}: {}", run.out);
    }
}
