//! Every proof about trees. Each family of checks has its file, and says there what it proves.
//!
//! A check is a function from a `Subject` to faults. All of them run, so an author sees all
//! that is wrong at once.

mod across;
mod answer_order;
mod contacts;
mod index;
mod keywords;
mod paths;
mod questions;
mod respect;
mod rows;
mod safety;
mod step_numbers;
mod structure;
mod twin_urgencies;
mod typography;
mod words;

pub use words::LIMITS;

use std::cell::LazyCell;
use std::iter;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::tree::{
    Fault, Finding, Lines, Locator, Operateur, ReadError, Referentiel, Set, Severity, Tree, parse,
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
    answer_order::check,
    twin_urgencies::check,
    contacts::check,
    step_numbers::check,
    words::check,
    keywords::check,
    respect::check,
];

/// What was proved, and what was found.
#[derive(Debug, Default)]
pub struct Report {
    pub trees: Vec<Figures>,
    pub findings: Vec<Finding>,
    /// A file of the set is missing, or could not be read at all.
    pub unreadable: bool,
}

impl Report {
    /// How many findings forbid to use the set.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Whether one does.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
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
    let mut report = Report::default();
    report.check_index(set);
    let supplied: Vec<&Operateur> = set.referentiel.supplied().collect();
    let mut sound = Vec::new();
    for (operateur, (proved, tree)) in supplied.iter().zip(prove_each(set, &supplied)) {
        report.add(proved);
        sound.extend(tree.map(|tree| (*operateur, tree)));
    }
    let mut between: Vec<Vec<Fault>> = sound.iter().map(|_| Vec::new()).collect();
    for (rank, fault) in across::check(&sound) {
        between[rank].push(fault);
    }
    for ((operateur, _), faults) in sound.iter().zip(between) {
        report.locate(set, &operateur.file(), faults);
    }
    report.findings.sort_by_key(|finding| finding.severity);
    report
}

/// What each tree gives, in the order of `operateurs`: one tree says nothing of another, so they are proved side by side.
fn prove_each(set: &Set, operateurs: &[&Operateur]) -> Vec<(Report, Option<Tree>)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let ranks = iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let mine = ranks.map_while(|rank| Some((rank, prove(set, operateurs.get(rank)?))));
        mine.collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(operateurs.len());
    let mut proved = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut proved = work();
        for other in others {
            proved.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        proved
    });
    proved.sort_unstable_by_key(|(rank, _)| *rank);
    proved.into_iter().map(|(_, proof)| proof).collect()
}

/// What one tree gives, and the tree where it can be read.
fn prove(set: &Set, operateur: &Operateur) -> (Report, Option<Tree>) {
    let mut report = Report::default();
    let tree = set.tree(operateur).map_err(|error| report.refuse(error)).ok();
    if let Some(tree) = &tree {
        report.check_tree(set, operateur, tree);
        report.check_left(set, &operateur.file());
    }
    (report, tree)
}

impl Report {
    fn add(&mut self, other: Self) {
        self.trees.extend(other.trees);
        self.findings.extend(other.findings);
        self.unreadable |= other.unreadable;
    }

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
        let lines = LazyCell::new(|| Lines::new(text));
        for at in memchr::memmem::find_iter(text.as_bytes(), LEFT) {
            self.findings.push(Finding {
                severity: Severity::Warning,
                rule: "a-faire",
                file: label.clone(),
                snippet: Some(lines.snippet(at, text.len())),
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
