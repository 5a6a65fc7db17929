//! `comparer --json`: what changes between two sets of trees, and for which cases.

use serde::Serialize;

use crate::pages::compare::Effect;
use aiguilleur_core::compare::{Change, Moved};

/// The changes, and what they do to the cases where some were given.
#[derive(Debug, Serialize)]
pub struct ComparisonRecord<'r> {
    changements: &'r [Change],
    cas: Option<CasesRecord<'r>>,
}

#[derive(Debug, Serialize)]
struct CasesRecord<'r> {
    total: u64,
    illisibles: u64,
    changes: u64,
    premiers: &'r [Moved],
}

impl<'r> ComparisonRecord<'r> {
    /// The record of a comparison.
    pub fn new(changes: &'r [Change], effect: Option<&'r Effect>) -> Self {
        let cas = effect.map(|effect| CasesRecord {
            total: effect.cases,
            illisibles: effect.unreadable,
            changes: effect.count,
            premiers: &effect.first,
        });
        Self { changements: changes, cas }
    }
}
