//! Which contact of the trees a row of a list is about, by its opérateur and its words.

use crate::source::contact_list::Listed;
use crate::source::folding::fold;
use aiguilleur_core::local::{Target, number_of_usagers};
use aiguilleur_core::tree::Referentiel;

/// The contacts that a row may be about, as ranks of targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// It can only be this one.
    Sure(usize),
    /// It may be one of these, the likeliest first. To be asked, never supposed.
    Among(Vec<usize>),
}

/// The small words of names.
const SMALL: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "en", "au", "aux", "a", "et", "ou", "que",
    "ne", "non",
];
/// Other words of names that say nothing of whom they name.
const EMPTY: &[&str] =
    &["service", "competent", "competente", "usager", "concerne", "referentiel", "nomme", "precise", "ligne"];
/// What a list calls those who answer the conseillers, and nobody else.
const BACK_OFFICE: &str = "\
back office|backoffice|correspondant|referent|interlocuteur|ligne dediee|reserve aux conseillers|\
reserve aux france services";
/// The same, of the name of a service alone: « Partenaires France services », above a list, are all who stand in it.
const PARTNERS: &str = "partenaires |partenariat|france services";
/// What a list calls those who answer the usagers.
const USAGERS: &str =
    "usager|accueil|allocataire|assure|adherent|contribuable|grand public|tout public|du public|au public";

/// A number of the usagers that a row gives to a contact that answers the conseillers.
pub fn usagers_told(row: &Listed, target: &Target<'_>) -> Option<String> {
    let numbers = || row.said.iter().find_map(|said| number_of_usagers(&said.valeur));
    target.contact.answers_conseillers().then(numbers).flatten()
}

/// Whether a row is that of a maison France services: of no opérateur, whichever it receives.
pub fn of_a_maison(row: &Listed) -> bool {
    const MAISONS: [&str; 5] = [
        "maison france service",
        "maisons france service",
        "espace france service",
        "bus france service",
        "msap",
    ];
    let (operateur, service) = (fold(&row.operateur), fold(&row.service));
    let first = if operateur.is_empty() { &service } else { &operateur };
    first.starts_with("france service")
        || MAISONS.iter().any(|nom| operateur.contains(nom) || service.contains(nom))
}

/// The contacts that lists can name.
pub struct Index<'t> {
    targets: &'t [Target<'t>],
    names: Vec<Names>,
    /// How people call each opérateur.
    operateurs: Vec<(&'t str, Vec<String>)>,
}

/// How a contact is named.
struct Names {
    /// Its name and its id, folded.
    whole: [String; 2],
    /// The words that tell it from others.
    own: Vec<String>,
    /// « SGC », and what its name has in capitals.
    sigles: Vec<String>,
    capitals: Vec<String>,
    back_office: bool,
}

impl<'t> Index<'t> {
    pub fn new(targets: &'t [Target<'t>], referentiel: &'t Referentiel) -> Self {
        let operateurs: Vec<(&str, Vec<String>)> = referentiel
            .operateurs
            .iter()
            .map(|operateur| {
                let mut names = vec![fold(&operateur.nom), fold(&operateur.id)];
                names.extend(operateur.mots_cles.iter().map(|words| fold(words)));
                let own = targets.iter().filter(|target| target.operateur == operateur.id);
                names.extend(own.flat_map(|target| capitals(&target.contact.nom)));
                (operateur.id.as_str(), names)
            })
            .collect();
        let names = targets.iter().map(|target| names(target, &operateurs)).collect();
        Self { targets, names, operateurs }
    }

    /// The contacts that this row may be about.
    pub fn about(&self, row: &Listed) -> About {
        if let Some((operateur, contact)) = &row.ids {
            let same = |target: &Target<'_>| target.operateur == operateur && target.contact.id == *contact;
            let rank = self.targets.iter().position(same);
            let about = |rank| {
                if self.tells_usagers(rank, row) { About::Among(vec![rank]) } else { About::Sure(rank) }
            };
            return rank.map_or(About::Among(Vec::new()), about);
        }
        if of_a_maison(row) {
            return About::Among(Vec::new());
        }
        let words = Words::new(row);
        let named = self.named(row);
        let mut scores: Vec<(usize, Score, usize)> = (0..self.targets.len())
            .filter(|rank| named.is_empty() || named.contains(&self.targets[*rank].operateur))
            .map(|rank| (rank, self.score(rank, &words), self.beside(rank, &words)))
            .collect();
        scores.sort_by_key(|(_, score, beside)| std::cmp::Reverse((*score, *beside)));
        // Without an opérateur, only those that share a word are worth asking about.
        let kept = scores.iter().filter(|(_, score, beside)| named.len() == 1 || score.shared + beside > 0);
        let mut among: Vec<usize> = kept.map(|(rank, ..)| *rank).collect();
        among.sort_by_key(|rank| self.tells_usagers(*rank, row));
        if let [(rank, first, _), rest @ ..] = &scores[..]
            && (named.len() == 1 || named.is_empty() && first.shared > 1)
            && first.sure
            && !self.tells_usagers(*rank, row)
            && rest.first().is_none_or(|(_, second, _)| second < first)
        {
            return About::Sure(*rank);
        }
        About::Among(among)
    }

    fn tells_usagers(&self, rank: usize, row: &Listed) -> bool {
        usagers_told(row, &self.targets[rank]).is_some()
    }

    /// How many of the words beside the numbers of a row name this contact.
    fn beside(&self, rank: usize, words: &Words) -> usize {
        let names = &self.names[rank];
        let says = |word: &&String| names.sigles.contains(word) || names.own.contains(&stem(word));
        words.beside.iter().filter(says).count()
    }

    /// The opérateurs that a row names: in its own column, else in its words; what stands above it says it of a row that
    /// names nobody.
    fn named(&self, row: &Listed) -> Vec<&'t str> {
        let above = if row.operateur.is_empty() { &row.above } else { &row.operateur };
        for text in [&row.operateur, &row.service, above] {
            let text = format!(" {} ", fold(text));
            let names =
                |name: &String| text.contains(&format!(" {name} ")) || text.contains(&format!(" {name}s "));
            let found: Vec<&str> =
                self.operateurs.iter().filter(|(_, all)| all.iter().any(names)).map(|(id, _)| *id).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn score(&self, rank: usize, words: &Words) -> Score {
        let names = &self.names[rank];
        let shared = names.own.iter().filter(|word| words.stems.contains(word)).count();
        // « La CAF » tells it from nobody else at the CAF.
        let whole = !names.own.is_empty() && names.whole.contains(&words.service);
        let says = |known: &[String]| words.all.iter().any(|word| known.contains(word));
        let exact = whole || says(&names.sigles);
        let all =
            shared > 0 && (shared == names.own.len() || shared > 1 && shared * 3 >= names.own.len() * 2);
        let back_office = names.back_office && words.back_office;
        // Who answers the conseillers and who answers the usagers are never taken for each other.
        let fits = if names.back_office { !words.usagers } else { !words.back_office };
        let sure = fits && (exact || all || back_office || names.back_office && words.told_above == 2);
        let shared = if fits { shared + usize::from(back_office) } else { 0 };
        let above = if fits && names.back_office { words.told_above } else { 0 };
        let hints = 2 * above + usize::from(fits && says(&names.capitals));
        Score { exact: fits && exact, sure, shared, hints }
    }
}

