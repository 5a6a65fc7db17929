//! From the words of a query to the stems that they may mean.

use strsim::osa_distance;

use super::index::{EMPTY, Index, Smalls, hear_after, letters};
use super::text::{Clause, begins_statement, clauses, stem};

/// So many words are heard; nobody says more at once.
pub(super) const HEARD: usize = 8192;
/// So many of those that say something count for likeness; a sign is heard among all of them.
pub(super) const COUNTED: usize = 64;
/// So many unknown words are compared with every known one: it takes long.
pub(super) const COMPARED: usize = 24;
/// What a word that nobody knows counts for, among what the query says.
pub(super) const UNKNOWN: f32 = 1.2;
/// A word with fewer letters than the first is taken as it is, with fewer than the second it may hold one error,
/// with more two.
pub(super) const ERRORS_FROM: [usize; 2] = [5, 9];
/// A known word with fewer letters is not taken for another.
pub(super) const COMPARED_FROM: usize = 4;
/// Two words start alike where they share at least so many letters.
pub(super) const START: usize = 6;
/// Two words start alike where they share at least so many tenths of the longer one.
pub(super) const START_TENTHS: usize = 6;
/// Two words start alike where they share all the letters of the shorter one but so many.
pub(super) const START_REST: usize = 3;
/// Before a consonant, a pronoun is taken as cut short where so many letters follow: « jveux ».
pub(super) const CUT_FROM: usize = 3;
/// How sure it is that a word was meant, with one error in it.
pub(super) const ONE_ERROR: f32 = 0.85;
/// How sure it is that a word was meant, with two errors in it.
pub(super) const TWO_ERRORS: f32 = 0.65;
/// How sure it is that a word was meant, where its start alone is right.
pub(super) const SAME_START: f32 = 0.5;

/// A word of the query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// The stems that it may mean, each with how sure that is, from 0 to 1.
    pub(super) stems: Vec<(u32, f32)>,
    /// What it says, at best.
    pub(super) weight: f32,
    /// The rank of its sentence.
    pub(super) sentence: usize,
    /// The rank of its clause.
    pub(super) clause: usize,
    /// The rank of its statement: a clause may hold several.
    pub(super) statement: usize,
    /// The words right before it, where they say nothing.
    pub(super) after: Smalls,
    /// The words right after it, likewise.
    pub(super) before: Smalls,
    /// The groups of words that stand for each other in a sign, of which it is one.
    pub(super) groups: Vec<u32>,
    /// It names an opérateur: that tells whom one wants, and not what.
    pub(super) name: bool,
}

/// What a query says.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// In the order in which they were said, repeated where they are.
    pub(super) tokens: Vec<Token>,
    /// The length of the query, in what its words say.
    pub(super) norm: f32,
    /// How many of its words nobody knows.
    pub(super) unknown: usize,
    /// The clauses that say what is wanted.
    pub(super) asks: Vec<usize>,
}

/// What a word of the query may be.
enum Read {
    /// It says nothing; its rank.
    Small(u32),
    /// It may mean these stems, each with how sure that is.
    Stems(Vec<(u32, f32)>),
    Unknown,
}

/// The words of a text, each behind the ranks of its sentence, of its clause and of its statement.
fn heard(text: &str) -> impl Iterator<Item = (usize, usize, usize, String)> {
    let words = clauses(text).enumerate().flat_map(|(clause, Clause { sentence, words })| {
        words.into_iter().map(move |word| (sentence, clause, word))
    });
    let (mut statement, mut last) = (0, (0, String::new()));
    words.map(move |(sentence, clause, word)| {
        if last.0 != clause || begins_statement(&last.1, &word) {
            statement += 1;
        }
        last = (clause, word.clone());
        (sentence, clause, statement, word)
    })
}

