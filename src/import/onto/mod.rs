//! A new version of a table onto a tree that people rewrote. What is sure is changed in its text; the rest is told above
//! the démarche that it touches. Ids, words, keywords, help and comments stay.

use std::collections::{HashMap, HashSet};

mod edits;
mod old;
mod swaps;

use super::relabel::Relabel;
use edits::{Made, edits};
use old::{Old, numbered};

use crate::source::channels;
use crate::source::proof::fingerprint::{fingerprint, is_that_of};
use crate::source::proof::{Claims, Difference, Gap, Lacking};
use crate::source::rows::{Row, Section};
use crate::source::versions::changes::{self, Version};
use aiguilleur_core::compare::{Change, Nature};
use aiguilleur_core::tree::{Categorie, Operateur, Tree, edit, link, parse};

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
    /// The ids of the rows of the new version, in order.
    pub ids: Vec<String>,
    /// What was changed, a sentence each, with the id of its row.
    pub done: Vec<(String, String)>,
    /// What is left to a person.
    pub left: Vec<(String, String)>,
    /// What was left by an earlier version, and still stands in the tree.
    pub waiting: Vec<String>,
    /// In how many facts the tree and the table differ still, beside what is left.
    pub differing: usize,
}

/// Which row of the index is which of the table.
type Rows = Vec<(Option<usize>, Option<usize>)>;

/// Puts the new version onto the tree; `is_sound` says whether a set with these texts would still verify.
pub fn onto(before: &Before<'_>, new: &[Section], is_sound: impl Fn(&Texts) -> bool) -> Updated {
    let operateur = &before.operateur.id;
    let rows: Vec<&Row> = new.iter().flat_map(|section| &section.rows).collect();
    let index: Vec<String> = before.operateur.lignes().map(|ligne| ligne.id.clone()).collect();
    let claims = Claims::new(before.tree, before.operateur);
    let old = before.old.and_then(|old| Old::new(old, &index));
    let (same, ids) = if let Some(old) = &old {
        old.laid(operateur, &index, &claims, &rows)
    } else {
        let same = claims.align(&rows);
        let ids = numbered(operateur, &index, &same, vec![None; rows.len()]);
        (same, ids)
    };
    let gaps = claims.paired(&rows, &same);
    let changes = old.as_ref().map_or_else(Vec::new, |old| {
        changes::compare(operateur, &old.version(), &Version::new(new, ids.clone()))
    });
    let mut made = Made::new(&before.texts, is_sound);
    let before_of = old.as_ref().map(Old::by_id).unwrap_or_default();
    let versions = ids.iter().zip(&rows);
    let versions =
        versions.map(|(id, row)| (id.as_str(), (before_of.get(id.as_str()).copied(), *row))).collect();
    made.all(&edits(before, &changes, &gaps, &versions));
    let Made { mut texts, done, .. } = made;
    let (after, now) = match remaining(&texts, &before.operateur.id, &rows, &same) {
        Some((after, now)) => (after, now),
        None => (gaps, before.operateur.clone()),
    };
    let relabel = Relabel::new(before.tree);
    let mut left: Vec<(String, String)> = if old.is_some() {
        let after = by_row(&after);
        let left =
            changes.iter().filter(|change| !is_done(change, &after, &now) || names_old(&texts, change));
        left.map(|change| left_of_change(&relabel, change)).collect()
    } else {
        after.iter().map(|gap| left_of_gap(&relabel, gap)).collect()
    };
    if old.is_none() {
        // Without the table of before, only its trace tells that a row is worded otherwise.
        let reworded = claims.reworded(&rows, &same, &after).unwrap_or_default();
        let (retitled, moved) = claims.resectioned(new, &same);
        let told = reworded.into_iter().chain(retitled).chain(moved);
        left.extend(told.map(|gap| left_of_gap(&relabel, &gap)));
    }
    let waiting = note(&mut texts, &relabel, &left);
    // By this import, or by one that was stopped before its end.
    let touched: HashSet<&str> =
        changes.iter().filter(|change| is_of_row(change)).filter_map(first).collect();
    let waits: HashSet<&str> = waiting.iter().filter_map(|note| Some(note.split_once(", ")?.0)).collect();
    let told: HashSet<&str> = left.iter().map(|(ligne, _)| ligne.as_str()).collect();
    let settled = |id: &str| touched.contains(id) && !told.contains(id) && !waits.contains(id);
    trace(&mut texts, before.operateur, &rows, &same, settled);
    let differing = after.iter().filter(|gap| !told.contains(gap.ligne.as_str())).count();
    Updated { texts, ids, done, left, waiting, differing }
}

