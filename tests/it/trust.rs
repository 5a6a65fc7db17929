//! What the program asks of the system, traced call by call: no connection, and no file written but where it was asked
//! to or in the folders of the user's own data and configuration.

#![cfg(target_os = "linux")]

use crate::common;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A person's session: a home, and a folder of work where results are asked for.
struct Session {
    folder: TempDir,
}

impl Session {
    /// A session whose folder of work holds `nievre.ron`, a file of local contacts.
    fn traced() -> Self {
        let session = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        for name in ["maison", "travail"] {
            fs::create_dir(session.path(name)).expect("it can be made");
        }
        let contacts = common::filled(&common::run(&["local", "modele"], "").out);
        fs::write(session.path("travail/nievre.ron"), contacts).expect("it can be written");
        session
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
    let name = name(call);
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
    opens_a_connection(call)
        || alters.iter().any(|start| name.starts_with(start))
        || name.starts_with("open") && changes.iter().any(|flag| name.contains(flag))
}

fn opens_a_connection(call: &str) -> bool {
    let network = ["socket", "connect", "bind", "sendto", "sendmsg", "accept", "listen", "recv"];
    network.iter().any(|start| name(call).starts_with(start))
}

/// What stands after the number of the process.
fn name(call: &str) -> &str {
    call.split_once(' ').map_or(call, |(_, call)| call.trim_start())
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
    (&["former", "--bilan"], ""),
    (&["local", "manquants"], ""),
    (&["local", "modele"], ""),
    (&["local", "fusionner", "nievre.ron"], ""),
    (&["local", "verifier", "nievre.ron"], ""),
    (&["local", "perimes", "nievre.ron"], ""),
    (&["local", "remplir", "nievre.ron"], "q\n"),
    (&["local", "importer", CONTACTS], ""),
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
#[ignore = "needs strace: cargo xtask dehors"]
fn no_command_opens_a_connection_or_writes_a_file_that_was_not_asked_for() {
    let session = Session::traced();
    for (args, input) in SILENT {
        assert_eq!(session.calls(args, input), Vec::<String>::new(), "{args:?}");
    }
    for (folder, files) in [("maison", 0), ("travail", 1)] {
        let there = fs::read_dir(session.path(folder)).expect("it can be listed").count();
        assert_eq!(there, files, "nothing was added to {folder}");
    }
}

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/sections-marquees.csv");
const CONTACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/contacts.csv");

/// The commands that write, with what is typed, and the one folder of the session where they may.
const WRITING: &[(&[&str], &str, &str)] = &[
    (&["exporter", "html", "-o", "guide.html"], "", "travail"),
    (&["exporter", "csv", "-o", "donnees.csv"], "", "travail"),
    (&["local", "modele", "-o", "local.ron"], "", "travail"),
    (&["local", "fusionner", "nievre.ron", "-o", "reunis.ron"], "", "travail"),
    (&["local", "importer", CONTACTS, "-o", "liste.ron"], "", "travail"),
    (&["importer", TABLE, "--operateur", "essai", "--vers", "jeu"], "", "travail/jeu"),
    (&["nouveau", "autre", "--vers", "neuf"], "", "travail/neuf"),
    (&["former", "caf", "--nombre", "1", "--graine", "1"], "1\n1\n1\n1\n1\nq\n", "maison/.local"),
    (&["former", "--oublier"], "", "maison/.local"),
];

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn a_result_is_written_where_it_was_asked_for_and_the_progress_in_the_users_folder() {
    let session = Session::traced();
    let work = session.path("travail");
    for (args, input, only) in WRITING {
        let only = session.path(only);
        let calls = session.calls(args, input);
        assert!(!calls.is_empty(), "{args:?} writes");
        for call in calls {
            let places = places(&call, &work);
            assert!(!places.is_empty() && !opens_a_connection(&call), "{args:?}: {call}");
            assert!(places.iter().all(|place| place.starts_with(&only)), "{args:?}: {call}");
        }
    }
    let progress = session.path("maison/.local/share/aiguilleur/progression.json");
    assert!(!Path::new(&progress).exists(), "it was forgotten");
}

/// The files that a traced call is about: each path in quotes, from the folder in brackets before it; where it has none,
/// the open file in brackets.
fn places(call: &str, work: &str) -> Vec<PathBuf> {
    let call = call.split_once(") = ").map_or(call, |(call, _)| call);
    let bracket = |text: &str| {
        let (_, from) = text.rsplit_once('<')?;
        from.split_once('>').map(|(path, _)| PathBuf::from(path))
    };
    let mut places = Vec::new();
    let mut folder = PathBuf::from(work);
    for (rank, part) in call.split('"').enumerate() {
        if rank % 2 == 1 {
            places.push(folder.join(part));
        } else if let Some(named) = bracket(part) {
            folder = named;
        }
    }
    if places.is_empty() { bracket(call).into_iter().collect() } else { places }
}

#[test]
fn the_files_of_a_call_are_read_off_its_trace() {
    let read = |call: &str| places(call, "/t");
    assert_eq!(read(r#"7 openat(AT_FDCWD</t>, "a", O_RDWR|O_CREAT, 0600) = 3</t/a>"#), [Path::new("/t/a")]);
    assert_eq!(read(r#"7 openat(AT_FDCWD</t>, "/etc/a", O_WRONLY) = 3</etc/a>"#), [Path::new("/etc/a")]);
    assert_eq!(read(r#"7 rename("a", "/b/c") = 0"#), [Path::new("/t/a"), Path::new("/b/c")]);
    assert_eq!(read("7 ftruncate(3</t/a>, 0) = 0"), [Path::new("/t/a")]);
}

#[test]
fn no_command_is_left_out_of_the_tracing() {
    let lines = SILENT.iter().map(|(args, _)| *args).chain(WRITING.iter().map(|(args, ..)| *args));
    assert_eq!(common::left_out(lines), [""; 0]);
}
