//! `verifier --json` and `local verifier --json`: what is wrong, and where.

use serde::Serialize;

use aiguilleur_core::tree::{Finding, Severity};
use aiguilleur_core::verify::{Figures, Report, median};

/// What was proved of each tree, and what was found wrong.
#[derive(Debug, Serialize)]
pub struct ReportRecord<'r> {
    erreurs: usize,
    avertissements: usize,
    arbres: Vec<FiguresRecord<'r>>,
    constats: Vec<FindingRecord<'r>>,
}

#[derive(Debug, Serialize)]
struct FiguresRecord<'r> {
    operateur: &'r str,
    lignes_atteintes: usize,
    lignes: usize,
    noeuds: usize,
    issues: usize,
    reponses_mediane: usize,
    reponses_maximum: usize,
}

/// One thing wrong in one file.
#[derive(Debug, Serialize)]
pub struct FindingRecord<'r> {
    /// `erreur` or `avertissement`.
    gravite: &'static str,
    /// See [`Finding::rule`].
    regle: &'r str,
    fichier: &'r str,
    /// From 1; none where the file as a whole is at fault.
    ligne: Option<usize>,
    /// From 1, in characters.
    colonne: Option<usize>,
    message: &'r str,
    remede: &'r str,
}

impl<'r> ReportRecord<'r> {
    /// The record of a report.
    pub fn new(report: &'r Report) -> Self {
        let errors = report.errors();
        Self {
            erreurs: errors,
            avertissements: report.findings.len() - errors,
            arbres: report.trees.iter().map(FiguresRecord::new).collect(),
            constats: report.findings.iter().map(FindingRecord::new).collect(),
        }
    }
}

impl<'r> FiguresRecord<'r> {
    fn new(figures: &'r Figures) -> Self {
        Self {
            operateur: &figures.operateur,
            lignes_atteintes: figures.lignes.0,
            lignes: figures.lignes.1,
            noeuds: figures.noeuds,
            issues: figures.outcomes(),
            reponses_mediane: median(&figures.answers),
            reponses_maximum: figures.longest,
        }
    }
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
