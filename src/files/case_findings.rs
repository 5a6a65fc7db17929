//! What is wrong with files of cases: what keeps them from being read, or from teaching.

use std::path::PathBuf;

use super::cases::{Input, inputs};
use super::library::Library;
use crate::error::Error;
use aiguilleur_core::case::ron::List;
use aiguilleur_core::case::{Case, json, ron};
use aiguilleur_core::training;
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Finding, Lines};

/// All that is wrong with these files, and how many cases they hold; two scenes may be alike from one file to another.
pub fn findings(library: &Library<'_>, files: &[PathBuf]) -> Result<(Vec<Finding>, usize), Error> {
    let mut findings = Vec::new();
    let mut texts: Vec<(Input, String)> = Vec::new();
    for input in inputs(files)? {
        match input.text()? {
            Ok(text) => texts.push((input, text)),
            Err(finding) => findings.push(*finding),
        }
    }
    let mut placed = Vec::new();
    let lines: Vec<Lines<'_>> = texts.iter().map(|(_, text)| Lines::new(without_mark(text))).collect();
    for ((input, text), lines) in texts.iter().zip(&lines) {
        let text = without_mark(text);
        let List { cases, broken } = match input {
            Input::List { .. } => ron::read(input.file(), text),
            Input::Stream { .. } | Input::Standard => json::list(input.file(), text),
        };
        findings.extend(broken);
        placed.extend(cases.into_iter().map(|case| (input.file(), lines, case)));
    }
    let all: Vec<&Case<'_>> = placed.iter().map(|(.., placed)| &placed.case).collect();
    // A tree that cannot be read was reported with the set.
    let supplied = |id: &str| library.supplied(id).ok();
    findings.extend(training::check(&all, supplied).into_iter().map(|fault| {
        let (file, lines, case) = &placed[fault.rank];
        Finding {
            severity: fault.severity,
            rule: fault.rule,
            file: (*file).to_owned(),
            snippet: Some(lines.snippet(case.range.start, case.range.end)),
            message: fault.message,
            mend: fault.mend.to_owned(),
        }
    }));
    Ok((findings, all.len()))
}
