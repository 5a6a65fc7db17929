//! Data flows one way: which room of `src/` may name which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and those that it may import, each after all those that it imports. `commands` comes
/// last and sees everything.
const ALLOWED: &[(&str, &[&str])] = &[
    ("embedded", &[]),
    ("import", &[]),
    ("pages", &[]),
    ("export", &["pages"]),
    ("error", &[]),
    ("ui", &["pages", "error"]),
    ("commands", &["embedded", "import", "pages", "export", "error", "ui"]),
];

/// Words that only one room may use.
const RESERVED: &[(&str, &str)] =
    &[("console", "ui"), ("ctrlc", "ui"), ("clap", "commands"), ("std::fs", "commands")];

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("a room is a folder");
    entries.flat_map(|entry| files(&entry.expect("it can be listed").path())).collect()
}

fn room(room: &str) -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folder = src.join(room);
    let found = if folder.is_dir() { files(&folder) } else { files(&src.join(format!("{room}.rs"))) };
    found
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).expect("a source is text")))
        .collect()
}

#[test]
fn each_room_imports_only_what_comes_before_it() {
    let rooms: Vec<&str> = ALLOWED.iter().map(|(room, _)| *room).collect();
    for (rank, (name, allowed)) in ALLOWED.iter().enumerate() {
        let earlier = &rooms[..rank];
        assert!(
            allowed.iter().all(|other| earlier.contains(other)),
            "{name} comes before a room that it imports"
        );
    }
    for (name, allowed) in ALLOWED {
        for (path, text) in room(name) {
            for other in rooms.iter().filter(|other| *other != name && !allowed.contains(other)) {
                assert!(
                    !text.contains("use crate::{"),
                    "{}: one `use` a room, so that it can be seen",
                    path.display()
                );
                let named = text.contains(&format!("crate::{other}"));
                assert!(!named, "{} names `{other}`", path.display());
            }
        }
    }
}

#[test]
fn terminals_files_and_the_command_line_have_one_room_each() {
    for (name, _) in ALLOWED {
        for (word, owner) in RESERVED.iter().filter(|(_, owner)| owner != name) {
            for (path, text) in room(name) {
                let used = text.lines().any(|line| {
                    let line = line.trim_start();
                    !line.starts_with("//")
                        && (line.contains(&format!("{word}::")) || line.contains(&format!("use {word}")))
                });
                assert!(!used, "{} uses {word}, which belongs to {owner}", path.display());
            }
        }
    }
}

#[test]
fn no_file_is_longer_than_a_person_can_hold_in_mind() {
    for (name, _) in ALLOWED {
        for (path, text) in room(name) {
            let lines = text.lines().count();
            assert!(lines <= 450, "{} has {lines} lines", path.display());
        }
    }
}
