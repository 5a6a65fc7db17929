//! The French of the desk: words that say nothing, words of one meaning, words cut short, signs of danger, neighbours.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use super::index::Tells;
use super::text::{stem, words};
use crate::tree::ron;

/// The lexicon that the program carries.
const TEXT: &str = include_str!("lexique.ron");
/// Its signs of danger.
const DANGER: &str = include_str!("danger.ron");
/// The neighbours of the programme.
const NEIGHBOURS: &str = include_str!("voisins.ron");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    vides: Vec<String>,
    souhaits: Vec<String>,
    /// A word, and how it is cut short.
    abreges: Vec<(String, String)>,
    familles: Vec<Vec<String>>,
}

/// Words that tell that a person is in danger, wherever they are said together.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DangerSigns {
    /// A life or a body in danger.
    pub(super) danger: Vec<String>,
    /// A word of each family that is as good as another here.
    pub(super) familles: Vec<String>,
    /// A person who suffers, or lacks what is needed to live.
    pub(super) detresse: Vec<String>,
    /// Someone close has just died: heard only by the démarches that have one of these signs.
    #[serde(default)]
    pub(super) deuil: Vec<String>,
    /// Words that stand for each other in a sign, by the name that is written there in capitals.
    #[serde(default)]
    pub(super) groupes: Vec<(String, Vec<String>)>,
    /// Words that tell no danger when they are said together: none of them is then a sign's.
    #[serde(default)]
    pub(super) calme: Vec<String>,
    /// What people in danger say, whole sentences: each word tells.
    #[serde(default)]
    pub(super) paroles: Vec<String>,
    /// Words that count and that date: they tell nothing of danger.
    #[serde(default)]
    pub(super) muets: Vec<String>,
    /// What is said of everyday life, by people who are in no danger.
    #[serde(default)]
    pub(super) quotidien: Vec<String>,
}

/// Whom people ask for at the desk, and who is none of the programme's opérateurs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Neighbour {
    pub(super) nom: String,
    /// What one goes there for, in a few words; none where it is not listed among those to turn to.
    #[serde(default)]
    pub(super) aide: Option<String>,
    /// Words that are for it alone, whatever else is said: « Agirc-Arrco ».
    #[serde(default)]
    pub(super) noms: Vec<String>,
    /// What people say when they come for it.
    pub(super) mots_cles: Vec<String>,
}

/// What the words of French mean to the search, by their stems.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// As they are written: « avis » is no form of « avoir ».
    empty: Vec<String>,
    /// Words that say that a wish follows: « je voudrais ».
    asks: Vec<String>,
    /// Words cut short, and the whole word.
    short: Vec<(String, String)>,
    /// The rank of the family of a stem.
    families: HashMap<String, usize>,
    /// The stems of words whose usual stem is of another family: « mariage » has that of « mari ».
    apart: HashMap<String, usize>,
    pub(super) signs: DangerSigns,
    pub(super) neighbours: Vec<Neighbour>,
}

impl Lexicon {
    /// The lexicon that the program carries. A test holds that it can be read.
    pub fn french() -> Self {
        let signs: DangerSigns = ron::read(DANGER).unwrap_or_default();
        let marked = |listed: &[String]| listed.iter().map(|sign| signs.marked(sign)).collect();
        Self {
            signs: DangerSigns {
                danger: marked(&signs.danger),
                detresse: marked(&signs.detresse),
                deuil: marked(&signs.deuil),
                calme: marked(&signs.calme),
                ..signs
            },
            neighbours: ron::read(NEIGHBOURS).unwrap_or_default(),
            ..Self::new(&ron::read(TEXT).unwrap_or_default())
        }
    }

    fn new(source: &Source) -> Self {
        let fold = |listed: &[String]| listed.iter().flat_map(|text| words(text)).collect::<Vec<_>>();
        let (mut families, mut apart) = (HashMap::new(), HashMap::new());
        for (rank, family) in source.familles.iter().enumerate() {
            for word in fold(family) {
                if *families.entry(stem(&word)).or_insert(rank) != rank {
                    apart.insert(apart_stem(&word), rank);
                }
            }
        }
        let sorted = |listed| fold(listed).into_iter().collect::<BTreeSet<String>>().into_iter().collect();
        let (empty, asks) = (sorted(&source.vides), sorted(&source.souhaits));
        let whole = |word: &str| words(word).next().unwrap_or_default();
        let cut = source.abreges.iter().flat_map(|(word, cut)| words(cut).map(move |cut| (cut, whole(word))));
        let short = cut.collect();
        Self { empty, asks, short, families, apart, ..Self::default() }
    }

    /// The stem of a word: the word itself where its stem would be mistaken for another.
    pub(super) fn stem(&self, word: &str) -> String {
        let apart = apart_stem(word);
        if self.apart.contains_key(&apart) { apart } else { stem(word) }
    }

    /// The family of a stem, if it has one.
    pub(super) fn family(&self, stem: &str) -> Option<usize> {
        self.apart.get(stem).or_else(|| self.families.get(stem)).copied()
    }

