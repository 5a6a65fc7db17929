//! A file of local contacts that is being filled in: each contact is written as soon as it is known, and what its author
//! wrote beside stays.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::local_contacts::LocalFile;
use super::lock::Lock;
use super::replace::{folder_of, put, unwritten};
use crate::error::Error;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{self, LocalEntry, Maison, Source};
use aiguilleur_core::tree::{Set, Tree};

/// A file being filled in.
pub struct Draft<'s> {
    /// Where it is written; nowhere for a text that is shown.
    path: Option<PathBuf>,
    file: LocalFile,
    /// The maison of which it is filled in, and what that says by itself.
    maison: Option<(String, Source)>,
    set: &'s Set,
    trees: &'s [Tree],
    today: Day,
}

impl<'s> Draft<'s> {
    /// Opens a file that may not be there yet; it is written with the first thing that is said.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, or would not hold together.
    pub fn open(
        path: Option<&Path>,
        maison: Option<&str>,
        set: &'s Set,
        trees: &'s [Tree],
        today: Day,
    ) -> Result<Self, Error> {
        let file = if let Some(path) = path.filter(|path| is_there(path)) {
            LocalFile::read(path)?
        } else {
            let label = path.unwrap_or(Path::new("contacts")).display().to_string();
            LocalFile::of_text(label, local::text(&Source::blank()))?
        };
        let own = file.source.maison.as_deref().map(str::trim).filter(|own| !own.is_empty());
        if let Some((name, own)) = maison.filter(|name| !file.source.is_of_maison(name)).zip(own) {
            return Err(Error::usage(
                format!("« {} » est le fichier de la maison « {own} », et non de « {name} ».", file.label),
                "Donnez un autre fichier. « aiguilleur local fusionner » les réunit dans celui du département.",
            ));
        }
        let maison = maison.filter(|_| own.is_none()).map(|name| {
            let known = file.source.maison_named(name).map(|maison| maison.nom.clone());
            (known.unwrap_or_else(|| name.trim().to_owned()), Source::blank())
        });
        let mut draft = Self { path: path.map(Path::to_owned), file, maison, set, trees, today };
        draft.look();
        // Its department may still be asked for; nothing else may be wrong.
        let named = local::set_head(draft.file.text(), "departement", "?").unwrap_or_default();
        draft.checked(named)?;
        Ok(draft)
    }

    /// The file, as the user named it.
    pub fn label(&self) -> &str {
        &self.file.label
    }

    /// What it says, of the department or of the maison that is filled in.
    pub fn source(&self) -> &Source {
        self.maison.as_ref().map_or(&self.file.source, |(_, source)| source)
    }

    /// What is in force with this contact in it: for a maison, with what its department says.
    pub fn in_force_with(&self, entry: Option<&LocalEntry>) -> Source {
        let mut own = self.source().clone();
        if let Some(entry) = entry {
            own.contacts
                .retain(|other| (&other.operateur, &other.contact) != (&entry.operateur, &entry.contact));
            own.contacts.push(entry.clone());
        }
        let Some(nom) = self.maison() else { return own };
        let Source { verifie_le, source, contacts, .. } = own;
        local::in_force(&self.file.source, &Maison { nom: nom.to_owned(), verifie_le, source, contacts })
    }

    /// The tree of an opérateur, with this contact as the file would say it; none where its table was not supplied.
    ///
    /// # Errors
    ///
    /// Where the tree can be read no more.
    pub fn tree_with(&self, entry: &LocalEntry) -> Result<Option<Tree>, Error> {
        let operateur = self.set.referentiel.operateur(&entry.operateur);
        let Some(operateur) = operateur.filter(|operateur| operateur.is_supplied()) else { return Ok(None) };
        let mut tree = self.set.tree(operateur)?;
        local::complete(&mut tree, &self.in_force_with(Some(entry)), self.today);
        Ok(Some(tree))
    }

    /// Looks at what it says of the maison.
    fn look(&mut self) {
        if let Some((name, own)) = &mut self.maison {
            let file = &self.file.source;
            let blank = Maison { nom: name.clone(), verifie_le: None, source: None, contacts: Vec::new() };
            *own = file.of_maison(file.maisons.iter().find(|maison| maison.nom == *name).unwrap_or(&blank));
        }
    }

    /// The maison of which it is filled in.
    pub fn maison(&self) -> Option<&str> {
        self.maison.as_ref().map(|(name, _)| name.as_str())
    }

