//! A list of contacts that is read into a local file: what is not sure is asked of a person, or left and told.

mod choices;
mod differing;
mod head;
mod sorting;

pub use crate::conversation::fill::chosen;
pub use choices::Choices;
pub use differing::kept;
pub use head::{Given, Head};
pub use sorting::Sorting;
