//! `comparer`: what changes between two sets of trees, and for whom.

mod documents;
mod what_if;

use std::io::Write;
use std::path::{Path, PathBuf};

use self::documents::documents;
use self::what_if::{Asked, asked, change};
use super::options::{Options, open_aloud, say_twice};
use super::reading_options::LectureDeDemarches;
use crate::error::Error;
use crate::export::{ComparisonRecord, json_text, matrix_csv};
use crate::files::cases::{Input, inputs};
use crate::files::migration::migrate_all;
use crate::files::trees::Trees;
use crate::pages::compare::{Effect, blocks, markdown};
use crate::status::Status;
use crate::ui;
use aiguilleur_core::case::Case;
use aiguilleur_core::compare::{self, Alignment, Change, Side};
use aiguilleur_core::tree::{Referentiel, Set};

/// The name of the set that the program carries.
const EMBEDDED: &str = "embarques";
/// How many cases that end elsewhere are kept whole.
const MOST_CASES_KEPT: usize = 20;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct Args {
    /// Dossier d'arbres, ou « embarques » pour ceux du programme, ou fichier de tableaux
    #[arg(value_name = "ANCIEN", required_unless_present = "changer")]
    ancien: Option<String>,
    /// Dossier d'arbres, ou « embarques », ou fichier de tableaux
    #[arg(value_name = "NOUVEAU", required_unless_present = "changer")]
    nouveau: Option<String>,
    /// Sans dossier : mettre une ligne du programme dans une autre catégorie ; à répéter
    #[arg(long, value_name = "LIGNE=CATEGORIE", value_parser = asked, conflicts_with_all = ["ancien", "nouveau", "migrer"])]
    changer: Vec<Asked>,
    /// Compter les cas qui finissent autrement ; à répéter
    #[arg(long, value_name = "FICHIER")]
    cas: Vec<PathBuf>,
    /// Récrire ces cas avec les nouveaux identifiants
    #[arg(long, requires = "cas")]
    migrer: bool,
    #[command(flatten)]
    lecture: LectureDeDemarches,
    /// Écrire une note en Markdown
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Écrire en tableau combien de cas passent d'une catégorie à l'autre
    #[arg(long, requires = "cas", conflicts_with_all = ["json", "markdown"])]
    csv: bool,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    if matches!(options.trees, Trees::Folder(_)) {
        return Err(Error::usage(
            "« comparer » ne prend pas --arbres.",
            "Donnez les deux dossiers eux-mêmes : « aiguilleur comparer ANCIEN NOUVEAU ».",
        ));
    }
    let [ancien, nouveau] = [&args.ancien, &args.nouveau].map(|name| name.as_deref().unwrap_or(EMBEDDED));
    if [ancien, nouveau].into_iter().any(|name| Path::new(name).is_file()) {
        let (changes, referentiel) = documents(args, [ancien, nouveau])?;
        return write(args, &changes, None, &referentiel, out);
    }
    let (old_set, mut new_set) = (open(ancien)?, open(nouveau)?);
    let (old_trees, mut new_trees) = (old_set.trees()?, new_set.trees()?);
    change(&mut new_set, &mut new_trees, &args.changer)?;
    let old = Side { referentiel: &old_set.referentiel, trees: &old_trees };
    let new = Side { referentiel: &new_set.referentiel, trees: &new_trees };
    let changes = compare::compare(old, new);
    let alignments: Vec<Alignment<'_>> =
        new_trees.iter().filter_map(|tree| Some(Alignment::new(old.tree(&tree.operateur)?, tree))).collect();
    say_twice(&args.cas)?;
    let inputs = inputs(&args.cas)?;
    let effect = if inputs.is_empty() { None } else { Some(effect(&inputs, old, new, &alignments)?) };
    if args.migrer {
        migrate_all(&inputs, &alignments)?;
    }
    write(args, &changes, effect.as_ref(), new.referentiel, out)
}

fn write(
    args: &Args,
    changes: &[Change],
    effect: Option<&Effect>,
    referentiel: &Referentiel,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    if let (true, Some(effect)) = (args.csv, effect) {
        out.write_all(matrix_csv(&effect.network)?.as_bytes())?;
    } else if args.json {
        out.write_all(json_text(&ComparisonRecord::new(changes, effect))?.as_bytes())?;
    } else if args.markdown {
        out.write_all(markdown(changes, effect, referentiel).as_bytes())?;
    } else {
        ui::write(out, &blocks(changes, effect, referentiel))?;
    }
    let moved = effect.is_some_and(|effect| effect.count > 0);
    Ok(if changes.is_empty() && !moved { Status::Done } else { Status::Found })
}

fn open(name: &str) -> Result<Set, Error> {
    let trees = if name == EMBEDDED { Trees::Embedded } else { Trees::Folder(name.into()) };
    Ok(open_aloud(&trees)?)
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
        let ends = compare::replayed(Alignment::of(alignments, &case.operateur), before, after, case);
        effect.network.count(&case.operateur, ends.avant.as_ref(), ends.apres.as_ref());
        if let Some(moved) = ends.moved(case) {
            effect.count += 1;
            if effect.first.len() < MOST_CASES_KEPT {
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
        return Err(Error::input(
            "Aucun cas ne se lit dans ce qui est donné à --cas.",
            "« aiguilleur rejouer » dit pourquoi, ligne par ligne.",
        ));
    }
    Ok(effect)
}
