//! `verifier`: proves the trees, and says what was proved.

use std::io::Write;
use std::path::PathBuf;

use super::cli::Global;
use crate::error::{Error, Status};
use crate::export::{ReportRecord, json_text};
use crate::files::cases::{Input, inputs};
use crate::files::folder::unannounced;
use crate::files::library::Library;
use crate::pages::Block;
use crate::ui::{failure, layout, output_width};
use aiguilleur_core::case::ron::List;
use aiguilleur_core::case::{Case, json, ron};
use aiguilleur_core::training;
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Finding, ReadError, Severity, Snippet};
use aiguilleur_core::verify::{self, Figures, Report, median};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Vérifier aussi les cas de ces fichiers ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let report = match global.open_set() {
        Ok(set) => {
            let mut report = verify::verify(&set);
            report.findings.extend(global.local_findings(&set)?);
            if let Some(folder) = &global.arbres {
                report.findings.extend(unannounced(folder, &set.referentiel));
            }
            if !args.cas.is_empty() && !report.has_errors() {
                report.findings.extend(cases(&Library::new(&set), &args.cas)?);
                report.findings.sort_by_key(|finding| finding.severity);
            }
            report
        }
        // An index that is there and broken is a finding like another.
        Err(error @ ReadError::Faulty(_)) => {
            let mut report = Report { trees: Vec::new(), findings: Vec::new(), unreadable: false };
            report.refuse(error);
            report
        }
        Err(error) => return Err(error.into()),
    };
    let text = if args.json {
        json_text(&ReportRecord::new(&report))?
    } else {
        text(&report, global.colours_output())
    };
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

/// What keeps the cases of these files from being read, or from teaching; two scenes may be alike
/// from one file to another.
fn cases(library: &Library<'_>, files: &[PathBuf]) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut texts: Vec<(Input, String)> = Vec::new();
    for input in inputs(files)? {
        match input.text()? {
            Ok(text) => texts.push((input, text)),
            Err(finding) => findings.push(*finding),
        }
    }
    let mut placed = Vec::new();
    for (input, text) in &texts {
        let text = without_mark(text);
        let List { cases, broken } = match input {
            Input::List { .. } => ron::read(input.file(), text),
            Input::Stream { .. } | Input::Standard => json::list(input.file(), text),
        };
        findings.extend(broken);
        placed.extend(cases.into_iter().map(|case| (input.file(), text, case)));
    }
    let all: Vec<&Case<'_>> = placed.iter().map(|(.., placed)| &placed.case).collect();
    // A tree that cannot be read was reported with the set.
    let tree = |id: &str| {
        let operateur = library.set.referentiel.operateur(id).filter(|operateur| operateur.is_supplied())?;
        library.tree(operateur).ok()
    };
    findings.extend(training::check(&all, tree).into_iter().map(|fault| {
        let (file, text, case) = &placed[fault.rank];
        Finding {
            severity: fault.severity,
            rule: fault.rule,
            file: (*file).to_owned(),
            snippet: Some(Snippet::new(text, case.range.start, case.range.end)),
            message: fault.message,
            mend: fault.mend.to_owned(),
        }
    }));
    Ok(findings)
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
