//! What is to be checked again, contact by contact.

use super::source::{LocalCanal, LocalEntry, Maison, Source, Told};
use crate::day::Day;
use crate::tree::Canal;

/// A local contact must be checked again after so many months.
pub const FRESH_MONTHS: u8 = 6;

/// Whether what was checked on that day must be checked again.
pub(super) fn is_stale(checked: Day, today: Day) -> bool {
    checked.plus_months(FRESH_MONTHS) < today
}

/// A contact, or the channels of it that were checked on one day, to be checked again.
#[derive(Debug, PartialEq, Eq)]
pub struct Aged<'s> {
    /// The maison whose own contact it is.
    pub maison: Option<&'s str>,
    pub operateur: &'s str,
    pub contact: &'s str,
    pub service: Option<&'s str>,
    /// Which channels were checked that day; none where the service or the note alone was.
    pub canaux: Vec<Canal>,
    pub checked: Day,
    pub source: &'s str,
    /// The last day on which it is fresh.
    pub until: Day,
}

/// What was checked too long ago, or will have been in so many days; the oldest first.
pub fn aged(source: &Source, today: Day, days: u16) -> Vec<Aged<'_>> {
    let of_file = source.filled().map(|entry| (None, source.told(), entry));
    let of_maisons = source.maisons.iter().flat_map(|maison| {
        let filled = maison.contacts.iter().filter(|entry| !entry.is_blank());
        filled.map(|entry| (Some(maison.nom.as_str()), source.told_of(maison), entry))
    });
    let mut found: Vec<Aged<'_>> = Vec::new();
    for (maison, above, entry) in of_file.chain(of_maisons) {
        let mut of_entry: Vec<Aged<'_>> = Vec::new();
        let filled: Vec<&LocalCanal> = entry.filled().collect();
        // What stands beside the channels was checked on the day of the contact.
        let alone = filled.is_empty().then_some(None);
        for channel in alone.into_iter().chain(filled.into_iter().map(Some)) {
            add(&mut of_entry, maison, entry, (above, channel));
        }
        found.extend(of_entry.into_iter().filter(|aged| aged.until < today.plus(days)));
    }
    found.sort_by_key(|aged| aged.checked);
    found
}

/// How many contacts say something, and no day that exists on which it was checked.
pub fn undated(source: &Source, today: Day) -> usize {
    let is_day = |le: Option<&str>| le.and_then(|le| le.parse().ok()).is_some_and(|day: Day| day <= today);
    let is_undated = |entry: &LocalEntry, told: Told<'_>| {
        let channels = entry.filled().map(Some).chain(entry.filled().next().is_none().then_some(None));
        channels.into_iter().any(|channel| !is_day(entry.checked(told, channel).le))
    };
    let of_file = source.filled().filter(|entry| is_undated(entry, source.told())).count();
    let of_maison = |maison: &Maison| {
        let filled = maison.contacts.iter().filter(|entry| !entry.is_blank());
        filled.filter(|entry| is_undated(entry, source.told_of(maison))).count()
    };
    of_file + source.maisons.iter().map(of_maison).sum::<usize>()
}

fn add<'s>(
    found: &mut Vec<Aged<'s>>,
    maison: Option<&'s str>,
    entry: &'s LocalEntry,
    (above, channel): (Told<'s>, Option<&'s LocalCanal>),
) {
    let Told { le, by } = entry.checked(above, channel);
    let Some(checked) = le.and_then(|le| le.parse::<Day>().ok()) else { return };
    let canal = channel.map(|channel| channel.canal);
    if let Some(same) = found.iter_mut().find(|aged| aged.checked == checked) {
        same.canaux.extend(canal);
        return;
    }
    found.push(Aged {
        maison,
        operateur: &entry.operateur,
        contact: &entry.contact,
        service: super::source::said(entry.service.as_ref()),
        canaux: canal.into_iter().collect(),
        checked,
        source: by.unwrap_or_default(),
        until: checked.plus_months(FRESH_MONTHS),
    });
}
