//! What changes between two sets of trees, and for whom.
//!
//! Two trees are laid side by side from their first question on. Nodes that stand at the same
//! place and are the same thing under another id are a renaming; what leads elsewhere is named
//! where it happens, once, and not again for everything that lies behind it.

mod align;
mod cases;
mod change;
mod index;
mod matrix;
pub mod migrate;
mod names;
mod served;
mod words;

pub use align::Alignment;
pub use cases::{Moved, Replayed, replayed};
pub use change::{Change, Nature};
pub use matrix::{Cell, Group, Matrix, Network};
use served::{ByContact, ByRow, Touched};

use std::collections::{HashMap, HashSet};

use crate::tree::{
    Canal, Conduite, Contact, ContactCanal, Demarche, Etape, Etat, Node, Operateur, Referentiel, Tree,
};

/// One side of a comparison: an index and the trees that it announces.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    pub referentiel: &'s Referentiel,
    pub trees: &'s [Tree],
}

impl<'s> Side<'s> {
    /// The tree of an opérateur.
    pub fn tree(&self, operateur: &str) -> Option<&'s Tree> {
        self.trees.iter().find(|tree| tree.operateur == operateur)
    }
}

/// Everything that differs, in the order of the new index.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let mut changes = index::document(old.referentiel, new.referentiel);
    for operateur in &new.referentiel.operateurs {
        match old.referentiel.operateur(&operateur.id) {
            None => changes.push(whole(Nature::OperateurAjoute, operateur, new)),
            Some(before) => operateurs(before, operateur, old, new, &mut changes),
        }
    }
    for operateur in &old.referentiel.operateurs {
        if new.referentiel.operateur(&operateur.id).is_none() {
            changes.push(whole(Nature::OperateurRetire, operateur, old));
        }
    }
    changes
}

/// An opérateur that comes or goes, with all its rows.
fn whole(nature: Nature, operateur: &Operateur, side: Side<'_>) -> Change {
    let touched = ByRow::new(side.tree(&operateur.id)).touched(operateur.lignes().map(|row| &row.id));
    Change::new(&operateur.id, nature, &operateur.nom).touching(touched)
}

fn operateurs(
    before: &Operateur,
    after: &Operateur,
    old: Side<'_>,
    new: Side<'_>,
    changes: &mut Vec<Change>,
) {
    match (before.etat, after.etat) {
        (Etat::NonFourni, Etat::Fourni) => {
            return changes.push(whole(Nature::OperateurFourni, after, new));
        }
        (Etat::Fourni, Etat::NonFourni) => {
            return changes.push(whole(Nature::OperateurNonFourni, before, old));
        }
        _ => {}
    }
    let (old, new) = (old.tree(&after.id), new.tree(&after.id));
    let [old_rows, new_rows] = [old, new].map(ByRow::new);
    lignes(before, after, &old_rows, &new_rows, changes);
    changes.extend(index::operateur(before, after, &new_rows));
    if let (Some(old), Some(new)) = (old, new) {
        trees(old, new, changes);
    }
    categories(before, after, &new_rows, changes);
}

/// Rows whose category changes in the index and in no démarche: the two do not agree any more.
fn categories(before: &Operateur, after: &Operateur, new: &ByRow<'_>, changes: &mut Vec<Change>) {
    let told = changes.iter().filter(|change| change.nature == Nature::Categorie);
    let told: HashSet<String> = told.flat_map(|change| change.lignes.clone()).collect();
    for row in after.lignes() {
        let Some((_, was)) = before.ligne(&row.id) else { continue };
        if was.categorie != row.categorie && !told.contains(&row.id) {
            let change = Change::new(&after.id, Nature::Categorie, &row.nom);
            let touched = new.touched([&row.id].into_iter());
            changes.push(change.categories(was.categorie, row.categorie).touching(touched));
        }
    }
}

