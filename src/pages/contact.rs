//! Whom to contact and how, and what is known of it locally.

use super::{Block, part};
use aiguilleur_core::tree::{Canal, Checked, Contact, ContactCanal};

/// What to do about a channel that the document leaves open.
const COMPLETE: &str = "à compléter localement avec l'animateur départemental";

/// Contacts, the channels of one next to each other.
pub fn contacts(contacts: &[(&Contact, &ContactCanal)], blocks: &mut Vec<Block>) {
    if contacts.is_empty() {
        return;
    }
    blocks.extend(part("Contacts"));
    for channels in contacts.chunk_by(|(one, _), (next, _)| one.id == next.id) {
        contact(channels, blocks);
    }
}

/// One contact, its channels, and what is known of it locally.
fn contact(channels: &[(&Contact, &ContactCanal)], blocks: &mut Vec<Block>) {
    let Some((contact, _)) = channels.first() else {
        return;
    };
    // What is local says nothing of channels that are national all the same.
    let near = channels.iter().any(|(_, channel)| channel.local.is_some() || channel.is_open());
    let local = contact.local.as_ref().filter(|_| near);
    blocks.push(Block::Bullet(contact.nom.clone()));
    let service =
        local.and_then(|local| local.service.as_ref()).map(|service| format!("Service : {service}"));
    blocks.extend(service.map(Block::SubBullet));
    blocks.extend(channels.iter().map(|(_, channel)| Block::SubBullet(self::channel(channel))));
    blocks.extend(local.and_then(|local| local.note.clone()).map(Block::SubBullet));
    let mut told: Vec<&Checked> = Vec::new();
    let shown = channels.iter().filter_map(|(_, channel)| channel.local.as_ref());
    for checked in shown.chain(local.and_then(|local| local.checked.as_ref())) {
        if !told.contains(&checked) {
            told.push(checked);
            blocks.push(Block::SubBullet(self::checked(checked)));
        }
    }
}

/// A channel as a line: its kind, its value or what is missing, hours, price, precision.
pub fn channel(channel: &ContactCanal) -> String {
    let kind = channel.canal.nom();
    let missing = match channel.canal {
        Canal::Local => COMPLETE.to_owned(),
        Canal::Telephone => format!("le référentiel ne donne pas de numéro, {COMPLETE}"),
        Canal::NonPrecise => format!("le référentiel ne dit pas par quel moyen, {COMPLETE}"),
        _ => format!("le référentiel ne donne pas d'adresse, {COMPLETE}"),
    };
    let value = channel.valeur.clone().or_else(|| channel.is_open().then_some(missing));
    let details = [&channel.horaires, &channel.prix, &channel.precision].into_iter().flatten().cloned();
    let said: Vec<String> = value.into_iter().chain(details).collect();
    if said.is_empty() { kind.to_owned() } else { format!("{kind} : {}", said.join(" ; ")) }
}

/// Where a local contact comes from, and when it was checked; the warning first where that is over
/// six months ago.
pub fn checked(checked: &Checked) -> String {
    let Checked { le, source, stale } = checked;
    let le = le.long();
    if *stale {
        format!(
            "Attention : contact local vérifié il y a plus de six mois, le {le} (source : {source}). \
             Vérifiez-le avant de le donner."
        )
    } else {
        format!("Contact local, vérifié le {le} (source : {source}).")
    }
}

/// Said where the local contacts of the user's folder are unsound, and therefore left out.
pub fn left_out(file: &str) -> String {
    format!(
        "Vos contacts locaux ne sont pas pris : leur fichier a des erreurs. « aiguilleur local verifier {file} » \
         dit lesquelles."
    )
}
