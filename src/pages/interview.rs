//! The pages of an interview: a question, the outcome, why, what to do next; and their words.

use super::{Block, Page, WAY_OUT, categorie, choices, complement, headings, sheet, sigles};
use aiguilleur_core::tree::{Canal, Demarche, Operateur, Question, Referentiel};
use aiguilleur_core::walk::{Answered, Ask, Interview, Origin, Outcome, Request};

/// Said after the answer that was given here before.
pub const KEPT: &str = " (réponse précédente)";
/// Said after the answer that follows from what was looked for.
pub const DEDUCED: &str = " (réponse déduite)";
/// The same, once it was given.
pub const FROM_SEARCH: &str = " (déduit de votre recherche)";

/// What is looked for, until something is asked.
pub fn looking_for(titre: &str, categorie: &str) -> String {
    format!("Vous cherchez : {titre} ({categorie}).")
}

/// The answers that it implies.
pub fn deduced(answers: &str) -> String {
    format!("Réponses déduites, que vous pourrez changer : {answers}.")
}

/// Where a question stands on the way.
pub fn question_of_rank(rank: impl std::fmt::Display) -> String {
    format!("question {rank}")
}

/// The question that an interview asks now.
pub fn question(interview: &Interview<'_>, ask: &Ask<'_>, operateur: &Operateur) -> Page {
    let asked = ask.question;
    let body = match ask.request {
        Some(Request::Demarche(demarche)) if ask.is_blocage() => tried_first(demarche),
        _ => sought(interview),
    };
    let kept = interview.kept();
    let mut page = Page {
        trail: trail(interview, ask, operateur),
        body,
        question: asked.texte.clone(),
        help: asked.aide.clone(),
        choices: choices(asked.reponses.iter().map(|reponse| reponse.texte.clone())),
        kept: kept.and_then(|(kept, _)| asked.reponses.iter().position(|reponse| reponse.id == kept.id)),
        deduced: kept.is_some_and(|(_, origin)| origin == Origin::Implied),
        sigles: Vec::new(),
        apart: false,
    };
    for (choice, reponse) in page.choices.iter_mut().zip(&asked.reponses) {
        if reponse.way_out {
            choice.key = WAY_OUT;
        }
    }
    page.sigles = new_sigles(interview, &page);
    page
}

/// What to do with the usager before asking what blocks it.
pub fn tried_first(demarche: &Demarche) -> Vec<Block> {
    let request = Request::Demarche(demarche);
    let mut body = vec![
        Block::Category(demarche.categorie),
        Block::text(categorie::meaning(request)),
        Block::Gap,
        Block::Title(demarche.titre.clone()),
    ];
    sheet::to_do(request, &mut body);
    sheet::list(&mut body, headings::COMPLEMENT, &demarche.complements);
    body
}

/// What is looked for and what it implies, until something is asked.
fn sought(interview: &Interview<'_>) -> Vec<Block> {
    let Some(goal) = interview.goal() else {
        return Vec::new();
    };
    let categorie = goal.categorie.nom();
    let mut blocks = vec![Block::Note(looking_for(&goal.titre, categorie))];
    let deduced: Vec<&str> = interview.deduced().map(|edge| edge.reponse.texte.as_str()).collect();
    if !deduced.is_empty() {
        blocks.push(Block::Note(self::deduced(&deduced.join(" > "))));
    }
    blocks
}

/// Opérateur, then the démarche or the theme, then the rank of the question.
fn trail(interview: &Interview<'_>, ask: &Ask<'_>, operateur: &Operateur) -> Vec<String> {
    let theme = match ask.request {
        Some(request) => Some(request.titre()),
        None => interview.path().iter().skip(1).next_back().map(|given| given.reponse.texte.as_str()),
    };
    let rank = question_of_rank(interview.path().len() + 1);
    std::iter::once(operateur.nom.as_str()).chain(theme).map(str::to_owned).chain([rank]).collect()
}

fn new_sigles(interview: &Interview<'_>, page: &Page) -> Vec<String> {
    let labels = page.choices.iter().map(|choice| choice.label.as_str());
    let here =
        sheet::texts(&page.body).chain(labels).chain([page.question.as_str()]).chain(page.help.as_deref());
    let before = interview.path().iter().flat_map(|given| question_texts(given.ask.question));
    sigles::first_met(interview.tree(), here, before)
}

fn question_texts(question: &Question) -> impl Iterator<Item = &str> {
    let labels = question.reponses.iter().map(|reponse| reponse.texte.as_str());
    labels.chain([question.texte.as_str()]).chain(question.aide.as_deref())
}

/// What can be done once an outcome is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Why,
    Checklist,
    Another,
    End,
}

