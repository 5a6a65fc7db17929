//! What a change does to the network: how many cases go from each category to each, by opérateur and by row.

use std::collections::HashMap;

use crate::case::Attendu;
use crate::tree::Categorie;

/// How many cases go from a category to another.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The opérateur or the row that they are of.
    pub id: String,
    /// By the category before, then by the one after; in the order of [`Categorie::ALL`].
    cases: [[u64; 5]; 5],
    /// Those that end nowhere, before or after: they are in no cell.
    pub not_replayed: u64,
}

/// A cell that holds cases.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub avant: Categorie,
    pub apres: Categorie,
    pub cases: u64,
    /// Its share of the cases that were replayed, in thousandths.
    pub share: u64,
}

impl Matrix {
    /// The cases that were replayed.
    pub fn replayed(&self) -> u64 {
        self.cases.iter().flatten().sum()
    }

    /// How many go from one category to the other, and their share.
    pub fn cell(&self, avant: Categorie, apres: Categorie) -> Cell {
        let cases = self.cases[avant.rank()][apres.rank()];
        let all = self.replayed().max(1);
        Cell { avant, apres, cases, share: (cases * 1000 + all / 2) / all }
    }

    /// The cells that hold cases, in the order of the categories.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        let cells = Categorie::ALL.into_iter().flat_map(|avant| Categorie::ALL.map(|apres| (avant, apres)));
        cells.map(|(avant, apres)| self.cell(avant, apres)).filter(|cell| cell.cases > 0)
    }

    /// Whether a case changes its category.
    pub fn moves(&self) -> bool {
        self.cells().any(|cell| cell.avant != cell.apres)
    }

    fn count(&mut self, way: Option<(Categorie, Categorie)>) {
        match way {
            Some((avant, apres)) => self.cases[avant.rank()][apres.rank()] += 1,
            None => self.not_replayed += 1,
        }
    }
}

/// The matrices of each opérateur, and of each row that a case ended on before the change.
#[derive(Debug, Default)]
pub struct Network {
    pub operateurs: Group,
    pub lignes: Group,
}

/// Matrices by id, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Group {
    all: Vec<Matrix>,
    ranks: HashMap<String, usize>,
}

impl Group {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Matrix> {
        self.all.iter()
    }

    fn of(&mut self, id: &str) -> &mut Matrix {
        let next = self.all.len();
        let rank = *self.ranks.entry(id.to_owned()).or_insert(next);
        if rank == next {
            self.all.push(Matrix { id: id.to_owned(), ..Matrix::default() });
        }
        &mut self.all[rank]
    }
}

impl Network {
    /// Counts a case by its ends, before and after.
    pub fn count(&mut self, operateur: &str, avant: Option<&Attendu<'_>>, apres: Option<&Attendu<'_>>) {
        let way = avant.and_then(category).zip(apres.and_then(category));
        self.operateurs.of(operateur).count(way);
        for ligne in avant.and_then(|end| end.lignes.as_ref()).into_iter().flatten() {
            self.lignes.of(ligne).count(way);
        }
    }
}

fn category(end: &Attendu<'_>) -> Option<Categorie> {
    let code = end.categorie.as_deref()?;
    Categorie::ALL.into_iter().find(|categorie| categorie.code() == code)
}
