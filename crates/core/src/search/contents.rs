//! What an index was made of, for a program in another language that makes the same one.

use super::Implied;
use super::index::{EMPTY, Entry, Index, Other};
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

    /// The signs of urgency that a démarche has of its own: its rank, and the words.
    pub fn signs(&self) -> impl Iterator<Item = (usize, &str)> {
        let signs = self.signs.iter().zip(self.sign_texts.iter()).filter(|(sign, _)| sign.entry != EMPTY);
        signs.map(|(sign, texte)| (sign.entry as usize, texte))
    }

    /// Whether every sign of danger leads to the démarche of this rank.
    pub fn serves_in_danger(&self, entry: usize) -> bool {
        self.for_danger.iter().any(|rank| *rank as usize == entry)
    }

    /// Whom to turn to outside of the programme: the name of each, and what one goes there for.
    pub fn neighbours(&self) -> impl Iterator<Item = (&str, &str)> {
        self.others.iter().filter_map(|other| Some((other.nom.as_str(), other.aide.as_deref()?)))
    }

    /// Whom else the words may be for; their texts follow those of the démarches.
    pub fn others(&self) -> &[Other] {
        &self.others
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
