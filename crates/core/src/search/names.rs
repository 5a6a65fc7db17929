//! How people call each opérateur, and the neighbours that some words are for alone: « Agirc-Arrco ».

use std::collections::HashMap;

use super::index::{Index, Name};
use super::lexicon::Lexicon;
use super::understand::{Query, Token};
use crate::tree::{Operateur, Referentiel};

/// How each opérateur is called, by its id, and each neighbour that some words are for alone, by its name.
pub fn named<'a>(referentiel: &'a Referentiel, lexicon: &'a Lexicon) -> Vec<(&'a str, Vec<&'a String>)> {
    let operateurs = referentiel.operateurs.iter().map(|operateur| (operateur.id.as_str(), names(operateur)));
    let neighbours = lexicon.neighbours_named();
    operateurs.chain(neighbours.map(|(nom, noms)| (nom, noms.iter().collect()))).collect()
}

/// How an opérateur is called.
pub(super) fn names(operateur: &Operateur) -> Vec<&String> {
    std::iter::once(&operateur.nom).chain(&operateur.mots_cles).collect()
}

impl Index {
    /// The names of one body, by their stems.
    pub(super) fn name(&self, whose: &str, names: &[&String]) -> Name {
        let stems = names.iter().map(|name| self.stems_of(name).collect::<Vec<u32>>());
        Name { whose: whose.to_owned(), stems: stems.filter(|stems| !stems.is_empty()).collect() }
    }

    /// Whom a query names, an opérateur by its id, a neighbour by its name; and what the name says.
    pub(super) fn named(&self, query: &Query) -> HashMap<&str, f32> {
        let mut named: HashMap<&str, f32> = HashMap::new();
        for (whose, stems) in self.names_said(query) {
            let rarest = stems.iter().map(|stem| self.weights[*stem as usize]).fold(0.0, f32::max);
            let said = named.entry(whose).or_default();
            *said = said.max(rarest);
        }
        named
    }

    /// The names that were said, each with its stems.
    pub(super) fn names_said<'i>(&'i self, query: &Query) -> impl Iterator<Item = (&'i str, &'i [u32])> {
        // A name is said as it is, its words in a row: « actualiser » is no « changer » here.
        let is = |(token, stem): (&Token, &u32)| token.stems.iter().any(|(said, _)| said == stem);
        let says = move |name: &[u32]| {
            !name.is_empty() && query.tokens.windows(name.len()).any(|tokens| tokens.iter().zip(name).all(is))
        };
        let names = self.names.iter();
        names.flat_map(move |name| {
            let said = name.stems.iter().filter(|stems| says(stems));
            said.map(|stems| (name.whose.as_str(), stems.as_slice())).collect::<Vec<_>>()
        })
    }
}
