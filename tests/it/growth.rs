//! What is read grows, and what it costs grows with it and no faster: each of these took minutes, gigabytes or the
//! stack. `benches/growth.rs` measures it.

use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use crate::common::{SMALL_INDEX, SMALL_TREE, changed, folder, path, run, unwrapped, write};

/// The small set, whose first démarche asks these questions before it ends.
fn asking(questions: &str, first: &str) -> TempDir {
    let tree = SMALL_TREE
        .replacen("suite: SiBlocage(vers: \"appeler\")", &format!("suite: SiBlocage(vers: \"{first}\")"), 1)
        .replacen("NonPrevu(", &format!("{questions} NonPrevu("), 1);
    folder(SMALL_INDEX.as_bytes(), tree.as_bytes())
}

fn question(id: &str, oui: &str, non: &str) -> String {
    format!(
        "Question(id: \"{id}\", texte: \"Et {id} ?\", reponses: [(id: \"oui\", texte: \"Oui\", vers: \"{oui}\"), \
         (id: \"non\", texte: \"Non\", vers: \"{non}\")]),"
    )
}

/// Two ways that meet again, so many times.
fn diamonds(count: usize) -> TempDir {
    let mut text = String::new();
    for at in 0..count {
        let next = if at + 1 < count { format!("q{}", at + 1) } else { "appeler".to_owned() };
        text += &question(&format!("q{at}"), &format!("a{at}"), &format!("b{at}"));
        text += &question(&format!("a{at}"), &next, "alerter");
        text += &question(&format!("b{at}"), &next, "appeler");
    }
    asking(&text, "q0")
}

/// One question after the other.
fn chain(count: usize) -> TempDir {
    let next = |at: usize| if at + 1 < count { format!("q{}", at + 1) } else { "appeler".to_owned() };
    asking(&(0..count).map(|at| question(&format!("q{at}"), &next(at), "alerter")).collect::<String>(), "q0")
}

const EXPORTS: [&[&str]; 9] = [
    &["html"],
    &["fiche"],
    &["fiche", "--issue"],
    &["livret"],
    &["mermaid"],
    &["arbre"],
    &["arbre", "--accessible"],
    &["csv"],
    &["json"],
];

#[test]
fn ways_that_meet_again_are_not_told_one_by_one() {
    let set = diamonds(24);
    assert_eq!(run(&["verifier", "--arbres", path(&set)], "").status, 0);
    for format in EXPORTS {
        let exported = run(&[&["exporter"], format, &["--arbres", path(&set)]].concat(), "");
        assert_eq!(exported.status, 0, "{format:?}: {}", exported.err);
        assert!(exported.out.len() < 1_000_000, "{format:?}: {} bytes", exported.out.len());
    }
    let sheets = run(&["exporter", "fiche", "--arbres", path(&set)], "").out;
    assert!(sheets.contains("d'autres réponses"), "what is not told is said not to be");
}

#[test]
fn few_ways_are_told_with_all_their_answers() {
    let sheets = run(&["exporter", "csv", "--arbres", path(&diamonds(2))], "").out;
    assert!(sheets.contains("Et a0 ? Oui. Et q1 ? Oui. Et a1 ? Oui"), "{sheets}");
    assert!(!sheets.contains("d'autres réponses"), "{sheets}");
}

/// Whatever walks a tree, a line each, where « . » is a set.
const WALKS: [&str; 17] = [
    "lister --arbres .",
    "lister --json --arbres .",
    "chercher démarche --arbres .",
    "verifier --arbres .",
    "local manquants --arbres .",
    "rejouer --couverture cas.jsonl --arbres .",
    "rejouer --au-hasard 3 --arbres .",
    "comparer . .",
    "exporter html --arbres .",
    "exporter fiche --arbres .",
    "exporter fiche --issue --arbres .",
    "exporter livret --arbres .",
    "exporter mermaid --arbres .",
    "exporter arbre --arbres .",
    "exporter arbre --accessible --arbres .",
    "exporter csv --arbres .",
    "exporter json --arbres .",
];

