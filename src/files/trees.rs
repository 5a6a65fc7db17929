//! Which set of trees is read: the one that the program carries, or a folder of the user's.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::embedded::Embedded;
use super::read::{LARGEST, bytes, decode, refusal};
use aiguilleur_core::tree::{Finding, INDEX, ReadError, Referentiel, Set, Severity, Texts};

/// Where the trees come from.
#[derive(Debug, Clone, Default)]
pub enum Trees {
    #[default]
    Embedded,
    Folder(PathBuf),
}

impl Trees {
    /// Where it is, unless it is that of the program.
    pub fn folder(&self) -> Option<&Path> {
        if let Self::Folder(folder) = self { Some(folder) } else { None }
    }

    /// Opens the set.
    pub fn open(&self) -> Result<Set, ReadError> {
        match self {
            Self::Embedded => Set::open(Box::new(Embedded)),
            Self::Folder(folder) => Set::open(Box::new(Folder::new(folder)?)),
        }
    }
}

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
        let refused = |error: std::io::Error| {
            let (message, mend) = refusal(&error, None);
            unreadable(message, &mend)
        };
        match fs::metadata(path) {
            Ok(metadata) if !metadata.is_dir() => Err(unreadable(
                "Ce n'est pas un dossier.",
                "Donnez le dossier qui contient « referentiel.ron » et les arbres.",
            )),
            Ok(_) => match path.join(INDEX).try_exists() {
                Ok(true) => Ok(Self(path.to_owned())),
                Ok(false) => Err(unreadable(
                    "Ce dossier ne contient pas d'index « referentiel.ron ».",
                    "Donnez un dossier complet : l'index et un fichier par opérateur fourni.",
                )),
                Err(error) => Err(refused(error)),
            },
            Err(error) => Err(refused(error)),
        }
    }

    /// A folder that may still have to be made.
    pub fn planned(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl Texts for Folder {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        let bytes = bytes(&self.0.join(file), LARGEST).map_err(|error| {
            let (message, mend) = refusal(&error, Some(LARGEST));
            let announced =
                "L'index annonce cet arbre : ajoutez le fichier, ou dites « NonFourni » dans l'index.";
            let missing = error.kind() == std::io::ErrorKind::NotFound && file != INDEX;
            ReadError::Unreadable {
                file: self.label(file),
                message: message.to_owned(),
                mend: if missing { announced.to_owned() } else { mend },
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
        .filter(|name| {
            Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("ron")) && !known(name)
        })
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
