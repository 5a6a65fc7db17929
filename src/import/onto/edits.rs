//! The changes of a tree that may be sure, and the making of those that are.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::relabel::{citing, is_label};
use super::{Before, ByRow, Texts, by_row};
use crate::source::channels;
use crate::source::facts::{Fact, valeur};
use crate::source::proof::{Difference, Gap, Lacking};
use crate::source::rows::Row;
use aiguilleur_core::compare::{Change, Nature};
use aiguilleur_core::tree::{Categorie, edit};
use aiguilleur_core::walk::{Request, outcomes};

/// The texts with one change; none where it cannot be made.
type Apply<'e> = dyn Fn(&Texts) -> Option<Texts> + 'e;

/// A change of the texts that may be sure.
pub(super) struct Edit<'e> {
    ligne: String,
    words: String,
    apply: Box<Apply<'e>>,
}

/// No more bytes of text are read anew to make changes: beyond, they are left to a person.
const MOST_WORK: usize = 2 << 30;

/// The texts, and the changes that are made in them.
pub(super) struct Made<S> {
    pub texts: Texts,
    pub done: Vec<(String, String)>,
    work: usize,
    is_sound: S,
}

impl<S: Fn(&Texts) -> bool> Made<S> {
    /// `is_sound` says whether a set with these texts would still verify.
    pub fn new(texts: Texts, is_sound: S) -> Self {
        Self { texts, done: Vec::new(), work: 0, is_sound }
    }

    /// Makes these changes at once; where the set would not verify, each half apart.
    pub fn all(&mut self, edits: &[Edit<'_>]) {
        let mut next = self.texts.clone();
        let mut made = Vec::new();
        for edit in edits {
            if self.work >= MOST_WORK {
                break;
            }
            if let Some(changed) = (edit.apply)(&next) {
                next = changed;
                made.push((edit.ligne.clone(), edit.words.clone()));
            }
            self.work += next.tree.len() + next.index.len();
        }
        if made.is_empty() {
            return;
        }
        if (self.is_sound)(&next) {
            self.texts = next;
            self.done.append(&mut made);
        } else if edits.len() > 1 {
            let (first, second) = edits.split_at(edits.len() / 2);
            self.all(first);
            self.all(second);
        }
    }
}

pub(super) fn section_edit(change: &Change) -> Option<Edit<'_>> {
    let (Nature::Section, Some(from), Some(to), Some(ligne)) =
        (change.nature, &change.avant, &change.apres, change.lignes.first())
    else {
        return None;
    };
    let words = format!("la section « {from} » devient « {to} »");
    let apply = move |texts: &Texts| {
        Some(Texts { index: edit::section_titre(&texts.index, ligne, from, to)?, ..texts.clone() })
    };
    Some(Edit { ligne: ligne.clone(), words, apply: Box::new(apply) })
}

/// The categories that change, where all the rows of a démarche take the same.
pub(super) fn category_edits<'e>(before: &'e Before<'_>, gaps: &[Gap]) -> Vec<Edit<'e>> {
    let wanted: BTreeMap<String, Categorie> = gaps
        .iter()
        .filter_map(|gap| match gap.difference {
            Difference::Categorie(categorie, _) => Some((gap.ligne.clone(), categorie)),
            _ => None,
        })
        .collect();
    let by_row = citing(before.tree);
    let mut edits = Vec::new();
    for (ligne, categorie) in wanted.clone() {
        let citing = by_row.get(ligne.as_str()).cloned().unwrap_or_default();
        let rows: BTreeSet<&String> = citing.iter().flat_map(|demarche| &demarche.lignes).collect();
        let all = rows.iter().all(|row| wanted.get(*row) == Some(&categorie));
        // What a category asks of the tree beside its name, only a person can write.
        if !all || citing.iter().any(|demarche| !is_label(demarche, categorie)) {
            continue;
        }
        let own = ligne.clone();
        let apply = move |texts: &Texts| {
            let mut next = texts.clone();
            next.index = edit::row_categorie(&next.index, &own, categorie)?;
            for demarche in &citing {
                next.tree = edit::categorie(&next.tree, &demarche.id, categorie)?;
            }
            for other in rows.iter().filter(|other| **other != &own) {
                next.index = edit::row_categorie(&next.index, other, categorie)?;
            }
            Some(next)
        };
        let words = format!("la catégorie devient « {} »", categorie.nom());
        edits.push(Edit { ligne, words, apply: Box::new(apply) });
    }
    edits
}