    /// Writes a field of its head, which was empty.
    ///
    /// # Errors
    ///
    /// Where somebody filled it in otherwise since it was read: the contacts would be said to be of another list.
    pub fn set_head(&mut self, field: &str, value: &str) -> Result<(), Error> {
        let before = head(&self.file.source, field).to_owned();
        let change = |file: &LocalFile| {
            let now = head(&file.source, field);
            if now == before || now == value {
                return Ok(local::set_head(file.text(), field, value));
            }
            Err(Error::file(
                file.label.as_ref(),
                format!("Quelqu'un a rempli ce fichier pendant vos réponses. Il dit : « {now} »."),
                "Recommencez : ce qu'il dit sera gardé.",
            ))
        };
        self.write(change, false)
    }

    /// Reads the file again: someone may have written to it since.
    ///
    /// # Errors
    ///
    /// Where it can be read no more.
    pub fn read_again(&mut self) -> Result<(), Error> {
        if let Some(path) = self.path.as_deref().filter(|path| is_there(path)) {
            self.file = LocalFile::read(path)?;
        }
        Ok(())
    }

    /// Writes a contact.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, or would not hold together.
    pub fn put(&mut self, entry: &LocalEntry) -> Result<(), Error> {
        let maison = self.maison().map(str::to_owned);
        self.write(|file| Ok(local::set_entry(file.text(), maison.as_deref(), entry)), true)
    }

    /// Takes a contact out.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, or would not hold together.
    pub fn remove(&mut self, operateur: &str, contact: &str) -> Result<(), Error> {
        let maison = self.maison().map(str::to_owned);
        self.write(|file| Ok(local::remove_entry(file.text(), maison.as_deref(), operateur, contact)), true)
    }

    /// Writes fields of its head, and contacts, at once.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or written, or would not hold together.
    pub fn put_all(&mut self, head: &[(&str, String)], entries: &[LocalEntry]) -> Result<(), Error> {
        let headed = |text: String, (field, value): &(&str, String)| local::set_head(&text, field, value);
        let maison = self.maison().map(str::to_owned);
        let filled = |text: String, entry: &LocalEntry| local::set_entry(&text, maison.as_deref(), entry);
        let change =
            |text: &str| entries.iter().try_fold(head.iter().try_fold(text.to_owned(), headed)?, filled);
        self.write(|file| Ok(change(file.text())), true)
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.file.text()
    }

    /// Writes what a change makes of the file as it is now, while nobody else writes to it.
    fn write(
        &mut self,
        change: impl FnOnce(&LocalFile) -> Result<Option<String>, Error>,
        whole: bool,
    ) -> Result<(), Error> {
        let _one_at_a_time = self.path.as_deref().map(locked).transpose()?;
        // Someone may have written to it since.
        let fresh = self.path.as_deref().filter(|path| is_there(path)).map(LocalFile::read).transpose()?;
        let file = fresh.as_ref().unwrap_or(&self.file);
        let changed = change(file)?.ok_or_else(|| {
            Error::file(
                self.label().as_ref(),
                "Ce fichier ne peut pas être changé sans risque.",
                "Écrivez ce contact à la main, ou recommencez dans un nouveau fichier.",
            )
        })?;
        let same = changed == file.text();
        self.file = if whole {
            self.checked(changed)?
        } else {
            LocalFile::of_text(self.file.label.clone(), changed)?
        };
        self.look();
        // The day is asked for with the first contact: until then the head alone is no loss.
        self.path.as_deref().filter(|_| !same).map_or(Ok(()), |path| put(path, self.file.text()))
    }

    /// The file of this text, where nothing is wrong with it.
    fn checked(&self, text: String) -> Result<LocalFile, Error> {
        let file = LocalFile::of_text(self.file.label.clone(), text)?;
        file.check_with(self.set, self.trees, self.today)?;
        Ok(file)
    }
}

/// What the head of a file says in this field.
fn head<'s>(source: &'s Source, field: &str) -> &'s str {
    match field {
        "departement" => &source.departement,
        "source" => source.source.as_deref().unwrap_or_default(),
        "maison" => source.maison.as_deref().unwrap_or_default(),
        _ => source.verifie_le.as_deref().unwrap_or_default(),
    }
}

/// The right to change this file, which another session or import may want too.
fn locked(path: &Path) -> Result<Lock, Error> {
    Lock::on_folder(folder_of(path)).map_err(|error| unwritten(path, &error))
}

/// Whether there is a file, be it one that cannot be read.
fn is_there(path: &Path) -> bool {
    !fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Makes the folder of a file that is still to be written.
///
/// # Errors
///
/// Where it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => fs::create_dir_all(folder).map_err(|error| unwritten(path, &error)),
        None => Ok(()),
    }
}
