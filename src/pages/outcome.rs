//! The page of an outcome, and those that are opened from it: why, the rest of the sheet.

use super::sheet::Sheet;
use super::{Block, Choice, ELSEWHERE, Page, REPORT, categorie, choices, contact, headings, key};
use aiguilleur_core::tree::{Canal, Operateur};
use aiguilleur_core::walk::{Interview, Origin, Outcome};

/// Said of an answer that followed from what was looked for.
pub const FROM_SEARCH: &str = " (déduit de votre recherche)";

/// What can be done once an outcome is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Why,
    More,
    Signalement,
    /// Whom to turn to outside of the programme.
    Elsewhere,
    Mistake,
    Another,
    End,
}

impl Next {
    /// What this outcome offers.
    pub fn offered(outcome: &Outcome<'_>) -> Vec<Self> {
        let names_it = outcome.contacts().iter().any(|(_, c)| c.canal == Canal::AdministrationPlus);
        let mut offered = vec![Self::Why, Self::More];
        offered.extend(names_it.then_some(Self::Signalement));
        offered.extend(categorie::is_unlisted(outcome.request).then_some(Self::Elsewhere));
        offered.extend([Self::Mistake, Self::Another, Self::End]);
        offered
    }

    /// The key of what some outcomes alone offer.
    pub fn letter(self) -> Option<char> {
        match self {
            Self::Signalement => Some(REPORT),
            Self::Elsewhere => Some(ELSEWHERE),
            Self::Why | Self::More | Self::Mistake | Self::Another | Self::End => None,
        }
    }

    /// What it is called in a word.
    fn short(self) -> &'static str {
        match self {
            Self::Why => "Pourquoi",
            Self::More => "Suite",
            Self::Signalement => "Signalement",
            Self::Elsewhere => "À qui s'adresser",
            Self::Mistake => "Erreur",
            Self::Another => "Autre démarche",
            Self::End => "Terminer",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Why => "Voir pourquoi, changer une réponse",
            Self::More => "Lire la suite de la fiche",
            Self::Signalement => "Préparer un signalement Administration+",
            Self::Elsewhere => "Voir à qui s'adresser hors du programme",
            Self::Mistake => "Signaler une erreur",
            Self::Another => "Une autre démarche",
            Self::End => "Terminer",
        }
    }
}

/// Says how the program keeps what the document leaves open, where it is read beside the program.
pub fn complete_here(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| **block == Block::text(contact::TO_COMPLETE)) {
        *block = Block::text(contact::TO_COMPLETE_HERE);
    }
}

/// The outcome, and what comes next; where its sheet is already in view, the verdict alone, which comes last.
pub fn outcome(outcome: &Outcome<'_>, sheet: &Sheet, operateur: &Operateur, in_view: bool) -> Page {
    let after = after_outcome();
    let mut body = if in_view { sheet.verdict.clone() } else { sheet.at_once() };
    complete_here(&mut body);
    Page {
        trail: std::iter::once(operateur.nom.clone()).chain(after.trail.clone()).collect(),
        body,
        choices: next_choices(outcome),
        ..after
    }
}

/// What comes next. What some outcomes alone offer has a letter of its own, so that what all offer keeps its digit.
fn next_choices(outcome: &Outcome<'_>) -> Vec<Choice> {
    let mut digits = (0..).map(key);
    let choice = |next: Next| {
        let key = next.letter().or_else(|| digits.next()).unwrap_or(' ');
        Choice { short: Some(next.short()), ..Choice::new(key, next.label()) }
    };
    Next::offered(outcome).into_iter().map(choice).collect()
}

/// What is asked once an outcome is reached, whichever it is.
pub fn after_outcome() -> Page {
    Page {
        trail: vec!["résultat".to_owned()],
        question: headings::WHAT_NEXT.to_owned(),
        help: Some("Pour changer une réponse, tapez r, ou regardez pourquoi vous en êtes là.".to_owned()),
        side_by_side: true,
        ..Page::default()
    }
}

/// The rest of a sheet; each neighbour can be opened.
pub fn more(sheet: &Sheet, operateur: &Operateur, neighbours: impl IntoIterator<Item = String>) -> Page {
    let listed = neighbours.into_iter().enumerate().map(|(rank, label)| {
        Choice::new(key(rank), label).under((rank == 0).then_some(headings::NEIGHBOURS))
    });
    let mut choices: Vec<Choice> = listed.collect();
    let group = (!choices.is_empty()).then_some("Revenir");
    choices.push(Choice::new(super::WAY_OUT, "Revenir au résultat").under(group));
    let mut body = [&*sheet.more, &sheet.source, &sheet.glossary].concat();
    if body.first() == Some(&Block::Gap) {
        body.remove(0);
    }
    Page {
        trail: vec![operateur.nom.clone(), "suite de la fiche".to_owned()],
        body,
        question: headings::WHAT_TO_DO.to_owned(),
        help: Some(
            "Tapez le chiffre d'une ligne voisine pour l'ouvrir, ou r pour revenir au résultat.".to_owned(),
        ),
        choices,
        ..Page::default()
    }
}

/// Why: the answers given, any of which can be changed.
pub fn why(interview: &Interview<'_>, operateur: &Operateur) -> Page {
    let answers = interview.path().iter().map(|given| {
        let origin = match given.origin {
            Origin::Asked => "",
            Origin::Supplied => " (donné d'avance)",
            Origin::Implied => FROM_SEARCH,
        };
        format!("{} {}{origin}", given.ask.question.texte, given.reponse.texte)
    });
    Page {
        trail: vec![operateur.nom.clone(), "pourquoi".to_owned()],
        body: vec![Block::title("Vos réponses ont mené ici")],
        question: "Quelle réponse voulez-vous changer ?".to_owned(),
        help: Some(
            "Tapez le chiffre d'une réponse pour la changer, ou r pour revenir au résultat.".to_owned(),
        ),
        choices: choices(answers),
        ..Page::default()
    }
}
