//! `chercher`: démarches from the usager's words.

use std::io::Write;

use super::options::Options;
use crate::error::Error;
use crate::export::{MatchRecord, json_text};
use crate::files::library::{Library, named};
use crate::files::piped_words;
use crate::pages::Block;
use crate::pages::search::{self, Results};
use crate::status::Status;
use crate::ui;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mots de l'usager ; « - » les lit sur l'entrée standard
    #[arg(required = true, value_name = "MOTS")]
    mots: Vec<String>,
    /// Ne chercher que chez cet opérateur
    #[arg(long, value_name = "ID")]
    operateur: Option<String>,
    /// Écrire un tableau JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let set = options.open_set()?;
    let only = named(&set, args.operateur.as_deref())?;
    let words = if args.mots == ["-"] {
        let spoken = piped_words::read(std::io::stdin().lock())?;
        ui::say(&spoken.said().map(Block::Note).into_iter().collect::<Vec<_>>());
        spoken.words
    } else {
        args.mots.join(" ")
    };
    let library = Library::new(&set);
    let found = library.search(&words, only)?;
    let results = Results::new(&words, &found, &set.referentiel);
    // Local contacts are read where they are shown: a search waits for nothing else.
    let contacts = results.names_unsupplied().then(|| options.open_library_aloud(&set)).transpose()?;
    let back_offices = contacts.as_ref().map_or(&[][..], Library::back_offices);
    if args.json {
        let matches = found.matches.iter();
        let records: Vec<MatchRecord<'_>> =
            matches.filter_map(|one| MatchRecord::new(one, found.gravest, back_offices)).collect();
        out.write_all(json_text(&records)?.as_bytes())?;
    } else {
        ui::say(&search::said(&results));
        let folder = options.trees.folder().map(|folder| folder.display().to_string());
        ui::write(out, &search::blocks(&results, &set.referentiel, back_offices, folder.as_deref()))?;
        ui::say(&search::said_after(&results));
    }
    Ok(if results.offers.is_empty() { Status::Found } else { Status::Done })
}
