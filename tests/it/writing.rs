//! What is written is whole, is where it was asked for, and loses nothing of what was there.

use std::fs;
use std::path::Path;

use aiguilleur::files::local_draft::Draft;
use tempfile::TempDir;

use crate::common::{self, Run, SMALL_INDEX, SMALL_TREE, folder, path, run, unwrapped, write};

fn at(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort_unstable();
    names
}

/// `former`, with its data in this folder.
fn former(data: &Path, args: &[&str], input: &str) -> Run {
    let mut command = common::aiguilleur();
    command.arg("former").args(args).env(common::DATA, data).env("AIGUILLEUR_DATE", "2026-11-24");
    let timeout = std::time::Duration::from_secs(30);
    Run::of(command.write_stdin(input).timeout(timeout).output().expect("the program runs"))
}

/// Refused with this in its message.
fn assert_refused(run: &Run, said: &str) {
    assert_eq!(run.status, 2, "{}{}", run.out, run.err);
    assert!(unwrapped(&run.err).contains(said), "{said}: {}", run.err);
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_anything_is_typed() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let path = |name: &str| folder.path().join(name).to_str().expect("its name is text").to_owned();
    for name in ["local.ron", "cas.ron"] {
        let text =
            if name == "cas.ron" { "[]" } else { "(format: 1, departement: \"Nièvre\", contacts: [])" };
        std::fs::write(path(name), text).expect("it can be written to");
        let mut rights = std::fs::metadata(path(name)).expect("it is there").permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(path(name), rights).expect("its rights can be set");
    }
    for args in [
        ["local", "remplir", &path("local.ron")],
        ["guider", "--noter", &path("cas.ron")],
        ["guider", "--noter", &path("absent/cas.ron")],
    ] {
        let run = crate::common::run(&args, "1\n1\n1\n");
        assert_eq!(run.status, 2, "{args:?}: {}", run.err);
        assert!(
            !run.err.contains("Votre réponse") && !run.err.contains("Votre choix"),
            "{args:?}: {}",
            run.err
        );
    }
}

#[test]
fn no_file_beside_the_result_is_touched() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "liste.csv.tmp", b"les notes de quelqu'un");
    let listed = run(&["exporter", "csv", "caf", "-o", &at(&folder, "liste.csv")], "");
    assert_eq!(listed.status, 0, "{}", listed.err);
    assert_eq!(fs::read(folder.path().join("liste.csv.tmp")).unwrap(), b"les notes de quelqu'un");
    assert_eq!(names(folder.path()), ["liste.csv", "liste.csv.tmp"]);
}

#[test]
#[cfg(unix)]
fn a_link_beside_the_result_is_not_followed() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "precieux.txt", b"precieux");
    std::os::unix::fs::symlink(at(&folder, "precieux.txt"), at(&folder, "liste.csv.tmp")).unwrap();
    assert_eq!(run(&["exporter", "csv", "caf", "-o", &at(&folder, "liste.csv")], "").status, 0);
    assert_eq!(fs::read(folder.path().join("precieux.txt")).unwrap(), b"precieux");
}

#[test]
fn files_to_be_merged_survive_whatever_their_names() {
    let folder = TempDir::new().unwrap();
    let contacts = common::filled(&run(&["local", "modele"], "").out);
    write(folder.path(), "dep.ron.tmp", contacts.as_bytes());
    let merged = run(&["local", "fusionner", &at(&folder, "dep.ron.tmp"), "-o", &at(&folder, "dep.ron")], "");
    assert_eq!(merged.status, 0, "{}", merged.err);
    assert_eq!(fs::read_to_string(folder.path().join("dep.ron.tmp")).unwrap(), contacts);
}

#[test]
fn exports_to_one_file_at_once_leave_one_of_them_whole() {
    let folder = TempDir::new().unwrap();
    let whole = run(&["exporter", "csv"], "").out;
    let into = at(&folder, "liste.csv");
    for _ in 0..3 {
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| assert_eq!(run(&["exporter", "csv", "-o", &into], "").status, 0));
            }
        });
        assert_eq!(fs::read_to_string(&into).unwrap(), whole);
    }
    assert_eq!(names(folder.path()), ["liste.csv"]);
}

#[test]
fn operateurs_begun_at_once_are_all_in_the_index() {
    let folder = TempDir::new().unwrap();
    let set = at(&folder, "jeu");
    let ids = ["un", "deux", "trois", "quatre"];
    std::thread::scope(|scope| {
        for id in ids {
            let set = &set;
            scope.spawn(move || {
                let made = run(&["nouveau", id, "--vers", set], "");
                assert_eq!(made.status, 0, "{}", made.err);
            });
        }
    });
    let listed = run(&["lister", "--arbres", &set], "");
    for id in ids {
        assert!(listed.out.contains(id), "{id}: {}", listed.out);
    }
    assert_eq!(names(Path::new(&set)).len(), 5, "the trees, the index, and no lock");
}

