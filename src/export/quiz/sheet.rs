//! The questions and the answers, as Markdown or as HTML for A4 pages.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::markdown;
use super::super::paper::{self, typeset};
use super::{ASKED, Item, LETTERS, Quiz, categories};
use crate::pages::{Block, headings, training};

/// How a sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    Markdown,
}

const STYLE: &str = "@page { size: A4; margin: 16mm } body { font: 11pt/1.35 sans-serif; max-width: 178mm } \
                     section { break-inside: avoid; border-top: 1px solid; padding-top: 2mm; margin-top: 4mm } \
                     h1 { font-size: 15pt; margin: 0 } h2 { font-size: 11pt; margin: 0 } p { margin: 1mm 0 } \
                     table { border-collapse: collapse; margin-top: 4mm; break-inside: avoid; width: 100% } \
                     th, td { border: 1px solid; padding: 1mm 2mm; text-align: left }";

/// Who answers, and what it is worth: filled by hand.
const TO_FILL: &str = "Nom : ........................   Date : ...............   Résultat : ....... sur";
/// What counts, as in a session on the screen.
const RIGHT: &str = "Un cas est juste si la catégorie et la conduite le sont.";
/// The heads of the grid, without the last.
const HEADS: [&str; 3] = ["Cas", "Catégorie", "Conduite"];

/// A line of the grid: the case, its category, its conduite, and what is said beside.
type Row = [String; 4];

impl Quiz {
    /// The questions, a line for who answers, and a grid for the answers.
    pub fn questions(&self, format: Format) -> String {
        let lead = [format!("{TO_FILL} {}", self.items.len()), RIGHT.to_owned(), self.note()];
        let grid = self.grid("Certitude", |_| [const { String::new() }; 3]);
        self.sheet(format, "Quiz d'orientation", &lead, &grid, question)
    }

    /// The answers, each under its scene, and the grid filled.
    pub fn answers(&self, format: Format) -> String {
        let grid = self.grid("Sous-orientation", |item| {
            [item.right_category(), LETTERS[item.right].to_string(), item.under_letters()]
        });
        self.sheet(format, "Quiz d'orientation : corrigé", &[RIGHT.to_owned(), self.note()], &grid, answer)
    }

    /// The grid, its heads first.
    fn grid(&self, last: &str, cells: impl Fn(&Item) -> [String; 3]) -> Vec<Row> {
        let [case, categorie, conduite] = HEADS.map(str::to_owned);
        let rows = (1..).zip(&self.items).map(|(number, item)| {
            let [one, two, three] = cells(item);
            [number.to_string(), one, two, three]
        });
        std::iter::once([case, categorie, conduite, last.to_owned()]).chain(rows).collect()
    }

    fn sheet(
        &self,
        format: Format,
        title: &str,
        lead: &[String],
        grid: &[Row],
        blocks: impl Fn(&Item) -> Vec<Block>,
    ) -> String {
        let items = (1..).zip(&self.items);
        let items: Vec<(String, Vec<Block>)> =
            items.map(|(number, item)| (format!("{number}. {}", item.operateur), blocks(item))).collect();
        match format {
            Format::Html => html_sheet(title, lead, &items, grid),
            Format::Markdown => markdown_sheet(title, lead, &items, grid),
        }
    }
}

fn question(item: &Item) -> Vec<Block> {
    let boxes = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| format!("☐ {text}")).collect::<Vec<_>>().join("   ")
    };
    let sure = boxes(&mut training::SURE.map(|sure| training::sure(sure).to_owned()).into_iter());
    let conduites = (0..item.conduites.len()).map(|rank| Block::Bullet(format!("☐ {}", item.conduite(rank))));
    let mut blocks = vec![
        Block::Text(item.recit.clone()),
        Block::Text(format!("{} {}", ASKED[0], boxes(&mut categories()))),
        Block::text(ASKED[1]),
    ];
    blocks.extend(conduites);
    blocks.push(Block::Text(format!("{} {sure}", ASKED[2])));
    blocks
}

fn answer(item: &Item) -> Vec<Block> {
    let mut blocks = vec![
        Block::Text(item.recit.clone()),
        Block::Text(format!("Catégorie : {}", item.right_category())),
        Block::Text(format!("Conduite : {}", item.conduite(item.right))),
    ];
    blocks.extend(item.harm().map(Block::Text));
    blocks.extend(item.because().map(Block::Text));
    blocks.extend(item.path.iter().cloned().map(Block::Bullet));
    if !item.complements.is_empty() {
        blocks.push(Block::Text(format!("{} :", headings::COMPLEMENT)));
        blocks.extend(item.complements.iter().cloned().map(Block::Bullet));
    }
    blocks
}

fn html_sheet(title: &str, lead: &[String], items: &[(String, Vec<Block>)], grid: &[Row]) -> String {
    let body = html! {
        h1 { (typeset(title)) }
        @for line in lead { p { (typeset(line)) } }
        @for (heading, blocks) in items {
            section { h2 { (typeset(heading)) } (paper::blocks(blocks, 2)) } "\n"
        }
        (html_grid(grid))
    };
    paper::page(title, STYLE, &body)
}

fn html_grid(grid: &[Row]) -> Markup {
    html! {
        table {
            @for (rank, row) in grid.iter().enumerate() {
                tr { @for cell in row { @if rank == 0 { th scope="col" { (cell) } } @else { td { (typeset(cell)) } } } }
            }
        }
    }
}

fn markdown_sheet(title: &str, lead: &[String], items: &[(String, Vec<Block>)], grid: &[Row]) -> String {
    let mut text = format!("# {title}\n");
    for line in lead {
        let _ = write!(text, "\n{}\n", markdown::escape(line));
    }
    for (heading, blocks) in items {
        let _ = write!(text, "\n## {}\n", markdown::escape(heading));
        text += &markdown::blocks(blocks);
    }
    text.push('\n');
    for (rank, row) in grid.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| markdown::escape(cell)).collect();
        let rule = if rank == 0 { "|---|---|---|---|\n" } else { "" };
        let _ = write!(text, "| {} |\n{rule}", cells.join(" | "));
    }
    text
}
