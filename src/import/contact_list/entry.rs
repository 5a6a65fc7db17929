//! What a row of a list says of a contact.

use crate::source::contact_list::{Left, Listed, Said, day};
use crate::source::folding::fold;
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{
    LocalCanal, LocalEntry, Target, contradicted, emergency_fault, fillable, names_a_person,
    number_of_usagers, restriction,
};
use aiguilleur_core::tree::{Canal, ContactCanal};

/// Said of a contact that a list keeps from the usagers.
const RESERVED: &str = "réservé aux conseillers";

/// What a row says of this contact, as a file keeps it; `checked` is the day of the whole list, if it has one. What the contact cannot
/// take is left, with its cause.
pub fn entry(row: &Listed, target: &Target<'_>, checked: Option<Day>) -> (LocalEntry, Vec<Left>) {
    let mut entry = LocalEntry::blank(target.operateur, &target.contact.id);
    let mut left = Vec::new();
    entry.service = service(row, target);
    entry.note.clone_from(&row.note);
    entry.source.clone_from(&row.source);
    entry.verifie_le = row.jour.as_deref().and_then(day).or(checked).map(|day| day.to_string());
    let takes = fillable(&target.contact);
    for said in in_order(row, target) {
        if said.canal == Canal::Telephone
            && let Some((what, mend)) = emergency_fault(&said.valeur)
        {
            let what = format!("« {} » {what}.", said.valeur);
            left.push(Left { at: said.at.clone(), what, mend: mend.to_owned() });
            continue;
        }
        if target.is_of_back_office(&said.valeur) {
            left.push(of_back_office(said));
            continue;
        }
        if !takes.contains(&said.canal) {
            left.extend(not_taken(said.canal, &said.valeur, &said.at, target));
            continue;
        }
        let known = entry.canaux.iter().any(|channel| channel.canal == said.canal);
        if !known {
            let valeur = Some(said.valeur.clone()).filter(|valeur| !valeur.is_empty());
            entry.canaux.push(LocalCanal::new(said.canal, valeur));
        }
        // A channel has one value: the others are said beside it, each with its own words.
        let more = match (known, &said.precision) {
            (true, Some(precision)) => Some(format!("ou {}, {precision}", said.valeur)),
            (true, None) => Some(format!("ou {}", said.valeur)),
            (false, precision) => precision.clone(),
        };
        if let Some(words) = more {
            beside(&mut entry, target, said.canal, &words);
        }
    }
    let open = |channel: &&mut LocalCanal| {
        let national = of_document(target, channel.canal).and_then(|channel| channel.horaires.as_ref());
        matches!(channel.canal, Canal::Telephone | Canal::RendezVous | Canal::SurPlace) && national.is_none()
    };
    match (entry.canaux.iter_mut().find(open), &row.horaires) {
        (Some(channel), hours) => channel.horaires.clone_from(hours),
        (None, Some(hours)) => add(&mut entry.note, hours),
        (None, None) => {}
    }
    if let (Some(first), Some(precision)) =
        (entry.canaux.first().map(|channel| channel.canal), &row.precision)
    {
        beside(&mut entry, target, first, precision);
    }
    uncontradicted(&mut entry, target, &row.at, &mut left);
    say_reserved(&mut entry, row, target);
    (entry, left)
}

/// The ways of a row, those of one kind together: first the number of those whom the contact is about.
fn in_order<'r>(row: &'r Listed, target: &Target<'_>) -> Vec<&'r Said> {
    let first = |canal: Canal| row.said.iter().position(|said| said.canal == canal);
    let rank = |said: &Said| {
        let usagers = said.is_for_usagers() || number_of_usagers(&said.valeur).is_some();
        match (target.contact.answers_conseillers(), said.is_for_conseillers()) {
            (true, true) | (false, false) => 0,
            (true, false) => 1 + usize::from(usagers),
            (false, true) => 1,
        }
    };
    let mut said: Vec<&Said> = row.said.iter().collect();
    said.sort_by_key(|said| (first(said.canal), rank(said)));
    said
}

/// A value that the document gives to who answers the conseillers.
fn of_back_office(said: &Said) -> Left {
    let what = format!(
        "« {} » : le référentiel le donne au back-office, que les usagers n'appellent pas.",
        said.valeur
    );
    Left { at: said.at.clone(), what, mend: "Retirez cette cellule.".to_owned() }
}

