//! The changes of a tree that may be sure, and the making of those that are.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::relabel::{citing, is_label};
use super::swaps::{Versions, swaps};
use super::{Before, Texts, by_row};
use crate::source::channels;
use crate::source::facts::{Fact, valeur};
use crate::source::proof::{Difference, Gap};
use aiguilleur_core::compare::{Change, Nature};
use aiguilleur_core::tree::edit::{Changes, IndexPlaces, SHORT, TreePlaces, apply};
use aiguilleur_core::tree::{Categorie, Tree};
use aiguilleur_core::walk::{Request, outcomes};

/// A change of the texts that may be sure.
pub(super) struct Edit {
    ligne: String,
    words: String,
    tree: Changes,
    index: Changes,
}

/// No more bytes of text are read anew to see whether changes are sound: beyond, they are left to a person.
const MOST_WORK: usize = 2 << 30;

/// The texts of a set, and the changes that are made in them.
pub(super) struct Made<'t, S> {
    before: &'t Texts,
    pub texts: Texts,
    pub done: Vec<(String, String)>,
    tree: Changes,
    index: Changes,
    work: usize,
    is_sound: S,
}

impl<'t, S: Fn(&Texts) -> bool> Made<'t, S> {
    /// `is_sound` says whether a set with these texts would still verify.
    pub fn new(before: &'t Texts, is_sound: S) -> Self {
        let (tree, index) = (Vec::new(), Vec::new());
        Self { before, texts: before.clone(), done: Vec::new(), tree, index, work: 0, is_sound }
    }

    /// Makes these changes at once; where the set would not verify, each half apart.
    pub fn all(&mut self, edits: &[Edit]) {
        self.work += self.before.tree.len() + self.before.index.len();
        if edits.is_empty() || self.work >= MOST_WORK {
            return;
        }
        let with = |known: &Changes, own: fn(&Edit) -> &Changes| -> Changes {
            known.iter().chain(edits.iter().flat_map(own)).cloned().collect()
        };
        let tree = with(&self.tree, |edit| &edit.tree);
        let index = with(&self.index, |edit| &edit.index);
        let next = apply(&self.before.tree, &tree).zip(apply(&self.before.index, &index));
        let next = next.map(|(tree, index)| Texts { tree, index });
        if let Some(texts) = next.filter(|texts| (self.is_sound)(texts)) {
            (self.texts, self.tree, self.index) = (texts, tree, index);
            self.done.extend(edits.iter().map(|edit| (edit.ligne.clone(), edit.words.clone())));
        } else if edits.len() > 1 {
            let (first, second) = edits.split_at(edits.len() / 2);
            self.all(first);
            self.all(second);
        }
    }
}

/// All the changes that may be sure, in the order in which they are made; none where the texts cannot be read.
pub(super) fn edits(
    before: &Before<'_>,
    changes: &[Change],
    gaps: &[Gap],
    versions: &Versions<'_>,
) -> Vec<Edit> {
    let served = served(before.tree);
    let tree = TreePlaces::new(&before.texts.tree, served.keys().copied());
    let Some((tree, index)) = tree.zip(IndexPlaces::new(&before.texts.index)) else { return Vec::new() };
    let titles = changes.iter().filter_map(|change| section_edit(&index, change));
    let mut edits: Vec<Edit> = titles.collect();
    edits.extend(category_edits(before, (&tree, &index), gaps, versions));
    edits.extend(value_edits(&tree, served, gaps, versions));
    edits
}

fn section_edit(places: &IndexPlaces<'_>, change: &Change) -> Option<Edit> {
    let (Nature::Section, Some(from), Some(to), Some(ligne)) =
        (change.nature, &change.avant, &change.apres, change.lignes.first())
    else {
        return None;
    };
    let words = format!("la section « {from} » devient « {to} »");
    let index = places.section_titre(ligne, from, to)?;
    Some(Edit { ligne: ligne.clone(), words, tree: Vec::new(), index })
}

