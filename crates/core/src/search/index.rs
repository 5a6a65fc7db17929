//! What is known of the démarches, laid out to be read quickly and searched at once.

use serde::{Deserialize, Serialize};

use super::paths::Implied;
use super::strings::Strings;
use super::text::words;
use crate::tree::Categorie;

/// The stem of a word that says nothing.
pub(super) const EMPTY: u32 = u32::MAX;

/// The démarches of a set, ready to be searched: built from its trees, or read back from what was
/// built with the program.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Index {
    /// Every word that is known, sorted, and the rank of its stem, or [`EMPTY`].
    pub(super) words: Strings,
    pub(super) stem_of: Vec<u32>,
    /// The letters of each word, as bits: words that differ by much are not compared.
    pub(super) letters: Vec<u32>,
    /// Every stem, sorted.
    pub(super) stems: Strings,
    /// The family of each stem. A stem without relatives is its own family.
    pub(super) family_of: Vec<u32>,
    /// How much each stem says: rare ones much, common ones little.
    pub(super) weights: Vec<f32>,
    /// Where the mentions of each family start; one more at the end.
    pub(super) starts: Vec<u32>,
    /// By family, then by phrase; so those of one entry stand together within a family.
    pub(super) mentions: Vec<Mention>,
    pub(super) texts: Strings,
    /// Those of an entry stand together.
    pub(super) phrases: Vec<Phrase>,
    pub(super) entries: Vec<Entry>,
    /// Whom the words may be for instead; their ranks follow those of the entries.
    pub(super) others: Vec<Other>,
    pub(super) signs: Vec<Sign>,
    /// What each family says of danger.
    pub(super) alarms: Vec<f32>,
    pub(super) sign_texts: Strings,
    /// Words that say that a wish follows, sorted.
    pub(super) asks: Strings,
    /// What tells no danger: a word that is said so is none of a sign's.
    pub(super) calm: Vec<Vec<Said>>,
    /// Words that stand for each other in a sign.
    pub(super) groups: Vec<Group>,
    /// The entries that every sign of danger leads to.
    pub(super) for_danger: Vec<u32>,
    pub(super) names: Vec<Name>,
}

/// A stem in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Mention {
    pub(super) phrase: u32,
    pub(super) stem: u32,
    /// What it says there.
    pub(super) weight: f32,
}

/// One of the short texts by which a démarche is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Phrase {
    pub(super) entry: u32,
    /// The text of the request that it belongs to, or its own.
    pub(super) about: u32,
    /// Its length, in what its words say.
    pub(super) norm: f32,
}

/// A démarche.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id of the opérateur.
    pub operateur: String,
    /// Id of the démarche in its tree.
    pub demarche: String,
    pub titre: String,
    /// Ids of its rows.
    pub lignes: Vec<String>,
    pub categorie: Categorie,
    /// The shortest paths to it, the urgency question left out.
    pub(super) paths: Vec<Vec<Implied>>,
}

/// Somebody else than an opérateur whose table is here: its requests compete with the démarches, so
/// that none of these is taken for what they are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Id of the opérateur whose table was not supplied; none for a neighbour of the programme.
    pub operateur: Option<String>,
    pub nom: String,
    /// What one goes there for, in a few words, where it is listed among those to turn to.
    pub aide: Option<String>,
}

/// What a sign tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tells {
    /// A right or a payment that stops.
    Loss,
    /// A person who suffers, or lacks what is needed to live.
    Distress,
    /// A life or a body in danger.
    Danger,
}

/// Words that tell an urgency when they are said together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sign {
    /// [`EMPTY`] where it leads to all that serve in danger.
    pub(super) entry: u32,
    pub(super) tells: Tells,
    pub(super) words: Vec<Said>,
    /// No other démarche has the same sign.
    pub(super) own: bool,
}

/// A word that says something, and the small words right around it, where they matter: « en
/// finir » is not « finir ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) stem: u32,
    /// A word of the same family says it as well.
    pub(super) wide: bool,
    /// The ranks of words without a stem, the nearest first.
    pub(super) after: Smalls,
    /// The same of those right after it, where a sign ends with them.
    pub(super) before: Smalls,
}

