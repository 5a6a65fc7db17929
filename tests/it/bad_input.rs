//! Whatever is thrown at the program: one clear message in French, the right status, no panic.

use crate::common::{SMALL_INDEX, SMALL_TREE, folder, path, run, write};

/// Says one thing, in French, and how to mend it.
fn assert_clear(err: &str) {
    assert!(err.starts_with("Erreur : ") || err.starts_with("erreur["), "{err}");
    for foreign in ["error", "panicked", "RUST_BACKTRACE", "expected", "No such file", "os error"] {
        assert!(!err.contains(foreign), "{foreign:?} in {err}");
    }
}

#[test]
fn a_folder_that_does_not_exist() {
    for command in ["guider", "lister", "verifier"] {
        let run = run(&[command, "--arbres", "nulle/part"], "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{command}");
        assert_clear(&run.err);
        assert!(run.err.contains("nulle/part") && run.err.contains("n'existe pas"), "{}", run.err);
    }
}

#[test]
fn what_is_told_of_a_word_without_end_is_short() {
    let long = "a".repeat(100_000);
    for args in
        [&["lister", &long][..], &[&long], &["lister", "--arbres", &long], &["guider", &long, "--json"]]
    {
        let run = run(args, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", args.len());
        assert!(run.err.starts_with("Erreur :"), "{}", run.err);
        assert!(run.err.len() < 4000, "{} bytes", run.err.len());
    }
}

#[test]
fn a_name_that_cannot_be_seen_is_refused_before_anything_is_written() {
    let folder = tempfile::TempDir::new().unwrap();
    let run = run(&["nouveau", "essai", "--nom", "\u{3164}", "--vers", path(&folder)], "");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_clear(&run.err);
    assert!(run.err.contains("caractère de commande ou caché"), "{}", run.err);
}

#[test]
fn a_folder_without_an_index() {
    let folder = tempfile::TempDir::new().unwrap();
    let run = run(&["lister", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 2);
    assert_clear(&run.err);
    assert!(run.err.contains("referentiel.ron"), "{}", run.err);
}

#[test]
fn a_file_where_a_folder_is_expected() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let file = folder.path().join("essai.ron");
    let run = run(&["lister", "--arbres", file.to_str().unwrap()], "");
    assert_eq!(run.status, 2);
    assert_clear(&run.err);
}

#[test]
fn a_tree_that_the_index_announces_and_that_is_missing() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    std::fs::remove_file(folder.path().join("essai.ron")).unwrap();
    let listed = run(&["lister", "--arbres", path(&folder)], "");
    assert_eq!(listed.status, 2);
    assert_clear(&listed.err);
    let verified = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!(verified.status, 2);
    assert!(verified.out.contains("essai.ron"), "{}", verified.out);
}

#[test]
fn trees_that_are_no_text_or_no_tree() {
    let cases: [(&str, Vec<u8>); 7] = [
        ("vide", Vec::new()),
        ("espaces", b"  \n\n".to_vec()),
        ("octets", vec![0xff, 0xfe, 0x00, 0x80]),
        ("latin-1", SMALL_TREE.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()),
        ("zéros", vec![0; 10_000]),
        ("parenthèses", vec![b'('; 100_000]),
        ("coupé", SMALL_TREE.as_bytes()[..SMALL_TREE.len() / 2].to_vec()),
    ];
    for (name, tree) in cases {
        let folder = folder(SMALL_INDEX.as_bytes(), &tree);
        let guided = run(&["guider", "essai", "--json", "--arbres", path(&folder)], "");
        assert_eq!((guided.status, guided.out.as_str()), (2, ""), "{name}");
        assert_clear(&guided.err);
        let verified = run(&["verifier", "--arbres", path(&folder)], "");
        assert_eq!(verified.status, 1, "{name}: {}", verified.out);
        assert!(verified.out.contains("erreur[lecture]"), "{name}: {}", verified.out);
    }
}

