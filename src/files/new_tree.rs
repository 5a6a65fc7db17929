//! A new tree in a folder: a whole set is made, or the one that is there gets one more opérateur.
//! Nothing that is there is lost, and nothing is written that does not verify.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::embedded::{self, Embedded};
use super::lock::Lock;
use super::operateur_names;
use super::read::refusal;
use super::replace::{put, unwritten};
use super::trees::Folder;
use crate::error::Error;
use crate::import::index::{self, Document, Identity, Refusal};
use crate::source::edition::Edition;
use aiguilleur_core::tree::{
    Etat, INDEX, Operateur, ReadError, Referentiel, Set, Severity, Texts, edition, parse,
};
use aiguilleur_core::verify::{self, Report};

/// The set that a new folder begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// That of the program.
    Embedded,
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mend = "Écrivez « embarques », pour le jeu du programme.".to_owned();
        (text == "embarques").then_some(Self::Embedded).ok_or(mend)
    }
}

/// A folder that can take the tree of an opérateur.
pub struct NewTree {
    folder: PathBuf,
    /// The set that the folder is given first.
    base: Option<Base>,
    /// The index that is there.
    index: Option<String>,
    /// The version and the date that it gives its document.
    index_edition: Option<(String, String)>,
    /// The document of an index that must be made.
    document: Document,
    /// What is known of the opérateur.
    pub identity: Identity,
    /// From the reading of the index to its writing, nobody else changes the set.
    _lock: Lock,
    /// Every opérateur that is known: those of the document, then those of the folder.
    pub operateurs: Vec<Operateur>,
}

impl NewTree {
    /// Looks at the folder; `source` says what an unknown opérateur comes from.
    pub fn new(
        folder: &Path,
        id: &str,
        nom: Option<&str>,
        source: &str,
        base: Option<Base>,
    ) -> Result<Self, Error> {
        operateur_names::check(id, nom)?;
        check_folder(folder)?;
        let lock = locked(folder)?;
        let mut index = index_of(folder)?;
        if base.is_some() {
            if index.is_some() {
                return Err(Error::usage(
                    format!("« {} » a déjà un jeu d'arbres.", folder.display()),
                    "Retirez --depuis pour y ajouter l'opérateur, ou donnez un dossier neuf.",
                ));
            }
            index = Some(Embedded.text(INDEX)?.into_owned());
        }
        let embedded = embedded::referentiel()?;
        let here = match &index {
            Some(text) => Some(read(folder, text)?),
            None => None,
        };
        let known = here.as_ref().and_then(|here| here.operateur(id)).or_else(|| embedded.operateur(id));
        if known.is_none() {
            let all = here.iter().chain([&embedded]).flat_map(|index| &index.operateurs);
            operateur_names::check_is_other(id, all)?;
        }
        let mut identity = known.map_or_else(|| Identity::new(id, id), Identity::from);
        if let Some(nom) = nom {
            nom.trim().clone_into(&mut identity.nom);
        }
        let document = match embedded.operateur(id) {
            Some(_) => Document::from(&embedded),
            None => Document {
                titre: source.to_owned(),
                auteur: "auteur à préciser".to_owned(),
                version: "sans version".to_owned(),
                date: "date à préciser".to_owned(),
                lacks: None,
            },
        };
        let index_edition = here.as_ref().map(|here| (here.version.clone(), here.date.clone()));
        let here = here.map_or_else(Vec::new, |here| here.operateurs);
        if here.iter().any(|known| known.id == id && known.etat == Etat::Fourni) {
            return Err(already(id, folder));
        }
        let operateurs = embedded::with_those_of(&here)?;
        let folder = folder.to_owned();
        Ok(Self { folder, base, index, index_edition, document, identity, operateurs, _lock: lock })
    }

