//! What a person can correct of a contact that was filled in before.

use aiguilleur_core::local::LocalEntry;
use aiguilleur_core::tree::Canal;

/// A line of the menu.
#[derive(Debug, Clone, Copy)]
pub(super) enum Correction {
    Service,
    /// What is known of this channel.
    Value(Canal),
    AnotherChannel,
    Note,
    /// Nothing: all of it was checked again.
    Day,
    /// Every question, one after the other.
    All,
    /// The channel of this rank goes.
    Remove(usize),
}

/// What can be corrected of an entry, in the order of the menu.
pub(super) fn corrections(entry: &LocalEntry) -> Vec<(String, Correction)> {
    let text =
        |text: &Option<String>| text.clone().filter(|text| !text.is_empty()).unwrap_or("rien".to_owned());
    let channels = || (0..).zip(&entry.canaux);
    let values = channels().map(|(_, channel)| {
        (format!("{} : {}", channel.canal.nom(), text(&channel.shown())), Correction::Value(channel.canal))
    });
    let removals = channels().map(|(rank, channel)| {
        let line = format!("Retirer un moyen : {} {}", channel.canal.nom(), text(&channel.shown()));
        (line, Correction::Remove(rank))
    });
    let mut items = vec![(format!("Le service : {}", text(&entry.service)), Correction::Service)];
    items.extend(values);
    items.extend([
        ("Un autre moyen de le joindre".to_owned(), Correction::AnotherChannel),
        (format!("La note : {}", text(&entry.note)), Correction::Note),
        ("Rien : tout est vérifié, changer le jour".to_owned(), Correction::Day),
        ("Tout, une question après l'autre".to_owned(), Correction::All),
    ]);
    items.extend(removals);
    items
}
