//! Which contact of the trees a row of a list is about, by its opérateur and its words; and what the row says of it.

use crate::source::letters::fold;
use crate::source::listing::{Left, Listed, day};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{LocalCanal, LocalEntry, Target, fillable, names_a_person};
use aiguilleur_core::tree::{Canal, Referentiel};

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
const BACK_OFFICE: &[&str] = &[
    "back office",
    "backoffice",
    "correspondant",
    "correspondante",
    "referent",
    "interlocuteur",
    "partenaires",
    "partenariat",
    "ligne dediee",
    "reserve aux conseillers",
    "reserve aux france services",
];

/// What became of a row.
#[derive(Debug)]
pub struct Line {
    /// « ligne 7 », and the words of the row.
    pub at: String,
    pub words: String,
    pub number: usize,
    pub fate: Fate,
    /// What of it was left.
    pub left: Vec<Left>,
}

/// How a row ended.
#[derive(Debug)]
pub enum Fate {
    /// It says this of a contact, of this rank among the targets.
    Kept(usize, LocalEntry),
    /// It is a row to fill in, and was not.
    Unfilled,
    /// It says nothing that can be kept: what is left of it says why.
    Refused,
    /// It may be about one of these: nobody was there to say it.
    Unsure(Vec<usize>),
    /// A person chose to leave it.
    PassedOver,
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
            return self.targets.iter().position(same).map_or(About::Among(Vec::new()), About::Sure);
        }
        let words = Words::new(row);
        let named = self.named(row);
        let mut scores: Vec<(usize, Score)> = (0..self.targets.len())
            .filter(|rank| named.is_empty() || named.contains(&self.targets[*rank].operateur))
            .map(|rank| (rank, self.score(rank, &words)))
            .collect();
        scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        if let [(rank, first), rest @ ..] = &scores[..]
            && (named.len() == 1 || named.is_empty() && first.shared > 1)
            && first.sure
            && rest.first().is_none_or(|(_, second)| second < first)
        {
            return About::Sure(*rank);
        }
        // Without an opérateur, only those that share a word are worth asking about.
        let kept = scores.iter().filter(|(_, score)| named.len() == 1 || score.shared > 0);
        About::Among(kept.map(|(rank, _)| *rank).collect())
    }

    /// The opérateurs that a row names: in its own column, else in its words, else above it.
    fn named(&self, row: &Listed) -> Vec<&'t str> {
        for text in [&row.operateur, &row.service, &row.above] {
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
        let sure = exact || all || back_office || names.back_office && words.back_office_above;
        Score { exact, sure, shared: shared + usize::from(back_office), capitals: says(&names.capitals) }
    }
}

/// The words of a row.
struct Words {
    all: Vec<String>,
    stems: Vec<String>,
    service: String,
    /// It speaks of those who answer the conseillers, or what stands above it does.
    back_office: bool,
    back_office_above: bool,
}

impl Words {
    fn new(row: &Listed) -> Self {
        let own = fold(&format!("{} {}", row.operateur, row.service));
        let says = |text: &str| BACK_OFFICE.iter().any(|words| format!(" {text}s ").contains(words));
        let all: Vec<String> = own.split(' ').map(str::to_owned).collect();
        Self {
            stems: all.iter().map(|word| stem(word)).collect(),
            all,
            service: fold(&row.service),
            back_office: says(&own),
            back_office_above: says(&fold(&row.above)),
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
    /// It is named by its capitals: « DDFiP ».
    capitals: bool,
}

fn names(target: &Target<'_>, operateurs: &[(&str, Vec<String>)]) -> Names {
    let nom = &target.contact.nom;
    let back_office = nom.contains("back-office");
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
    sigles.extend(Some(id.clone()).filter(|id| !id.contains('-')));
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

/// What a row says of this contact, as a file keeps it; `checked` is the day of the whole list. What the contact cannot
/// take is left, with its cause.
pub fn entry(row: &Listed, target: &Target<'_>, checked: Day) -> (LocalEntry, Vec<Left>) {
    let mut entry = LocalEntry::blank(target.operateur, &target.contact.id);
    let mut left = Vec::new();
    entry.service = service(row, target);
    entry.note.clone_from(&row.note);
    entry.source.clone_from(&row.source);
    entry.verifie_le = Some(row.jour.as_deref().and_then(day).unwrap_or(checked).to_string());
    let takes = fillable(&target.contact);
    for said in &row.said {
        if !takes.contains(&said.canal) {
            left.extend(not_taken(said.canal, &said.valeur, &said.at, target));
            continue;
        }
        match entry.canaux.iter_mut().find(|channel| channel.canal == said.canal) {
            // A channel has one value: the others are said beside it.
            Some(first) => add(&mut first.precision, &format!("ou {}", said.valeur)),
            None => entry.canaux.push(LocalCanal::new(said.canal, Some(said.valeur.clone()))),
        }
        if let Some(channel) = entry.canaux.iter_mut().find(|channel| channel.canal == said.canal)
            && let Some(precision) = &said.precision
        {
            add(&mut channel.precision, precision);
        }
    }
    let open = |channel: &&mut LocalCanal| {
        matches!(channel.canal, Canal::Telephone | Canal::RendezVous | Canal::SurPlace)
    };
    match (entry.canaux.iter_mut().find(open), &row.horaires) {
        (Some(channel), hours) => channel.horaires.clone_from(hours),
        (None, Some(hours)) => add(&mut entry.note, hours),
        (None, None) => {}
    }
    if let (Some(channel), Some(precision)) = (entry.canaux.first_mut(), &row.precision) {
        add(&mut channel.precision, precision);
    }
    (entry, left)
}

/// The name of the service that answers, where the row says more than the opérateur or the contact.
fn service(row: &Listed, target: &Target<'_>) -> Option<String> {
    let body = row.operateur.contains(' ').then_some(&row.operateur);
    let named = Some(&row.service).filter(|service| !service.is_empty()).or(body)?;
    let known =
        [target.nom, target.operateur, &target.contact.nom].iter().any(|nom| fold(nom) == fold(named));
    (!known && !names_a_person(named)).then(|| named.clone())
}

fn add(text: &mut Option<String>, more: &str) {
    *text = Some(text.take().map_or_else(|| more.to_owned(), |known| format!("{known} ; {more}")));
}

/// Why a contact does not take a channel; none where the document says the same.
fn not_taken(canal: Canal, valeur: &str, at: &str, target: &Target<'_>) -> Option<Left> {
    let national = target
        .contact
        .canaux
        .iter()
        .find(|channel| channel.canal == canal)
        .and_then(|channel| channel.valeur.as_ref());
    let plain = |text: &str| text.to_lowercase().replace(' ', "");
    let what = match national {
        Some(national) if plain(national) == plain(valeur) => return None,
        Some(national) => {
            format!("« {valeur} » : le référentiel donne « {national} », qui ne se change pas.")
        }
        None => {
            let nom = canal.nom();
            format!(
                "« {valeur} » : le référentiel dit par quels moyens joindre ce contact ; « {nom} » n'en est pas."
            )
        }
    };
    let takes: Vec<&str> = fillable(&target.contact).into_iter().map(Canal::nom).collect();
    let mend = if takes.is_empty() {
        "Retirez cette cellule.".to_owned()
    } else {
        format!("Vous pouvez compléter : {}.", takes.join(", "))
    };
    Some(Left { at: at.to_owned(), what, mend })
}