/// The words without a stem right before another, the nearest first.
pub(super) type Smalls = [Option<u32>; 2];

/// Adds a word without a stem that comes right after another, if there is room.
pub(super) fn hear_after(after: &mut Smalls, small: u32) {
    if let Some(free) = after.iter_mut().find(|heard| heard.is_none()) {
        *free = Some(small);
    }
}

/// Words that stand for each other in a sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    /// Its name, as the rank of a stem, or of a word where they have no stem.
    pub(super) name: u32,
    pub(super) small: bool,
    /// The ranks of their stems, or of the words.
    pub(super) members: Vec<u32>,
}

/// How people call an opérateur, or a neighbour of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Name {
    /// Id of the opérateur, or the name of the neighbour.
    pub(super) whose: String,
    /// One list of stems a name.
    pub(super) stems: Vec<Vec<u32>>,
}

impl Index {
    /// Reads what [`Index::to_bytes`] wrote; nothing where they are no index, or one that does not
    /// hold together.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let (index, rest): (Self, _) = postcard::take_from_bytes(bytes).ok()?;
        (rest.is_empty() && index.holds_together()).then_some(index)
    }

    /// Whether every rank is that of something, so that no search can go astray.
    fn holds_together(&self) -> bool {
        let below = |rank: u32, length: usize| (rank as usize) < length;
        let (stems, texts) = (self.stems.len(), self.texts.len());
        let families = self.starts.len().saturating_sub(1);
        let stem = |stem: &u32| below(*stem, stems);
        self.stem_of.len() == self.words.len()
            && self.letters.len() == self.words.len()
            && self.family_of.len() == stems
            && self.weights.len() == stems
            && self.phrases.len() == texts
            && self.sign_texts.len() == self.signs.len()
            && self.stem_of.iter().all(|of| *of == EMPTY || stem(of))
            && self.family_of.iter().all(|family| below(*family, families))
            && self.mentions.iter().all(|mention| below(mention.phrase, texts) && stem(&mention.stem))
            && self.phrases.iter().all(|phrase| below(phrase.entry, self.entries.len() + self.others.len()))
            && self.signs.iter().all(|sign| sign.entry == EMPTY || below(sign.entry, self.entries.len()))
            && self.for_danger.iter().all(|entry| below(*entry, self.entries.len()))
            && self.signs.iter().flat_map(|sign| &sign.words).all(|said| stem(&said.stem))
            && self.calm.iter().flatten().all(|said| stem(&said.stem))
            && self.names.iter().flat_map(|name| name.stems.iter().flatten()).all(stem)
    }

    /// The index as bytes, to be carried by the program.
    ///
    /// # Errors
    ///
    /// Where there is no room for them.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Every démarche, in the order of the trees.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The opérateur of an entry or of another, by its rank; none for a neighbour of the programme.
    pub(super) fn operateur(&self, at: usize) -> Option<&str> {
        let other = || self.others.get(at.checked_sub(self.entries.len())?)?.operateur.as_deref();
        self.entries.get(at).map(|entry| entry.operateur.as_str()).or_else(other)
    }

    /// The id of the opérateur of an entry or of another, or the name of the neighbour.
    pub(super) fn whose(&self, at: usize) -> Option<&str> {
        let neighbour =
            || self.others.get(at.checked_sub(self.entries.len())?).map(|other| other.nom.as_str());
        self.operateur(at).or_else(neighbour)
    }

    /// Where the stems of a family are said.
    pub(super) fn mentions(&self, family: u32) -> &[Mention] {
        let at = family as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.mentions.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The stems of a text of the index, those that say something, in order.
    pub(super) fn stems_of(&self, text: &str) -> impl Iterator<Item = u32> {
        let known = words(text).filter_map(|word| self.words.find(&word)).map(|at| self.stem_of[at]);
        known.filter(|&stem| stem != EMPTY)
    }

    pub(super) fn same_family(&self, one: u32, other: u32) -> bool {
        self.family_of[one as usize] == self.family_of[other as usize]
    }
}

/// The letters of a word, a bit each; digits share what is left.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes()
        .fold(0, |bits, byte| bits | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 + byte % 6 })
}
