//! From the usager's own words to démarches.
//!
//! Each démarche is known by short texts: its title, the requests that its row names, the answers
//! that lead to it and its keywords. Words are compared by their stems and by families of one
//! meaning, a typing error is forgiven, and rare words count more than common ones. The words of
//! a sign of urgency, said together, put their démarche first whatever else fits better. The opérateurs without a table
//! and the neighbours of the programme compete, so that nothing is shown as sure that is rather for them.
//!
//! Nothing here is kept: a query lives as long as its answer.

mod build;
mod danger_words;
mod for_the_page;
mod found;
mod implied;
mod index;
mod lexicon;
mod likeness;
mod names;
mod paths;
mod score;
mod signs;
mod strings;
mod text;
mod understand;
mod whose_words;

pub use for_the_page::{PARAMETERS, Parameters, Told};
pub use found::{Elsewhere, Found, Hit, Match};
pub use index::{Entry, Index, Other, Tells};
pub use lexicon::Lexicon;
pub use names::named;
pub use paths::Implied;
pub use score::MOST;
pub use text::{stem, words};
