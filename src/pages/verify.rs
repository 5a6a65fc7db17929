//! The report of `verifier`: what was measured of each tree, what is proved, what was found.

use super::Block;
use aiguilleur_core::tree::{Finding, Severity};
use aiguilleur_core::verify::{Figures, Report, median};

/// What the report proves, in the order in which it is read.
const PROOFS: &str = "Prouvé pour chaque arbre : il se lit ; les identifiants sont uniques ; chaque cible \
existe ; aucun cycle ; chaque nœud est atteint ; chaque question a de 2 à 9 réponses distinctes, et une issue \
si elle liste des demandes ; chaque contact est bien formé ; chaque chemin finit par une démarche ou un non \
prévu ; chaque ligne est atteinte avec sa catégorie ; URGENCE ; le doute ne ferme jamais la porte.";

/// What is proved of the urgency, and what is left of it where a démarche is not named there.
const FIRST: [&str; 2] = [
    "l'urgence vient d'abord",
    "la question d'urgence vient d'abord, mais ne mène pas à chaque démarche urgente (voyez ci-dessus)",
];

/// The report, which stands under its findings.
pub fn blocks(report: &Report) -> Vec<Block> {
    let mut blocks: Vec<Block> = report.trees.iter().map(|figures| Block::Text(line(figures))).collect();
    blocks.extend([Block::Text(total(&report.trees)), Block::Gap]);
    if !report.has_errors() {
        let lacks = report.findings.iter().any(|finding| finding.rule == "urgence-d-abord");
        let proofs = PROOFS.replace("URGENCE", FIRST[usize::from(lacks)]);
        blocks.extend([Block::Text(proofs), Block::Gap]);
    }
    blocks.push(counted(&report.findings));
    blocks
}

/// More files than this are counted and not named.
const MOST_NAMED: usize = 3;

/// How many cases were checked as well, and where they are; a few files are named.
pub fn cases(number: usize, files: &[String]) -> String {
    let named = if files.len() <= MOST_NAMED { format!(" : {}", files.join(", ")) } else { String::new() };
    format!("Cas vérifiés aussi : {number}, dans {} fichier(s){named}.", files.len())
}

/// How many findings there are, by severity.
pub fn counted(findings: &[Finding]) -> Block {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    Block::Text(format!("{errors} erreur(s), {} avertissement(s).", findings.len() - errors))
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
