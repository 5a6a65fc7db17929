//! What a text states that must not be lost nor invented: numbers, addresses, channels, quantities, exceptions.

mod bodies;
mod quantities;

use std::collections::BTreeSet;

use self::bodies::bodies;
pub use self::quantities::Side;
use self::quantities::{UNITS, hours, in_digits, numbers, sides, thousands, units};
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
    /// Whom it sends to, by its usual name: « la CAF », « la mairie ».
    Organisme(&'static str),
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

/// The words that change what a row says: their name, the parts of folded lines that say so, and those that may say the
/// same in other words.
type Words = (&'static str, &'static [&'static str], &'static [&'static str]);
const WORDS: &[Words] = &[
    (
        "une exception (« sauf », « à l'exception »)",
        &[" sauf", " exception ", " excepte", " hormis", " a moins qu"],
        &[" pas de ", "ez pas "],
    ),
    (
        "un refus (« pas de paiement »)",
        &[" pas de paiement", " aucun paiement"],
        &[" ni ", " sans ", "ez pas "],
    ),
    (
        "une interdiction (« ne pas orienter »)",
        &[" ne pas ", "ez pas "],
        &[" pas ", " sans ", " ni ", " ne "],
    ),
    (
        "une négation (« n'est pas », « ne souhaite pas »)",
        &[" n est pas ", " n a pas ", " ne peut pas ", " ne souhaite pas ", " ne veut pas "],
        &[" pas ", " sans ", " non ", " ne ", " ni ", "impossib"],
    ),
    ("une priorité (« en priorité », « à privilégier »)", &[" priorit", " privilegi"], &["d abord"]),
    (
        "une possibilité (« si possible »)",
        &[" si possible", " si cela est possible", " si c est possible", " le propose", " la propose"],
        &[" possib", " peut ", " peuvent ", " pouv", " propose", " selon "],
    ),
    ("« sans rendez-vous »", &[" sans rendez vous", " sans rdv"], &[]),
    (
        "un délai passé (« passé ce délai »)",
        &[" passe ce delai", " passe le delai", " passe un delai", " passe les ", " passe cette date"],
        &[" apres ", " au dela "],
    ),
    ("« gratuit »", &[" gratuit"], &[]),
    ("« payant »", &[" payant", " surtax"], &[]),
    (
        "« immédiatement »",
        &[" immediat"],
        &["sans attendre", "sans delai", "urgen", "aussitot", "tout de suite"],
    ),
    (
        "« recommandé »",
        &[" recommande avec", " lettre recommandee", " en recommande", " courrier recommande"],
        &[],
    ),
    ("« lundi »", &[" lundi"], &[]),
    ("« mardi »", &[" mardi"], &[]),
    ("« mercredi »", &[" mercredi"], &[]),
    ("« jeudi »", &[" jeudi"], &[]),
    ("« vendredi »", &[" vendredi"], &[]),
    ("« samedi »", &[" samedi"], &[]),
    ("« dimanche »", &[" dimanche"], &[]),
    ("« prix de l'appel »", &[" prix"], &[]),
    (
        "un rendez-vous en personne",
        &[
            " rdv physique",
            " rendez vous physique",
            " rendez vous en personne",
            " physique ou",
            " ou physique",
        ],
        &[" en personne", " sur place"],
    ),
    ("une visioconférence", &[" visio"], &[]),
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
            Self::Organisme(nom) => format!("l'organisme « {nom} »"),
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
            Self::Canal(_) | Self::Organisme(_) | Self::Mot(_) | Self::Borne(..) | Self::Almost(_) => None,
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
        let line = thousands(&hours(&in_digits(&typography(&line))));
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
        // An address names nobody: « artistes@urssaf.fr ».
        let mut bare = line.clone();
        found.places.iter().for_each(|place| bare.replace_range(place.clone(), &" ".repeat(place.len())));
        facts.extend(bodies(&format!(" {} ", fold(&bare))).map(Fact::Organisme));
        for (words, says, may_say) in WORDS {
            let has = |said: &[&str]| said.iter().any(|words| folded.contains(words));
            facts.extend(has(says).then_some(Fact::Mot(words)));
            facts.extend(has(may_say).then_some(Fact::Almost(words)));
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::{Fact, facts};

    #[test]
    fn what_forbids_denies_or_allows_is_a_fact() {
        let words = |text: &str| {
            let facts = facts(text, true);
            facts.iter().filter(|fact| matches!(fact, Fact::Mot(_))).map(Fact::words).collect::<String>()
        };
        for (text, part) in [
            ("N'orientez pas l'usager vers la CAF.", "interdiction"),
            ("Ne pas orienter vers la CAF", "interdiction"),
            ("Si la simulation n'est pas complète, orientez", "négation"),
            ("Passé ce délai, écrire au service", "délai passé"),
            ("Recevoir sans rendez-vous", "sans rendez-vous"),
            ("Prendre rendez-vous si cela est possible", "possibilité"),
        ] {
            assert!(words(text).contains(part), "{text}: {}", words(text));
        }
        assert_eq!(words("Orientez l'usager vers la CAF, après un délai de deux mois"), "");
    }

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
        for (one, other) in [("de 8h30 à 18h", "de 8 h 30 à 18h00"), ("à 9h", "à 9 h")] {
            assert_eq!(facts(one, true), facts(other, true), "{one}");
        }
        assert_ne!(facts("une dette de 5 000 euros", true), facts("une dette de 5 000 000 euros", true));
        assert_eq!(facts("au 0 806 807 253", true), facts("au 0806807253", true));
        assert_ne!(facts("avant le 30 septembre", true), facts("avant le 30 octobre", true));
        // Two numbers, one under the other, stay two.
        let two = facts("Appeler le 09 69 32 72 10\nou le 36 46", true);
        assert_eq!(two, facts("Appeler le 09 69 32 72 10 ou le 36 46", true));
        assert_ne!(facts("Appeler le 3646\n3939", true), facts("Appeler le 36463939", true));
    }
}
