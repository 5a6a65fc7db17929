//! What a file says of a contact, and what a list adds to it.

use super::reserved::{keep_restriction, restriction};
use super::source::{LocalCanal, LocalEntry, Source, said};

/// Something that both say, and not the same: what it is, what was said, what would be; nothing, of what goes with a number
/// that is replaced.
pub type Differing = (&'static str, String, String);

/// How a list is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taking {
    /// Where they differ, what the list says is taken.
    pub replacing: bool,
    /// The list says itself when it was checked: what it says again was checked that day.
    pub certified: bool,
}

/// A file and a list in one.
#[derive(Debug)]
pub struct Joined {
    pub entry: LocalEntry,
    pub differing: Vec<Differing>,
    /// Something that the list says again takes its day.
    pub confirmed: bool,
    /// The day of the file, where something that the list says again was checked since: it stays.
    pub since: Option<String>,
}

/// What a file says already of a contact, with what a list says more; where they differ, the file stays unless told
/// otherwise.
pub fn joined(known: &LocalEntry, new: &LocalEntry, file: &Source, taking: Taking) -> Joined {
    let mut entry = known.clone();
    let mut differing = Vec::new();
    let fresh = known.is_blank();
    if fresh {
        entry.verifie_le.clone_from(&new.verifie_le);
        entry.source.clone_from(&new.source);
    }
    let (confirmed, since) = if !fresh && taking.certified {
        confirm(&mut entry, known, new, file, taking.replacing)
    } else {
        (false, None)
    };
    for (what, own, more) in
        [("le service", &mut entry.service, &new.service), ("la note", &mut entry.note, &new.note)]
    {
        let Some(after) = said(more.as_ref()) else { continue };
        match said(own.as_ref()).map(str::to_owned) {
            Some(before) if same(&before, after) => {}
            Some(before) => {
                differing.push((what, before, after.to_owned()));
                if taking.replacing {
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
        // A row of several days says its own.
        let le = channel.verifie_le.clone().or(le);
        let mut dated =
            LocalCanal { verifie_le: le, source: channel.source.clone().or(by), ..channel.clone() };
        // « Poste 12 » is that of the number that the file has, and of no other way.
        let elsewhere = |words: &String| {
            let others = known.canaux.iter().filter(|other| other.canal != channel.canal);
            others.filter_map(|other| said(other.precision.as_ref())).any(|own| same(own, words))
        };
        dated.precision = dated.precision.filter(|words| !elsewhere(words));
        match entry.canaux.iter_mut().find(|other| other.canal == channel.canal) {
            None => entry.canaux.push(dated),
            Some(own) => differing.extend(add(own, dated, taking.replacing)),
        }
    }
    keep_restriction(&mut entry, restriction(new));
    Joined { entry, differing, confirmed, since }
}

/// Gives a newer day to what a list says again, and to nothing else; whether there is such a thing, and the day of the file
/// where that of the list is older.
fn confirm(
    entry: &mut LocalEntry,
    known: &LocalEntry,
    new: &LocalEntry,
    file: &Source,
    replacing: bool,
) -> (bool, Option<String>) {
    let above = file.told();
    let agrees = |own: &Option<String>, more: &Option<String>| {
        replacing
            || said(more.as_ref()).is_none_or(|more| said(own.as_ref()).is_none_or(|own| same(own, more)))
    };
    let again = |own: &LocalCanal| {
        new.canaux.iter().find(|other| {
            let beside = agrees(&own.horaires, &other.horaires) && agrees(&own.precision, &other.precision);
            other.canal == own.canal && other.shown() == own.shown() && beside
        })
    };
    let day =
        |other: &LocalCanal| said(other.verifie_le.as_ref().or(new.verifie_le.as_ref())).map(str::to_owned);
    let repeated = |own: &Option<String>, more: &Option<String>| {
        said(own.as_ref()).is_none_or(|own| said(more.as_ref()).is_some_and(|more| same(own, more)))
    };
    let days: Vec<Option<String>> = known.filled().map(|own| again(own).and_then(day)).collect();
    // All of it is said again, of one day: that is the day of the contact.
    let whole = days.first().is_some_and(Option::is_some)
        && days.windows(2).all(|pair| pair[0] == pair[1])
        && repeated(&known.service, &new.service)
        && repeated(&known.note, &new.note);
    let (mut confirmed, mut since) = (false, None);
    for own in &mut entry.canaux {
        let Some(le) = again(own).and_then(day) else { continue };
        let before = known.checked(above, Some(own)).le;
        since = since.or(before.filter(|before| *before > le.as_str()).map(str::to_owned));
        if before < Some(&le) {
            confirmed = true;
            if !whole || own.verifie_le.is_some() {
                own.verifie_le = Some(le);
                own.source = new.source.clone().or_else(|| own.source.take());
            }
        }
    }
    let le = days.into_iter().next().flatten();
    if whole && known.checked(above, None).le < le.as_deref() {
        entry.verifie_le = le;
        entry.source = new.source.clone().or_else(|| entry.source.take());
        confirmed = true;
    }
    (confirmed, since)
}

/// Words are the same whatever their signs: a table has its own.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}

/// Adds to a channel what it does not say.
fn add(own: &mut LocalCanal, more: LocalCanal, replacing: bool) -> Vec<Differing> {
    let mut differing = Vec::new();
    let value = own.shown().zip(more.shown()).filter(|(before, after)| before != after);
    let other = value.is_some();
    differing.extend(value.map(|(before, after)| (own.canal.nom(), before, after)));
    if own.shown().is_none() || other && replacing {
        if other {
            // When one answers, and what stands beside, were those of the other number.
            let told = [
                ("les horaires", &own.horaires, &more.horaires),
                ("la précision", &own.precision, &more.precision),
            ];
            let gone = told.into_iter().filter(|(.., after)| said(after.as_ref()).is_none());
            let gone = gone.filter_map(|(what, before, _)| {
                Some((what, said(before.as_ref())?.to_owned(), String::new()))
            });
            differing.extend(gone);
            (own.horaires, own.prix, own.precision) = (None, None, None);
        }
        own.valeur = more.valeur;
        (own.verifie_le, own.source) = (more.verifie_le, more.source);
    } else if other {
        return differing;
    }
    let fields = [
        ("les horaires", &mut own.horaires, more.horaires),
        ("la précision", &mut own.precision, more.precision),
    ];
    for (what, field, more) in fields {
        let Some(after) = said(more.as_ref()).map(str::to_owned) else { continue };
        let before = said(field.as_ref()).map(str::to_owned);
        if before.as_ref().is_some_and(|before| same(before, &after)) {
            continue;
        }
        if before.is_none() || replacing {
            *field = more;
        }
        differing.extend(before.map(|before| (what, before, after)));
    }
    differing
}
