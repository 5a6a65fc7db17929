//! Replaying cases: what conforms, what does not and why, what is no case at all.

use crate::common;
use std::fs;
use std::sync::LazyLock;

use crate::common::run;
use aiguilleur_core::case::{self, Case, json, ron, scan};
use aiguilleur_core::replay::{Options, Random, Tally, Trees, lines};
use aiguilleur_core::tree::Tree;
use aiguilleur_core::walk::Answered;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str =
    r#"{"id":"a","operateur":"caf","reponses":{"urgence":"suicide"},"attendu":{"categorie":"urgent"}}"#;

fn report(input: impl Into<Vec<u8>>, args: &[&str]) -> (i32, Value) {
    let run = run(&[&["rejouer", "-", "--json"][..], args].concat(), input);
    (
        run.status,
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {} {}", run.out, run.err)),
    )
}

fn counts(report: &Value) -> [u64; 6] {
    ["total", "conformes", "ecarts", "illisibles", "superflues", "sans_attendu"]
        .map(|name| report[name].as_u64().expect(name))
}

#[test]
fn every_recorded_case_conforms_and_together_they_exercise_everything() {
    let run = run(&["rejouer", "cases", "--couverture", "--strict"], "");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("exercées (100 %)"), "{}", run.out);
}

#[test]
fn the_recorded_cases_are_scenes_that_do_not_give_their_answer_away() {
    let set = common::embedded();
    let trees = common::trees(&set);
    let mut scenes: Vec<String> = Vec::new();
    for entry in fs::read_dir("cases").expect("the cases are there") {
        let path = entry.expect("they can be listed").path();
        let text = fs::read_to_string(&path).expect("they are text");
        let list = ron::read("cas.ron", &text);
        assert!(list.broken.is_empty(), "{:?}", list.broken);
        for placed in list.cases {
            let case = placed.case;
            let Some(recit) = &case.recit else { continue };
            assert!(case.attendu.is_some(), "{}", case.id);
            let words = recit.split_whitespace().count();
            assert!((12..=70).contains(&words), "{}: {words} words", case.id);
            let told = recit.to_lowercase();
            for given_away in
                ["niveau 1", "niveau 2", "hors bouquet", "back-office", "administration+", "référentiel"]
            {
                assert!(!told.contains(given_away), "{} says {given_away:?}", case.id);
            }
            let tree = trees.iter().find(|tree| tree.operateur == case.operateur).expect("its tree is there");
            for (_, node) in tree.nodes() {
                if let aiguilleur_core::tree::Node::Demarche(demarche) = node {
                    assert!(
                        !told.contains(&demarche.titre.to_lowercase()),
                        "{} says {:?}",
                        case.id,
                        demarche.titre
                    );
                }
            }
            scenes.push(told);
        }
    }
    let told = scenes.len();
    assert!(told >= 150, "{told} scenes");
    scenes.sort();
    scenes.dedup();
    assert_eq!(scenes.len(), told, "no two scenes are alike");
}

#[test]
fn what_is_counted_is_the_contract_s() {
    let input = [
        GOOD,
        r#"{"id":"b","operateur":"caf","reponses":{"urgence":"suicide"},"attendu":{"categorie":"niveau_2"}}"#,
        r#"{"id":"c","operateur":"caf","reponses":{"urgence":"suicide"}}"#,
        r#"{"id":"d","operateur":"caf","reponses":{"urgence":"suicide","theme":"compte"},"attendu":{"categorie":"urgent"}}"#,
        "ceci n'est pas du JSON",
    ]
    .join("\n");
    let (status, normal) = report(input.clone(), &[]);
    assert_eq!((status, counts(&normal)), (1, [5, 2, 1, 1, 1, 1]));
    assert_eq!(normal["par_categorie"]["urgent"], 4);
    assert_eq!(normal["premiers_ecarts"][0]["id"], "b");
    assert_eq!(normal["premiers_ecarts"][0]["numero"], 2);
    assert_eq!(normal["premiers_illisibles"][0]["numero"], 5);
    let (_, strict) = report(input, &["--strict"]);
    assert_eq!(counts(&strict), [5, 1, 2, 1, 1, 1], "an answer too many is a deviation only there");
    let raison = strict["premiers_ecarts"][1]["raison"].as_str().expect("it is told");
    assert_eq!(raison, "« theme » reçoit une réponse sans être posée.");
}