/// The words of a row.
struct Words {
    all: Vec<String>,
    stems: Vec<String>,
    /// The words that stand beside its numbers: they may name someone, and are never sure to.
    beside: Vec<String>,
    service: String,
    /// It speaks of those who answer the conseillers.
    back_office: bool,
    /// What stands above it does: a title, which makes nothing sure (1), or the names of its columns (2).
    told_above: usize,
    /// It speaks of those who answer the usagers.
    usagers: bool,
}

impl Words {
    fn new(row: &Listed) -> Self {
        let own = fold(&format!("{} {}", row.operateur, row.service));
        let says = |text: &str, known: &str| {
            let text = format!(" {text} ");
            known.split('|').any(|words| text.contains(&format!(" {words}")))
        };
        let (above, asks) = (fold(&row.above), fold(&row.asks));
        let tells = |text: &str| says(text, BACK_OFFICE) || text.contains(" conseillers");
        let all: Vec<String> = own.split(' ').map(str::to_owned).collect();
        Self {
            stems: all.iter().map(|word| stem(word)).collect(),
            beside: row
                .beside()
                .flat_map(|text| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect(),
            all,
            service: fold(&row.service),
            back_office: says(&own, BACK_OFFICE) || says(&own, PARTNERS),
            told_above: match (&asks, &above) {
                (asks, _) if tells(asks) => 2,
                (_, above) if tells(above) && !says(above, USAGERS) => 1,
                _ => 0,
            },
            usagers: says(&own, USAGERS),
        }
    }
}

/// How near a row is to a contact: the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// By its whole name, or its sigle.
    exact: bool,
    sure: bool,
    shared: usize,
    /// What stands above it says so; it is named by its capitals: « DDFiP ».
    hints: usize,
}

fn names(target: &Target<'_>, operateurs: &[(&str, Vec<String>)]) -> Names {
    let nom = &target.contact.nom;
    let back_office = target.contact.answers_conseillers();
    let of_operateur = operateurs.iter().find(|(id, _)| *id == target.operateur);
    let known = |word: &str| {
        of_operateur
            .is_some_and(|(_, names)| names.iter().any(|name| name.split(' ').any(|part| stem(part) == word)))
    };
    let folded = fold(nom);
    let own = folded
        .split(' ')
        .filter(|word| !SMALL.contains(word) && !EMPTY.contains(word))
        .map(stem)
        .filter(|word| !known(word));
    // Those who answer the conseillers are known by other words.
    let own =
        own.filter(|word| !back_office || !["corres", "back", "office", "operat"].contains(&word.as_str()));
    let id = &target.contact.id;
    let bare = folded.split_once(' ').map_or(folded.as_str(), |(_, rest)| rest);
    let initials: String = folded
        .split(' ')
        .filter(|word| !SMALL.contains(word))
        .filter_map(|word| word.chars().next())
        .collect();
    let mut sigles: Vec<String> = vec![initials];
    // « Direction » is a word of many names: an id is a sigle where the name does not say it.
    let word = folded.split(' ').any(|word| word == id);
    sigles.extend(Some(id.clone()).filter(|id| !id.contains('-') && !word));
    sigles.retain(|sigle| sigle.len() > 2 && !known(&stem(sigle)));
    Names {
        whole: [bare.to_owned(), fold(id)],
        own: own.collect(),
        sigles,
        capitals: capitals(nom),
        back_office,
    }
}

/// The start of a word, by which its plural is known too.
fn stem(word: &str) -> String {
    word.chars().take(6).collect::<String>().trim_end_matches('s').to_owned()
}

/// The words of a name that are written in capitals: « CPAM ».
fn capitals(nom: &str) -> Vec<String> {
    let words = nom.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 2).map(fold).collect()
}
