//! What an index was made of, for a program in another language that makes the same one.

use super::Implied;
use super::index::{Entry, Index};
use super::lexicon::Lexicon;

/// One of the short texts by which a démarche is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'i> {
    /// The rank of its démarche.
    pub entry: usize,
    pub texte: &'i str,
    /// It says in other words the request that the last text of its own said.
    pub again: bool,
}

impl Index {
    /// The texts by which the démarches are known, those of one together.
    pub fn told(&self) -> impl Iterator<Item = Told<'_>> {
        self.phrases.iter().zip(self.texts.iter()).zip(0..).map(|((phrase, texte), rank)| Told {
            entry: phrase.entry as usize,
            texte,
            again: phrase.about != rank,
        })
    }

    /// The signs of urgency: the rank of the démarche, and the words.
    pub fn signs(&self) -> impl Iterator<Item = (usize, &str)> {
        self.signs.iter().zip(self.sign_texts.iter()).map(|(sign, texte)| (sign.entry as usize, texte))
    }
}

impl Entry {
    /// The shortest paths to it, the urgency question left out.
    pub fn paths(&self) -> &[Vec<Implied>] {
        &self.paths
    }
}

impl Lexicon {
    /// The stems of each family, sorted; one that ends with `=` is that of this word alone.
    pub fn families(&self) -> Vec<Vec<&str>> {
        let mut families: Vec<Vec<&str>> = Vec::new();
        for stem in self.stems() {
            let Some(rank) = self.family(stem) else { continue };
            if families.len() <= rank {
                families.resize_with(rank + 1, Vec::new);
            }
            families[rank].push(stem);
        }
        for family in &mut families {
            family.sort_unstable();
        }
        families
    }
}
