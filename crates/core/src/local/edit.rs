//! A file of local contacts with one contact changed: what is said of it, and nothing else; every comment stays.

use super::read;
use super::source::{LocalCanal, LocalEntry, Maison, Source};
use super::write::{channel_text, deeper, entry_text, maison_text};
use crate::tree::edit::Edit;
use crate::tree::quoted;
use crate::tree::ron::spans::{self, Group};

/// The text with this field of the file set: « departement », « maison », « source »; none where the text could not be
/// changed surely.
pub fn set_head(text: &str, field: &str, value: &str) -> Option<String> {
    let mut edit = Edit::new(text);
    let at = spans::whole(text)?;
    let after = if at.field("departement").is_some() { "departement" } else { "format" };
    edit.field(&at, field, Some(value), after)?;
    edit.done().filter(|text| read("", text).is_ok())
}

/// The text with this contact in the place of the one that it has, or with it besides, among those of a maison where one
/// is named; none where the text could not be changed surely.
pub fn set_entry(text: &str, maison: Option<&str>, entry: &LocalEntry) -> Option<String> {
    let with = maison.map(|nom| with_maison(text, nom));
    let text = match &with {
        None => text,
        Some(with) => with.as_deref()?,
    };
    let source = read("", text).ok()?;
    let known = contacts(&source, maison)?;
    let same = |other: &LocalEntry| other.operateur == entry.operateur && other.contact == entry.contact;
    let rank = known.iter().position(same);
    let list = contact_list(text, &source, maison)?;
    let mut edit = Edit::new(text);
    match rank {
        None if maison.is_some() => edit.push(&list, &deeper(&entry_text(entry)), 16),
        None => edit.push(&list, &entry_text(entry), 8),
        Some(rank) => {
            let item = spans::group(text, list.parts.get(rank)?.1.start)?;
            edit.entry(&item, entry, &known[rank])?;
        }
    }
    let text = edit.done()?;
    let written = read("", &text).ok()?;
    contacts(&written, maison)?.iter().any(|other| other.says_the_same(entry)).then_some(text)
}

/// The text without this contact, among those of a maison where one is named; none where the text could not be changed
/// surely.
pub fn remove_entry(text: &str, maison: Option<&str>, operateur: &str, contact: &str) -> Option<String> {
    let source = read("", text).ok()?;
    let is_it = |other: &LocalEntry| other.operateur == operateur && other.contact == contact;
    let rank = contacts(&source, maison)?.iter().position(is_it)?;
    let mut edit = Edit::new(text);
    edit.remove(&contact_list(text, &source, maison)?, rank)?;
    let text = edit.done()?;
    let written = read("", &text).ok()?;
    (!contacts(&written, maison)?.iter().any(is_it)).then_some(text)
}

/// Where the contacts of the department stand, or those of the maison of this name.
fn contact_list(text: &str, source: &Source, maison: Option<&str>) -> Option<Group> {
    let Some(nom) = maison else { return spans::whole(text)?.list(text, "contacts") };
    let at = source.maisons.iter().position(|maison| maison.nom == nom)?;
    let (_, item) = spans::whole(text)?.list(text, "maisons")?.parts.get(at)?.clone();
    spans::group(text, item.start)?.list(text, "contacts")
}

/// The contacts of the department, or of the maison of this name.
fn contacts<'s>(source: &'s Source, maison: Option<&str>) -> Option<&'s [LocalEntry]> {
    let of_maison =
        |nom| source.maisons.iter().find(|maison| maison.nom == nom).map(|maison| &maison.contacts[..]);
    maison.map_or(Some(&source.contacts[..]), of_maison)
}

/// The text with a maison of this name, without contacts yet where it is new.
fn with_maison(text: &str, nom: &str) -> Option<String> {
    let source = read("", text).ok()?;
    if source.maisons.iter().any(|maison| maison.nom == nom) {
        return Some(text.to_owned());
    }
    let whole = spans::whole(text)?;
    let mut edit = Edit::new(text);
    let maison = Maison { nom: nom.to_owned(), verifie_le: None, source: None, contacts: Vec::new() };
    if let Some(maisons) = whole.list(text, "maisons") {
        edit.push(&maisons, &maison_text(&maison), 8);
    } else {
        let end = whole.field("contacts")?.end;
        edit.changes.push((end..end, format!(",\n    maisons: [\n        {},\n    ]", maison_text(&maison))));
    }
    edit.done()
}

