//! Whatever the files say, what is written commands no terminal, hides nothing, reorders nothing, and is no other
//! language than the one that it is written in.

use std::fs;
use std::path::Path;

use aiguilleur_core::tree::is_control;
use tempfile::TempDir;

use crate::common::{Run, SMALL_INDEX, SMALL_TREE, filled, folder, path, run, write};

/// What is planted: sequences of a terminal, an order turned round, letters that are not seen, tags, directives, a
/// formula, marks of Markdown.
const HOSTILE: &str = "=1+1 \u{1b}[31m\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{3164}\u{e0041}\u{7f}<script>x</script>%%{init: {}}%%|`[a](b)";

/// A text with what is hostile at the start of each field of these names.
fn planted(text: &str, fields: &[&str]) -> String {
    fields.iter().fold(text.to_owned(), |text, field| {
        assert!(text.contains(field), "there is no {field}");
        text.replace(field, &format!("{field}{HOSTILE}"))
    })
}

fn hostile_set() -> TempDir {
    let index = planted(SMALL_INDEX, &["titre: \"", "auteur: \"", "version: \"", "date: \"", "nom: \""]);
    let fields = [
        "texte: \"",
        "titre: \"",
        "nom: \"",
        "mots_cles: [\"",
        "signes: [\"",
        "faire: [\"",
        "mots_cles: [\"au",
    ];
    let tree = planted(SMALL_TREE, &fields[..6]);
    folder(index.as_bytes(), tree.as_bytes())
}

/// Nothing of it commands a terminal, hides or reorders.
fn assert_harmless(what: &str, text: &str) {
    let found: String = text.chars().filter(|c| is_control(*c) && !matches!(c, '\n' | '\r' | '\t')).collect();
    // The byte-order mark and the animation of nothing are ours: there are none here.
    assert!(found.is_empty(), "{what} lets {found:?} through");
}

fn assert_run(args: &[&str], input: &str) -> Run {
    let run = run(args, input);
    assert_harmless(&format!("{args:?}, result"), &run.out);
    assert_harmless(&format!("{args:?}, messages"), &run.err);
    run
}

const OUTCOME: [&str; 6] =
    ["--reponse", "urgence=non", "--reponse", "demande=faire", "--reponse", "blocage=oui"];

#[test]
fn nothing_that_a_set_says_is_obeyed() {
    let (set, other) = (hostile_set(), folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes()));
    let trees = ["--arbres", path(&set)];
    for args in [
        &["verifier"][..],
        &["verifier", "--json"],
        &["lister"],
        &["lister", "--json"],
        &["chercher", "danger"],
        &["chercher", "danger", "--json"],
        &["local", "manquants"],
        &["local", "manquants", "--json"],
        &["local", "modele"],
        &["diagnostic"],
        &["former", "essai"],
        &["rejouer", "--au-hasard", "20"],
        &["exporter", "fiche"],
        &["exporter", "fiche", "--issue"],
        &["exporter", "livret"],
        &["exporter", "mermaid"],
        &["exporter", "arbre"],
        &["exporter", "csv"],
        &["exporter", "json"],
        &["exporter", "html"],
    ] {
        assert_run(&[args, &trees].concat(), "");
    }
    assert_run(&[&["guider", "essai", "--json"][..], &OUTCOME, &trees].concat(), "");
    assert_run(&[&["guider", "essai"][..], &OUTCOME, &trees].concat(), "");
    assert_run(&[&["guider", "--accessible"][..], &trees].concat(), "1\n?\n1\n1\n2\n");
    for form in [&[][..], &["--json"], &["--markdown"]] {
        assert_run(&[&["comparer", path(&other), path(&set)][..], form].concat(), "");
    }
}

#[test]
fn a_drawing_holds_no_directive_and_a_page_no_tag_of_a_text() {
    let set = hostile_set();
    let drawn = run(&["exporter", "mermaid", "--arbres", path(&set)], "").out;
    for drawing in drawn.split("```mermaid").skip(1) {
        assert!(!drawing.split("```").next().unwrap_or_default().contains("%%{"), "{drawing}");
    }
    for format in ["fiche", "livret", "html"] {
        let page = run(&["exporter", format, "--arbres", path(&set)], "").out;
        assert!(!page.contains("<script>x"), "{format}");
    }
    let table = run(&["exporter", "csv", "--arbres", path(&set)], "").out;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row is well formed"));
    for cell in rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.trim_start().starts_with('='), "{cell}");
    }
}