impl Query {
    pub(super) fn new(index: &Index, text: &str) -> Self {
        let mut query = Self::default();
        let mut compared = 0;
        let mut unknown: Vec<String> = Vec::new();
        // The small words just heard, and whether they came right after a token.
        let (mut smalls, mut follows) = (Smalls::default(), false);
        for (sentence, clause, statement, word) in heard(text).take(HEARD) {
            if index.asks.find(&word).is_some() {
                query.asks.push(clause);
            }
            let again = unknown.contains(&word);
            let mut read = if again { Read::Unknown } else { index.exact(&word) };
            if matches!(read, Read::Unknown) && word.len() > 1 && compared < COMPARED && !again {
                compared += 1;
                read = index.near(&word);
            }
            match read {
                Read::Small(rank) => {
                    smalls = [Some(rank), smalls[0]];
                    if let Some(last) = query.tokens.last_mut().filter(|_| follows) {
                        hear_after(&mut last.before, rank);
                    }
                }
                Read::Stems(stems) => {
                    let weight =
                        stems.iter().map(|(stem, _)| index.weights[*stem as usize]).fold(0.0, f32::max);
                    let (after, groups) = (std::mem::take(&mut smalls), index.groups_of(&stems));
                    query.tokens.push(Token {
                        stems,
                        weight,
                        sentence,
                        clause,
                        statement,
                        after,
                        before: Smalls::default(),
                        groups,
                        name: false,
                    });
                    follows = true;
                }
                Read::Unknown => {
                    (smalls, follows) = (Smalls::default(), false);
                    if word.len() > 1 && !again {
                        unknown.push(word);
                    }
                }
            }
        }
        query.unknown = unknown.len();
        let said: f32 = query.distinct().map(|token| token.weight * token.weight).sum();
        let not_known: f32 = unknown.iter().map(|_| UNKNOWN * UNKNOWN).sum();
        query.norm = (said + not_known).sqrt();
        query.mark_names(index);
        query
    }

    /// Marks the tokens of which the name of an opérateur is made.
    fn mark_names(&mut self, index: &Index) {
        let stems: Vec<&[u32]> = index.names_said(self).map(|(_, stems)| stems).collect();
        for token in &mut self.tokens {
            token.name = stems.iter().any(|stems| token.stems.iter().any(|(said, _)| stems.contains(said)));
        }
    }

    /// The tokens that count for likeness, each once.
    pub(super) fn distinct(&self) -> impl Iterator<Item = &Token> {
        let counted = &self.tokens[..self.tokens.len().min(COUNTED)];
        let again = |(at, token): &(usize, &Token)| counted[..*at].iter().any(|t| t.stems == token.stems);
        counted.iter().enumerate().filter(move |token| !again(token)).map(|(_, token)| token)
    }
}

impl Index {
    /// What a word is as it is written, or behind an apostrophe that was forgotten: « jai », « lapl », « jveux ».
    fn exact(&self, word: &str) -> Read {
        match self.known(word) {
            Read::Unknown => elided(word).map_or(Read::Unknown, |rest| self.known(rest)),
            known => known,
        }
    }

    fn known(&self, word: &str) -> Read {
        let small = |at| u32::try_from(at).map_or(Read::Unknown, Read::Small);
        if let Some(at) = self.words.find(word) {
            let stem = self.stem_of[at];
            return if stem == EMPTY { small(at) } else { Read::Stems(vec![(stem, 1.0)]) };
        }
        let found = self.stems.find(&stem(word)).and_then(|stem| u32::try_from(stem).ok());
        found.map_or(Read::Unknown, |stem| Read::Stems(vec![(stem, 1.0)]))
    }

    /// The stems of the known words that this one may be, mistyped or in another form; those that are surest.
    fn near(&self, word: &str) -> Read {
        let length = word.chars().count();
        let errors = ERRORS_FROM.into_iter().filter(|from| length >= *from).count();
        let bits = letters(word);
        let mut best = 0.0;
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (at, known) in self.words.iter().enumerate() {
            let stem = self.stem_of[at];
            if stem == EMPTY || known.len() < COMPARED_FROM {
                continue;
            }
            let sure = likeness(word, known, errors, (bits ^ self.letters[at]).count_ones());
            if sure > best {
                best = sure;
                found.clear();
            }
            if sure > 0.0 && sure >= best && !found.iter().any(|(other, _)| *other == stem) {
                found.push((stem, sure));
            }
        }
        if found.is_empty() { Read::Unknown } else { Read::Stems(found) }
    }
}

/// How sure it is that `word` stands for `known`; 0 where it does not.
fn likeness(word: &str, known: &str, errors: usize, other_letters: u32) -> f32 {
    let (long, short) = (word.len().max(known.len()), word.len().min(known.len()));
    if long - short <= errors && other_letters as usize <= 2 * errors {
        match osa_distance(word, known) {
            1 if errors > 0 => return ONE_ERROR,
            2 if errors == 2 => return TWO_ERRORS,
            _ => {}
        }
    }
    // « rembours », « remboursable ».
    let shared = word.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count();
    let starts = shared >= START
        && shared * 10 >= long * START_TENTHS
        && (shared == word.len() || shared + START_REST >= short);
    if starts { SAME_START } else { 0.0 }
}

/// The word behind an article or a pronoun that lost its apostrophe, or was cut short.
fn elided(word: &str) -> Option<&str> {
    let rest =
        word.strip_prefix("qu").or_else(|| word.strip_prefix(['j', 'l', 'd', 'm', 't', 's', 'c', 'n']))?;
    (rest.len() >= CUT_FROM || rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])).then_some(rest)
}
