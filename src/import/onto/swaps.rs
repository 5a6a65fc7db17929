//! Which value of a row takes the place of which, where the words of both versions tell it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::discriminant;

use super::without_values;
use crate::source::channels;
use crate::source::facts::{Fact, valeur};
use crate::source::proof::{Difference, Gap, Lacking};
use crate::source::rows::Row;

/// A row by its id: as it was, where the table of before is known, and as it is.
pub(super) type Versions<'r> = HashMap<&'r str, (Option<&'r Row>, &'r Row)>;

/// The values of a row that change, each with what takes its place. Where nothing but values changed in its words, each
/// goes to the value that stands in its place; else a row has one value of a kind, before and after.
pub(super) fn swaps(gaps: &[&Gap], (old, new): (Option<&Row>, &Row)) -> BTreeMap<Fact, Fact> {
    let (now, skeleton) = values(new);
    if let Some((before, own)) = old.map(values)
        && own == skeleton
        && before.len() == now.len()
    {
        return by_place(&before, &now);
    }
    let of = |wanted: Lacking| {
        gaps.iter().filter(move |gap| gap.lacking == wanted).filter_map(|gap| match &gap.difference {
            Difference::Fact(fact) => Some(fact),
            _ => None,
        })
    };
    let alone = |fact: &Fact, others: &mut dyn Iterator<Item = &Fact>| {
        others.filter(|other| discriminant(*other) == discriminant(fact)).collect::<BTreeSet<_>>().len() == 1
    };
    let mut swaps = BTreeMap::new();
    for gone in of(Lacking::Document).filter(|gone| alone(gone, &mut of(Lacking::Document))) {
        let come = of(Lacking::Tree).find(|come| discriminant(*come) == discriminant(gone));
        if let Some(come) =
            come.filter(|come| alone(come, &mut now.iter()) && alone(come, &mut of(Lacking::Tree)))
        {
            swaps.insert(gone.clone(), come.clone());
        }
    }
    swaps
}

/// What stands in the place of each; a value that two take the place of is left out, and so is one that stays somewhere.
fn by_place(before: &[Fact], now: &[Fact]) -> BTreeMap<Fact, Fact> {
    let mut all: BTreeMap<&Fact, BTreeSet<&Fact>> = BTreeMap::new();
    for (old, new) in before.iter().zip(now) {
        all.entry(old).or_default().insert(new);
    }
    let sure = all.into_iter().filter_map(|(old, new)| {
        let one = new.first().copied().filter(|one| new.len() == 1 && *one != old)?;
        Some((old.clone(), one.clone()))
    });
    sure.collect()
}

/// The numbers, addresses and sites of a row, in order, and its words without them.
fn values(row: &Row) -> (Vec<Fact>, [String; 2]) {
    let lines = row.action.lines().chain(row.demande.lines());
    let ways = lines.flat_map(|line| channels::find(line).ways);
    let values = ways.filter_map(|way| valeur(way.canal, way.valeur.as_deref()?)).collect();
    (values, [&row.action, &row.demande].map(|text| without_values(text)))
}
