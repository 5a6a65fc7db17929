//! A new version of a table onto a tree that people rewrote. What is sure is changed in its text; the rest is told above
//! the démarche that it touches. Ids, words, keywords, help and comments stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::changes::{self, Version};
use crate::source::facts::{Fact, valeur};
use crate::source::pairs::{Pairs, pairs};
use crate::source::proof::{Claims, Difference, Gap, Lacking};
use crate::source::rows::{Row, Section, row_id};
use crate::source::ways;
use aiguilleur_core::compare::{Change, Nature};
use aiguilleur_core::tree::{Canal, Categorie, Operateur, Tree, edit, link, parse};
use aiguilleur_core::walk::{Request, endings};

/// The texts that change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    pub tree: String,
    pub index: String,
}

/// A tree, and the table that it was made of where it is known.
pub struct Before<'b> {
    pub texts: Texts,
    pub tree: &'b Tree,
    pub operateur: &'b Operateur,
    pub old: Option<&'b [Section]>,
}

/// What became of the new version.
#[derive(Debug)]
pub struct Updated {
    pub texts: Texts,
    /// What was changed, a sentence each, with the id of its row.
    pub done: Vec<(String, String)>,
    /// What is left to a person.
    pub left: Vec<(String, String)>,
}

/// Which row of the index is which of the table.
type Rows = Vec<(Option<usize>, Option<usize>)>;

/// Puts the new version onto the tree; `is_sound` says whether a set with these texts would still verify.
pub fn onto(before: &Before<'_>, new: &[Section], is_sound: impl Fn(&Texts) -> bool) -> Updated {
    let rows: Vec<&Row> = new.iter().flat_map(|section| &section.rows).collect();
    let ids: Vec<String> = before.operateur.lignes().map(|ligne| ligne.id.clone()).collect();
    let old_rows: Option<Vec<&Row>> = before
        .old
        .map(|old| old.iter().flat_map(|section| &section.rows).collect())
        // A table of other rows is not the one that the index was made of.
        .filter(|old: &Vec<&Row>| old.len() == ids.len());
    let claims = Claims::new(before.tree, before.operateur);
    let same = old_rows.as_ref().map_or_else(|| claims.align(&rows), |old| laid(&pairs(old, &rows)));
    let gaps = claims.paired(&rows, &same);

    let mut texts = before.texts.clone();
    let mut done = Vec::new();
    let changes = match before.old.filter(|_| old_rows.is_some()) {
        Some(old) => {
            let new_ids = numbered(&before.operateur.id, &ids, &same, rows.len());
            changes::compare(&before.operateur.id, &Version::new(old, ids), &Version::new(new, new_ids))
        }
        None => Vec::new(),
    };
    let titles = changes.iter().filter_map(section_edit);
    for edit in titles.chain(category_edits(before, &gaps)).chain(value_edits(before, &gaps, &rows)) {
        let next = (edit.apply)(&texts).filter(|next| is_sound(next));
        if let Some(next) = next {
            texts = next;
            done.push((edit.ligne, edit.words));
        }
    }
    let after = remaining(&texts, &before.operateur.id, &rows, &same).unwrap_or(gaps);
    let left: Vec<(String, String)> = if old_rows.is_some() {
        let left = changes.iter().filter(|change| !is_done(change, &after, &done));
        left.map(|change| (change.lignes.first().cloned().unwrap_or_default(), words(change))).collect()
    } else {
        after.iter().map(|gap| (gap.ligne.clone(), gap_words(gap))).collect()
    };
    for (ligne, words) in &left {
        let node = node_of(before.tree, ligne);
        let remark = format!("À FAIRE : {ligne}, nouvelle version du tableau : {words}");
        if let Some(tree) = edit::remark(&texts.tree, node, &remark) {
            texts.tree = tree;
        }
    }
    Updated { texts, done, left }
}

fn laid(pairs: &Pairs) -> Rows {
    let same = pairs.same.iter().map(|(a, b)| (Some(*a), Some(*b)));
    let gone = pairs.lost.iter().chain(pairs.merged.iter().map(|(a, _)| a)).map(|a| (Some(*a), None));
    let new = pairs.added.iter().chain(pairs.split.iter().map(|(_, b)| b)).map(|b| (None, Some(*b)));
    same.chain(gone).chain(new).collect()
}