/// The categories that change, where all the rows of a démarche take the same.
fn category_edits(
    before: &Before<'_>,
    (tree, index): (&TreePlaces<'_>, &IndexPlaces<'_>),
    gaps: &[Gap],
    versions: &Versions<'_>,
) -> Vec<Edit> {
    // An empty cell, which is read as the one above, may have been emptied by mistake.
    let is_said = |ligne: &str| versions.get(ligne).is_none_or(|(_, row)| !row.category_from_above);
    let wanted: BTreeMap<&str, Categorie> = gaps
        .iter()
        .filter_map(|gap| match gap.difference {
            Difference::Categorie(categorie, _) if is_said(&gap.ligne) => {
                Some((gap.ligne.as_str(), categorie))
            }
            _ => None,
        })
        .collect();
    let by_row = citing(before.tree);
    let edit = |(ligne, categorie): (&&str, &Categorie)| {
        let citing = by_row.get(ligne).map_or(&[][..], Vec::as_slice);
        let mut rows: BTreeSet<&str> =
            citing.iter().flat_map(|demarche| &demarche.lignes).map(String::as_str).collect();
        rows.insert(ligne);
        let all = rows.iter().all(|row| wanted.get(row) == Some(categorie));
        // What a category asks of the tree beside its name, only a person can write.
        if !all || citing.iter().any(|demarche| !is_label(demarche, *categorie)) {
            return None;
        }
        let in_tree = citing.iter().map(|demarche| tree.categorie(&demarche.id, *categorie));
        let in_index = rows.iter().map(|row| index.categorie(row, *categorie));
        Some(Edit {
            ligne: (*ligne).to_owned(),
            words: format!("la catégorie devient « {} »", categorie.nom()),
            tree: in_tree.collect::<Option<Vec<Changes>>>()?.concat(),
            index: in_index.collect::<Option<Vec<Changes>>>()?.concat(),
        })
    };
    wanted.iter().filter_map(edit).collect()
}

/// For each value of a tree, what it states, and the rows that each contact with it serves.
type Served<'t> = BTreeMap<&'t str, (Option<Fact>, BTreeMap<&'t str, BTreeSet<&'t str>>)>;

fn served(tree: &Tree) -> Served<'_> {
    let mut served = Served::new();
    for outcome in outcomes(tree) {
        let Request::Demarche(demarche) = outcome.request else { continue };
        for (contact, channel) in outcome.contacts() {
            let Some(value) = channel.valeur.as_deref() else { continue };
            let of = || (valeur(channel.canal, value), BTreeMap::new());
            let (_, contacts) = served.entry(value).or_insert_with(of);
            let rows = contacts.entry(&contact.id).or_default();
            rows.extend(demarche.lignes.iter().map(String::as_str));
        }
    }
    served
}

/// The numbers, addresses and sites that change: in every text where all the rows that they serve want the same, else in
/// each contact whose rows do, and in its steps. So does a short number, which may be a day or a delay elsewhere.
fn value_edits(
    places: &TreePlaces<'_>,
    served: Served<'_>,
    gaps: &[Gap],
    versions: &Versions<'_>,
) -> Vec<Edit> {
    let gaps = by_row(gaps);
    let swaps: HashMap<&str, BTreeMap<Fact, Fact>> = versions
        .iter()
        .filter_map(|(ligne, versions)| Some((*ligne, swaps(gaps.get(ligne)?, *versions))))
        .collect();
    let written = LazyCell::new(|| written(versions));
    let mut edits = Vec::new();
    for (from, (old, contacts)) in served {
        let Some(old) = old else { continue };
        let is_short = matches!(&old, Fact::Telephone(digits) if digits.len() <= SHORT);
        // What all these rows say in its place, where they agree.
        let wanted = |lignes: &BTreeSet<&str>| {
            let to: BTreeSet<Option<&Fact>> = lignes.iter().map(|row| swaps.get(row)?.get(&old)).collect();
            written.get(to.first().copied().flatten().filter(|_| to.len() == 1)?)
        };
        let edit = |lignes: &BTreeSet<&str>, to: &str, changes: Option<Changes>| {
            let ligne = lignes.iter().copied().collect::<Vec<_>>().join(", ");
            let words = format!("{} devient {to}", old.words());
            changes.map(|tree| Edit { ligne, words, tree, index: Vec::new() })
        };
        let all: BTreeSet<&str> = contacts.values().flatten().copied().collect();
        if let Some(to) = wanted(&all).filter(|_| !is_short) {
            edits.extend(edit(&all, to, places.everywhere(from, to)));
        } else {
            for (contact, lignes) in &contacts {
                let Some(to) = wanted(lignes) else { continue };
                edits.extend(edit(lignes, to, places.of_contact(contact, from, to)));
            }
        }
    }
    edits
}

/// Each value as the table writes it first.
fn written(versions: &Versions<'_>) -> BTreeMap<Fact, String> {
    let mut written = BTreeMap::new();
    let rows: BTreeMap<_, _> = versions.iter().collect();
    for line in
        rows.into_values().map(|(_, row)| row).flat_map(|row| row.action.lines().chain(row.demande.lines()))
    {
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
