//! A small set to start from: an invented opérateur that teaches the language line by line.

use super::index::{self, Identity};

/// The tree of the example, and its item in the index.
#[derive(Debug)]
pub struct Example {
    pub tree: String,
    pub item: String,
}

/// The example, for this opérateur.
pub fn of(identity: &Identity) -> Example {
    let fill = |text: &str| text.replace("\r\n", "\n").replace("OPERATEUR", &identity.id);
    Example {
        tree: fill(include_str!("example/arbre.ron")),
        item: index::item(identity, &fill(include_str!("example/sections.ron"))),
    }
}
