//! `rejouer`: replays cases on the trees.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use super::cases::{Input, inputs};
use super::cli::Global;
use crate::case::{Case, answered_twice, json, ron};
use crate::error::{Error, Status};
use crate::export::ReplayRecord;
use crate::replay::{self, Field, Random, Tally};
use crate::tree::{Set, Tree};
use crate::ui::{self, progress::Progress};

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
    #[arg(long, value_name = "ID")]
    pas_a_pas: Option<String>,
    /// Écrire N cas tirés au hasard, en JSONL
    #[arg(long, value_name = "N", value_parser = number, conflicts_with_all = ["fichiers", "couverture", "pas_a_pas"])]
    au_hasard: Option<u64>,
    /// Graine du hasard : la même donne les mêmes cas
    #[arg(long, value_name = "G", value_parser = number, default_value = "1", hide_default_value = true)]
    graine: u64,
    /// Nombre de fils d'exécution ; tous, sans lui
    #[arg(long, value_name = "N", value_parser = threads)]
    fils: Option<NonZeroUsize>,
    /// Écrire un objet JSON
    #[arg(long)]
    json: bool,
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas un nombre entier."))
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas un nombre de fils : il en faut au moins 1."))
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let trees = trees(&set)?;
    let field = Field::new(&trees);
    if let Some(count) = args.au_hasard {
        return random(&field, count, args.graine, out);
    }
    let inputs = inputs(&args.fichiers)?;
    if let Some(id) = &args.pas_a_pas {
        return step_by_step(&set, &field, &inputs, id, out);
    }
    let tally = replay_all(&field, &inputs, args, global)?;
    let text = if args.json {
        let record = ReplayRecord::new(&tally);
        serde_json::to_string_pretty(&record).map_err(|error| Error::Output(error.into()))? + "\n"
    } else {
        ui::replay::text(&tally, &field, &set.referentiel)
    };
    out.write_all(text.as_bytes())?;
    let uncovered =
        tally.coverage.as_ref().is_some_and(|c| c.gaps(&field).0.iter().any(|gap| gap.times == 0));
    let found = tally.ecarts() > 0 || tally.illisibles > 0 || uncovered;
    Ok(if found { Status::Found } else { Status::Done })
}

/// Every supplied tree of a set.
pub(super) fn trees(set: &Set) -> Result<Vec<Tree>, Error> {
    let supplied = set.referentiel.supplied();
    Ok(supplied.map(|operateur| set.tree(operateur)).collect::<Result<Vec<_>, _>>()?)
}

fn random(field: &Field<'_>, count: u64, seed: u64, out: &mut dyn Write) -> Result<Status, Error> {
    let mut out = std::io::BufWriter::new(out);
    let mut cases = Random::new(field, seed);
    for _ in 0..count {
        let Some(case) = cases.next() else { break };
        writeln!(out, "{}", json::write(case))?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn replay_all(field: &Field<'_>, inputs: &[Input], args: &Args, global: &Global) -> Result<Tally, Error> {
    let threads = args.fils.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut tally = Tally::new(field, args.couverture);
    // Ids are unique among the lists: a person must be able to name a case.
    let mut ids: HashMap<String, String> = HashMap::new();
    for input in inputs {
        let counted = match input {
            Input::List { file, .. } => list(field, file, &input.text()?, args, &mut ids),
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
                let counted = replay::lines(field, stream, input.file(), options);
                progress.finish();
                counted.map_err(|error| input.broken(&error))?
            }
        };
        tally.merge(counted, 0);
    }
    Ok(tally)
}

/// Replays a RON list.
fn list(field: &Field<'_>, file: &str, text: &str, args: &Args, ids: &mut HashMap<String, String>) -> Tally {
    let mut tally = Tally::new(field, args.couverture);
    let read = ron::read(file, text);
    for finding in &read.broken {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
        tally.unreadable(file, line, || format!("{} {}", finding.message, finding.mend));
    }
    for ron::Placed { line, case } in &read.cases {
        let line = *line as u64;
        if let Some(question) = answered_twice(&case.reponses) {
            tally.unreadable(file, line, || format!("La question « {question} » reçoit deux réponses."));
        } else if let Some(first) = ids.get(&*case.id) {
            tally
                .unreadable(file, line, || format!("L'identifiant « {} » est déjà pris ({first}).", case.id));
        } else {
            ids.insert(case.id.clone().into_owned(), format!("{file}, ligne {line}"));
            tally.case(field, case, args.strict, file, line);
        }
    }
    tally
}

/// Shows one case as the interview would have shown it.
fn step_by_step(
    set: &Set,
    field: &Field<'_>,
    inputs: &[Input],
    id: &str,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    for input in inputs {
        let found = match input {
            Input::List { file, .. } => {
                let read = ron::read(file, &input.text()?);
                read.cases.into_iter().map(|placed| placed.case).find(|case| case.id == id)
            }
            Input::Stream { .. } | Input::Standard => {
                let lines = BufReader::new(input.open()?.0).split(b'\n');
                let mut found = None;
                for line in lines {
                    let line = line.map_err(|error| input.broken(&error))?;
                    let case = std::str::from_utf8(&line).ok().and_then(|line| json::read(line).ok());
                    if let Some(case) = case.filter(|case| case.id == id) {
                        found = Some(owned(case));
                        break;
                    }
                }
                found
            }
        };
        if let Some(case) = found {
            let text = ui::replay::step_by_step(&case, field, &set.referentiel);
            out.write_all(text.as_bytes())?;
            return Ok(Status::Done);
        }
    }
    Err(Error::usage(
        format!("Aucun cas ne s'appelle « {id} »."),
        "Vérifiez l'identifiant, ou ajoutez le fichier qui le contient.",
    ))
}

fn owned(case: Case<'_>) -> Case<'static> {
    let own = |text: std::borrow::Cow<'_, str>| std::borrow::Cow::Owned(text.into_owned());
    Case {
        id: own(case.id),
        operateur: own(case.operateur),
        recit: case.recit.map(own),
        reponses: case.reponses.into_iter().map(|(q, r)| (own(q), own(r))).collect(),
        attendu: case.attendu.map(crate::case::Attendu::into_owned),
    }
}
