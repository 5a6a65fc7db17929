//! `local modele --tableur`: the workbook to fill in, or to bring up to date.

use std::io::{IsTerminal as _, Write};
use std::path::Path;

use super::targets_of;
use crate::commands::options::Options;
use crate::error::Error;
use crate::export::contacts_workbook;
use crate::files::library::Library;
use crate::files::local_draft::Draft;
use crate::files::replace::write_result;
use crate::pages::fill as pages;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::tree::Set;

/// The workbook of these contacts, with what the file in force says already.
pub(super) fn run(
    set: &Set,
    operateur: Option<&str>,
    sortie: Option<&Path>,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    if sortie.is_none() && std::io::stdout().is_terminal() {
        return Err(Error::usage("Un classeur ne se montre pas ici.", "Ajoutez « -o contacts.xlsx »."));
    }
    let (today, trees) = (options.today()?, Library::new(set).into_trees(None)?);
    let targets = targets_of(&trees, set, operateur);
    let known = Draft::open(options.local.path(), options.maison.as_deref(), set, &trees, today)?;
    write_result(sortie, contacts_workbook(&targets, known.source(), today)?, out)?;
    let filled = options.local.path().map(|_| (known.label(), known.source()));
    ui::say(&pages::in_workbook(&targets, filled));
    Ok(Status::Done)
}