#[test]
#[cfg(unix)]
fn a_set_that_another_program_holds_is_left_alone_and_it_is_said() {
    let folder = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let held = fs::File::open(folder.path()).unwrap();
    held.lock().unwrap();
    assert_refused(&run(&["nouveau", "neuf", "--vers", path(&folder)], ""), "Un autre programme écrit");
    assert_eq!(names(folder.path()), ["essai.ron", "referentiel.ron"]);
}

#[test]
fn a_folder_made_for_a_tree_that_could_not_be_goes_again() {
    let folder = TempDir::new().unwrap();
    let made = run(&["importer", "absent.csv", "--operateur", "neuf", "--vers", &at(&folder, "jeu")], "");
    assert_eq!(made.status, 2);
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
}

#[test]
fn what_a_person_fills_or_protects_is_replaced_only_where_it_is_asked() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "caf.ron", b"un arbre");
    write(folder.path(), "liste.csv", b"une liste");
    let protected = folder.path().join("protege.csv");
    write(folder.path(), "protege.csv", b"une liste");
    let mut rights = fs::metadata(&protected).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&protected, rights).unwrap();
    for (name, said) in [("caf.ron", "existe déjà"), ("protege.csv", "lecture seule")] {
        let into = at(&folder, name);
        let before = fs::read(&into).unwrap();
        assert_refused(&run(&["exporter", "csv", "caf", "-o", &into], ""), said);
        assert_eq!(fs::read(&into).unwrap(), before, "{name}");
        assert_eq!(run(&["exporter", "csv", "caf", "-o", &into, "--remplacer"], "").status, 0, "{name}");
        assert_ne!(fs::read(&into).unwrap(), before, "{name}");
    }
    assert_eq!(run(&["exporter", "csv", "caf", "-o", &at(&folder, "liste.csv")], "").status, 0);
}

#[test]
fn a_sheet_of_answers_that_nobody_named_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "quiz-corrige.md", b"mes notes");
    let quiz = at(&folder, "quiz.md");
    assert_refused(&run(&["former", "caf", "--imprimer", &quiz], ""), "existe déjà");
    assert_eq!(names(folder.path()), ["quiz-corrige.md"], "nothing is written by halves");
    assert_eq!(fs::read(folder.path().join("quiz-corrige.md")).unwrap(), b"mes notes");
    assert_eq!(run(&["former", "caf", "--imprimer", &quiz, "--remplacer"], "").status, 0);
    assert_eq!(run(&["former", "caf", "--imprimer", &quiz, "--remplacer"], "").status, 0);
}

#[test]
fn a_file_of_cases_named_twice_is_migrated_once() {
    let old = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    let new = folder(SMALL_INDEX.as_bytes(), SMALL_TREE.replace("\"faire\"", "\"realiser\"").as_bytes());
    let cases = TempDir::new().unwrap();
    let text =
        "[(id: \"un\", operateur: \"essai\", reponses: {\"urgence\": \"non\", \"demande\": \"faire\"})]\n";
    write(cases.path(), "cas.ron", text.as_bytes());
    let (folder, file) = (path(&cases), at(&cases, "cas.ron"));
    let args = ["comparer", path(&old), path(&new), "--cas", folder, "--cas", &file, "--migrer"];
    let migrated = run(&args, "");
    assert_eq!(migrated.status, 1, "{}{}", migrated.out, migrated.err);
    assert_eq!(
        fs::read_to_string(cases.path().join("cas.ron.ancien")).unwrap(),
        text,
        "the old version stays"
    );
    assert!(fs::read_to_string(&file).unwrap().contains("realiser"));
}

#[test]
fn a_result_that_cannot_be_written_names_its_cause() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "fichier", b"");
    for (name, said) in [
        ("x".repeat(300), "trop long"),
        ("absent/liste.csv".to_owned(), "Ce dossier n'existe pas"),
        (".".to_owned(), "C'est un dossier"),
    ] {
        assert_refused(&run(&["exporter", "csv", "caf", "-o", &at(&folder, &name)], ""), said);
    }
    if cfg!(target_os = "linux") {
        assert_refused(&run(&["exporter", "csv", "caf", "-o", "/dev/full"], ""), "Le disque est plein");
    }
}

#[test]
#[cfg(unix)]
fn a_result_that_has_nowhere_to_go_is_told() {
    for command in ["exporter csv", "lister", "chercher rsa", "verifier", "--version"] {
        let line = format!("exec {} {command} >&-", env!("CARGO_BIN_EXE_aiguilleur"));
        let output = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
        assert_refused(&Run::of(output), "La sortie standard est fermée");
    }
}

