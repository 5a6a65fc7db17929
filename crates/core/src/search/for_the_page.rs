//! What a program in another language must know to find the same: what an index was made of, and the numbers of the search,
//! each typed once, where the search uses it; its meaning is told there.

use serde::Serialize;

use super::index::{EMPTY, Entry, Index, Other};
use super::lexicon::Lexicon;
use super::{Implied, build, danger_words, implied, likeness, score, signs, text, understand, whose_words};

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

/// The numbers of the search, by the names that they have in it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Parameters {
    longest: usize,
    ligatures: &'static [(char, &'static str)],
    endings: &'static [(&'static str, usize)],
    joins: &'static [&'static str],
    subjects: &'static [&'static str],
    before_que: &'static [&'static str],
    name: f32,
    half_central: f32,
    untold: f32,
    sentence: f32,
    everyday: f32,
    seldom: f32,
    silent: f32,
    many: usize,
    alarm: f32,
    heard: usize,
    counted: usize,
    compared: usize,
    unknown: f32,
    errors_from: [usize; 2],
    compared_from: usize,
    start: usize,
    start_tenths: usize,
    start_rest: usize,
    one_error: f32,
    two_errors: f32,
    same_start: f32,
    most: usize,
    phrase: f32,
    damp: f32,
    second: f32,
    story: usize,
    together: usize,
    far: usize,
    floor: f32,
    asks: f32,
    rest: f32,
    relative: f32,
    named: f32,
    again: f32,
    least: f32,
    near_best: f32,
    considered: usize,
    sure: f32,
    equal: f32,
    said: f32,
    tie: f32,
    plain_words: f32,
    plain_phrase: f32,
    half: f32,
    rival: f32,
    close: f32,
    meant: f32,
    unheard: f32,
    telling: f32,
    told_enough: f32,
    told_of: f32,
    enough: f32,
    few: usize,
    cut_from: usize,
    clear: f32,
    apart: usize,
    calm_apart: usize,
    scale: f32,
    own: f32,
}

/// Those of this search.
pub const PARAMETERS: Parameters = Parameters {
    longest: text::LONGEST,
    ligatures: text::LIGATURES,
    endings: text::ENDINGS,
    joins: text::JOINS,
    subjects: text::SUBJECTS,
    before_que: text::BEFORE_QUE,
    name: build::NAME,
    half_central: build::HALF_CENTRAL,
    untold: build::UNTOLD,
    sentence: danger_words::SENTENCE,
    everyday: danger_words::EVERYDAY,
    seldom: danger_words::SELDOM,
    silent: danger_words::SILENT,
    many: danger_words::MANY,
    alarm: danger_words::ALARM,
    heard: understand::HEARD,
    counted: understand::COUNTED,
    compared: understand::COMPARED,
    unknown: understand::UNKNOWN,
    errors_from: understand::ERRORS_FROM,
    compared_from: understand::COMPARED_FROM,
    start: understand::START,
    start_tenths: understand::START_TENTHS,
    start_rest: understand::START_REST,
    one_error: understand::ONE_ERROR,
    two_errors: understand::TWO_ERRORS,
    same_start: understand::SAME_START,
    most: score::MOST,
    phrase: likeness::PHRASE,
    damp: likeness::DAMP,
    second: likeness::SECOND,
    story: likeness::STORY,
    together: likeness::TOGETHER,
    far: likeness::FAR,
    floor: likeness::FLOOR,
    asks: likeness::ASKS,
    rest: likeness::REST,
    relative: likeness::RELATIVE,
    named: score::NAMED,
    again: score::AGAIN,
    least: score::LEAST,
    near_best: score::NEAR_BEST,
    considered: score::CONSIDERED,
    sure: score::SURE,
    equal: implied::EQUAL,
    said: implied::SAID,
    tie: implied::TIE,
    plain_words: implied::PLAIN_WORDS,
    plain_phrase: implied::PLAIN_PHRASE,
    half: score::HALF,
    rival: score::RIVAL,
    close: score::CLOSE,
    meant: score::MEANT,
    unheard: score::UNHEARD,
    telling: whose_words::TELLING,
    told_enough: whose_words::TOLD_ENOUGH,
    told_of: whose_words::TOLD_OF,
    enough: score::ENOUGH,
    few: signs::FEW,
    cut_from: understand::CUT_FROM,
    clear: signs::CLEAR,
    apart: signs::APART,
    calm_apart: signs::CALM_APART,
    scale: signs::SCALE,
    own: signs::OWN,
};
