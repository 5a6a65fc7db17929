//! Which page follows which reply.

pub mod answers;
pub mod contacts;
pub mod guide;
pub mod training;
