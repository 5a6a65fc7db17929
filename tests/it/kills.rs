//! Each command that writes, killed at each of its system calls that write: every file is the old one or the new one, and
//! the same command, given again, comes to the same end.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use aiguilleur_core::local;
use aiguilleur_core::training::Progress;
use tempfile::TempDir;

use crate::common;

/// The calls that change what is on the disk, by families that are counted together.
const CALLS: [&str; 9] = [
    "mkdir,mkdirat",
    "write",
    "fchmod,chmod",
    "fsync,fdatasync",
    "rename,renameat,renameat2",
    "link,linkat",
    "unlink,unlinkat",
    "rmdir",
    "ftruncate",
];

const TABLE: &str = "Section;Démarche;Catégorie;Action\nS1;Faire une demande;Niveau 1;Appeler la caisse au 36 46\n\
    S1;Refaire une autre;Niveau 2;Contacter la mairie au 01 02 03 04 05\n\
    S2;Demander une aide;urgent;Contacter le service au 01 02 03 04 06\n";
const NEXT: &str = "Section;Démarche;Catégorie;Action\nS1;Faire une demande;Niveau 1;Appeler la caisse au 39 39\n\
    S1;Refaire une autre;Niveau 1;Contacter la mairie au 01 02 03 04 07\n\
    S2 bis;Demander une aide;urgent;Contacter le service au 01 02 03 04 06\n\
    S2 bis;Suivre une chose;niveau 2;Contacter le service au 01 02 03 04 06\n";
const CONTACTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/contacts.csv");
const CASES: &str =
    "[(id: \"un\", operateur: \"essai\", reponses: {\"urgence\": \"non\", \"demande\": \"faire\"})]\n";
const STREAM: &str =
    "{\"id\":\"deux\",\"operateur\":\"essai\",\"reponses\":{\"urgence\":\"non\",\"demande\":\"faire\"}}\n";

/// A folder of work, and what is run there.
struct Writer {
    /// The files that are there first.
    files: Vec<(&'static str, String)>,
    /// What is run before.
    before: &'static [&'static str],
    args: &'static [&'static str],
    input: String,
}

