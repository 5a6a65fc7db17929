//! What changes between two versions of a table, row by row, in words that a conseiller reads.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::order::moved;
use super::row_pairs::{Pairs, pairs};
use crate::source::document::{Document, Naming};
use crate::source::facts::{Fact, facts};
use crate::source::folding::{cut, letters};
use crate::source::proof::fingerprint::signs_told;
use crate::source::rows::{NextIds, Row, Section, row_ids};
use crate::source::words;
use aiguilleur_core::compare::{Change, Nature};
use aiguilleur_core::tree::{Finding, Operateur};

/// How many characters of a request name its row.
const NAME: usize = 60;

/// One version of the table of an opérateur.
pub struct Version<'v> {
    sections: &'v [Section],
    rows: Vec<(usize, &'v Row)>,
    /// The ids of its rows, in order.
    ids: Vec<String>,
}

impl<'v> Version<'v> {
    /// The rows of sections, with these ids.
    pub fn new(sections: &'v [Section], ids: Vec<String>) -> Self {
        let rows = |(at, section): (usize, &'v Section)| section.rows.iter().map(move |row| (at, row));
        Self { sections, rows: sections.iter().enumerate().flat_map(rows).collect(), ids }
    }

    /// The rows of sections, with the ids that the table gives them, or by rank.
    fn numbered(operateur: &str, sections: &'v [Section]) -> Self {
        Self::new(sections, row_ids(operateur, sections.iter().flat_map(|section| &section.rows)))
    }

    /// Its rows, in order.
    pub fn rows(&self) -> Vec<&'v Row> {
        self.rows.iter().map(|(_, row)| *row).collect()
    }

    /// The rows of sections, whose ids are those of the old ones that they are.
    fn following(sections: &'v [Section]) -> Self {
        Self::new(sections, Vec::new())
    }

    /// Gives each row the id of the old one that it is, or the next free one.
    fn number(&self, operateur: &str, old: &Version<'_>, pairs: &Pairs) -> Vec<String> {
        let mut known: Vec<Option<String>> = vec![None; self.rows.len()];
        for (a, b) in &pairs.same {
            known[*b] = Some(old.id(*a));
        }
        let mut next = NextIds::after(operateur, old.ids.iter().map(String::as_str));
        known.into_iter().map(|id| id.or_else(|| next.next()).unwrap_or_default()).collect()
    }

    fn titre(&self, at: usize) -> &'v str {
        self.sections[self.rows[at].0].titre.as_deref().unwrap_or("le tableau")
    }

    fn id(&self, at: usize) -> String {
        self.ids.get(at).cloned().unwrap_or_default()
    }

    /// « Demander une carte (cellule A12) ».
    fn name(&self, at: usize) -> String {
        let row = self.rows[at].1;
        let first = words::lines(&row.demande).into_iter().next().map(|line| line.text).unwrap_or_default();
        format!("{} ({})", cut(&first, NAME), row.at)
    }
}

/// Said of a category that a row does not say itself.
const FROM_ABOVE: &str = "cellule vide : la catégorie est celle de la ligne du dessus";

/// The name of a table that tells nobody's.
const NOBODY: &str = "tableau";

/// Everything that differs between two documents, an opérateur after the other.
///
/// # Errors
///
/// Where one of them does not say whose table is whose.
pub fn documents(
    old: &Document,
    new: &Document,
    operateurs: &[Operateur],
) -> Result<Vec<Change>, Vec<Finding>> {
    let (before, after) = (old.owners(operateurs), new.owners(operateurs));
    // Where a document tells whose its tables are, those of nobody are no rows of another.
    let of = |document: &Document, owners: &[&str], id: &str| {
        let naming = if owners.is_empty() { Naming::Person } else { Naming::Table };
        document.of_by(naming, id, operateurs)
    };
    let mut changes = Vec::new();
    // A table whose owner only one of the two tells is that of the other.
    if before.len() < 2 && after.len() < 2 && (before.is_empty() || after.is_empty() || before == after) {
        let id = before.first().or(after.first()).copied().unwrap_or(NOBODY);
        let (old, new) = (of(old, &before, id)?, of(new, &after, id)?);
        return Ok(compare(id, &Version::numbered(id, &old), &Version::following(&new)));
    }
    let nom = |id: &str| operateurs.iter().find(|o| o.id == id).map_or(id, |o| &o.nom).to_owned();
    for id in &after {
        if !before.contains(id) {
            changes.push(Change::new(id, Nature::OperateurAjoute, &nom(id)));
            continue;
        }
        let (old, new) = (of(old, &before, id)?, of(new, &after, id)?);
        changes.extend(compare(id, &Version::numbered(id, &old), &Version::following(&new)));
    }
    let gone = before.iter().filter(|id| !after.contains(id));
    changes.extend(gone.map(|id| Change::new(id, Nature::OperateurRetire, &nom(id))));
    Ok(changes)
}