#[test]
#[cfg(target_os = "linux")]
fn nothing_calls_itself_as_deep_as_a_tree_is() {
    // Ways that meet again are walked by the first of these otherwise than a chain; the exports walk alike.
    for (set, walks) in [(chain(7_000), &WALKS[..]), (diamonds(2_500), &WALKS[..9])] {
        let case =
            r#"{"id":"a","operateur":"essai","reponses":{"urgence":"oui"},"attendu":{"categorie":"urgent"}}"#;
        write(set.path(), "cas.jsonl", case.as_bytes());
        for command in walks {
            // Enough to start, and not for a call a node: 70 bytes hold none.
            let line = format!("ulimit -s 512 && exec \"$0\" {command}");
            let output = std::process::Command::new("bash")
                .args(["-c", &line, env!("CARGO_BIN_EXE_aiguilleur")])
                .current_dir(set.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{command}: {said}");
        }
    }
}

#[test]
fn thousands_of_faults_are_found_in_one_pass_and_shown_as_far_as_one_reads() {
    let mut questions = String::new();
    for at in 0..5_000 {
        questions += &question(&format!("q{at}"), &format!("absente-{at}"), "alerter");
    }
    let set = asking(&questions, "q0");
    let verified = run(&["verifier", "--arbres", path(&set)], "");
    assert_eq!(verified.status, 1);
    assert_eq!(verified.out.matches("erreur[cible]").count(), 200);
    assert!(verified.out.contains("4800 autre(s) constat(s)"), "and how many there are is said");
    let all = run(&["verifier", "--json", "--arbres", path(&set)], "").out;
    assert_eq!(all.matches("\"cible\"").count(), 5_000, "a program gets them all");
    // An item that cannot be read, many times.
    write(
        set.path(),
        "essai.ron",
        fs::read_to_string(set.path().join("essai.ron"))
            .unwrap()
            .replace("texte: \"Et", "tete: \"Et")
            .as_bytes(),
    );
    let verified = run(&["verifier", "--arbres", path(&set)], "");
    assert!(verified.out.contains("4800 autre(s) constat(s)"), "{}", &verified.out[..500]);
}

#[test]
fn a_large_list_of_cases_is_read_once() {
    let mut list = String::from("[\n");
    for rank in 0..20_000 {
        let _ = writeln!(
            list,
            "(id: \"cas-{rank}\", operateur: \"essai\", recit: \"La scène {rank}\", reponses: {{\"urgence\": \"oui\"}}),"
        );
    }
    let set = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    write(set.path(), "cas.ron", (list + "]").as_bytes());
    let file = set.path().join("cas.ron").display().to_string();
    let replayed = run(&["rejouer", &file, "--json", "--arbres", path(&set)], "");
    assert!(replayed.out.contains("\"total\": 20000"), "{}{}", replayed.out, replayed.err);
}

#[test]
fn a_case_of_thousands_of_answers_is_read_once() {
    let answers: Vec<String> = (0..40_000).map(|at| format!("\"q{at}\":\"oui\"")).collect();
    let case = format!(
        "{{\"id\":\"un\",\"operateur\":\"caf\",\"reponses\":{{{},\"urgence\":\"suicide\"}}}}",
        answers.join(",")
    );
    let replayed = run(&["rejouer", "-", "--json"], case);
    assert!(replayed.out.contains("\"superflues\": 1"), "{}{}", replayed.out, replayed.err);
}

#[test]
#[cfg(unix)]
fn what_has_no_end_is_refused_in_french() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    for name in ["sans-fin.jsonl", "sans-fin.ron"] {
        std::os::unix::fs::symlink("/dev/zero", folder.path().join(name)).unwrap();
        let file = folder.path().join(name).display().to_string();
        for args in [
            &["rejouer", &file][..],
            &["rejouer", &file, "--pas-a-pas", "un"],
            &["former", "--cas", &file],
            &["exporter", "mermaid", "--cas", &file],
            &["comparer", "embarques", "embarques", "--cas", &file],
            &["importer", &file, "--operateur", "autre", "--vers", path(&folder)],
            &["verifier", "--source", &file],
        ] {
            let refused = run(args, "");
            assert_eq!(refused.status, 2, "{args:?}: {}", refused.err);
            assert!(
                unwrapped(&refused.err).contains("trop gros, ou il n'a pas de fin"),
                "{args:?}: {}",
                refused.err
            );
        }
    }
    fs::remove_file(folder.path().join("essai.ron")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("essai.ron")).unwrap();
    let refused = run(&["lister", "--arbres", path(&folder)], "");
    assert!(unwrapped(&refused.err).contains("trop gros, ou il n'a pas de fin"), "{}", refused.err);
}

#[test]
fn a_round_is_told_by_the_id_that_it_comes_back_to() {
    let set = changed("aucune: \"autre\",\n        ),", "aucune: \"urgence\",\n        ),");
    let verified = run(&["verifier", "--arbres", path(&set)], "");
    assert!(verified.out.contains("Ce nœud ramène à « urgence »"), "{}", verified.out);
}
