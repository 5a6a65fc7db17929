//! The ways to reach someone that a text names. A value is typed only where it is well formed.

use std::ops::Range;

use super::forbidden;
use aiguilleur_core::tree::{Canal, in_pairs};

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
    let mut rest = text.as_bytes().to_vec();
    for part in &forbidden {
        rest[part.clone()].fill(b' ');
    }
    let rest = String::from_utf8(rest).unwrap_or_default();
    let mut ways = found_in(&rest, &small(&rest));
    for part in forbidden {
        if !found_in(&text[part.clone()], &lower[part.clone()]).ways.is_empty() {
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
    numbers(lower, &mut found, &mut all, &taken);
    for (word, canal) in WORDS {
        for (at, _) in lower.match_indices(word) {
            let within = taken.iter().any(|range| range.contains(&at));
            let after = &lower[at + word.len()..];
            let before = &lower[..at];
            let other = *word == "courrier" && after.starts_with(" électronique")
                // « La garde du courrier »: what is spoken of, and no way to write.
                || *word == "courrier" && SPOKEN_OF.iter().any(|lead| before.ends_with(lead)) && !["envoyer du ", "adresser du "].iter().any(|sent| before.ends_with(sent))
                // « Vers un rendez-vous, en contactant la caisse »: the meeting is what is asked for.
                || *canal == Canal::RendezVous && (after.contains("en contactant") || before.ends_with("pour "));
            if !within && !other && whole(lower, at, word.len()) {
                found.push((at, Way { canal: *canal, valeur: None }));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    Ways { ways: once(found.into_iter().map(|(_, way)| way)), ..all }
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
    brackets.collect()
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

/// Telephone numbers: ten digits, or a short number where the words say that it is one.
fn numbers(lower: &str, found: &mut Vec<(usize, Way)>, all: &mut Ways, taken: &[Range<usize>]) {
    let mut from = 0;
    while let Some(start) = lower[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        from = start + run(&lower[start..]);
        let before = &lower[..start];
        let other = NOT_CALLED.iter().any(|word| before.trim_end().ends_with(word));
        if other
            || taken.iter().any(|range| range.contains(&start))
            || before.ends_with(char::is_alphanumeric)
        {
            continue;
        }
        let written = &lower[start..from];
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        // « +33 9 … » is « 09 … », and so is « 9 69 32 72 10 », whose zero a spreadsheet ate.
        let foreign =
            before.trim_end().ends_with(['+', '(']) && digits.starts_with("33") && digits.len() == 11;
        let eaten = digits.len() == 9 && !digits.starts_with('0') && groups(written);
        let national = if foreign {
            format!("0{}", &digits[2..])
        } else if eaten {
            format!("0{digits}")
        } else {
            digits.clone()
        };
        let after = lower[from..].trim_start();
        let sure = foreign || is_short(written, before, after);
        let kind = if sure { Number::Sure } else { kind(before, &national, after) };
        match kind {
            Number::Sure => {
                let plain = written.chars().all(|c| c.is_ascii_digit() || c == ' ') && national == digits;
                let plain = if plain { written.to_owned() } else { in_pairs(&national) };
                let whole = [plain, in_pairs(&national)]
                    .into_iter()
                    .find(|n| Canal::Telephone.value_fault(n).is_none());
                all.doubtful.extend(whole.is_none().then(|| written.to_owned()));
                all.restored.extend(eaten.then(|| written.to_owned()));
                all.doubtful.extend(shortened(&lower[from..]).map(|end| format!("{written} / {end}")));
                found.push((start, Way { canal: Canal::Telephone, valeur: whole }));
            }
            Number::Doubtful => {
                all.doubtful.push(written.to_owned());
                found.push((start, Way { canal: Canal::Telephone, valeur: None }));
            }
            Number::Other => continue,
        }
        all.places.push(start..from);
    }
}

/// « 78 » of « 01 44 55 66 77 / 78 »: a second number, of which only the end is written.
fn shortened(after: &str) -> Option<&str> {
    let rest = after.trim_start().strip_prefix('/')?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let alone = rest[digits..].trim_start().chars().next().is_none_or(|c| ".,;)".contains(c));
    (digits == 2 && alone).then(|| &rest[..digits])
}

/// Whether nine digits are written as the rest of a number: « 9 69 32 72 10 », or in one piece.
fn groups(written: &str) -> bool {
    let mut groups = written.split(|c: char| !c.is_ascii_digit()).map(str::len);
    written.len() == 9 || groups.next() == Some(1) && groups.all(|length| length == 2)
}

/// How long a number is: digits, each group one space, dot or hyphen after the other.
fn run(text: &str) -> usize {
    let mut length = 0;
    let mut apart = false;
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_ascii_digit() => (length, apart) = (at + 1, false),
            ' ' | '.' | '-' | '–' | '‐' | '/' if !apart => apart = true,
            _ => break,
        }
    }
    length
}

/// Whether four digits are a short number by the way they are written: « 36 31 », in pairs, or « le service : 3631 ».
fn is_short(written: &str, before: &str, after: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let counted = after.starts_with(['€', '%', '/']) || after.starts_with("euro");
    let paired =
        written.split_once(' ').is_some_and(|(a, b)| a.len() == 2 && b.len() == 2 && digits(a) && digits(b));
    let led =
        before.trim_end().ends_with(':') && written.len() == 4 && digits(written) && !written.ends_with("00");
    written.starts_with('3') && !counted && (paired || led && stops(after))
}

/// What a number that is not called comes after.
const NOT_CALLED: [&str; 9] = ["article", "articles", "art.", "l.", "r.", "n°", "dossier", "fax", "fax :"];

/// The national numbers of three digits or less: « le 15 » is one, « le 15 mars » is not.
const EMERGENCIES: [&str; 9] = ["15", "17", "18", "112", "114", "115", "116", "119", "196"];

/// Whether the text stops after a number, or goes on with something else.
fn stops(after: &str) -> bool {
    after.is_empty()
        || after.starts_with(['.', ',', ';', ')', ':'])
        || ["ou ", "et ", "puis "].iter().any(|word| after.starts_with(word))
}

enum Number {
    Sure,
    Doubtful,
    Other,
}

fn kind(before: &str, digits: &str, after: &str) -> Number {
    let before = before.trim_end();
    let called = [
        "appeler",
        "appelez",
        "composer",
        "composez",
        "appeler le",
        "appelez le",
        "composer le",
        "composez le",
    ];
    let led = [" au", " le", "tél", "tél.", "tél. :", "téléphone", "téléphone :", "numéro", "numéro :"];
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let counts = ["€", "euro", "an", "mois", "jour", "h", "%", "trimestre", "ème", "er ", "/"];
    let counted = counts.iter().any(|unit| after.starts_with(unit));
    let foreign = before.ends_with('+');
    match digits.len() {
        10 if digits.starts_with('0') && !foreign => Number::Sure,
        4 if "13".contains(&digits[..1]) && after.starts_with(')') && before.ends_with('(') => Number::Sure,
        4 if "13".contains(&digits[..1]) && !counted && (ends(&led) || ends(&called)) => Number::Sure,
        2 | 3 if EMERGENCIES.contains(&digits) && ends(&led) && stops(after) => Number::Sure,
        2 | 3 | 6 if !counted && ends(&called) => Number::Sure,
        5..=16 if foreign || (!counted && (ends(&led[2..]) || ends(&called))) => Number::Doubtful,
        9..=14 if digits.starts_with('0') => Number::Doubtful,
        _ => Number::Other,
    }
}