/// Everything that differs, in the order of the new version; rows that only the old one has come last.
pub fn compare(operateur: &str, old: &Version<'_>, new: &Version<'_>) -> Vec<Change> {
    let pairs = pairs(&old.rows(), &new.rows());
    let numbered;
    let new = if new.ids.is_empty() {
        numbered = Version::new(new.sections, new.number(operateur, old, &pairs));
        &numbered
    } else {
        new
    };
    let renamed = renamed(old, new, &pairs);
    let comparison = Comparison { operateur, old, new, renamed };
    let moved =
        moved(pairs.same.iter().filter(|(a, b)| !comparison.left(*a, *b)).map(|(a, b)| (new.rows[*b].0, *a)));
    let mut changes: Vec<(usize, Change)> = comparison.sections();
    let split: HashSet<usize> = pairs.split.iter().map(|(of, _)| *of).collect();
    let merged: HashSet<usize> = pairs.merged.iter().map(|(_, into)| *into).collect();
    let became: HashMap<usize, usize> = pairs.same.iter().copied().collect();
    for &(a, b) in &pairs.same {
        let parted = split.contains(&a) || merged.contains(&b);
        let found = comparison.row(a, b, parted, moved.get(&a));
        changes.extend(found.into_iter().map(|change| (b, change)));
    }
    for &(a, b) in &pairs.split {
        let change = comparison.of(Nature::Scindee, a, b);
        let change = Change { faits: vec![format!("son identifiant : {}", new.id(b))], ..change };
        changes.push((b, change.between(&flat(&old.rows[a].1.demande), &flat(&new.rows[b].1.demande))));
        // What became of the other part is told once.
        let kept = became.get(&a).map(|kept| new.rows[*kept].1);
        let own = new.rows[b].1;
        let told = |row: &Row| row.categorie == own.categorie && said(&row.action) == said(&own.action);
        if !kept.is_some_and(told) {
            changes.extend(comparison.decision(a, b).into_iter().map(|change| (b, change)));
        }
    }
    for &(a, b) in &pairs.merged {
        let (before, after) = (old.rows[a].1, new.rows[b].1);
        let change =
            comparison.of(Nature::Reunie, a, b).between(&flat(&before.demande), &flat(&after.demande));
        // The action that the row had goes with it, unless the other one says as much.
        let (lost, _) = changed_facts((&before.action, &after.action), true);
        changes.push((b, Change { faits: lost, ..change }));
    }
    for &b in &pairs.added {
        changes.push((b, comparison.alone(Nature::LigneAjoutee, new, b)));
    }
    for &a in &pairs.lost {
        changes.push((usize::MAX, comparison.alone(Nature::LigneRetiree, old, a)));
    }
    changes.sort_by_key(|(at, _)| *at);
    changes.into_iter().map(|(_, change)| change).collect()
}

struct Comparison<'c, 'v> {
    operateur: &'c str,
    old: &'c Version<'v>,
    new: &'c Version<'v>,
    /// The sections that only have another title: old, new.
    renamed: BTreeSet<(usize, usize)>,
}

impl Comparison<'_, '_> {
    fn of(&self, nature: Nature, a: usize, b: usize) -> Change {
        let change = Change::new(self.operateur, nature, &self.new.name(b));
        Change { lignes: vec![self.old.id(a)], ..change }
    }

    fn alone(&self, nature: Nature, version: &Version<'_>, at: usize) -> Change {
        let row = version.rows[at].1;
        let change = Change::new(self.operateur, nature, &version.name(at));
        let said = format!("{} : {}", row.categorie.nom(), flat(&row.action));
        let change = if nature == Nature::LigneAjoutee {
            change.between("", &said)
        } else {
            change.between(&said, "")
        };
        Change { lignes: vec![version.id(at)], ..change }
    }

    fn sections(&self) -> Vec<(usize, Change)> {
        let (mut first, mut ids): (HashMap<usize, usize>, HashMap<usize, Vec<String>>) = Default::default();
        for (at, (section, _)) in self.new.rows.iter().enumerate() {
            first.entry(*section).or_insert(at);
        }
        for (at, (section, _)) in self.old.rows.iter().enumerate() {
            ids.entry(*section).or_default().push(self.old.id(at));
        }
        let change = |(before, after): &(usize, usize)| {
            let titre = |sections: &[Section], at: usize| sections[at].titre.clone().unwrap_or_default();
            let (from, to) = (titre(self.old.sections, *before), titre(self.new.sections, *after));
            let lignes = ids.get(before).cloned().unwrap_or_default();
            (
                first.get(after).copied().unwrap_or(0),
                Change { lignes, ..Change::new(self.operateur, Nature::Section, &to).between(&from, &to) },
            )
        };
        self.renamed.iter().map(change).collect()
    }

    /// Whether a row stands in another section.
    fn left(&self, a: usize, b: usize) -> bool {
        said(self.old.titre(a)) != said(self.new.titre(b))
            && !self.renamed.contains(&(self.old.rows[a].0, self.new.rows[b].0))
    }

