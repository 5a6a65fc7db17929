//! One numbered entry: something to ask and where each answer leads, or an outcome.

use maud::{Markup, html};

use super::numbers::Numbers;
use crate::export::paper::{self, typeset};
use crate::pages::{Block, categorie, headings, sheet};
use aiguilleur_core::tree::Referentiel;
use aiguilleur_core::walk::{Ask, Outcome, Request};

/// An entry longer than this, by [`paper::length`], may go on in the next column.
const LONG: usize = 1500;

/// The entry of a rank.
pub(super) fn entry(part: &Numbers<'_>, rank: usize, number: u32, referentiel: &Referentiel) -> Markup {
    let position = part.survey.position(rank);
    let (kind, (inside, length)) = if let Some(ask) = position.ask(part.tree) {
        ("question", asked(part, rank, number, &ask, referentiel))
    } else if let Some(outcome) = position.outcome(part.tree) {
        ("issue", reached(number, &outcome, referentiel))
    } else {
        return html! {};
    };
    html! {
        section.entree.(kind).longue[length > LONG] id={ "n" (number) } {
            (inside)
            (way_back(part.from(rank)))
        }
    }
}

fn heading(number: u32, text: &str) -> Markup {
    html! { h3 { span.n { (number) "." } " " (typeset(text)) } }
}

/// A question, under what is known of the démarche that it is about, and where each answer leads; with its length.
fn asked(
    part: &Numbers<'_>,
    rank: usize,
    number: u32,
    ask: &Ask<'_>,
    referentiel: &Referentiel,
) -> (Markup, usize) {
    let question = ask.question;
    let about = match ask.request {
        Some(request) if ask.is_blocage() => about(request, part, referentiel),
        _ => Vec::new(),
    };
    let answers = question.reponses.iter().map(|reponse| reponse.texte.as_str());
    let said = [&question.texte].into_iter().chain(&question.aide).map(String::as_str).chain(answers);
    let titre = ask.request.map(Request::titre);
    let length = paper::length(titre.into_iter().chain(sheet::texts(&about)).chain(said));
    let html = html! {
        @match ask.request {
            Some(request) if ask.is_blocage() => {
                (heading(number, request.titre()))
                (paper::blocks(&about, 3))
                p.demande { (typeset(&question.texte)) }
            },
            Some(request) => {
                (heading(number, &question.texte))
                p { (typeset(&format!("{} ({}).", request.titre(), request.categorie().nom()))) }
            },
            None => (heading(number, &question.texte)),
        }
        @if let Some(aide) = &question.aide { p.aide { (typeset(aide)) } }
        ul.reponses {
            @for (reponse, next) in question.reponses.iter().zip(part.survey.leads_to(rank)) {
                @let next = part.of(*next).unwrap_or(0);
                li { span { (typeset(&reponse.texte)) } " " a href={ "#n" (next) } { "allez au " (next) } }
            }
        }
    };
    (html, length)
}

/// What is read of a démarche before its blocage is asked.
fn about(request: Request<'_>, part: &Numbers<'_>, referentiel: &Referentiel) -> Vec<Block> {
    let mut blocks =
        vec![Block::Category(request.categorie()), Block::Text(categorie::meaning(request).to_owned())];
    sheet::to_do(request, &mut blocks);
    sheet::list(&mut blocks, headings::COMPLEMENT, request.complements());
    sheet::requests(request, &mut blocks);
    sheet::see_also(request, part.tree, referentiel, &mut blocks);
    blocks
}

/// An outcome, whole; with its length.
fn reached(number: u32, outcome: &Outcome<'_>, referentiel: &Referentiel) -> (Markup, usize) {
    let mut blocks = sheet::category(outcome);
    sheet::act(outcome, &mut blocks);
    // Where blocage was asked, the entry that asks it has said these.
    if outcome.blocage.is_none() {
        sheet::requests(outcome.request, &mut blocks);
        sheet::see_also(outcome.request, outcome.tree, referentiel, &mut blocks);
    }
    if let Some(operateur) = referentiel.operateur(&outcome.tree.operateur) {
        let (pages, lignes) = (operateur.pages(), outcome.request.lignes_label());
        blocks.push(Block::Note(format!("{} : {pages}, {lignes}.", headings::SOURCE)));
    }
    let titre = outcome.request.titre();
    let html = html! { (heading(number, titre)) (paper::blocks(&blocks, 3)) };
    (html, paper::length([titre].into_iter().chain(sheet::texts(&blocks))))
}

fn way_back(from: &[u32]) -> Markup {
    html! {
        @if !from.is_empty() {
            p.retour {
                "Vient du "
                @for (rank, number) in from.iter().enumerate() {
                    @if rank > 0 { ", " }
                    a href={ "#n" (number) } { (number) }
                }
            }
        }
    }
}