#[test]
fn a_deviation_has_its_reason() {
    for (case, reason) in [
        (r#"{"id":"x","operateur":"inconnu","reponses":{}}"#, "n'a pas d'arbre"),
        (r#"{"id":"x","operateur":"msa","reponses":{}}"#, "n'a pas d'arbre"),
        (
            r#"{"id":"x","operateur":"caf","reponses":{"urgence":"inconnue"}}"#,
            "n'est pas une réponse à « urgence »",
        ),
        (
            r#"{"id":"x","operateur":"caf","reponses":{"urgence":"non","theme":"inconnu"}}"#,
            "« inconnu » n'est pas une réponse à « theme »",
        ),
        (
            r#"{"id":"x","operateur":"caf","reponses":{"urgence":"non"}}"#,
            "« theme » est posée et reste sans réponse",
        ),
        (
            r#"{"id":"x","operateur":"caf","reponses":{"urgence":"suicide"},"attendu":{"blocage":true}}"#,
            "attendu : blocage",
        ),
        (
            r#"{"id":"x","operateur":"caf","reponses":{"urgence":"suicide"},"attendu":{"lignes":["caf-04"]}}"#,
            "attendue « detresse »",
        ),
    ] {
        let (status, report) = report(case, &[]);
        assert_eq!(status, 1, "{case}");
        let raison = report["premiers_ecarts"][0]["raison"].as_str().unwrap_or_else(|| panic!("{report}"));
        assert!(raison.contains(reason), "{case}: {raison}");
    }
}

#[test]
fn lines_that_are_no_case_are_counted_and_the_others_replayed() {
    let broken: [&[u8]; 13] = [
        b"{",
        b"[]",
        b"[\"a\",\"caf\",null,{},null]",
        b"null",
        b"{}",
        br#"{"id":"x","operateur":"caf"}"#,
        br#"{"id":1,"operateur":"caf","reponses":{}}"#,
        br#"{"id":"x","operateur":"caf","reponses":[]}"#,
        br#"{"id":"x","operateur":"caf","reponses":{"urgence":"non","urgence":"suicide"}}"#,
        br#"{"id":"x","operateur":"caf","reponses":{},"attendu":{"categori":"urgent"}}"#,
        br#"{"id":"x","operateur":"caf","reponses":{},"attendu":["urgent"]}"#,
        br#"{"id":"x","id":"y","operateur":"caf","reponses":{}}"#,
        b"{\"id\":\"\xff\",\"operateur\":\"caf\",\"reponses\":{}}",
    ];
    for line in broken {
        let input = [GOOD.as_bytes(), line, GOOD.as_bytes()].join(&b'\n');
        let (status, report) = report(input, &[]);
        let shown = String::from_utf8_lossy(line);
        assert_eq!((status, counts(&report)[..4].to_vec()), (1, vec![3, 2, 0, 1]), "{shown}");
        assert_eq!(report["premiers_illisibles"][0]["numero"], 2, "{shown}");
    }
}

#[test]
fn a_key_that_is_almost_ours_is_told_and_others_are_left_to_whoever_writes_them() {
    let line = |key: &str| {
        format!(
            "{{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{{\"urgence\":\"suicide\"}},{key}:{{\"categorie\":\"urgent\"}}}}\n"
        )
    };
    let (status, report) = report(line("\"atendu\"") + &line("\"agent\""), &[]);
    assert_eq!((status, counts(&report)), (1, [2, 0, 0, 1, 0, 1]), "{report}");
    let why = report["premiers_illisibles"][0]["raison"].as_str().expect("it is said");
    assert!(why.contains("« atendu »") && why.contains("« attendu »"), "{why}");
}

#[test]
fn marks_line_ends_and_blank_lines_change_nothing() {
    for input in [
        GOOD.to_owned(),
        format!("{GOOD}\n"),
        format!("{GOOD}\r\n"),
        format!("\u{feff}{GOOD}\n"),
        format!("\n\n{GOOD}\n  \n"),
        GOOD.replace(':', " : ").replace(',', " ,\t"),
    ] {
        let (status, report) = report(input.clone(), &[]);
        assert_eq!((status, counts(&report)), (0, [1, 1, 0, 0, 0, 0]), "{input:?}");
    }
    let (status, report) = report("", &[]);
    assert_eq!((status, counts(&report)), (0, [0; 6]), "an empty input holds nothing");
}

#[test]
fn a_line_of_a_hundred_megabytes_is_one_line() {
    let mut input = GOOD.as_bytes().to_vec();
    input.push(b'\n');
    input.extend(std::iter::repeat_n(b'x', 100_000_000));
    input.push(b'\n');
    input.extend_from_slice(GOOD.as_bytes());
    let (status, report) = report(input, &[]);
    assert_eq!((status, counts(&report)[..4].to_vec()), (1, vec![3, 2, 0, 1]));
    assert_eq!(report["premiers_illisibles"][0]["numero"], 2);
}

#[test]
fn the_report_is_the_same_on_one_thread_and_on_several() {
    let many = run(&["rejouer", "--au-hasard", "20000", "--graine", "3"], "").out;
    // Every fiftieth line is spoilt, so that there is something to keep in order.
    let spoilt: String = many
        .lines()
        .enumerate()
        .map(|(rank, line)| if rank % 50 == 49 { "{}\n".to_owned() } else { format!("{line}\n") })
        .collect();
    let (_, one) = report(spoilt.clone(), &["--fils", "1"]);
    let (_, four) = report(spoilt, &["--fils", "4"]);
    assert_eq!(one, four);
    assert_eq!(counts(&one)[..4], [20_000, 19_600, 0, 400]);
    assert_eq!(one["premiers_illisibles"][1]["numero"], 100);
}

#[test]
fn chance_is_the_same_for_the_same_seed() {
    let draw = |seed: &str| run(&["rejouer", "--au-hasard", "50", "--graine", seed], "").out;
    assert_eq!(draw("7"), draw("7"));
    assert_ne!(draw("7"), draw("8"));
}

#[test]
fn chance_is_no_frequency_unless_rows_have_weights() {
    let drawn = run(&["rejouer", "--au-hasard", "5"], "");
    assert!(
        common::unwrapped(&drawn.err).contains("ne disent pas combien de fois une demande revient"),
        "{}",
        drawn.err
    );
    let folder = TempDir::new().expect("a temporary folder can be made");
    let file = folder.path().join("poids.csv");
    let weighted = |text: &str| {
        fs::write(&file, text).expect("it can be written");
        run(&["rejouer", "--au-hasard", "400", "--poids", file.to_str().expect("a plain name")], "")
    };
    let drawn = weighted("ligne;poids\ncaf-07;300\ncaf-10,100\ncaf-01\t0\n");
    assert_eq!((drawn.status, drawn.err.as_str()), (0, ""));
    let met = |row: &str| drawn.out.lines().filter(|line| line.contains(&format!("\"{row}\""))).count();
    assert_eq!(met("caf-07") + met("caf-10"), 400);
    assert!((260..340).contains(&met("caf-07")), "{}", met("caf-07"));
    assert_eq!(counts(&report(drawn.out.clone(), &["--strict"]).1), [400, 400, 0, 0, 0, 0]);
    for (text, words) in [
        ("caf-7;1\n", "Vouliez-vous dire « caf-07 » ?"),
        ("caf-07;beaucoup\n", "« beaucoup » n'est pas un poids"),
        ("caf-07;1\ncaf-07;2\n", "a déjà un poids"),
        ("ligne;poids\n", "Aucune ligne n'a de poids"),
    ] {
        let refused = weighted(text);
        assert_eq!((refused.status, refused.out.as_str()), (2, ""), "{text}");
        assert!(common::unwrapped(&refused.err).contains(words), "{text}: {}", refused.err);
    }
}

#[test]
fn lists_refuse_two_cases_of_one_id_and_name_the_broken_one() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let case =
        r#"(id: "a", operateur: "caf", reponses: {"urgence": "suicide"}, attendu: (categorie: "urgent"))"#;
    let broken = case.replace("operateur", "operateu").replace("\"a\"", "\"b\"");
    common::write(folder.path(), "cas.ron", format!("[\n{case},\n{case},\n{broken},\n]").as_bytes());
    let run = run(&["rejouer", common::path(&folder), "--json"], "");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(counts(&report)[..4], [3, 1, 0, 2]);
    let reasons: Vec<(u64, &str)> = report["premiers_illisibles"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| (line["numero"].as_u64().unwrap_or(0), line["raison"].as_str().unwrap_or("")))
        .collect();
    assert!(reasons.iter().any(|(line, why)| *line == 3 && why.contains("déjà pris")), "{reasons:?}");
    assert!(reasons.iter().any(|(line, why)| *line == 4 && why.contains("operateu")), "{reasons:?}");
}

#[test]
fn inputs_that_cannot_be_read_are_errors() {
    for args in [
        &["rejouer", "nulle-part.jsonl"][..],
        &["rejouer", "nulle-part.ron"],
        &["rejouer"],
        &["rejouer", "src/commands"],
    ] {
        let run = run(args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with("Erreur : "), "{}", run.err);
    }
}

#[test]
fn an_answer_to_a_question_that_does_not_exist_is_superfluous_wherever_the_case_stops() {
    let case = r#"{"id":"x","operateur":"caf","reponses":{"urgence":"non","thème":"logement"}}"#;
    let (_, report) = report(case, &[]);
    assert_eq!(counts(&report), [1, 0, 1, 0, 1, 0]);
    let (_, stuck) = self::report(r#"{"id":"x","operateur":"caf","reponses":{"urgence":"inconnue"}}"#, &[]);
    assert_eq!(counts(&stuck), [1, 0, 1, 0, 0, 0], "the answer is unknown, its question was asked");
}

#[test]
fn the_coverage_is_in_the_json_when_it_is_asked_for() {
    let (status, report) = report(GOOD, &["--couverture"]);
    assert_eq!(status, 1, "almost nothing is exercised");
    let coverage = &report["couverture"];
    assert!(coverage["total"].as_u64() > coverage["exercees"].as_u64(), "{coverage}");
    assert!(coverage["manques"].as_array().is_some_and(|gaps| !gaps.is_empty()));
    assert!(self::report(GOOD, &[]).1.get("couverture").is_none());
}

#[test]
fn a_list_that_is_no_text_is_one_thing_that_cannot_be_read() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    common::write(
        folder.path(),
        "cas.ron",
        b"[(id: \"a\xe9\", operateur: \"caf\", reponses: {\"urgence\": \"suicide\"})]",
    );
    let run = run(&["rejouer", common::path(&folder), "--json"], "");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!((run.status, counts(&report)[..4].to_vec()), (1, vec![1, 0, 0, 1]));
}

#[test]
fn what_a_case_holds_cannot_command_the_terminal() {
    let case = "{\"id\":\"\\u001b[2J\",\"operateur\":\"caf\",\"reponses\":{}}";
    let run = run(&["rejouer", "-"], case);
    assert!(run.out.contains("[2J") && !run.out.contains('\u{1b}'), "{:?}", run.out);
}

#[test]
fn threads_are_counted_within_reason() {
    for number in ["0", "65", "200000", "deux"] {
        let run = run(&["rejouer", "-", "--fils", number], GOOD);
        assert_eq!(run.status, 2, "{number}");
        assert!(run.err.contains("il en faut de 1 à 64"), "{}", run.err);
    }
}

#[test]
fn one_case_can_be_shown_step_by_step() {
    let shown = run(&["rejouer", "cases", "--pas-a-pas", "caf-rsa-quatre-mois"], "");
    assert_eq!(shown.status, 0);
    for words in ["Le RSA", "> 5  Signe de détresse", "SITUATION URGENTE", "Conforme à ce qui est attendu."]
    {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    assert_eq!(run(&["rejouer", "cases", "--pas-a-pas", "inconnu"], "").status, 2);
    let wrong = "\u{feff}{\"id\":\"x\",\"operateur\":\"caf\",\"reponses\":{\"urgence\":\"suicide\"},\"attendu\":{\"blocage\":true}}";
    let deviation = run(&["rejouer", "-", "--pas-a-pas", "x"], wrong);
    assert!(deviation.status == 1 && deviation.out.contains("Écart :"), "{}", deviation.out);
}

#[test]
fn the_report_is_in_words_for_who_cannot_see_columns() {
    let report = run(&["rejouer", "cases", "--accessible"], "");
    assert_eq!(report.status, 0);
    assert!(
        report.out.contains("  - Chèque énergie : 41 conformes, 0 écarts, 0 sans attendu"),
        "{}",
        report.out
    );
    assert!(!report.out.contains('#'), "{}", report.out);
}

#[test]
fn the_report_for_people() {
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), common::SMALL_TREE.as_bytes());
    let cases = [
        r#"{"id":"juste","operateur":"essai","reponses":{"urgence":"oui"},"attendu":{"categorie":"urgent"}}"#,
        r#"{"id":"faux","operateur":"essai","reponses":{"urgence":"non","demande":"faire","blocage":"non"},"attendu":{"categorie":"urgent","lignes":["essai-01"]}}"#,
        r#"{"id":"libre","operateur":"essai","reponses":{"urgence":"non","demande":"aucune"}}"#,
        "rien",
    ]
    .join("\n");
    let run = run(&["rejouer", "-", "--couverture", "--arbres", common::path(&folder)], cases);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.out);
}

