//! A small set to start from: an invented opérateur that teaches the language line by line.

use super::index::{self, Identity};

/// The tree of the model, and its item in the index.
#[derive(Debug)]
pub struct Model {
    pub tree: String,
    pub item: String,
}

/// The model, for this opérateur.
pub fn model(identity: &Identity) -> Model {
    let fill = |text: &str| text.replace("\r\n", "\n").replace("OPERATEUR", &identity.id);
    Model {
        tree: fill(include_str!("modele/arbre.ron")),
        item: index::item(identity, &fill(include_str!("modele/sections.ron"))),
    }
}
