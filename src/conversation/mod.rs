//! Which page follows which reply.

pub mod guide;
pub mod training;
