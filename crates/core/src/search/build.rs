//! From trees to an index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Implied;
use super::index::{EMPTY, Entry, Index, Mention, Name, Phrase, Said, Sign, letters};
use super::lexicon::Lexicon;
use super::paths::shortest_paths;
use super::strings::Strings;
use super::text::words;
use crate::tree::{Demarche, Node, Referentiel, Tree};

/// Words that say little by themselves count for this much.
pub(super) const WEAK: f32 = 0.8;
/// The name of an opérateur counts for this much within its own démarches.
pub(super) const NAME: f32 = 0.35;
/// A word that comes in so many phrases of a démarche counts for half of what it can: once may be
/// an accident, often is what the démarche is about.
pub(super) const HALF_CENTRAL: f32 = 1.5;

/// A phrase before it is weighed.
struct Draft {
    text: String,
    entry: u32,
    /// The rank of the text that it is about.
    about: u32,
}

/// What is gathered before anything is counted.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    phrases: Vec<Draft>,
    signs: Vec<(u32, String)>,
}

impl Index {
    /// The index of these trees.
    pub fn build(referentiel: &Referentiel, trees: &[Tree], lexicon: &Lexicon) -> Self {
        let mut gathered = Gathered::default();
        for tree in trees {
            let mut paths = shortest_paths(tree);
            for (id, node) in tree.nodes() {
                if let Node::Demarche(demarche) = node {
                    gathered.demarche(tree, demarche, paths.remove(&id).unwrap_or_default());
                }
            }
        }
        let names: Vec<(String, Vec<&String>)> = referentiel
            .operateurs
            .iter()
            .map(|operateur| {
                let names = std::iter::once(&operateur.nom).chain(&operateur.mots_cles);
                (operateur.id.clone(), names.collect())
            })
            .collect();
        let texts = gathered.phrases.iter().map(|phrase| &phrase.text);
        let texts = texts.chain(gathered.signs.iter().map(|(_, text)| text));
        let texts = texts.chain(names.iter().flat_map(|(_, names)| names.iter().copied()));
        let mut index = vocabulary(texts.map(String::as_str), lexicon);
        index.names = names.into_iter().map(|(operateur, names)| index.name(operateur, &names)).collect();
        for (entry, text) in &gathered.signs {
            let words = index.said(text);
            if !words.is_empty() {
                let own = !gathered.signs.iter().any(|(other, same)| other != entry && same == text);
                index.signs.push(Sign { entry: *entry, words, own });
                index.sign_texts.push(text);
            }
        }
        index.entries = gathered.entries;
        index.phrases(&gathered.phrases, lexicon);
        index
    }
}

impl Gathered {
    fn demarche(&mut self, tree: &Tree, demarche: &Demarche, paths: Vec<Vec<Implied>>) {
        let entry = rank(self.entries.len());
        self.phrase(&demarche.titre, entry, None);
        for texte in paths.iter().filter_map(|path| Some(&path.last()?.texte)).collect::<BTreeSet<_>>() {
            self.phrase(texte, entry, None);
        }
        for sub in &demarche.demarches {
            let about = self.phrase(&sub.texte, entry, None);
            for text in &sub.mots_cles {
                self.phrase(text, entry, Some(about));
            }
        }
        for text in &demarche.mots_cles {
            self.phrase(text, entry, None);
        }
        self.signs.extend(demarche.signes.iter().map(|sign| (entry, sign.clone())));
        self.entries.push(Entry {
            operateur: tree.operateur.clone(),
            demarche: demarche.id.clone(),
            titre: demarche.titre.clone(),
            lignes: demarche.lignes.clone(),
            categorie: demarche.categorie,
            paths,
        });
    }

    fn phrase(&mut self, text: &str, entry: u32, about: Option<u32>) -> u32 {
        let here = rank(self.phrases.len());
        self.phrases.push(Draft { text: text.to_owned(), entry, about: about.unwrap_or(here) });
        here
    }
}

/// The words of all the texts and of the lexicon, with their stems and families.
fn vocabulary<'a>(texts: impl Iterator<Item = &'a str>, lexicon: &Lexicon) -> Index {
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    for word in texts.flat_map(words) {
        known.entry(word).or_insert_with_key(|word| Some(lexicon.stem(word)));
    }
    for word in lexicon.words_apart() {
        known.insert(word.to_owned(), Some(lexicon.stem(word)));
    }
    for word in lexicon.empty_words() {
        known.insert(word.to_owned(), None);
    }
    let stems: BTreeSet<&str> = known.values().flatten().map(String::as_str).chain(lexicon.stems()).collect();
    let stems: Strings = stems.into_iter().collect();
    let mut families: HashMap<usize, u32> = HashMap::new();
    let mut next = 0..;
    let mut fresh = || next.next().unwrap_or_default();
    let family_of = stems
        .iter()
        .map(|stem| match lexicon.family(stem) {
            Some(family) => *families.entry(family).or_insert_with(&mut fresh),
            None => fresh(),
        })
        .collect();
    // A letter by itself says nothing.
    let stem_of = known.iter().map(|(word, stem)| {
        let stem = stem.as_ref().filter(|_| word.len() > 1);
        stem.and_then(|stem| stems.find(stem)).map_or(EMPTY, rank)
    });
    Index {
        stem_of: stem_of.collect(),
        letters: known.keys().map(|word| letters(word)).collect(),
        words: known.keys().map(String::as_str).collect(),
        family_of,
        stems,
        ..Index::default()
    }
}

