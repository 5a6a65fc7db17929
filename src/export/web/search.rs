//! What the search of the page is made of: the script makes the same index of it as the program.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Content;
use super::intern::{Interner, TextInterner};
use aiguilleur_core::search::{Entry, Implied, Lexicon, Tells, Told, named, words};
use aiguilleur_core::tree::{NodeId, Tree};

/// Between texts that stand in one string; to the search, it is a space.
const TEXT_SEPARATOR: char = '\t';

/// The démarches and the French of the desk.
#[derive(Debug, Serialize)]
pub(super) struct SearchData<'a> {
    empty: String,
    /// Words that say that a wish follows.
    asks: String,
    /// Words cut short, each before the whole word.
    short: String,
    /// A family a text, its stems between spaces.
    families: Vec<String>,
    /// How people call each opérateur, by its id, and some neighbours, by their names.
    names: Vec<(&'a str, Vec<&'a String>)>,
    /// Whom else the words may be for: id of the opérateur, name, texts.
    others: Vec<(Option<&'a str>, &'a str, String)>,
    /// Signs of danger: first those of a life in danger, then those of distress; the families that count whole; and
    /// what tells no danger; sentences of people in danger, and of everyday life; words that say nothing of danger.
    danger: [String; 7],
    /// Words that stand for each other in a sign, each group after its name.
    groups: Vec<(String, String)>,
    /// Answers that a démarche implies: question id, answer id, words of the answer.
    implied: Vec<(usize, usize, usize, bool)>,
    entries: Vec<EntryData>,
}

/// A démarche: its tree, its node, its ways, its texts, its signs.
#[derive(Debug, Serialize)]
struct EntryData {
    tree: usize,
    node: usize,
    ways: Vec<Vec<usize>>,
    told: Vec<ToldData>,
    #[serde(skip_serializing_if = "String::is_empty")]
    signs: String,
    /// Every sign of danger leads to it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    danger: bool,
}

/// Texts by which a démarche is known.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ToldData {
    /// A text that the page shows as well.
    Shown(usize),
    /// Such a text, and other words for it.
    Again(usize, String),
    /// Words that are only searched.
    Words(String),
}

impl<'a> SearchData<'a> {
    pub(super) fn new(content: &'a Content<'_>, texts: &mut TextInterner) -> Self {
        let (index, lexicon) = (content.index, content.lexicon);
        let mut implied = Interner::default();
        let nodes = Nodes::new(content.trees);
        let mut entries: Vec<Option<EntryData>> = index
            .entries()
            .iter()
            .enumerate()
            .map(|(rank, entry)| {
                let danger = index.serves_in_danger(rank);
                Some(EntryData { danger, ..EntryData::new(entry, &nodes, &mut implied, texts)? })
            })
            .collect();
        let silent: HashSet<&str> = lexicon.empty_words().collect();
        let all: Vec<Told<'_>> = index.told().collect();
        for (rank, told) in all.iter().enumerate() {
            if let Some(entry) = entries.get_mut(told.entry).and_then(Option::as_mut) {
                entry.tell(*told, all.get(rank + 1).is_some_and(|next| next.again), &silent, texts);
            }
        }
        for (entry, sign) in index.signs() {
            if let Some(entry) = entries.get_mut(entry).and_then(Option::as_mut) {
                add(&mut entry.signs, &joined(sign));
            }
        }
        let mut others: Vec<(Option<&str>, &str, String)> = index
            .others()
            .iter()
            .map(|other| (other.operateur.as_deref(), other.nom.as_str(), String::new()))
            .collect();
        for told in &all {
            let at = told.entry.checked_sub(index.entries().len());
            if let Some((.., texts)) = at.and_then(|at| others.get_mut(at)) {
                add(texts, &said(told.texte, &silent));
            }
        }
        Self {
            empty: lexicon.empty_words().collect::<Vec<_>>().join(" "),
            asks: lexicon.asking_words().collect::<Vec<_>>().join(" "),
            short: lexicon
                .short_words()
                .map(|(cut, word)| format!("{cut} {word}"))
                .collect::<Vec<_>>()
                .join(" "),
            families: lexicon.families().iter().map(|family| family.join(" ")).collect(),
            names: named(content.referentiel, lexicon),
            others,
            danger: danger(lexicon, &silent),
            groups: lexicon.groups().map(|(name, listed)| (name, joined(&listed))).collect(),
            implied: implied.into_values(),
            entries: entries.into_iter().flatten().collect(),
        }
    }
}

