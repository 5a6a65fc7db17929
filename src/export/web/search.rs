//! What the search of the page is made of: the script makes the same index of it as the program.

use serde::Serialize;

use super::Content;
use super::intern::{Interner, TextInterner};
use aiguilleur_core::search::{Entry, Implied, Told};
use aiguilleur_core::tree::{Node, Tree};

/// Between texts that stand in one string; to the search, it is a space.
const BETWEEN: char = '\t';

/// The démarches and the French of the desk.
#[derive(Debug, Serialize)]
pub(super) struct SearchData<'a> {
    empty: String,
    weak: String,
    /// A family a text, its stems between spaces.
    families: Vec<String>,
    /// How people call each opérateur.
    names: Vec<(&'a str, Vec<&'a str>)>,
    /// Answers that a démarche implies: question id, answer id, words of the answer.
    implied: Vec<(usize, usize, usize)>,
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
        let mut entries: Vec<Option<EntryData>> = index
            .entries()
            .iter()
            .map(|entry| EntryData::new(entry, content.trees, &mut implied, texts))
            .collect();
        let all: Vec<Told<'_>> = index.told().collect();
        for (rank, told) in all.iter().enumerate() {
            if let Some(entry) = entries.get_mut(told.entry).and_then(Option::as_mut) {
                entry.tell(*told, all.get(rank + 1).is_some_and(|next| next.again), texts);
            }
        }
        for (entry, sign) in index.signs() {
            if let Some(entry) = entries.get_mut(entry).and_then(Option::as_mut) {
                add(&mut entry.signs, sign);
            }
        }
        let names = content.referentiel.operateurs.iter().map(|operateur| {
            let names = std::iter::once(&operateur.nom).chain(&operateur.mots_cles).map(String::as_str);
            (operateur.id.as_str(), names.collect())
        });
        Self {
            empty: lexicon.empty_words().collect::<Vec<_>>().join(" "),
            weak: lexicon.weak_stems().collect::<Vec<_>>().join(" "),
            families: lexicon.families().iter().map(|family| family.join(" ")).collect(),
            names: names.collect(),
            implied: implied.into_values(),
            entries: entries.into_iter().flatten().collect(),
        }
    }
}

impl EntryData {
    /// Nothing where its tree is not in the page.
    fn new(
        entry: &Entry,
        trees: &[&Tree],
        implied: &mut Interner<(usize, usize, usize)>,
        texts: &mut TextInterner,
    ) -> Option<Self> {
        let tree = trees.iter().position(|tree| tree.operateur == entry.operateur)?;
        let is_it = |node: &Node| matches!(node, Node::Demarche(demarche) if demarche.id == entry.demarche);
        let (node, _) = trees[tree].nodes().find(|(_, node)| is_it(node))?;
        let ways = entry.paths().iter().map(|path| {
            let ids = path.iter().map(|Implied { answered, texte }| {
                (texts.text(&answered.question), texts.text(&answered.reponse), texts.text(texte))
            });
            ids.map(|ids| implied.rank(ids)).collect()
        });
        Some(Self { tree, node: node.index(), ways: ways.collect(), told: Vec::new(), signs: String::new() })
    }

    /// Adds a text; `said_again` where the next one says it in other words.
    fn tell(&mut self, told: Told<'_>, said_again: bool, texts: &mut TextInterner) {
        let own = said_again && !told.again;
        let known = if own { Some(texts.text(told.texte)) } else { texts.known(told.texte) };
        match (self.told.last_mut(), known) {
            (Some(ToldData::Again(_, words)), _) if told.again => add(words, told.texte),
            (Some(last @ ToldData::Shown(_)), _) if told.again => {
                if let ToldData::Shown(rank) = *last {
                    *last = ToldData::Again(rank, joined(told.texte));
                }
            }
            (_, Some(rank)) => self.told.push(ToldData::Shown(rank)),
            (Some(ToldData::Words(words)), None) => add(words, told.texte),
            (_, None) => self.told.push(ToldData::Words(joined(told.texte))),
        }
    }
}

/// A text that others will follow.
fn joined(text: &str) -> String {
    text.replace(BETWEEN, " ")
}

fn add(words: &mut String, text: &str) {
    if !words.is_empty() {
        words.push(BETWEEN);
    }
    words.push_str(&joined(text));
}
