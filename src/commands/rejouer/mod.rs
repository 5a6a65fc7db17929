//! `rejouer`: replays cases on the trees.

mod plan;
mod random;
mod replay;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use self::plan::{Plan, Report};
use super::options::{Options, say_twice};
use crate::error::Error;
use crate::export::{ReplayRecord, json_text};
use crate::files::cases::{Input, inputs};
use crate::pages::Block;
use crate::pages::replay::{COLUMNS, StepByStep, blocks};
use crate::status::Status;
use crate::ui::{self, layout, output_width};
use aiguilleur_core::replay::{Tally, Trees};
use aiguilleur_core::tree::Referentiel;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Fichiers .ron ou .jsonl, dossiers, ou « - »
    #[arg(required_unless_present = "au_hasard", value_name = "FICHIER")]
    fichiers: Vec<PathBuf>,
    /// Compter comme écart une réponse à une question jamais posée
    #[arg(long)]
    strict: bool,
    /// Dire ce qu'aucun cas n'exerce, ou un seul
    #[arg(long)]
    couverture: bool,
    /// Montrer ce cas comme l'entretien l'aurait montré
    #[arg(long, value_name = "ID", conflicts_with_all = ["json", "couverture"])]
    pas_a_pas: Option<String>,
    /// Écrire N cas tirés au hasard, en JSONL
    #[arg(long, value_name = "N", value_parser = number, conflicts_with_all = ["fichiers", "couverture", "pas_a_pas", "strict", "json"])]
    au_hasard: Option<u64>,
    /// Graine du hasard : la même donne les mêmes cas
    #[arg(long, value_name = "G", value_parser = number, default_value = "1", hide_default_value = true, conflicts_with = "fichiers")]
    graine: u64,
    /// Avec --au-hasard : le poids de chaque ligne, « caf-07;120 » ; sans lui, ce n'est pas une fréquence
    #[arg(long, value_name = "FICHIER", requires = "au_hasard", conflicts_with = "fichiers")]
    poids: Option<PathBuf>,
    /// Nombre de fils d'exécution ; 4 au plus, sans lui
    #[arg(long, value_name = "N", value_parser = threads)]
    fils: Option<NonZeroUsize>,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas un nombre entier."))
}

/// More threads than this gain nothing and each keeps its block of memory.
const MOST_THREADS: usize = 64;
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number: Option<NonZeroUsize> = text.parse().ok();
    number
        .filter(|number| number.get() <= MOST_THREADS)
        .ok_or_else(|| format!("« {text} » n'est pas un nombre de fils : il en faut de 1 à {MOST_THREADS}."))
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    let trees = set.trees()?;
    let trees = Trees::new(&trees);
    say_twice(&args.fichiers)?;
    match Plan::from(args) {
        Plan::Random(count, seed) => {
            let cases = random::cases(&trees, seed, args.poids.as_deref(), &set.referentiel)?;
            random::write(cases, count, out)
        }
        Plan::StepByStep(id) => step_by_step(&set.referentiel, &trees, &inputs(&args.fichiers)?, &id, out),
        Plan::Replay(replay, report) => {
            let tally = replay.all(&trees, &inputs(&args.fichiers)?, options.manner)?;
            if tally.total() == 0 {
                ui::say(&[Block::text("Il n'y a aucun cas dans ce qui est donné : rien n'est prouvé.")]);
            }
            match report {
                Report::Json => {
                    out.write_all(json_text(&ReplayRecord::new(&tally, &trees))?.as_bytes())?;
                }
                Report::Words => {
                    let columns = !options.manner.accessible && output_width() >= COLUMNS;
                    ui::write(out, &blocks(&tally, &trees, &set.referentiel, columns))?;
                }
            }
            Ok(if is_clean(&tally, &trees) { Status::Done } else { Status::Found })
        }
    }
}

/// Whether nothing was found: no case that deviates or cannot be read, nothing that no case exercises.
fn is_clean(tally: &Tally, trees: &Trees<'_>) -> bool {
    let gaps = tally.coverage.as_ref().map(|coverage| coverage.gaps(trees).0).unwrap_or_default();
    tally.ecarts() == 0 && tally.illisibles == 0 && gaps.iter().all(|gap| gap.times > 0)
}

/// Shows one case as the interview would have shown it.
fn step_by_step(
    referentiel: &Referentiel,
    trees: &Trees<'_>,
    inputs: &[Input],
    id: &str,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let mut shown = None;
    for input in inputs {
        input.each_case(|case| {
            if shown.is_none() && case.id == id {
                shown = Some(StepByStep::new(case, trees, referentiel));
            }
        })?;
    }
    let Some(StepByStep { opening, questions, sheet, verdict, conforms }) = shown else {
        return Err(Error::usage(
            format!("Aucun cas ne s'appelle « {id} »."),
            "Vérifiez l'identifiant, ou ajoutez le fichier qui le contient.",
        ));
    };
    ui::write(out, &opening)?;
    for (page, chosen) in &questions {
        writeln!(out, "{}", layout::text(&layout::page(page, output_width(), *chosen, false)))?;
    }
    ui::write(out, &sheet)?;
    writeln!(out)?;
    ui::write(out, &[verdict])?;
    Ok(if conforms { Status::Done } else { Status::Found })
}
