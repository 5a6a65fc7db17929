//! The list of licences is that of the crates in use.

use std::collections::BTreeSet;

const LIST: &str = include_str!("../../THIRD-PARTY-LICENCES.txt");
const LOCK: &str = include_str!("../../Cargo.lock");
const MANIFESTS: [&str; 2] = [include_str!("../../Cargo.toml"), include_str!("../../crates/core/Cargo.toml")];

/// What to do where a test here fails.
const MEND: &str = "make THIRD-PARTY-LICENCES.txt again, as CONTRIBUTING.md says";

/// The crates of the list, as `name@version`.
fn listed() -> BTreeSet<&'static str> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").expect("a crate, then its licences").0).collect()
}

#[test]
fn every_crate_of_the_list_is_in_use_in_that_version() {
    let field = |block: &str, name: &str| {
        let value = block.lines().find_map(|line| line.strip_prefix(name))?;
        Some(value.trim_matches('"').to_owned())
    };
    let locked: BTreeSet<String> = LOCK
        .split("[[package]]")
        .filter_map(|block| Some(format!("{}@{}", field(block, "name = ")?, field(block, "version = ")?)))
        .collect();
    for one in listed() {
        assert!(locked.contains(one), "{one} is not in use: {MEND}");
    }
}

#[test]
fn every_crate_that_the_program_asks_for_is_in_the_list() {
    // What only the building or the tests need is named in sections of its own.
    let asked = |manifest: &'static str| {
        let (_, after) = manifest.split_once("\n[dependencies]\n").expect("there are dependencies");
        let own = ["\n[build-dependencies]", "\n[dev-dependencies]", "\n[lints]"];
        own.iter()
            .filter_map(|end| after.split_once(end))
            .map(|(before, _)| before)
            .min_by_key(|before| before.len())
    };
    let lines = MANIFESTS.into_iter().filter_map(asked).flat_map(str::lines);
    let names = lines.filter_map(|line| line.split_once(" = ").map(|(name, _)| name));
    for name in names.filter(|name| !name.starts_with('#') && *name != "aiguilleur-core") {
        let found = listed().iter().any(|one| one.split_once('@').is_some_and(|(listed, _)| listed == name));
        assert!(found, "{name} has no licence in the list: {MEND}");
    }
}