/// Notes that a contact is not for the usagers, where its own words do not.
fn say_reserved(entry: &mut LocalEntry, row: &Listed, target: &Target<'_>) {
    // Said where it was not: in a title, or in the name of a column. No usager reads of a back-office anyway.
    if row.reserved && restriction(entry).is_none() && !target.contact.answers_conseillers() {
        add(&mut entry.note, RESERVED);
    }
}

/// Takes out of an entry what says something else than the document does.
fn uncontradicted(entry: &mut LocalEntry, target: &Target<'_>, at: &str, left: &mut Vec<Left>) {
    let mut against = |canal, field, text: &mut Option<String>| {
        let found = text.as_deref().and_then(|words| contradicted(&target.contact, canal, field, words));
        left.extend(found.map(|(what, mend)| {
            *text = None;
            Left { at: at.to_owned(), what, mend: mend.to_owned() }
        }));
    };
    against(None, "note", &mut entry.note);
    entry.canaux.retain_mut(|channel| {
        let canal = Some(channel.canal);
        let valued = channel.valeur.is_some();
        against(canal, "valeur", &mut channel.valeur);
        against(canal, "horaires", &mut channel.horaires);
        against(canal, "precision", &mut channel.precision);
        channel.valeur.is_some() || !valued
    });
}

/// The name of the service that answers, where the row says more than the opérateur or the contact.
fn service(row: &Listed, target: &Target<'_>) -> Option<String> {
    let body = row.operateur.contains(' ').then_some(&row.operateur);
    let named = Some(&row.service).filter(|service| !service.is_empty()).or(body)?;
    let known =
        [target.nom, target.operateur, &target.contact.nom].iter().any(|nom| fold(nom) == fold(named));
    (!known && !names_a_person(named)).then(|| named.clone())
}

/// What the document says of a channel of a contact.
fn of_document<'t>(target: &'t Target<'_>, canal: Canal) -> Option<&'t ContactCanal> {
    target.contact.canaux.iter().find(|channel| channel.canal == canal)
}

/// Words beside a channel; in the note where the document has its own there, which stay.
fn beside(entry: &mut LocalEntry, target: &Target<'_>, canal: Canal, words: &str) {
    let national = of_document(target, canal).and_then(|channel| channel.precision.as_ref());
    match entry.canaux.iter_mut().find(|channel| channel.canal == canal && national.is_none()) {
        Some(channel) => add(&mut channel.precision, words),
        None => add(&mut entry.note, words),
    }
}

fn add(text: &mut Option<String>, more: &str) {
    *text = Some(text.take().map_or_else(|| more.to_owned(), |known| format!("{known} ; {more}")));
}

/// Why a contact does not take a channel; none where the document says the same.
fn not_taken(canal: Canal, valeur: &str, at: &str, target: &Target<'_>) -> Option<Left> {
    let national = of_document(target, canal).and_then(|channel| channel.valeur.as_ref());
    let plain = |text: &str| text.to_lowercase().replace(' ', "");
    let what = match national {
        Some(national) if plain(national) == plain(valeur) => return None,
        Some(national) => {
            format!("« {valeur} » : le référentiel donne « {national} », qui ne se change pas.")
        }
        None => {
            let nom = canal.nom();
            format!(
                "« {valeur} » : le référentiel dit par quels moyens joindre ce contact ; « {nom} » n'en est pas."
            )
        }
    };
    let takes = fillable(&target.contact);
    let names: Vec<&str> = takes.iter().map(|canal| canal.nom()).collect();
    let place = matches!(canal, Canal::Telephone | Canal::Courriel | Canal::Courrier | Canal::SurPlace);
    let mend = match &names[..] {
        _ if national.is_some() => "Retirez cette cellule.".to_owned(),
        [] => "Dites-le dans la note, si le conseiller doit le savoir.".to_owned(),
        // The document says « sur rendez-vous »: where, and how to have one, completes it.
        _ if place && takes.contains(&Canal::RendezVous) => {
            "Si c'est pour le rendez-vous, écrivez-le sous « Rendez-vous » ; sinon, dans la note.".to_owned()
        }
        _ => format!("Vous pouvez compléter : {} ; ou le dire dans la note.", names.join(", ")),
    };
    Some(Left { at: at.to_owned(), what, mend })
}
