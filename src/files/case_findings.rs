//! What is wrong with files of cases: what keeps them from being read, or from teaching.

use std::path::PathBuf;

use super::cases::{Input, Written, inputs};
use super::library::Library;
use crate::error::Error;
use aiguilleur_core::case::ron::List;
use aiguilleur_core::case::{Case, json};
use aiguilleur_core::training;
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Finding, Lines};

/// The cases of an input, those of a stream too, with the text in which they stand.
fn listed(input: &Input) -> Result<Written, Error> {
    if let Some(list) = input.list()? {
        return Ok(list);
    }
    Ok(input.text()?.map_err(|finding| vec![*finding]).map(|text| {
        let text = without_mark(&text).to_owned();
        let list = json::list(input.file(), &text);
        (text, list)
    }))
}

/// All that is wrong with these files, and how many cases they hold; two scenes may be alike from one file to another.
pub fn findings(library: &Library<'_>, files: &[PathBuf]) -> Result<(Vec<Finding>, usize), Error> {
    let mut findings = Vec::new();
    let mut read: Vec<(Input, String, List)> = Vec::new();
    for input in inputs(files)? {
        match listed(&input)? {
            Ok((text, list)) => read.push((input, text, list)),
            Err(found) => findings.extend(found),
        }
    }
    let mut placed = Vec::new();
    let lines: Vec<Lines<'_>> = read.iter().map(|(_, text, _)| Lines::new(text)).collect();
    for ((input, _, list), lines) in read.iter().zip(&lines) {
        findings.extend(list.broken.iter().cloned());
        placed.extend(list.cases.iter().map(|case| (input.file(), lines, case)));
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
