//! `lister`: every outcome of the trees.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write};

use super::cli::Global;
use super::options::tell_local;
use crate::error::{Error, Status};
use crate::export::OutcomeRecord;
use crate::files::library::Library;
use crate::files::library::find_operateur;
use crate::pages::words;
use crate::ui::{layout, output_width};
use aiguilleur_core::tree::{Operateur, Tree};
use aiguilleur_core::walk::{Ending, endings};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Écrire un tableau JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let operateurs: Vec<&Operateur> = match &args.operateur {
        Some(id) => vec![find_operateur(&set, id)?],
        None => set.referentiel.operateurs.iter().collect(),
    };
    let library = global.open_library(&set)?;
    tell_local(&library);
    let text = if args.json { json(&library, &operateurs)? } else { fitted(text(&library, &operateurs)?) };
    out.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

fn json(library: &Library<'_>, operateurs: &[&Operateur]) -> Result<String, Error> {
    let supplied = operateurs.iter().filter(|operateur| operateur.is_supplied());
    let trees: Vec<&Tree> = supplied.map(|operateur| library.tree(operateur)).collect::<Result<_, _>>()?;
    let records: Vec<OutcomeRecord<'_>> = trees
        .into_iter()
        .flat_map(endings)
        .map(|ending| OutcomeRecord::new(&ending.outcome, ending.path))
        .collect();
    crate::export::json_text(&records)
}

/// One line an outcome for a program that reads lines; lines that fit for a person.
fn fitted(text: String) -> String {
    if std::io::stdout().is_terminal() { layout::refit(&text, output_width()) } else { text }
}

fn text(library: &Library<'_>, operateurs: &[&Operateur]) -> Result<String, Error> {
    let mut text = String::new();
    for operateur in operateurs {
        let Operateur { id, nom, .. } = operateur;
        let (pages, etat) = (operateur.pages(), words::etat(operateur));
        let _ = writeln!(text, "{nom} ({id}), {pages} : {etat}");
        if operateur.is_supplied() {
            for ending in endings(library.tree(operateur)?) {
                let _ = writeln!(text, "  {}", line(&ending));
            }
        }
        text.push('\n');
    }
    Ok(text)
}

/// An outcome on one line: category, title, blocage, conduite, rows, answers.
fn line(ending: &Ending<'_>) -> String {
    let outcome = &ending.outcome;
    let blocage = match outcome.blocage {
        Some(true) => ", blocage",
        Some(false) => ", sans blocage",
        None => "",
    };
    let conduite = outcome.conduite.map_or("sur place", |conduite| &conduite.id);
    let conduite = if outcome.conduite.is_none() && outcome.request.demarche().is_none() {
        "sans conduite"
    } else {
        conduite
    };
    let path: Vec<String> =
        ending.path.iter().map(|edge| format!("{}={}", edge.question.id, edge.reponse.id)).collect();
    format!(
        "[{}] {}{blocage} -> {conduite} ({}) {}",
        outcome.request.categorie().nom(),
        outcome.request.titre(),
        outcome.request.lignes_list(),
        path.join(" "),
    )
}
