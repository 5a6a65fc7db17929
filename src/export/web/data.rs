//! What stands in the page beside the script: the trees, the words.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::Content;
use super::endings::letter;
use super::intern::TextInterner;
use super::pages::{ChoiceData, PageData, blocks};
use super::search::SearchData;
use super::trees::TreeData;
use crate::pages::outcome::{self, Next};
use crate::pages::to_paste::Then;
use crate::pages::web_page;
use crate::pages::{
    Choice, Page, categorie, complement, contact, guide, headings, interview, key, search, sheet, sigles,
};
use aiguilleur_core::local::{BackOffice, FRESH_MONTHS};
use aiguilleur_core::search::{PARAMETERS, Parameters};
use aiguilleur_core::tree::{Categorie, Operateur, Referentiel, Tree};

/// All of it. Whatever is read is a rank in `texts`, unless it has to be completed.
#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    texts: Vec<String>,
    home: PageData,
    /// How many choices of it come before the opérateurs.
    before: usize,
    urgences: PageData,
    /// Whom to turn to outside of the programme.
    elsewhere: PageData,
    /// Asked before an urgency that was sought is set aside; what was sought is said by the script.
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<PageData>,
    /// For each of its choices: the tree, and the id of the answer.
    leads: Vec<(usize, &'a str)>,
    operateurs: Vec<OperateurData<'a>>,
    trees: Vec<TreeData<'a>>,
    /// The page of an outcome, without it.
    outcome: OutcomeData,
    words: Value,
    /// What the page alone says.
    page: BTreeMap<&'static str, &'static str>,
    /// The numbers of the search, which the script makes again.
    parameters: Parameters,
    /// What these trees are, and since when.
    footer: Vec<String>,
}

/// An opérateur of the first screen.
#[derive(Debug, Serialize)]
struct OperateurData<'a> {
    id: &'a str,
    nom: &'a str,
    /// The rank of its tree; nothing where its table was not supplied.
    tree: Option<usize>,
    /// What to do without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageData>,
}

