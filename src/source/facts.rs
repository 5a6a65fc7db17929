//! What a text states that must not be lost nor invented: numbers, addresses, channels, quantities, exceptions.

use std::collections::BTreeSet;

use crate::source::channels;
use crate::source::folding::fold;
use crate::source::words::typography;
use aiguilleur_core::tree::{Canal, in_pairs};

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
    /// On which side of a number one must be: « au moins 6 mois avant ». Never claimed alone: it is weighed against the
    /// other side of the same number.
    Borne(String, Side),
    /// What a number counts: « 5 jours ouvrés ». Never claimed alone: it is weighed against another unit of the same number.
    Unite(String, &'static str),
    /// Words that may say the same: never claimed, enough for a row that says it.
    Almost(&'static str),
}

/// A side of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    AtLeast,
    AtMost,
    Before,
    After,
}

impl Side {
    fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "au moins",
            Self::AtMost => "au plus",
            Self::Before => "avant",
            Self::After => "après",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }
}

/// What stands just before a number and says its side, folded; and just after its unit.
const SIDES: &[(Side, &[&str])] = &[
    (Side::AtLeast, &["au moins", "au minimum", "minimum", "plus de", "a partir de", "depuis"]),
    (Side::AtMost, &["au plus", "au maximum", "maximum", "moins de", "dans la limite de", "jusqu a", "sous"]),
    (Side::Before, &["avant", "avant le", "avant l age de", "avant les"]),
    (Side::After, &["apres", "apres le", "apres les"]),
];

/// What numbers count: its name, the folded words that say so just after the number, the fullest first.
const UNITS: &[(&str, &[&str])] = &[
    ("jours ouvrés", &["jours ouvres", "jour ouvre", "jours ouvrables"]),
    ("jours", &["jours", "jour"]),
    ("semaines", &["semaines", "semaine"]),
    ("mois", &["mois"]),
    ("trimestres", &["trimestres", "trimestre"]),
    ("ans", &["ans", "an", "annees", "annee"]),
    ("heures", &["heures", "heure"]),
    ("euros", &["euros", "euro"]),
];

