//! Each format, from the functions of `export`.

use std::io::IsTerminal as _;

use super::plan::{Plan, Sheets, Way};
use crate::commands::options::Options;
use crate::conversation::given_in_advance;
use crate::error::Error;
use crate::export::{self, Letters, Manner, Paint, ReferentielRecord, json_text, web};
use crate::files::library::Library;
use crate::ui::layout::Tone;
use crate::ui::{output_width, style};
use aiguilleur_core::search::Lexicon;
use aiguilleur_core::tree::{Operateur, Supplied, Tree};
use aiguilleur_core::walk::{Edge, Interview};

/// What is exported, and where it goes.
pub(super) struct Export<'e> {
    pub library: &'e Library<'e>,
    pub operateurs: Vec<&'e Operateur>,
    /// Those of them whose table was supplied.
    pub trees: Vec<Supplied<'e>>,
    pub options: &'e Options,
    /// To standard output.
    pub to_output: bool,
}

impl Export<'_> {
    pub(super) fn bytes(&self, plan: &Plan) -> Result<Vec<u8>, Error> {
        let referentiel = &self.library.set.referentiel;
        let text = match plan {
            Plan::Csv { bom } => return Ok(export::csv(&self.trees, referentiel, *bom)?),
            Plan::Xlsx => return export::table_workbook(&self.trees, referentiel, self.options.today()?),
            Plan::Html => self.html()?,
            Plan::Fiche(sheets, letters) => self.fiche(sheets, *letters)?,
            Plan::Livret => {
                let unsupplied = self.operateurs.iter().copied().filter(|o| !o.is_supplied());
                let unsupplied: Vec<&Operateur> = unsupplied.collect();
                export::livret(
                    &self.trees,
                    &unsupplied,
                    self.library.back_offices(),
                    referentiel,
                    self.options.today()?,
                )
            }
            Plan::Mermaid(way) => export::mermaid(&self.trees, self.path(way)?.as_deref()),
            Plan::Arbre(way) => self.arbre(way)?,
            Plan::Json => json_text(&ReferentielRecord::new(
                &self.operateurs,
                &self.trees,
                self.library.back_offices(),
                referentiel,
            ))?,
        };
        Ok(text.into_bytes())
    }

    fn fiche(&self, sheets: &Sheets, letters: Letters) -> Result<String, Error> {
        let (referentiel, today) = (&self.library.set.referentiel, self.options.today()?);
        if let Sheets::Demarches(Some(id)) | Sheets::Issues(Some(id)) = sheets {
            self.check_demarche(id)?;
        }
        Ok(match (sheets, &self.trees[..]) {
            (Sheets::Issue(answers), [supplied, ..]) => {
                given_in_advance::check(supplied.tree, answers)?;
                let outcome = given_in_advance::outcome(&Interview::supplied(supplied.tree, answers))?;
                export::feuille(&outcome, *supplied, referentiel, letters, today)
            }
            (Sheets::Issues(only), trees) => {
                export::feuilles(trees, only.as_deref(), referentiel, letters, today)
            }
            (Sheets::Demarches(only), trees) => {
                export::fiche(trees, only.as_deref(), referentiel, letters, today)
            }
            // Answers go with an opérateur whose table was supplied.
            (Sheets::Issue(_), []) => String::new(),
        })
    }

    fn check_demarche(&self, id: &str) -> Result<(), Error> {
        let demarches = self.trees.iter().flat_map(|supplied| supplied.tree.demarches());
        let known: Vec<&str> = demarches.map(|(_, demarche)| demarche.id.as_str()).collect();
        if known.contains(&id) {
            return Ok(());
        }
        Err(Error::usage(
            format!("« {id} » n'est pas une démarche de cet export."),
            format!("Démarches : {}.", known.join(", ")),
        ))
    }

    /// The questions and answers of the way to show, if there is one.
    fn path(&self, way: &Way) -> Result<Option<Vec<Edge<'_>>>, Error> {
        match (way, self.trees.first()) {
            (Way::Answers(answers), Some(supplied)) if !answers.is_empty() => {
                given_in_advance::path(supplied.tree, answers).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn arbre(&self, way: &Way) -> Result<String, Error> {
        let to_terminal = self.to_output && std::io::stdout().is_terminal();
        let colour = self.to_output && self.options.manner.couleur.applies_to_stdout();
        let paint = |what: Paint, text: &str| {
            let tone = match what {
                Paint::Categorie(categorie) => Tone::Category(categorie),
                Paint::Chemin => Tone::Selected,
                Paint::Titre => Tone::Strong,
            };
            style::paint(tone, colour, text)
        };
        let width = to_terminal.then(output_width);
        let manner = Manner { width, numbered: self.options.manner.accessible, paint: &paint };
        Ok(export::arbre(&self.trees, self.path(way)?.as_deref(), manner))
    }

    /// The whole guide as one file for a browser.
    fn html(&self) -> Result<String, Error> {
        let here = |operateur: &Operateur| self.operateurs.iter().any(|other| other.id == operateur.id);
        let trees: Vec<&Tree> = self.trees.iter().map(|supplied| supplied.tree).collect();
        let mut urgences = self.library.urgences()?;
        urgences.retain(|(operateur, _)| here(operateur));
        let local = self.library.local().map(|local| match local.since {
            Some(day) => format!("{}, vérifiés le {} ou après", local.place, day.long()),
            None => local.place.clone(),
        });
        let content = web::Content {
            referentiel: &self.library.set.referentiel,
            operateurs: &self.operateurs,
            trees: &trees,
            urgences: &urgences,
            index: self.library.index()?,
            lexicon: &Lexicon::french(),
            today: self.options.today()?,
            back_offices: self.library.back_offices(),
            local: local.as_deref(),
        };
        web::html(&content).map_err(|error| Error::Output(error.into()))
    }
}
