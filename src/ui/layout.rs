//! From blocks to lines of a width.

use crate::pages::typography::{harmless, wrap};
use crate::pages::{Block, Categorie, Page, Severity, categorie, interview};

/// No line is wider, whatever the terminal: long lines are slow to read.
pub const WIDEST: usize = 80;
/// Below this, words are cut anyway.
const NARROWEST: usize = 16;

/// The width to lay text out for on a terminal of so many columns. The last one is left alone: some
/// consoles go to the next row as soon as it is written, and an empty row would follow.
pub fn usable(columns: usize) -> usize {
    columns.saturating_sub(1).clamp(NARROWEST, WIDEST)
}

/// What a line is, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Dim,
    Selected,
    Category(Categorie),
    Severity(Severity),
}

/// A line that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub tone: Tone,
    /// The choice that it belongs to.
    pub choice: Option<usize>,
    /// It goes on from the line before, cut only because the screen is narrow.
    pub goes_on: bool,
}

impl Line {
    fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, choice: None, goes_on: false }
    }
}

/// Lines of blocks.
pub fn blocks(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        let (first, tone, text): (String, Tone, &str) = match block {
            Block::Title(text) | Block::Heading(text) => (String::new(), Tone::Strong, text),
            Block::Category(categorie) => {
                (String::new(), Tone::Category(*categorie), categorie::in_capitals(*categorie))
            }
            Block::Text(text) => (String::new(), Tone::Plain, text),
            Block::Bullet(text) => ("  - ".to_owned(), Tone::Plain, text),
            Block::SubBullet(text) => ("      - ".to_owned(), Tone::Plain, text),
            Block::Step(number, text) => (format!("  {number}. "), Tone::Plain, text),
            Block::Note(text) => ("  ".to_owned(), Tone::Dim, text),
            Block::Mark(severity, text) => (String::new(), Tone::Severity(*severity), text),
            Block::Verbatim(text) => {
                let all: Vec<char> = harmless(text).chars().collect();
                lines.extend(all.chunks(width).enumerate().map(|(rank, part)| Line {
                    goes_on: rank > 0,
                    ..Line::new(String::from_iter(part), Tone::Plain)
                }));
                continue;
            }
            Block::Gap => {
                lines.push(Line::new("", Tone::Plain));
                continue;
            }
        };
        lines.extend(wrap(text, &first, width).into_iter().map(|text| Line::new(text, tone)));
    }
    lines
}

/// Lines of a whole page; the selected choice, if there is one, is marked by `>`.
pub fn page(page: &Page, width: usize, selected: Option<usize>, help: bool) -> Vec<Line> {
    let mut lines = text_of(page, width);
    lines.extend(question(page, width, help));
    lines.extend(choices(page, width, selected));
    lines.extend(sigles(page, width));
    lines
}

/// A page in two: what is read, which may be long, and what is asked, which stays in view.
pub fn split(page: &Page, width: usize, selected: Option<usize>, help: bool) -> (Vec<Line>, Vec<Line>) {
    let mut read = text_of(page, width);
    read.extend(sigles(page, width));
    let mut asked = blocks(&[Block::Gap], width);
    asked.extend(question(page, width, help));
    asked.extend(choices(page, width, selected));
    (read, asked)
}

/// Where one is, and what the page says.
fn text_of(page: &Page, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if !page.trail.is_empty() {
        let trail = page.trail.join(" > ");
        lines.extend(wrap(&trail, "", width).into_iter().map(|text| Line::new(text, Tone::Dim)));
        lines.push(Line::new("", Tone::Plain));
    }
    if !page.body.is_empty() {
        lines.extend(blocks(&page.body, width));
        lines.push(Line::new("", Tone::Plain));
    }
    lines
}

fn question(page: &Page, width: usize, help: bool) -> Vec<Line> {
    let mut asked = vec![Block::Heading(page.question.clone())];
    if help {
        asked.extend([Block::Gap, Block::Note(format!("Aide : {}", page.help_text()))]);
    }
    asked.push(Block::Gap);
    blocks(&asked, width)
}

fn sigles(page: &Page, width: usize) -> Vec<Line> {
    if page.sigles.is_empty() {
        return Vec::new();
    }
    let notes = page.sigles.iter().cloned().map(Block::Note);
    blocks(&std::iter::once(Block::Gap).chain(notes).collect::<Vec<_>>(), width)
}

fn choices(page: &Page, width: usize, selected: Option<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (rank, choice) in page.choices.iter().enumerate() {
        if let Some(group) = &choice.group {
            if rank > 0 {
                lines.push(Line::new("", Tone::Plain));
            }
            lines.extend(wrap(group, "", width).into_iter().map(|text| Line::new(text, Tone::Strong)));
        }
        let chosen = selected == Some(rank);
        let mark = if chosen { '>' } else { ' ' };
        let before = match (page.kept == Some(rank), page.deduced) {
            (false, _) => "",
            (true, false) => interview::KEPT,
            (true, true) => interview::DEDUCED,
        };
        let label = format!("{}{before}", choice.label);
        let tone = if chosen { Tone::Selected } else { Tone::Plain };
        for text in wrap(&label, &format!("{mark} {}  ", choice.key), width) {
            lines.push(Line { choice: Some(rank), ..Line::new(text, tone) });
        }
        for text in choice.detail.iter().flat_map(|detail| wrap(detail, "       ", width)) {
            lines.push(Line { choice: Some(rank), ..Line::new(text, Tone::Dim) });
        }
    }
    lines
}

/// Lines as a text, one under the other; what was cut for the screen is whole again.
pub fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for (rank, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        if !lines.get(rank + 1).is_some_and(|next| next.goes_on) {
            text.push('\n');
        }
    }
    text
}

/// A text that is already in lines, made to fit: a long line is cut between two words, and what
/// stands in a column of its own goes below.
///
/// ```
/// use aiguilleur::ui::layout::refit;
///
/// assert_eq!(refit("  --json    Écrire un objet\n", 40), "  --json    Écrire un objet\n");
/// assert_eq!(refit("  --json    Écrire un objet\n", 20), "  --json\n      Écrire un\n      objet\n");
/// ```
pub fn refit(text: &str, width: usize) -> String {
    let mut fitted = String::with_capacity(text.len());
    for line in text.lines() {
        if line.chars().count() <= width {
            fitted.extend([line, "\n"]);
            continue;
        }
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        let (entry, rest) = words.split_once("  ").unwrap_or((words, ""));
        let below = format!("{indent}    ");
        for (text, first) in [(entry, indent), (rest.trim_start(), below.as_str())] {
            if text.is_empty() {
                continue;
            }
            for part in wrap(text, first, width) {
                fitted.extend([part.as_str(), "\n"]);
            }
        }
    }
    fitted
}
