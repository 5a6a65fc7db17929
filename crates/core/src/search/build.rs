//! From trees to an index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Implied;
use super::index::{
    EMPTY, Entry, Group, Index, Mention, Other, Phrase, Said, Sign, Smalls, Tells, hear_after, letters,
};
use super::lexicon::Lexicon;
use super::names::{named, names};
use super::paths::shortest_paths;
use super::strings::Strings;
use super::text::words;
use crate::tree::{Demarche, Node, Referentiel, Tree};

/// The name of an opérateur counts for this much within its own démarches.
pub(super) const NAME: f32 = 0.45;
/// A word that comes in so many phrases of a démarche counts for half of what it can: once may be
/// an accident, often is what the démarche is about.
pub(super) const HALF_CENTRAL: f32 = 1.1;
/// What a word says that no démarche tells.
pub(super) const UNTOLD: f32 = 1.2;

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
    others: Vec<Other>,
    phrases: Vec<Draft>,
    signs: Vec<(u32, Tells, String)>,
    for_danger: Vec<u32>,
}

impl Index {
    /// The index of these trees.
    pub fn build(referentiel: &Referentiel, trees: &[Tree], lexicon: &Lexicon) -> Self {
        let mut gathered = Gathered::default();
        for tree in trees {
            let mut paths = shortest_paths(tree);
            for (id, node) in tree.nodes() {
                if let Node::Demarche(demarche) = node {
                    gathered.demarche(tree, demarche, paths.remove(&id).unwrap_or_default(), lexicon);
                }
            }
        }
        gathered.others(referentiel, lexicon);
        gathered.danger(lexicon);
        let groups: Vec<(String, String)> = lexicon.groups().collect();
        let names = named(referentiel, lexicon);
        let texts = gathered.phrases.iter().map(|phrase| &phrase.text);
        let texts = texts.chain(gathered.signs.iter().map(|(.., text)| text));
        let texts =
            texts.chain(names.iter().flat_map(|(_, names)| names.iter().copied())).map(String::as_str);
        let texts = texts.chain(groups.iter().flat_map(|(name, words)| [name.as_str(), words]));
        let texts = texts.chain(lexicon.calm_signs()).chain(lexicon.sentences());
        let mut index = vocabulary(texts.chain(lexicon.everyday()).chain(lexicon.mute_words()), lexicon);
        index.groups = groups.iter().filter_map(|(name, words)| index.group(name, words)).collect();
        index.asks = lexicon.asking_words().collect();
        index.calm = lexicon.calm_signs().map(|text| index.said(text, |_| false)).collect();
        index.names = names.into_iter().map(|(whose, names)| index.name(whose, &names)).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        gathered.signs.iter().for_each(|(.., text)| *times.entry(text).or_default() += 1);
        for (entry, tells, text) in &gathered.signs {
            let wide = |stem: &str| *tells == Tells::Loss || lexicon.is_wide(stem);
            let words = index.said(text, wide);
            if !words.is_empty() {
                let own = *entry != EMPTY && times[text.as_str()] == 1;
                index.signs.push(Sign { entry: *entry, tells: *tells, words, own });
                index.sign_texts.push(text);
            }
        }
        index.entries = gathered.entries;
        index.others = gathered.others;
        index.for_danger = gathered.for_danger;
        index.phrases(&gathered.phrases);
        index.learn_danger(lexicon);
        index.seek_danger();
        index
    }
}

impl Gathered {
    fn demarche(&mut self, tree: &Tree, demarche: &Demarche, paths: Vec<Vec<Implied>>, lexicon: &Lexicon) {
        let entry = rank(self.entries.len());
        let titre = self.phrase(&demarche.titre, entry, None);
        for text in &demarche.mots_cles {
            self.phrase(text, entry, Some(titre));
        }
        for texte in paths.iter().filter_map(|path| Some(&path.last()?.texte)).collect::<BTreeSet<_>>() {
            self.phrase(texte, entry, None);
        }
        for sub in &demarche.demarches {
            let about = self.phrase(&sub.texte, entry, None);
            for text in &sub.mots_cles {
                self.phrase(text, entry, Some(about));
            }
        }
        // One sign of danger says that the démarche serves in danger: all the others lead to it as well.
        let serves = demarche.signes.iter().any(|sign| lexicon.tells(sign) == Some(Tells::Danger));
        if serves {
            self.for_danger.push(entry);
        }
        let mourning = lexicon.mourning_signs();
        let (of_mourning, signes): (Vec<_>, Vec<_>) =
            demarche.signes.iter().partition(|sign| mourning.contains(&lexicon.marked(sign)));
        if !of_mourning.is_empty() {
            self.signs.extend(mourning.iter().map(|sign| (entry, Tells::Distress, sign.clone())));
        }
        for sign in signes {
            match lexicon.tells(sign) {
                Some(_) if serves => {}
                Some(tells) => self.signs.push((entry, tells, lexicon.marked(sign))),
                None if serves => self.signs.push((entry, Tells::Distress, lexicon.marked(sign))),
                None => self.signs.push((entry, Tells::Loss, lexicon.marked(sign))),
            }
        }
        self.entries.push(Entry {
            operateur: tree.operateur.clone(),
            demarche: demarche.id.clone(),
            titre: demarche.titre.clone(),
            lignes: demarche.lignes.clone(),
            categorie: demarche.categorie,
            paths,
        });
    }

