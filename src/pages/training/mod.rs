//! The pages of the training: a scene and what is asked of it, its verdict, the balance of a session, what is kept.

pub mod bilan;
pub mod kept;
mod scene;
mod verdict;

pub use scene::*;