/// The ids of the rows of the new table: their own, or the next free ones.
fn numbered(operateur: &str, ids: &[String], same: &Rows, rows: usize) -> Vec<String> {
    let mut next = ids.len();
    let id = |at: usize| {
        let known = same.iter().find_map(|(a, b)| a.filter(|_| *b == Some(at)));
        known.map_or_else(
            || {
                next += 1;
                row_id(operateur, next, ids.len())
            },
            |known| ids[known].clone(),
        )
    };
    (0..rows).map(id).collect()
}

/// What the new texts still say otherwise than the table.
fn remaining(texts: &Texts, id: &str, rows: &[&Row], same: &Rows) -> Option<Vec<Gap>> {
    let tree = link(parse::source("", &texts.tree).ok()?).ok()?;
    let referentiel = parse::referentiel("", &texts.index).ok()?;
    Some(Claims::new(&tree, referentiel.operateur(id)?).paired(rows, same))
}

/// The texts with one change; none where it cannot be made.
type Apply<'e> = dyn Fn(&Texts) -> Option<Texts> + 'e;

/// A change of the texts that may be sure.
struct Edit<'e> {
    ligne: String,
    words: String,
    apply: Box<Apply<'e>>,
}

fn section_edit(change: &Change) -> Option<Edit<'_>> {
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
fn category_edits<'e>(before: &'e Before<'_>, gaps: &[Gap]) -> Vec<Edit<'e>> {
    let wanted: BTreeMap<String, Categorie> = gaps
        .iter()
        .filter_map(|gap| match gap.difference {
            Difference::Categorie(categorie, _) => Some((gap.ligne.clone(), categorie)),
            _ => None,
        })
        .collect();
    let mut edits = Vec::new();
    for (ligne, categorie) in wanted.clone() {
        let citing = before.tree.demarches().map(|(_, demarche)| demarche);
        let citing: Vec<_> = citing.filter(|demarche| demarche.lignes.contains(&ligne)).collect();
        let rows: BTreeSet<&String> = citing.iter().flat_map(|demarche| &demarche.lignes).collect();
        if !rows.iter().all(|row| wanted.get(*row) == Some(&categorie)) {
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
/// each contact whose rows do.
fn value_edits<'e>(before: &'e Before<'_>, gaps: &[Gap], rows: &[&Row]) -> Vec<Edit<'e>> {
    type Served<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;
    let mut served: BTreeMap<&str, (Canal, Served<'_>)> = BTreeMap::new();
    for ending in endings(before.tree) {
        let Request::Demarche(demarche) = ending.outcome.request else { continue };
        for (contact, channel) in ending.outcome.contacts() {
            let Some(value) = channel.valeur.as_deref() else { continue };
            let (_, contacts) = served.entry(value).or_insert_with(|| (channel.canal, BTreeMap::new()));
            let rows = contacts.entry(&contact.id).or_default();
            rows.extend(demarche.lignes.iter().map(String::as_str));
        }
    }
    let mut edits = Vec::new();
    for (from, (canal, contacts)) in served {
        let Some(old) = valeur(canal, from) else { continue };
        // What all these rows say in its place, where they agree.
        let wanted = |lignes: &BTreeSet<&str>| {
            let to: BTreeSet<Option<&Fact>> = lignes.iter().map(|row| swapped(gaps, row, &old)).collect();
            to.first().copied().flatten().filter(|_| to.len() == 1).and_then(|new| written(rows, canal, new))
        };
        let mut push = |lignes: &BTreeSet<&str>, contact: Option<&'e str>| {
            let Some(to) = wanted(lignes) else { return false };
            let words = format!("{} devient {to}", old.words());
            let apply = move |texts: &Texts| {
                let tree = match contact {
                    Some(contact) => edit::valeur(&texts.tree, contact, from, &to)?,
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
fn swapped<'g>(gaps: &'g [Gap], ligne: &str, old: &Fact) -> Option<&'g Fact> {
    let of_kind = |lacking: Lacking| {
        let own = gaps.iter().filter(move |gap| gap.ligne == ligne && gap.lacking == lacking);
        let facts = own.filter_map(|gap| match &gap.difference {
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

/// A value as the table writes it.
fn written(rows: &[&Row], canal: Canal, fact: &Fact) -> Option<String> {
    let lines = rows.iter().flat_map(|row| row.action.lines().chain(row.demande.lines()));
    let mut ways = lines.flat_map(|line| ways::find(line).ways);
    ways.find_map(|way| {
        way.valeur.filter(|value| way.canal == canal && valeur(canal, value).as_ref() == Some(fact))
    })
}

/// Whether nothing is left of a change: the tree says it now, and its words are the same but for what it states.
fn is_done(change: &Change, after: &[Gap], done: &[(String, String)]) -> bool {
    let Some(ligne) = change.lignes.first() else { return false };
    let (from, to) =
        (change.avant.as_deref().unwrap_or_default(), change.apres.as_deref().unwrap_or_default());
    let gap =
        |of: &dyn Fn(&Difference) -> bool| after.iter().any(|gap| gap.ligne == *ligne && of(&gap.difference));
    match change.nature {
        Nature::Section => done.iter().any(|(row, words)| row == ligne && words.contains(to)),
        Nature::Categorie => !gap(&|difference| matches!(difference, Difference::Categorie(..))),
        Nature::Demande | Nature::Action => {
            !change.faits.is_empty()
                && without_values(from) == without_values(to)
                && !gap(&|difference| matches!(difference, Difference::Fact(_)))
        }
        _ => false,
    }
}

/// A text without its numbers, addresses and sites.
fn without_values(text: &str) -> String {
    let mut places = ways::find(text).places;
    places.sort_by_key(|place| place.start);
    let (mut bare, mut from) = (String::new(), 0);
    for place in places.into_iter().filter(|place| place.start < place.end) {
        bare.push_str(text.get(from..place.start).unwrap_or_default());
        bare.push('#');
        from = place.end;
    }
    bare + text.get(from..).unwrap_or_default()
}

/// The démarche above which a row is spoken of.
fn node_of<'t>(tree: &'t Tree, ligne: &str) -> Option<&'t str> {
    let mut demarches = tree.demarches().map(|(_, demarche)| demarche);
    demarches
        .find(|demarche| demarche.lignes.iter().any(|own| own == ligne))
        .map(|demarche| demarche.id.as_str())
}

/// What is left to do about a change.
fn words(change: &Change) -> String {
    let (from, to) =
        (change.avant.as_deref().unwrap_or_default(), change.apres.as_deref().unwrap_or_default());
    let faits =
        if change.faits.is_empty() { String::new() } else { format!(" ({})", change.faits.join(" ; ")) };
    match change.nature {
        Nature::Categorie => {
            let nom =
                |code: &str| Categorie::ALL.into_iter().find(|c| c.code() == code).map_or("", Categorie::nom);
            format!("la catégorie passe de « {} » à « {} »", nom(from), nom(to))
        }
        Nature::Demande => format!("la demande devient « {to} »{faits}"),
        Nature::Action => format!("l'action devient « {to} »{faits}"),
        Nature::Deplacee => format!("la ligne passe de {from} à {to}"),
        Nature::Section => format!("la section « {from} » devient « {to} »"),
        Nature::Scindee => format!("« {to} » devient une ligne à part"),
        Nature::Reunie => format!("cette ligne rejoint « {to} »"),
        Nature::LigneAjoutee => format!("nouvelle ligne, « {} », {to}", change.objet),
        // Where it stood in the old table says nothing now.
        Nature::LigneRetiree => {
            let nom = change.objet.rsplit_once(" (").map_or(change.objet.as_str(), |(nom, _)| nom);
            format!("la ligne « {nom} » n'est plus dans le tableau")
        }
        _ => change.objet.clone(),
    }
}

fn gap_words(gap: &Gap) -> String {
    match gap.lacking {
        Lacking::Tree => format!("le tableau dit, et l'arbre ne dit pas : {}", gap.difference.words()),
        Lacking::Document => format!("l'arbre dit, et le tableau ne dit plus : {}", gap.difference.words()),
    }
}
