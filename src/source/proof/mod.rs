//! The proof of a tree against its table, both ways: each row is in the tree with its category, each fact of the row
//! stands in its outcomes, and no outcome states what the row does not, but what is marked as ours.

mod anchors;
mod figures;
pub mod fingerprint;
mod sections;
mod stated;

use std::collections::{BTreeMap, BTreeSet};

use self::anchors::{Asked, lay};
use self::figures::figures;
use self::fingerprint::{fingerprint, is_that_of, of_these_words};
use self::stated::{Stated, ours_left_out, stated, theirs};
use crate::source::categorie;
use crate::source::channels;
use crate::source::facts::{Fact, canal, facts};
use crate::source::folding::{cut, fold};
use crate::source::rows::{NextIds, Row};
use aiguilleur_core::tree::{Canal, Categorie, Operateur, Tree};

/// Which of the two lacks a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Tree,
    Document,
}

/// What one of the two says and the other does not.
#[derive(Debug, PartialEq)]
pub enum Difference {
    /// A category, and those of the tree.
    Categorie(Categorie, Vec<&'static str>),
    Fact(Fact),
    /// The words of a row are not those from which the tree was written: the trace of those that they are.
    Words(String),
    /// The title of a section of the document, and that of the index.
    Section(String, String),
    /// The section of the document in which a row stands, and that of the index.
    Moved(String, String),
    /// A row that only the tree has, by its name.
    Lost(String),
    /// A row that only the table has: its request.
    Added(String),
}

impl Difference {
    /// The digits or the address that it is about, if it is.
    fn figure(&self) -> Option<&str> {
        if let Self::Fact(fact) = self { fact.figure() } else { None }
    }

    /// As a person names it.
    pub fn words(&self) -> String {
        match self {
            Self::Categorie(own, others) if others.is_empty() => {
                format!(
                    "la catégorie « {} » (aucune issue de l'arbre n'est de cette ligne)",
                    categorie::name(*own)
                )
            }
            Self::Categorie(own, others) => {
                format!("la catégorie « {} » (l'arbre dit « {} »)", categorie::name(*own), others.join(", "))
            }
            Self::Fact(fact) => fact.words(),
            Self::Section(own, other) => {
                format!("le titre de section « {own} » (l'index dit « {other} »)")
            }
            Self::Moved(own, other) => {
                format!("la section « {own} » (l'index range cette ligne dans « {other} »)")
            }
            Self::Words(trace) => format!(
                "d'autres mots que ceux de la lecture (« comparer » avec le tableau d'avant les montre ; relisez la ligne, puis écrivez « empreinte: \"{trace}\" » dans l'index)"
            ),
            Self::Lost(nom) => format!("la ligne entière : {nom}"),
            Self::Added(demande) => format!("une ligne de plus : {demande}"),
        }
    }
}

/// How many characters of a request name its row.
const NAME: usize = 60;

/// A fact that one of the two lacks.
#[derive(Debug)]
pub struct Gap {
    pub operateur: String,
    /// The id of the row.
    pub ligne: String,
    pub difference: Difference,
    pub lacking: Lacking,
    /// The file and the place of the row in the document; empty where it has none.
    pub at: String,
}

/// What a tree states, row by row: made once, it is compared with as many tables as one wants.
pub struct Claims<'o> {
    operateur: &'o Operateur,
    /// The id of each row of the index, and what its outcomes state.
    rows: Vec<(String, Stated)>,
    /// What its questions and its answers say, each with a row that it leads to.
    figures: Vec<(Fact, String)>,
}

impl<'o> Claims<'o> {
    /// The claims of the tree of an opérateur.
    pub fn new(tree: &Tree, operateur: &'o Operateur) -> Self {
        Self { operateur, rows: stated(tree, operateur), figures: figures(tree) }
    }

    /// Which row of the index is which of a table: those of the same words first, wherever they stand, then equal requests,
    /// then by their words, in their order.
    pub fn align(&self, rows: &[&Row]) -> Vec<(Option<usize>, Option<usize>)> {
        let (all, table) = ((0..self.rows.len()).collect::<Vec<_>>(), (0..rows.len()).collect::<Vec<_>>());
        self.align_some(rows, &all, &table)
    }

    /// Which of some rows of the index is which of some rows of a table, by their words.
    pub fn align_some(
        &self,
        rows: &[&Row],
        known: &[usize],
        table: &[usize],
    ) -> Vec<(Option<usize>, Option<usize>)> {
        let own: Vec<&Asked> = known.iter().map(|at| &self.rows[*at].1.asked).collect();
        let some: Vec<&Row> = table.iter().map(|at| rows[*at]).collect();
        let traces = known.iter().map(|at| self.trace(&self.rows[*at].0));
        let worded = of_these_words(&traces.collect::<Vec<_>>(), &some);
        let pairs = lay(&own, &some, worded).into_iter();
        pairs.map(|(a, b)| (a.map(|a| known[a]), b.map(|b| table[b]))).collect()
    }

