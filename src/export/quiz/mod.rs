//! A sheet of scenes to orient on paper, and its answers; the same scenes for the programs that trainers have.

mod moodle_anki;
mod sheet;

pub use moodle_anki::{anki, gift};
pub use sheet::Format;

use crate::pages::{categorie, headings, training};
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::{Action, Orientation, Scenario, Sure};
use aiguilleur_core::tree::{Categorie, Referentiel};

/// The questions of a sheet.
#[derive(Debug)]
pub struct Quiz {
    /// Of the document, for whoever reads the sheet later.
    version: String,
    seed: u64,
    items: Vec<Item>,
}

/// A scene, what is asked of it, and what is right.
#[derive(Debug)]
struct Item {
    operateur: String,
    recit: String,
    categorie: Categorie,
    /// Those that count as right.
    categories: Vec<Categorie>,
    /// What may be done, in the order of the letters.
    conduites: Vec<String>,
    /// The rank of the right one.
    right: usize,
    /// The ranks of those that leave the person without what the case demands.
    under: Vec<usize>,
    demarche: String,
    source: String,
    path: Vec<String>,
    complements: Vec<String>,
}

const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];

/// Said of an answer that leaves the person without what the case demands.
const HARM: &str = "Sous-orientation, l'erreur qui nuit";

impl Quiz {
    /// The sheet of these scenarios.
    pub fn new<'a, 't: 'a>(
        scenarios: impl Iterator<Item = &'a Scenario<'t>>,
        referentiel: &Referentiel,
        seed: u64,
    ) -> Self {
        let mut dice = Dice::new(seed);
        let items = scenarios.map(|scenario| item(scenario, &mut dice)).collect();
        Self { version: referentiel.edition(), seed, items }
    }

    /// Which document, and which draw.
    fn note(&self) -> String {
        format!("Référentiel {}, tirage {}. Les situations sont inventées.", self.version, self.seed)
    }
}

impl Item {
    /// The conduite of this rank, with its letter.
    fn conduite(&self, rank: usize) -> String {
        format!("{}. {}", LETTERS[rank], self.conduites[rank])
    }

    /// Which conduites would harm; nothing where none does.
    fn harm(&self) -> Option<String> {
        (!self.under.is_empty()).then(|| format!("{HARM} : {}.", self.under_letters()))
    }

    /// The letters of the conduites that would harm.
    fn under_letters(&self) -> String {
        let letters: Vec<String> = self.under.iter().map(|rank| LETTERS[*rank].to_string()).collect();
        letters.join(", ")
    }

    /// Where the answer is from: the démarche, the row, the page.
    fn because(&self) -> [String; 2] {
        let demarche = self.demarche.trim_end_matches('.');
        [format!("Démarche : {demarche}"), format!("{} : {}", headings::SOURCE, self.source)]
    }

    /// The same on one line, after what is ours: the numbers that save come first.
    fn because_and_more(&self) -> Vec<String> {
        let more = self.complements.iter().map(|text| text.trim_end_matches('.').to_owned());
        let first = (!self.complements.is_empty()).then(|| headings::COMPLEMENT.to_owned());
        first.into_iter().chain(more).chain(self.because()).collect()
    }

    /// The category as the answers give it, and what else counts as right.
    fn right_category(&self) -> String {
        let mut also = self.categories.iter().filter(|categorie| **categorie != self.categorie);
        let also = also.next().map(|also| format!(" ({} est juste aussi)", also.nom()));
        self.categorie.nom().to_owned() + &also.unwrap_or_default()
    }
}

fn item(scenario: &Scenario<'_>, dice: &mut Dice) -> Item {
    let offered = scenario.choices(LETTERS.len(), dice);
    let right = offered.iter().position(|action| *action == scenario.action()).unwrap_or(0);
    // Whoever errs on the conduite has not seen an urgency either: the category is no urgent one.
    let under = |action: Action<'_>| {
        let given = Orientation { categorie: Categorie::Niveau2, action, sure: Sure::Plutot };
        scenario.mark(given).under
    };
    let ranks = 0..offered.len();
    let request = scenario.outcome.request;
    let path = scenario.path.iter();
    Item {
        operateur: scenario.operateur.nom.clone(),
        recit: scenario.recit.clone(),
        categorie: scenario.categorie(),
        categories: Categorie::ALL.into_iter().filter(|each| scenario.is_right_category(*each)).collect(),
        conduites: offered.iter().map(|action| action.texte().to_owned()).collect(),
        right,
        under: ranks.filter(|rank| *rank != right && under(offered[*rank])).collect(),
        demarche: request.titre().to_owned(),
        source: scenario.source(),
        path: path.map(|(_, edge)| format!("{} {}", edge.question.texte, edge.reponse.texte)).collect(),
        complements: request.complements().to_vec(),
    }
}

/// What is asked of each scene, as the session asks it.
const ASKED: [&str; 3] = [training::CATEGORIE, training::CONDUITE, training::CERTITUDE];

/// The names of the categories, in the order of the session.
fn categories() -> impl Iterator<Item = String> {
    Categorie::ALL.into_iter().map(categorie::in_short)
}