/// The numbers, addresses and sites that change: in every text where all the rows that they serve want the same, else in
/// each contact whose rows do, and in its steps. So does a short number, which may be a day or a delay elsewhere, and a value
/// that becomes one that the tree has already: of two that change places, neither is taken for the other.
pub(super) fn value_edits<'e>(before: &'e Before<'_>, gaps: &[Gap], rows: &[&Row]) -> Vec<Edit<'e>> {
    type Served<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;
    let mut served: BTreeMap<&str, (Option<Fact>, Served<'_>)> = BTreeMap::new();
    for outcome in outcomes(before.tree) {
        let Request::Demarche(demarche) = outcome.request else { continue };
        for (contact, channel) in outcome.contacts() {
            let Some(value) = channel.valeur.as_deref() else { continue };
            let of = || (valeur(channel.canal, value), BTreeMap::new());
            let (_, contacts) = served.entry(value).or_insert_with(of);
            let rows = contacts.entry(&contact.id).or_default();
            rows.extend(demarche.lignes.iter().map(String::as_str));
        }
    }
    let had: BTreeSet<Fact> = served.values().filter_map(|(fact, _)| fact.clone()).collect();
    let gaps = by_row(gaps);
    let written = LazyCell::new(|| written(rows));
    let mut edits = Vec::new();
    for (from, (old, contacts)) in served {
        let Some(old) = old else { continue };
        // What all these rows say in its place, where they agree.
        let wanted = |lignes: &BTreeSet<&str>| {
            let to: BTreeSet<Option<&Fact>> = lignes.iter().map(|row| swapped(&gaps, row, &old)).collect();
            to.first().copied().flatten().filter(|_| to.len() == 1)
        };
        let mut push = |lignes: &BTreeSet<&str>, contact: Option<&'e str>| {
            let Some(new) = wanted(lignes) else { return false };
            let apart =
                had.contains(new) || matches!(&old, Fact::Telephone(digits) if digits.len() <= edit::SHORT);
            let Some(to) = written.get(new).cloned().filter(|_| contact.is_some() || !apart) else {
                return false;
            };
            let words = format!("{} devient {to}", old.words());
            let apply = move |texts: &Texts| {
                let tree = match contact {
                    Some(contact) => edit::of_contact(&texts.tree, contact, from, &to)?,
                    None => edit::everywhere(&texts.tree, from, &to)?,
                };
                Some(Texts { tree, ..texts.clone() })
            };
            let ligne = lignes.iter().copied().collect::<Vec<_>>().join(", ");
            edits.push(Edit { ligne, words, apply: Box::new(apply) });
            true
        };
        if !push(&contacts.values().flatten().copied().collect(), None) {
            for (contact, lignes) in &contacts {
                push(lignes, Some(contact));
            }
        }
    }
    edits
}

/// What a row says in the place of a value: the only one of its kind that is new, where the old one is the only one gone.
fn swapped<'g>(gaps: &ByRow<'g>, ligne: &str, old: &Fact) -> Option<&'g Fact> {
    let own = gaps.get(ligne)?;
    let of_kind = |lacking: Lacking| {
        let facts = own.iter().filter(|gap| gap.lacking == lacking).filter_map(|gap| match &gap.difference {
            Difference::Fact(fact) => Some(fact),
            _ => None,
        });
        facts.filter(|fact| std::mem::discriminant(*fact) == std::mem::discriminant(old)).collect::<Vec<_>>()
    };
    match (&of_kind(Lacking::Document)[..], &of_kind(Lacking::Tree)[..]) {
        ([gone], [new]) if **gone == *old => Some(new),
        _ => None,
    }
}

/// Each value as the table writes it first.
fn written(rows: &[&Row]) -> BTreeMap<Fact, String> {
    let mut written = BTreeMap::new();
    for line in rows.iter().flat_map(|row| row.action.lines().chain(row.demande.lines())) {
        for way in channels::find(line).ways {
            let Some((value, fact)) =
                way.valeur.and_then(|value| Some((value.clone(), valeur(way.canal, &value)?)))
            else {
                continue;
            };
            written.entry(fact).or_insert(value);
        }
    }
    written
}
