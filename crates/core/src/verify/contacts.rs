//! **Every contact can be used**: numbers, addresses and sites are well formed, and each kind of
//! channel carries what it can carry.

use super::Subject;
use crate::tree::{Contact, ContactCanal, Fault, Part, Place};

pub(super) fn check(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (rank, contact) in subject.tree.contacts.iter().enumerate() {
        let part = Part::Contact(rank);
        if contact.canaux.is_empty() {
            faults.push(Fault::error(
                "canal",
                part,
                "Ce contact n'a aucun canal.",
                "Écrivez « (canal: NonPrecise) » si le référentiel n'en dit rien.",
            ));
        }
        twice(contact, part, faults);
        for channel in &contact.canaux {
            value(channel, part, faults);
        }
    }
}

fn twice(contact: &Contact, part: Part, faults: &mut Vec<Fault>) {
    for (at, channel) in contact.canaux.iter().enumerate() {
        if contact.canaux[..at].iter().any(|c| c.canal == channel.canal) {
            faults.push(Fault::error(
                "canal",
                part,
                format!("Le canal {:?} est écrit deux fois.", channel.canal),
                "N'en gardez qu'un, ou faites deux contacts.",
            ));
        }
    }
}

fn value(channel: &ContactCanal, part: Part, faults: &mut Vec<Fault>) {
    let Some(valeur) = &channel.valeur else {
        return;
    };
    let place = Place::words(part, "valeur", valeur);
    if let Some((what, mend)) = channel.canal.value_fault(valeur) {
        faults.push(Fault::error("canal", place, format!("« {valeur} » {what}."), mend));
    }
}
