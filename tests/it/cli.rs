//! The command line: given these arguments, this result, these messages, this status.

use crate::common;
use std::fmt::Write as _;

use crate::common::run;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_outcome_of_lister_is_found_again_by_guider() {
    let listed = run(&["lister", "--json"], "");
    assert_eq!((listed.status, listed.err.as_str()), (0, ""));
    let Value::Array(outcomes) = json(&listed.out) else { panic!("an array") };
    assert!(outcomes.len() > 200, "{} outcomes", outcomes.len());
    for outcome in outcomes {
        let mut args =
            vec!["guider".to_owned(), outcome["operateur"].as_str().unwrap().to_owned(), "--json".to_owned()];
        for step in outcome["chemin"].as_array().unwrap() {
            args.push("--reponse".to_owned());
            args.push(format!(
                "{}={}",
                step["question"].as_str().unwrap(),
                step["reponse"].as_str().unwrap()
            ));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let guided = run(&args, "");
        assert_eq!((guided.status, guided.err.as_str()), (0, ""), "{args:?}");
        assert_eq!(json(&guided.out), outcome, "{args:?}");
    }
}

#[test]
fn an_outcome_has_the_fields_of_the_contract_in_their_types() {
    let Value::Array(outcomes) = json(&run(&["lister", "--json"], "").out) else { panic!("an array") };
    let fields = [
        "operateur",
        "demarche",
        "titre",
        "demarches",
        "lignes",
        "voir_aussi",
        "categorie",
        "blocage",
        "urgence",
        "faire",
        "conduite",
        "etapes",
        "contacts",
        "complements",
        "chemin",
    ];
    let channels = [
        "administration_plus",
        "telephone",
        "courriel",
        "courrier",
        "messagerie_securisee",
        "rendez_vous",
        "site",
        "sur_place",
        "local",
        "non_precise",
    ];
    for outcome in &outcomes {
        let object = outcome.as_object().expect("an object");
        assert_eq!(
            object.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
            fields.into()
        );
        let not_foreseen = outcome["categorie"] == "non_prevu";
        assert_eq!(outcome["demarche"].is_null(), not_foreseen, "{outcome}");
        assert_eq!(
            outcome["conduite"].is_null(),
            outcome["etapes"].as_array().unwrap().is_empty(),
            "{outcome}"
        );
        let on_the_spot = outcome["categorie"] == "niveau_1" && outcome["blocage"] == false;
        assert!(!on_the_spot || outcome["conduite"].is_null(), "{outcome}");
        assert!(not_foreseen || !outcome["lignes"].as_array().unwrap().is_empty(), "{outcome}");
        for contact in outcome["contacts"].as_array().unwrap() {
            assert!(channels.contains(&contact["canal"].as_str().unwrap()), "{contact}");
            assert_eq!(contact.as_object().unwrap().len(), 6, "{contact}");
        }
    }
}

#[test]
fn one_operateur_can_be_listed() {
    let Value::Array(outcomes) = json(&run(&["lister", "cheque-energie", "--json"], "").out) else {
        panic!("an array")
    };
    assert!(!outcomes.is_empty() && outcomes.iter().all(|outcome| outcome["operateur"] == "cheque-energie"));
    assert_eq!(json(&run(&["lister", "msa", "--json"], "").out), Value::Array(Vec::new()));
}

#[test]
fn the_list_for_people_names_the_twelve_operateurs_and_their_state() {
    let listed = run(&["lister"], "");
    for words in [
        "Allocations familiales (caf), pages 5 à 7 : arbre fourni",
        "MSA (msa), pages 35 à 40 : tableau non fourni",
        "Urssaf (urssaf), page 43 et suivantes",
    ] {
        assert!(listed.out.contains(words), "{words}");
    }
}

#[test]
fn guider_json_names_the_question_that_is_missing_and_its_answers() {
    let guided = run(&["guider", "caf", "--json", "--reponse", "urgence=non"], "");
    assert_eq!((guided.status, guided.out.as_str()), (2, ""));
    assert!(guided.err.contains("« theme »") && guided.err.contains("famille, logement"), "{}", guided.err);
}

#[test]
fn wrong_answers_are_refused_with_the_valid_ones() {
    for (answer, words) in [
        ("inconnue=oui", "« inconnue » n'est pas une question"),
        ("urgence=inconnue", "« inconnue » n'est pas une réponse à « urgence »"),
        ("urgence", "QUESTION=REPONSE"),
        ("=oui", "QUESTION=REPONSE"),
    ] {
        for json in [&["--json"][..], &[]] {
            let args = [&["guider", "caf", "--reponse", answer][..], json].concat();
            let guided = run(&args, "");
            assert_eq!((guided.status, guided.out.as_str()), (2, ""), "{answer}");
            assert!(guided.err.contains(words), "{answer}: {}", guided.err);
        }
    }
    let guided = run(&["guider", "caf", "--reponse", "urgence=inconnue"], "");
    assert!(
        guided.err.contains("Réponses : suicide,") && guided.err.contains("ne-sait-pas, non."),
        "{}",
        guided.err
    );
}

#[test]
fn an_answer_that_is_never_asked_for_is_an_error_in_json() {
    let guided =
        run(&["guider", "caf", "--json", "--reponse", "urgence=suicide", "--reponse", "theme=logement"], "");
    assert_eq!((guided.status, guided.out.as_str()), (2, ""));
    assert!(guided.err.contains("« theme=logement »"), "{}", guided.err);
}

#[test]
fn a_question_answered_twice_is_an_error() {
    let guided = run(&["guider", "caf", "--reponse", "urgence=non", "--reponse", "urgence=suicide"], "");
    assert_eq!(guided.status, 2);
    assert!(guided.err.contains("deux réponses"), "{}", guided.err);
}

#[test]
fn an_operateur_is_needed_known_and_supplied() {
    for (args, words) in [
        (&["guider", "--json"][..], "Il manque l'opérateur"),
        (&["guider", "--reponse", "urgence=non"], "Il manque l'opérateur"),
        (&["guider", "ca"], "« ca » n'est pas un opérateur"),
        (&["lister", "ca"], "« ca » n'est pas un opérateur"),
        (&["guider", "msa", "--json"], "n'a pas été fourni"),
    ] {
        let run = run(args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    }
}

#[test]
fn the_outcome_alone_goes_to_standard_output() {
    let guided = run(&["guider"], "1\n0\n2\n2\n2\n2\n");
    assert_eq!(guided.status, 0);
    assert!(guided.out.starts_with("NIVEAU 1\n"), "{}", guided.out);
    assert!(!guided.out.contains('?') && !guided.out.contains("Votre réponse"), "{}", guided.out);
    assert!(guided.err.contains("Votre réponse"));
}

#[test]
fn an_outcome_that_was_reached_is_never_lost() {
    // Left by the urgency, by the start again, from the reasons, by the end of the input.
    for (input, status) in [
        ("1\n0\n6\n2\nu\nq\n", 0),
        ("1\n0\n6\n2\nd\nq\n", 0),
        ("1\n0\n6\n2\n1\nd\nq\n", 0),
        ("1\n0\n6\n2\nu\n", 0),
        ("1\n0\n6\n2\n2\n", 0),
        ("1\n0\n6\n2\n", 0),
    ] {
        let guided = run(&["guider"], input);
        assert_eq!(guided.status, status, "{input:?}: {}", guided.err);
        assert_eq!(guided.out.matches("ligne caf-02").count(), 1, "{input:?}: {}", guided.out);
    }
    let changed = run(&["guider"], "1\n0\n6\n2\nr\n1\n5\n");
    assert!(
        changed.out.contains("Conduite à tenir") && changed.out.matches("ligne caf-02").count() == 1,
        "{}",
        changed.out
    );
}

#[test]
fn answers_of_the_command_line_are_not_asked_again() {
    let guided = run(&["guider", "caf", "--reponse", "urgence=non", "--reponse", "theme=compte"], "1\n");
    assert_eq!(guided.status, 0);
    assert!(!guided.err.contains("De quoi s'agit-il ?"), "{}", guided.err);
    assert!(guided.out.contains("Services en ligne et espace personnel"), "{}", guided.out);
}

#[test]
fn help_and_errors_are_french() {
    for args in [&["--aide"][..], &["-h"], &["guider", "--aide"], &["lister", "--aide"], &["verifier", "-h"]]
    {
        let run = run(args, "");
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
        for foreign in ["Usage:", "Options:", "Commands", "Print", "help", "possible values", "default"] {
            assert!(!run.out.contains(foreign), "{foreign:?} in {}", run.out);
        }
    }
    insta::assert_snapshot!("aide", run(&["--aide"], "").out);
}

#[test]
fn wrong_uses_are_named_in_french_with_status_2() {
    let mut said = String::new();
    for args in [
        &["--inconnue"][..],
        &["inconnue"],
        &["verifer"],
        &["guider", "caf", "en", "trop"],
        &["guider", "--reponse"],
        &["--couleur", "rouge"],
        &["--couleur"],
        &["--json=oui"],
        &["lister", "--json", "--json"],
    ] {
        let run = run(args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        let _ = writeln!(said, "$ aiguilleur {}\n{}", args.join(" "), run.err);
    }
    insta::assert_snapshot!("mauvais_usages", said);
}

#[test]
fn the_version_is_one_line() {
    assert_eq!(run(&["--version"], "").out, format!("aiguilleur {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(&["-V"], "").status, 0);
}

#[test]
fn colour_is_only_used_where_it_is_wanted() {
    let folder = common::changed("categorie: Urgent", "categorie: Niveau2");
    let coloured = |args: &[&str]| {
        run(&[&["verifier", "--arbres", common::path(&folder)][..], args].concat(), "").out.contains('\u{1b}')
    };
    assert!(coloured(&["--couleur", "toujours"]));
    assert!(!coloured(&["--couleur", "jamais"]));
    assert!(!coloured(&[]), "a pipe is no terminal");
}

#[test]
fn every_outcome_that_was_reached_is_written_once() {
    // The same answers lead to an outcome in two trees: both were reached.
    let two = run(&["guider"], "1\n0\n0\n4\n2\n0\n0\nq\n");
    assert_eq!(two.status, 0, "{}", two.err);
    assert_eq!(two.out.matches("Opérateur : ").count(), 2, "{}", two.out);
    // One came back to the first, and left it again.
    let back = run(&["guider"], "1\n0\n0\n4\n4\n0\n0\nr\nr\nr\nr\nq\n");
    assert_eq!(back.out.matches("Opérateur : Allocations familiales").count(), 1, "{}", back.out);
}

#[test]
fn the_diagnosis_says_how_the_program_stands_and_nothing_of_whose_session_it_is() {
    let home = tempfile::TempDir::new().unwrap();
    let mut command = common::aiguilleur();
    command.env("HOME", home.path()).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    let (profile, data) = (home.path(), home.path().join("AppData").join("Roaming"));
    command.env("USERPROFILE", profile).env("APPDATA", data);
    let awaited = if cfg!(windows) {
        r"~\AppData\Roaming\aiguilleur\local.ron"
    } else {
        "~/.config/aiguilleur/local.ron"
    };
    let output = command.arg("diagnostic").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(!out.contains(home.path().to_str().unwrap()), "{out}");
    for words in [
        concat!("Aiguilleur ", env!("CARGO_PKG_VERSION")),
        "V1 de décembre 2025",
        awaited,
        "lignes simples, car l'entrée",
        "aucune connexion",
    ] {
        assert!(out.contains(words), "{words} is not in {out}");
    }
}

#[cfg(unix)]
#[test]
fn today_is_the_day_of_the_conseiller_and_not_of_greenwich() {
    // Twenty-six hours apart: their days are never the same.
    let days = ["AST-14", "PST12"].map(|zone| {
        let mut command = common::aiguilleur();
        command.env_remove("AIGUILLEUR_DATE").env("TZ", zone).arg("diagnostic");
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        out.lines().find_map(|line| line.split_once("Date : ")).expect("the date is said").1.to_owned()
    });
    assert_ne!(days[0], days[1]);
}

#[test]
fn the_diagnosis_is_made_whatever_is_broken() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("local.ron");
    std::fs::write(&file, "(").unwrap();
    let run = run(&["diagnostic", "--arbres", "nulle-part", "--local", file.to_str().unwrap()], "");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("illisibles") && run.out.contains("n'est pas pris"), "{}", run.out);
}
