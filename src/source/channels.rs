//! The ways to reach someone that a text names. A value is typed only where it is well formed.

use std::ops::Range;

use super::{forbidden, phone_numbers};
use aiguilleur_core::tree::Canal;

/// A way to reach someone, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Way {
    pub canal: Canal,
    pub valeur: Option<String>,
}

/// What a text names.
#[derive(Debug, Default)]
pub struct Ways {
    pub ways: Vec<Way>,
    /// Numbers and addresses that are not well formed: left in the text, typed nowhere.
    pub doubtful: Vec<String>,
    /// Numbers that had lost their first zero, as the text writes them.
    pub restored: Vec<String>,
    /// Where they all stand.
    pub places: Vec<Range<usize>>,
}

/// Words that name a channel.
const WORDS: &[(&str, Canal)] = &[
    ("administration+", Canal::AdministrationPlus),
    ("administration +", Canal::AdministrationPlus),
    ("définies localement", Canal::Local),
    ("définis localement", Canal::Local),
    ("défini localement", Canal::Local),
    ("rendez-vous", Canal::RendezVous),
    ("rendez vous", Canal::RendezVous),
    ("rdv", Canal::RendezVous),
    ("messagerie sécurisée", Canal::MessagerieSecurisee),
    ("via l'espace personnel", Canal::MessagerieSecurisee),
    ("vers le service en ligne", Canal::Site),
    ("message sécurisé", Canal::MessagerieSecurisee),
    ("courrier", Canal::Courrier),
    ("lettre recommandée", Canal::Courrier),
    ("par lettre", Canal::Courrier),
    ("courriel", Canal::Courriel),
    ("courrier électronique", Canal::Courriel),
    ("mail", Canal::Courriel),
    ("balf", Canal::Courriel),
    ("boîte aux lettres fonctionnelle", Canal::Courriel),
    ("téléphone", Canal::Telephone),
    ("téléphoner", Canal::Telephone),
    ("appeler", Canal::Telephone),
    ("tél", Canal::Telephone),
    ("sur place", Canal::SurPlace),
    ("de proximité", Canal::SurPlace),
    ("faire adresser le chèque", Canal::Courrier),
];

/// What stands before a letter that is spoken of.
const SPOKEN_OF: &[&str] = &[" du ", " le ", " ce ", " son ", " leur "];

/// The ends of the sites that are written without « www ».
const ENDS: &[&str] = &["fr", "com", "org", "net", "eu", "info"];

/// Whether a text has a word of this channel, whatever it says of it.
pub fn mentions(text: &str, canal: Canal) -> bool {
    let lower = small(text);
    let own = WORDS.iter().filter(|(_, other)| *other == canal);
    own.clone().any(|(word, _)| lower.contains(word)) || own.count() == 0
}

/// Finds them.
pub fn find(text: &str) -> Ways {
    let lower = small(text);
    let forbidden = forbidden::parts(&lower);
    if forbidden.is_empty() {
        return found_in(text, &lower);
    }
    // « Ne pas écrire à … » is no way to reach anyone; what is said before it, and after, is.
    let rest = forbidden::blanked(text, &forbidden);
    let mut ways = found_in(&rest, &small(&rest));
    for part in forbidden {
        let told = found_in(&text[part.clone()], &lower[part.clone()]);
        // A number that is not to be called is one number all the same.
        ways.places.extend(told.places.iter().map(|place| part.start + place.start..part.start + place.end));
        if !told.ways.is_empty() {
            ways.doubtful.push(text[part].trim().chars().take(40).collect());
        }
    }
    ways
}

