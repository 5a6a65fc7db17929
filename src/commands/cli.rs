//! What can be asked on the command line, as clap reads it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use super::{
    chercher, clap_in_french, comparer, diagnostic, exporter, former, guider, importer, lister, local,
    nouveau, rejouer, verifier,
};
use crate::error::Error;
use crate::ui::style::Couleur;
use crate::ui::{layout, output_width};

/// The raw command line, as clap reads it.
#[derive(Debug, Parser)]
#[command(
    name = "aiguilleur",
    bin_name = "aiguilleur",
    version,
    about = "Aiguilleur : quelques questions, la bonne catégorie, la conduite à tenir.",
    after_help = "Sans commande, Aiguilleur guide un entretien, comme « aiguilleur guider ».\n\n\
                  Statut de sortie : 0 fait ; 1 fait, et quelque chose a été trouvé ;\n\
                  2 mauvais usage, ou entrée illisible ; 130 interrompu."
)]
struct Raw {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The options of every command.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Global {
    /// Prendre les arbres et l'index de ce dossier
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub arbres: Option<PathBuf>,
    /// Prendre les contacts locaux de ce fichier ; « aucun » n'en prend pas
    #[arg(long, global = true, value_name = "FICHIER")]
    pub local: Option<PathBuf>,
    /// Prendre d'abord les contacts de cette maison, dans le fichier du département
    #[arg(long, global = true, value_name = "NOM", value_parser = NonEmptyStringValueParser::new())]
    pub maison: Option<String>,
    /// Parler en lignes simples (aussi : ACCESSIBLE=1)
    #[arg(long, global = true)]
    pub accessible: bool,
    /// Mettre de la couleur : auto, toujours, jamais
    #[arg(
        long,
        global = true,
        value_name = "QUAND",
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub couleur: Couleur,
}

/// A command and its arguments.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Mener un entretien, de la première question à la conduite à tenir
    Guider(guider::Args),
    /// Trouver une démarche avec les mots de l'usager
    Chercher(chercher::Args),
    /// S'entraîner à orienter, sur des cas espacés dans le temps
    Former(former::Args),
    /// Montrer toutes les issues des arbres
    Lister(lister::Args),
    /// Prouver que les arbres sont justes
    Verifier(verifier::Args),
    /// Rejouer des cas enregistrés, et montrer les écarts avec l'attendu
    Rejouer(rejouer::Args),
    /// Dire ce qui change entre deux jeux d'arbres
    Comparer(comparer::Args),
    /// Tenir les contacts que le référentiel laisse à définir localement
    Local(local::Args),
    /// Faire un arbre à partir du tableau d'un opérateur
    Importer(importer::Args),
    /// Commencer un arbre à partir d'un exemple commenté
    Nouveau(nouveau::Args),
    /// Écrire les arbres pour un navigateur, le papier, un tableur
    Exporter(exporter::Args),
    /// Dire tout ce que demande une assistance, et rien sur personne
    Diagnostic(diagnostic::Args),
}

impl ValueEnum for Couleur {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Toujours, Self::Jamais]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let name = match self {
            Self::Auto => "auto",
            Self::Toujours => "toujours",
            Self::Jamais => "jamais",
        };
        Some(name.into())
    }
}

impl std::fmt::Display for Couleur {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.to_possible_value().map_or(Ok(()), |value| f.write_str(value.get_name()))
    }
}

/// What the program was asked to do.
#[derive(Debug)]
pub struct Cli {
    pub(super) global: Global,
    pub(super) request: Request,
}

#[derive(Debug)]
pub(super) enum Request {
    Run(Box<Command>),
    /// Help, or the version.
    Print(String),
}

impl Cli {
    /// The whole command line, as a value: manual pages and completions are made of it.
    pub fn command() -> clap::Command {
        let mut command = clap_in_french::command(Raw::command());
        command.build();
        command
    }

    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// Where it does not say what to do, with the way to mend it.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self, Error> {
        let mut command = clap_in_french::command(Raw::command());
        let matches = match command.try_get_matches_from_mut(args) {
            Ok(matches) => matches,
            Err(error) => {
                return clap_in_french::help(&error)
                    .map(|text| layout::refit(&text, output_width()))
                    .map(|text| Self { global: Global::default(), request: Request::Print(text) })
                    .ok_or_else(|| clap_in_french::error(&error));
            }
        };
        let raw = Raw::from_arg_matches(&matches).map_err(|error| clap_in_french::error(&error))?;
        let command = raw.command.unwrap_or_else(|| Command::Guider(guider::Args::default()));
        Ok(Self { global: raw.global, request: Request::Run(Box::new(command)) })
    }
}
