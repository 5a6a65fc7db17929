//! What is exported: each format with the options that go with it, and no other.

use std::mem::take;
use std::path::PathBuf;

use clap::ValueEnum;

use super::Args;
use crate::error::Error;
use crate::export::Letters;
use crate::files::one_case;
use aiguilleur_core::walk::Answered;

/// A format, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Html,
    Fiche,
    Livret,
    Mermaid,
    Arbre,
    Csv,
    Xlsx,
    Json,
    /// The set itself, as files.
    Ron,
}

/// What is asked for.
pub(super) enum Plan {
    Html,
    Fiche(Sheets, Letters),
    Livret,
    Mermaid(Way),
    Arbre(Way),
    Csv { bom: bool },
    Xlsx,
    Json,
}

/// Which sheets.
pub(super) enum Sheets {
    /// For the conseiller: one a démarche, or that one alone.
    Demarches(Option<String>),
    /// For the usager: one an outcome, or those of that démarche alone.
    Issues(Option<String>),
    /// For the usager: the outcome where these answers lead.
    Issue(Vec<Answered>),
}

/// The way that a drawing shows.
pub(super) enum Way {
    /// That of these answers; none where there are none.
    Answers(Vec<Answered>),
    /// That of a recorded case.
    Case { file: Option<PathBuf>, id: Option<String> },
}

impl Args {
    /// Takes the options that go with the format.
    ///
    /// # Errors
    ///
    /// Where one is left, which goes with others, or where the answers have no opérateur.
    pub(super) fn plan(&mut self) -> Result<Plan, Error> {
        let answered = !self.reponses.is_empty();
        let plan = match self.format {
            Format::Html => Plan::Html,
            Format::Fiche => {
                let (demarche, issue) = (self.demarche.take(), take(&mut self.issue));
                let letters = if take(&mut self.grands_caracteres) { Letters::Large } else { Letters::Usual };
                let sheets = if answered {
                    Sheets::Issue(take(&mut self.reponses))
                } else if issue {
                    Sheets::Issues(demarche)
                } else {
                    Sheets::Demarches(demarche)
                };
                Plan::Fiche(sheets, letters)
            }
            Format::Livret => Plan::Livret,
            Format::Mermaid => Plan::Mermaid(self.way()),
            Format::Arbre => Plan::Arbre(self.way()),
            Format::Csv => Plan::Csv { bom: take(&mut self.bom) },
            Format::Xlsx => Plan::Xlsx,
            Format::Json => Plan::Json,
            Format::Ron => {
                let mend = "« aiguilleur exporter ron --vers mes-arbres », un dossier neuf.";
                return Err(Error::usage("« ron » écrit plusieurs fichiers : il lui faut un dossier.", mend));
            }
        };
        let left = [
            (self.demarche.is_some(), "demarche", "fiche"),
            (self.issue, "issue", "fiche"),
            (!self.reponses.is_empty(), "reponse", "fiche, mermaid, arbre"),
            (self.grands_caracteres, "grands-caracteres", "fiche"),
            (self.cas.is_some(), "cas", "mermaid, arbre"),
            (self.cas_id.is_some(), "cas-id", "mermaid, arbre"),
            (self.bom, "bom", "csv"),
            (self.vers.is_some(), "vers", "ron"),
        ];
        if let Some((_, name, formats)) = left.into_iter().find(|(given, ..)| *given) {
            return Err(Error::usage(
                format!("« --{name} » ne va pas avec ce format."),
                format!("Retirez-le, ou demandez : {formats}."),
            ));
        }
        if answered && self.operateur.is_none() {
            return Err(Error::usage(
                "Il manque l'opérateur.",
                "Donnez-le après le format : « caf », par exemple.",
            ));
        }
        Ok(plan)
    }

    fn way(&mut self) -> Way {
        match (self.cas.take(), self.cas_id.take()) {
            (None, None) => Way::Answers(take(&mut self.reponses)),
            (file, id) => Way::Case { file, id },
        }
    }
}

impl Plan {
    /// The same, where the answers of a case stand for it; its opérateur becomes the one to export.
    ///
    /// # Errors
    ///
    /// Where no case, or more than one, is named.
    pub(super) fn with_case(self, operateur: &mut Option<String>) -> Result<Self, Error> {
        Ok(match self {
            Self::Mermaid(way) => Self::Mermaid(way.with_case(operateur)?),
            Self::Arbre(way) => Self::Arbre(way.with_case(operateur)?),
            other => other,
        })
    }
}

impl Way {
    fn with_case(self, operateur: &mut Option<String>) -> Result<Self, Error> {
        let Self::Case { file, id } = self else { return Ok(self) };
        let case = one_case::find(file.as_deref(), id.as_deref(), operateur.as_deref())?;
        *operateur = Some(case.operateur.into_owned());
        let answers = case.reponses.iter();
        Ok(Self::Answers(answers.map(|given| given.map(ToString::to_string)).collect()))
    }
}
