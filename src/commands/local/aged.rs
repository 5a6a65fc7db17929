//! `local perimes`: what is to be checked again, contact by contact.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::commands::options::Options;
use crate::error::Error;
use crate::export::{AgedRecord, json_text};
use crate::files::local_contacts::LocalFile;
use crate::pages::local as pages;
use crate::pages::typography::argument;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::local::{aged, undated};
use aiguilleur_core::tree::Set;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Fichier à relire ; celui qui est pris, sans lui
    fichier: Option<PathBuf>,
    /// Montrer aussi ce qui sera périmé dans ce nombre de jours
    #[arg(long, value_name = "JOURS", value_parser = days, default_value = "0", hide_default_value = true)]
    dans: u16,
    /// Écrire un tableau JSON
    #[arg(long)]
    json: bool,
}

fn days(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("« {text} » n'est pas un nombre de jours : donnez un nombre entier."))
}

/// Something that is old is something to do.
pub(super) fn run(args: &Args, set: &Set, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    let path: &Path = args.fichier.as_deref().or(options.local.path()).ok_or_else(|| {
        Error::usage(
            "Aucun fichier de contacts locaux n'est pris.",
            "Donnez son chemin : « aiguilleur local perimes FICHIER ».",
        )
    })?;
    let (file, today) = (LocalFile::read(path)?, options.today()?);
    // A contact without a day that exists is none that is fresh.
    let undated = undated(&file.source, today);
    if undated > 0 {
        return Err(Error::file(
            path,
            format!("{undated} contact(s) n'ont pas de jour de vérification qui existe, ou déjà passé."),
            format!("« aiguilleur local verifier {} » dit lesquels.", argument(&file.label)),
        ));
    }
    let aged = aged(&file.source, today, args.dans);
    if args.json {
        let records: Vec<AgedRecord<'_>> = aged.iter().map(|aged| AgedRecord::new(aged, today)).collect();
        out.write_all(json_text(&records)?.as_bytes())?;
    } else {
        ui::write(out, &pages::aged(&aged, &file.label, &set.referentiel, today, args.dans))?;
    }
    Ok(if aged.is_empty() { Status::Done } else { Status::Found })
}
