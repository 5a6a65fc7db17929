//! Which page follows which reply.

pub mod answers;
pub mod contact_list;
pub mod contacts;
pub mod guide;
pub mod training;
