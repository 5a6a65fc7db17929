//! Files in one: a department and its maisons, none of which says anything in the place of another; and what is in force for one
//! maison. What is said twice of one of them is told.

use std::collections::HashMap;

use super::reserved::{keep_restriction, restriction};
use super::source::{LocalCanal, LocalEntry, Maison, Source, Told, said};
use crate::search;

/// Files in one.
#[derive(Debug)]
pub struct Merged {
    pub source: Source,
    /// What a nearer file says in the place of another.
    pub overridden: Vec<Overridden>,
}

/// Something said twice.
#[derive(Debug, PartialEq, Eq)]
pub struct Overridden {
    pub operateur: String,
    pub contact: String,
    /// « service », « note », or the kind of channel.
    pub what: String,
    /// What was said, and where.
    pub before: (String, String),
    /// What is said now, and where.
    pub after: (String, String),
}

/// Files of two departments cannot be one: both, as they are written.
pub type TwoDepartements = (String, String);

/// Puts files in one; each comes with its name. What a department has of its own and what each maison has stay apart: a maison
/// stands in the file of its department, or by itself where there is nothing else. Of two files of one level, what was checked
/// last wins, and where no day tells, the later file.
///
/// # Errors
///
/// Where they are of two departments.
pub fn merge(mut files: Vec<(String, Source)>) -> Result<Merged, TwoDepartements> {
    two(files.iter().map(|(_, source)| source.departement.trim())).map_or(Ok(()), Err)?;
    files.sort_by_key(|(_, source)| said(source.maison.as_ref()).is_some());
    let mut whole = Level::default();
    let mut maisons: Vec<(String, Level)> = Vec::new();
    for (file, source) in &files {
        let own = said(source.maison.as_ref());
        let level = own.map_or(&mut whole, |nom| of_maison(&mut maisons, nom));
        level.take(source, &format!("{}, {file}", source.territoire()), false);
        for maison in &source.maisons {
            let (near, level) = (source.of_maison(maison), of_maison(&mut maisons, &maison.nom));
            level.take(&near, &format!("{}, {file}", near.territoire()), false);
        }
    }
    let alone = files.iter().all(|(_, s)| said(s.maison.as_ref()).is_some() && s.maisons.is_empty());
    let mut merged = Merged { source: Source::blank(), overridden: Vec::new() };
    files.first().map_or("", |(_, s)| s.departement.trim()).clone_into(&mut merged.source.departement);
    if alone && maisons.len() == 1 {
        merged.source.maison = maisons.first().map(|(nom, _)| nom.clone());
        whole = maisons.remove(0).1;
    }
    merged.source.contacts = whole.contacts;
    merged.overridden = whole.overridden;
    for (nom, level) in maisons {
        merged.source.maisons.push(Maison { nom, verifie_le: None, source: None, contacts: level.contacts });
        merged.overridden.extend(level.overridden);
    }
    Ok(merged)
}

/// What is in force for a maison: what it says, before what its department says.
#[must_use]
pub fn in_force(source: &Source, maison: &Maison) -> Source {
    let near = source.of_maison(maison);
    let mut level = Level::default();
    level.take(source, "", false);
    level.take(&near, "", true);
    Source { contacts: level.contacts, verifie_le: None, source: None, ..near }
}

/// The level of the maison of this name, whatever its capitals.
fn of_maison<'l>(all: &'l mut Vec<(String, Level)>, nom: &str) -> &'l mut Level {
    let same = |known: &str| search::words(known).eq(search::words(nom));
    let at = all.iter().position(|(known, _)| same(known)).unwrap_or_else(|| {
        all.push((nom.trim().to_owned(), Level::default()));
        all.len() - 1
    });
    &mut all[at].1
}

/// Two that differ, whatever their capitals.
fn two<'s>(mut names: impl Iterator<Item = &'s str>) -> Option<(String, String)> {
    let first = names.next()?;
    let other = names.find(|name| name.to_lowercase() != first.to_lowercase())?;
    Some((first.to_owned(), other.to_owned()))
}

/// What a department says, or one of its maisons.
#[derive(Default)]
struct Level {
    contacts: Vec<LocalEntry>,
    /// The rank of each contact, by its opérateur and its id.
    ranks: HashMap<(String, String), usize>,
    overridden: Vec<Overridden>,
    places: Places,
}

/// Where each thing that is said comes from: opérateur, contact, and what.
type Places = HashMap<(String, String, String), String>;

impl Level {
    /// Adds what a file says; `nearer` where it stands before what is known.
    fn take(&mut self, source: &Source, place: &str, nearer: bool) {
        for entry in source.filled() {
            let near = dated(entry, source);
            let key = (near.operateur.clone(), near.contact.clone());
            let at = *self.ranks.entry(key).or_insert_with(|| {
                let blank = LocalEntry { service: None, note: None, canaux: Vec::new(), ..near.clone() };
                self.contacts.push(blank);
                self.contacts.len() - 1
            });
            let far = &mut self.contacts[at];
            if two_services(far, &near, nearer) {
                self.overridden.extend(one_service(far, near, place, nearer, &mut self.places));
            } else {
                let before = restriction(far);
                self.overridden.extend(add(far, near, place, nearer, &mut self.places));
                keep_restriction(far, before);
            }
        }
    }
}

/// Whether two entries are of two services: what each says is not to be mixed.
fn two_services(far: &LocalEntry, near: &LocalEntry, nearer: bool) -> bool {
    let Some(own) = said(near.service.as_ref()).filter(|_| !far.is_blank()) else { return false };
    said(far.service.as_ref()).map_or(nearer, |other| !search::words(own).eq(search::words(other)))
}

