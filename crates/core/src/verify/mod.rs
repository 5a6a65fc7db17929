//! Every proof about trees. Each family of checks has its file, and says there what it proves.
//!
//! A check is a function from a `Subject` to faults. All of them run, so an author sees all
//! that is wrong at once.

mod across;
mod answers;
mod contacts;
mod index;
mod keywords;
mod paths;
mod questions;
mod respect;
mod rows;
mod safety;
mod structure;
mod twins;
mod typography;
mod words;

pub use words::LIMITS;

use crate::tree::{
    Fault, Finding, Locator, Operateur, ReadError, Referentiel, Set, Severity, Snippet, Tree, parse,
};
use crate::walk::Survey;

/// How a comment starts that leaves something to do.
const LEFT: &str = "// À FAIRE :";

/// What the checks of one tree look at.
struct Subject<'t> {
    tree: &'t Tree,
    referentiel: &'t Referentiel,
    operateur: &'t Operateur,
    survey: Survey<'t>,
}

/// The checks of a tree, the gravest families first.
const CHECKS: &[fn(&Subject<'_>, &mut Vec<Fault>)] = &[
    structure::check,
    paths::check,
    safety::check,
    rows::check,
    questions::check,
    answers::check,
    twins::check,
    contacts::check,
    words::check,
    keywords::check,
    respect::check,
];

/// What was proved, and what was found.
#[derive(Debug)]
pub struct Report {
    pub trees: Vec<Figures>,
    pub findings: Vec<Finding>,
    /// A file of the set is missing, or could not be read at all.
    pub unreadable: bool,
}

impl Report {
    /// Whether a finding forbids to use the set.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }
}

/// The measures of one tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub operateur: String,
    pub nom: String,
    /// The rows of the index that an outcome reaches with their category, and all of them.
    pub lignes: (usize, usize),
    pub noeuds: usize,
    /// How many answers each distinct outcome takes at least, sorted.
    pub answers: Vec<usize>,
    /// The most answers that any path takes.
    pub longest: usize,
}

impl Figures {
    /// How many distinct outcomes there are.
    pub fn outcomes(&self) -> usize {
        self.answers.len()
    }
}

/// The middle of sorted numbers; the lower one where there are two.
pub fn median(sorted: &[usize]) -> usize {
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0)
}

/// Runs every proof on the index and on every supplied tree of a set.
pub fn verify(set: &Set) -> Report {
    let mut report = Report { trees: Vec::new(), findings: Vec::new(), unreadable: false };
    report.check_index(set);
    let mut sound = Vec::new();
    for operateur in set.referentiel.supplied() {
        match set.tree(operateur) {
            Ok(tree) => {
                report.check_tree(set, operateur, &tree);
                report.check_left(set, &operateur.file());
                sound.push((operateur, tree));
            }
            Err(error) => report.refuse(error),
        }
    }
    for (rank, fault) in across::check(&sound) {
        report.locate(set, &sound[rank].0.file(), vec![fault]);
    }
    report.findings.sort_by_key(|finding| finding.severity);
    report
}

impl Report {
    /// Files the reasons why a text gave no tree.
    pub fn refuse(&mut self, error: ReadError) {
        match error {
            ReadError::Faulty(findings) => self.findings.extend(findings),
            ReadError::Unreadable { file, message, mend } => {
                self.unreadable = true;
                let (severity, rule, snippet) = (Severity::Error, "fichier", None);
                self.findings.push(Finding { severity, rule, file, snippet, message, mend });
            }
        }
    }

    /// What was left for a person to do is not done.
    fn check_left(&mut self, set: &Set, file: &str) {
        let Ok((label, text)) = set.text(file) else { return };
        let text = parse::without_mark(&text);
        for at in memchr::memmem::find_iter(text.as_bytes(), LEFT) {
            self.findings.push(Finding {
                severity: Severity::Warning,
                rule: "a-faire",
                file: label.clone(),
                snippet: Some(Snippet::new(text, at, text.len())),
                message: "Ceci attend encore une personne.".to_owned(),
                mend: "Faites-le, puis effacez ce commentaire.".to_owned(),
            });
        }
    }

    fn check_index(&mut self, set: &Set) {
        let mut faults = Vec::new();
        index::check(&set.referentiel, &mut faults);
        self.locate(set, crate::tree::INDEX, faults);
    }

    fn check_tree(&mut self, set: &Set, operateur: &Operateur, tree: &Tree) {
        let survey = Survey::new(tree);
        let subject = Subject { tree, referentiel: &set.referentiel, operateur, survey };
        let (figures, faults) = examine(&subject);
        self.trees.push(figures);
        self.locate(set, &operateur.file(), faults);
    }

    /// Finds the places of the faults again; nothing is read where there are none.
    fn locate(&mut self, set: &Set, file: &str, faults: Vec<Fault>) {
        if faults.is_empty() {
            return;
        }
        match set.text(file) {
            Ok((label, text)) => {
                let locator = Locator::new(&label, parse::without_mark(&text));
                self.findings.extend(faults.into_iter().map(|fault| locator.finding(fault)));
            }
            Err(error) => self.refuse(error),
        }
    }
}

fn examine(subject: &Subject<'_>) -> (Figures, Vec<Fault>) {
    let mut faults = Vec::new();
    for check in CHECKS {
        check(subject, &mut faults);
    }
    let mut answers: Vec<usize> = subject.survey.depths().collect();
    answers.sort_unstable();
    let figures = Figures {
        operateur: subject.operateur.id.clone(),
        nom: subject.operateur.nom.clone(),
        lignes: (rows::reached(subject).count(), subject.operateur.lignes().count()),
        noeuds: subject.tree.size(),
        answers,
        longest: subject.survey.longest(),
    };
    (figures, faults)
}

/// Runs every proof on one tree that is not part of a set: for measures at scale.
pub fn verify_tree(tree: &Tree, referentiel: &Referentiel, operateur: &Operateur) -> (Figures, Vec<Fault>) {
    examine(&Subject { tree, referentiel, operateur, survey: Survey::new(tree) })
}