#[test]
fn a_broken_index() {
    for index in [&b""[..], b"(", b"\xff", b"(format: 1)"] {
        let folder = folder(index, SMALL_TREE.as_bytes());
        let listed = run(&["lister", "--arbres", path(&folder)], "");
        assert_eq!(listed.status, 2);
        assert_clear(&listed.err);
        assert_eq!(run(&["verifier", "--arbres", path(&folder)], "").status, 1);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = folder(windows(SMALL_INDEX).as_bytes(), windows(SMALL_TREE).as_bytes());
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}

#[test]
#[cfg(unix)]
fn a_file_that_the_system_refuses() {
    use std::os::unix::fs::symlink;
    // A link to itself: nobody can read it, not even root.
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let tree = folder.path().join("essai.ron");
    std::fs::remove_file(&tree).unwrap();
    symlink(&tree, &tree).unwrap();
    let run = run(&["guider", "essai", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 2);
    assert_clear(&run.err);
}

#[test]
fn ten_thousand_lines_of_nonsense_end_with_one_error() {
    let run = run(&["guider"], "n'importe quoi\n".repeat(10_000));
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.trim_end().ends_with("une lettre de la liste."), "{}", &run.err[run.err.len() - 200..]);
    assert!(run.err.len() < 40_000, "{} bytes of messages", run.err.len());
}

#[test]
fn a_line_that_never_ends() {
    let run = run(&["guider"], vec![b'x'; 1_000_000]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("trop longue"), "{}", run.err);
}

#[test]
fn input_that_is_no_text() {
    let run = run(&["guider"], vec![0xff, 0x00, 0x1b, b'\n', b'q', b'\n']);
    assert_eq!(run.status, 0);
    assert!(!run.err.contains('\u{1b}'), "nothing of it reaches the terminal");
}

#[test]
fn input_that_ends_before_an_outcome() {
    for input in ["", "1\n", "1\n0\n", "1\n0"] {
        let run = run(&["guider"], input);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{input:?}");
        assert!(run.err.contains("L'entrée s'arrête avant la fin"), "{}", run.err);
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    for args in [&["lister", "--json"][..], &["verifier"], &["--aide"]] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_conversation_that_nobody_reads_any_more_ends() {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .arg("guider")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    let mut input = child.stdin.take().unwrap();
    // The input stays open: only the broken pipe can end it.
    let _ = input.write_all(b"1\n");
    assert!(child.wait().unwrap().code().is_some());
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_with_130_and_one_line() {
    use std::io::Read as _;
    use std::process::Stdio;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .arg("guider")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Kept open: an input that ends would be another reason to stop.
    let input = child.stdin.take();
    // The prompt is there: the program waits, and catches the signal.
    let mut err = child.stderr.take().unwrap();
    let mut seen = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&seen).ends_with("quitter) :\n") {
        assert_eq!(err.read(&mut byte).unwrap(), 1);
        seen.push(byte[0]);
    }
    std::thread::sleep(std::time::Duration::from_millis(200));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let status = child.wait().unwrap();
    let mut rest = String::new();
    err.read_to_string(&mut rest).unwrap();
    drop(input);
    assert_eq!(status.code(), Some(130));
    assert_eq!(rest.trim(), "Interrompu. Rien n'a été enregistré.");
}

#[test]
fn a_set_that_only_differs_by_one_more_operateur_needs_no_change_to_the_code() {
    let index = SMALL_INDEX.replace("    operateurs: [", "    operateurs: [\n        (id: \"neuf\", nom: \"Neuf\", premiere_page: 3, etat: Fourni, sections: [(titre: \"Tout\", lignes: [(id: \"neuf-01\", categorie: Niveau1, nom: \"Une\"), (id: \"neuf-02\", categorie: Urgent, nom: \"Deux\")])]),");
    let folder = folder(index.as_bytes(), SMALL_TREE.as_bytes());
    let tree = SMALL_TREE
        .replace("operateur: \"essai\"", "operateur: \"neuf\"")
        .replace("essai-01", "neuf-02")
        .replace("essai-02", "neuf-01");
    write(folder.path(), "neuf.ron", tree.as_bytes());
    let run = run(&["verifier", "--arbres", path(&folder)], "");
    assert_eq!(run.status, 0, "{}", run.out);
}

#[test]
fn what_proves_nothing_is_not_counted_as_a_proof() {
    let case = |attendu: &str| {
        format!(
            "{{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{{\"urgence\":\"suicide\"}},\"attendu\":{attendu}}}\n"
        )
    };
    let replayed = run(&["rejouer", "-", "--json"], case("{}") + &case("{\"lignes\":[]}"));
    assert!(replayed.out.contains("\"conformes\": 0"), "{}", replayed.out);
    let empty = run(&["rejouer", "-"], "\n");
    assert_eq!(empty.status, 0);
    assert!(empty.err.contains("aucun cas"), "{}", empty.err);
}

#[test]
fn a_name_that_means_something_else_is_no_operateur() {
    let folder = tempfile::TempDir::new().unwrap();
    let set = folder.path().join("jeu").display().to_string();
    for id in ["con", "nul", "com1", "lpt9", "embarques", "aucun", "referentiel"] {
        let made = run(&["nouveau", id, "--vers", &set], "");
        assert_eq!((made.status, made.out.as_str()), (2, ""), "{id}");
    }
    let spaced = folder.path().join("mon jeu").display().to_string();
    let made = run(&["nouveau", "comptes", "--vers", &spaced], "");
    assert!(
        made.out.contains(&format!("--arbres '{spaced}'"))
            || made.out.contains(&format!("--arbres \"{spaced}\"")),
        "{}",
        made.out
    );
}

#[test]
fn a_command_that_is_proposed_names_its_file_in_quotes_where_a_shell_would_part_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let placed = |name: &str| folder.path().join(name).display().to_string();
    let (sound, faulty, local) = (placed("jeu juste"), placed("jeu faux"), placed("mes contacts.ron"));
    for (set, categorie) in [(&sound, "Niveau1"), (&faulty, "Niveau2")] {
        std::fs::create_dir(set).unwrap();
        std::fs::write(format!("{set}/referentiel.ron"), SMALL_INDEX).unwrap();
        std::fs::write(
            format!("{set}/essai.ron"),
            SMALL_TREE.replace("categorie: Niveau1", &format!("categorie: {categorie}")),
        )
        .unwrap();
    }
    std::fs::write(&local, "(format: 1, contacts: {").unwrap();
    for (args, named) in [
        (&["chercher", "remplir un formulaire", "--arbres", &sound][..], format!("--arbres \"{sound}\"")),
        (&["lister", "--arbres", &faulty], format!("verifier --arbres \"{faulty}\"")),
        (&["diagnostic", "--local", &local], format!("local verifier \"{local}\"")),
    ] {
        let run = run(args, "");
        let said = crate::common::unwrapped(&(run.out + &run.err));
        assert!(said.contains(&named), "{named}: {said}");
    }
}

#[test]
fn a_question_without_answers_is_told_so() {
    let tree = SMALL_TREE.replacen("reponses: [\n                (id: \"faire\"", "fermee: true, reponses: [], aucune: \"autre\"), Question(id: \"rien\", texte: \"Et ?\", reponses: [\n                (id: \"faire\"", 1);
    let tree = tree.replace("reponses: [], aucune: \"autre\")", "reponses: [])");
    assert_ne!(tree, SMALL_TREE);
    let set = folder(SMALL_INDEX.as_bytes(), tree.as_bytes());
    let asked = run(
        &[
            "guider",
            "essai",
            "--json",
            "--reponse",
            "urgence=non",
            "--reponse",
            "demande=x",
            "--arbres",
            path(&set),
        ],
        "",
    );
    assert_eq!(asked.status, 2);
    assert!(asked.err.contains("Réponses : aucune."), "{}", asked.err);
    assert_eq!(run(&["rejouer", "--au-hasard", "50", "--arbres", path(&set)], "").status, 0);
}
