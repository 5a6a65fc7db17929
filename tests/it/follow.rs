//! `verifier --suivre`: a proof at each save.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::common::{self, run};

/// No proof of a small set takes longer to come.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn each_save_is_proved_again_and_a_broken_file_ends_nothing() {
    let folder = common::folder(common::SMALL_INDEX.as_bytes(), common::SMALL_TREE.as_bytes());
    let mut program = Command::new(env!("CARGO_BIN_EXE_aiguilleur"))
        .args(["verifier", "--suivre", "--arbres", common::path(&folder)])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let out = BufReader::new(program.stdout.take().expect("its output is read"));
    let (sender, proofs) = channel();
    thread::spawn(move || {
        for line in out.lines().map_while(Result::ok).filter(|line| line.contains("erreur(s)")) {
            let _ = sender.send(line);
        }
    });
    let proof = || proofs.recv_timeout(PATIENCE).expect("a proof comes");
    assert!(proof().starts_with("0 erreur(s)"));
    let wrong = common::changed_tree("categorie: Urgent", "categorie: Urgente");
    common::write(folder.path(), "essai.ron", wrong.as_bytes());
    assert!(proof().starts_with("1 erreur(s)"));
    common::write(folder.path(), "essai.ron", common::SMALL_TREE.as_bytes());
    assert!(proof().starts_with("0 erreur(s)"));
    program.kill().expect("it goes on until it is stopped");
    program.wait().expect("it ends");
}

#[test]
fn what_cannot_be_followed_is_refused() {
    let embedded = run(&["verifier", "--suivre"], "");
    assert_eq!(embedded.status, 2);
    assert!(embedded.err.contains("--arbres mon-dossier"), "{}", embedded.err);
    let missing = run(&["verifier", "--suivre", "--arbres", "nulle-part"], "");
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("nulle-part"), "{}", missing.err);
}