    /// The same, with what the document says of itself.
    #[must_use]
    pub fn of_edition(mut self, told: &Edition) -> Self {
        let kept = self.index_edition.as_ref();
        if kept.is_some_and(|(version, date)| told.unlike(version, date).is_none()) {
            return self;
        }
        of_its_own(&mut self.document, &mut self.identity, told);
        if kept.is_some() {
            // An index of several opérateurs keeps its document; a table of another is cited by its own.
            let Document { titre, version, date, .. } = &self.document;
            self.identity.document = Some(format!("{titre}, {}", edition(version, date)));
        }
        self
    }

    /// Writes the table that the tree was made of, the tree, then the index that announces it, if the whole set verifies.
    pub fn write(&self, tree: &str, item: &str, table: Option<&[u8]>) -> Result<Report, Error> {
        let index = self.index_with(item)?;
        let report = verified(&self.folder, self.base, &self.identity.id, tree, &index)?;
        if report.has_errors() {
            let errors = report.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
            return Err(Error::Faulty(errors.collect()));
        }
        let own = [(self.file(), tree)];
        let of_base = embedded::files().iter().filter(|(name, _)| *name != INDEX && self.base.is_some());
        let trees = of_base.map(|(name, text)| ((*name).to_owned(), *text)).chain(own);
        trees.clone().try_for_each(|(name, text)| self.check_free(&name, text))?;
        // The index last: what it announces is there, and what was begun and stopped is begun again.
        table.map_or(Ok(()), |table| keep_table(&self.folder, &self.identity.id, table))?;
        trees.clone().try_for_each(|(name, text)| put(&self.folder.join(name), text))?;
        put(&self.folder.join(INDEX), &index).inspect_err(|_| {
            // It is ours, made a moment ago, and no index names it.
            let _ = fs::remove_file(self.tree_path());
        })?;
        Ok(report)
    }

    /// A tree that no index announces is somebody's, unless it is the very one to be written, of an import that was stopped.
    fn check_free(&self, name: &str, text: &str) -> Result<(), Error> {
        let path = self.folder.join(name);
        if path.symlink_metadata().is_err() || fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            return Ok(());
        }
        Err(Error::usage(
            format!("« {name} » est déjà dans « {} », mais aucun index ne l'annonce.", self.folder.display()),
            "Rangez ce fichier ailleurs, ou effacez-le, puis recommencez.",
        ))
    }

    /// What a person must still write of the document, in a new index.
    pub fn lacks(&self) -> Option<&str> {
        self.document.lacks.as_deref().filter(|_| self.index.is_none())
    }

    /// The folder of the set.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of the tree.
    pub fn tree_path(&self) -> PathBuf {
        self.folder.join(self.file())
    }

    fn file(&self) -> String {
        format!("{}.ron", self.identity.id)
    }

    fn index_with(&self, item: &str) -> Result<String, Error> {
        let Some(text) = &self.index else {
            return Ok(index::fresh(&self.document, item));
        };
        let path = self.folder.join(INDEX);
        index::insert(&path.display().to_string(), text, &self.identity.id, item).map_err(|refusal| {
            match refusal {
                Refusal::Broken(findings) => Error::Faulty(findings),
                Refusal::Supplied => already(&self.identity.id, &self.folder),
                Refusal::Empty => Error::file(
                    &path,
                    "Cet index n'annonce aucun opérateur.",
                    "Supprimez cet index s'il ne sert pas, ou donnez un autre dossier.",
                ),
            }
        })
    }
}

/// A new index says of the document what the document says: its version, its date; its pages are those of no other.
fn of_its_own(document: &mut Document, identity: &mut Identity, edition: &Edition) {
    let told = edition.version.is_some() && edition.date.is_some();
    if told && edition.unlike(&document.version, &document.date).is_none() {
        return;
    }
    (identity.premiere_page, identity.derniere_page) = (None, None);
    let lacks: Vec<&str> = [("la version", &edition.version), ("la date", &edition.date)]
        .into_iter()
        .filter_map(|(name, told)| told.is_none().then_some(name))
        .collect();
    document.version = edition.version.clone().unwrap_or_else(|| "version à préciser".to_owned());
    document.date = edition.date.clone().unwrap_or_else(|| "date à préciser".to_owned());
    document.lacks = (!lacks.is_empty())
        .then(|| format!("écrivez {} du document, que le tableau ne dit pas", lacks.join(" et ")));
}

