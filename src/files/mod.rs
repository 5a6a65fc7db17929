//! Everything that opens a file.

pub mod cases;
pub mod embedded;
pub mod folder;
pub mod library;
pub mod local;
pub mod new_tree;
pub mod progress;
pub mod replace;
