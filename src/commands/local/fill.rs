//! `local remplir`: asks for local contacts, one after the other.

use std::path::PathBuf;

use crate::commands::options::Options;
use crate::conversation::fill::Filling;
use crate::error::Error;
use crate::files::library::Library;
use crate::files::local_draft::{Draft, make_folder};
use crate::files::local_place::LocalPlace;
use crate::files::replace::check_writable;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::local::targets;
use aiguilleur_core::tree::Set;

pub(super) fn run(fichier: Option<&PathBuf>, set: &Set, options: &Options) -> Result<Status, Error> {
    let own = match &options.local {
        LocalPlace::Awaited(path) => path.as_deref(),
        place => place.path(),
    };
    let path = fichier.map(PathBuf::as_path).or(own).ok_or_else(|| {
        Error::usage(
            "Il manque le fichier à remplir.",
            "Donnez son chemin : « aiguilleur local remplir FICHIER ».",
        )
    })?;
    let (today, trees) = (options.today()?, Library::new(set).into_trees(None)?);
    let targets = targets(&trees, &set.referentiel);
    let draft = Draft::open(Some(path), options.maison.as_deref(), set, &trees, today)?;
    make_folder(path)?;
    check_writable(path)?;
    let mut form = ui::form::open(options.manner, "Les contacts déjà gardés le restent.");
    let done = Filling::new(&mut *form, draft, &targets, today).run()?;
    // The terminal is given back first.
    drop(form);
    ui::say(&done);
    Ok(Status::Done)
}
