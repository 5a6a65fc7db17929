//! Two files in one: the department, then the maison. The nearer wins, and what it overrides is
//! said.

use std::collections::HashMap;

use super::source::{LocalCanal, LocalEntry, Source, Told, said};

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

/// Why files cannot be one.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They are of two departments.
    Departements(String, String),
    /// They are of two France services.
    Maisons(String, String),
}

/// Puts files in one; each comes with its name. A file of a maison is nearer than one of its department; of two files of one
/// level, what was checked last wins, and where no day tells, the later file.
///
/// # Errors
///
/// Where they are not of one place.
pub fn merge(mut files: Vec<(String, Source)>) -> Result<Merged, Refusal> {
    one_place(&files)?;
    files.sort_by_key(|(_, source)| said(source.maison.as_ref()).is_some());
    let nearest = files.last().map(|(_, source)| source);
    let mut merged = Merged {
        source: Source {
            format: super::FORMAT,
            departement: nearest.map(|s| s.departement.trim().to_owned()).unwrap_or_default(),
            maison: nearest.and_then(|s| s.maison.clone()),
            verifie_le: None,
            source: None,
            contacts: Vec::new(),
            maisons: files.iter().flat_map(|(_, source)| source.maisons.iter().cloned()).collect(),
        },
        overridden: Vec::new(),
    };
    let mut places = Places::new();
    let mut ranks: HashMap<(String, String), usize> = HashMap::new();
    for (file, source) in &files {
        let place = Where {
            words: format!("{}, {file}", source.territoire()),
            is_maison: said(source.maison.as_ref()).is_some(),
        };
        for entry in source.filled() {
            let near = dated(entry, source);
            let known = &mut merged.source.contacts;
            let at = *ranks.entry((near.operateur.clone(), near.contact.clone())).or_insert_with(|| {
                known.push(LocalEntry { service: None, note: None, canaux: Vec::new(), ..near.clone() });
                known.len() - 1
            });
            merged.overridden.extend(add(&mut known[at], near, &place, &mut places));
        }
    }
    Ok(merged)
}

/// A file, as a person names it.
#[derive(Debug, Clone)]
struct Where {
    words: String,
    is_maison: bool,
}

/// Where each thing that is said comes from: opérateur, contact, and what.
type Places = HashMap<(String, String, String), Where>;

fn one_place(files: &[(String, Source)]) -> Result<(), Refusal> {
    let departements = files.iter().map(|(_, source)| source.departement.trim());
    if let Some((one, other)) = two(departements) {
        return Err(Refusal::Departements(one, other));
    }
    let maisons = files.iter().filter_map(|(_, source)| said(source.maison.as_ref()));
    two(maisons).map_or(Ok(()), |(one, other)| Err(Refusal::Maisons(one, other)))
}

/// Two that differ, whatever their capitals.
fn two<'s>(mut names: impl Iterator<Item = &'s str>) -> Option<(String, String)> {
    let first = names.next()?;
    let other = names.find(|name| name.to_lowercase() != first.to_lowercase())?;
    Some((first.to_owned(), other.to_owned()))
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
fn outdated(far: &LocalEntry, near: &mut LocalEntry, place: &Where, places: &Places) -> Vec<Overridden> {
    let (operateur, contact) = (near.operateur.clone(), near.contact.clone());
    let same_level = |what: &str| {
        let key = (operateur.clone(), contact.clone(), what.to_owned());
        places.get(&key).filter(|was| was.is_maison == place.is_maison)
    };
    let since = |far: &Option<String>, near: &Option<String>| near.is_some() && far > near;
    let mut found = Vec::new();
    near.canaux.retain(|channel| {
        let what = channel.canal.nom();
        let known = far.canaux.iter().find(|known| known.canal == channel.canal);
        let known = known.filter(|known| since(&known.verifie_le, &channel.verifie_le));
        let (Some(known), Some(was)) = (known, same_level(what)) else { return true };
        if words(known) != words(channel) {
            found.push(Overridden {
                operateur: operateur.clone(),
                contact: contact.clone(),
                what: what.to_owned(),
                before: (words(channel), place.words.clone()),
                after: (words(known), was.words.clone()),
            });
        }
        false
    });
    found
}

/// Adds what a nearer entry says to a farther one.
fn add(far: &mut LocalEntry, mut near: LocalEntry, place: &Where, places: &mut Places) -> Vec<Overridden> {
    let (operateur, contact) = (near.operateur.clone(), near.contact.clone());
    let mut found = outdated(far, &mut near, place, places);
    let mut tell = |what: &str, before: Option<String>, after: String| {
        let key = (operateur.clone(), contact.clone(), what.to_owned());
        let was = places.insert(key, place.clone());
        if let (Some(before), Some(was)) = (before.filter(|before| *before != after), was) {
            found.push(Overridden {
                operateur: operateur.clone(),
                contact: contact.clone(),
                what: what.to_owned(),
                before: (before, was.words),
                after: (after, place.words.clone()),
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
