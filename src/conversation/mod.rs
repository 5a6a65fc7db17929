//! Which page follows which reply.

pub mod contact_list;
pub mod fill;
pub mod from_words;
pub mod given_in_advance;
pub mod guide;
pub mod training;
