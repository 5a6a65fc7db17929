//! The form of what a file of local contacts says: numbers and addresses that can be used, words that
//! can be shown and name no person, days on which it was checked.

use super::complete::is_unsaid;
use super::source::{Entry, LocalChannel, Source, said};
use super::{FRESH_MONTHS, is_stale};
use crate::day::Day;
use crate::tree::{Canal, Fault, Part, Place, has_control, value_fault};

/// Numbers, addresses and words that can be shown, each kind of channel once.
pub(super) fn form(entry: &Entry, part: Part, faults: &mut Vec<Fault>) {
    for (field, text) in [("service", &entry.service), ("note", &entry.note), ("source", &entry.source)] {
        words(part, field, text.as_ref(), faults);
    }
    for (at, channel) in entry.canaux.iter().enumerate() {
        if entry.canaux[..at].iter().any(|other| other.canal == channel.canal) {
            faults.push(Fault::error(
                "canal",
                part,
                format!("Le canal {:?} est écrit deux fois.", channel.canal),
                "N'en gardez qu'un ; dites le reste dans « precision ».",
            ));
        }
        if is_unsaid(channel.canal) {
            faults.push(Fault::error(
                "canal",
                part,
                format!("« {:?} » est ce que vous devez remplacer : ce n'est pas un canal local.", channel.canal),
                "Dites par quel moyen : Telephone, Courriel, Courrier, MessagerieSecurisee, RendezVous, Site, SurPlace.",
            ));
            continue;
        }
        let needs =
            matches!(channel.canal, Canal::Telephone | Canal::Courriel | Canal::Courrier | Canal::Site);
        if needs && channel.valeur.is_none() {
            faults.push(Fault::error(
                "canal",
                part,
                format!("Le canal {:?} n'a pas de « valeur ».", channel.canal),
                "Écrivez le numéro ou l'adresse : « valeur: \"…\" ».",
            ));
        }
        if let Some(valeur) = said(channel.valeur.as_ref())
            && let Some((what, mend)) = value_fault(channel.canal, valeur)
        {
            let place = Place::words(part, "valeur", channel.valeur.as_deref().unwrap_or_default());
            faults.push(Fault::error("canal", place, format!("« {valeur} » {what}."), mend));
        }
        let texts = [
            ("valeur", &channel.valeur),
            ("horaires", &channel.horaires),
            ("prix", &channel.prix),
            ("precision", &channel.precision),
            ("source", &channel.source),
        ];
        for (field, text) in texts {
            words(part, field, text.as_ref(), faults);
        }
    }
}

/// Words that can be shown on any screen, and that name no person.
pub(super) fn words(part: Part, field: &'static str, text: Option<&String>, faults: &mut Vec<Fault>) {
    let Some(text) = text else { return };
    if has_control(text) {
        faults.push(Fault::error(
            "typographie",
            Place::words(part, field, text),
            "Ce texte contient un caractère de commande.",
            "Retirez-le : retour à la ligne, tabulation, séquence de terminal.",
        ));
    }
    if names_a_person(text) {
        faults.push(Fault::warning(
            "personne",
            Place::words(part, field, text),
            "Ce texte semble nommer une personne.",
            "Nommez le service : une personne change de poste, et son nom n'a pas à circuler.",
        ));
    }
}

/// « Mme Martin », « M. Durand ».
fn names_a_person(text: &str) -> bool {
    const CIVILITIES: [&str; 9] =
        ["m.", "mr", "mr.", "mme", "mme.", "mlle", "monsieur", "madame", "mademoiselle"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    words.windows(2).any(|pair| CIVILITIES.contains(&pair[0].to_lowercase().as_str()) && capital(&pair[1]))
}

/// What was filled in was checked on a day that exists, by someone.
pub(super) fn dates(source: &Source, entry: &Entry, part: Part, today: Day, faults: &mut Vec<Fault>) {
    let channels: Vec<Option<&LocalChannel>> =
        if entry.filled().next().is_some() { entry.filled().map(Some).collect() } else { vec![None] };
    let mut told: Vec<&str> = Vec::new();
    for channel in channels {
        let (le, by) = entry.checked(source, channel);
        match le {
            None => missing(part, "verifie_le", "AAAA-MM-JJ", &mut told, faults),
            Some(le) if !told.contains(&le) => {
                told.push(le);
                date(le, part, today, faults);
            }
            Some(_) => {}
        }
        if by.is_none() {
            missing(part, "source", "le service qui l'a dit", &mut told, faults);
        }
    }
}

fn missing(part: Part, field: &'static str, like: &str, told: &mut Vec<&str>, faults: &mut Vec<Fault>) {
    if !told.contains(&field) {
        told.push(field);
        faults.push(Fault::error(
            "verification",
            part,
            format!("Ce contact n'a pas de « {field} »."),
            format!("Écrivez « {field}: \"…\" » ({like}), ici ou en tête du fichier."),
        ));
    }
}

fn date(text: &str, part: Part, today: Day, faults: &mut Vec<Fault>) {
    let place = Place::words(part, "verifie_le", text);
    let Ok(le) = text.parse::<Day>() else {
        faults.push(Fault::error(
            "date",
            place,
            format!("« {text} » n'est pas une date."),
            "Écrivez l'année, le mois, le jour : « 2026-09-30 ».",
        ));
        return;
    };
    if le > today {
        faults.push(Fault::warning(
            "date",
            place,
            format!("La vérification du {} n'a pas encore eu lieu.", le.long()),
            "Corrigez la date, ou l'horloge de ce poste.",
        ));
    } else if is_stale(le, today) {
        faults.push(Fault::warning(
            "date",
            place,
            format!("La vérification du {} a plus de {FRESH_MONTHS} mois.", le.long()),
            "Vérifiez ce contact, puis écrivez la nouvelle date.",
        ));
    }
}
