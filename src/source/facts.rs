//! What a text states that must not be lost nor invented: numbers, addresses, channels, quantities, exceptions.

use std::collections::BTreeSet;

use super::letters::fold;
use super::ways;
use super::words::typography;
use aiguilleur_core::tree::Canal;

/// One thing that a row, or an outcome, states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Digits alone: « 0969327210 ».
    Telephone(String),
    Courriel(String),
    /// Without « https:// », « www. » nor its last slash.
    Site(String),
    /// A way to reach someone, by its name.
    Canal(&'static str),
    /// A number that is neither: an age, a delay, an amount, an hour.
    Nombre(String),
    /// A word that opens or closes a door: « sauf », « en priorité », « gratuit ».
    Mot(&'static str),
    /// Words that may say the same: never claimed, enough for a row that says it.
    Almost(&'static str),
}

/// The words that change what a row says: their name, the starts of folded words that say so, and those that may say
/// the same in other words.
type Words = (&'static str, &'static [&'static str], &'static [&'static str]);
const WORDS: &[Words] = &[
    (
        "une exception (« sauf », « à l'exception »)",
        &["sauf", "exception ", "excepte", "hormis"],
        &[" pas de ", "ez pas "],
    ),
    (
        "un refus (« pas de paiement »)",
        &["pas de paiement", "aucun paiement"],
        &[" ni ", " sans ", "ez pas "],
    ),
    ("une priorité (« en priorité », « à privilégier »)", &["priorit", "privilegi"], &["d abord"]),
    ("« gratuit »", &["gratuit"], &[]),
    ("« payant »", &["payant", "surtax"], &[]),
    ("« prix de l'appel »", &["prix"], &[]),
];

impl Fact {
    /// As a person names it.
    pub fn words(&self) -> String {
        match self {
            Self::Telephone(digits) if digits.len() < 4 => format!("le numéro {digits}"),
            Self::Telephone(digits) => format!("le numéro {}", ways::pairs(digits)),
            Self::Courriel(address) => format!("l'adresse {address}"),
            Self::Site(site) => format!("le site {site}"),
            Self::Canal(nom) => format!("le moyen « {nom} »"),
            Self::Nombre(number) => format!("le nombre {number}"),
            Self::Mot(words) | Self::Almost(words) => (*words).to_owned(),
        }
    }

    /// Whether who says it must be believed: the other side must say it too.
    pub fn is_claim(&self) -> bool {
        !matches!(self, Self::Almost(_))
    }

    /// What may stand for it.
    pub fn almost(&self) -> Option<Self> {
        if let Self::Mot(words) = self { Some(Self::Almost(words)) } else { None }
    }
}

/// A channel, as a fact; none where the document says none.
pub fn canal(canal: Canal) -> Option<Fact> {
    (canal != Canal::NonPrecise && canal != Canal::Site).then(|| Fact::Canal(canal.nom()))
}

/// A number, an address or a site, as a fact.
pub fn valeur(canal: Canal, valeur: &str) -> Option<Fact> {
    let lower = valeur.to_lowercase();
    match canal {
        Canal::Telephone => Some(Fact::Telephone(valeur.chars().filter(char::is_ascii_digit).collect())),
        Canal::Courriel => Some(Fact::Courriel(lower)),
        Canal::Site => {
            let bare = lower.split_once("://").map_or(lower.as_str(), |(_, bare)| bare);
            Some(Fact::Site(bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()))
        }
        _ => None,
    }
}

/// The facts of a text; its channels only where it is an action.
pub fn facts(text: &str, is_action: bool) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    for line in text.split('\n') {
        let line = typography(line);
        let found = ways::find(&line);
        for way in &found.ways {
            facts.extend(way.valeur.as_deref().and_then(|value| valeur(way.canal, value)));
            facts.extend(canal(way.canal).filter(|_| is_action));
        }
        // A number that is not well formed is not lost either.
        let digits = |words: &String| words.chars().filter(char::is_ascii_digit).collect::<String>();
        facts.extend(found.doubtful.iter().map(digits).filter(|digits| !digits.is_empty()).map(Fact::Nombre));
        // A site that is only mentioned is stated all the same.
        for place in &found.places {
            let word = &line[place.clone()];
            if word.contains('.') && !word.contains('@') && !word.starts_with(|c: char| c.is_ascii_digit()) {
                facts.extend(valeur(Canal::Site, word));
            }
        }
        numbers(&line, &found.places, &mut facts);
        let folded = format!(" {} ", fold(&line));
        for (words, says, may_say) in WORDS {
            let says = says.iter().any(|start| folded.contains(&format!(" {start}")));
            facts.extend(says.then_some(Fact::Mot(words)));
            facts.extend(may_say.iter().any(|words| folded.contains(words)).then_some(Fact::Almost(words)));
        }
    }
    facts
}

/// Numbers, their parts kept together: « 8h00 », « 0,06 ».
fn numbers(line: &str, taken: &[std::ops::Range<usize>], facts: &mut BTreeSet<Fact>) {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | 'h' | ':');
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let length = line[start..].find(|c| !part(c)).unwrap_or(line.len() - start);
        at = start + length;
        let inside = taken.iter().any(|place| place.contains(&start));
        if !inside && !line[..start].ends_with(char::is_alphabetic) {
            let number = line[start..at].trim_end_matches([',', '.', ':', 'h']);
            facts.insert(Fact::Nombre(number.to_owned()));
        }
    }
}
