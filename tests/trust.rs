//! What the program asks of the system, traced call by call: no connection, and no file written but where it was asked
//! to or in the folders of the user's own data and configuration.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A person's session: a home, and a folder of work where results are asked for.
struct Session {
    folder: TempDir,
}

impl Session {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        for name in ["maison", "travail"] {
            fs::create_dir(folder.path().join(name)).expect("it can be made");
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs the program and gives its calls that open a connection or change a file.
    fn calls(&self, args: &[&str], input: &str) -> Vec<String> {
        let trace = self.path("trace");
        let typed = self.path("saisie");
        fs::write(&typed, input).expect("it can be written");
        let status = Command::new("strace")
            .args([
                "-f",
                "-qq",
                "-y",
                "-s",
                "300",
                "-o",
                &trace,
                "-e",
                "trace=%network,%file,ftruncate,fchmod",
            ])
            .arg(env!("CARGO_BIN_EXE_aiguilleur"))
            .args(args)
            .env_clear()
            .env("HOME", self.path("maison"))
            .env("AIGUILLEUR_DATE", "2026-11-24")
            .current_dir(self.folder.path().join("travail"))
            .stdin(fs::File::open(&typed).expect("it can be read"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("strace runs");
        assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status}");
        let trace = fs::read_to_string(&trace).expect("the calls were traced");
        assert!(trace.contains("execve("), "{args:?}: nothing was traced");
        trace.lines().filter(|call| is_suspect(call)).map(str::to_owned).collect()
    }
}

/// Whether a call opens a connection or may change a file.
fn is_suspect(call: &str) -> bool {
    let name = call.split_once(' ').map_or(call, |(_, call)| call.trim_start());
    let changes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"];
    let alters = [
        "rename",
        "unlink",
        "mkdir",
        "rmdir",
        "chmod",
        "fchmod",
        "chown",
        "link",
        "symlink",
        "truncate",
        "ftruncate",
        "mknod",
        "utime",
        "setxattr",
        "creat",
    ];
    let network = ["socket", "connect", "bind", "sendto", "sendmsg", "accept", "listen", "recv"];
    alters.iter().chain(&network).any(|start| name.starts_with(start))
        || name.starts_with("open") && changes.iter().any(|flag| name.contains(flag))
}

/// Whether strace is there; says so where it is not.
fn traced() -> bool {
    let there = Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_ok();
    if !there {
        eprintln!("Left out: strace is not installed.");
    }
    there
}

fn texts() -> [&'static str; 2] {
    [concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables"), concat!(env!("CARGO_MANIFEST_DIR"), "/trees")]
}

/// The commands that write nothing, with what is typed.
const SILENT: &[(&[&str], &str)] = &[
    (&["--version"], ""),
    (&["--aide"], ""),
    (&["--accessible"], "1\n1\nq\n"),
    (&["guider", "caf", "--reponse", "urgence=non"], "q\n"),
    (&["guider", "--demande", "on m'a volé ma carte vitale", "--accessible"], "q\n"),
    (&["chercher", "on m'a coupé le RSA"], ""),
    (&["lister", "--json"], ""),
    (&["verifier"], ""),
    (&["rejouer", "-"], "{\"id\":\"a\",\"operateur\":\"caf\",\"reponses\":{}}\n"),
    (&["rejouer", "--au-hasard", "5", "--graine", "1"], ""),
    (&["comparer", "embarques", "embarques"], ""),
    (&["local", "manquants"], ""),
    (&["local", "modele"], ""),
    (&["exporter", "csv"], ""),
    (&["exporter", "json"], ""),
    (&["exporter", "mermaid"], ""),
    (&["exporter", "arbre"], ""),
    (&["exporter", "html"], ""),
    (&["exporter", "fiche"], ""),
    (&["exporter", "livret"], ""),
    (&["diagnostic"], ""),
];

#[test]
fn no_command_opens_a_connection_or_writes_a_file_that_was_not_asked_for() {
    if !traced() {
        return;
    }
    let session = Session::new();
    for (args, input) in SILENT {
        assert_eq!(session.calls(args, input), Vec::<String>::new(), "{args:?}");
    }
    for folder in ["maison", "travail"] {
        assert_eq!(
            fs::read_dir(session.path(folder)).expect("it can be listed").count(),
            0,
            "{folder} is empty"
        );
    }
}

#[test]
fn a_result_is_written_where_it_was_asked_for_and_the_progress_in_the_users_folder() {
    if !traced() {
        return;
    }
    let session = Session::new();
    let [tables, trees] = texts();
    let table = format!("{tables}/sections-marquees.csv");
    assert!(Path::new(&table).exists() && Path::new(trees).exists());
    let home = session.path("maison/.local");
    let work = session.path("travail");
    let into = format!("{work}/jeu");
    for (args, input, only) in [
        (&["exporter", "html", "-o", "guide.html"][..], "", "guide.html"),
        (&["local", "modele", "-o", "local.ron"], "", "local.ron"),
        (&["importer", &table, "--operateur", "essai", "--vers", &into], "", into.as_str()),
        (&["nouveau", "autre", "--vers", "neuf"], "", "neuf"),
        (&["local", "verifier", "local.ron"], "", "local.ron"),
        (&["former", "caf", "--nombre", "1", "--graine", "1"], "1\n1\n1\n1\n1\nq\n", home.as_str()),
        (&["former", "--bilan"], "", home.as_str()),
        (&["former", "--oublier"], "", home.as_str()),
    ] {
        let calls = session.calls(args, input);
        let strange: Vec<&String> =
            calls.iter().filter(|call| !call.contains(only) && !call.contains(&work)).collect();
        assert!(strange.is_empty(), "{args:?}: {strange:#?}");
        assert!(
            !calls.iter().any(|call| call.contains("socket(") || call.contains("connect(")),
            "{args:?}: {calls:#?}"
        );
    }
    let progress = session.path("maison/.local/share/aiguilleur/progression.json");
    assert!(!Path::new(&progress).exists(), "it was forgotten");
}
