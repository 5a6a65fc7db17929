//! What is known of contacts where the conseiller works: the document leaves most of them to be
//! set « selon les modalités définies localement ».
//!
//! A file of local contacts is [`read`] into a [`Source`], [`check`]ed against the trees, and then
//! [`complete`]s them. It can fill what the document leaves open, and add hours or an address to
//! what it gives; it can contradict nothing, and has no words for a category or a route.

mod aged;
mod back_office;
mod check;
mod check_words;
mod complete;
mod departement;
mod edit;
mod merge;
mod missing;
mod national;
mod person;
mod reserved;
mod source;
mod take_from_list;
mod target;
mod template;
mod write;

pub use aged::{Aged, FRESH_MONTHS, aged, undated};
pub use back_office::{BACK_OFFICE, BackOffice, back_office, back_offices};
pub use check::{check, check_tree, passed_over};
pub use check_words::{emergency_fault, is_postal, is_too_old, no_hour, value_fault};
pub use complete::{complete, complete_contact};
pub use departement::{
    departement_named, departement_of, departement_of_body, is_departement, known_departement,
    nearest_departement, numbers_of,
};
pub use edit::{remove_entry, set_entry, set_head};
pub use merge::{Merged, Overridden, TwoDepartements, in_force, merge};
pub use missing::{Missing, fillable, missing};
pub use national::{contradicted, number_of_usagers, of_usagers};
pub use person::{is_given_name, names_a_person};
pub use reserved::{is_reserved, reserved, restriction};
pub use source::{FORMAT, LocalCanal, LocalEntry, Maison, NO_DEPARTEMENT, Source};
pub use take_from_list::{Differing, Joined, Taking, joined};
pub use target::{Counts, Target, targets};
pub use template::template;
pub use write::text;

use crate::tree::{Finding, parse};

/// Reads the text of a file of local contacts.
///
/// # Errors
///
/// Every entry that cannot be read, or the first fault of the text where its outline is broken.
pub fn read(file: &str, text: &str) -> Result<Source, Vec<Finding>> {
    parse::with_contacts::<Source, LocalEntry>(file, text)
}
