//! The set that the program carries, written as files: the index, its trees, and their cases beside; with the trees of a
//! folder in their places, or beside them.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::embedded;
use super::new_tree::{keep_table, table_path};
use super::replace::{put, unwritten};
use super::trees::Folder;
use crate::error::Error;
use aiguilleur_core::tree::{
    INDEX, Operateur, ReadError, Referentiel, Set, Severity, Texts, edit, parse, quoted,
};
use aiguilleur_core::verify::verify;

/// Where the cases go: a folder of their own, for a set holds an index and trees alone.
const CASES: &str = "cases";

/// Writes the set to a folder that does not exist yet, or is empty, every byte as it is here, the comments too; with it
/// the trees of another folder, as they are there.
///
/// # Errors
///
/// Where something is there already, the two make no set that verifies, or the system refuses.
pub fn write(folder: &Path, own: Option<&Path>) -> Result<Vec<PathBuf>, Error> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::file(
            folder,
            "Ce dossier n'est pas vide : rien n'y est écrit.",
            "Donnez un dossier neuf ; ce qui est dans celui-ci reste comme il est.",
        ));
    }
    let is_new = !folder.exists();
    let mut joined = Joined { folder: folder.to_owned(), files: Vec::new() };
    joined
        .files
        .extend(embedded::files().iter().map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text))));
    let added = own.map_or_else(|| Ok(Vec::new()), |own| joined.add(own))?;
    let Joined { files, .. } = joined;
    let cases = folder.join(CASES);
    fs::create_dir_all(&cases).map_err(|error| unwritten(folder, &error))?;
    // The index last: it never announces a tree that is not there.
    let (index, trees): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == INDEX);
    let beside = embedded::cases().iter().map(|(name, text)| (cases.join(name), *text));
    let all = trees.into_iter().chain(index).map(|(name, text)| (folder.join(name), &**text)).chain(beside);
    let written: Result<Vec<PathBuf>, Error> =
        all.map(|(path, text)| put(&path, text).map(|()| path)).collect();
    let mut written = written.inspect_err(|_| {
        // What is written by halves would be refused the next time: the folder is as new again.
        let _ = fs::remove_dir_all(&cases);
        for (name, _) in &files {
            let _ = fs::remove_file(folder.join(name));
        }
        if is_new {
            let _ = fs::remove_dir(folder);
        }
    })?;
    for (id, from) in own.into_iter().flat_map(|own| added.iter().map(move |id| (id, table_path(own, id)))) {
        // The table that a tree was made of goes with it.
        if let Ok(table) = fs::read(&from) {
            keep_table(folder, id, &table)?;
            written.push(table_path(folder, id));
        }
    }
    Ok(written)
}

/// The files of a set that is not written yet.
#[derive(Debug, Clone)]
struct Joined {
    folder: PathBuf,
    files: Vec<(String, Cow<'static, str>)>,
}

impl Joined {
    /// Puts the trees of a folder in it, each with its item of the index; their ids.
    fn add(&mut self, own: &Path) -> Result<Vec<String>, Error> {
        let folder = Folder::new(own)?;
        let (index, set) = (folder.text(INDEX)?.into_owned(), Set::open(Box::new(Folder::new(own)?))?);
        let bare = parse::without_mark(&index);
        let mut added = Vec::new();
        for (rank, operateur) in set.referentiel.operateurs.iter().enumerate() {
            if !set.referentiel.supplied().any(|supplied| supplied.id == operateur.id) {
                continue;
            }
            let (name, tree) = (operateur.file(), folder.text(&operateur.file())?.into_owned());
            let here = self.text(INDEX)?.into_owned();
            let known = parse::referentiel(INDEX, &here).map_err(Error::Faulty)?;
            let place = known.operateurs.iter().position(|known| known.id == operateur.id);
            let joined = edit::operateur_text(bare, rank).and_then(|item| {
                let item = item.replace("\r\n", "\n");
                edit::operateur(&here, place, &cited(&item, operateur, &set.referentiel, &known))
            });
            let joined = joined.ok_or_else(|| {
                let mend = "« aiguilleur verifier --arbres » dit ce qui ne va pas dans ce dossier.";
                Error::file(&own.join(INDEX), "Cet index ne se lit pas assez bien pour être joint.", mend)
            })?;
            self.put(INDEX, joined);
            self.put(&name, tree);
            added.push(operateur.id.clone());
        }
        let report = verify(&Set::open(Box::new(self.clone()))?);
        if report.has_errors() {
            let errors = report.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
            return Err(Error::Faulty(errors.collect()));
        }
        Ok(added)
    }

    fn put(&mut self, name: &str, text: String) {
        match self.files.iter_mut().find(|(own, _)| own == name) {
            Some((_, there)) => *there = text.into(),
            None => self.files.push((name.to_owned(), text.into())),
        }
    }
}

/// The item of an opérateur, which cites its own document where the other index has another.
fn cited(item: &str, operateur: &Operateur, own: &Referentiel, other: &Referentiel) -> String {
    let document = own.document_of(operateur);
    if operateur.document.is_some() || document == other.document_of(operateur) {
        return item.to_owned();
    }
    item.replacen('(', &format!("(\n            document: {},", quoted(&document)), 1)
}

impl Texts for Joined {
    fn text(&self, file: &str) -> Result<Cow<'_, str>, ReadError> {
        let found = self.files.iter().find(|(name, _)| name == file);
        found.map(|(_, text)| Cow::Borrowed(&**text)).ok_or_else(|| ReadError::Faulty(Vec::new()))
    }

    fn label(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }
}
