//! A file of local contacts, as text that a person can go on with.

use std::fmt::Write as _;

use super::source::{FORMAT, LocalCanal, LocalEntry, Maison, Source, said};
use crate::tree::quoted;

/// The text of a file; `read` gives the same file back.
pub fn text(source: &Source) -> String {
    let mut text = String::from("#![enable(implicit_some)]\n// Contacts locaux d'Aiguilleur.\n(\n");
    let _ = writeln!(text, "    format: {FORMAT},");
    let _ = writeln!(text, "    departement: {},", quoted(&source.departement));
    let fields = [("maison", &source.maison), ("verifie_le", &source.verifie_le), ("source", &source.source)];
    for (name, value) in fields {
        line(&mut text, 4, name, value.as_ref());
    }
    text.push_str("    contacts: [\n");
    for entry in &source.contacts {
        let _ = writeln!(text, "        {},", entry_text(entry));
    }
    text.push_str("    ],\n");
    if !source.maisons.is_empty() {
        text.push_str("    maisons: [\n");
        for maison in &source.maisons {
            let _ = writeln!(text, "        {},", maison_text(maison));
        }
        text.push_str("    ],\n");
    }
    text.push_str(")\n");
    text
}

/// A maison, from its bracket to its bracket, within a list.
pub(super) fn maison_text(maison: &Maison) -> String {
    let mut text = String::from("(\n");
    let fields = [
        ("nom", Some(&maison.nom)),
        ("verifie_le", maison.verifie_le.as_ref()),
        ("source", maison.source.as_ref()),
    ];
    for (name, value) in fields {
        line(&mut text, 12, name, value);
    }
    text.push_str("            contacts: [\n");
    for entry in &maison.contacts {
        let _ = writeln!(text, "                {},", deeper(&entry_text(entry)));
    }
    text.push_str("            ],\n        )");
    text
}

/// A contact as it stands in a maison, two brackets deeper.
pub(super) fn deeper(text: &str) -> String {
    text.replace('\n', "\n        ")
}

/// A contact, from its bracket to its bracket, within a list.
pub(super) fn entry_text(entry: &LocalEntry) -> String {
    let mut text = String::from("(\n");
    let fields = [
        ("operateur", Some(&entry.operateur)),
        ("contact", Some(&entry.contact)),
        ("service", entry.service.as_ref()),
        ("note", entry.note.as_ref()),
        ("verifie_le", entry.verifie_le.as_ref()),
        ("source", entry.source.as_ref()),
    ];
    for (name, value) in fields {
        line(&mut text, 12, name, value);
    }
    text.push_str("            canaux: [\n");
    for channel in &entry.canaux {
        let _ = writeln!(text, "                {},", channel_text(channel));
    }
    text.push_str("            ],\n        )");
    text
}

fn line(text: &mut String, indent: usize, name: &str, value: Option<&String>) {
    if let Some(value) = said(value) {
        let _ = writeln!(text, "{:indent$}{name}: {},", "", quoted(value));
    }
}

pub(super) fn channel_text(channel: &LocalCanal) -> String {
    let checked = [("verifie_le", channel.verifie_le.as_ref()), ("source", channel.source.as_ref())];
    let mut text = format!("(canal: {:?}", channel.canal);
    for (name, value) in channel.texts().into_iter().chain(checked) {
        if let Some(value) = said(value) {
            let _ = write!(text, ", {name}: {}", quoted(value));
        }
    }
    text.push(')');
    text
}