/// The opérateurs whose trees a folder has already, or will be given first.
pub fn supplied(folder: &Path, base: Option<Base>) -> Result<Vec<String>, Error> {
    let here = match (base, index_of(folder)?) {
        (Some(Base::Embedded), _) => embedded::referentiel()?,
        (None, Some(text)) => read(folder, &text)?,
        (None, None) => return Ok(Vec::new()),
    };
    Ok(here.supplied().map(|operateur| operateur.id.clone()).collect())
}

/// What is proved of the set of this folder, where a tree and the index have these texts.
pub(super) fn verified(
    folder: &Path,
    base: Option<Base>,
    id: &str,
    tree: &str,
    index: &str,
) -> Result<Report, Error> {
    let written = [(INDEX.to_owned(), index.to_owned()), (format!("{id}.ron"), tree.to_owned())];
    let planned = Planned { folder: Folder::planned(folder), base, written };
    Ok(verify::verify(&Set::open(Box::new(planned))?))
}

/// Where the table is kept that a tree was made of.
pub(super) fn table_path(folder: &Path, id: &str) -> PathBuf {
    folder.join("tableaux").join(format!("{id}.csv"))
}

pub(super) fn keep_table(folder: &Path, id: &str, table: &[u8]) -> Result<(), Error> {
    let path = table_path(folder, id);
    let within = path.parent().unwrap_or(folder);
    fs::create_dir_all(within).map_err(|error| unwritten(within, &error))?;
    put(&path, table)
}

/// The right to change the set of a folder.
pub(super) fn locked(folder: &Path) -> Result<Lock, Error> {
    Lock::on_folder(folder).map_err(|error| unwritten(folder, &error))
}

/// What is there under this name is a folder, or nothing.
fn check_folder(folder: &Path) -> Result<(), Error> {
    match fs::metadata(folder) {
        Ok(metadata) if !metadata.is_dir() => Err(Error::file(
            folder,
            "Ce n'est pas un dossier.",
            "Donnez un dossier, ou un nom qui n'existe pas encore : il sera fait.",
        )),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            let (message, mend) = refusal(&error, None);
            Err(Error::file(folder, message, mend))
        }
        _ => Ok(()),
    }
}

/// The text of the index of a folder, if there is one.
fn index_of(folder: &Path) -> Result<Option<String>, Error> {
    if folder.join(INDEX).symlink_metadata().is_err() {
        return Ok(None);
    }
    Ok(Some(Folder::new(folder)?.text(INDEX)?.into_owned()))
}

fn read(folder: &Path, text: &str) -> Result<Referentiel, Error> {
    let file = folder.join(INDEX).display().to_string();
    parse::referentiel(&file, text).map_err(Error::Faulty)
}

fn already(id: &str, folder: &Path) -> Error {
    Error::usage(
        format!("Le dossier « {} » a déjà l'arbre de « {id} ». Rien n'a été écrit.", folder.display()),
        format!(
            "Donnez un autre dossier, ou retirez d'abord « {id}.ron » et dites « NonFourni », sans sections, dans l'index."
        ),
    )
}

/// The set as it will be.
#[derive(Debug)]
struct Planned {
    folder: Folder,
    base: Option<Base>,
    written: [(String, String); 2],
}

impl Texts for Planned {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        match self.written.iter().find(|(name, _)| name == file) {
            Some((_, text)) => Ok(Cow::Borrowed(text)),
            None if self.base.is_some() => Embedded.text(file),
            None => self.folder.text(file),
        }
    }

    fn label(&self, file: &str) -> String {
        self.folder.label(file)
    }
}