    /// What changes of a row. `parted`: its request has less or more than before, which is told elsewhere; `ranks`: before and
    /// after, those among the rows that stay with it, where it moved.
    fn row(&self, a: usize, b: usize, parted: bool, ranks: Option<&(usize, usize)>) -> Vec<Change> {
        let mut changes = Vec::new();
        let places = if self.left(a, b) {
            let place = |version: &Version<'_>, at: usize| {
                format!("« {} », {}", version.titre(at), version.rows[at].1.at)
            };
            Some((place(self.old, a), place(self.new, b)))
        } else {
            // Rows that move around it may leave it at its rank.
            let ranks = ranks.filter(|(before, after)| before != after);
            ranks.map(|(before, after)| {
                let place = |titre: &str, rank: &usize| format!("« {titre} », rang {rank}");
                (place(self.old.titre(a), before), place(self.new.titre(b), after))
            })
        };
        changes.extend(places.map(|(from, to)| self.of(Nature::Deplacee, a, b).between(&from, &to)));
        let (before, after) = (self.old.rows[a].1, self.new.rows[b].1);
        if !parted && differ(&before.demande, &after.demande) {
            changes.push(self.words(Nature::Demande, a, b, (&before.demande, &after.demande)));
        }
        changes.extend(self.decision(a, b));
        changes
    }

    /// What changes of what is to be done.
    fn decision(&self, a: usize, b: usize) -> Vec<Change> {
        let (before, after) = (self.old.rows[a].1, self.new.rows[b].1);
        let mut changes = Vec::new();
        if before.categorie != after.categorie {
            let change = self.of(Nature::Categorie, a, b).categories(before.categorie, after.categorie);
            let empty = after.category_from_above.then(|| FROM_ABOVE.to_owned());
            changes.push(Change { faits: empty.into_iter().collect(), ..change });
        }
        if differ(&before.action, &after.action) {
            changes.push(self.words(Nature::Action, a, b, (&before.action, &after.action)));
        }
        changes
    }

    fn words(&self, nature: Nature, a: usize, b: usize, (before, after): (&str, &str)) -> Change {
        let (lost, gained) = changed_facts((before, after), nature == Nature::Action);
        let faits = lost.into_iter().chain(gained).collect();
        Change { faits, ..self.of(nature, a, b).between(&flat(before), &flat(after)) }
    }
}

/// The facts that a text lost from one version to the other, and those that it gained, a sentence each.
fn changed_facts((before, after): (&str, &str), is_action: bool) -> (Vec<String>, Vec<String>) {
    let of = |text: &str| -> BTreeSet<Fact> {
        facts(text, is_action)
            .into_iter()
            .filter(|fact| fact.is_claim() || !fact.contraries().is_empty())
            .collect()
    };
    let (from, to) = (of(before), of(after));
    // A bound, or a unit, is told where it becomes another: elsewhere its number is.
    let told = |fact: &&Fact, other: &BTreeSet<Fact>| {
        fact.is_claim() || fact.contraries().iter().any(|contrary| other.contains(contrary))
    };
    let lost = from.difference(&to).filter(|fact| told(fact, &to));
    let gained = to.difference(&from).filter(|fact| told(fact, &from));
    (
        lost.map(|fact| format!("ne dit plus : {}", fact.words())).collect(),
        gained.map(|fact| format!("dit maintenant : {}", fact.words())).collect(),
    )
}

/// The sections whose rows all stand under another title, which the old version did not have.
fn renamed<'r>(old: &Version<'r>, new: &Version<'r>, pairs: &Pairs) -> BTreeSet<(usize, usize)> {
    let titre = |section: &Section| section.titre.as_deref().map(said);
    let titres =
        |version: &Version<'r>| -> HashSet<Option<String>> { version.sections.iter().map(titre).collect() };
    let (old_titres, new_titres) = (titres(old), titres(new));
    let mut to: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for (a, b) in &pairs.same {
        to.entry(old.rows[*a].0).or_default().insert(new.rows[*b].0);
    }
    let mut renamed = BTreeSet::new();
    let gone = |(_, section): &(usize, &Section)| !new_titres.contains(&titre(section));
    for (before, section) in old.sections.iter().enumerate().filter(gone) {
        // One of them may have left for a section that was there already.
        let to = to.remove(&before).unwrap_or_default().into_iter();
        let fresh: Vec<usize> = to.filter(|at| !old_titres.contains(&titre(&new.sections[*at]))).collect();
        if let ([after], true) = (&fresh[..], section.titre.is_some()) {
            renamed.insert((before, *after));
        }
    }
    renamed
}

/// The words of a cell on one line.
fn flat(cell: &str) -> String {
    words::flat(&words::lines(cell))
}

/// Whether two cells say something else; an address has signs of its own: « mon-enfant.fr » is not « monenfant.fr ».
fn differ(before: &str, after: &str) -> bool {
    before != after && (said(before) != said(after) || facts(before, true) != facts(after, true))
}

/// What a cell says, whatever its bullets, its stops, its accents, its capitals and its spaces: « back office » is
/// « Back-office ».
fn said(cell: &str) -> String {
    letters(&signs_told(cell))
}
