//! What is said of démarches that were found by words, whoever searched.

use super::interview::command;
use super::typography::{GLUE, argument};
use super::{Block, Choice, Page, URGENCE, WAY_OUT, WORDS, complement, contact, headings, key};
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::search::{Found, Hit, Match, Tells};
use aiguilleur_core::tree::{Operateur, Referentiel};

/// Where one is.
pub const TRAIL: &str = "Recherche";
/// Over démarches of which a sign of urgency was heard.
pub const SIGN: &str = "Signe d'urgence : à regarder d'abord";
/// The same, where a person is in danger.
pub const DANGER: &str = "Une personne est peut-être en danger : à regarder d'abord";
/// Over those of other opérateurs, below what is asked beside the danger.
pub const DANGER_TOO: &str = "Une personne est peut-être en danger : à regarder aussi";
/// Over those that look like the words.
pub const NEAR: &str = "Ce qui ressemble à ces mots";
/// Over those beside a sign of urgency, where they are only a guess.
pub const NEAR_UNSURE: &str = "Ce qui ressemble à ces mots, correspondance incertaine";
/// Over démarches that are only a guess.
pub const UNSURE: &str = "Correspondance incertaine : vérifiez avec l'usager, ou tapez d'autres mots.";
/// Asked of what was found.
pub const WHICH_FITS: &str = "Quelle démarche convient à l'usager ?";
/// Over nothing.
pub const NONE_FOUND: &str = "Aucune démarche ne correspond à ces mots";
/// Over nothing, where there were no words.
pub const NO_WORDS: &str = "Aucun mot à chercher";
/// What the order means, and what a choice does.
pub const HELP: &str = "Les urgences viennent d'abord, puis ce qui ressemble le plus aux mots. \
                        Un choix ouvre l'entretien : la question d'urgence est posée, et chaque réponse \
                        déduite peut être changée.";
/// No more characters of the words are shown.
const SHOWN: usize = 160;

/// Over what can be chosen beside what was found.
pub const OTHERWISE: &str = "Sinon";

/// What can be chosen beside what was found.
pub fn otherwise() -> [Choice; 2] {
    [
        Choice::new(WORDS, "Chercher avec d'autres mots").under(Some(OTHERWISE)),
        Choice::new(WAY_OUT, "Aucune ne convient : voir à qui s'adresser"),
    ]
}

/// What can be chosen where nothing was found.
pub fn without() -> [Choice; 3] {
    let [again, _] = otherwise();
    [
        Choice::new(URGENCE, "Voir les urgences : danger, détresse, droits ou compte en banque coupés"),
        Choice { group: None, ..again },
        Choice::new(WAY_OUT, "Voir à qui s'adresser, ou choisir un opérateur"),
    ]
}

/// The words that were sought, as they are shown.
pub fn sought(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words: String = words.join(" ").chars().filter(|c| !c.is_control()).collect();
    let cut: String = words.chars().take(SHOWN).collect();
    let more = if cut.len() < words.len() { "…" } else { "" };
    format!("Mots cherchés : « {cut}{more} »")
}

/// Whom the words are rather for.
pub fn neighbour(nom: &str) -> String {
    format!("Cette demande relève plutôt de : {nom}. Le référentiel ne la décrit pas ; orientez l'usager.")
}

/// Whom else the words may be for, after the signs of urgency: nothing turns a person in danger away from those.
pub fn beside(nom: &str) -> String {
    format!("Hors référentiel, cela peut aussi relever de : {nom}")
}

/// A démarche to choose.
pub fn label(titre: &str, operateur: &str, categorie: &str) -> String {
    format!("{titre} ({operateur}, {categorie})")
}

/// Why it was found: a sign, or a request of the démarche.
pub fn why(sign: bool, about: &str) -> String {
    if sign { "signe d'urgence".to_owned() } else { format!("demande proche : {about}") }
}

/// What to do where nothing fits.
pub fn none_found() -> Vec<Block> {
    vec![
        Block::text(
            "Dites ce que l'usager veut faire, ou le papier qu'il tient : « déclarer une naissance », \
             « facture de cantine ».",
        ),
        Block::text(
            "Quelqu'un est en danger, en détresse ou sans ressources ? Regardez d'abord les urgences (touche u du \
             guide). Sinon, choisissez l'opérateur : ses questions vous mèneront à la démarche.",
        ),
    ]
}

