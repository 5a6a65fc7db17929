//! The program for Windows, under Wine: every command, on what differs there (line ends, folders, accents, paths with
//! spaces, exit statuses). On Windows itself it is the program of this very build.

use crate::common;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::common::Run;
use tempfile::TempDir;

/// A desk with the program: a folder with a space and an accent, and its own user's data.
struct Desk {
    exe: PathBuf,
    folder: TempDir,
}

impl Desk {
    /// A desk, with the program built for Windows.
    fn new() -> Self {
        let exe = if cfg!(windows) {
            PathBuf::from(env!("CARGO_BIN_EXE_aiguilleur"))
        } else {
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/dist/aiguilleur-windows-x86_64.exe"))
        };
        assert!(exe.exists(), "« cargo xtask windows » makes {}", exe.display());
        let folder = TempDir::with_prefix("poste d'été ").expect("a temporary folder can be made");
        Self { exe, folder }
    }

    fn run(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = if cfg!(windows) {
            Command::new(&self.exe)
        } else {
            let mut command = Command::new("wine");
            // Without a locale, Wine has no letter for « é » in the name of a file.
            command.arg(&self.exe).env("WINEDEBUG", "-all").env("LC_ALL", "C.UTF-8");
            command
        };
        let typed = self.folder.path().join("saisie");
        fs::write(&typed, input).expect("it can be written");
        let output = command
            .args(args)
            .current_dir(self.folder.path())
            .env("AIGUILLEUR_DATE", "2026-11-24")
            .env_remove("AIGUILLEUR_LOCAL")
            .stdin(fs::File::open(&typed).expect("it can be read"))
            .output()
            .expect("the program runs");
        Run::of(output)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/sections-marquees.csv");
const CONTACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/contacts.csv");

/// The commands whose result is shown, with their status and words of it.
const SHOWING: &[(&[&str], i32, &str)] = &[
    (&["--version"], 0, "aiguilleur 0."),
    (&["--aide"], 0, "Usage : aiguilleur [options]"),
    (&["chercher", "on m'a coupé le RSA"], 0, "RSA"),
    (&["chercher", "zzzzzz"], 1, ""),
    (&["guider", "caf", "--json"], 2, ""),
    (&["guider", "caf", "--json", "--reponse", "urgence=suicide"], 0, "\"caf-04\""),
    (&["lister", "caf"], 0, "Allocations familiales"),
    (&["lister", "--json"], 0, "\"caf-01\""),
    (&["verifier"], 0, "0 erreur"),
    (&["rejouer", CASES, "--strict"], 0, "conformes"),
    (&["comparer", "embarques", "embarques"], 0, ""),
    (&["former", "--bilan"], 0, ""),
    (&["local", "manquants"], 0, "CAF"),
    (&["local", "perimes"], 2, ""),
    (&["local", "remplir", "neuf.ron"], 0, ""),
    (&["exporter", "arbre", "cheque-energie"], 0, "├──"),
    (&["diagnostic"], 0, r"Roaming\aiguilleur\local.ron"),
    (&["diagnostic"], 0, "Programme : "),
    (&["verifiez"], 2, ""),
];

/// The commands that write a file.
const WRITING: &[&[&str]] = &[
    &["exporter", "html", "-o", "le guide.html"],
    &["exporter", "csv", "--bom", "-o", "données.csv"],
    &["exporter", "json", "-o", "données.json"],
    &["exporter", "fiche", "caf", "-o", "fiches.html"],
    &["exporter", "livret", "-o", "livret.html"],
    &["exporter", "mermaid", "-o", "arbres.md"],
    &["local", "modele", "-o", "local.ron"],
    &["local", "verifier", "local.ron"],
    &["local", "fusionner", "rempli.ron", "-o", "réuni.ron"],
    &["local", "importer", CONTACTS, "-o", "liste.ron"],
    &["importer", TABLE, "--operateur", "essai", "--vers", "jeu d'arbres"],
    &["nouveau", "autre", "--vers", "neuf"],
];

#[test]
fn no_command_is_left_out_on_windows() {
    let lines = SHOWING.iter().map(|(args, ..)| *args).chain(WRITING.iter().copied());
    assert_eq!(common::left_out(lines), [""; 0]);
}

#[test]
#[cfg_attr(not(windows), ignore = "needs Wine: cargo xtask dehors")]
fn every_command_does_its_work_on_windows() {
    let desk = Desk::new();
    for &(args, status, words) in SHOWING {
        let run = desk.run(args, b"");
        assert_eq!(run.status, status, "{args:?}: {}{}", run.out, run.err);
        assert!(run.out.contains(words), "{args:?}: {}", run.out);
        assert!(!run.out.contains('\r') && !run.out.contains('\u{1b}'), "{args:?} writes plain lines");
    }
}

#[test]
#[cfg_attr(not(windows), ignore = "needs Wine: cargo xtask dehors")]
fn the_properties_of_the_program_tell_its_version_and_show_its_icon() {
    let exe = fs::read(Desk::new().exe).expect("it can be read");
    let holds = |bytes: &[u8]| exe.windows(bytes.len()).any(|part| part == bytes);
    for name in ["FileVersion\0\0", "ProductVersion\0"] {
        let told = format!("{name}{}\0", env!("CARGO_PKG_VERSION"));
        assert!(holds(&told.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), "{told:?}");
    }
    let icon = include_bytes!("../../docs/aiguilleur.ico");
    // After a head of 6 bytes, what is told of the first image ends with its length and its place.
    let at =
        |place: usize| u32::from_le_bytes(icon[place..place + 4].try_into().expect("four bytes")) as usize;
    assert!(holds(&icon[at(18)..at(18) + at(14)]), "the first image of the icon");
}

#[test]
#[cfg_attr(not(windows), ignore = "needs Wine: cargo xtask dehors")]
fn an_interview_in_plain_lines_takes_the_line_ends_of_windows() {
    let desk = Desk::new();
    let run = desk.run(&[], b"1\r\n0\r\nx\r\n?\r\nq\r\n");
    assert_eq!(run.status, 0, "{}", run.err);
    for words in ["Quel opérateur la demande", "« x » n'est pas une réponse", "De quoi s'agit-il ?"] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    let sought = desk.run(&["chercher", "-"], "\u{feff}on m'a coupé le RSA\r\n".as_bytes());
    assert_eq!(sought.status, 0, "{}", sought.err);
    assert_eq!(desk.run(&["guider"], b"1\r\n").status, 2, "the input ends before an outcome");
}

#[test]
#[cfg_attr(not(windows), ignore = "needs Wine: cargo xtask dehors")]
fn files_are_written_in_folders_with_spaces_and_accents_and_read_back() {
    let desk = Desk::new();
    let template = desk.run(&["local", "modele"], b"").out;
    fs::write(desk.folder.path().join("rempli.ron"), common::filled(&template)).expect("it can be written");
    for args in WRITING {
        let run = desk.run(args, b"");
        assert!(matches!(run.status, 0 | 1), "{args:?}: {}{}", run.out, run.err);
    }
    assert!(desk.read("données.csv").starts_with(b"\xef\xbb\xbf"));
    assert!(String::from_utf8_lossy(&desk.read("réuni.ron")).contains("03 86 00 00 01"));
    let template = String::from_utf8(desk.read("local.ron")).expect("it is UTF-8").replace('\n', "\r\n");
    fs::write(desk.folder.path().join("crlf.ron"), format!("\u{feff}{template}")).expect("it can be written");
    let (one, other) = (
        desk.run(&["local", "verifier", "local.ron"], b""),
        desk.run(&["local", "verifier", "crlf.ron"], b""),
    );
    assert_eq!(one.status, other.status, "a byte-order mark and CRLF change nothing: {}", other.err);
    let guided = desk.run(&["--arbres", "jeu d'arbres", "verifier"], b"");
    assert!(matches!(guided.status, 0 | 1), "{}", guided.err);
    assert_eq!(desk.run(&["exporter", "html", "-o", r"absent\guide.html"], b"").status, 2);
}

#[test]
#[cfg_attr(not(windows), ignore = "needs Wine: cargo xtask dehors")]
fn the_progress_of_a_training_is_kept_and_forgotten() {
    let desk = Desk::new();
    desk.run(&["former", "--oublier"], b"");
    let one = desk.run(&["former", "caf", "--nombre", "1", "--graine", "1"], "1\r\n".repeat(12).as_bytes());
    assert_eq!(one.status, 0, "{}", one.err);
    let kept = desk.run(&["diagnostic"], b"").out;
    assert!(kept.contains("progression.json") && !kept.contains("aucune progression"), "{kept}");
    assert_eq!(desk.run(&["former", "--oublier"], b"").status, 0);
    let forgotten = desk.run(&["diagnostic"], b"").out;
    assert!(forgotten.contains("aucune progression"), "{forgotten}");
}

/// Wine's installer, silent, on one of the files of `dist`; whether it ended well.
fn msiexec(action: &str, file: &str) -> bool {
    let file = format!("{}/dist/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut wine = Command::new("wine");
    wine.args(["msiexec", action, &file, "/qn"]).env("WINEDEBUG", "-all");
    wine.status().expect("Wine runs").success()
}

#[test]
#[ignore = "needs Wine: cargo xtask dehors"]
fn each_installer_installs_upgrades_and_removes_without_a_question() {
    let version = env!("CARGO_PKG_VERSION");
    let prefix = std::env::var_os("WINEPREFIX").map(PathBuf::from);
    let prefix = prefix.or_else(|| Some(std::env::home_dir()?.join(".wine"))).expect("a home");
    let found = || {
        let mut find = Command::new("find");
        let names = ["-iname", "aiguilleur.exe", "-o", "-iname", "aiguilleur.lnk"];
        let output = find.arg(prefix.join("drive_c")).args(names).output().expect("it is looked for");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (scope, folder) in [("poste", "Program Files"), ("utilisateur", "Local")] {
        let [old, new] =
            [format!("avant/aiguilleur-0.0.1-{scope}.msi"), format!("aiguilleur-{version}-{scope}.msi")];
        assert!(msiexec("/i", &old) && msiexec("/i", &new), "{scope}: installed, then upgraded");
        let files = found();
        assert_eq!(files.lines().count(), 2, "{scope}: one program, one shortcut: {files}");
        assert!(files.contains(folder) && files.contains("Start Menu"), "{scope}: {files}");
        let mut wine = Command::new("wine");
        let exe = files.lines().find(|line| line.contains(".exe")).expect("the program");
        let said = wine.args([exe, "--version"]).env("WINEDEBUG", "-all").output().expect("Wine runs");
        assert!(String::from_utf8_lossy(&said.stdout).contains(version));
        assert!(msiexec("/x", &new), "{scope}: removed");
        assert_eq!(found(), "", "{scope}: nothing is left");
    }
}
