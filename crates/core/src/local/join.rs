//! What a file says of a contact, and what a list adds to it.

use super::source::{LocalCanal, LocalEntry, said};

/// Something that both say, and not the same: what it is, what was said, what would be.
pub type Differing = (&'static str, String, String);

/// What a file says already of a contact, with what a list says more; where they differ, what the list says is taken if
/// `replacing`, and told.
pub fn joined(known: &LocalEntry, new: &LocalEntry, replacing: bool) -> (LocalEntry, Vec<Differing>) {
    let mut entry = known.clone();
    let mut differing = Vec::new();
    let fresh = known.is_blank();
    if fresh {
        entry.verifie_le.clone_from(&new.verifie_le);
        entry.source.clone_from(&new.source);
    }
    for (what, own, more) in
        [("le service", &mut entry.service, &new.service), ("la note", &mut entry.note, &new.note)]
    {
        let Some(after) = said(more.as_ref()) else { continue };
        match said(own.as_ref()).map(str::to_owned) {
            Some(before) if before == after => {}
            Some(before) => {
                differing.push((what, before, after.to_owned()));
                if replacing {
                    *own = Some(after.to_owned());
                }
            }
            None => *own = Some(after.to_owned()),
        }
    }
    for channel in &new.canaux {
        // The day of the contact, and who says so, certify what was there, and nothing else.
        let apart = |new: &Option<String>, own: &Option<String>| new.clone().filter(|_| !fresh && new != own);
        let le = apart(&new.verifie_le, &entry.verifie_le);
        let by = apart(&new.source, &entry.source);
        let dated = LocalCanal { verifie_le: le, source: by, ..channel.clone() };
        match entry.canaux.iter_mut().find(|other| other.canal == channel.canal) {
            None => entry.canaux.push(dated),
            Some(own) => differing.extend(add(own, dated, replacing)),
        }
    }
    (entry, differing)
}

/// Adds to a channel what it does not say.
fn add(own: &mut LocalCanal, more: LocalCanal, replacing: bool) -> Option<Differing> {
    let (before, after) = (own.shown(), more.shown());
    let differing = before.clone().zip(after.clone()).filter(|(before, after)| before != after);
    if before.is_none() || differing.is_some() && replacing {
        own.valeur = more.valeur;
        (own.verifie_le, own.source) = (more.verifie_le, more.source);
    } else if differing.is_some() {
        return differing.map(|(before, after)| (own.canal.nom(), before, after));
    }
    for (field, more) in [(&mut own.horaires, more.horaires), (&mut own.precision, more.precision)] {
        if said(field.as_ref()).is_none() {
            *field = more;
        }
    }
    differing.map(|(before, after)| (own.canal.nom(), before, after))
}
