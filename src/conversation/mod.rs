//! Which page follows which reply.

pub mod answers;
pub mod contacts;
pub mod guide;
pub mod listed;
pub mod training;
