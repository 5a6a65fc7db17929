//! `local manquants`: the contacts that are still to be filled in, the most useful first.

use std::io::Write;

use super::{targets_of, trees};
use crate::commands::options::Options;
use crate::error::Error;
use crate::export::{MissingRecord, json_text};
use crate::files::library::{Library, named};
use crate::pages::local as pages;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::local::{Counts, missing};
use aiguilleur_core::tree::{Operateur, Set};

pub(super) fn run(
    operateur: Option<&str>,
    json: bool,
    set: &Set,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Status, Error> {
    let supplied = supplied(set, operateur)?;
    let trees = trees(set, supplied.map(|one| one.id.as_str()), options)?;
    let mut missing = missing(&trees);
    missing.retain(|one| operateur.is_none_or(|id| one.operateur == id));
    if json {
        let records: Vec<MissingRecord<'_>> = missing.iter().map(MissingRecord::new).collect();
        out.write_all(json_text(&records)?.as_bytes())?;
    } else {
        let trees = Library::new(set).into_trees(supplied)?;
        let targets = targets_of(&trees, set, operateur);
        let all = Counts::of(targets.iter());
        ui::write(out, &pages::missing(&missing, &all, &set.referentiel))?;
    }
    Ok(Status::Done)
}

/// The opérateur of this id where its table was supplied; one without a table has a contact of its own.
fn supplied<'s>(set: &'s Set, id: Option<&str>) -> Result<Option<&'s Operateur>, Error> {
    Ok(named(set, id)?.filter(|operateur| operateur.is_supplied()))
}
