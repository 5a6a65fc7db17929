//! Whom to contact and how, and what is known of it locally.

use super::{Block, part, sheet};
use aiguilleur_core::local::FRESH_MONTHS;
use aiguilleur_core::tree::{Canal, Checked, Contact, ContactCanal, Etape};
use aiguilleur_core::walk::{Elsewhere, Outcome, Reached, elsewhere};

/// Said where a channel is left open: loud, and always with what to do, said by [`TO_COMPLETE`].
const OPEN: &str = "À COMPLÉTER";
/// What starts the line that says when a local contact was checked.
pub const LOCAL: &str = "Contact local";
/// What to do about a channel that the document leaves open.
pub const TO_COMPLETE: &str =
    "À COMPLÉTER : le référentiel ne le dit pas. Demandez-le à l'animateur départemental.";
/// The same, where the program can keep it.
pub const TO_COMPLETE_HERE: &str = "À COMPLÉTER : le référentiel ne le dit pas. Demandez-le à l'animateur départemental, \
                                    puis notez-le : « aiguilleur local remplir » le garde.";

/// So many steps and remarks stand on the first screen with all that is known of their contacts.
const CROWDED: usize = 3;

/// What a step needs to reach the one that it names: the name where the step does not say it, the channels, what the
/// document gives elsewhere where it gives nothing here. What is known locally beside, and that nothing warns of, comes
/// back: it stands after all the steps, for these stand on the first screen.
pub fn under_step(
    outcome: &Outcome<'_>,
    etape: &Etape,
    reached: &[Reached<'_>],
    blocks: &mut Vec<Block>,
) -> Vec<String> {
    let mut about = Vec::new();
    let Some((contact, _)) = reached.first() else {
        return about;
    };
    let mut lines = Vec::new();
    // What is local says nothing of channels that are national all the same.
    let near = reached.iter().any(|(_, channel)| channel.local.is_some() || channel.is_open());
    let local = contact.local.as_ref().filter(|_| near);
    // Where the local contact says how, what the document leaves unsaid is no longer missing.
    let known = |channel: &ContactCanal| channel.canal == Canal::NonPrecise && local.is_some();
    lines.extend(
        reached.iter().filter(|(_, c)| !known(c)).filter_map(|(_, channel)| beside(channel, outcome)),
    );
    // « Ne pas donner à l'usager »: a note stands beside its number, unless so many steps would leave the screen.
    let crowded = outcome.conduite.is_some_and(|conduite| conduite.etapes.len() > CROWDED);
    let note = local.and_then(|local| local.note.clone());
    (if crowded { &mut about } else { &mut lines }).extend(note);
    let checks = checks(reached, local.and_then(|local| local.checked.as_ref()));
    let service = local.and_then(|local| local.service.as_ref());
    match (service, &checks[..]) {
        // One line says whose it is and when it was checked.
        (Some(service), [check]) if check.starts_with(LOCAL) => {
            about.push(check.replacen(LOCAL, &format!("{LOCAL} : {service}"), 1));
        }
        _ => {
            lines.splice(0..0, service.map(|service| format!("Service : {service}")));
            let (fresh, old): (Vec<_>, Vec<_>) = checks.into_iter().partition(|one| one.starts_with(LOCAL));
            about.extend(fresh);
            lines.extend(old);
        }
    }
    if reached.iter().all(|(_, channel)| channel.is_open() || channel.is_vague()) {
        let given = elsewhere(outcome, contact);
        let given = given.iter().map(|given| given_elsewhere(given, outcome));
        lines.extend(given.filter(|line| !sheet::texts(blocks).any(|told| told.ends_with(line))));
    }
    let own = bare(without_operateur(&contact.nom, &outcome.tree.operateur)).to_lowercase();
    if !etape.texte.to_lowercase().contains(&own) {
        let nom = capital(&contact.nom);
        match lines.first_mut() {
            // « Modalités définies localement : À COMPLÉTER »: the name says more than the kind.
            Some(first) if first.ends_with(OPEN) => *first = format!("{nom} : {OPEN}"),
            Some(first) => *first = format!("{nom}. {first}"),
            None => lines.push(nom),
        }
    }
    blocks.extend(lines.into_iter().map(Block::SubBullet));
    about
}

/// A contact by itself, with all the channels that are used of it.
pub fn alone(contact: &Contact) -> Vec<Block> {
    let mut blocks = Vec::from(part("Contacts"));
    blocks.push(Block::Bullet(contact.nom.clone()));
    blocks.extend(lines(contact).into_iter().map(Block::SubBullet));
    blocks
}

/// The same as [`alone`], a line each, the name of the contact left out.
pub fn lines(contact: &Contact) -> Vec<String> {
    let channels: Vec<_> = contact.in_force().map(|channel| (contact, channel)).collect();
    let near = channels.iter().any(|(_, channel)| channel.local.is_some() || channel.is_open());
    let local = contact.local.as_ref().filter(|_| near);
    let service = local.and_then(|local| local.service.as_ref());
    let mut lines: Vec<String> = service.map(|service| format!("Service : {service}")).into_iter().collect();
    for line in channels.iter().map(|(_, channel)| self::channel(channel)) {
        // The same number may stand in the place of two channels.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.extend(local.and_then(|local| local.note.clone()));
    lines.extend(checks(&channels, local.and_then(|local| local.checked.as_ref())));
    lines
}

/// When what is shown was checked: once where one day holds for all, else for each channel.
fn checks(channels: &[Reached<'_>], beside: Option<&Checked>) -> Vec<String> {
    let mut told: Vec<(&Checked, Vec<&str>)> = Vec::new();
    let shown = channels.iter().filter_map(|(_, c)| c.local.as_ref().map(|checked| (checked, c.canal.nom())));
    for (checked, what) in shown.chain(beside.map(|checked| (checked, "Service"))) {
        match told.iter_mut().find(|(other, _)| *other == checked) {
            Some((_, names)) => names.push(what),
            None => told.push((checked, vec![what])),
        }
    }
    let several = told.len() > 1;
    told.into_iter().map(|(checked, names)| check(checked, if several { &names } else { &[] })).collect()
}

/// A name without its article.
fn bare(nom: &str) -> &str {
    let articles = ["le ", "la ", "les ", "l'", "un ", "une "];
    articles.iter().find_map(|article| nom.strip_prefix(article)).unwrap_or(nom)
}

/// A name without « de l'Assurance retraite », at that opérateur's.
fn without_operateur<'n>(nom: &'n str, operateur: &str) -> &'n str {
    let ends = [" de l'", " de la ", " du "].into_iter().filter_map(|of| Some((nom.rfind(of)?, of.len())));
    let own =
        |(at, length): &(usize, usize)| nom[at + length..].to_lowercase().replace(' ', "-") == operateur;
    ends.into_iter().find(own).map_or(nom, |(at, _)| &nom[..at])
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A channel, beside the step that needs it: nothing of what the conduite says itself, and nothing where it says it
/// all.
fn beside(channel: &ContactCanal, outcome: &Outcome<'_>) -> Option<String> {
    let etapes = outcome.conduite.map_or(&[][..], |conduite| &conduite.etapes);
    let said = |words: &str| etapes.iter().any(|etape| etape.texte.to_lowercase().contains(words));
    let mut channel = channel.clone();
    let parts = channel.precision.iter().flat_map(|precision| precision.split(", "));
    let parts: Vec<&str> = parts.filter(|part| !said(&part.to_lowercase())).collect();
    let unsaid = (!parts.is_empty()).then(|| parts.join(", "));
    // « Elle ne dit pas non plus comment. »: a remark says it already.
    let vague =
        channel.is_vague() && !etapes.iter().any(|etape| etape.remarque && etape.texte.contains("comment"));
    let named = match channel.canal {
        Canal::MessagerieSecurisee => said("messagerie") || said("message"),
        canal => said(&canal.nom().to_lowercase()),
    };
    let more = [&channel.valeur, &channel.horaires, &channel.prix, &unsaid].into_iter().any(Option::is_some);
    // A kind by itself says nothing where the step says how to use it.
    let told = channel.precision.is_some() && unsaid.is_none();
    let tells = more || vague || !named && !told || channel.is_open() || channel.local.is_some();
    let line = channel.is_vague() && !vague;
    // What the step says of it is not missing.
    let missing = missing(&channel);
    channel.precision = unsaid;
    (tells && !line).then(|| as_line(&channel, missing))
}

fn given_elsewhere(given: &Elsewhere<'_>, outcome: &Outcome<'_>) -> String {
    let Elsewhere { contact, channel, ligne } = given;
    let own = ligne.strip_prefix(&outcome.tree.operateur).map_or(*ligne, |rest| rest.trim_start_matches('-'));
    // That both are one body is ours: whose number it is lets the conseiller judge.
    let other = outcome.contacts().iter().all(|(told, _)| told.id != contact.id);
    let of = if other { format!(", pour {}", contact.nom) } else { String::new() };
    let value = channel.valeur.as_deref().unwrap_or_default();
    let prix = channel.prix.as_deref().map_or_else(String::new, |prix| format!(" ({prix})"));
    format!("Ailleurs dans le référentiel{of} : {value}{prix}, ligne {own}")
}

/// A channel as a line: its kind, its value or what is missing, hours, price, precision.
pub fn channel(channel: &ContactCanal) -> String {
    as_line(channel, missing(channel))
}

/// What the document leaves unsaid of a channel.
fn missing(channel: &ContactCanal) -> Option<String> {
    match channel.canal {
        _ if channel.is_vague() => Some("le référentiel ne dit pas comment le prendre".to_owned()),
        _ if !channel.is_open() || channel.says_where() => None,
        Canal::Local | Canal::NonPrecise => Some(OPEN.to_owned()),
        Canal::Telephone => Some(format!("{OPEN}, numéro non donné")),
        _ => Some(format!("{OPEN}, adresse non donnée")),
    }
}

fn as_line(channel: &ContactCanal, missing: Option<String>) -> String {
    let kind = channel.canal.nom();
    let value = channel.valeur.clone().or(missing);
    let details = [&channel.horaires, &channel.prix, &channel.precision].into_iter().flatten().cloned();
    let said: Vec<String> = value.into_iter().chain(details).collect();
    if said.is_empty() { kind.to_owned() } else { format!("{kind} : {}", said.join(" ; ")) }
}

/// Where a local contact comes from, and when it was checked; the warning first where that is too
/// long ago.
pub fn checked(checked: &Checked) -> String {
    check(checked, &[])
}

/// Said of a contact that was fresh, once it no longer is.
pub fn grown_old() -> String {
    format!("Attention : il y a plus de {FRESH_MONTHS} mois. {CHECK_AGAIN}")
}

/// What to do with an old contact.
const CHECK_AGAIN: &str = "Vérifiez-le avant de le donner.";

/// When and by whom these channels were checked.
fn check(checked: &Checked, names: &[&str]) -> String {
    let Checked { le, source, stale } = checked;
    let le = le.long();
    let what = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    if *stale {
        format!(
            "Attention : contact local{what} vérifié il y a plus de {FRESH_MONTHS} mois, le {le} (source : {source}). \
             {CHECK_AGAIN}"
        )
    } else {
        format!("{LOCAL}{what}, vérifié le {le} (source : {source}).")
    }
}
