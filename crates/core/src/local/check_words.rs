//! The form of what a file of local contacts says: numbers and addresses that can be used, words that
//! can be shown and name no person, days on which it was checked.

use super::aged::{FRESH_MONTHS, is_stale};
use super::person::names_a_person;
use super::source::{LocalCanal, LocalEntry, Source, said};
use crate::day::Day;
use crate::tree::{Canal, EMERGENCIES, Fault, Number, Part, Place, has_control};

/// Numbers, addresses and words that can be shown, each kind of channel once.
pub(super) fn form(entry: &LocalEntry, part: Part, faults: &mut Vec<Fault>) {
    for (field, text) in [("service", &entry.service), ("note", &entry.note), ("source", &entry.source)] {
        words(part, field, text.as_ref(), faults);
    }
    let bare = |channel: &LocalCanal| Place::bare(part, "canal", format!("{:?}", channel.canal));
    let mut met: Vec<Canal> = Vec::new();
    for channel in &entry.canaux {
        if met.contains(&channel.canal) {
            faults.push(Fault::error(
                "canal",
                bare(channel),
                format!("Le canal {:?} est écrit deux fois.", channel.canal),
                "N'en gardez qu'un ; dites le reste dans « precision ».",
            ));
        } else {
            met.push(channel.canal);
        }
        if channel.canal.is_unsaid() {
            faults.push(Fault::error(
                "canal",
                bare(channel),
                format!(
                    "« {:?} » est ce que vous devez remplacer : ce n'est pas un canal local.",
                    channel.canal
                ),
                format!("Dites par quel moyen : {}.", Canal::local_names()),
            ));
            continue;
        }
        if let Some(valeur) = said(channel.valeur.as_ref())
            && let Some((what, mend)) = value_fault(channel.canal, valeur)
        {
            let place = Place::words(part, "valeur", channel.valeur.as_deref().unwrap_or_default());
            // Files that were sound before letters had a form stay in use.
            let post = channel.canal == Canal::Courrier;
            let fault = if post { Fault::warning } else { Fault::error };
            faults.push(fault("canal", place, format!("« {valeur} » {what}."), mend));
        }
        for (field, text) in channel.texts().into_iter().chain([("source", channel.source.as_ref())]) {
            words(part, field, text, faults);
        }
        if let Some((hours, hour)) =
            said(channel.horaires.as_ref()).and_then(|hours| Some((hours, no_hour(hours)?)))
        {
            faults.push(Fault::warning(
                "horaires",
                Place::words(part, "horaires", hours),
                format!("« {hour} » n'est pas une heure."),
                "Écrivez les heures de 0 à 24, les minutes de 0 à 59.",
            ));
        }
    }
}

/// What is wrong with the value of a local channel, and how to mend it. A number is taken as people write it.
pub fn value_fault(canal: Canal, valeur: &str) -> Option<(&'static str, String)> {
    if canal == Canal::Courrier && !is_postal(valeur) {
        return Some((
            "n'est pas une adresse postale",
            "Donnez la rue, la boîte postale, ou le code postal et la ville : « 12 rue des Lilas, 58000 Nevers »."
                .to_owned(),
        ));
    }
    if canal != Canal::Telephone {
        return canal.value_fault(valeur).map(|(what, mend)| (what, mend.to_owned()));
    }
    if let Some((what, mend)) = emergency_fault(valeur) {
        return Some((what, mend.to_owned()));
    }
    match Number::read(valeur) {
        Number::Certain(_) => None,
        Number::Probable(whole) => Some((
            "n'est pas un numéro de téléphone : son début manque",
            format!("Si c'est bien lui, écrivez « {whole} »."),
        )),
        Number::None => Some(("n'est pas un numéro de téléphone", number_mend(valeur))),
    }
}

/// What is wrong with a number of emergencies, and how to mend it; nothing where it is another.
pub fn emergency_fault(valeur: &str) -> Option<(&'static str, &'static str)> {
    let digits: String = valeur.chars().filter(char::is_ascii_digit).collect();
    let fault = ("est un numéro d'urgence", "Donnez le numéro du service lui-même.");
    EMERGENCIES.contains(&digits.as_str()).then_some(fault)
}

/// How to mend what is no number, by how many digits it has.
fn number_mend(valeur: &str) -> String {
    match valeur.chars().filter(char::is_ascii_digit).count() {
        0 => "Écrivez dix chiffres, « 03 86 00 00 01 », ou un numéro court, « 36 46 ».".to_owned(),
        10 => "Il a dix chiffres, et n'est pas un numéro français : relisez-le.".to_owned(),
        20 => "Écrivez un seul numéro ; le second se dit dans la précision.".to_owned(),
        digits => format!(
            "Il a {digits} chiffre(s) : écrivez-en dix, « 03 86 00 00 01 », ou un numéro court, « 36 46 »."
        ),
    }
}

