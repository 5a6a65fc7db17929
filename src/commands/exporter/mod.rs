//! `exporter`: the same trees for a browser, for paper, for a drawing, for a spreadsheet.

mod formats;
mod plan;

use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use self::formats::Export;
use self::plan::Format;
use super::options::{Options, pair};
use crate::error::Error;
use crate::files::library::only;
use crate::files::replace::{allow, write_result};
use crate::files::set_copy;
use crate::files::trees::Trees;
use crate::pages::import::written;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::walk::Answered;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one a flag of the command line")]
pub(super) struct Args {
    /// Format : html, fiche, livret, mermaid, arbre, csv, xlsx, json, ron
    #[arg(value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Format,
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Écrire dans ce fichier ; sur la sortie standard, sans lui
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    sortie: Option<PathBuf>,
    /// Remplacer aussi un fichier en lecture seule, ou de contacts, ou d'arbres
    #[arg(long, requires = "sortie")]
    remplacer: bool,
    /// fiche : une seule démarche
    #[arg(long, value_name = "ID", conflicts_with = "reponses")]
    demarche: Option<String>,
    /// fiche : la feuille que l'usager emporte, une par issue
    #[arg(long)]
    issue: bool,
    /// fiche : la feuille de l'issue où mène cette réponse ; mermaid, arbre : son chemin ; à répéter
    #[arg(long = "reponse", value_name = "QUESTION=REPONSE", value_parser = pair)]
    reponses: Vec<Answered>,
    /// fiche : en 18 points, sur autant de pages qu'il faut
    #[arg(long)]
    grands_caracteres: bool,
    /// mermaid, arbre : montrer le chemin d'un cas de ce fichier
    #[arg(long, value_name = "FICHIER", conflicts_with = "reponses")]
    cas: Option<PathBuf>,
    /// mermaid, arbre : le cas qui porte cet identifiant
    #[arg(long, value_name = "ID", conflicts_with = "reponses")]
    cas_id: Option<String>,
    /// ron : écrire l'index, les arbres et les cas du programme dans ce dossier neuf ; ceux de --arbres à leur place
    #[arg(long, value_name = "DOSSIER", conflicts_with_all = ["operateur", "sortie"])]
    vers: Option<PathBuf>,
    /// csv : commencer par la marque d'ordre des octets, pour Excel
    #[arg(long)]
    bom: bool,
}

pub(super) fn run(mut args: Args, options: &Options, out: &mut dyn Write) -> Result<Status, Error> {
    if let (Format::Ron, Some(folder)) = (args.format, &args.vers) {
        let own = if let Trees::Folder(own) = &options.trees { Some(own.as_path()) } else { None };
        let count = set_copy::write(folder, own)?.len();
        ui::write(out, &written(folder, count))?;
        return Ok(Status::Done);
    }
    let plan = args.plan()?;
    // « - » is standard output, as everywhere.
    let sortie = args.sortie.clone().filter(|path| path.as_os_str() != "-");
    // A page may be asked for by « - » all the same; the bytes of a workbook are no text at all.
    let asked = args.sortie.is_some() && args.format != Format::Xlsx;
    if sortie.is_none() && !asked && std::io::stdout().is_terminal() {
        unreadable(args.format).map_or(Ok(()), Err)?;
    }
    sortie.as_deref().map_or(Ok(()), is_written_here)?;
    sortie.as_deref().map_or(Ok(()), |path| allow(path, args.remplacer))?;
    let set = options.open_set()?;
    let library = options.open_library_aloud(&set)?;
    let plan = plan.with_case(&mut args.operateur)?;
    let operateurs = match only(&set, args.operateur.as_deref())? {
        Some(operateur) => vec![operateur],
        None => set.referentiel.operateurs.iter().collect(),
    };
    let trees = library.all_supplied(&operateurs)?;
    let to_output = args.sortie.is_none();
    let export = Export { library: &library, operateurs, trees, options, to_output };
    write_result(sortie.as_deref(), &export.bytes(&plan)?, out)?;
    Ok(Status::Done)
}

/// No format is a PDF or a text of Word, whatever a file is called: under that name nothing would open it.
fn is_written_here(path: &Path) -> Result<(), Error> {
    let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["pdf", "doc", "docx", "odt"].contains(&end.as_str()) {
        return Ok(());
    }
    Err(Error::file(
        path,
        format!("Aucun export n'est un fichier « .{end} »."),
        "Écrivez une fiche ou un livret en « .html », ouvrez-le, puis imprimez-le en PDF.",
    ))
}

/// Why a terminal cannot show a format: a workbook is no text, and a page is read in a browser.
fn unreadable(format: Format) -> Option<Error> {
    let (what, command) = match format {
        Format::Xlsx => ("Un classeur", "xlsx -o referentiel.xlsx"),
        Format::Html => ("Une page", "html -o aiguilleur.html"),
        Format::Fiche => ("Une fiche à imprimer", "fiche -o fiches.html"),
        Format::Livret => ("Un livret à imprimer", "livret -o livret.html"),
        _ => return None,
    };
    let mend = format!("Donnez le fichier à écrire : « aiguilleur exporter {command} ».");
    Some(Error::usage(format!("{what} ne se lit pas dans un terminal."), mend))
}