/// What can be chosen of what was found.
#[derive(Debug, Clone, Copy)]
pub enum Offer<'a> {
    Demarche(Hit<'a>),
    /// An opérateur that has no tree here, and whether it is surely the one.
    Unsupplied(&'a Operateur, bool),
}

/// What was found, ready to be shown.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    /// As they were typed.
    pub words: String,
    /// The best first.
    pub offers: Vec<Offer<'a>>,
    /// What must be known before a choice.
    notes: Vec<String>,
    /// Over those that look like the words.
    near: &'static str,
    /// Whom else the words may be for, told after the signs of urgency.
    beside: Option<String>,
    danger: bool,
}

impl<'a> Results<'a> {
    /// Whether an opérateur without a table is among what was found.
    pub fn names_unsupplied(&self) -> bool {
        self.offers.iter().any(|offer| matches!(offer, Offer::Unsupplied(..)))
    }

    /// What the words lead to.
    pub fn new(words: &str, found: &Found<'a>, referentiel: &'a Referentiel) -> Self {
        let danger = found.gravest >= Some(Tells::Distress);
        let offer = |found: &Match<'a>| match found {
            Match::Demarche(hit) => Some(Offer::Demarche(*hit)),
            Match::Elsewhere(elsewhere) => {
                let operateur = referentiel.operateur(elsewhere.other.operateur.as_deref()?)?;
                Some(Offer::Unsupplied(operateur, elsewhere.sure))
            }
        };
        let mut notes = Vec::new();
        let (mut near, mut beside_signs) = (NEAR, None);
        let urgent = found.matches.iter().any(Match::is_sign);
        match found.matches.iter().find(|found| !found.is_sign()) {
            Some(Match::Elsewhere(first)) if first.other.operateur.is_none() => {
                if urgent {
                    beside_signs = Some(beside(&first.other.nom));
                } else {
                    notes.push(neighbour(&first.other.nom));
                }
            }
            Some(first) if !first.is_sure() && urgent => near = NEAR_UNSURE,
            Some(first) if !first.is_sure() => notes.push(UNSURE.to_owned()),
            _ => {}
        }
        let offers = found.matches.iter().filter_map(offer).collect();
        Self { words: words.to_owned(), offers, notes, near, beside: beside_signs, danger }
    }
}

/// The page to choose from.
pub fn page(results: &Results<'_>, referentiel: &Referentiel) -> Page {
    let mut last = None;
    let mut choices: Vec<Choice> = Vec::new();
    let mut sign = if results.danger { DANGER } else { SIGN };
    for (rank, offer) in results.offers.iter().enumerate() {
        let (heading, choice) = match offer {
            Offer::Demarche(hit) => {
                (if hit.sign { sign } else { results.near }, demarche(key(rank), hit, referentiel))
            }
            Offer::Unsupplied(operateur, _) => {
                let detail = Some(headings::UNSUPPLIED.to_owned());
                (results.near, Choice { detail, ..Choice::new(key(rank), &operateur.nom) })
            }
        };
        if results.danger && heading == results.near {
            sign = DANGER_TOO;
        }
        choices.push(choice.under((last.replace(heading) != Some(heading)).then_some(heading)));
    }
    let mut body = Vec::new();
    let nothing = choices.is_empty();
    if nothing {
        body.push(Block::title(if results.words.trim().is_empty() { NO_WORDS } else { NONE_FOUND }));
    }
    if !results.words.trim().is_empty() {
        body.push(Block::Text(sought(&results.words)));
    }
    body.extend(emergencies(results));
    body.extend(results.notes.iter().map(|note| Block::note(note)));
    if nothing {
        body.extend(none_found());
        choices.extend(without());
    } else {
        let [again, out] = otherwise();
        choices.extend([again.under(Some(results.beside.as_deref().unwrap_or(OTHERWISE))), out]);
    }
    let question = if nothing { headings::WHAT_TO_DO } else { WHICH_FITS };
    Page {
        trail: vec![TRAIL.to_owned()],
        body,
        question: question.to_owned(),
        help: Some(HELP.to_owned()),
        choices,
        ..Page::default()
    }
}