#[test]
fn nothing_that_a_case_says_is_obeyed() {
    let folder = TempDir::new().unwrap();
    let case = |operateur: &str| {
        format!(
            "(id: \"{HOSTILE}\", operateur: \"{operateur}\", recit: \"{HOSTILE}\", reponses: {{\"urgence\": \"{HOSTILE}\"}}, attendu: (demarche: \"{HOSTILE}\", lignes: [\"{HOSTILE}\"]))"
        )
    };
    write(folder.path(), "cas.ron", format!("[{}, {}]", case("caf"), case(HOSTILE)).as_bytes());
    let name = format!("{}.jsonl", HOSTILE.replace('/', ""));
    let file = folder.path().join("cas.ron").display().to_string();
    let odd = folder.path().join(&name);
    let line = serde_json::json!({"id": HOSTILE, "operateur": "caf", "recit": HOSTILE,
        "reponses": {"urgence": "non", "theme": "logement", "blocage": "oui"}, "attendu": {"categorie": HOSTILE}});
    fs::write(&odd, format!("{line}\n{{\n")).unwrap();
    let odd = odd.display().to_string();
    for file in [&file, &odd] {
        for args in [
            &["rejouer", file][..],
            &["rejouer", file, "--json"],
            &["rejouer", file, "--pas-a-pas", HOSTILE],
            &["verifier", "--cas", file],
            &["verifier", "--cas", file, "--json"],
            &["comparer", "embarques", "embarques", "--cas", file, "--markdown"],
            &["exporter", "arbre", "--cas", file, "--cas-id", HOSTILE],
            &["exporter", "mermaid", "--cas", file],
            &["former", "--nombre", "1", "--cas", file],
        ] {
            assert_run(args, "");
        }
    }
}

#[test]
fn a_quiz_shows_a_scene_as_text() {
    let folder = TempDir::new().unwrap();
    let drawn = run(&["rejouer", "--au-hasard", "1"], "").out;
    let mut case: serde_json::Value = serde_json::from_str(&drawn).expect("it is JSON");
    case["recit"] = HOSTILE.into();
    write(folder.path(), "cas.jsonl", case.to_string().as_bytes());
    let at = |name: &str| folder.path().join(name).display().to_string();
    for name in ["quiz.md", "quiz.html"] {
        let printed = run(&["former", "--cas", &at("cas.jsonl"), "--imprimer", &at(name)], "");
        assert_eq!(printed.status, 0, "{}", printed.err);
        for file in [name.to_owned(), name.replace('.', "-corrige.")] {
            let text = fs::read_to_string(Path::new(folder.path()).join(&file)).unwrap();
            assert_harmless(&file, &text);
            assert!(!text.contains("<script>x") || text.contains("\\<script>x"), "{file}: {text}");
        }
    }
}

#[test]
fn nothing_that_local_contacts_say_is_obeyed() {
    let folder = TempDir::new().unwrap();
    let contacts = filled(&run(&["local", "modele"], "").out);
    let hostile = contacts
        .replace("\"la préfecture\"", &format!("\"{HOSTILE}\""))
        .replace("\"Nièvre\"", &format!("\"{HOSTILE}\""));
    assert_ne!(contacts, hostile);
    write(folder.path(), "local.ron", hostile.as_bytes());
    let file = folder.path().join("local.ron").display().to_string();
    for args in [
        &["local", "verifier", &file][..],
        &["local", "verifier", &file, "--json"],
        &["local", "fusionner", &file],
        &["--local", &file, "lister", "--json"],
    ] {
        assert_ne!(assert_run(args, "").status, 0, "{args:?}");
    }
}

#[test]
fn what_is_told_in_json_is_the_same_for_a_program() {
    let set = hostile_set();
    let told = run(&["lister", "--json", "--arbres", path(&set)], "").out;
    let told: serde_json::Value = serde_json::from_str(&told).expect("it is JSON");
    assert_eq!(told[0]["titre"], format!("{HOSTILE}Une urgence"));
}
