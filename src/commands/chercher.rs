//! `chercher`: démarches from the usager's words.

use std::io::{Read as _, Write};

use super::options::Options;
use crate::error::{Error, Status};
use crate::export::{HitRecord, json_text};
use crate::files::library::{Library, Matches, only};
use crate::pages::search;
use crate::ui;

/// Words that come on standard input are read up to here, in bytes.
const LONGEST: u64 = 1 << 20;

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
    let only = only(&set, args.operateur.as_deref())?;
    let words = if args.mots == ["-"] { standard_input()? } else { args.mots.join(" ") };
    let library = Library::new(&set);
    let Matches { hits, unsupplied } = library.search(&words, only)?;
    if args.json {
        let records: Vec<HitRecord<'_>> = hits.iter().map(HitRecord::new).collect();
        out.write_all(json_text(&records)?.as_bytes())?;
    } else {
        // Local contacts are read where they are shown: a search waits for nothing else.
        let contacts = if unsupplied.is_empty() { None } else { Some(options.open_library_aloud(&set)?) };
        let back_offices = contacts.as_ref().map_or(&[][..], Library::back_offices);
        let mut said = search::unsupplied(&unsupplied, &set.referentiel, back_offices);
        if hits.is_empty() {
            said.extend(search::none_found());
        }
        ui::say(&said);
        ui::write(out, &search::blocks(&hits, &set.referentiel))?;
    }
    Ok(if hits.is_empty() { Status::Found } else { Status::Done })
}

fn standard_input() -> Result<String, Error> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut bytes).map_err(|_| {
        Error::file(
            "entrée standard".as_ref(),
            "Elle ne se lit pas.",
            "Donnez les mots après « chercher », ou écrivez-les dans l'entrée.",
        )
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