fn demarche(key: char, hit: &Hit<'_>, referentiel: &Referentiel) -> Choice {
    let nom = referentiel.operateur(&hit.entry.operateur).map_or("", |operateur| &operateur.nom);
    let categorie = hit.entry.categorie.nom().replace(' ', &GLUE.to_string());
    // The title above those that a sign led to says it already.
    let detail = about(hit).filter(|_| !hit.sign);
    Choice { detail, ..Choice::new(key, label(&hit.entry.titre, nom, &categorie)) }
}

/// The numbers that save, where the words tell of a danger.
pub fn emergencies(results: &Results<'_>) -> Option<Block> {
    results.danger.then(|| Block::note(complement::EMERGENCIES))
}

/// What is said before the démarches on standard output.
pub fn said(results: &Results<'_>) -> Vec<Block> {
    let mut said: Vec<Block> = results.notes.iter().map(|note| Block::note(note)).collect();
    if results.offers.is_empty() {
        said.push(Block::title(if results.words.trim().is_empty() { NO_WORDS } else { NONE_FOUND }));
        said.extend(none_found());
    }
    said
}

/// What is said after the démarches on standard output.
pub fn said_after(results: &Results<'_>) -> Vec<Block> {
    results.beside.iter().map(|beside| Block::note(&format!("{beside}."))).collect()
}

/// What to do for an opérateur that has no tree here.
fn unsupplied(operateur: &Operateur, referentiel: &Referentiel) -> String {
    let Referentiel { version, .. } = referentiel;
    format!("Son tableau n'a pas été fourni. Ouvrez le référentiel {version}, {}.", operateur.pages())
}

/// What was found as it is written on standard output, each démarche with the command that opens it; `folder` names the
/// set, where it is not that of the program.
pub fn blocks(
    results: &Results<'_>,
    referentiel: &Referentiel,
    back_offices: &[BackOffice],
    folder: Option<&str>,
) -> Vec<Block> {
    let set = folder.map(|folder| format!(" --arbres {}", argument(folder))).unwrap_or_default();
    let mut blocks: Vec<Block> =
        emergencies(results).into_iter().flat_map(|numbers| [numbers, Block::Gap]).collect();
    for (rank, offer) in (1..).zip(&results.offers) {
        let hit = match offer {
            Offer::Unsupplied(operateur, sure) => {
                blocks.push(Block::Title(format!("{rank}. {}{}", operateur.nom, unless_sure(*sure))));
                blocks.push(Block::Text(unsupplied(operateur, referentiel)));
                blocks.extend(
                    BackOffice::of(back_offices, &operateur.id).map(contact::alone).unwrap_or_default(),
                );
                blocks.push(Block::Gap);
                continue;
            }
            Offer::Demarche(hit) => hit,
        };
        let nom = referentiel.operateur(&hit.entry.operateur).map_or("", |operateur| &operateur.nom);
        blocks.push(Block::Category(hit.entry.categorie));
        blocks.push(Block::Title(format!("{rank}. {}", hit.entry.titre)));
        blocks.push(Block::Text(format!("{nom}, {}{}", lignes(&hit.entry.lignes), unless_sure(hit.sure))));
        blocks.extend(about(hit).map(Block::Text));
        let path = hit.path.iter().map(|implied| implied.answered.map(String::as_str));
        blocks.push(Block::Verbatim(command(&hit.entry.operateur, path) + &set));
        blocks.push(Block::Gap);
    }
    blocks
}

/// Said beside what is only a guess.
fn unless_sure(sure: bool) -> &'static str {
    if sure { "" } else { " (correspondance incertaine)" }
}

/// Why it was found, where that says more than its title.
fn about(hit: &Hit<'_>) -> Option<String> {
    let about = without_quotes(hit.about);
    (hit.sign || !(about.is_empty() || about == hit.entry.titre)).then(|| why(hit.sign, about))
}

fn lignes(ids: &[String]) -> String {
    if ids.len() == 1 { format!("ligne {}", ids[0]) } else { format!("lignes {}", ids.join(", ")) }
}

/// A text that is quoted whole, without its quotes.
fn without_quotes(text: &str) -> &str {
    let inner = text.strip_prefix('«').and_then(|text| text.strip_suffix('»')).map(str::trim);
    inner.filter(|inner| !inner.contains(['«', '»'])).unwrap_or(text)
}
