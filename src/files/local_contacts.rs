//! A file of local contacts: read, checked against a set, and the trees that it completes.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use super::read::{LARGEST_LOCAL, bytes, decode, refusal};
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{self, Merged, Source, in_force, merge};
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Fault, Finding, Locator, ReadError, Set, Severity, Tree};

/// No more maisons are named in a message.
const MOST_NAMED: usize = 40;
/// A share answers sooner than this, or is not there.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// A file of local contacts, read.
pub struct LocalFile {
    pub label: String,
    text: String,
    pub source: Source,
    /// What is in force of it for one maison.
    of_maison: Option<Source>,
}

impl LocalFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let label = path.display().to_string();
        let bytes = bytes(path, LARGEST_LOCAL).map_err(|error| {
            let (message, mend) = refusal(&error, Some(LARGEST_LOCAL));
            ReadError::Unreadable { file: label.clone(), message: message.to_owned(), mend }
        })?;
        Self::of_text(
            label.clone(),
            decode(&label, bytes).map_err(|finding| ReadError::Faulty(vec![*finding]))?,
        )
    }

    /// The file of this text.
    pub fn of_text(label: String, text: String) -> Result<Self, Error> {
        let source = local::read(&label, &text).map_err(ReadError::Faulty)?;
        Ok(Self { label, text, source, of_maison: None })
    }

    /// Its contacts for this maison: what it says stands before what its department says.
    pub fn at(mut self, maison: Option<&str>) -> Result<Self, Error> {
        let Some(name) = maison else { return Ok(self) };
        let refused =
            |mend: String| Error::usage(format!("« {} » n'a pas de maison « {name} ».", self.label), mend);
        if self.source.is_of_maison(name) {
            return Ok(self);
        }
        let Some(maison) = self.source.maison_named(name) else {
            let names = self.source.maisons.iter().map(|maison| maison.nom.as_str()).take(MOST_NAMED);
            let names = names.collect::<Vec<_>>().join(", ");
            return Err(refused(match &self.source.maison {
                _ if !names.is_empty() => format!("Maisons : {names}."),
                Some(own) => format!("Il est celui de « {own} » : retirez « --maison »."),
                None => "Retirez « --maison », ou ajoutez « maisons » à ce fichier.".to_owned(),
            }));
        };
        self.of_maison = Some(in_force(&self.source, maison));
        Ok(self)
    }

    /// What is in force of it.
    pub fn in_force(&self) -> &Source {
        self.of_maison.as_ref().unwrap_or(&self.source)
    }

    /// Whom it is for: « Nièvre », « Nièvre, Clamecy »; how to choose a maison, where it has some and none is chosen.
    pub fn place(&self) -> String {
        let territoire = self.in_force().territoire();
        match (self.source.maisons.len(), &self.of_maison) {
            (1.., None) => format!("{territoire} ; pour une maison : « --maison NOM »"),
            _ => territoire,
        }
    }

    /// Reads a file that may stand on a share that no longer answers: it is not waited for.
    pub fn read_soon(path: &Path) -> Result<Self, Error> {
        let (sender, receiver) = mpsc::channel();
        let own = path.to_owned();
        // It may wait for ever: the program ends without it.
        std::thread::spawn(move || {
            // Where it comes too late, nobody waits for it.
            let _ = sender.send(Self::read(&own));
        });
        receiver.recv_timeout(LONGEST_WAIT).unwrap_or_else(|_| {
            Err(Error::file(path, "Son dossier ne répond pas.", "Vérifiez le réseau, puis recommencez."))
        })
    }

    /// The opérateurs that it speaks of and that this set does not hold.
    pub fn passed_over(&self, set: &Set) -> Vec<&str> {
        local::passed_over(&self.source, &set.referentiel)
    }

    /// All that is wrong with it, the gravest first.
    pub fn findings(&self, set: &Set, today: Day) -> Result<Vec<Finding>, Error> {
        Ok(self.located(self.faults(set, &self.trees(set)?, today)))
    }

    /// Checks it against a set.
    pub fn check(&self, set: &Set, today: Day) -> Result<(), Error> {
        self.errors(self.faults(set, &self.trees(set)?, today))
    }

    /// Checks its contacts against trees that were read before.
    pub fn check_with(&self, set: &Set, trees: &[Tree], today: Day) -> Result<(), Error> {
        self.errors(self.faults(set, trees, today))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The trees that it has something to say of, completed.
    pub fn completed(&self, set: &Set, today: Day) -> Result<Vec<Tree>, Error> {
        let mut trees = self.trees(set)?;
        self.errors(self.faults(set, &trees, today))?;
        for tree in &mut trees {
            local::complete(tree, self.in_force(), today);
        }
        Ok(trees)
    }

    fn trees(&self, set: &Set) -> Result<Vec<Tree>, Error> {
        let of_maisons = || self.source.maisons.iter().flat_map(|maison| &maison.contacts);
        let spoken_of =
            |id: &str| self.source.contacts.iter().chain(of_maisons()).any(|entry| entry.operateur == id);
        let named = set.referentiel.supplied().filter(|operateur| spoken_of(&operateur.id));
        named.map(|operateur| Ok(set.tree(operateur)?)).collect()
    }

    fn faults(&self, set: &Set, trees: &[Tree], today: Day) -> Vec<Fault> {
        let mut faults = local::check(&self.source, &set.referentiel, today);
        faults.extend(trees.iter().flat_map(|tree| local::check_tree(&self.source, tree)));
        faults
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

/// Files in one; each of them must be sound by itself.
pub fn merged(set: &Set, paths: &[PathBuf], today: Day) -> Result<Merged, Error> {
    let mut files = Vec::new();
    for path in paths {
        let file = LocalFile::read(path)?;
        file.check(set, today)?;
        files.push((file.label, file.source));
    }
    merge(files).map_err(|(one, other)| {
        Error::usage(
            format!("Ces fichiers sont de deux départements : « {one} » et « {other} »."),
            "Réunissez un département et ses maisons, écrits de la même façon.",
        )
    })
}

/// All that is wrong with a file, whether it could be read or not.
pub fn findings(
    read: Result<LocalFile, Error>,
    set: &Set,
    today: impl FnOnce() -> Result<Day, Error>,
) -> Result<Vec<Finding>, Error> {
    match read {
        Ok(file) => file.findings(set, today()?),
        Err(Error::Faulty(findings)) => Ok(findings),
        Err(error) => Err(error),
    }
}