/// Rows that come and go.
fn lignes(
    before: &Operateur,
    after: &Operateur,
    old: &ByRow<'_>,
    new: &ByRow<'_>,
    changes: &mut Vec<Change>,
) {
    let mut told = |nature, here: &Operateur, there: &Operateur, by_row: &ByRow<'_>| {
        for row in here.lignes().filter(|row| there.ligne(&row.id).is_none()) {
            let change = Change::new(&after.id, nature, &format!("{} ({})", row.nom, row.id));
            changes.push(change.touching(by_row.touched([&row.id].into_iter())));
        }
    };
    told(Nature::LigneAjoutee, after, before, new);
    told(Nature::LigneRetiree, before, after, old);
}

fn trees(old: &Tree, new: &Tree, changes: &mut Vec<Change>) {
    let alignment = Alignment::new(old, new);
    let served = served::by_conduite(new);
    changes.extend(alignment.changes().iter().cloned());
    for (before, after) in alignment.pairs() {
        match (old.node(before), new.node(after)) {
            (Node::Demarche(before), Node::Demarche(after)) => {
                demarche(&new.operateur, before, after, changes);
            }
            (Node::NonPrevu(before), Node::NonPrevu(after)) => {
                if before.lignes != after.lignes {
                    let change = Change::new(&new.operateur, Nature::Lignes, &after.texte);
                    let change = change.between(&before.lignes.join(", "), &after.lignes.join(", "));
                    changes.push(change.of(&after.texte, &both(&before.lignes, &after.lignes)));
                }
                let change = Change::new(&new.operateur, Nature::Fiche, &after.texte);
                let change = change.of(&after.texte, &after.lignes);
                changes.extend(sheet(change, &before.complements, &after.complements));
            }
            (Node::Conduite(before), Node::Conduite(after)) => {
                changes.extend(conduite(&alignment, &new.operateur, &served, before, after));
            }
            _ => {}
        }
    }
    contacts(&alignment, old, new, changes);
    changes.extend(words::words(&alignment));
}

fn demarche(operateur: &str, before: &Demarche, after: &Demarche, changes: &mut Vec<Change>) {
    if before.categorie != after.categorie {
        changes.push(
            Change::new(operateur, Nature::Categorie, &after.titre)
                .categories(before.categorie, after.categorie)
                .of(&after.titre, &after.lignes),
        );
    }
    let as_set = |rows: &[String]| rows.iter().cloned().collect::<HashSet<String>>();
    if as_set(&before.lignes) != as_set(&after.lignes) {
        let change = Change::new(operateur, Nature::Lignes, &after.titre);
        let change = change.between(&before.lignes.join(", "), &after.lignes.join(", "));
        changes.push(change.of(&after.titre, &both(&before.lignes, &after.lignes)));
    }
    let told = |d: &Demarche| -> Vec<String> {
        let requests = d.demarches.iter().map(|sub| sub.texte.clone());
        requests.chain(d.complements.iter().cloned()).chain(d.voir_aussi.iter().cloned()).collect()
    };
    let change = Change::new(operateur, Nature::Fiche, &after.titre).of(&after.titre, &after.lignes);
    changes.extend(sheet(change, &told(before), &told(after)));
    if before.faire != after.faire {
        let change = Change::new(operateur, Nature::Faire, &after.titre);
        let change = change.between(&before.faire.join(" "), &after.faire.join(" "));
        changes.push(change.of(&after.titre, &after.lignes));
    }
}

/// The rows of both, each once.
fn both(before: &[String], after: &[String]) -> Vec<String> {
    let gone = before.iter().filter(|ligne| !after.contains(ligne));
    after.iter().chain(gone).cloned().collect()
}

/// What a sheet tells beside the decision: requests named, complements, rows that touch it.
fn sheet(change: Change, before: &[String], after: &[String]) -> Option<Change> {
    let only = |here: &[String], there: &[String]| {
        here.iter().filter(|text| !there.contains(text)).cloned().collect::<Vec<_>>().join(" ; ")
    };
    let (gone, come) = (only(before, after), only(after, before));
    let moved = gone.is_empty() && come.is_empty();
    (before != after).then(|| {
        if moved {
            return change.between(&before.join(" ; "), &after.join(" ; "));
        }
        change.between(&gone, &come)
    })
}

