//! Aiguilleur turns the *référentiel national des démarches* of France services into decision
//! trees, and asks the few questions that lead to the right category and action.
//!
//! Data flows one way: `aiguilleur_core` leads from the text of a tree to an outcome; [`pages`] says what is read
//! of it; [`ui`] shows that to a person, [`export`] writes it to files. `conversation` says which page follows which
//! reply, [`files`] opens everything that is read or written, and [`commands`] sees it all.

#![forbid(unsafe_code)]
// The core returns, the edge prints; and nothing that a user can write makes it panic.
#![warn(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod commands;
mod conversation;
pub mod error;
pub mod export;
pub mod files;
pub mod import;
pub mod pages;
pub mod source;
pub mod status;
pub mod ui;
