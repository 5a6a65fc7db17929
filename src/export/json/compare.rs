//! `comparer --json`: what changes between two sets of trees, and for which cases.

use serde::Serialize;

use crate::pages::compare::Effect;
use aiguilleur_core::compare::{Change, Group, Moved};

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
    operateurs: Vec<MatrixRecord<'r>>,
    lignes: Vec<MatrixRecord<'r>>,
}

/// Where the cases of an opérateur, or of a row, go from each category.
#[derive(Debug, Serialize)]
struct MatrixRecord<'r> {
    id: &'r str,
    rejoues: u64,
    non_rejoues: u64,
    passages: Vec<CellRecord>,
}

#[derive(Debug, Serialize)]
struct CellRecord {
    avant: &'static str,
    apres: &'static str,
    cas: u64,
    /// Of those that were replayed, to a tenth.
    pourcentage: f64,
}

impl<'r> ComparisonRecord<'r> {
    /// The record of a comparison.
    pub fn new(changes: &'r [Change], effect: Option<&'r Effect>) -> Self {
        let cas = effect.map(|effect| CasesRecord {
            total: effect.cases,
            illisibles: effect.unreadable,
            changes: effect.count,
            premiers: &effect.first,
            operateurs: matrices(&effect.network.operateurs),
            lignes: matrices(&effect.network.lignes),
        });
        Self { changements: changes, cas }
    }
}

fn matrices(group: &Group) -> Vec<MatrixRecord<'_>> {
    let record = |matrix: &'_ aiguilleur_core::compare::Matrix| {
        let cells = matrix.cells().map(|cell| CellRecord {
            avant: cell.avant.code(),
            apres: cell.apres.code(),
            cas: cell.cases,
            pourcentage: f64::from(u32::try_from(cell.share).unwrap_or(u32::MAX)) / 10.0,
        });
        (matrix.replayed(), matrix.not_replayed, cells.collect())
    };
    let all = group.iter().map(|matrix| (matrix.id.as_str(), record(matrix)));
    all.map(|(id, (rejoues, non_rejoues, passages))| MatrixRecord { id, rejoues, non_rejoues, passages })
        .collect()
}