static TREES: LazyLock<Vec<Tree>> = LazyLock::new(|| common::trees(&common::embedded()));

fn tally(text: &str) -> Tally {
    let trees = Trees::new(TREES.iter());
    let options = Options { threads: 2, strict: true, coverage: false, progress: &|_| {} };
    lines(&trees, text.as_bytes(), "cas.jsonl", options).expect("memory can be read")
}

/// Texts near the usual shape of a line, and far from it.
fn near_a_case() -> impl Strategy<Value = String> {
    let text = prop_oneof![4 => "[a-zé -]{0,12}", 1 => ".{0,6}".prop_map(|t| serde_json::to_string(&t).unwrap_or_default().trim_matches('"').to_owned())];
    let value = prop_oneof![
        6 => text.clone().prop_map(|t| format!("\"{t}\"")),
        1 => Just("null".to_owned()),
        1 => Just("true".to_owned()),
        1 => Just("12".to_owned()),
        1 => Just("[\"a\", \"b\"]".to_owned()),
        1 => Just("[]".to_owned()),
    ];
    let space = prop_oneof![5 => Just(""), 1 => Just(" "), 1 => Just("\t")];
    let pairs = |keys: Vec<&'static str>| {
        let pair = (prop::sample::select(keys), value.clone(), space.clone(), space.clone());
        prop::collection::vec(pair, 0..5).prop_map(|pairs| {
            let pairs: Vec<String> =
                pairs.into_iter().map(|(k, v, a, b)| format!("{a}\"{k}\"{b}:{a}{v}{b}")).collect();
            format!("{{{}}}", pairs.join(","))
        })
    };
    let answers = pairs(vec!["urgence", "theme", "blocage", "a\\u0062"]);
    let expected = pairs(vec!["categorie", "lignes", "demarche", "blocage", "conduite", "autre"]);
    (
        value.clone(),
        value.clone(),
        prop::option::of(value.clone()),
        answers,
        prop::option::of(expected),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(id, operateur, recit, reponses, attendu, shuffled, twice)| {
            let mut fields = vec![
                format!("\"id\":{id}"),
                format!("\"operateur\":{operateur}"),
                format!("\"reponses\":{reponses}"),
            ];
            fields.extend(recit.map(|recit| format!("\"recit\":{recit}")));
            fields.extend(attendu.map(|attendu| format!("\"attendu\":{attendu}")));
            if shuffled {
                fields.reverse();
            }
            if twice {
                fields.push("\"autre\":{\"x\":[1]}".to_owned());
            }
            format!("{{{}}}", fields.join(","))
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_fast_reader_never_differs_from_serde_json(line in near_a_case(), cut in 0..400_usize, whole in any::<bool>()) {
        let line: String = if whole { line } else { line.chars().take(cut).collect() };
        let mut fast = Case::default();
        if scan::read(&line, &mut fast) {
            let truth = json::read(&line);
            prop_assert!(truth.is_ok(), "{line}: {truth:?}");
            prop_assert_eq!(truth.ok(), Some(fast));
        }
    }
}

proptest! {
    #[test]
    fn the_usual_shape_takes_the_fast_way(seed in any::<u64>()) {
        let trees = Trees::new(TREES.iter());
        for case in Random::new(&trees, seed).take(5) {
            let line = json::write(&case);
            let mut fast = Case::default();
            prop_assert!(scan::read(&line, &mut fast), "{line}");
            prop_assert_eq!(fast, case);
        }
    }

    #[test]
    fn a_random_interview_replays_to_the_same_outcome_through_json_and_through_ron(seed in any::<u64>()) {
        let trees = Trees::new(TREES.iter());
        let cases: Vec<Case<'_>> = Random::new(&trees, seed).take(5).collect();
        let text: String = cases.iter().map(|case| json::write(case) + "\n").collect();
        prop_assert_eq!(tally(&text).conformes(), 5);
        let list: Vec<String> = cases.iter().map(as_ron).collect();
        let read = ron::read("cas.ron", &format!("[{}]", list.join(",\n")));
        prop_assert!(read.broken.is_empty(), "{:?}", read.broken);
        let back: Vec<Case<'_>> = read.cases.into_iter().map(|placed| placed.case).collect();
        prop_assert_eq!(back, cases);
    }

    #[test]
    fn any_bytes_are_counted_line_by_line(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let trees = Trees::new(TREES.iter());
        let options = Options { threads: 1, strict: false, coverage: false, progress: &|_| {} };
        let tally = lines(&trees, &bytes[..], "octets", options).expect("memory can be read");
        let blank = |line: &&[u8]| std::str::from_utf8(line).is_ok_and(|line| line.trim_start_matches('\u{feff}').trim_ascii().is_empty());
        let lines = bytes.split(|&b| b == b'\n').filter(|line| !blank(line)).count() as u64;
        prop_assert_eq!(tally.total(), lines);
    }
}

/// A case as a person would write it.
fn as_ron(case: &Case<'_>) -> String {
    let answers: Vec<String> = case
        .reponses
        .iter()
        .map(|Answered { question, reponse }| format!("{question:?}: {reponse:?}"))
        .collect();
    let expected = case.attendu.as_ref().map_or(String::new(), |attendu: &case::Attendu<'_>| {
        let fields = [
            attendu.categorie.as_ref().map(|c| format!("categorie: {c:?}")),
            attendu.lignes.as_ref().map(|l| format!("lignes: {l:?}")),
            attendu.demarche.as_ref().map(|d| format!("demarche: {d:?}")),
            attendu.blocage.map(|b| format!("blocage: {b}")),
            attendu.conduite.as_ref().map(|c| format!("conduite: {c:?}")),
        ];
        format!(", attendu: ({})", fields.into_iter().flatten().collect::<Vec<_>>().join(", "))
    });
    format!(
        "(id: {:?}, operateur: {:?}, reponses: {{{}}}{expected})",
        case.id,
        case.operateur,
        answers.join(", ")
    )
}

