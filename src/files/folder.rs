//! A set in a folder of the user's.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use aiguilleur_core::tree::{Finding, INDEX, ReadError, Referentiel, Severity, Snippet, Texts};

/// A folder that holds an index and its trees.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder, if it is one.
    pub fn new(path: &Path) -> Result<Self, ReadError> {
        let unreadable = |message: &str, mend: &str| ReadError::Unreadable {
            file: path.display().to_string(),
            message: message.to_owned(),
            mend: mend.to_owned(),
        };
        match fs::metadata(path) {
            Ok(metadata) if !metadata.is_dir() => Err(unreadable(
                "Ce n'est pas un dossier.",
                "Donnez le dossier qui contient « referentiel.ron » et les arbres.",
            )),
            Ok(_) if !path.join(INDEX).exists() => Err(unreadable(
                "Ce dossier ne contient pas d'index « referentiel.ron ».",
                "Donnez un dossier complet : l'index et un fichier par opérateur fourni.",
            )),
            Ok(_) => Ok(Self(path.to_owned())),
            Err(error) => {
                let (message, mend) = refusal(&error, "dossier");
                Err(unreadable(message, mend))
            }
        }
    }

    /// A folder that may still have to be made.
    pub fn planned(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl Texts for Folder {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        let bytes = fs::read(self.0.join(file)).map_err(|error| {
            let (message, mend) = refusal(&error, "fichier");
            ReadError::Unreadable {
                file: self.label(file),
                message: message.to_owned(),
                mend: mend.to_owned(),
            }
        })?;
        decode(&self.label(file), bytes).map(Cow::Owned).map_err(|finding| ReadError::Faulty(vec![*finding]))
    }

    fn label(&self, file: &str) -> String {
        self.0.join(file).display().to_string()
    }
}

/// The trees of a folder that its index does not announce: nobody will ever see them.
pub fn unannounced(folder: &Path, referentiel: &Referentiel) -> Vec<Finding> {
    let known =
        |name: &str| name == INDEX || referentiel.supplied().any(|operateur| operateur.file() == name);
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "ron") && !known(name))
        .collect();
    names.sort_unstable();
    let finding = |name: &String| Finding {
        severity: Severity::Warning,
        rule: "fichier",
        file: folder.join(name).display().to_string(),
        snippet: None,
        message: "L'index n'annonce pas ce fichier comme un arbre : personne ne le verra.".to_owned(),
        mend: "Ajoutez l'opérateur et ses lignes à « referentiel.ron », ou rangez ce fichier ailleurs."
            .to_owned(),
    };
    names.iter().map(finding).collect()
}

/// Bytes as text, or the place where they are none.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<String, Box<Finding>> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        Box::new(Finding {
            severity: Severity::Error,
            rule: "lecture",
            file: file.to_owned(),
            snippet: Some(Snippet::new(&text, valid, valid + 1)),
            message: "Ce fichier n'est pas en UTF-8 : un caractère ne se lit pas.".to_owned(),
            mend: "Enregistrez-le en UTF-8 : dans le Bloc-notes, « Enregistrer sous », puis « Encodage »."
                .to_owned(),
        })
    })
}

/// Why the system gives no text, and what to do.
pub fn refusal(error: &io::Error, what: &str) -> (&'static str, &'static str) {
    match (error.kind(), what) {
        (ErrorKind::NotFound, "dossier") => ("Ce dossier n'existe pas.", "Vérifiez le chemin du dossier."),
        (ErrorKind::NotFound, _) => (
            "Ce fichier n'existe pas.",
            "L'index annonce cet arbre : ajoutez le fichier, ou dites « NonFourni » dans l'index.",
        ),
        (ErrorKind::PermissionDenied, _) => {
            ("Le système refuse de le lire.", "Demandez le droit de lecture.")
        }
        _ => ("Il ne se lit pas.", "Vérifiez le disque ou le réseau, puis recommencez."),
    }
}
