//! From what was typed to words that can be compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// No word of French is longer, in characters; what is longer is cut there.
pub(super) const LONGEST: usize = 40;

/// The words of a text, without accents or capitals, cut at everything that is no letter or digit.
///
/// ```
/// use aiguilleur_core::search::words;
///
/// assert_eq!(words("J'ai Œuvré à M@rel, c2s").collect::<Vec<_>>(), ["j", "ai", "oeuvre", "a", "marel", "c2s"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let mut letters = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).peekable();
    std::iter::from_fn(move || {
        while letters.next_if(|c| !belongs(*c)).is_some() {}
        let mut word = String::new();
        let mut length = 0;
        while let Some(letter) = letters.next_if(|c| belongs(*c)) {
            length += 1;
            if length <= LONGEST {
                push(&mut word, letter);
            }
        }
        (!word.is_empty()).then_some(word)
    })
}

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
