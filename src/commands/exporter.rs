//! `exporter`: the same trees for a browser, for paper, for a drawing, for a spreadsheet.

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use super::chosen::{self, Chosen};
use super::cli::Global;
use super::guider::{self, pair};
use super::options::{tell_local, today};
use crate::error::{Error, Status};
use crate::export::{self, Letters, Manner, Paint, ReferentielRecord, Supplied, json_text, web};
use crate::files::library::{Library, Local};
use crate::files::library::{find_operateur, supplied};
use crate::files::replace::write_result;
use crate::ui::layout::Tone;
use crate::ui::{output_width, style};
use aiguilleur_core::day::Day;
use aiguilleur_core::search::Lexicon;
use aiguilleur_core::tree::{Operateur, Tree};
use aiguilleur_core::walk::Answered;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Format : html, fiche, livret, mermaid, arbre, csv, json
    #[arg(value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Format,
    /// Identifiant de l'opérateur ; tous, sans lui
    operateur: Option<String>,
    /// Écrire dans ce fichier ; sur la sortie standard, sans lui
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    sortie: Option<PathBuf>,
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
    /// csv : commencer par la marque d'ordre des octets, pour Excel
    #[arg(long)]
    bom: bool,
}

/// What the trees are turned into; each is a pure function of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Html,
    Fiche,
    Livret,
    Mermaid,
    Arbre,
    Csv,
    Json,
}

pub(super) fn run(args: &Args, global: &Global, out: &mut dyn Write) -> Result<Status, Error> {
    args.check()?;
    let set = global.open_set()?;
    let library = global.open_library(&set)?;
    tell_local(&library);
    let case = chosen::case(&set, args.cas.as_deref(), args.cas_id.as_deref(), args.operateur.as_deref())?;
    let operateurs: Vec<&Operateur> = match args.operateur.as_deref().or(case.as_ref().map(Chosen::operateur))
    {
        Some(id) => {
            let operateur = find_operateur(&set, id)?;
            supplied(operateur)?;
            vec![operateur]
        }
        None => set.referentiel.operateurs.iter().collect(),
    };
    let reponses = case.as_ref().map_or(&args.reponses[..], |case| &case.reponses);
    let text = match args.format {
        Format::Html => html(&library, &operateurs, today()?)?,
        Format::Fiche => fiche(args, &library, &operateurs)?,
        Format::Livret => {
            let unsupplied: Vec<&Operateur> =
                operateurs.iter().copied().filter(|operateur| !operateur.is_supplied()).collect();
            export::livret(&trees(&library, &operateurs)?, &unsupplied, &set.referentiel, today()?)
        }
        Format::Mermaid | Format::Arbre => drawings(args, global, &library, &operateurs, reponses)?,
        Format::Csv => export::csv(&trees(&library, &operateurs)?, &set.referentiel, args.bom)?,
        Format::Json => {
            let trees = trees(&library, &operateurs)?;
            json_text(&ReferentielRecord::new(&operateurs, &trees, &set.referentiel))?
        }
    };
    // « - » is standard output, as everywhere.
    let sortie = args.sortie.as_deref().filter(|path| path.as_os_str() != "-");
    write_result(sortie, &text, out)?;
    Ok(Status::Done)
}

impl Args {
    /// Each option goes with the format asked for.
    fn check(&self) -> Result<(), Error> {
        use Format::{Arbre, Csv, Fiche, Mermaid};
        let options: [(bool, &str, &[Format]); 7] = [
            (self.demarche.is_some(), "demarche", &[Fiche]),
            (self.issue, "issue", &[Fiche]),
            (!self.reponses.is_empty(), "reponse", &[Fiche, Mermaid, Arbre]),
            (self.grands_caracteres, "grands-caracteres", &[Fiche]),
            (self.cas.is_some(), "cas", &[Mermaid, Arbre]),
            (self.cas_id.is_some(), "cas-id", &[Mermaid, Arbre]),
            (self.bom, "bom", &[Csv]),
        ];
        for (given, name, formats) in options {
            if given && !formats.contains(&self.format) {
                let names: Vec<String> = formats
                    .iter()
                    .filter_map(Format::to_possible_value)
                    .map(|value| value.get_name().to_owned())
                    .collect();
                return Err(Error::usage(
                    format!("« --{name} » ne va pas avec ce format."),
                    format!("Retirez-le, ou demandez : {}.", names.join(", ")),
                ));
            }
        }
        if !self.reponses.is_empty() && self.operateur.is_none() {
            return Err(Error::usage(
                "Il manque l'opérateur.",
                "Donnez-le après le format : « caf », par exemple.",
            ));
        }
        Ok(())
    }
}