/// Whether a change is of what a row itself says.
fn is_of_row(change: &Change) -> bool {
    matches!(change.nature, Nature::Categorie | Nature::Demande | Nature::Action)
}

/// The row of a change.
fn first(change: &Change) -> Option<&str> {
    change.lignes.first().map(String::as_str)
}

/// Notes in the tree what is left, above the démarche of its row; the notes of an earlier version that still stand there.
fn note(texts: &mut Texts, relabel: &Relabel<'_>, left: &[(String, String)]) -> Vec<String> {
    let notes: Vec<String> = left.iter().map(|(ligne, words)| format!("{ligne}, {NEW} : {words}")).collect();
    let known: HashSet<&str> = notes.iter().map(String::as_str).collect();
    let waiting = texts.tree.lines().filter_map(waits).filter(|note| !known.contains(note));
    let waiting = waiting.map(str::to_owned).collect();
    let remarks = left.iter().zip(&notes).map(|((ligne, _), note)| {
        (relabel.first(ligne).map(|demarche| demarche.id.as_str()), format!("{LEFT}{note}"))
    });
    if let Some(tree) = edit::remarks(&texts.tree, remarks) {
        texts.tree = tree;
    }
    waiting
}

/// Keeps the trace of the words of a row of which all is in the tree now, or that had none; that of the others stays, so
/// that the proof still names them, until a person has read them.
fn trace(
    texts: &mut Texts,
    operateur: &Operateur,
    rows: &[&Row],
    same: &Rows,
    settled: impl Fn(&str) -> bool,
) {
    let lignes: Vec<_> = operateur.lignes().collect();
    let pairs = same.iter().filter_map(|pair| Some((*lignes.get(pair.0?)?, rows[pair.1?])));
    let traces = pairs.filter_map(|(ligne, row)| {
        let is_new = match &ligne.empreinte {
            Some(known) => !is_that_of(known, row) && settled(&ligne.id),
            None => true,
        };
        is_new.then(|| (ligne.id.as_str(), fingerprint(row)))
    });
    if let Some(traced) = edit::empreintes(&texts.index, &traces.collect()) {
        texts.index = traced;
    }
}

/// How a note starts that a new version leaves, and what says of which kind it is.
const LEFT: &str = "À FAIRE : ";
const NEW: &str = "nouvelle version du tableau";

/// What a line of a tree still asks for a new version.
fn waits(line: &str) -> Option<&str> {
    let note = line.trim_start().strip_prefix("//")?.trim_start().strip_prefix(LEFT)?;
    note.split_once(" : ")?.0.ends_with(NEW).then_some(note.trim_end())
}

/// What the new texts still say otherwise than the table, and the opérateur of their index.
fn remaining(texts: &Texts, id: &str, rows: &[&Row], same: &Rows) -> Option<(Vec<Gap>, Operateur)> {
    let tree = link(parse::source("", &texts.tree).ok()?).ok()?;
    let referentiel = parse::referentiel("", &texts.index).ok()?;
    let operateur = referentiel.operateur(id)?;
    Some((Claims::new(&tree, operateur).paired(rows, same), operateur.clone()))
}

/// Gaps by the ids of their rows.
type ByRow<'g> = HashMap<&'g str, Vec<&'g Gap>>;

fn by_row(gaps: &[Gap]) -> ByRow<'_> {
    let mut by_row = ByRow::new();
    for gap in gaps {
        by_row.entry(&gap.ligne).or_default().push(gap);
    }
    by_row
}