    /// The trace of the words from which a row was written, if the index has it.
    fn trace(&self, ligne: &str) -> Option<&str> {
        self.operateur.ligne(ligne)?.1.empreinte.as_deref()
    }

    /// The ids of the rows of the index, in order.
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(id, _)| id.as_str())
    }

    /// Compares them with the rows of a table; `pairs` tells which row of it is which of the index.
    pub fn paired(&self, rows: &[&Row], pairs: &[(Option<usize>, Option<usize>)]) -> Vec<Gap> {
        let own: Vec<BTreeSet<Fact>> = rows.iter().map(|row| of_row(row)).collect();
        let everywhere: BTreeSet<&Fact> = own.iter().flatten().collect();
        let mut gaps = Vec::new();
        let new: BTreeSet<usize> =
            pairs.iter().filter(|(known, _)| known.is_none()).filter_map(|(_, at)| *at).collect();
        let ids: BTreeMap<usize, String> =
            new.into_iter().zip(NextIds::after(&self.operateur.id, self.ids())).collect();
        for pair in pairs {
            match *pair {
                (Some(known), Some(at)) => {
                    let (id, stated) = &self.rows[known];
                    for (difference, lacking) in differences(rows[at], &own[at], stated, &everywhere) {
                        gaps.push(self.gap(id, Some(rows[at]), difference, lacking));
                    }
                }
                (Some(known), None) => {
                    let id = &self.rows[known].0;
                    let nom = cut(nom(self.operateur, id), NAME);
                    gaps.push(self.gap(id, None, Difference::Lost(nom), Lacking::Document));
                }
                (None, Some(at)) => {
                    let id = ids.get(&at).map_or("", String::as_str);
                    let added = Difference::Added(cut(&rows[at].demande, NAME));
                    gaps.push(self.gap(id, Some(rows[at]), added, Lacking::Tree));
                }
                (None, None) => {}
            }
        }
        gaps.extend(self.asked_of_no_row(rows, pairs, &everywhere, &gaps));
        gaps
    }

    /// The figures of questions and answers that no row of the table says, each once, at a row that it leads to.
    fn asked_of_no_row(
        &self,
        rows: &[&Row],
        pairs: &[(Option<usize>, Option<usize>)],
        everywhere: &BTreeSet<&Fact>,
        gaps: &[Gap],
    ) -> Vec<Gap> {
        let places: BTreeMap<&str, usize> =
            pairs.iter().filter_map(|(known, at)| Some((self.rows[(*known)?].0.as_str(), (*at)?))).collect();
        let of_document = gaps.iter().filter(|gap| gap.lacking == Lacking::Document);
        let mut told: BTreeSet<&str> = of_document.filter_map(|gap| gap.difference.figure()).collect();
        let said = |fact: &Fact| everywhere.contains(fact);
        let strange = self.figures.iter().filter(|(fact, _)| {
            !said(fact)
                && !fact.almost().is_some_and(|fact| said(&fact))
                && fact.figure().is_some_and(|figure| told.insert(figure))
        });
        let gap = |(fact, first): &(Fact, String)| {
            // A row that says it as well, rather than the first of many that it leads to.
            let own = self.rows.iter().find(|(_, stated)| stated.says(fact)).map_or(first, |(id, _)| id);
            let at = *places.get(own.as_str())?;
            Some(self.gap(own, Some(rows[at]), Difference::Fact(fact.clone()), Lacking::Document))
        };
        strange.filter_map(gap).collect()
    }

    /// The rows whose words are no longer those from which the tree was written, those of these gaps left out; none where
    /// that is not known, or where a table that names its rows by our ids is worded otherwise as a whole: such an export says
    /// what the trees say.
    pub fn reworded(
        &self,
        rows: &[&Row],
        pairs: &[(Option<usize>, Option<usize>)],
        gaps: &[Gap],
    ) -> Option<Vec<Gap>> {
        let told: BTreeSet<&str> = gaps.iter().map(|gap| gap.ligne.as_str()).collect();
        let (mut traced, mut changed, mut found) = (0_usize, 0_usize, Vec::new());
        for (known, at) in pairs.iter().filter_map(|pair| Some((pair.0?, pair.1?))) {
            let id = &self.rows[known].0;
            let Some(trace) = self.trace(id) else { continue };
            traced += 1;
            if is_that_of(trace, rows[at]) {
                continue;
            }
            changed += 1;
            if !told.contains(id.as_str()) {
                let words = Difference::Words(fingerprint(rows[at]));
                found.push(self.gap(id, Some(rows[at]), words, Lacking::Tree));
            }
        }
        let is_export = rows.iter().all(|row| row.ligne.is_some());
        (traced > 0 && (changed < traced || !is_export)).then_some(found)
    }

    fn gap(&self, ligne: &str, row: Option<&Row>, difference: Difference, lacking: Lacking) -> Gap {
        let at = row.map(|row| format!("{}, {}", row.file, row.at)).unwrap_or_default();
        Gap { operateur: self.operateur.id.clone(), ligne: ligne.to_owned(), difference, lacking, at }
    }
}

