//! One numbered entry: something to ask and where each answer leads, or an outcome.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::entry_numbers::Numbers;
use crate::export::paper::{self, typeset};
use crate::pages::{Block, categorie, headings, sheet};
use aiguilleur_core::tree::{Referentiel, Tree};
use aiguilleur_core::walk::{Ask, Outcome, Request};

/// An entry longer than this, by [`paper::length`], may go on in the next column.
const LONG: usize = 1500;

/// What the entries of every tree refer to.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub referentiel: &'t Referentiel,
    /// The numbers where the démarches of each row are met.
    pub lignes: BTreeMap<&'t str, Vec<u32>>,
}

impl Document<'_> {
    /// The rows that touch the one of a request, and where they are met.
    fn see_also(&self, request: Request<'_>, tree: &Tree, blocks: &mut Vec<Block>) {
        let rows = sheet::neighbours(request, tree, self.referentiel).map(|(id, text)| {
            let numbers = self.lignes.get(id).map_or(&[][..], Vec::as_slice);
            let listed: Vec<String> = numbers.iter().map(u32::to_string).collect();
            if listed.is_empty() { text } else { format!("{text} : allez au {}", listed.join(", ")) }
        });
        sheet::list(blocks, headings::NEIGHBOURS, &rows.collect::<Vec<_>>());
    }
}

/// The entry of a rank.
pub(super) fn entry(part: &Numbers<'_>, rank: usize, number: u32, document: &Document<'_>) -> Markup {
    let position = part.survey.position(rank);
    let (kind, (inside, length)) = if let Some(ask) = position.ask(part.tree) {
        ("question", asked(part, rank, number, &ask, document))
    } else if let Some(outcome) = position.outcome(part.tree) {
        ("issue", reached(number, &outcome, document))
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
    document: &Document<'_>,
) -> (Markup, usize) {
    let question = ask.question;
    let about = match ask.request {
        Some(request) if ask.is_blocage() => about(request, part, document),
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
fn about(request: Request<'_>, part: &Numbers<'_>, document: &Document<'_>) -> Vec<Block> {
    let mut blocks = sheet::danger(request);
    blocks
        .extend([Block::Category(request.categorie()), Block::Text(categorie::meaning(request).to_owned())]);
    sheet::to_do(request, &mut blocks);
    sheet::remarks(request, &mut blocks);
    sheet::requests(request, &mut blocks);
    document.see_also(request, part.tree, &mut blocks);
    blocks
}

/// An outcome, whole; with its length.
fn reached(number: u32, outcome: &Outcome<'_>, document: &Document<'_>) -> (Markup, usize) {
    let mut blocks = sheet::danger(outcome.request);
    blocks.extend(sheet::verdict(outcome));
    blocks.extend(sheet::steps(outcome));
    // Where blocage was asked, the entry that asks it has said these.
    if outcome.blocage.is_none() {
        sheet::requests(outcome.request, &mut blocks);
        document.see_also(outcome.request, outcome.tree, &mut blocks);
    }
    if let Some(operateur) = document.referentiel.operateur(&outcome.tree.operateur) {
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
