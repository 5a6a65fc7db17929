//! A tree, completed with the local contacts.

use std::collections::HashMap;

use super::aged::is_stale;
use super::source::{LocalCanal, LocalEntry, Source, Told, said};
use crate::day::Day;
use crate::tree::{Checked, Contact, ContactCanal, LocalContact, Tree};

/// Completes the contacts of a tree with what a file says of them; `source` was checked against
/// that tree. Nothing but contacts is touched.
pub fn complete(tree: &mut Tree, source: &Source, today: Day) {
    let mut entries: HashMap<&str, Vec<&LocalEntry>> = HashMap::new();
    for entry in source.filled().filter(|entry| entry.operateur == tree.operateur) {
        entries.entry(&entry.contact).or_default().push(entry);
    }
    for contact in &mut tree.contacts {
        for entry in entries.remove(contact.id.as_str()).into_iter().flatten() {
            complete_contact(contact, entry, source, today);
        }
    }
}

/// Completes a contact with what an entry of this file says of it.
pub fn complete_contact(contact: &mut Contact, entry: &LocalEntry, source: &Source, today: Day) {
    let owned = |text: &Option<String>| said(text.as_ref()).map(str::to_owned);
    let (service, note) = (owned(&entry.service), owned(&entry.note));
    if service.is_some() || note.is_some() {
        contact.local = Some(LocalContact { service, note, checked: checked(entry, source, None, today) });
    }
    let local: Vec<ContactCanal> = entry
        .filled()
        .map(|channel| local_channel(channel, checked(entry, source, Some(channel), today)))
        .collect();
    for channel in &mut contact.canaux {
        if let Some(more) = local.iter().find(|more| more.canal == channel.canal) {
            add(channel, more);
        }
    }
    if let Some(open) = contact.canaux.iter_mut().find(|channel| channel.canal.is_unsaid()) {
        fill(open, local);
    }
}

/// Local channels in the place of one that the document leaves unsaid; what it says beside stays.
fn fill(open: &mut ContactCanal, local: Vec<ContactCanal>) {
    let Some(checked) = local.first().and_then(|channel| channel.local.clone()) else {
        return;
    };
    let beside = [&open.horaires, &open.prix, &open.precision].into_iter().any(Option::is_some);
    let stays = beside.then(|| ContactCanal { local: Some(checked), ..open.clone() });
    open.filled = local.into_iter().chain(stays).collect();
}

/// Adds to a channel of the document what it does not say itself.
fn add(channel: &mut ContactCanal, more: &ContactCanal) {
    let fields = [
        (&mut channel.valeur, &more.valeur),
        (&mut channel.horaires, &more.horaires),
        (&mut channel.prix, &more.prix),
        (&mut channel.precision, &more.precision),
    ];
    for (field, said) in fields {
        if field.is_none() && said.is_some() {
            field.clone_from(said);
            channel.local.clone_from(&more.local);
        }
    }
}

fn local_channel(channel: &LocalCanal, checked: Option<Checked>) -> ContactCanal {
    let owned = |text: &Option<String>| said(text.as_ref()).map(str::to_owned);
    ContactCanal {
        canal: channel.canal,
        valeur: channel.shown(),
        horaires: owned(&channel.horaires),
        prix: owned(&channel.prix),
        precision: owned(&channel.precision),
        local: checked,
        filled: Vec::new(),
    }
}

/// When it was checked and by whom; `check` has proved that both are said.
fn checked(entry: &LocalEntry, source: &Source, channel: Option<&LocalCanal>, today: Day) -> Option<Checked> {
    let Told { le, by } = entry.checked(source.told(), channel);
    let le: Day = le?.parse().ok()?;
    Some(Checked { le, source: by?.to_owned(), stale: is_stale(le, today) })
}
