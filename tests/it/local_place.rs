//! Where local contacts are sought, and what is said where they cannot be had: nothing of it stops an interview.

use std::fs;
use std::path::Path;

use crate::common::{self, Run, SMALL_INDEX, SMALL_TREE, aiguilleur, path, unwrapped};
use tempfile::TempDir;

const TODAY: &str = "2026-11-24";

/// A file for the small set, its contact of the CAF besides.
const LOCAL: &str = r#"(
    format: 1,
    departement: "Nièvre",
    source: "la préfecture",
    contacts: [
        (operateur: "essai", contact: "equipe", verifie_le: "2026-11-02", canaux: [(canal: Telephone, horaires: "le matin")]),
        (operateur: "caf", contact: "caf", verifie_le: "2026-01-15", canaux: [(canal: Telephone, valeur: "03.86.00.00.01")]),
    ],
)
"#;

fn run(args: &[&str], settings: &[(&str, &str)], input: &str) -> Run {
    let mut command = aiguilleur();
    command.env("AIGUILLEUR_DATE", TODAY).args(args).envs(settings.iter().copied());
    Run::of(command.write_stdin(input).output().expect("the program runs"))
}

/// Commands that an absent share stopped, each with what it is told.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["guider", "--accessible"], "u\n1\nq\n2\n"),
    (&["guider", "caf", "--accessible"], "q\n"),
    (&["guider", "caf", "--reponse", "urgence=oui", "--json"], ""),
    (&["lister", "caf"], ""),
    (&["verifier"], ""),
    (&["exporter", "html"], ""),
    (&["local", "manquants"], ""),
];

#[test]
fn a_share_that_is_not_there_stops_no_command_and_is_told_in_one_line() {
    let absent = [("AIGUILLEUR_LOCAL", "/partage/absent/local.ron")];
    for (args, input) in COMMANDS {
        let (with, without) = (run(args, &absent, input), run(args, &[], input));
        assert_eq!(
            (with.status, with.out.len()),
            (without.status, without.out.len()),
            "{args:?}: {}",
            with.err
        );
        let told = unwrapped(&with.err);
        assert!(told.contains("AIGUILLEUR_LOCAL nomme « /partage/absent/local.ron »"), "{args:?}: {told}");
        assert!(told.contains("« --local aucun » s'en passe"), "{args:?}: {told}");
    }
    let former = run(&["former", "caf", "--nombre", "1", "--accessible"], &absent, "q\n");
    assert_ne!(former.status, 2, "{}", former.err);
}

#[test]
fn a_broken_file_that_the_variable_names_is_left_out_and_one_that_is_typed_stops() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("local.ron");
    fs::write(&file, "(").unwrap();
    let file = file.to_str().unwrap();
    let guided = run(&["guider", "caf", "--accessible"], &[("AIGUILLEUR_LOCAL", file)], "q\n");
    assert!(
        unwrapped(&guided.err).contains("AIGUILLEUR_LOCAL nomme un fichier qui a des erreurs"),
        "{}",
        guided.err
    );
    assert_eq!(run(&["guider", "caf", "--local", file], &[], "q\n").status, 2);
}

#[test]
#[cfg(unix)]
fn a_share_that_does_not_answer_is_not_waited_for() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("local.ron");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let told = run(&["lister"], &[("AIGUILLEUR_LOCAL", pipe.to_str().unwrap())], "");
    assert_eq!(told.status, 0);
    assert!(unwrapped(&told.err).contains("ne répond pas"), "{}", told.err);
}

#[test]
fn the_file_beside_the_program_is_read_after_the_one_of_the_folder() {
    let place = TempDir::new().unwrap();
    let program = place.path().join(Path::new(env!("CARGO_BIN_EXE_aiguilleur")).file_name().unwrap());
    fs::copy(env!("CARGO_BIN_EXE_aiguilleur"), &program).unwrap();
    fs::write(place.path().join("local.ron"), LOCAL).unwrap();
    let home = TempDir::new().unwrap();
    let said = || {
        let mut command = std::process::Command::new(&program);
        command
            .args(["lister", "caf", "--json"])
            .env("AIGUILLEUR_DATE", TODAY)
            .env_remove("AIGUILLEUR_LOCAL");
        command.env(common::CONFIGURATION, home.path());
        // Another test that starts a program just then holds the copy open for a moment.
        let mut tries = (0..50).map(|_| {
            command.output().inspect_err(|_| std::thread::sleep(std::time::Duration::from_millis(20)))
        });
        let busy = |error: &std::io::Error| error.kind() == std::io::ErrorKind::ExecutableFileBusy;
        let output = tries.find(|output| !output.as_ref().is_err_and(busy)).expect("it is free in the end");
        Run::of(output.expect("it runs")).out
    };
    assert!(said().contains("03 86 00 00 01"));
    fs::create_dir_all(home.path().join("aiguilleur")).unwrap();
    fs::write(home.path().join("aiguilleur/local.ron"), LOCAL.replace("00.00.01", "00 00 02")).unwrap();
    assert!(said().contains("03 86 00 00 02"));
}

