//! Everything that opens a file.

pub mod case_findings;
pub mod cases;
pub mod embedded;
pub mod library;
pub mod local_contacts;
pub mod local_place;
pub mod migration;
pub mod new_tree;
pub mod one_case;
pub mod progress;
pub mod read;
pub mod replace;
pub mod trees;