impl Writer {
    fn new(args: &'static [&'static str]) -> Self {
        let files = vec![("tableau.csv", TABLE.to_owned()), ("nouveau.csv", NEXT.to_owned())];
        Self { files, before: &[], args, input: String::new() }
    }

    fn with(mut self, files: &[(&'static str, &str)]) -> Self {
        self.files.extend(files.iter().map(|(name, text)| (*name, (*text).to_owned())));
        self
    }

    fn after(self, before: &'static [&'static str]) -> Self {
        Self { before, ..self }
    }

    fn typed(self, input: &str) -> Self {
        Self { input: input.to_owned(), ..self }
    }

    /// A folder as it is before.
    fn folder(&self) -> TempDir {
        let folder = TempDir::new().expect("a temporary folder can be made");
        for (name, text) in &self.files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
        if !self.before.is_empty() {
            self.run(folder.path(), self.before, None);
        }
        folder
    }

    /// Runs the program there, killed at the call of this rank where one is given.
    fn run(&self, folder: &Path, args: &[&str], kill: Option<(&str, usize)>) -> ExitStatus {
        let program = env!("CARGO_BIN_EXE_aiguilleur");
        let mut command = Command::new(if kill.is_some() { "strace" } else { program });
        if let Some((calls, rank)) = kill {
            let inject = format!("inject={calls}:signal=KILL:when={rank}");
            let quiet = ["-f", "-qq", "-o", "/dev/null", "-e"];
            command.args(quiet).args([&format!("trace={calls}"), "-e", &inject, program]);
        }
        let typed = TempDir::new().expect("a temporary folder can be made");
        let input = typed.path().join("saisie");
        fs::write(&input, &self.input).expect("it can be written");
        command
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", folder.join("maison"))
            .env("AIGUILLEUR_DATE", "2026-11-24")
            .current_dir(folder)
            .stdin(fs::File::open(input).expect("it can be read"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("it runs")
    }

    /// Kills it at each writing call, each time in a new folder, which is then looked at; how often.
    fn killed(&self, mut look: impl FnMut(&Path, &str)) -> usize {
        let mut kills = 0;
        for calls in CALLS {
            for rank in 1.. {
                let folder = self.folder();
                let killed = self.run(folder.path(), self.args, Some((calls, rank)));
                if killed.signal().is_none() && killed.code() != Some(128 + 9) {
                    break;
                }
                kills += 1;
                look(folder.path(), &format!("{calls}, {rank}"));
            }
        }
        kills
    }

    /// Kills it everywhere; a file that it writes more than once can be read whole, whenever it ends.
    fn stays_sound(&self, file: &str, is_sound: fn(&str) -> bool) {
        let mut seen = std::collections::BTreeSet::new();
        let kills = self.killed(|folder, at| {
            if let Ok(text) = fs::read_to_string(folder.join(file)) {
                assert!(is_sound(&text), "{at}: {text}");
                seen.insert(text);
            }
            let again = self.run(folder, self.args, None);
            assert!(again.code().is_some_and(|code| code < 3), "{at}: {again}");
        });
        assert!(kills > 3 && seen.len() > 1, "{kills} kills, {} versions of the file", seen.len());
    }

    /// Kills it everywhere.
    fn survives(&self) {
        let name = self.args.join(" ");
        let folder = self.folder();
        let old = texts(folder.path());
        let whole = self.run(folder.path(), self.args, None);
        assert!(matches!(whole.code(), Some(0 | 1)), "{name}: {whole}");
        let new = texts(folder.path());
        assert_ne!(old, new, "{name}: it writes");
        let kills = self.killed(|folder, at| {
            let left = texts(folder);
            for (file, text) in &left {
                let known = [old.get(file), new.get(file)].into_iter().flatten().any(|own| own == text);
                assert!(known, "{name}: {at}: {file} is the old one or the new one");
            }
            let lost = old.keys().find(|file| new.contains_key(*file) && !left.contains_key(*file));
            assert_eq!(lost, None, "{name}: {at}: nothing is lost");
            if left == new {
                // All was done but to say so.
                return;
            }
            let again = self.run(folder, self.args, None);
            assert!(matches!(again.code(), Some(0 | 1)), "{name}: {at}: it can be begun again");
            assert_eq!(texts(folder), new, "{name}: {at}: begun again, it comes to the same end");
        });
        assert!(kills > 2, "{name}: {kills} kills");
    }
}

/// Each file of a folder; what a writing that was killed leaves under its own name is nobody's.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(&within).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            let name = path.strip_prefix(folder).expect("it is in the folder").display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.contains(".aiguilleur-") && !name.ends_with(".verrou") {
                let bytes = fs::read(&path).expect("it can be read");
                all.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    all
}

const IMPORT: &[&str] = &["importer", "tableau.csv", "--operateur", "essai", "--vers", "jeu"];

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn a_set_that_is_made_or_added_to() {
    Writer::new(IMPORT).survives();
    Writer::new(&["importer", "nouveau.csv", "--operateur", "autre", "--vers", "jeu"])
        .after(IMPORT)
        .survives();
    let args = &["importer", "tableau.csv", "--operateur", "essai", "--vers", "jeu", "--depuis", "embarques"];
    Writer::new(args).survives();
    Writer::new(&["nouveau", "essai", "--vers", "jeu"]).survives();
}

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn a_new_version_of_a_table() {
    Writer::new(&["importer", "nouveau.csv", "--operateur", "essai", "--sur", "jeu"])
        .after(IMPORT)
        .survives();
}

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn local_contacts() {
    const LIST: &[&str] = &["local", "importer", CONTACTS, "-o", "l.ron", "--departement", "Nièvre"];
    Writer::new(LIST).survives();
    Writer::new(&["local", "modele", "-o", "l.ron"]).survives();
    let contacts = common::filled(&common::run(&["local", "modele", "caf"], "").out);
    Writer::new(&["local", "fusionner", "l.ron", "-o", "m.ron"]).with(&[("l.ron", &contacts)]).survives();
}

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn results_and_cases() {
    Writer::new(&["exporter", "html", "caf", "-o", "guide.html"])
        .with(&[("guide.html", "l'ancien")])
        .survives();
    Writer::new(&["exporter", "xlsx", "caf", "-o", "guide.xlsx"]).survives();
    let renamed = common::changed_tree("\"faire\"", "\"realiser\"");
    Writer::new(&["comparer", "a", "b", "--cas", "cas.ron", "--cas", "cas.jsonl", "--migrer"])
        .with(&[("a/referentiel.ron", common::SMALL_INDEX), ("a/essai.ron", common::SMALL_TREE)])
        .with(&[("b/referentiel.ron", common::SMALL_INDEX), ("b/essai.ron", &renamed)])
        .with(&[("cas.ron", CASES), ("cas.jsonl", STREAM)])
        .survives();
}

#[test]
#[ignore = "needs strace: cargo xtask dehors"]
fn what_is_written_as_one_goes() {
    Writer::new(&["local", "remplir", "neuf.ron"])
        .typed(
            &[
                "Nièvre",
                "",
                "la liste",
                "1",
                "Pôle",
                "1",
                "03 86 00 00 01",
                "le matin",
                "2",
                "Note.",
                "",
                "",
                "1",
                "",
            ]
            .join("\n"),
        )
        .stays_sound("neuf.ron", |text| local::read("neuf.ron", text).is_ok());
    Writer::new(&["former", "caf", "--nombre", "2", "--graine", "1"])
        .typed(&"1\n1\n2\n1\n1\n".repeat(6))
        .stays_sound("maison/.local/share/aiguilleur/progression.json", |text| {
            Progress::from_text(text).is_ok()
        });
}