#[test]
#[cfg(unix)]
fn a_progress_that_is_a_link_is_forgotten_where_it_is_and_nothing_else_is() {
    use std::os::unix::fs::symlink;
    let data = TempDir::new().unwrap();
    let own = data.path().join("aiguilleur");
    assert_eq!(former(data.path(), &["--nombre", "1"], &"1\n1\n2\n1\n1\n".repeat(3)).status, 0);
    let (link, kept) = (own.join("progression.json"), data.path().join("ailleurs.json"));
    fs::rename(&link, &kept).unwrap();
    symlink(&kept, &link).unwrap();
    let forgotten = former(data.path(), &["--oublier"], "");
    assert!(forgotten.out.contains("effacée"), "{}{}", forgotten.out, forgotten.err);
    assert!(!kept.exists() && link.symlink_metadata().is_err(), "what is said to be gone is gone");

    write(data.path(), "these.txt", b"dix ans de travail");
    symlink(data.path().join("these.txt"), &link).unwrap();
    assert_refused(&former(data.path(), &["--oublier"], ""), "n'est pas une progression");
    assert!(data.path().join("these.txt").exists(), "what is not ours stays");
}

#[test]
#[cfg(unix)]
fn a_progress_that_another_session_holds_is_waited_for_no_longer_than_is_said() {
    let data = TempDir::new().unwrap();
    fs::create_dir(data.path().join("aiguilleur")).unwrap();
    let held = fs::File::create(data.path().join("aiguilleur/progression.verrou")).unwrap();
    held.lock().unwrap();
    assert_eq!(former(data.path(), &["--bilan"], "").status, 0, "to read waits for nobody");
    assert_refused(&former(data.path(), &["--oublier"], ""), "Une autre séance écrit");
    let trained = former(data.path(), &["--nombre", "1"], &"1\n1\n2\n1\n1\n".repeat(3));
    assert!(trained.err.contains("Une autre séance écrit"), "{}", trained.err);
}

#[test]
fn a_balance_moves_nothing() {
    let data = TempDir::new().unwrap();
    fs::create_dir(data.path().join("aiguilleur")).unwrap();
    write(&data.path().join("aiguilleur"), "progression.json", b"{\"version\": 99}");
    let balance = former(data.path(), &["--bilan"], "");
    assert!(balance.err.contains("laissé en place"), "{}", balance.err);
    assert_eq!(names(&data.path().join("aiguilleur")), ["progression.json"], "not even a lock is made");
}

#[test]
#[cfg(unix)]
fn a_home_that_is_no_place_writes_nothing_where_one_stands() {
    let folder = TempDir::new().unwrap();
    let mut command = common::aiguilleur();
    command.args(["former", "--nombre", "1"]).env_remove(common::DATA).env("HOME", "maison");
    command.current_dir(folder.path()).write_stdin("1\n1\n2\n1\n1\n".repeat(3));
    let run = Run::of(command.output().unwrap());
    assert!(run.err.contains("Rien ne sera gardé"), "{}", run.err);
    assert!(names(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_of_another_name_protects_the_contacts_that_it_leads_to() {
    let folder = TempDir::new().unwrap();
    let contacts = folder.path().join("local.ron");
    fs::write(&contacts, "(format: 1)").unwrap();
    let link = folder.path().join("liste.csv");
    std::os::unix::fs::symlink(&contacts, &link).unwrap();
    let refused = run(&["exporter", "csv", "-o", link.to_str().unwrap()], "");
    assert_eq!(refused.status, 2, "{}", refused.err);
    assert_eq!(fs::read_to_string(&contacts).unwrap(), "(format: 1)");
}

#[test]
fn a_quiz_and_its_answers_are_written_both_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let quiz = folder.path().join("quiz.md");
    fs::write(&quiz, "celui d'hier").unwrap();
    // Nothing can take the place of a folder.
    fs::create_dir(folder.path().join("quiz-corrige.md")).unwrap();
    let printed = run(&["former", "--imprimer", quiz.to_str().unwrap(), "--graine", "2", "--remplacer"], "");
    assert_eq!(printed.status, 2, "{}", printed.err);
    assert!(printed.err.contains("C'est un dossier."), "{}", printed.err);
    assert_eq!(fs::read_to_string(&quiz).unwrap(), "celui d'hier");
}

#[test]
fn a_head_that_somebody_filled_in_meanwhile_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("local.ron");
    let set = common::embedded();
    let trees = common::trees(&set);
    let today = "2026-11-24".parse().unwrap();
    let open = || Draft::open(Some(&path), None, &set, &trees, today).unwrap();
    let (mut one, mut other) = (open(), open());
    one.set_head("departement", "Nièvre").unwrap();
    let refused = format!("{:?}", other.set_head("departement", "Yonne").unwrap_err());
    assert!(refused.contains("pendant vos réponses. Il dit : « Nièvre »"), "{refused}");
    assert!(fs::read_to_string(&path).unwrap().contains("departement: \"Nièvre\""));
    other.set_head("departement", "Nièvre").unwrap();
    other.set_head("source", "Préfecture").unwrap();
}
