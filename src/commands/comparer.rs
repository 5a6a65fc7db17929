//! `comparer`: what changes between two sets of trees, and for whom.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::cli::Global;
use crate::error::{Error, Status};
use crate::export::{ComparisonRecord, json_text};
use crate::files::cases::{Input, inputs};
use crate::files::embedded::Embedded;
use crate::files::folder::Folder;
use crate::files::replace::{Moment, replace};
use crate::pages::compare::{Effect, markdown, text};
use crate::ui::output_width;
use aiguilleur_core::case::Case;
use aiguilleur_core::compare::{self, Alignment, Side, migrate};
use aiguilleur_core::tree::Set;
use aiguilleur_core::tree::parse::without_mark;

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

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    if global.arbres.is_some() {
        return Err(Error::usage(
            "« comparer » ne prend pas --arbres.",
            "Donnez les deux dossiers eux-mêmes : « aiguilleur comparer ANCIEN NOUVEAU ».",
        ));
    }
    let (old_set, new_set) = (open(&args.ancien)?, open(&args.nouveau)?);
    let (old_trees, new_trees) = (old_set.trees()?, new_set.trees()?);
    let old = Side { referentiel: &old_set.referentiel, trees: &old_trees };
    let new = Side { referentiel: &new_set.referentiel, trees: &new_trees };
    let changes = compare::compare(old, new);
    let alignments: Vec<Alignment<'_>> =
        new_trees.iter().filter_map(|tree| Some(Alignment::new(old.tree(&tree.operateur)?, tree))).collect();
    let inputs = inputs(&args.cas)?;
    let effect = if inputs.is_empty() { None } else { Some(effect(&inputs, old, new, &alignments)?) };
    if args.migrer {
        migrate_all(&inputs, &alignments)?;
    }
    let report = if args.json {
        json_text(&ComparisonRecord::new(&changes, effect.as_ref()))?
    } else if args.markdown {
        markdown(&changes, effect.as_ref(), new.referentiel)
    } else {
        text(&changes, effect.as_ref(), new.referentiel, output_width())
    };
    out.write_all(report.as_bytes())?;
    let moved = effect.is_some_and(|effect| effect.count > 0);
    Ok(if changes.is_empty() && !moved { Status::Done } else { Status::Found })
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
    let mut unreadable = 0;
    for input in inputs {
        unreadable += input.each_case(&mut look)?;
    }
    effect.unreadable = unreadable;
    if effect.cases == 0 && unreadable > 0 {
        return Err(Error::Input {
            file: None,
            message: "Aucun cas ne se lit dans ce qui est donné à --cas.".to_owned(),
            mend: "« aiguilleur rejouer » dit pourquoi, ligne par ligne.".to_owned(),
        });
    }
    Ok(effect)
}

/// A file of cases to be written anew.
struct Migration<'i> {
    file: &'i str,
    path: &'i Path,
    /// Where the old version is kept.
    kept: PathBuf,
    after: String,
}

/// Rewrites the files whose ids change; the old ones stay beside them. Nothing is written before
/// everything is known to be possible.
fn migrate_all(inputs: &[Input], alignments: &[Alignment<'_>]) -> Result<(), Error> {
    let mut migrations = Vec::new();
    for input in inputs {
        let (Input::List { file, path } | Input::Stream { file, path }) = input else {
            return Err(Error::usage(
                "L'entrée standard ne peut pas être récrite.",
                "Donnez des fichiers à --cas.",
            ));
        };
        let before = input.text()?.map_err(|finding| Error::Faulty(vec![*finding]))?;
        let (mark, text) = before.split_at(before.len() - without_mark(&before).len());
        let after = match input {
            Input::List { .. } => migrate::list(file, text, alignments),
            _ => migrate::stream(text, alignments),
        };
        if after == text {
            continue;
        }
        let kept = PathBuf::from(format!("{}.ancien", path.display()));
        if kept.exists() {
            return Err(Error::Input {
                file: Some(kept.display().to_string()),
                message: "L'ancienne version d'une migration précédente est encore là.".to_owned(),
                mend: "Déplacez-la ou supprimez-la, puis recommencez. Rien n'a été récrit.".to_owned(),
            });
        }
        migrations.push(Migration { file, path, kept, after: format!("{mark}{after}") });
    }
    migrations.into_iter().try_for_each(Migration::write)
}

impl Migration<'_> {
    /// The old version is kept once the new one is whole, just before it goes.
    fn write(self) -> Result<(), Error> {
        let keep = |moment| match moment {
            Moment::Synced => fs::copy(self.path, &self.kept).map(drop),
            _ => Ok(()),
        };
        replace(self.path, self.after.as_bytes(), keep).map_err(|_| Error::Input {
            file: Some(self.file.to_owned()),
            message: "Ce fichier n'a pas pu être récrit.".to_owned(),
            mend: "Vérifiez le droit d'écriture dans son dossier.".to_owned(),
        })
    }
}
