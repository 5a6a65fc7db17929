//! What the core says of a document, its contacts and its rows, as it is read.

use crate::common;
use std::collections::BTreeSet;

use aiguilleur_core::tree::{Canal, Node, Tree};
use aiguilleur_core::verify::{Figures, median, verify};
use aiguilleur_core::walk::endings;

const STEP: &str = r#"(texte: "Appelez.", contact: "equipe", canaux: [Telephone])"#;

#[test]
fn the_document_is_named_by_its_version_and_date() {
    assert_eq!(common::embedded().referentiel.edition(), "V1 de décembre 2025");
}

#[test]
fn the_pages_of_an_operateur_are_read_as_one_says_them() {
    let mut set = common::embedded();
    let operateur = &mut set.referentiel.operateurs[0];
    for (first, last, words) in [
        (Some(5), Some(7), "pages 5 à 7"),
        (Some(5), Some(5), "page 5"),
        (Some(43), None, "page 43 et suivantes"),
        (None, Some(7), "jusqu'à la page 7"),
        (None, None, "pages non précisées"),
    ] {
        (operateur.premiere_page, operateur.derniere_page) = (first, last);
        assert_eq!(operateur.pages(), words);
    }
}

#[test]
fn each_kind_of_channel_has_its_own_name_and_four_are_of_no_use_without_a_value() {
    let names: BTreeSet<&str> = Canal::ALL.into_iter().map(Canal::nom).collect();
    assert!(names.len() == Canal::ALL.len() && names.contains("Téléphone"), "{names:?}");
    let needing: Vec<&str> =
        Canal::ALL.into_iter().filter(|canal| canal.needs_value()).map(Canal::nom).collect();
    assert_eq!(needing, ["Téléphone", "Courriel", "Courrier", "Site"]);
}

#[test]
fn the_documents_name_every_kind_of_channel() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/schema/referentiel.schema.json")).expect("it is JSON");
    let kinds = serde_json::to_value(Canal::ALL).expect("they are JSON");
    assert_eq!(schema["$defs"]["contact"]["properties"]["canal"]["enum"], kinds);
    let language = include_str!("../../docs/langage.md");
    for canal in Canal::ALL {
        assert!(language.contains(&format!("`{canal:?}`")), "docs/langage.md does not name {canal:?}");
    }
}

#[test]
fn a_channel_is_open_where_the_document_gives_nothing_to_reach_it_by() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let channel = trees[0].contacts.iter().flat_map(|contact| &contact.canaux).next().expect("there is one");
    for canal in Canal::ALL {
        let mut channel = channel.clone();
        (channel.canal, channel.valeur, channel.local, channel.filled) = (canal, None, None, Vec::new());
        assert_eq!(channel.is_open(), canal.needs_value() || canal.is_unsaid(), "{}", canal.nom());
        let filled = channel.clone();
        channel.filled = vec![filled];
        assert!(!channel.is_open(), "{} was completed", canal.nom());
        channel.filled.clear();
        channel.valeur = Some("36 46".to_owned());
        assert!(!channel.is_open(), "{} has a value", canal.nom());
    }
}

#[test]
fn the_rows_of_an_outcome_are_named_one_or_several_or_none() {
    let set = common::embedded();
    let mut seen = BTreeSet::new();
    for tree in &common::trees(&set) {
        for ending in endings(tree) {
            let request = ending.outcome.request;
            let (lignes, rows) = (request.lignes(), request.lignes_label());
            match lignes {
                [] => assert_eq!(rows, "aucune ligne"),
                [one] => assert_eq!(rows, format!("ligne {one}")),
                several => assert_eq!(rows, format!("lignes {}", several.join(", "))),
            }
            seen.insert(lignes.len().min(2));
        }
    }
    assert!(seen.contains(&1) && seen.contains(&2), "{seen:?}");
}

#[test]
fn a_channel_that_two_steps_name_comes_once_and_two_of_one_kind_both_come() {
    let tree = |step: &str| -> Tree {
        let text = common::SMALL_TREE
            .replace(
                "(canal: AdministrationPlus)]",
                "(canal: Telephone, valeur: \"36 47\"), (canal: AdministrationPlus)]",
            )
            .replace(STEP, step);
        common::linked(&text)
    };
    let values = |tree: &Tree| -> Vec<String> {
        let endings: Vec<_> = endings(tree).collect();
        let calls = endings.iter().find(|ending| ending.outcome.conduite.is_some_and(|c| c.id == "appeler"));
        let contacts = calls.expect("one calls").outcome.contacts();
        contacts.iter().filter_map(|(_, channel)| channel.valeur.clone()).collect()
    };
    let all = r#"(texte: "Appelez.", contact: "equipe")"#;
    assert_eq!(values(&tree(all)), ["36 46", "36 47"]);
    assert_eq!(values(&tree(&format!("{all}, {all}, {STEP}"))), ["36 46", "36 47"]);
    assert_eq!(values(&tree(STEP)), ["36 46"], "the first of the kind is meant");
}

#[test]
fn the_middle_of_sorted_numbers_is_the_lower_of_two() {
    assert_eq!([median(&[]), median(&[3]), median(&[3, 5]), median(&[1, 4, 9])], [0, 3, 3, 4]);
    assert_eq!(median(&[1, 2, 3, 4, 5, 6]), 3);
}

#[test]
fn a_shared_question_keeps_its_words_and_leads_where_its_place_says() {
    let text = common::SMALL_TREE.replacen(
        "noeuds: [",
        r#"questions: [(id: "sure", texte: "Sûr ?", reponses: [(id: "oui", texte: "Tout à fait"), (id: "non", texte: "Pas du tout")])],
        noeuds: [Renvoi(id: "ici", question: "sure", reponses: [(id: "non", vers: "autre"), (id: "oui", vers: "demarche")]),"#,
        1,
    );
    let tree = common::linked(&text);
    let question = tree.questions().find(|question| question.id == "sure").expect("it is there");
    let answers: Vec<(&str, &str, &str)> = question
        .reponses
        .iter()
        .map(|reponse| {
            let id = match tree.node(reponse.vers.expect("it leads somewhere")) {
                Node::Demarche(demarche) => &demarche.id,
                Node::NonPrevu(non_prevu) => &non_prevu.id,
                other => panic!("{other:?}"),
            };
            (reponse.id.as_str(), reponse.texte.as_str(), id.as_str())
        })
        .collect();
    assert_eq!(answers, [("oui", "Tout à fait", "demarche"), ("non", "Pas du tout", "autre")]);
}

#[test]
fn the_report_counts_the_outcomes_of_each_tree() {
    let set = common::embedded();
    let report = verify(&set);
    assert_eq!(report.trees.iter().map(Figures::outcomes).sum::<usize>(), 254);
}