/// What a way is called, where letters are sent.
const WAYS: &str = "rue avenue av boulevard bd place pl allée chemin impasse quai route square cours";

/// Whether words are where letters are sent: a number and a street, a street first, « BP 12 », or five digits and a town.
pub fn is_postal(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == '(')
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let way = |word: &String| WAYS.split(' ').any(|way| way == word);
    let first = |part: &str| part.split_whitespace().next().is_some_and(|word| way(&word.to_lowercase()));
    let pair = |pair: &[String]| {
        let (one, next) = (&pair[0], &pair[1]);
        let code = one.len() == 5 && one.bytes().all(|b| b.is_ascii_digit());
        code && next.starts_with(char::is_alphabetic)
            || matches!(one.as_str(), "bp" | "cs" | "tsa") && number(next)
    };
    let street = words.iter().skip_while(|word| !number(word)).any(way) || text.split(',').any(first);
    street || words.windows(2).any(pair)
}

/// The first hour of these words that does not exist: « 25h », « 9h75 ».
pub fn no_hour(words: &str) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit();
    let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
    let starts = words.match_indices(digit).filter(|(at, _)| !words[..*at].ends_with(digit));
    starts.map(|(at, _)| &words[at..]).find_map(|text| {
        let hour = &text[..text.find(|c| !digit(c)).unwrap_or(text.len())];
        let after = text[hour.len()..].trim_start();
        let behind = after.strip_prefix(['h', 'H', ':'])?;
        let minutes = &behind[..behind.find(|c| !digit(c)).unwrap_or(behind.len())];
        let colon = after.starts_with(':') && minutes.is_empty();
        let word = behind.starts_with(char::is_alphabetic);
        let wrong = number(hour) > 24 || !minutes.is_empty() && number(minutes) > 59;
        (wrong && !colon && !word).then(|| format!("{hour}{}{minutes}", &after[..1]))
    })
}

/// Whether a day is one on which a contact of France services can have been checked: there were none before 2019.
pub fn is_too_old(day: Day) -> bool {
    day.to_string().as_str() < "2019-01-01"
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

/// The day that holds for the whole file exists.
pub(super) fn day_of_file(source: &Source, today: Day, faults: &mut Vec<Fault>) {
    if let Some(le) = said(source.verifie_le.as_ref()) {
        date(le, Part::Top, today, faults);
    }
}

/// What was filled in was checked on a day that exists, by someone.
pub(super) fn dates(source: &Source, entry: &LocalEntry, part: Part, today: Day, faults: &mut Vec<Fault>) {
    let of_entry = std::iter::once(None);
    let own = of_entry.chain(entry.canaux.iter().map(Some)).filter_map(|channel| match channel {
        None => said(entry.verifie_le.as_ref()),
        Some(channel) => said(channel.verifie_le.as_ref()),
    });
    let mut told: Vec<&str> = Vec::new();
    for le in own {
        if !told.contains(&le) {
            told.push(le);
            date(le, part, today, faults);
        }
    }
    let filled: Vec<Option<&LocalCanal>> = entry.filled().map(Some).collect();
    let all = if filled.is_empty() { vec![None] } else { filled };
    let checked: Vec<_> = all.into_iter().map(|channel| entry.checked(source.told(), channel)).collect();
    if checked.iter().any(|told| told.le.is_none()) {
        faults.push(missing(part, "verifie_le", "AAAA-MM-JJ"));
    }
    if checked.iter().any(|told| told.by.is_none()) {
        faults.push(missing(part, "source", "le service qui l'a dit"));
    }
}

fn missing(part: Part, field: &str, like: &str) -> Fault {
    Fault::error(
        "verification",
        part,
        format!("Ce contact n'a pas de « {field} »."),
        format!("Écrivez « {field}: \"…\" » ({like}), ici ou en tête du fichier."),
    )
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
    // A day begins earlier elsewhere.
    if le > today.plus(1) {
        faults.push(Fault::error(
            "date",
            place,
            format!("La vérification du {} n'a pas encore eu lieu.", le.long()),
            "Corrigez la date, ou l'horloge de ce poste.",
        ));
    } else if is_too_old(le) {
        faults.push(Fault::warning(
            "date",
            place,
            format!("La vérification du {} est d'avant les France services.", le.long()),
            "Vérifiez ce contact, puis écrivez la nouvelle date.",
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