/// What tells of danger, in the order of [`SearchData::danger`].
fn danger(lexicon: &Lexicon, silent: &HashSet<&str>) -> [String; 7] {
    let wide = lexicon.wide_words().collect::<Vec<_>>().join(" ");
    let mute = lexicon.mute_words().collect::<Vec<_>>().join(" ");
    let mut danger = [String::new(), String::new(), wide, String::new(), String::new(), String::new(), mute];
    for (tells, sign) in lexicon.danger_signs() {
        add(&mut danger[usize::from(tells != Tells::Danger)], &joined(sign));
    }
    lexicon.calm_signs().for_each(|sign| add(&mut danger[3], &joined(sign)));
    lexicon.sentences().for_each(|text| add(&mut danger[4], &said(text, silent)));
    lexicon.everyday().for_each(|text| add(&mut danger[5], &said(text, silent)));
    danger
}

/// The rank of the tree and the node of each démarche, by the ids of its opérateur and its own.
struct Nodes<'t>(HashMap<(&'t str, &'t str), (usize, NodeId)>);

impl<'t> Nodes<'t> {
    fn new(trees: &[&'t Tree]) -> Self {
        let of_tree = |(rank, tree): (usize, &&'t Tree)| {
            let tree = *tree;
            tree.demarches()
                .map(move |(node, demarche)| ((tree.operateur.as_str(), demarche.id.as_str()), (rank, node)))
        };
        Self(trees.iter().enumerate().flat_map(of_tree).collect())
    }
}

impl EntryData {
    /// Nothing where its tree is not in the page.
    fn new(
        entry: &Entry,
        nodes: &Nodes<'_>,
        implied: &mut Interner<(usize, usize, usize, bool)>,
        texts: &mut TextInterner,
    ) -> Option<Self> {
        let (tree, node) = *nodes.0.get(&(entry.operateur.as_str(), entry.demarche.as_str()))?;
        let ways = entry.paths().iter().map(|path| {
            let ids = path.iter().map(|Implied { answered, texte, decides }| {
                let [question, reponse] = [&answered.question, &answered.reponse].map(|id| texts.text(id));
                (question, reponse, texts.text(texte), *decides)
            });
            ids.map(|ids| implied.rank(ids)).collect()
        });
        let (told, signs) = (Vec::new(), String::new());
        Some(Self { tree, node: node.index(), ways: ways.collect(), told, signs, danger: false })
    }

    /// Adds a text; `said_again` where the next one says it in other words.
    fn tell(&mut self, told: Told<'_>, said_again: bool, silent: &HashSet<&str>, texts: &mut TextInterner) {
        let own = said_again && !told.again;
        let known = if own { Some(texts.text(told.texte)) } else { texts.known(told.texte) };
        let words = said(told.texte, silent);
        match (self.told.last_mut(), known) {
            (Some(ToldData::Again(_, others)), _) if told.again => add(others, &words),
            (Some(last @ ToldData::Shown(_)), _) if told.again => {
                if let ToldData::Shown(rank) = *last {
                    *last = ToldData::Again(rank, words);
                }
            }
            (_, Some(rank)) => self.told.push(ToldData::Shown(rank)),
            (Some(ToldData::Words(others)), None) => add(others, &words),
            (_, None) => self.told.push(ToldData::Words(words)),
        }
    }
}

/// The words of a text that is searched and never shown: those that say something.
fn said(text: &str, silent: &HashSet<&str>) -> String {
    words(text).filter(|word| !silent.contains(word.as_str())).collect::<Vec<_>>().join(" ")
}

/// The words of a sign, small ones too.
fn joined(sign: &str) -> String {
    words(sign).collect::<Vec<_>>().join(" ")
}

/// Adds the words of a text to those of others.
fn add(others: &mut String, text: &str) {
    if !others.is_empty() {
        others.push(TEXT_SEPARATOR);
    }
    others.push_str(text);
}
