//! From what was typed to words that can be compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// No word of French is longer, in characters; what is longer is cut there.
pub(super) const LONGEST: usize = 40;

/// Words that begin another statement within a clause.
pub(super) const JOINS: &[&str] =
    &["car", "quand", "lorsque", "mais", "puisque", "alors", "sinon", "parceque", "pcq"];
/// Words that begin another statement after « et ».
pub(super) const SUBJECTS: &[&str] =
    &["je", "j", "il", "elle", "on", "nous", "ils", "elles", "c", "ca", "mon", "ma", "mes", "du", "coup"];
/// Words that begin another statement before « que ».
pub(super) const BEFORE_QUE: &[&str] =
    &["depuis", "parce", "pendant", "alors", "tandis", "tant", "vu", "maintenant"];

/// Whether a word begins another statement after the one before it: « il me frappe et j'ai une amende ».
pub(super) fn begins_statement(before: &str, word: &str) -> bool {
    JOINS.contains(&word)
        || before == "et" && SUBJECTS.contains(&word)
        || word.starts_with("qu") && word.len() < 4 && BEFORE_QUE.contains(&before)
}

/// The words of a text, without accents or capitals, cut at everything that is no letter or digit. The dots of
/// an acronym and what cannot be seen are no such cuts.
///
/// ```
/// use aiguilleur_core::search::words;
///
/// assert_eq!(words("J'ai Œuvré à M@rel, c2s").collect::<Vec<_>>(), ["j", "ai", "oeuvre", "a", "marel", "c2s"]);
/// assert_eq!(words("R.S.A. cou\u{ad}pé").collect::<Vec<_>>(), ["rsa", "coupe"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = String> {
    clauses(text).flat_map(|clause| clause.words)
}

/// A part of a sentence, between commas.
#[derive(Debug)]
pub(super) struct Clause {
    /// The rank of its sentence.
    pub(super) sentence: usize,
    /// As [`words`] tells them.
    pub(super) words: Vec<String>,
}

/// The clauses of a text.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = Clause> {
    let mut letters = plain(text).into_iter().peekable();
    let (mut rest, mut sentence) = (true, 0);
    std::iter::from_fn(move || {
        if !rest {
            return None;
        }
        let mut clause = Clause { sentence, words: Vec::new() };
        let (mut word, mut length) = (String::new(), 0);
        loop {
            let letter = letters.next();
            if let Some(letter) = letter.filter(|letter| belongs(*letter)) {
                length += 1;
                if length <= LONGEST {
                    push(&mut word, letter);
                }
                continue;
            }
            if !word.is_empty() {
                clause.words.push(std::mem::take(&mut word));
                length = 0;
            }
            let ends = match letter {
                Some('\n' | '…') => true,
                Some('.' | '!' | '?' | ';') => letters.peek().is_none_or(|next| next.is_whitespace()),
                _ => false,
            };
            match letter {
                None => rest = false,
                Some(_) if ends => sentence += 1,
                Some(',') => {}
                Some(_) => continue,
            }
            return Some(clause);
        }
    })
}

/// The letters and signs of a text, small and without accents; not what cannot be seen, nor the dots of an acronym.
fn plain(text: &str) -> Vec<char> {
    let seen = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c));
    let seen: Vec<char> = seen.flat_map(char::to_lowercase).collect();
    let mut plain = Vec::with_capacity(seen.len());
    let mut at = 0;
    while at < seen.len() {
        let starts = at == 0 || !belongs(seen[at - 1]);
        let dotted = if starts { acronym(&seen[at..]) } else { 0 };
        if dotted == 0 {
            plain.push(seen[at]);
            at += 1;
        } else {
            plain.extend(seen[at..at + dotted].iter().filter(|sign| **sign != '.'));
            at += dotted;
        }
    }
    plain
}

/// How many signs an acronym with dots takes at the start of these: « r.s.a. », « r.s.a »; 0 where there is none.
fn acronym(signs: &[char]) -> usize {
    let letter = |at: usize| signs.get(at).is_some_and(|sign| sign.is_alphabetic());
    let mut end = 0;
    while letter(end) && signs.get(end + 1) == Some(&'.') {
        end += 2;
    }
    let whole = if letter(end) { end + 1 } else { end };
    let more = signs.get(whole).is_some_and(|sign| belongs(*sign));
    if whole < 3 || more { 0 } else { whole }
}

/// What no screen shows: soft hyphens, spaces without a width, marks of direction.
fn is_invisible(c: char) -> bool {
    INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// The first and the last of each run, as Unicode lists them.
const INVISIBLE: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || c == '@'
}

/// Signs that are read as plain letters: « œuvre », « M@rel ».
pub(super) const LIGATURES: &[(char, &str)] = &[('œ', "oe"), ('æ', "ae"), ('@', "a")];

fn push(word: &mut String, letter: char) {
    match LIGATURES.iter().find(|(sign, _)| *sign == letter) {
        Some((_, plain)) => word.push_str(plain),
        None => word.push(letter),
    }
}

/// What stays of a word when its French endings go: plurals, feminines, conjugations, and the
/// nouns made of a verb. Two words of one family share it; it need not be a word itself.
///
/// ```
/// use aiguilleur_core::search::stem;
///
/// for family in [["demande", "demander", "demandees"], ["paie", "payer", "paiement"], ["violent", "violences", "violente"]] {
///     assert!(family.iter().all(|word| stem(word) == stem(family[0])), "{family:?}");
/// }
/// assert_ne!(stem("carte"), stem("cour"));
/// ```
pub fn stem(word: &str) -> String {
    // Acronyms and numbers are taken as they are; so is what is not of our letters.
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut root = singular(word);
    root = root.trim_end_matches('e').to_owned();
    if let Some(shorter) = ENDINGS
        .iter()
        .find_map(|(ending, least)| root.strip_suffix(ending).filter(|shorter| shorter.len() >= *least))
    {
        root.truncate(shorter.len());
    }
    if root.ends_with('y') {
        root.pop();
        root.push('i');
    }
    undouble(&root)
}

/// Endings after the plural and the last « e » have gone, with the letters that must remain; the
/// longest first.
pub(super) const ENDINGS: &[(&str, usize)] = &[
    ("issement", 3),
    ("eraient", 3),
    ("erions", 3),
    ("ateur", 3),
    ("atric", 3),
    ("ation", 3),
    ("aient", 4),
    ("ement", 3),
    ("erait", 3),
    ("erons", 3),
    ("eront", 3),
    ("issez", 3),
    ("issai", 3),
    ("ition", 4),
    ("erai", 3),
    ("eriez", 3),
    ("ment", 3),
    ("anc", 4),
    ("enc", 4),
    ("ant", 3),
    ("ent", 3),
    ("eur", 4),
    ("eus", 4),
    ("era", 3),
    ("ai", 4),
    ("er", 3),
    ("ez", 3),
    ("ir", 3),
    ("is", 4),
    ("it", 4),
    ("ie", 4),
    ("re", 3),
    ("r", 4),
    ("i", 4),
    ("u", 4),
];

fn singular(word: &str) -> String {
    if let Some(root) = word.strip_suffix("eaux") {
        return format!("{root}eau");
    }
    match word.strip_suffix("aux") {
        Some(root) if root.len() >= 3 => format!("{root}al"),
        _ => word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned(),
    }
}

/// Doubled letters are what people most often forget, or add.
fn undouble(word: &str) -> String {
    let mut last = None;
    word.chars().filter(|c| last.replace(*c) != Some(*c)).collect()
}
