//! `rejouer`: replays cases on the trees.

use std::collections::HashMap;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use super::cli::Global;
use crate::error::{Error, Status};
use crate::export::ReplayRecord;
use crate::files::cases::{Input, inputs};
use crate::ui::{self, progress::Progress};
use aiguilleur_core::case::{json, ron, two_answers};
use aiguilleur_core::replay::{self, Random, Tally, Trees};
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Finding, Set};

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
    #[arg(long, value_name = "G", value_parser = number, default_value = "1", hide_default_value = true)]
    graine: u64,
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
/// What is taken where nothing is asked for: the memory stays small on a large machine.
const USUAL_THREADS: usize = 4;

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number: Option<NonZeroUsize> = text.parse().ok();
    number
        .filter(|number| number.get() <= MOST_THREADS)
        .ok_or_else(|| format!("« {text} » n'est pas un nombre de fils : il en faut de 1 à {MOST_THREADS}."))
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let trees = set.trees()?;
    let trees = Trees::new(&trees);
    if let Some(count) = args.au_hasard {
        return random(&trees, count, args.graine, out);
    }
    let inputs = inputs(&args.fichiers)?;
    if let Some(id) = &args.pas_a_pas {
        return step_by_step(&set, &trees, &inputs, id, out);
    }
    let tally = replay_all(&trees, &inputs, args, global)?;
    let text = if args.json {
        crate::export::json_text(&ReplayRecord::new(&tally, &trees))?
    } else {
        crate::pages::replay::text(
            &tally,
            &trees,
            &set.referentiel,
            ui::output_width(),
            !global.manner().accessible,
        )
    };
    out.write_all(text.as_bytes())?;
    let uncovered =
        tally.coverage.as_ref().is_some_and(|c| c.gaps(&trees).0.iter().any(|gap| gap.times == 0));
    let found = tally.ecarts() > 0 || tally.illisibles > 0 || uncovered;
    Ok(if found { Status::Found } else { Status::Done })
}

fn random(trees: &Trees<'_>, count: u64, seed: u64, out: &mut dyn Write) -> Result<Status, Error> {
    let mut out = std::io::BufWriter::new(out);
    let mut cases = Random::new(trees, seed);
    for _ in 0..count {
        let Some(case) = cases.next() else { break };
        writeln!(out, "{}", json::write(&case))?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn replay_all(trees: &Trees<'_>, inputs: &[Input], args: &Args, global: &Global) -> Result<Tally, Error> {
    let usual = || available_parallelism().map_or(1, NonZeroUsize::get).min(USUAL_THREADS);
    let threads = args.fils.map_or_else(usual, NonZeroUsize::get);
    let mut tally = Tally::new(trees, args.couverture);
    // Ids are unique among the lists: a person must be able to name a case.
    let mut ids: HashMap<String, String> = HashMap::new();
    for input in inputs {
        let counted = match input {
            Input::List { file, .. } => match input.text()? {
                Ok(text) => list(trees, file, without_mark(&text), args, &mut ids),
                Err(finding) => no_text(trees, file, &finding),
            },
            Input::Stream { .. } | Input::Standard => {
                let (stream, size) = input.open()?;
                let progress = Progress::new(size, global.manner());
                let advance = |bytes| progress.advance(bytes);
                let options = replay::Options {
                    threads,
                    strict: args.strict,
                    coverage: args.couverture,
                    progress: &advance,
                };
                let counted = replay::lines(trees, stream, input.file(), options);
                progress.finish();
                counted.map_err(|error| input.broken(&error))?
            }
        };
        tally.merge(counted, 0);
    }
    Ok(tally)
}

/// Replays a RON list.
fn list(trees: &Trees<'_>, file: &str, text: &str, args: &Args, ids: &mut HashMap<String, String>) -> Tally {
    let mut tally = Tally::new(trees, args.couverture);
    let read = ron::read(file, text);
    for finding in &read.broken {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
        tally.unreadable(file, line, || format!("{} {}", finding.message, finding.mend));
    }
    for ron::Placed { line, case, .. } in &read.cases {
        let line = *line as u64;
        if let Some(question) = case.answered_twice() {
            tally.unreadable(file, line, || two_answers(question));
        } else if let Some(first) = ids.get(&*case.id) {
            tally
                .unreadable(file, line, || format!("L'identifiant « {} » est déjà pris ({first}).", case.id));
        } else {
            ids.insert(case.id.clone().into_owned(), format!("{file}, ligne {line}"));
            tally.case(trees, case, args.strict, file, line);
        }
    }
    tally
}

/// A list that is no text: one thing that cannot be read.
fn no_text(trees: &Trees<'_>, file: &str, finding: &Finding) -> Tally {
    let mut tally = Tally::new(trees, false);
    let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
    tally.unreadable(file, line, || finding.message.clone());
    tally
}

/// Shows one case as the interview would have shown it.
fn step_by_step(
    set: &Set,
    trees: &Trees<'_>,
    inputs: &[Input],
    id: &str,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let mut shown = None;
    for input in inputs {
        input.each_case(|case| {
            if shown.is_none() && case.id == id {
                shown = Some(crate::pages::replay::step_by_step(
                    case,
                    trees,
                    &set.referentiel,
                    ui::output_width(),
                ));
            }
        })?;
    }
    let Some((text, conforms)) = shown else {
        return Err(Error::usage(
            format!("Aucun cas ne s'appelle « {id} »."),
            "Vérifiez l'identifiant, ou ajoutez le fichier qui le contient.",
        ));
    };
    out.write_all(text.as_bytes())?;
    Ok(if conforms { Status::Done } else { Status::Found })
}