impl Edit<'_> {
    fn entry(&mut self, item: &Group, new: &LocalEntry, old: &LocalEntry) -> Option<()> {
        let fields = [
            ("service", &new.service),
            ("note", &new.note),
            ("verifie_le", &new.verifie_le),
            ("source", &new.source),
        ];
        for (rank, (name, value)) in fields.iter().enumerate() {
            let before = fields[..rank].iter().rev().find(|(name, _)| item.field(name).is_some());
            self.field(item, name, value.as_deref(), before.map_or("contact", |(name, _)| name))?;
        }
        let Some(list) = item.field("canaux") else {
            let (_, last) = item.parts.last()?;
            let channels: Vec<String> = new.canaux.iter().map(channel_text).collect();
            self.changes.push((last.end..last.end, format!(", canaux: [{}]", channels.join(", "))));
            return Some(());
        };
        let list = spans::group(self.text, list.start)?;
        // One that was left to be filled in still is.
        let kept = |old: &LocalCanal| !old.is_filled() || new.canaux.iter().any(|own| own.canal == old.canal);
        for (rank, _) in old.canaux.iter().enumerate().filter(|(_, old)| !kept(old)) {
            self.remove(&list, rank)?;
        }
        for channel in &new.canaux {
            match old.canaux.iter().position(|other| other.canal == channel.canal) {
                Some(rank) => {
                    let group = spans::group(self.text, list.parts.get(rank)?.1.start)?;
                    self.channel(&group, channel)?;
                }
                None => self.push(&list, &channel_text(channel), 16),
            }
        }
        Some(())
    }

    /// Takes an item of a list out, with the comma after it, and its line where it has its own.
    fn remove(&mut self, list: &Group, rank: usize) -> Option<()> {
        let range = list.parts.get(rank)?.1.clone();
        let after = &self.text[range.end..];
        let blank = after.len() - after.trim_start().len();
        let end = if after.trim_start().starts_with(',') { range.end + blank + 1 } else { range.end };
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at + 1);
        let is_alone =
            self.text[start..range.start].trim().is_empty() && self.text[end..line].trim().is_empty();
        let gone = if is_alone { start..line } else { range.start..end };
        self.changes.push((gone, String::new()));
        Some(())
    }

    fn channel(&mut self, group: &Group, channel: &LocalCanal) -> Option<()> {
        let checked = [("verifie_le", channel.verifie_le.as_ref()), ("source", channel.source.as_ref())];
        for (name, value) in channel.texts().into_iter().chain(checked) {
            self.field(group, name, value.map(String::as_str), "canal")?;
        }
        Some(())
    }

    /// A field of a group, after another one where it is not there yet.
    fn field(&mut self, group: &Group, name: &str, value: Option<&str>, after: &str) -> Option<()> {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        match (group.field(name), value) {
            (Some(range), _) => {
                let text = quoted(value.unwrap_or_default());
                let blank = value.is_none() && self.text[range.clone()] == *"None";
                if !blank && self.text[range.clone()] != text {
                    self.changes.push((range, text));
                }
            }
            (None, Some(value)) => {
                let after = if group.field("valeur").is_some() { "valeur" } else { after };
                let end = group.field(after)?.end;
                // A field stands as the one before it does: on its own line, or beside it.
                let line = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
                let own = self.text[line..end].trim_start();
                let indent = self.text[line..end].len() - own.len();
                let apart = if own.starts_with(after) { format!("\n{:indent$}", "") } else { " ".to_owned() };
                self.changes.push((end..end, format!(",{apart}{name}: {}", quoted(value))));
            }
            (None, None) => {}
        }
        Some(())
    }
}
