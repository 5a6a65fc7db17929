//! A new version of a table, onto the tree of a folder.

use std::io::Write;
use std::path::Path;

use super::Args;
use crate::commands::reading_options::LectureDeDemarches;
use crate::error::Error;
use crate::files::embedded::with_those_of;
use crate::files::tree_update::ToUpdate;
use crate::import::onto::onto;
use crate::pages::import::{of_nobody, updated};
use crate::pages::proof::unread;
use crate::source::document::Naming;
use crate::source::versions::kept_table;
use crate::status::Status;
use crate::ui;

pub(super) fn run(args: &Args, folder: &Path, out: &mut dyn Write) -> Result<Status, Error> {
    let document = args.lecture.read(&args.tableau)?;
    let known = with_those_of(&[])?;
    let owners = document.owners(&known);
    let id = match (args.operateur.as_deref(), &owners[..]) {
        (Some(id), _) => id,
        (None, [id]) => *id,
        _ => return Err(Error::usage("Il manque l'opérateur.", "Dites lequel : « --operateur msa ».")),
    };
    ui::say(&unread(&document.unread));
    let there = ToUpdate::open(folder, id)?;
    let operateurs = with_those_of(&there.set.referentiel.operateurs)?;
    let old = match (&args.ancien, there.kept_table()) {
        (Some(path), _) => Some(args.lecture.read(path)?),
        // Written by us: how the new one is to be read says nothing of it.
        (None, Some(path)) => Some(LectureDeDemarches::default().read(&path)?),
        (None, None) => None,
    };
    let old = old.map(|old| old.of(id, &operateurs)).transpose().map_err(Error::Faulty)?;
    let naming = Naming::by(args.operateur.as_deref());
    let new = document.of_by(naming, id, &operateurs).map_err(Error::Faulty)?;
    let left = document.of_nobody(naming, &operateurs);
    ui::say(&of_nobody(&left, "importé"));
    let done = onto(&there.before(old.as_deref())?, &new, |texts| there.is_sound(texts));
    there.write(&done.texts, &kept_table::text(&new, &done.ids)?)?;
    let index = &there.set.referentiel;
    let edition = document.edition.unlike(&index.version, &index.date);
    ui::write(out, &updated(folder, id, &done, old.is_some(), edition.as_deref()))?;
    Ok(if left.is_empty() && done.left.is_empty() && done.waiting.is_empty() {
        Status::Done
    } else {
        Status::Found
    })
}
