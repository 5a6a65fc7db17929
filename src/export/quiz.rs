//! A sheet of scenes to orient on paper, and its answers: Markdown, or HTML for an A4 page.

use std::fmt::Write as _;

use maud::html;

use super::markdown;
use super::paper::{self, typeset};
use crate::pages::{Block, headings};
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::Scenario;
use aiguilleur_core::tree::Referentiel;

/// The questions of a sheet.
#[derive(Debug)]
pub struct Quiz {
    /// Of the document, for whoever reads the sheet later.
    version: String,
    seed: u64,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    operateur: String,
    question: Vec<Block>,
    answer: Vec<Block>,
}

const CATEGORIES: &str = "☐ niveau 1   ☐ niveau 2   ☐ situation urgente   ☐ hors bouquet   ☐ non prévu";
const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];
const STYLE: &str = "@page { size: A4; margin: 16mm } body { font: 11pt/1.35 sans-serif; max-width: 178mm } \
                     section { break-inside: avoid; border-top: 1px solid; padding-top: 2mm; margin-top: 4mm } \
                     h1 { font-size: 15pt; margin: 0 } h2 { font-size: 11pt; margin: 0 } p { margin: 1mm 0 }";

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

    /// The questions, as HTML or as Markdown.
    pub fn questions(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation", |item| &item.question)
    }

    /// The answers, as HTML or as Markdown.
    pub fn answers(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation : corrigé", |item| &item.answer)
    }

    fn sheet(&self, html: bool, title: &str, blocks: impl Fn(&Item) -> &[Block]) -> String {
        let note =
            format!("Référentiel {}, tirage {}. Les situations sont inventées.", self.version, self.seed);
        let items = (1..).zip(&self.items);
        let items: Vec<(String, &[Block])> =
            items.map(|(number, item)| (format!("{number}. {}", item.operateur), blocks(item))).collect();
        if html { html_sheet(title, &note, &items) } else { markdown_sheet(title, &note, &items) }
    }
}

fn html_sheet(title: &str, note: &str, items: &[(String, &[Block])]) -> String {
    let body = html! {
        h1 { (typeset(title)) }
        p { (typeset(note)) }
        @for (heading, blocks) in items {
            section { h2 { (typeset(heading)) } (paper::blocks(blocks, 2)) } "\n"
        }
    };
    paper::page(title, STYLE, &body)
}

fn markdown_sheet(title: &str, note: &str, items: &[(String, &[Block])]) -> String {
    let mut text = format!("# {title}\n\n{}\n", markdown::escape(note));
    for (heading, blocks) in items {
        let _ = write!(text, "\n## {}\n", markdown::escape(heading));
        text += &markdown::blocks(blocks);
    }
    text
}

fn item(scenario: &Scenario<'_>, dice: &mut Dice) -> Item {
    let offered = scenario.choices(LETTERS.len(), dice);
    let right = offered.iter().position(|action| *action == scenario.action()).unwrap_or(0);
    let actions = LETTERS.iter().zip(&offered);
    let actions: Vec<String> =
        actions.map(|(letter, action)| format!("{letter}. {}", action.texte())).collect();
    let request = scenario.outcome.request;
    let mut question =
        vec![scenario.recit.clone(), format!("Catégorie : {CATEGORIES}"), "Conduite :".to_owned()];
    question.extend(actions.iter().map(|action| format!("☐ {action}")));
    let answer = [
        format!("Catégorie : {}", scenario.categorie().nom()),
        format!("Conduite : {}", actions.get(right).map_or("", String::as_str)),
        format!("Démarche : {}", request.titre()),
        format!("{} : {}", headings::SOURCE, scenario.source()),
    ];
    let path = scenario.path.iter();
    let path = path.map(|(_, edge)| Block::Bullet(format!("{} {}", edge.question.texte, edge.reponse.texte)));
    let mut answer: Vec<Block> = answer.into_iter().map(Block::Text).chain(path).collect();
    if !request.complements().is_empty() {
        answer.push(Block::Text(format!("{} :", headings::COMPLEMENT)));
        answer.extend(request.complements().iter().cloned().map(Block::Bullet));
    }
    Item {
        operateur: scenario.operateur.nom.clone(),
        question: question.into_iter().map(Block::Text).collect(),
        answer,
    }
}