/// The trees of those whose table was supplied.
fn trees<'l>(library: &'l Library<'_>, operateurs: &[&'l Operateur]) -> Result<Vec<Supplied<'l>>, Error> {
    let supplied = operateurs.iter().filter(|operateur| operateur.is_supplied());
    supplied.map(|operateur| Ok(Supplied { operateur, tree: library.tree(operateur)? })).collect()
}

fn fiche(args: &Args, library: &Library<'_>, operateurs: &[&Operateur]) -> Result<String, Error> {
    let (trees, referentiel, today) = (trees(library, operateurs)?, &library.set.referentiel, today()?);
    let letters = if args.grands_caracteres { Letters::Large } else { Letters::Usual };
    let only = args.demarche.as_deref();
    if let Some(id) = only.filter(|id| !trees.iter().any(|supplied| supplied.tree.demarche(id).is_some())) {
        return Err(unknown_demarche(id, &trees));
    }
    if let Some(supplied) = trees.first().filter(|_| !args.reponses.is_empty()) {
        let outcome = guider::outcome(&chosen::interview(supplied.tree, &args.reponses)?)?;
        return Ok(export::feuille(&outcome, *supplied, referentiel, letters, today));
    }
    Ok(if args.issue {
        export::feuilles(&trees, only, referentiel, letters, today)
    } else {
        export::fiche(&trees, only, referentiel, letters, today)
    })
}

fn unknown_demarche(id: &str, trees: &[Supplied<'_>]) -> Error {
    let demarches = trees.iter().flat_map(|supplied| supplied.tree.demarches());
    let known: Vec<&str> = demarches.map(|(_, demarche)| demarche.id.as_str()).collect();
    Error::usage(
        format!("« {id} » n'est pas une démarche de cet export."),
        format!("Démarches : {}.", known.join(", ")),
    )
}

fn drawings(
    args: &Args,
    global: &Global,
    library: &Library<'_>,
    operateurs: &[&Operateur],
    reponses: &[Answered],
) -> Result<String, Error> {
    let trees = trees(library, operateurs)?;
    let path = match trees.first().filter(|_| !reponses.is_empty()) {
        Some(supplied) => Some(chosen::path(supplied.tree, reponses)?),
        None => None,
    };
    if args.format == Format::Mermaid {
        return Ok(export::mermaid(&trees, path.as_deref()));
    }
    let to_terminal = args.sortie.is_none() && std::io::stdout().is_terminal();
    let colour = args.sortie.is_none() && global.colours_output();
    let paint = |what: Paint, text: &str| {
        let tone = match what {
            Paint::Categorie(categorie) => Tone::Category(categorie),
            Paint::Chemin => Tone::Selected,
            Paint::Titre => Tone::Strong,
        };
        style::paint(tone, colour, text)
    };
    let width = to_terminal.then(output_width);
    let manner = Manner { width, numbered: global.manner().accessible, paint: &paint };
    Ok(export::arbre(&trees, path.as_deref(), manner))
}

/// The whole guide as one file for a browser.
fn html(library: &Library<'_>, operateurs: &[&Operateur], today: Day) -> Result<String, Error> {
    let here = |operateur: &Operateur| operateurs.iter().any(|other| other.id == operateur.id);
    let trees: Vec<&Tree> = trees(library, operateurs)?.iter().map(|supplied| supplied.tree).collect();
    let mut urgences = library.urgences()?;
    urgences.retain(|(operateur, _)| here(operateur));
    let local = match library.local() {
        Local::InForce { place, since } => Some(match since {
            Some(day) => format!("{place}, vérifiés le {} ou après", day.long()),
            None => place.clone(),
        }),
        Local::None | Local::LeftOut(_) => None,
    };
    let content = web::Content {
        referentiel: &library.set.referentiel,
        operateurs,
        trees: &trees,
        urgences: &urgences,
        index: library.index()?,
        lexicon: &Lexicon::french(),
        today,
        local: local.as_deref(),
    };
    web::html(&content).map_err(|error| Error::Output(error.into()))
}
