//! A finding points at the very words at fault, not at words like them, nor near them.

use crate::common;
use crate::common::{SMALL_INDEX, SMALL_TREE, changed_tree as changed};
use aiguilleur_core::tree::{Lines, Snippet, parse};
use aiguilleur_core::verify::verify;

/// What the findings of this rule point at, each with what stands before it on its line.
fn pointed(tree: &str, rule: &str) -> Vec<(String, String)> {
    let report = verify(&common::in_memory(SMALL_INDEX, tree));
    let snippets = report.findings.into_iter().filter(|one| one.rule == rule).filter_map(|one| one.snippet);
    snippets
        .map(|one| (one.text[..one.start].trim_start().to_owned(), one.text[one.start..one.end].to_owned()))
        .collect()
}

/// The one place that the findings of this rule point at.
fn place(tree: &str, rule: &str) -> (String, String) {
    let places = pointed(tree, rule);
    let [place] = places.as_slice() else { panic!("{rule}: {places:?}") };
    place.clone()
}

fn at(before: &str, words: &str) -> (String, String) {
    (before.to_owned(), words.to_owned())
}

#[test]
fn words_are_pointed_at_in_their_own_field() {
    let answer = changed(
        r#"(id: "faire", texte: "Faire la démarche", vers: "demarche")"#,
        r#"(id: "perdu", texte: "perdu", vers: "perdu")"#,
    );
    assert_eq!(place(&answer, "cible"), at(r#"(id: "perdu", texte: "perdu", vers: "#, r#""perdu""#));
    let in_a_list = changed(
        "titre: \"Une urgence\",\n            lignes: [\"essai-01\"]",
        "titre: \"essai-9\", lignes: [\"essai-01\", \"essai-9\"]",
    );
    assert_eq!(place(&in_a_list, "ligne"), at(r#"titre: "essai-9", lignes: ["essai-01", "#, r#""essai-9""#));
    let question = changed(
        r#"id: "demande",
            texte: "Que veut l'usager ?","#,
        r#"id: "demande", texte: "demande","#,
    );
    assert_eq!(place(&question, "question"), at(r#"id: "demande", texte: "#, r#""demande""#));
    let blocage = changed(
        r#"faire: ["Faites la démarche."],
            suite: SiBlocage("#,
        r#"faire: ["Essayez."], suite: SiBlocage(question: "Essayez.", "#,
    );
    assert_eq!(
        place(&blocage, "question"),
        at(r#"faire: ["Essayez."], suite: SiBlocage(question: "#, r#""Essayez.""#)
    );
}

#[test]
fn a_node_is_pointed_at_by_its_first_line_past_its_comments() {
    let tree = changed(
        r#"Conduite(id: "appeler", etapes: [(texte: "Appelez.", contact: "equipe", canaux: [Telephone])])"#,
        "// Une note.\n        // Une autre.\n        Conduite(id: \"appeler\",\n        etapes: [])",
    );
    assert_eq!(place(&tree, "etapes"), at("", r#"Conduite(id: "appeler","#));
    let on_one_line = changed(r#"[(texte: "Appelez.", contact: "equipe", canaux: [Telephone])]"#, "[]");
    assert_eq!(place(&on_one_line, "etapes"), at("", r#"Conduite(id: "appeler", etapes: [])"#));
}

#[test]
fn what_cannot_be_read_is_pointed_at_by_its_word() {
    let field = changed(r#"titre: "Une démarche""#, r#"titr: "Une démarche""#);
    assert_eq!(place(&field, "lecture"), at("", "titr"));
    let variant = changed("categorie: Niveau1", "categorie: Niveau9");
    assert_eq!(place(&variant, "lecture"), at("categorie: ", "Niveau9"));
}

#[test]
fn what_waits_for_a_person_is_pointed_at_to_the_end_of_its_line() {
    let tree = changed(
        "        Demarche(\n            id: \"danger\"",
        "        // À FAIRE : un titre.\n        Demarche(\n            id: \"danger\"",
    );
    assert_eq!(place(&tree, "a-faire"), at("", "// À FAIRE : un titre."));
    let at_the_end = format!("{SMALL_TREE}// À FAIRE : la suite.");
    assert_eq!(place(&at_the_end, "a-faire"), at("", "// À FAIRE : la suite."));
}

#[test]
fn an_end_met_before_the_urgency_is_pointed_at_and_no_question_is() {
    let tree = changed(r#"debut: "urgence""#, r#"debut: "demande""#);
    let mut ends: Vec<String> =
        pointed(&tree, "urgence-d-abord").into_iter().map(|(_, words)| words).collect();
    ends.sort();
    ends.dedup();
    let (last, demarches) = ends.split_last().expect("ends are met");
    assert!(last.starts_with("NonPrevu("), "{ends:?}");
    assert!(
        !demarches.is_empty()
            && demarches.iter().all(|end| end.starts_with("Demarche(") || end.starts_with("Conduite(")),
        "{ends:?}"
    );
}

#[test]
fn a_place_within_a_letter_is_that_of_the_letter() {
    let snippet = Snippet::new("a é b", 3, 4);
    assert_eq!((snippet.line, snippet.column, &snippet.text[snippet.start..]), (1, 3, "é b"));
}

#[test]
fn each_item_of_a_list_has_its_bytes_and_its_line() {
    let text = "[\n    // Un.\n    (id: \"a\"),\n    (id: \"b\"), // deux\n]";
    let items = parse::items("f.ron", text).expect("it is a list");
    let shown: Vec<(&str, usize)> =
        items.iter().map(|item| (&text[item.range()], Lines::new(text).line(item.range().start))).collect();
    assert_eq!(shown, [("// Un.\n    (id: \"a\")", 2), ("(id: \"b\")", 4)]);
}