/// Of two services, keeps the nearer one, or the one that was checked last, whole.
fn one_service(
    far: &mut LocalEntry,
    near: LocalEntry,
    place: &str,
    nearer: bool,
    places: &mut Places,
) -> Vec<Overridden> {
    let key = |what: &str| (near.operateur.clone(), near.contact.clone(), what.to_owned());
    let stays = !nearer && latest(far) > latest(&near);
    let was = |what: &str| places.get(&key(what)).cloned().unwrap_or_default();
    let (lost, kept) = if stays { (&near, &*far) } else { (&*far, &near) };
    let service = said(kept.service.as_ref()).unwrap_or_default();
    let of_kept = if stays { was("service") } else { place.to_owned() };
    let told = |(what, words): (&'static str, String)| Overridden {
        operateur: near.operateur.clone(),
        contact: near.contact.clone(),
        what: what.to_owned(),
        before: (words, if stays { place.to_owned() } else { was(what) }),
        after: (service.to_owned(), of_kept.clone()),
    };
    let found = all(lost).into_iter().map(told).collect();
    if !stays {
        for (what, _) in all(&near) {
            places.insert(key(what), place.to_owned());
        }
        *far = near;
    }
    found
}

/// All that an entry says, each with what it is.
fn all(entry: &LocalEntry) -> Vec<(&'static str, String)> {
    let texts = [("service", &entry.service), ("note", &entry.note)];
    let texts = texts.into_iter().filter_map(|(what, text)| Some((what, said(text.as_ref())?.to_owned())));
    texts.chain(entry.canaux.iter().map(|channel| (channel.canal.nom(), words(channel)))).collect()
}

/// The last day on which something of an entry was checked.
fn latest(entry: &LocalEntry) -> Option<&String> {
    entry.canaux.iter().map(|channel| &channel.verifie_le).chain([&entry.verifie_le]).flatten().max()
}

/// An entry that says itself when each of its channels was checked, and by whom.
fn dated(entry: &LocalEntry, source: &Source) -> LocalEntry {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let Told { le, by } = entry.checked(source.told(), None);
    let canaux = entry.filled().map(|channel| {
        let Told { le, by } = entry.checked(source.told(), Some(channel));
        LocalCanal { valeur: channel.shown(), verifie_le: owned(le), source: owned(by), ..channel.clone() }
    });
    LocalEntry { verifie_le: owned(le), source: owned(by), canaux: canaux.collect(), ..entry.clone() }
}

/// Takes out of an entry what another of its level says, that was checked since: it is told all the same.
fn outdated(far: &LocalEntry, near: &mut LocalEntry, place: &str, places: &Places) -> Vec<Overridden> {
    let (operateur, contact) = (near.operateur.clone(), near.contact.clone());
    let known_of = |what: &str| places.get(&(operateur.clone(), contact.clone(), what.to_owned()));
    let since = |far: &Option<String>, near: &Option<String>| near.is_some() && far > near;
    let mut found = Vec::new();
    near.canaux.retain(|channel| {
        let what = channel.canal.nom();
        let known = far.canaux.iter().find(|known| known.canal == channel.canal);
        let known = known.filter(|known| since(&known.verifie_le, &channel.verifie_le));
        let (Some(known), Some(was)) = (known, known_of(what)) else { return true };
        if words(known) != words(channel) {
            found.push(Overridden {
                operateur: operateur.clone(),
                contact: contact.clone(),
                what: what.to_owned(),
                before: (words(channel), place.to_owned()),
                after: (words(known), was.clone()),
            });
        }
        false
    });
    found
}

/// Adds what a nearer entry says to a farther one.
fn add(
    far: &mut LocalEntry,
    mut near: LocalEntry,
    place: &str,
    nearer: bool,
    places: &mut Places,
) -> Vec<Overridden> {
    let (operateur, contact) = (near.operateur.clone(), near.contact.clone());
    let mut found = if nearer { Vec::new() } else { outdated(far, &mut near, place, places) };
    let mut tell = |what: &str, before: Option<String>, after: String| {
        let key = (operateur.clone(), contact.clone(), what.to_owned());
        let was = places.insert(key, place.to_owned());
        if let (Some(before), Some(was)) = (before.filter(|before| *before != after), was) {
            found.push(Overridden {
                operateur: operateur.clone(),
                contact: contact.clone(),
                what: what.to_owned(),
                before: (before, was),
                after: (after, place.to_owned()),
            });
        }
    };
    date(far, &near);
    for (what, far, near) in
        [("service", &mut far.service, &near.service), ("note", &mut far.note, &near.note)]
    {
        if let Some(new) = said(near.as_ref()) {
            tell(what, said(far.as_ref()).map(str::to_owned), new.to_owned());
            *far = Some(new.to_owned());
        }
    }
    for channel in near.canaux {
        let known = far.canaux.iter_mut().find(|other| other.canal == channel.canal);
        tell(channel.canal.nom(), known.as_deref().map(words), words(&channel));
        match known {
            Some(known) => *known = channel,
            None => far.canaux.push(channel),
        }
    }
    found
}

/// The day of the service and of the note: where one of them stays, the older day.
fn date(far: &mut LocalEntry, near: &LocalEntry) {
    let told = |text: &Option<String>| said(text.as_ref()).is_some();
    let kept = told(&far.service) && !told(&near.service) || told(&far.note) && !told(&near.note);
    let newer = kept && near.verifie_le > far.verifie_le;
    if (told(&near.service) || told(&near.note)) && !newer {
        far.verifie_le.clone_from(&near.verifie_le);
        far.source.clone_from(&near.source);
    }
}

/// What a channel says, in one text.
fn words(channel: &LocalCanal) -> String {
    let said: Vec<&str> = channel.texts().into_iter().filter_map(|(_, text)| said(text)).collect();
    if said.is_empty() { "sans précision".to_owned() } else { said.join(" ; ") }
}