    /// A sign with the names of groups as the index knows them.
    pub(super) fn marked(&self, sign: &str) -> String {
        self.signs.marked(sign)
    }

    /// Words that stand for each other in a sign, each group after its name.
    pub fn groups(&self) -> impl Iterator<Item = (String, String)> {
        self.signs.groupes.iter().map(|(name, listed)| (mark(name), format!("{name} {}", listed.join(" "))))
    }

    /// Words that tell no danger when they are said together.
    pub fn calm_signs(&self) -> impl Iterator<Item = &str> {
        self.signs.calme.iter().map(String::as_str)
    }

    /// What people in danger say.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.signs.paroles.iter().map(String::as_str)
    }

    /// Words that tell nothing of danger, however often people in danger say them.
    pub fn mute_words(&self) -> impl Iterator<Item = &str> {
        self.signs.muets.iter().map(String::as_str)
    }

    /// What is said of everyday life.
    pub fn everyday(&self) -> impl Iterator<Item = &str> {
        self.signs.quotidien.iter().map(String::as_str)
    }

    /// What a sign tells, if it is one of danger.
    pub(super) fn tells(&self, sign: &str) -> Option<Tells> {
        let sign = &self.marked(sign);
        self.danger_signs().find(|(_, known)| *known == sign).map(|(tells, _)| tells)
    }

    /// The signs that someone close has just died.
    pub(super) fn mourning_signs(&self) -> &[String] {
        &self.signs.deuil
    }

    /// Whether a sign of danger holds with any word of the family of this stem.
    pub(super) fn is_wide(&self, stem: &str) -> bool {
        let family = self.family(stem);
        family.is_some() && self.wide_words().any(|word| self.family(&self.stem(&word)) == family)
    }

    /// The signs that a person is in danger, and what each tells.
    pub fn danger_signs(&self) -> impl Iterator<Item = (Tells, &str)> {
        let danger = self.signs.danger.iter().map(|sign| (Tells::Danger, sign.as_str()));
        danger.chain(self.signs.detresse.iter().map(|sign| (Tells::Distress, sign.as_str())))
    }

    /// The neighbours of the programme that some words are for alone, each with those.
    pub(super) fn neighbours_named(&self) -> impl Iterator<Item = (&str, &[String])> {
        let named = self.neighbours.iter().filter(|neighbour| !neighbour.noms.is_empty());
        named.map(|neighbour| (neighbour.nom.as_str(), neighbour.noms.as_slice()))
    }

    /// The words that say nothing.
    pub fn empty_words(&self) -> impl Iterator<Item = &str> {
        self.empty.iter().map(String::as_str)
    }

    /// Words that say that a wish follows.
    pub fn asking_words(&self) -> impl Iterator<Item = &str> {
        self.asks.iter().map(String::as_str)
    }

    /// A word of each family that is as good as another in a sign of danger.
    pub fn wide_words(&self) -> impl Iterator<Item = String> {
        self.signs.familles.iter().flat_map(|word| words(word))
    }

    /// Words cut short, and the whole word.
    pub fn short_words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.short.iter().map(|(cut, word)| (cut.as_str(), word.as_str()))
    }

    /// Every stem that belongs to a family.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.families.keys().chain(self.apart.keys()).map(String::as_str)
    }

    /// The words that are their own stem.
    pub(super) fn words_apart(&self) -> impl Iterator<Item = &str> {
        self.apart.keys().map(|stem| &stem[..stem.len() - 1])
    }
}

impl DangerSigns {
    fn marked(&self, sign: &str) -> String {
        let is_group = |word: &str| self.groupes.iter().any(|(name, _)| *name == word);
        let word = |word: &str| if is_group(word) { mark(word) } else { word.to_owned() };
        sign.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }
}

/// The name of a group as a word that nobody says.
fn mark(name: &str) -> String {
    format!("0{}", words(name).collect::<String>())
}

/// A stem that no other word has.
fn apart_stem(word: &str) -> String {
    format!("{word}=")
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot read the lexicon has failed")]
mod tests {
    use super::*;

    fn source() -> Source {
        ron::read(TEXT).expect("the lexicon can be read")
    }

    #[test]
    fn no_word_is_of_two_families() {
        let source = source();
        let mut known: HashMap<String, &[String]> = HashMap::new();
        let mut twice = Vec::new();
        for family in &source.familles {
            for word in family.iter().flat_map(|text| words(text)) {
                if let Some(other) = known.insert(word.clone(), family) {
                    twice.push(format!("{word}: {other:?} / {family:?}"));
                }
            }
        }
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }

    #[test]
    fn a_family_is_made_of_single_words() {
        for word in source().familles.iter().flatten() {
            assert_eq!(words(word).count(), 1, "{word}");
        }
    }

    #[test]
    fn no_empty_word_is_of_a_family() {
        let lexicon = Lexicon::french();
        let source = source();
        let listed = source.familles.iter().flatten().flat_map(|text| words(text));
        let empty: Vec<String> = listed.filter(|word| lexicon.empty.contains(word)).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }
}
