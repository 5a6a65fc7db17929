//! Aiguilleur turns the *référentiel national des démarches* of France services into decision
//! trees, and asks the few questions that lead to the right category and action.
//!
//! Data flows one way: a text becomes a [`tree`]; [`verify`] proves what can be proved about it;
//! [`search`] goes from the usager's words to a démarche; [`walk`] leads one interview to an
//! outcome, and [`outcomes`] finds them all; [`pages`] says what is read of them, [`export`] turns them into records and
//! files, [`ui`] into words on a screen. Only [`commands`] sees everything, and only [`ui`] talks to a person.

// The core returns, the edge prints; and nothing that a user can write makes it panic.
#![warn(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod commands;
pub mod conversation;
pub mod error;
pub mod export;
pub mod files;
pub mod import;
pub mod pages;
pub mod ui;