#[test]
fn contacts_of_operateurs_that_the_set_does_not_hold_are_passed_over_with_a_word() {
    let set = common::folder(SMALL_INDEX.as_bytes(), SMALL_TREE.as_bytes());
    common::write(set.path(), "local.ron", LOCAL.as_bytes());
    let file = set.path().join("local.ron");
    let args = ["--arbres", path(&set), "--local", file.to_str().unwrap()];
    let blocked = ["guider", "essai", "--json", "--reponse", "urgence=non", "--reponse", "demande=faire"];
    let blocked: Vec<&str> = args.into_iter().chain(blocked).chain(["--reponse", "blocage=oui"]).collect();
    let guided = run(&blocked, &[], "");
    assert_eq!(guided.status, 0, "{}", guided.err);
    assert!(unwrapped(&guided.err).contains("n'ont pas le tableau de caf"), "{}", guided.err);
    assert!(guided.out.contains("le matin"), "those that the set holds are in force: {}", guided.out);
    let home: Vec<&str> = args.into_iter().chain(["guider", "--accessible"]).collect();
    assert!(unwrapped(&run(&home, &[], "q\n").err).contains("n'ont pas le tableau de caf"));
}

#[test]
fn what_is_old_is_listed_contact_by_contact_and_what_soon_will_be_on_demand() {
    let folder = TempDir::new().unwrap();
    common::write(folder.path(), "local.ron", LOCAL.as_bytes());
    let file = folder.path().join("local.ron");
    let file = file.to_str().unwrap();
    let old = run(&["local", "perimes", file], &[], "");
    assert_eq!(old.status, 1);
    let said = unwrapped(&old.out);
    assert!(said.contains("caf, Téléphone : vérifié le 15 janvier 2026"), "{said}");
    assert!(said.contains("périmé depuis le 15 juillet 2026") && !said.contains("equipe"), "{said}");
    let soon = run(&["local", "perimes", "--dans", "200", "--json"], &[("AIGUILLEUR_LOCAL", file)], "");
    let soon: serde_json::Value = serde_json::from_str(&soon.out).unwrap();
    let both: Vec<_> = soon.as_array().unwrap().iter().map(|one| (&one["contact"], &one["perime"])).collect();
    assert_eq!(both, [(&"caf".into(), &true.into()), (&"equipe".into(), &false.into())]);
    let early = LOCAL.replace("2026-11-02", "2026-04-02");
    common::write(folder.path(), "tot.ron", early.as_bytes());
    let early = folder.path().join("tot.ron");
    let on_may_day = [("AIGUILLEUR_DATE", "2026-05-01")];
    let fresh = run(&["local", "perimes", early.to_str().unwrap()], &on_may_day, "");
    assert_eq!(fresh.status, 0, "{}", fresh.out);
    let to_come = run(&["local", "perimes", file], &on_may_day, "");
    assert_eq!(to_come.status, 2, "a day to come certifies nothing: {}", to_come.out);
    assert_eq!(run(&["local", "perimes"], &[], "").status, 2, "there is nothing to read");
    assert_eq!(run(&["local", "perimes", file, "--dans", "demain"], &[], "").status, 2);
}

#[test]
fn the_check_says_how_many_contacts_the_day_of_the_file_certifies() {
    let folder = TempDir::new().unwrap();
    let dated = LOCAL
        .replace("source:", "verifie_le: \"2026-11-02\", source:")
        .replace("verifie_le: \"2026-01-15\", canaux", "canaux");
    common::write(folder.path(), "local.ron", dated.as_bytes());
    let file = folder.path().join("local.ron");
    let said = unwrapped(&run(&["local", "verifier", file.to_str().unwrap()], &[], "").out);
    assert!(said.contains("La date en tête vaut pour 1 contact(s)"), "{said}");
}
