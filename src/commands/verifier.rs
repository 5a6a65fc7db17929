//! `verifier`: proves the trees, and says what was proved.

use std::io::Write;

use serde::Serialize;

use super::cli::Global;
use crate::error::{Error, Status};
use crate::tree::{Finding, ReadError, Severity};
use crate::ui::{failure, layout, output_width, page::Block};
use crate::verify::{self, Figures, Report, median};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let report = match global.open_set() {
        Ok(set) => verify::verify(&set),
        // An index that is there and broken is a finding like another.
        Err(error @ ReadError::Faulty(_)) => {
            let mut report = Report { trees: Vec::new(), findings: Vec::new(), unreadable: false };
            report.refuse(error);
            report
        }
        Err(error) => return Err(error.into()),
    };
    let text = if args.json { json(&report)? } else { text(&report, global.colours_output()) };
    out.write_all(text.as_bytes())?;
    if report.unreadable {
        return Err(Error::Input {
            file: None,
            message: "Le dossier n'est pas complet : un fichier manque ou ne se lit pas.".to_owned(),
            mend: "Voyez les constats : ils disent lequel.".to_owned(),
        });
    }
    Ok(if report.has_errors() { Status::Found } else { Status::Done })
}

/// What the report proves, in the order in which it is read.
const PROOFS: &str = "Prouvé pour chaque arbre : il se lit ; les identifiants sont uniques ; chaque cible \
existe ; aucun cycle ; chaque nœud est atteint ; chaque question a de 2 à 9 réponses distinctes, et une issue \
si elle liste des demandes ; chaque contact est bien formé ; chaque chemin finit par une démarche ou un non \
prévu ; chaque ligne est atteinte avec sa catégorie ; l'urgence vient d'abord ; le doute ne ferme jamais la porte.";

fn text(report: &Report, colour: bool) -> String {
    let mut text = failure::findings_text(&report.findings, colour);
    let mut blocks: Vec<Block> = report.trees.iter().map(|figures| Block::Text(line(figures))).collect();
    blocks.push(Block::Text(total(&report.trees)));
    let errors = report.findings.iter().filter(|f| f.severity == Severity::Error).count();
    let warnings = report.findings.len() - errors;
    blocks.push(Block::Gap);
    if errors == 0 {
        blocks.push(Block::Text(PROOFS.to_owned()));
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Text(format!("{errors} erreur(s), {warnings} avertissement(s).")));
    text.push_str(&layout::text(&layout::blocks(&blocks, output_width())));
    text
}

fn line(figures: &Figures) -> String {
    format!(
        "{} : {} lignes sur {}, {} nœuds, {} issues ; réponses jusqu'à une issue : {} en médiane, {} au plus.",
        figures.nom,
        figures.lignes.0,
        figures.lignes.1,
        figures.noeuds,
        figures.outcomes(),
        median(&figures.answers),
        figures.longest,
    )
}

fn total(trees: &[Figures]) -> String {
    let mut answers: Vec<usize> = trees.iter().flat_map(|figures| figures.answers.clone()).collect();
    answers.sort_unstable();
    format!(
        "En tout : {} lignes sur {}, {} issues ; réponses jusqu'à une issue : {} en médiane, {} au plus.",
        trees.iter().map(|f| f.lignes.0).sum::<usize>(),
        trees.iter().map(|f| f.lignes.1).sum::<usize>(),
        answers.len(),
        median(&answers),
        trees.iter().map(|f| f.longest).max().unwrap_or(0),
    )
}

#[derive(Serialize)]
struct ReportRecord<'r> {
    erreurs: usize,
    avertissements: usize,
    arbres: Vec<FiguresRecord<'r>>,
    constats: Vec<FindingRecord<'r>>,
}

#[derive(Serialize)]
struct FiguresRecord<'r> {
    operateur: &'r str,
    lignes_atteintes: usize,
    lignes: usize,
    noeuds: usize,
    issues: usize,
    reponses_mediane: usize,
    reponses_maximum: usize,
}

#[derive(Serialize)]
struct FindingRecord<'r> {
    gravite: &'static str,
    regle: &'r str,
    fichier: &'r str,
    ligne: Option<usize>,
    colonne: Option<usize>,
    message: &'r str,
    remede: &'r str,
}

fn json(report: &Report) -> Result<String, Error> {
    let errors = report.findings.iter().filter(|f| f.severity == Severity::Error).count();
    let record = ReportRecord {
        erreurs: errors,
        avertissements: report.findings.len() - errors,
        arbres: report.trees.iter().map(figures_record).collect(),
        constats: report.findings.iter().map(finding_record).collect(),
    };
    super::json_text(&record)
}

fn figures_record(figures: &Figures) -> FiguresRecord<'_> {
    FiguresRecord {
        operateur: &figures.operateur,
        lignes_atteintes: figures.lignes.0,
        lignes: figures.lignes.1,
        noeuds: figures.noeuds,
        issues: figures.outcomes(),
        reponses_mediane: median(&figures.answers),
        reponses_maximum: figures.longest,
    }
}

fn finding_record(finding: &Finding) -> FindingRecord<'_> {
    FindingRecord {
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
