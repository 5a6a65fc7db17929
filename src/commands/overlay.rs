//! Where the local contacts are found: the command line, the environment, the user's folder.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::cli::Global;
use super::folder::{decode, refusal};
use super::library::Library;
use super::today;
use crate::error::Error;
use aiguilleur_core::local::{self, Source};
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Fault, Finding, Locator, ReadError, Set, Severity, Tree};

/// No file of local contacts is larger, in bytes.
const LARGEST: u64 = 4 << 20;

/// The word that asks for no local contacts.
const NONE: &str = "aucun";

/// A file of local contacts, read.
pub(super) struct LocalFile {
    pub(super) label: String,
    text: String,
    pub(super) source: Source,
}

/// The file to take, and whether the user named it.
struct Wanted {
    path: PathBuf,
    named: bool,
}

impl Global {
    /// The file that the command line names, else the environment, else the one in the user's
    /// folder, if it is there.
    fn wanted(&self) -> Option<Wanted> {
        match self.named() {
            Some(path) if path.as_os_str() == NONE => None,
            Some(path) => Some(Wanted { path, named: true }),
            None => of_user()
                .filter(|path| fs::symlink_metadata(path).is_ok())
                .map(|path| Wanted { path, named: false }),
        }
    }

    /// The file that the command line names, else the environment.
    fn named(&self) -> Option<PathBuf> {
        let variable = || std::env::var_os("AIGUILLEUR_LOCAL").filter(|value| !value.is_empty());
        self.local.clone().or_else(|| variable().map(PathBuf::from))
    }

    /// The file of local contacts in use, sound or not.
    pub(super) fn local_path(&self) -> Option<PathBuf> {
        self.wanted().map(|wanted| wanted.path)
    }

    /// Whether no local contacts are wanted at all.
    pub(super) fn refuses_local(&self) -> bool {
        self.named().is_some_and(|path| path.as_os_str() == NONE)
    }

    /// What is wrong with the file of local contacts that the user named, if they named one.
    pub(super) fn local_findings(&self, set: &Set) -> Result<Vec<Finding>, Error> {
        match self.wanted() {
            Some(Wanted { path, named: true }) => match LocalFile::read(&path) {
                Ok(file) => file.findings(set),
                Err(Error::Faulty(findings)) => Ok(findings),
                Err(error) => Err(error),
            },
            _ => Ok(Vec::new()),
        }
    }

    /// A set with its local contacts. A file that was named and is unsound is an error; the one in
    /// the user's folder is then left out, and [`Library::local`] says so: it keeps nobody from
    /// orienting a person.
    pub(super) fn open_library<'s>(&self, set: &'s Set) -> Result<Library<'s>, Error> {
        let mut library = Library::new(set);
        let Some(Wanted { path, named }) = self.wanted() else {
            return Ok(library);
        };
        match LocalFile::read(&path).and_then(|file| library.complete(&file)) {
            Err(error) if named => Err(error),
            Err(_) => Ok(library.without_local(path.display().to_string())),
            Ok(()) => Ok(library),
        }
    }
}

/// The file of local contacts in the folder that the system gives to the user's configuration.
pub(super) fn of_user() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("aiguilleur").join("local.ron"))
}

impl LocalFile {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let label = path.display().to_string();
        let unreadable = |message: &str| ReadError::Unreadable {
            file: label.clone(),
            message: message.to_owned(),
            mend: "Vérifiez le chemin du fichier, et le droit de le lire.".to_owned(),
        };
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(refusal(&error, "contacts").0))?;
        if bytes.len() as u64 > LARGEST {
            return Err(unreadable("Il est trop gros pour des contacts locaux.").into());
        }
        let text = decode(&label, bytes).map_err(|finding| ReadError::Faulty(vec![*finding]))?;
        let source = local::read(&label, &text).map_err(ReadError::Faulty)?;
        Ok(Self { label, text, source })
    }

    /// All that is wrong with it, the gravest first.
    pub(super) fn findings(&self, set: &Set) -> Result<Vec<Finding>, Error> {
        Ok(self.located(self.faults(set, &self.trees(set)?)?))
    }

    /// Checks it against a set.
    ///
    /// # Errors
    ///
    /// All that keeps it from being used.
    pub(super) fn check(&self, set: &Set) -> Result<(), Error> {
        self.errors(self.faults(set, &self.trees(set)?)?)
    }

    /// The trees that it has something to say of, completed.
    ///
    /// # Errors
    ///
    /// All that keeps the file from being used; nothing of it is then taken.
    pub(super) fn completed(&self, set: &Set) -> Result<Vec<Tree>, Error> {
        let mut trees = self.trees(set)?;
        self.errors(self.faults(set, &trees)?)?;
        let today = today()?;
        for tree in &mut trees {
            local::complete(tree, &self.source, today);
        }
        Ok(trees)
    }

    fn trees(&self, set: &Set) -> Result<Vec<Tree>, Error> {
        let spoken_of = |id: &str| self.source.contacts.iter().any(|entry| entry.operateur == id);
        let named = set.referentiel.supplied().filter(|operateur| spoken_of(&operateur.id));
        named.map(|operateur| Ok(set.tree(operateur)?)).collect()
    }

    fn faults(&self, set: &Set, trees: &[Tree]) -> Result<Vec<Fault>, Error> {
        let mut faults = local::check(&self.source, &set.referentiel, today()?);
        faults.extend(trees.iter().flat_map(|tree| local::check_tree(&self.source, tree)));
        Ok(faults)
    }

    /// The faults with their places, the gravest first.
    fn located(&self, faults: Vec<Fault>) -> Vec<Finding> {
        let locator = Locator::new(&self.label, without_mark(&self.text));
        let mut findings: Vec<Finding> = faults.into_iter().map(|fault| locator.finding(fault)).collect();
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// The errors alone: what keeps it from being used.
    fn errors(&self, faults: Vec<Fault>) -> Result<(), Error> {
        let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error).collect();
        let errors = self.located(errors);
        if errors.is_empty() { Ok(()) } else { Err(Error::Faulty(errors)) }
    }
}
