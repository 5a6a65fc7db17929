//! Which page follows which reply.

pub mod answers;
pub mod guide;
pub mod training;
