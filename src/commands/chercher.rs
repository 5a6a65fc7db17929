//! `chercher`: démarches from the usager's words.

use std::io::{Read as _, Write};

use super::cli::Global;
use crate::error::{Error, Status};
use crate::export::HitRecord;
use crate::files::library::{Library, Matches};
use crate::files::library::{find_operateur, supplied};
use crate::pages::results;
use crate::pages::results::none_found;
use crate::ui::{self, layout, output_width};

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

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    let set = global.open_set()?;
    let only = args.operateur.as_deref().map(|id| find_operateur(&set, id)).transpose()?;
    if let Some(operateur) = only {
        supplied(operateur)?;
    }
    let words = if args.mots == ["-"] { standard_input()? } else { args.mots.join(" ") };
    let library = Library::new(&set);
    let Matches { hits, unsupplied } = library.search(&words, only)?;
    if args.json {
        let records: Vec<HitRecord<'_>> = hits.iter().map(HitRecord::new).collect();
        out.write_all(crate::export::json_text(&records)?.as_bytes())?;
    } else {
        let mut said = results::unsupplied(&unsupplied, &set.referentiel);
        if hits.is_empty() {
            said.extend(none_found());
        }
        ui::say(&said);
        let blocks = results::blocks(&hits, &set.referentiel);
        out.write_all(layout::text(&layout::blocks(&blocks, output_width())).as_bytes())?;
    }
    Ok(if hits.is_empty() { Status::Found } else { Status::Done })
}

fn standard_input() -> Result<String, Error> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut bytes).map_err(|_| Error::Input {
        file: Some("entrée standard".to_owned()),
        message: "Elle ne se lit pas.".to_owned(),
        mend: "Donnez les mots après « chercher », ou écrivez-les dans l'entrée.".to_owned(),
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