fn nom<'o>(operateur: &'o Operateur, id: &str) -> &'o str {
    operateur.ligne(id).map_or("", |(_, ligne)| &ligne.nom)
}

/// The facts of a row: those of its request, and those of its action with its channels; a table that was exported holds
/// what is ours too.
pub fn of_row(row: &Row) -> BTreeSet<Fact> {
    let own = |text: &str| {
        text.split('\n').map(|line| ours_left_out(theirs(line.trim()))).collect::<Vec<_>>().join("\n")
    };
    let mut all = facts(&own(&row.demande), false);
    all.extend(facts(&own(&row.action), true));
    all
}

fn differences(
    row: &Row,
    own: &BTreeSet<Fact>,
    stated: &Stated,
    everywhere: &BTreeSet<&Fact>,
) -> Vec<(Difference, Lacking)> {
    let mut found: Vec<(Difference, Lacking)> = other_categorie(row, stated).into_iter().collect();
    // A short number that nothing announces is read as a number of any kind: « : www.exemple.fr, 3631. »
    let said = |fact: &Fact| {
        stated.says(fact)
            || matches!(fact, Fact::Nombre(number) if stated.says(&Fact::Telephone(number.clone())))
    };
    let lost = own
        .iter()
        .filter(|fact| fact.is_claim() && !said(fact) && !fact.almost().is_some_and(|fact| said(&fact)));
    found.extend(lost.map(|fact| (Difference::Fact(fact.clone()), Lacking::Tree)));
    // A bound, or a unit, is lost where the tree says another of the same number, and not this one.
    let turned = |fact: &&Fact| {
        !said(fact) && fact.contraries().iter().any(|other| said(other) && !own.contains(other))
    };
    found.extend(own.iter().filter(turned).map(|fact| (Difference::Fact(fact.clone()), Lacking::Tree)));
    // « Contacter les correspondants de l'ASP », without a way: the table gives it in another row, and the tree says that
    // it takes it from there, or the row does: « cf. ci-dessous ».
    let refers = ["ci dessous", "ci dessus"].iter().any(|words| fold(&row.action).contains(words));
    let silent = (stated.borrows || refers)
        && !own.iter().any(|fact| matches!(fact, Fact::Telephone(_) | Fact::Courriel(_)));
    let is_lone =
        |fact: &Fact| matches!(fact, Fact::Telephone(number) if own.contains(&Fact::Nombre(number.clone())));
    let lone = stated.facts.iter().any(is_lone);
    let elsewhere = |fact: &&Fact| match fact {
        fact if is_lone(fact) => true,
        Fact::Telephone(_) | Fact::Courriel(_) => silent && everywhere.contains(fact),
        Fact::Canal(nom) if *nom == Canal::Telephone.nom() && lone => true,
        Fact::Canal(_) => silent && reaches_nobody(own),
        // The site of the opérateur is that of all its rows.
        Fact::Site(_) => everywhere.contains(fact),
        Fact::Nombre(number) => own.contains(&Fact::Telephone(number.clone())),
        _ => false,
    };
    let almost = |fact: &Fact| fact.almost().is_some_and(|fact| own.contains(&fact));
    let claims = stated.facts.iter().filter(|fact| fact.is_claim());
    let invented = claims.filter(|fact| !own.contains(fact) && !almost(fact) && !elsewhere(fact));
    found.extend(invented.map(|fact| (Difference::Fact(fact.clone()), Lacking::Document)));
    // What is said of another row, and whom a contact names, is in the table, if not in this row.
    let borrowed = stated.cited.iter().chain(&stated.contacts).filter(|fact| fact.is_claim());
    let strange = borrowed.filter(|fact| !everywhere.contains(fact) && !stated.facts.contains(fact));
    found.extend(strange.map(|fact| (Difference::Fact(fact.clone()), Lacking::Document)));
    let all = format!("{} {}", row.demande, row.action);
    let worded = stated.worded.iter().filter(|canal| !channels::mentions(&all, **canal));
    for fact in worded.filter_map(|of| canal(*of)).filter(|fact| !own.contains(fact) && !elsewhere(&fact)) {
        let difference = (Difference::Fact(fact), Lacking::Document);
        if !found.contains(&difference) {
            found.push(difference);
        }
    }
    found
}

/// The category of a row, where the tree has only others.
fn other_categorie(row: &Row, stated: &Stated) -> Option<(Difference, Lacking)> {
    let others = || stated.categories.iter().copied().collect();
    let known = stated.categories.contains(categorie::name(row.categorie));
    (!known).then(|| (Difference::Categorie(row.categorie, others()), Lacking::Tree))
}

/// Whether a row names a body and no way to reach it.
fn reaches_nobody(own: &BTreeSet<Fact>) -> bool {
    !own.iter().any(|fact| matches!(fact, Fact::Canal(_)))
}