/// Whether nothing is left of a change: the tree says it now, and its words are the same but for what it states.
fn is_done(change: &Change, after: &ByRow<'_>, now: &Operateur) -> bool {
    let Some(ligne) = first(change) else { return false };
    let (from, to) =
        (change.avant.as_deref().unwrap_or_default(), change.apres.as_deref().unwrap_or_default());
    let after = after.get(ligne).map_or(&[][..], Vec::as_slice);
    let gap = |of: &dyn Fn(&Difference) -> bool| after.iter().any(|gap| of(&gap.difference));
    match change.nature {
        // By this import, or by one that was stopped before its end.
        Nature::Section => now.ligne(ligne).is_some_and(|(section, _)| section.titre == to),
        Nature::LigneAjoutee => now.ligne(ligne).is_some(),
        Nature::LigneRetiree => now.ligne(ligne).is_none(),
        Nature::Categorie => !gap(&|difference| matches!(difference, Difference::Categorie(..))),
        Nature::Demande | Nature::Action => {
            !change.faits.is_empty()
                && without_values(from) == without_values(to)
                && !gap(&|difference| matches!(difference, Difference::Fact(_)))
        }
        _ => false,
    }
}

/// Whether the tree still says the old title of a section: in an answer, or in « ».
fn names_old(texts: &Texts, change: &Change) -> bool {
    let old = change.avant.as_deref().filter(|_| change.nature == Nature::Section);
    old.is_some_and(|old| {
        texts.tree.contains(&format!("\"{old}\"")) || texts.tree.contains(&format!("« {old} »"))
    })
}

/// A text without its numbers, addresses and sites.
fn without_values(text: &str) -> String {
    let mut places = channels::find(text).places;
    places.sort_by_key(|place| place.start);
    let (mut bare, mut from) = (String::new(), 0);
    for place in places.into_iter().filter(|place| place.start < place.end) {
        bare.push_str(text.get(from..place.start).unwrap_or_default());
        bare.push('#');
        from = place.end;
    }
    bare + text.get(from..).unwrap_or_default()
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
        Nature::Section => {
            format!("la section « {from} » devient « {to} » : corrigez aussi les textes de l'arbre")
        }
        Nature::Scindee => format!("« {to} » devient une ligne à part{faits}"),
        Nature::Reunie => format!("cette ligne rejoint « {to} »{faits}"),
        Nature::LigneAjoutee => format!("nouvelle ligne, « {} », {to}", change.objet),
        // Where it stood in the old table says nothing now.
        Nature::LigneRetiree => {
            let nom = change.objet.rsplit_once(" (").map_or(change.objet.as_str(), |(nom, _)| nom);
            format!("la ligne « {nom} » n'est plus dans le tableau")
        }
        _ => change.objet.clone(),
    }
}

/// What is left to do about a change, with the id of its row, and what a change of category asks beside.
fn left_of_change(relabel: &Relabel<'_>, change: &Change) -> (String, String) {
    let ligne = change.lignes.first().cloned().unwrap_or_default();
    let to = Categorie::ALL.into_iter().find(|categorie| change.apres.as_deref() == Some(categorie.code()));
    let to = to.filter(|_| change.nature == Nature::Categorie);
    let more = match to {
        // Nobody may have meant it.
        Some(_) if !change.faits.is_empty() => {
            format!(" ({}) : vérifiez-la dans le document", change.faits.join(" ; "))
        }
        Some(to) => relabel.steps(&ligne, to),
        None => String::new(),
    };
    (ligne, words(change) + &more)
}

/// What is left to a person of a difference, where the old table is not at hand.
fn left_of_gap(relabel: &Relabel<'_>, gap: &Gap) -> (String, String) {
    let more = match gap.difference {
        Difference::Categorie(to, _) => relabel.steps(&gap.ligne, to),
        _ => String::new(),
    };
    (gap.ligne.clone(), gap_words(gap) + &more)
}

fn gap_words(gap: &Gap) -> String {
    if matches!(gap.difference, Difference::Words(_)) {
        return format!("le tableau dit {}", gap.difference.words());
    }
    match gap.lacking {
        Lacking::Tree => format!("le tableau dit, et l'arbre ne dit pas : {}", gap.difference.words()),
        Lacking::Document => format!("l'arbre dit, et le tableau ne dit plus : {}", gap.difference.words()),
    }
}
