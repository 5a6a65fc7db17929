//! `verifier --source --json`: what the trees and their document say differently.

use serde::Serialize;

use crate::pages::proof::{Proof, words};
use crate::source::proof::{Gap, Lacking};

/// What was compared, and each fact that one of the two lacks.
#[derive(Debug, Serialize)]
pub struct ProofRecord<'r> {
    /// How many rows of the document were compared.
    lignes: usize,
    constats: Vec<GapRecord<'r>>,
    /// The rows that stand in another section: they say the same, so they are no finding.
    deplacees: Vec<GapRecord<'r>>,
}

#[derive(Debug, Serialize)]
struct GapRecord<'r> {
    operateur: &'r str,
    /// The id of the row.
    ligne: &'r str,
    fait: String,
    /// `arbre` or `document`: which of the two lacks the fact.
    absent_de: &'static str,
    /// The file and the place of the row; none where the document has no such row.
    place: Option<&'r str>,
    message: String,
}

impl<'r> ProofRecord<'r> {
    /// The record of a proof.
    pub fn new(proof: &'r Proof) -> Self {
        let lignes = proof.compared.iter().map(|(_, rows)| rows).sum();
        let records = |gaps: &'r [Gap]| gaps.iter().map(record).collect();
        Self { lignes, constats: records(&proof.gaps), deplacees: records(&proof.moved) }
    }
}

fn record(gap: &Gap) -> GapRecord<'_> {
    GapRecord {
        operateur: &gap.operateur,
        ligne: &gap.ligne,
        fait: gap.difference.words(),
        absent_de: match gap.lacking {
            Lacking::Tree => "arbre",
            Lacking::Document => "document",
        },
        place: (!gap.at.is_empty()).then_some(&*gap.at),
        message: words(gap),
    }
}