/// The words that change what a row says: their name, the starts of folded words that say so, and those that may say
/// the same in other words.
type Words = (&'static str, &'static [&'static str], &'static [&'static str]);
const WORDS: &[Words] = &[
    (
        "une exception (« sauf », « à l'exception »)",
        &["sauf", "exception ", "excepte", "hormis", "a moins qu"],
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
    (
        "« immédiatement »",
        &["immediat"],
        &["sans attendre", "sans delai", "urgen", "aussitot", "tout de suite"],
    ),
    (
        "« recommandé »",
        &["recommande avec", "lettre recommandee", "en recommande", "courrier recommande"],
        &[],
    ),
    ("« lundi »", &["lundi"], &[]),
    ("« mardi »", &["mardi"], &[]),
    ("« mercredi »", &["mercredi"], &[]),
    ("« jeudi »", &["jeudi"], &[]),
    ("« vendredi »", &["vendredi"], &[]),
    ("« samedi »", &["samedi"], &[]),
    ("« dimanche »", &["dimanche"], &[]),
    ("« prix de l'appel »", &["prix"], &[]),
];

impl Fact {
    /// As a person names it.
    pub fn words(&self) -> String {
        match self {
            Self::Telephone(digits) if digits.len() < 4 => format!("le numéro {digits}"),
            Self::Telephone(digits) => format!("le numéro {}", in_pairs(digits)),
            Self::Courriel(address) => format!("l'adresse {address}"),
            Self::Site(site) => format!("le site {site}"),
            Self::Canal(nom) => format!("le moyen « {nom} »"),
            Self::Nombre(number) => format!("le nombre {number}"),
            Self::Borne(number, side) => format!("« {} {number} »", side.words()),
            Self::Unite(number, unit) => format!("« {number} {unit} »"),
            Self::Mot(words) | Self::Almost(words) => (*words).to_owned(),
        }
    }

    /// Whether who says it must be believed: the other side must say it too.
    pub fn is_claim(&self) -> bool {
        !matches!(self, Self::Almost(_) | Self::Borne(..) | Self::Unite(..))
    }

    /// The digits, with or without what they count, or the address, if it is one.
    pub fn figure(&self) -> Option<&str> {
        match self {
            Self::Telephone(text)
            | Self::Courriel(text)
            | Self::Site(text)
            | Self::Nombre(text)
            | Self::Unite(text, _) => Some(text),
            Self::Canal(_) | Self::Mot(_) | Self::Borne(..) | Self::Almost(_) => None,
        }
    }

    /// What says the contrary of a bound, or another unit of the same number.
    pub fn contraries(&self) -> Vec<Self> {
        match self {
            Self::Borne(number, side) => vec![Self::Borne(number.clone(), side.other())],
            Self::Unite(number, unit) => {
                let others = UNITS.iter().map(|(name, _)| *name).filter(|name| name != unit);
                others.map(|name| Self::Unite(number.clone(), name)).collect()
            }
            _ => Vec::new(),
        }
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

/// The lines of a text; one that only goes on with the line above, which a cell was too narrow for, is none.
fn whole_lines(text: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let next = line.trim();
        match whole.last_mut().filter(|last| goes_on(last, next)) {
            Some(last) => {
                last.push(' ');
                last.push_str(next);
            }
            None => whole.push(line.to_owned()),
        }
    }
    whole
}

/// Whether a line goes on with the one before: in small letters, or with the rest of a number.
fn goes_on(before: &str, next: &str) -> bool {
    let before = before.trim_end();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let number = |c: char| c.is_ascii_digit() || c == ' ' || c == '.';
    let run = &before[before.trim_end_matches(number).len()..];
    let rest = &next[..next.len() - next.trim_start_matches(number).len()];
    let is_number = digits(run) > 0 && digits(rest) > 0 && matches!(digits(run) + digits(rest), 4 | 10);
    let ends = before.is_empty() || before.ends_with(['.', ':', ';', '!', '?']);
    is_number || !ends && next.starts_with(char::is_lowercase)
}

/// The facts of a text; its channels only where it is an action.
pub fn facts(text: &str, is_action: bool) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    for line in whole_lines(text) {
        let line = typography(&line);
        let found = channels::find(&line);
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
        sides(&folded, &mut facts);
        units(&folded, &mut facts);
        for (words, says, may_say) in WORDS {
            let says = says.iter().any(|start| folded.contains(&format!(" {start}")));
            facts.extend(says.then_some(Fact::Mot(words)));
            facts.extend(may_say.iter().any(|words| folded.contains(words)).then_some(Fact::Almost(words)));
        }
    }
    facts
}

/// The sides of the numbers of a folded line: what leads to each, and « avant » or « après » behind its unit.
fn sides(folded: &str, facts: &mut BTreeSet<Fact>) {
    let words: Vec<&str> = folded.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.bytes().all(|b| b.is_ascii_digit())) {
        let before = words[at.saturating_sub(4)..at].join(" ");
        let leads = |lead: &&str| before == **lead || before.ends_with(&format!(" {lead}"));
        let led = SIDES.iter().filter(|(_, leads_to)| leads_to.iter().any(leads)).map(|(side, _)| *side);
        let behind = words[at + 1..].iter().skip(1).take(2).find_map(|word| match *word {
            "avant" => Some(Side::Before),
            "apres" => Some(Side::After),
            _ => None,
        });
        // « 55 ans ou plus », « les 30 jours qui suivent ».
        let after =
            |from: usize| words[(at + from).min(words.len())..].iter().take(2).copied().collect::<Vec<_>>();
        let pairs = [after(1), after(2), after(3)];
        let turned = pairs.iter().find_map(|pair| match pair[..] {
            ["ou" | "et", "plus"] => Some(Side::AtLeast),
            ["ou" | "et", "moins"] => Some(Side::AtMost),
            ["qui", "suivent" | "suit"] => Some(Side::After),
            ["qui", "precedent" | "precede"] => Some(Side::Before),
            _ => None,
        });
        facts.extend(led.chain(behind).chain(turned).map(|side| Fact::Borne((*word).to_owned(), side)));
    }
}

/// What the numbers of a folded line count.
fn units(folded: &str, facts: &mut BTreeSet<Fact>) {
    let words: Vec<&str> = folded.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.bytes().all(|b| b.is_ascii_digit())) {
        let after = words[at + 1..].iter().take(2).copied().collect::<Vec<_>>().join(" ");
        let says = |said: &&str| after == **said || after.starts_with(&format!("{said} "));
        let unit = UNITS.iter().find(|(_, words)| words.iter().any(says));
        facts.extend(unit.map(|(name, _)| Fact::Unite((*word).to_owned(), name)));
    }
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

#[cfg(test)]
mod tests {
    use super::facts;

    #[test]
    fn a_line_that_a_narrow_cell_cut_states_what_it_stated_whole() {
        for (cut, whole) in [
            ("Selon les modalités définies\nlocalement", "Selon les modalités définies localement"),
            ("Contacter via la messagerie\nsécurisée", "Contacter via la messagerie sécurisée"),
            ("Appeler le 36\n46", "Appeler le 36 46"),
            ("Appeler le 09 69\n32 72 10", "Appeler le 09 69 32 72 10"),
        ] {
            assert_eq!(facts(cut, true), facts(whole, true), "{cut}");
        }
        // Two numbers, one under the other, stay two.
        let two = facts("Appeler le 09 69 32 72 10\nou le 36 46", true);
        assert_eq!(two, facts("Appeler le 09 69 32 72 10 ou le 36 46", true));
        assert_ne!(facts("Appeler le 3646\n3939", true), facts("Appeler le 36463939", true));
    }
}