impl Next {
    /// What this outcome offers.
    pub fn offered(outcome: &Outcome<'_>) -> Vec<Self> {
        let names_it = outcome.contacts().iter().any(|(_, c)| c.canal == Canal::AdministrationPlus);
        let mut offered = vec![Self::Why];
        offered.extend(names_it.then_some(Self::Checklist));
        offered.extend([Self::Another, Self::End]);
        offered
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Why => "Voir pourquoi, changer une réponse",
            Self::Checklist => "Préparer un bon signalement Administration+",
            Self::Another => "Une autre démarche pour le même usager",
            Self::End => "Terminer",
        }
    }
}

/// The outcome, and what comes next; without the outcome where it is already in view.
pub fn outcome(
    outcome: &Outcome<'_>,
    operateur: &Operateur,
    referentiel: &Referentiel,
    in_view: bool,
) -> Page {
    let after = after_outcome();
    Page {
        trail: std::iter::once(operateur.nom.clone()).chain(after.trail.clone()).collect(),
        body: if in_view { Vec::new() } else { sheet::blocks(outcome, referentiel) },
        choices: choices(Next::offered(outcome).into_iter().map(|next| next.label().to_owned())),
        ..after
    }
}

/// What is asked once an outcome is reached, whichever it is.
pub fn after_outcome() -> Page {
    Page {
        trail: vec!["résultat".to_owned()],
        question: headings::WHAT_NEXT.to_owned(),
        help: Some("Pour changer une réponse, tapez r, ou regardez pourquoi vous en êtes là.".to_owned()),
        ..Page::default()
    }
}

/// Why: the answers given, any of which can be changed, and the command that reproduces it all.
pub fn why(interview: &Interview<'_>, operateur: &Operateur) -> Page {
    let answers = interview.path().iter().map(|given| {
        let origin = match given.origin {
            Origin::Asked => "",
            Origin::Supplied => " (donné d'avance)",
            Origin::Implied => FROM_SEARCH,
        };
        format!("{} {}{origin}", given.ask.question.texte, given.reponse.texte)
    });
    let path = interview.path().iter().map(|given| given.edge().ids());
    Page {
        trail: vec![operateur.nom.clone(), "pourquoi".to_owned()],
        body: vec![
            Block::title("Vos réponses ont mené ici"),
            Block::text(
                "Une erreur ? Envoyez cette ligne à l'animateur départemental : elle refait le même chemin.",
            ),
            Block::Verbatim(command(&interview.tree().operateur, path)),
        ],
        question: "Quelle réponse voulez-vous changer ?".to_owned(),
        help: Some(
            "Tapez le chiffre d'une réponse pour la changer, ou r pour revenir au résultat.".to_owned(),
        ),
        choices: choices(answers),
        ..Page::default()
    }
}

/// The command line that gives these answers to an opérateur's questions, ids both.
pub fn command<'a>(operateur: &str, answers: impl Iterator<Item = Answered<&'a str>>) -> String {
    let answers = answers.map(|given| format!(" --reponse {}={}", given.question, given.reponse));
    format!("aiguilleur guider {operateur}{}", answers.collect::<String>())
}

/// Asked before an urgency that was sought is set aside.
pub fn set_aside(goal: &Demarche) -> Page {
    Page {
        body: vec![Block::Note(looking_for(&goal.titre, goal.categorie.nom()))],
        question: "Écarter cette urgence ?".to_owned(),
        choices: choices([
            "Garder l'urgence, revoir les situations".to_owned(),
            "Écarter l'urgence : aucune de ces situations".to_owned(),
        ]),
        ..Page::default()
    }
}

/// Asked before an interview is left for good: a wrong key loses nothing.
pub fn leave() -> Page {
    Page {
        question: "Quitter cet entretien ?".to_owned(),
        choices: choices(["Continuer l'entretien".to_owned(), "Quitter".to_owned()]),
        ..Page::default()
    }
}

/// The checklist of a good report in Administration+. It is shown, never stored.
pub fn checklist(operateur: &Operateur) -> Page {
    let mut body = vec![
        Block::title("Un bon signalement Administration+"),
        Block::text(
            "Administration+ sert aux blocages complexes et aux urgences, quand les voies habituelles \
             n'ont pas suffi. Ayez sous la main :",
        ),
    ];
    body.extend(complement::ADMINISTRATION_PLUS.map(Block::bullet));
    body.push(Block::note("Complément, hors référentiel. Aiguilleur n'enregistre rien."));
    Page {
        trail: vec![operateur.nom.clone(), "signalement".to_owned()],
        body,
        question: headings::WHAT_NEXT.to_owned(),
        choices: choices(["Revenir au résultat".to_owned(), "Terminer".to_owned()]),
        ..Page::default()
    }
}
