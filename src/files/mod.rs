//! Everything that opens a file.

pub(crate) mod case_findings;
pub(crate) mod cases;
pub mod embedded;
pub(crate) mod library;
pub(crate) mod local_contacts;
pub mod local_draft;
pub(crate) mod local_place;
mod lock;
pub(crate) mod migration;
pub(crate) mod new_tree;
pub mod noted_cases;
pub(crate) mod one_case;
mod operateur_names;
pub(crate) mod piped_words;
pub(crate) mod progress;
pub(crate) mod read;
pub(crate) mod replace;
pub(crate) mod row_weights;
pub(crate) mod set_copy;
pub(crate) mod tree_update;
pub(crate) mod trees;
pub(crate) mod watch;
