//! The pages of an interview until its outcome: a question, what was sought, leaving; and their words.

use super::{Block, Page, WAY_OUT, categorie, choices, sheet, sigles};
use aiguilleur_core::tree::{Demarche, Operateur, Question, Reponse};
use aiguilleur_core::walk::{Answered, Ask, Interview, Origin, Request};

/// Said after the answer that was given here before.
pub const KEPT: &str = " (réponse précédente)";
/// Said after the answer that follows from what was looked for.
pub const DEDUCED: &str = " (réponse déduite)";
/// Said after the only answer that leads to what was looked for.
pub const LEADS: &str = " (mène à ce que vous cherchez)";
/// What is looked for.
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
    let rank = |wanted: &Reponse| asked.reponses.iter().position(|reponse| reponse.id == wanted.id);
    let kept = interview.kept().and_then(|(kept, origin)| {
        Some((rank(kept)?, if origin == Origin::Implied { DEDUCED } else { KEPT }))
    });
    let leading = || Some((rank(interview.leading()?)?, LEADS));
    let mut page = Page {
        trail: trail(interview, ask, operateur),
        body,
        question: asked.texte.clone(),
        help: asked.aide.clone(),
        choices: choices(asked.reponses.iter().map(|reponse| reponse.texte.clone())),
        kept: kept.map(|(rank, _)| rank),
        mark: kept.or_else(leading),
        ..Page::default()
    };
    for (choice, reponse) in page.choices.iter_mut().zip(&asked.reponses) {
        if reponse.way_out {
            choice.key = WAY_OUT;
        }
    }
    (page.sigles, page.help_sigles) = new_sigles(interview, &page);
    page
}

/// What to do with the usager before asking what blocks it.
pub fn tried_first(demarche: &Demarche) -> Vec<Block> {
    let request = Request::Demarche(demarche);
    let mut body = sheet::danger(request);
    body.extend([
        Block::Category(demarche.categorie),
        Block::text(categorie::meaning(request)),
        Block::Gap,
        Block::Title(demarche.titre.clone()),
    ]);
    sheet::to_do(request, &mut body);
    sheet::remarks(request, &mut body);
    body
}

/// What is looked for and what it implies, as long as an answer may lead to it.
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

/// The acronyms that the page shows first, and those that its help alone does.
fn new_sigles(interview: &Interview<'_>, page: &Page) -> (Vec<String>, Vec<String>) {
    let labels = page.choices.iter().map(|choice| choice.label.as_str());
    let here: Vec<&str> = sheet::texts(&page.body).chain(labels).chain([page.question.as_str()]).collect();
    let before = || interview.path().iter().flat_map(|given| question_texts(given.ask.question));
    let shown = sigles::first_met(interview.tree(), here.iter().copied(), before());
    let in_help = sigles::first_met(interview.tree(), page.help.as_deref(), before().chain(here));
    (shown, in_help)
}

fn question_texts(question: &Question) -> impl Iterator<Item = &str> {
    let labels = question.reponses.iter().map(|reponse| reponse.texte.as_str());
    labels.chain([question.texte.as_str()])
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

/// The same, before one begins again.
pub fn restart() -> Page {
    Page {
        question: "Revenir au début ? Les réponses de cet entretien seront effacées.".to_owned(),
        choices: choices(["Continuer l'entretien".to_owned(), "Revenir au début".to_owned()]),
        ..Page::default()
    }
}

/// Said of interviews that were noted as cases.
pub fn noted(count: usize, file: &str) -> String {
    let cases = if count == 1 { "cas noté" } else { "cas notés" };
    format!("{count} {cases} dans « {file} ». Écrivez-y chaque scène : « recit ».")
}
