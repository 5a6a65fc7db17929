//! The domain of Aiguilleur: the *référentiel national des démarches* of France services as decision trees, and what is
//! done with them. It opens no file, prints nothing and knows no screen.
//!
//! Data flows one way: a text becomes a [`tree`]; [`verify`] proves what can be proved about it; [`search`] goes from
//! the usager's words to a démarche; [`walk`] leads one interview to an outcome, and finds all outcomes. Recorded
//! [`case`]s are what [`replay`], [`training`] and [`compare`] work on; [`local`] completes the contacts of a tree.

#![forbid(unsafe_code)]
// Nothing that a user can write makes it panic.
#![warn(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod case;
pub mod compare;
pub mod day;
pub mod dice;
pub mod local;
pub mod replay;
pub mod search;
pub mod training;
pub mod tree;
pub mod verify;
pub mod walk;