/// Around an outcome: the page without it, and what can come next, by its letter.
#[derive(Debug, Serialize)]
struct OutcomeData {
    page: PageData,
    /// Its letter, its words, its key where it is not that of its rank.
    next: Vec<(char, &'static str, Option<char>)>,
}

impl<'a> Data<'a> {
    /// The guide, and what its search is made of, which tells texts of the guide by their ranks.
    pub(super) fn new(content: &'a Content<'_>) -> (Self, SearchData<'a>) {
        let mut texts = TextInterner::default();
        let referentiel = content.referentiel;
        let operateur = |tree: &Tree| referentiel.operateur(&tree.operateur);
        let rank_of = |id: &str| content.trees.iter().position(|tree| tree.operateur == id);
        let trees = content
            .trees
            .iter()
            .filter_map(|tree| Some(TreeData::new(tree, operateur(tree)?, content, &mut texts)))
            .collect();
        let operateurs = content.operateurs.iter().map(|operateur| OperateurData {
            id: &operateur.id,
            nom: &operateur.nom,
            tree: rank_of(&operateur.id),
            page: (!operateur.is_supplied()).then(|| {
                let back_office = BackOffice::of(content.back_offices, &operateur.id);
                PageData::new(&guide::unsupplied(operateur, referentiel, back_office), &mut texts)
            }),
        });
        let operateurs = operateurs.collect();
        let leads = content.urgences.iter().flat_map(|(operateur, reponses)| {
            let tree = rank_of(&operateur.id);
            reponses.iter().filter_map(move |reponse| Some((tree?, reponse.id.as_str())))
        });
        let guide = Self {
            home: PageData::new(&home(content), &mut texts),
            before: guide::BEFORE_OPERATEURS,
            urgences: PageData::new(&guide::urgences(content.urgences), &mut texts),
            elsewhere: PageData::new(&guide::elsewhere(content.index.neighbours()), &mut texts),
            set_aside: set_aside(content).map(|page| PageData::new(&page, &mut texts)),
            leads: leads.collect(),
            operateurs,
            trees,
            outcome: OutcomeData::new(&mut texts),
            words: words(content.referentiel, &mut texts),
            page: web_page::WORDS.into(),
            parameters: PARAMETERS,
            footer: footer(content),
            texts: Vec::new(),
        };
        let search = SearchData::new(content, &mut texts);
        (Self { texts: texts.into_values(), ..guide }, search)
    }
}

/// The first page, with the opérateurs of this one.
fn home(content: &Content<'_>) -> Page {
    let mut page = guide::home(content.referentiel, None, None);
    let at_once = page.choices.drain(..guide::BEFORE_OPERATEURS).collect::<Vec<_>>();
    let listed = |operateur: &Operateur| content.operateurs.iter().any(|other| other.id == operateur.id);
    let kept =
        content.referentiel.operateurs.iter().zip(page.choices).filter(|(operateur, _)| listed(operateur));
    let kept: Vec<Choice> = kept.map(|(_, choice)| choice).collect();
    Page { choices: at_once.into_iter().chain(kept).collect(), ..page }
}

fn set_aside(content: &Content<'_>) -> Option<Page> {
    let mut urgent = content.trees.iter().flat_map(|tree| tree.demarches());
    let (_, demarche) = urgent.find(|(_, demarche)| demarche.categorie == Categorie::Urgent)?;
    Some(Page { body: Vec::new(), ..interview::set_aside(demarche) })
}

fn footer(content: &Content<'_>) -> Vec<String> {
    let local = content.local.unwrap_or("aucun dans cette page");
    vec![
        format!("{}, {}.", content.referentiel.titre, content.referentiel.edition()),
        format!("Page écrite le {} par Aiguilleur {}.", content.today.long(), env!("CARGO_PKG_VERSION")),
        format!("Contacts locaux : {local}."),
    ]
}

impl OutcomeData {
    fn new(texts: &mut TextInterner) -> Self {
        let next = [Next::Signalement, Next::Elsewhere, Next::Another];
        Self {
            page: PageData::new(&outcome::after_outcome(), texts),
            next: next
                .into_iter()
                .filter_map(|next| Some((letter(next)?, next.label(), next.letter())))
                .collect(),
        }
    }
}

/// Words of the program; `{0}` and the like are to be replaced.
fn words(referentiel: &Referentiel, texts: &mut TextInterner) -> Value {
    let lexique = referentiel.lexique.iter();
    let lexique: Vec<(String, usize)> =
        lexique.map(|mot| (mot.mot.to_lowercase(), texts.text(&sigles::explained(mot)))).collect();
    let otherwise = search::otherwise();
    let otherwise: Vec<ChoiceData> = otherwise.iter().map(|choice| ChoiceData::new(choice, texts)).collect();
    json!({
        // The code of each category, and its name within a sentence.
        "categories": Categorie::ALL.map(|categorie| (categorie.code(), categorie.nom())),
        // Words that the index explains, as they are looked for, and what is said of them.
        "lexique": lexique,
        // The keys of choices, in order.
        "keys": (0..).map(key).take_while(|key| *key != ' ').collect::<String>(),
        "home": guide::ASKED_FIRST,
        "rank": interview::question_of_rank("{0}"),
        "kept": interview::KEPT,
        "deduced": interview::DEDUCED,
        "leads": interview::LEADS,
        "from_search": outcome::FROM_SEARCH,
        "doubt": texts.text(sheet::DOUBT),
        "urgent_here": texts.text(categorie::URGENT_HERE),
        "to_complete": texts.text(contact::TO_COMPLETE),
        "neighbours": headings::NEIGHBOURS,
        "mistake": Next::Mistake.label(),
        "to_sheet": Then::Return.label(),
        "looking_for": interview::looking_for("{0}", "{1}"),
        "deduced_answers": interview::deduced("{0}"),
        "aging": { "local": contact::LOCAL, "months": FRESH_MONTHS, "old": contact::grown_old() },
        "results": {
            "trail": search::TRAIL,
            "sign": search::SIGN,
            "danger": search::DANGER,
            "danger_too": search::DANGER_TOO,
            "near": search::NEAR,
            "near_unsure": search::NEAR_UNSURE,
            "unsupplied": headings::UNSUPPLIED,
            "unsure": search::UNSURE,
            "neighbour": search::neighbour("{0}"),
            "beside": search::beside("{0}"),
            "emergencies": complement::EMERGENCIES,
            "which_fits": search::WHICH_FITS,
            "none_fits": headings::WHAT_TO_DO,
            "none": search::NONE_FOUND,
            "no_words": search::NO_WORDS,
            "none_found": blocks(&search::none_found(), texts),
            "otherwise": otherwise,
            "label": search::label("{0}", "{1}", "{2}"),
            "why_sign": search::why(true, ""),
            "why_near": search::why(false, "{0}"),
        },
    })
}