impl Index {
    fn name(&self, operateur: String, names: &[&String]) -> Name {
        let stems = names.iter().map(|name| self.stems_of(name).collect::<Vec<u32>>());
        Name { operateur, stems: stems.filter(|stems| !stems.is_empty()).collect() }
    }

    /// The words of a sign that say something, with the small words right around them.
    fn said(&self, text: &str) -> Vec<Said> {
        let (mut small, mut follows) = (None, false);
        let mut said: Vec<Said> = Vec::new();
        for at in words(text).filter_map(|word| self.words.find(&word)) {
            let stem = self.stem_of[at];
            if stem == EMPTY {
                small = Some(rank(at));
                if let Some(last) = said.last_mut().filter(|_| follows) {
                    last.before = small;
                }
            } else {
                // What stands between two words is told by the second.
                if let Some(last) = said.last_mut() {
                    last.before = None;
                }
                said.push(Said { stem, after: small.take(), before: None });
            }
            follows = stem != EMPTY;
        }
        said
    }

    /// Weighs the phrases and lays their stems out by family.
    fn phrases(&mut self, drafts: &[Draft], lexicon: &Lexicon) {
        // Family, phrase, stem: each once, in the order in which they will be searched.
        let mut told: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
        for (phrase, draft) in (0..).zip(drafts) {
            told.extend(self.stems_of(&draft.text).map(|stem| (self.family_of[stem as usize], phrase, stem)));
        }
        let times = times(&told, drafts);
        self.weigh(&times, lexicon);
        let named: HashMap<&str, BTreeSet<u32>> = self
            .names
            .iter()
            .map(|name| {
                let stems = name.stems.iter().flatten();
                (name.operateur.as_str(), stems.map(|stem| self.family_of[*stem as usize]).collect())
            })
            .collect();
        let mut lengths: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); drafts.len()];
        let mut mentions = Vec::with_capacity(told.len());
        for &(family, phrase, stem) in &told {
            let entry = drafts[phrase as usize].entry;
            let times = count(times[&family][&entry]);
            let central = times / (times + HALF_CENTRAL) * (1.0 + HALF_CENTRAL);
            let own = named.get(self.entries[entry as usize].operateur.as_str());
            let name = if own.is_some_and(|own| own.contains(&family)) { NAME } else { 1.0 };
            let weight = self.weights[stem as usize] * central * name;
            let length = lengths[phrase as usize].entry(family).or_default();
            *length = length.max(weight);
            mentions.push(Mention { phrase, stem, weight });
        }
        self.mentions = mentions;
        self.starts = starts(&told, self.family_of.iter().max().map_or(0, |last| last + 1));
        for (draft, lengths) in drafts.iter().zip(&lengths) {
            self.texts.push(&draft.text);
            let norm = lengths.values().map(|weight| weight * weight).sum::<f32>().sqrt();
            self.phrases.push(Phrase { entry: draft.entry, about: draft.about, norm });
        }
    }

    /// How much each stem says: the fewer démarches tell its family, the more. The root keeps the
    /// rarest words, which are often accidents, from deciding alone.
    fn weigh(&mut self, times: &HashMap<u32, HashMap<u32, usize>>, lexicon: &Lexicon) {
        let all = count(self.entries.len());
        self.weights = self
            .stems
            .iter()
            .zip(&self.family_of)
            .map(|(stem, family)| {
                let told = times.get(family).map_or(1, HashMap::len);
                let weight = (1.0 + all / count(told)).ln().sqrt();
                if lexicon.is_weak(stem) { weight * WEAK } else { weight }
            })
            .collect();
    }
}

/// In how many phrases of each entry each family is told.
fn times(told: &BTreeSet<(u32, u32, u32)>, drafts: &[Draft]) -> HashMap<u32, HashMap<u32, usize>> {
    let mut times: HashMap<u32, HashMap<u32, usize>> = HashMap::new();
    let mut last = None;
    for &(family, phrase, _) in told {
        if last.replace((family, phrase)) != Some((family, phrase)) {
            *times.entry(family).or_default().entry(drafts[phrase as usize].entry).or_default() += 1;
        }
    }
    times
}

/// Where each family starts, and where the last one ends.
fn starts(told: &BTreeSet<(u32, u32, u32)>, families: u32) -> Vec<u32> {
    let mut starts = Vec::with_capacity(families as usize + 1);
    for (at, (family, ..)) in told.iter().enumerate() {
        while starts.len() <= *family as usize {
            starts.push(rank(at));
        }
    }
    starts.resize(families as usize + 1, rank(told.len()));
    starts
}

fn rank(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts of démarches and phrases are small")]
fn count(number: usize) -> f32 {
    number as f32
}
