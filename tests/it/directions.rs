//! Data flows one way: which room of `src/` may name which. The compiler holds the wall between the domain
//! (`crates/core`) and these; what is left is told here.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and those that it may name, each after all those that it names. A room that is not here is refused.
const ROOMS: &[(&str, &[&str])] = &[
    ("output", &[]),
    ("error", &[]),
    ("status", &[]),
    ("source", &[]),
    ("import", &["source"]),
    ("files", &["error", "source", "import"]),
    ("pages", &["error", "source", "import"]),
    ("ui", &["error", "pages"]),
    ("export", &["error", "source", "pages"]),
    ("conversation", &["error", "source", "import", "files", "pages", "ui"]),
    ("commands", &["error", "status", "source", "import", "files", "pages", "ui", "export", "conversation"]),
];

/// Words that only these rooms may use.
const RESERVED: &[(&str, &[&str])] = &[
    ("console", &["ui"]),
    ("ctrlc", &["ui"]),
    ("clap", &["commands"]),
    ("std::fs", &["files", "commands"]),
    // `ui` sees the domain through `pages` alone.
    (
        "aiguilleur_core",
        &["error", "source", "import", "files", "pages", "export", "conversation", "commands"],
    ),
];

const LONGEST_FILE: usize = 350;

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources(path: &Path) -> Vec<(PathBuf, String)> {
    if path.is_file() {
        return vec![(path.to_owned(), fs::read_to_string(path).expect("a source is text"))];
    }
    let entries = fs::read_dir(path).expect("a room is a folder");
    let all = entries.flat_map(|entry| sources(&entry.expect("it can be listed").path()));
    all.filter(|(path, _)| path.extension().is_some_and(|end| end == "rs")).collect()
}

fn room(name: &str) -> Vec<(PathBuf, String)> {
    let folder = src().join(name);
    sources(&if folder.is_dir() { folder } else { src().join(format!("{name}.rs")) })
}

#[test]
fn every_room_is_told_here() {
    let mut found: Vec<String> = fs::read_dir(src())
        .expect("src is a folder")
        .map(|entry| entry.expect("it can be listed").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .filter(|name| name != "lib" && name != "main")
        .collect();
    found.sort_unstable();
    let mut told: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    told.sort_unstable();
    assert_eq!(found, told, "a new room says here what it may name");
}

#[test]
fn each_room_names_only_what_comes_before_it() {
    for (rank, (name, allowed)) in ROOMS.iter().enumerate() {
        let earlier: Vec<&str> = ROOMS[..rank].iter().map(|(room, _)| *room).collect();
        assert!(
            allowed.iter().all(|other| earlier.contains(other)),
            "{name} comes before a room that it names"
        );
        for (path, text) in room(name) {
            assert!(
                !text.contains("use crate::{"),
                "{}: one `use` a room, so that it can be seen",
                path.display()
            );
            for (other, _) in ROOMS.iter().filter(|(other, _)| other != name && !allowed.contains(other)) {
                assert!(!text.contains(&format!("crate::{other}")), "{} names `{other}`", path.display());
            }
        }
    }
}

#[test]
fn terminals_files_and_the_command_line_have_their_rooms() {
    for (name, _) in ROOMS {
        for (word, _) in RESERVED.iter().filter(|(_, owners)| !owners.contains(name)) {
            for (path, text) in room(name) {
                let code = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
                let used = code
                    .into_iter()
                    .any(|line| line.contains(&format!("{word}::")) || line.contains(&format!("use {word}")));
                assert!(!used, "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn no_command_imports_another() {
    const SHARED: &[&str] = &["cli", "clap_in_french", "reading_options", "options", "mod"];
    let stem = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let entries = fs::read_dir(src().join("commands")).expect("it is a folder");
    let names: Vec<String> = entries.map(|entry| stem(&entry.expect("it can be listed").path())).collect();
    for (path, text) in room("commands") {
        let inside = path.strip_prefix(src().join("commands")).expect("it is inside");
        let own = stem(Path::new(inside.iter().next().expect("a name")));
        if SHARED.contains(&own.as_str()) {
            continue;
        }
        assert!(text.lines().count() <= 150, "{} is longer than a command should be", path.display());
        for other in names.iter().filter(|other| **other != own && !SHARED.contains(&other.as_str())) {
            for way in [format!("use super::{other}::"), format!("crate::commands::{other}")] {
                assert!(!text.contains(&way), "{} imports {other}", path.display());
            }
        }
    }
}

#[test]
fn no_file_is_longer_than_a_person_can_hold_in_mind() {
    let core = src().with_file_name("crates/core/src");
    for (path, text) in sources(&src()).into_iter().chain(sources(&core)) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}