fn found_in(text: &str, lower: &str) -> Ways {
    let mut found: Vec<(usize, Way)> = Vec::new();
    let mut all = Ways::default();
    addresses(text, &mut found, &mut all);
    let mut taken = kinds_of_appointment(lower);
    taken.extend(all.places.iter().cloned());
    phone_numbers::find(lower, &mut found, &mut all, &taken);
    for (word, canal) in WORDS {
        for (at, _) in lower.match_indices(word) {
            let within = taken.iter().any(|range| range.contains(&at));
            let after = &lower[at + word.len()..];
            let before = &lower[..at];
            if !within && !is_spoken_of(before, word, after) && whole(lower, at, word.len()) {
                found.push((at, Way { canal: *canal, valeur: None }));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    Ways { ways: once(found.into_iter().map(|(_, way)| way)), ..all }
}

/// Whether a word names a thing that is spoken of, and no way to reach anyone.
fn is_spoken_of(before: &str, word: &str, after: &str) -> bool {
    let led = |leads: &[&str]| leads.iter().any(|lead| before.ends_with(lead));
    match word {
        "courrier" if after.starts_with(" électronique") => true,
        // « La garde du courrier », but « envoyer du courrier ».
        "courrier" => led(SPOKEN_OF) && !led(&["envoyer du ", "adresser du "]),
        // « Vers un rendez-vous, en contactant la caisse »: the meeting is what is asked for.
        "rendez-vous" | "rendez vous" | "rdv" => {
            after.contains("en contactant") || led(&["pour ", "pour un ", "pour prendre "])
        }
        _ => false,
    }
}

/// Each channel once, at its first place; one that has a value hides the same without.
fn once(found: impl Iterator<Item = Way>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for way in found {
        if let Some(same) = ways.iter_mut().find(|other| other.canal == way.canal && other.valeur.is_none()) {
            same.valeur = way.valeur;
        } else if !ways.contains(&way) && (way.valeur.is_some() || ways.iter().all(|o| o.canal != way.canal))
        {
            ways.push(way);
        }
    }
    ways
}

/// Small letters, each as long as it was.
pub fn small(text: &str) -> String {
    let small = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|l| lower.len() == 0 && l.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(small).collect()
}

/// A word, or its plural, and not a part of another.
fn whole(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back();
    let mut after = text[at + length..].chars();
    let next = after.next();
    let next = if next == Some('s') { after.next() } else { next };
    before.is_none_or(|c| !c.is_alphanumeric()) && next.is_none_or(|c| !c.is_alphanumeric())
}

/// « rendez-vous (physique, par téléphone) »: what is in brackets says how the meeting is held.
fn kinds_of_appointment(lower: &str) -> Vec<Range<usize>> {
    let meeting = |text: &str| ["rdv", "rendez-vous", "si proposé"].iter().any(|word| text.ends_with(word));
    let brackets = lower.match_indices('(').filter_map(|(at, _)| {
        let inside = &lower[at + 1..];
        let end = inside.find(')')?;
        let own = ["rdv", "rendez-vous"]
            .iter()
            .find(|word| inside.starts_with(**word))
            .map_or(0, |word| word.len());
        let is = meeting(lower[..at].trim_end()) || own > 0;
        is.then_some(at + 1 + own..at + 1 + end)
    });
    brackets.chain(in_person(lower)).collect()
}

/// « en personne, par visioconférence ou par téléphone », of a meeting, says how it is held; so does « par téléphone ou en
/// personne ».
fn in_person(lower: &str) -> Option<Range<usize>> {
    let at = lower.find("en personne")?;
    ["rdv", "rendez-vous"].iter().find_map(|word| lower[..at].find(word))?;
    let start = ["par téléphone ou ", "par visioconférence ou "]
        .iter()
        .find(|lead| lower[..at].ends_with(**lead))
        .map_or(at, |lead| at - lead.len());
    let mut end = at + "en personne".len();
    let kinds = ["par visioconférence", "en visioconférence", "par téléphone"];
    while let Some(next) = [", ", " ou "].iter().find_map(|join| {
        let rest = lower[end..].strip_prefix(join)?;
        let kind = kinds.iter().find(|kind| rest.starts_with(**kind))?;
        Some(end + join.len() + kind.len())
    }) {
        end = next;
    }
    Some(start..end)
}

/// Addresses of sites and of mail.
fn addresses(text: &str, found: &mut Vec<(usize, Way)>, all: &mut Ways) {
    let ends = |c: char| c.is_whitespace() || "()«»;,'<>|".contains(c);
    for word in text.split(ends) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let word = word.trim_end_matches(['.', ':', '?', '!']).trim_start_matches(['.', ':']);
        let canal = if word.contains('@') { Canal::Courriel } else { Canal::Site };
        let sure = if canal == Canal::Courriel { is_mail(word) } else { is_site(word) };
        // « M@rel » is a name.
        let tries = word.contains("://")
            || word.to_ascii_lowercase().starts_with("www.")
            || word.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
        // « La rubrique contact du site … » says where a form is, not how to reach someone.
        let mentioned =
            canal == Canal::Site && [" du site ", "contact "].iter().any(|lead| text[..at].ends_with(lead));
        if sure && !mentioned {
            found.push((at, Way { canal, valeur: Some(word.to_owned()) }));
        } else if tries && !sure {
            all.doubtful.push(word.to_owned());
        }
        if sure || tries {
            all.places.push(at..at + word.len());
        }
    }
}

fn is_mail(word: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
    word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && plain(name) && is_domain(domain))
}

fn is_site(word: &str) -> bool {
    let (bare, marked) = match word.split_once("://") {
        Some(("http" | "https", bare)) => (bare, true),
        Some(_) => return false,
        None => (word, word.to_ascii_lowercase().starts_with("www.")),
    };
    let host = bare.split('/').next().unwrap_or_default();
    let end = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    is_domain(host) && (marked || ENDS.contains(&end.as_str()))
}

fn is_domain(text: &str) -> bool {
    let label = |l: &str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    text.contains('.') && text.split('.').all(label)
}
