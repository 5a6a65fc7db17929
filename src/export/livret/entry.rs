//! One numbered entry: something to ask and where each answer leads, or an outcome.

use std::fmt::Write as _;

use super::numbers::Numbers;
use crate::export::html;
use crate::pages::{Block, categorie, complement, sheet};
use aiguilleur_core::tree::{Question, Referentiel};
use aiguilleur_core::walk::{Ask, Outcome};

/// An entry with more characters than this may go on in the next column.
const LONG: usize = 1500;

/// The entry of a rank.
pub(super) fn entry(part: &Numbers<'_>, rank: usize, number: u32, referentiel: &Referentiel) -> String {
    let position = part.survey.position(rank);
    let (kind, inside) = if let Some(ask) = position.ask(part.tree) {
        ("question", asked(part, rank, number, &ask, referentiel))
    } else if let Some(outcome) = position.outcome(part.tree) {
        ("issue", reached(number, &outcome, referentiel))
    } else {
        return String::new();
    };
    let long = if inside.chars().count() > LONG { " longue" } else { "" };
    format!(
        "<section class=\"entree {kind}{long}\" id=\"n{number}\">\n{inside}{}</section>\n",
        way_back(part.from(rank))
    )
}

fn heading(number: u32, text: &str) -> String {
    format!("<h3><span class=\"n\">{number}.</span> {}</h3>\n", html::escape(text))
}

fn asked(part: &Numbers<'_>, rank: usize, number: u32, ask: &Ask<'_>, referentiel: &Referentiel) -> String {
    let mut text = String::new();
    match ask.request {
        Some(request) if ask.is_blocage() => {
            text += &heading(number, request.titre());
            let categorie = request.categorie();
            let mut blocks =
                vec![Block::Category(categorie), Block::Text(categorie::meaning(request).to_owned())];
            sheet::to_do(request, &mut blocks);
            sheet::list(&mut blocks, complement::HEADING, request.complements());
            sheet::requests(request, &mut blocks);
            sheet::see_also(request, part.tree, referentiel, &mut blocks);
            text += &html::blocks(&blocks, 3);
            text += &html::classed("p", "demande", &ask.question.texte);
        }
        Some(request) => {
            text += &heading(number, &ask.question.texte);
            let known = format!("{} ({}).", request.titre(), request.categorie().nom());
            text += &html::element("p", &known);
        }
        None => text += &heading(number, &ask.question.texte),
    }
    if let Some(aide) = &ask.question.aide {
        text += &html::classed("p", "aide", aide);
    }
    text + &answers(part, rank, ask.question)
}

/// The answers, and where each leads.
fn answers(part: &Numbers<'_>, rank: usize, question: &Question) -> String {
    let mut text = String::from("<ul class=\"reponses\">\n");
    for (reponse, next) in question.reponses.iter().zip(part.survey.leads_to(rank)) {
        let number = part.of(*next).unwrap_or(0);
        let _ = writeln!(
            text,
            "<li><span>{}</span> <a href=\"#n{number}\">allez au {number}</a></li>",
            html::escape(&reponse.texte)
        );
    }
    text + "</ul>\n"
}

/// An outcome, whole.
fn reached(number: u32, outcome: &Outcome<'_>, referentiel: &Referentiel) -> String {
    let mut blocks = sheet::category(outcome);
    sheet::act(outcome, &mut blocks);
    // Where blocage was asked, the entry that asks it has said these.
    if outcome.blocage.is_none() {
        sheet::requests(outcome.request, &mut blocks);
        sheet::see_also(outcome.request, outcome.tree, referentiel, &mut blocks);
    }
    let mut text = heading(number, outcome.request.titre()) + &html::blocks(&blocks, 3);
    if let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) {
        let source = format!("Source : {}, {}.", operateur.pages(), outcome.request.rows());
        text += &html::classed("p", "note", &source);
    }
    text
}

fn way_back(from: &[u32]) -> String {
    if from.is_empty() {
        return String::new();
    }
    let links: Vec<String> =
        from.iter().map(|number| format!("<a href=\"#n{number}\">{number}</a>")).collect();
    format!("<p class=\"retour\">Vient du {}</p>\n", links.join(", "))
}