#[test]
fn a_file_that_is_given_twice_counts_once_and_it_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = "{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{\"urgence\":\"suicide\"}}\n";
    let list = "[(id: \"b\", operateur: \"caf\", reponses: {\"urgence\": \"suicide\"})]\n";
    for (name, text) in [("a.jsonl", case), ("b.ron", list)] {
        common::write(folder.path(), name, text.as_bytes());
    }
    let within = |name: &str| folder.path().join(name).display().to_string();
    let (whole, stream) = (folder.path().display().to_string(), within("a.jsonl"));
    let list = within("./b.ron");
    let replayed = common::run(&["rejouer", &whole, &stream, &list, &stream, "--json"], "");
    assert!(
        replayed.out.contains("\"total\": 2,") && replayed.out.contains("\"illisibles\": 0"),
        "{}",
        replayed.out
    );
    let said = common::unwrapped(&replayed.err);
    assert_eq!(
        said.matches("est donné plusieurs fois : ses cas ne comptent qu'une fois.").count(),
        2,
        "{said}"
    );
    let verified = common::run(&["verifier", "--cas", &list, "--cas", &whole], "");
    assert!(verified.err.contains("est donné plusieurs fois"), "{}", verified.err);
    assert!(!verified.out.contains("déjà"), "{}", verified.out);
    let once = common::run(&["rejouer", &whole, "--json"], "");
    assert_eq!(once.err, "");
}

