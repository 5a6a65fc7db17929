//! A finding as a record.

use serde::Serialize;

use aiguilleur_core::tree::{Finding, Severity};

/// One thing wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRecord<'r> {
    /// `erreur` or `avertissement`.
    pub gravite: &'static str,
    /// See [`Finding::rule`].
    pub regle: &'r str,
    pub fichier: &'r str,
    /// From 1; none where the file as a whole is at fault.
    pub ligne: Option<usize>,
    /// From 1, in characters.
    pub colonne: Option<usize>,
    pub message: &'r str,
    pub remede: &'r str,
}

impl<'r> FindingRecord<'r> {
    /// The record of a finding.
    pub fn new(finding: &'r Finding) -> Self {
        Self {
            gravite: match finding.severity {
                Severity::Error => "erreur",
                Severity::Warning => "avertissement",
            },
            regle: finding.rule,
            fichier: &finding.file,
            ligne: finding.snippet.as_ref().map(|snippet| snippet.line),
            colonne: finding.snippet.as_ref().map(|snippet| snippet.column),
            message: &finding.message,
            remede: &finding.mend,
        }
    }
}
