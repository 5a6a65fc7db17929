//! `comparer`: what changes between two sets of trees, and for whom.

use std::fs;
use std::io::{BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::cases::{Input, inputs};
use super::cli::Global;
use super::folder::Folder;
use super::rejouer::trees;
use crate::case::{Case, json, ron};
use crate::compare::{self, Alignment, Change, Moved, Side, migrate};
use crate::error::{Error, Status};
use crate::tree::{Embedded, Set};
use crate::ui::compare::{Effect, markdown, text};

/// The name of the set that the program carries.
const EMBEDDED: &str = "embarques";
/// How many cases that end elsewhere are kept whole.
const KEPT: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dossier d'arbres, ou « embarques » pour ceux du programme
    #[arg(value_name = "ANCIEN")]
    ancien: String,
    /// Dossier d'arbres, ou « embarques »
    #[arg(value_name = "NOUVEAU")]
    nouveau: String,
    /// Compter les cas qui finissent autrement ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Récrire ces cas avec les nouveaux identifiants
    #[arg(long, requires = "cas")]
    migrer: bool,
    /// Écrire une note en Markdown
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, _global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let (old_set, new_set) = (open(&args.ancien)?, open(&args.nouveau)?);
    let (old_trees, new_trees) = (trees(&old_set)?, trees(&new_set)?);
    let old = Side { referentiel: &old_set.referentiel, trees: &old_trees };
    let new = Side { referentiel: &new_set.referentiel, trees: &new_trees };
    let changes = compare::compare(old, new);
    let alignments: Vec<Alignment<'_>> =
        new_trees.iter().filter_map(|tree| Some(Alignment::new(old.tree(&tree.operateur)?, tree))).collect();
    let inputs = inputs(&args.cas)?;
    let effect = if inputs.is_empty() { None } else { Some(effect(&inputs, old, new, &alignments)?) };
    if args.migrer {
        for input in &inputs {
            migrate_file(input, &alignments)?;
        }
    }
    let report = if args.json {
        let record = Record { changements: &changes, cas: effect.as_ref().map(CasesRecord::new) };
        serde_json::to_string_pretty(&record).map_err(|error| Error::Output(error.into()))? + "\n"
    } else if args.markdown {
        markdown(&changes, effect.as_ref(), new.referentiel)
    } else {
        text(&changes, effect.as_ref(), new.referentiel)
    };
    out.write_all(report.as_bytes())?;
    let moved = effect.is_some_and(|effect| effect.count > 0);
    Ok(if changes.is_empty() && !moved { Status::Done } else { Status::Found })
}

#[derive(Serialize)]
struct Record<'r> {
    changements: &'r [Change],
    cas: Option<CasesRecord<'r>>,
}

#[derive(Serialize)]
struct CasesRecord<'r> {
    total: u64,
    changes: u64,
    premiers: &'r [Moved],
}

impl<'r> CasesRecord<'r> {
    fn new(effect: &'r Effect) -> Self {
        Self { total: effect.cases, changes: effect.count, premiers: &effect.first }
    }
}

fn open(name: &str) -> Result<Set, Error> {
    Ok(if name == EMBEDDED {
        Set::open(Box::new(Embedded))?
    } else {
        Set::open(Box::new(Folder::new(Path::new(name))?))?
    })
}

fn effect(
    inputs: &[Input],
    old: Side<'_>,
    new: Side<'_>,
    alignments: &[Alignment<'_>],
) -> Result<Effect, Error> {
    let mut effect = Effect::default();
    let mut look = |case: &Case<'_>| {
        effect.cases += 1;
        let (before, after) = (old.tree(&case.operateur), new.tree(&case.operateur));
        if let Some(moved) = compare::moved(Alignment::of(alignments, &case.operateur), before, after, case) {
            effect.count += 1;
            if effect.first.len() < KEPT {
                effect.first.push(moved);
            }
        }
    };
    for input in inputs {
        if let Input::List { file, .. } = input {
            ron::read(file, &input.text()?).cases.iter().for_each(|placed| look(&placed.case));
            continue;
        }
        for line in BufReader::new(input.open()?.0).split(b'\n') {
            let line = line.map_err(|error| input.broken(&error))?;
            if let Some(case) = std::str::from_utf8(&line).ok().and_then(|line| json::read(line).ok()) {
                look(&case);
            }
        }
    }
    Ok(effect)
}

/// Rewrites a file of cases; the old one stays beside it.
fn migrate_file(input: &Input, alignments: &[Alignment<'_>]) -> Result<(), Error> {
    let (Input::List { file, path } | Input::Stream { file, path }) = input else {
        return Err(Error::usage(
            "L'entrée standard ne peut pas être récrite.",
            "Donnez des fichiers à --cas.",
        ));
    };
    let before = input.text()?;
    let after = if matches!(input, Input::List { .. }) {
        migrate::list(file, &before, alignments).0
    } else {
        let lines = before.split_inclusive('\n').map(|line| {
            let bare = line.trim_end_matches(['\r', '\n']);
            migrate::line(bare, alignments)
                .map_or_else(|| line.to_owned(), |new| format!("{new}{}", &line[bare.len()..]))
        });
        lines.collect()
    };
    if after == before {
        return Ok(());
    }
    let beside = |suffix: &str| PathBuf::from(format!("{}{suffix}", path.display()));
    let kept = beside(".ancien");
    if kept.exists() {
        return Err(Error::Input {
            file: Some(kept.display().to_string()),
            message: "L'ancienne version d'une migration précédente est encore là.".to_owned(),
            mend: "Déplacez-la ou supprimez-la, puis recommencez.".to_owned(),
        });
    }
    let fresh = beside(".nouveau");
    let written =
        fs::write(&fresh, after).and_then(|()| fs::copy(path, &kept)).and_then(|_| fs::rename(&fresh, path));
    written.map_err(|_| Error::Input {
        file: Some(file.clone()),
        message: "Ce fichier n'a pas pu être récrit.".to_owned(),
        mend: "Vérifiez le droit d'écriture dans son dossier.".to_owned(),
    })
}
