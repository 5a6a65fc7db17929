//! Two versions of a table: which row became which, what changed, and the table that an import keeps beside its tree.

pub mod changes;
pub mod kept_table;
mod order;
pub mod row_pairs;
