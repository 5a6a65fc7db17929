//! How a document is to be read: the options of every command that reads one.

use std::path::Path;

use crate::error::Error;
use crate::files::read;
use crate::source::document::Document;
use crate::source::{self, Options, Source};

#[derive(Debug, Default, clap::Args)]
pub(super) struct Lecture {
    /// Encodage du fichier, s'il est mal reconnu : utf-8, windows-1252, mac, cp850…
    #[arg(long, value_name = "NOM")]
    encodage: Option<String>,
    /// Ce qui sépare les cellules, s'il est mal reconnu : « ; », « , », « tab »
    #[arg(long, value_name = "SIGNE", value_parser = separator)]
    separateur: Option<char>,
    /// La feuille du classeur à lire
    #[arg(long, value_name = "NOM")]
    feuille: Option<String>,
}

/// The same, for a table of démarches.
#[derive(Debug, Default, clap::Args)]
pub(super) struct LectureDeDemarches {
    #[command(flatten)]
    lecture: Lecture,
    /// Les colonnes, par leur place ou leur titre : demande=2,categorie=B,action=Orientation
    #[arg(long, value_name = "COLONNES")]
    colonnes: Option<String>,
}

fn separator(text: &str) -> Result<char, String> {
    let mut chars = text.chars();
    match (text, chars.next(), chars.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(sign), None) if sign.is_ascii() && !sign.is_alphanumeric() => Ok(sign),
        _ => Err("Écrivez un seul signe, « ; » par exemple, ou « tab ».".to_owned()),
    }
}

impl Lecture {
    fn options(&self) -> Options {
        Options {
            encodage: self.encodage.clone(),
            separateur: self.separateur,
            feuille: self.feuille.clone(),
            colonnes: None,
        }
    }

    /// Reads the tables in this file.
    pub(super) fn tables(&self, path: &Path) -> Result<Source, Error> {
        source::read(&path.display().to_string(), &read::table(path)?, &self.options()).map_err(Error::Faulty)
    }
}

impl LectureDeDemarches {
    /// Reads the document in this file.
    pub(super) fn read(&self, path: &Path) -> Result<Document, Error> {
        let options = Options { colonnes: self.colonnes.clone(), ..self.lecture.options() };
        Document::read(&path.display().to_string(), &read::table(path)?, &options).map_err(Error::Faulty)
    }
}

/// What is said where a document names no opérateur, and none was named.
pub(super) fn owner_untold(path: &Path) -> Error {
    let mend = "Dites duquel : « --operateur caf », par exemple ; ou un identifiant nouveau, avec « --nom ».";
    Error::file(path, "Ce document ne dit pas de quel opérateur il est.", mend)
}
