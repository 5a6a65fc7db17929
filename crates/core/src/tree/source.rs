//! What a tree file says, word for word: the language of `trees/<operateur>.ron`.
//!
//! These types mirror the file and nothing else. Targets are still ids; [`super::link`] turns
//! them into a [`super::Tree`] that can be walked. Every struct and every enum refuses unknown
//! fields: a misspelt field must never be silently ignored.

use serde::Deserialize;

use super::contact::{Canal, Contact};

/// The version of the language that this program reads.
pub const FORMAT: u32 = 1;

/// One tree file.
#[derive(Debug, Deserialize)]
#[serde(rename = "arbre", deny_unknown_fields)]
pub struct Source {
    pub format: u32,
    pub operateur: String,
    /// Id of the first node.
    pub debut: String,
    /// Id of the urgency question; only an opérateur with no urgent row has none.
    #[serde(default)]
    pub urgence: Option<String>,
    /// Help of every `blocage` question that does not bring its own.
    #[serde(default)]
    pub aide_blocage: Option<String>,
    #[serde(default)]
    pub sigles: Vec<Sigle>,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Questions asked in several places: their words are shared, only the targets differ.
    #[serde(default)]
    pub questions: Vec<SharedQuestion>,
    pub noeuds: Vec<SourceNode>,
}

/// An acronym and what it stands for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "sigle", deny_unknown_fields)]
pub struct Sigle {
    pub sigle: String,
    pub sens: String,
}

/// A question whose words serve several [`SourceNode::Renvoi`] nodes.
#[derive(Debug, Deserialize)]
#[serde(rename = "question", deny_unknown_fields)]
pub struct SharedQuestion {
    pub id: String,
    pub texte: String,
    #[serde(default)]
    pub aide: Option<String>,
    pub reponses: Vec<SharedAnswer>,
}

/// An answer of a shared question: words without a target.
#[derive(Debug, Deserialize)]
#[serde(rename = "réponse", deny_unknown_fields)]
pub struct SharedAnswer {
    pub id: String,
    pub texte: String,
}

/// A node of the file.
#[expect(
    clippy::large_enum_variant,
    reason = "read once and linked at once: a box for each démarche would cost more"
)]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum SourceNode {
    Question {
        id: String,
        texte: String,
        #[serde(default)]
        aide: Option<String>,
        /// The answers cover every case: no way out is needed.
        #[serde(default)]
        fermee: bool,
        reponses: Vec<SourceAnswer>,
        /// Target of the standard answer « Je ne sais pas ».
        #[serde(default)]
        ne_sait_pas: Option<String>,
        /// Target of the standard way out « Aucune de ces situations ».
        #[serde(default)]
        aucune: Option<String>,
    },
    /// A shared question asked here, with its targets.
    Renvoi {
        id: String,
        question: String,
        reponses: Vec<SourceTarget>,
        #[serde(default)]
        ne_sait_pas: Option<String>,
        #[serde(default)]
        aucune: Option<String>,
    },
    Demarche {
        id: String,
        titre: String,
        lignes: Vec<String>,
        #[serde(default)]
        demarches: Vec<SubDemarche>,
        #[serde(default)]
        mots_cles: Vec<String>,
        /// Words that tell this urgency wherever they are said together.
        #[serde(default)]
        signes: Vec<String>,
        categorie: Categorie,
        #[serde(default)]
        faire: Vec<String>,
        #[serde(default)]
        complements: Vec<String>,
        #[serde(default)]
        voir_aussi: Vec<String>,
        suite: SourceSuite,
    },
    Conduite {
        id: String,
        /// The row keeps its category, but this branch is « en cas d'urgence ».
        #[serde(default)]
        urgente: bool,
        etapes: Vec<Etape>,
    },
    NonPrevu {
        id: String,
        texte: String,
        #[serde(default)]
        lignes: Vec<String>,
        #[serde(default)]
        complements: Vec<String>,
        #[serde(default)]
        vers: Option<String>,
    },
}

impl SourceNode {
    /// The node's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Question { id, .. }
            | Self::Renvoi { id, .. }
            | Self::Demarche { id, .. }
            | Self::Conduite { id, .. }
            | Self::NonPrevu { id, .. } => id,
        }
    }
}

/// An answer with its words and its target.
#[derive(Debug, Deserialize)]
#[serde(rename = "réponse", deny_unknown_fields)]
pub struct SourceAnswer {
    pub id: String,
    pub texte: String,
    pub vers: String,
    #[serde(default)]
    pub jamais_deduite: bool,
}

/// The target of one answer of a shared question.
#[derive(Debug, Deserialize)]
#[serde(rename = "réponse", deny_unknown_fields)]
pub struct SourceTarget {
    pub id: String,
    pub vers: String,
}

/// What comes after a démarche.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum SourceSuite {
    SiBlocage {
        vers: String,
        /// The row's own word, with its article: « une difficulté »; « un blocage » without it.
        #[serde(default)]
        mot: Option<String>,
        #[serde(default)]
        question: Option<String>,
        /// What « oui » means here, said whole: « Oui : … ».
        #[serde(default)]
        oui: Option<String>,
        /// What « non » means here, said whole: « Non : … ».
        #[serde(default)]
        non: Option<String>,
        #[serde(default)]
        aide: Option<String>,
    },
    Vers(String),
}

/// A request of its own within a row: one bullet of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "démarche", deny_unknown_fields)]
pub struct SubDemarche {
    pub texte: String,
    #[serde(default)]
    pub mots_cles: Vec<String>,
}

/// One step of a conduite.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "étape", deny_unknown_fields)]
pub struct Etape {
    pub texte: String,
    /// The same, said to the usager on the sheet that they take home, where `texte` cannot be turned to them; empty
    /// where the step is the conseiller's alone.
    #[serde(default)]
    pub usager: Option<String>,
    /// Not something to do: what the document leaves unsaid, or a word on the steps before.
    #[serde(default)]
    pub remarque: bool,
    /// Id of the contact that this step names.
    #[serde(default)]
    pub contact: Option<String>,
    /// The channels it means, in order of preference; none means all those of the contact.
    #[serde(default)]
    pub canaux: Vec<Canal>,
}

/// What the document makes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub enum Categorie {
    Niveau1,
    Niveau2,
    Urgent,
    HorsBouquet,
    /// The document does not list the request: no row has this category, and no file may say it.
    #[serde(skip)]
    NonPrevu,
}

impl Categorie {
    /// Every category, in the order of the document.
    pub const ALL: [Self; 5] =
        [Self::Niveau1, Self::Niveau2, Self::Urgent, Self::HorsBouquet, Self::NonPrevu];

    /// Its rank in [`Categorie::ALL`].
    pub fn rank(self) -> usize {
        self as usize
    }

    /// The category as records and cases write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Niveau1 => "niveau_1",
            Self::Niveau2 => "niveau_2",
            Self::Urgent => "urgent",
            Self::HorsBouquet => "hors_bouquet",
            Self::NonPrevu => "non_prevu",
        }
    }

    /// What it is called within a sentence.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Niveau1 => "niveau 1",
            Self::Niveau2 => "niveau 2",
            Self::Urgent => "situation urgente",
            Self::HorsBouquet => "hors bouquet",
            Self::NonPrevu => "non prévu",
        }
    }
}