/// A conduite whose steps or urgency change; a renamed contact is told as a renaming.
fn conduite(
    alignment: &Alignment<'_>,
    operateur: &str,
    served: &HashMap<&str, Touched>,
    before: &Conduite,
    after: &Conduite,
) -> Option<Change> {
    let same_step = |(b, a): (&Etape, &Etape)| {
        b.texte == a.texte
            && b.usager == a.usager
            && b.remarque == a.remarque
            && b.canaux == a.canaux
            && b.contact.as_ref().map(|id| alignment.contact(id)) == a.contact
    };
    let same = before.urgente == after.urgente
        && before.etapes.len() == after.etapes.len()
        && before.etapes.iter().zip(&after.etapes).all(same_step);
    let texts = |c: &Conduite| c.etapes.iter().map(|e| e.texte.clone()).collect::<Vec<_>>().join(" ");
    // Where the words are the same, what stands behind them is told.
    let means = |e: &Etape| {
        let canaux: Vec<&str> = e.canaux.iter().map(|canal| canal.nom()).collect();
        let contact = e.contact.as_deref().unwrap_or("sans contact");
        let usager = e.usager.as_ref().map(|words| format!(" [sur la feuille de l'usager : {words}]"));
        let remark = if e.remarque { " [remarque, rien à faire]" } else { "" };
        format!("{} [{contact} : {}]{remark}{}", e.texte, canaux.join(", "), usager.unwrap_or_default())
    };
    let whole = |c: &Conduite| {
        let urgente = if c.urgente { "en urgence : " } else { "" };
        format!("{urgente}{}", c.etapes.iter().map(means).collect::<Vec<_>>().join(" "))
    };
    (!same).then(|| {
        let told = [before, after].map(texts);
        let [from, to] = if told[0] == told[1] { [before, after].map(whole) } else { told };
        Change::new(operateur, Nature::Conduite, &after.id)
            .between(&from, &to)
            .touching(served.get(after.id.as_str()).cloned().unwrap_or_default())
    })
}

/// Contacts whose name or channels change, with the démarches that use what changed.
fn contacts(alignment: &Alignment<'_>, old: &Tree, new: &Tree, changes: &mut Vec<Change>) {
    let [by_old, by_new] = [old, new].map(ByContact::new);
    for before in &old.contacts {
        let Some(after) = new.contact(&alignment.contact(&before.id)) else { continue };
        let (from, to) = (told(before), told(after));
        if from == to {
            continue;
        }
        let renamed = before.nom != after.nom;
        // The channels of one side that the other does not have as they are.
        let touched = |here: &Contact, there: &Contact| -> Vec<Canal> {
            let differs = |channel: &&ContactCanal| {
                renamed || !there.canaux.iter().any(|c| detail(c) == detail(channel))
            };
            here.canaux.iter().filter(differs).map(|channel| channel.canal).collect()
        };
        let served = by_new.touched(&after.id, &touched(after, before));
        let served = served.and(&by_old.touched(&before.id, &touched(before, after)));
        let change = Change::new(&new.operateur, Nature::Contact, &after.nom);
        changes.push(change.between(&from, &to).touching(served));
    }
}

/// A contact on one line.
fn told(contact: &Contact) -> String {
    let mut channels: Vec<String> = contact.canaux.iter().map(detail).collect();
    channels.extend(contact.ailleurs.iter().map(|id| format!("voir aussi {id}")));
    format!("{} : {}", contact.nom, channels.join(" ; "))
}

fn detail(channel: &ContactCanal) -> String {
    let details = [&channel.valeur, &channel.horaires, &channel.prix, &channel.precision]
        .into_iter()
        .flatten()
        .cloned();
    std::iter::once(channel.canal.nom().to_owned()).chain(details).collect::<Vec<_>>().join(" ")
}
