//! From blocks to lines of a width.

use crate::pages::typography::{GLUE, harmless, wrap};
use crate::pages::{Block, Categorie, Page, Severity, categorie};

/// No line is wider, whatever the terminal: long lines are slow to read.
pub const WIDEST_LINE: usize = 80;
/// Below this, words are cut anyway.
const NARROWEST: usize = 16;

/// The width to lay text out for on a terminal of so many columns. The last one is left alone: some
/// consoles go to the next row as soon as it is written, and an empty row would follow.
pub fn usable(columns: usize) -> usize {
    columns.saturating_sub(1).clamp(NARROWEST, WIDEST_LINE)
}

/// The same, where there may be no terminal: 80 columns then.
pub fn width(columns: Option<usize>) -> usize {
    columns.map_or(WIDEST_LINE, usable)
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
    /// It is not parted from the next line: a step is read whole, a heading never stands alone at the foot.
    pub keeps: bool,
}

impl Line {
    pub(super) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, choice: None, goes_on: false, keeps: false }
    }
}

/// Lines of blocks.
pub fn blocks(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for block in blocks {
        if let (Block::SubBullet(_), Some(above)) = (block, lines.last_mut()) {
            above.keeps = true;
        }
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
        let leads = matches!(block, Block::Title(_) | Block::Heading(_) | Block::Category(_));
        lines.extend(together(wrap(text, &first, width), tone, leads));
    }
    lines
}

/// Lines that are not parted from each other, nor, where they lead to it, from what follows.
fn together(texts: Vec<String>, tone: Tone, leads: bool) -> impl Iterator<Item = Line> {
    let last = texts.len().saturating_sub(1);
    texts
        .into_iter()
        .enumerate()
        .map(move |(rank, text)| Line { keeps: leads || rank < last, ..Line::new(text, tone) })
}

/// Lines of a whole page; the selected choice, if there is one, is marked by `>`.
pub fn page(page: &Page, width: usize, selected: Option<usize>, help: bool) -> Vec<Line> {
    let mut lines = text_of(&page.trail, &page.body, width);
    lines.extend(question(page, width, help));
    lines.extend(choices(page, width, selected));
    lines.extend(sigles(page, width));
    lines
}

/// How much room there is for a page whose choices may stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    Ample,
    /// The choices stand side by side, and no line is left empty.
    Short,
    /// They are said in a word, and where one is goes without saying.
    Tight,
}

/// A page in two: what is read, which may be long, and what is asked, which stays in view.
pub fn split(page: &Page, width: usize, view: (Option<usize>, bool), room: Room) -> (Vec<Line>, Vec<Line>) {
    let (selected, help) = view;
    let trail = if room == Room::Tight { &[][..] } else { &page.trail };
    let mut read = text_of(trail, &page.body, width);
    read.extend(sigles(page, width));
    let mut asked = blocks(&[Block::Gap], width);
    if room < Room::Tight || help {
        asked.extend(question(page, width, help));
    }
    if room == Room::Ample {
        asked.extend(choices(page, width, selected));
    } else {
        read.retain(|line| !line.text.is_empty());
        asked.retain(|line| !line.text.is_empty());
        asked.extend(side_by_side(page, width, selected, room));
    }
    (read, asked)
}

/// The choices, as many on a line as fit.
fn side_by_side(page: &Page, width: usize, selected: Option<usize>, room: Room) -> Vec<Line> {
    let choices = page.choices.iter().enumerate().map(|(rank, choice)| {
        let mark = if selected == Some(rank) { ">" } else { "" };
        let label = choice.short.filter(|_| room == Room::Tight).unwrap_or(&choice.label);
        glued(&format!("{mark}{} {label}", choice.key), width)
    });
    let text = choices.collect::<Vec<_>>().join("  ");
    wrap(&text, "", width).into_iter().map(|text| Line::new(text, Tone::Plain)).collect()
}

/// A key and what it does, not parted where a line can hold them; else the key stays with its first word.
pub(super) fn glued(key: &str, width: usize) -> String {
    let spaces = if key.chars().count() > width { 1 } else { usize::MAX };
    key.replacen(' ', &GLUE.to_string(), spaces)
}

/// Where one is, and what the page says.
fn text_of(trail: &[String], body: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if !trail.is_empty() {
        let trail = trail.join(" > ");
        lines.extend(wrap(&trail, "", width).into_iter().map(|text| Line::new(text, Tone::Dim)));
        lines.push(Line::new("", Tone::Plain));
    }
    if !body.is_empty() {
        lines.extend(blocks(body, width));
        lines.push(Line::new("", Tone::Plain));
    }
    lines
}

/// Fewer columns than this leave little room beside a help.
const NARROW: usize = 60;
const CLOSES: &str = "Un second ? referme l'aide.";
/// The keys that a full screen alone takes.
const SCREEN_KEYS: &str =
    "Espace montre la suite ; les flèches, puis Entrée, choisissent aussi. Un second ? referme l'aide.";

fn question(page: &Page, width: usize, help: bool) -> Vec<Line> {
    let mut asked = vec![Block::Heading(page.question.clone())];
    if help {
        // On a narrow screen the keys at its foot say the rest.
        let keys = if width < NARROW { CLOSES } else { SCREEN_KEYS };
        asked.extend([Block::Gap, Block::Note(format!("Aide : {} {keys}", page.help_text()))]);
    }
    asked.push(Block::Gap);
    let mut lines = blocks(&asked, width);
    // A help may be longer than what is left of a small screen: it is read on, rather than put off whole.
    lines.iter_mut().filter(|line| line.tone == Tone::Dim).for_each(|line| line.keeps = false);
    lines
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
            lines.extend(together(wrap(group, "", width), Tone::Strong, true));
        }
        let chosen = selected == Some(rank);
        let mark = if chosen { '>' } else { ' ' };
        let said = page.mark.filter(|(marked, _)| *marked == rank).map_or("", |(_, said)| said);
        let label = format!("{}{said}", choice.label);
        let tone = if chosen { Tone::Selected } else { Tone::Plain };
        let label =
            together(wrap(&label, &format!("{mark} {}  ", choice.key), width), tone, choice.detail.is_some());
        lines.extend(label.map(|line| Line { choice: Some(rank), ..line }));
        let detail = choice
            .detail
            .iter()
            .flat_map(|detail| together(wrap(detail, "       ", width), Tone::Dim, false));
        lines.extend(detail.map(|line| Line { choice: Some(rank), ..line }));
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

#[cfg(test)]
mod tests {
    use super::{glued, wrap};

    #[test]
    fn a_choice_that_is_wider_than_the_screen_is_parted_between_words() {
        let choice = "s Préparer un signalement Administration+";
        assert_eq!(wrap(&glued(choice, 40), "", 40), ["s Préparer un signalement", "Administration+"]);
        assert_eq!(wrap(&glued("5 Terminer", 40), "", 40), ["5 Terminer"]);
    }
}
