//! How a document is to be read: the options of every command that reads one.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::files::read::refusal;
use crate::source::Options;
use crate::source::document::Document;

#[derive(Debug, clap::Args)]
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
    /// Reads the document in this file.
    pub(super) fn read(&self, path: &Path) -> Result<Document, Error> {
        let options = Options {
            encodage: self.encodage.clone(),
            separateur: self.separateur,
            feuille: self.feuille.clone(),
            colonnes: self.colonnes.clone(),
        };
        Document::read(&path.display().to_string(), &bytes(path)?, &options).map_err(Error::Faulty)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| {
        let (message, mend) = match error.kind() {
            std::io::ErrorKind::NotFound => ("Ce fichier n'existe pas.", "Vérifiez le chemin du tableau."),
            // Windows says that access is denied.
            _ if path.is_dir() => ("C'est un dossier, pas un tableau.", "Donnez le fichier du tableau."),
            _ => refusal(&error, "tableau"),
        };
        Error::file(path, message, mend)
    })
}