#[test]
fn a_key_of_what_is_expected_that_is_none_is_named() {
    let case = |attendu: &str| {
        format!(
            "{{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{{\"urgence\":\"suicide\"}},\"attendu\":{attendu}}}\n"
        )
    };
    for (attendu, said) in [
        (
            "{\"categori\":\"urgent\"}",
            "Le champ « categori » de « attendu » n'existe pas. Vouliez-vous dire « categorie » ?",
        ),
        ("{\"x\":1}", "Le champ « x » de « attendu » n'existe pas. Ses champs : categorie, lignes"),
        ("{\"categorie\":1}", "n'a pas la bonne forme"),
    ] {
        let replayed = common::run(&["rejouer", "-", "--json"], case(attendu));
        assert!(replayed.out.contains("\"illisibles\": 1"), "{}", replayed.out);
        assert!(common::unwrapped(&replayed.out).contains(said), "{said}: {}", replayed.out);
    }
}

#[test]
fn a_list_that_comes_by_standard_input_is_read_as_the_same_file_is() {
    let list = std::fs::read_to_string("cases/caf.ron").expect("the cases are there");
    let of_file = run(&["rejouer", "cases/caf.ron", "--json"], "");
    for before in ["", "\u{feff}", "\n  "] {
        let piped = run(&["rejouer", "-", "--json"], format!("{before}{list}"));
        assert_eq!((piped.status, &piped.out), (0, &of_file.out), "{}", piped.err);
    }
}