    /// Whom the words may be for instead: the opérateurs without a table, and the neighbours.
    fn others(&mut self, referentiel: &Referentiel, lexicon: &Lexicon) {
        for operateur in referentiel.operateurs.iter().filter(|operateur| !operateur.is_supplied()) {
            // What its line of the first screen promises is what it is asked for.
            let aide = operateur.aide.iter().flat_map(|aide| aide.split(", "));
            let texts = names(operateur).into_iter().chain(&operateur.demandes).map(String::as_str);
            let other =
                Other { operateur: Some(operateur.id.clone()), nom: operateur.nom.clone(), aide: None };
            self.other(other, texts.chain(aide));
        }
        for neighbour in &lexicon.neighbours {
            let texts = std::iter::once(&neighbour.nom).chain(&neighbour.noms).chain(&neighbour.mots_cles);
            let other = Other { operateur: None, nom: neighbour.nom.clone(), aide: neighbour.aide.clone() };
            self.other(other, texts.map(String::as_str));
        }
    }

    fn other<'a>(&mut self, other: Other, texts: impl Iterator<Item = &'a str>) {
        let entry = rank(self.entries.len() + self.others.len());
        texts.for_each(|text| _ = self.phrase(text, entry, None));
        self.others.push(other);
    }

    fn danger(&mut self, lexicon: &Lexicon) {
        let signs = lexicon.danger_signs();
        self.signs.extend(signs.map(|(tells, sign)| (EMPTY, tells, sign.to_owned())));
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
    // A group of such words is called as they are.
    for (name, listed) in lexicon.groups() {
        if words(&listed).skip(1).all(|word| matches!(known.get(&word), Some(None))) {
            known.insert(name, None);
        }
    }
    for (cut, word) in lexicon.short_words() {
        let stem = known.get(word).cloned().unwrap_or_else(|| Some(lexicon.stem(word)));
        known.entry(cut.to_owned()).or_insert(stem);
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
    /// The words of a group; nothing where it has none.
    fn group(&self, name: &str, listed: &str) -> Option<Group> {
        let at = self.words.find(name)?;
        let small = self.stem_of[at] == EMPTY;
        let of = |at: usize| if small { rank(at) } else { self.stem_of[at] };
        let members: BTreeSet<u32> =
            words(listed).filter_map(|word| self.words.find(&word)).map(of).collect();
        Some(Group { name: of(at), small, members: members.into_iter().collect() })
    }

    /// The words of a sign that say something, with the small words right around them.
    fn said(&self, text: &str, wide: impl Fn(&str) -> bool) -> Vec<Said> {
        let mut smalls = Smalls::default();
        let mut said: Vec<Said> = Vec::new();
        for at in words(text).filter_map(|word| self.words.find(&word)) {
            let stem = self.stem_of[at];
            if stem == EMPTY {
                smalls = [Some(rank(at)), smalls[0]];
                if let Some(last) = said.last_mut() {
                    hear_after(&mut last.before, rank(at));
                }
            } else {
                // What stands between two words is told by the second.
                if let Some(last) = said.last_mut() {
                    last.before = Smalls::default();
                }
                let wide = wide(self.stems.get(stem as usize));
                said.push(Said { stem, wide, after: std::mem::take(&mut smalls), before: Smalls::default() });
            }
        }
        said
    }

    /// Weighs the phrases and lays their stems out by family.
    fn phrases(&mut self, drafts: &[Draft]) {
        // Family, phrase, stem: each once, in the order in which they will be searched.
        let mut told: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
        for (phrase, draft) in (0..).zip(drafts) {
            told.extend(self.stems_of(&draft.text).map(|stem| (self.family_of[stem as usize], phrase, stem)));
        }
        let times = times(&told, drafts);
        self.weigh(&times);
        let named: HashMap<&str, BTreeSet<u32>> = self
            .names
            .iter()
            .map(|name| {
                let stems = name.stems.iter().flatten();
                (name.whose.as_str(), stems.map(|stem| self.family_of[*stem as usize]).collect())
            })
            .collect();
        let mut lengths: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); drafts.len()];
        let mut mentions = Vec::with_capacity(told.len());
        for &(family, phrase, stem) in &told {
            let entry = drafts[phrase as usize].entry;
            let times = count(times[&family][&entry]);
            let central = times / (times + HALF_CENTRAL) * (1.0 + HALF_CENTRAL);
            // Within an opérateur its name tells nothing apart; whoever else it may be for has one entry.
            let own = self.entries.get(entry as usize).and_then(|entry| named.get(entry.operateur.as_str()));
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
    fn weigh(&mut self, times: &HashMap<u32, HashMap<u32, usize>>) {
        let all = count(self.entries.len() + self.others.len());
        self.weights = self
            .family_of
            .iter()
            .map(|family| {
                times.get(family).map_or(UNTOLD, |told| (1.0 + all / count(told.len())).ln().sqrt())
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
