//! Prompts in a terminal, one under the other: arrows in a list, a line of text; one meaning for each key everywhere.

use std::borrow::Cow;
use std::ops::Range;

use console::{Key, Term};

use super::{BACK, Entered, Form, HELP, PASTED, STOP};
use crate::error::Error;
use crate::pages::Block;
use crate::ui::terminal::{self, Event, Input, Stroke};
use crate::ui::words_line::{Typed, WordsLine};
use crate::ui::{say, width};

const KEYS: &str = "Entrée valide. Échap ou r : revenir. q : arrêter.";
/// Where a text is there already: what is typed stands in its place.
const OF_TEXT: &str = "Tapez pour remplacer ce texte ; flèche gauche pour le corriger.";
const KEYS_OF_LIST: &str = "Flèches, puis Entrée. Échap ou r : revenir. q : arrêter.";
/// Said where Enter alone gives again what was refused.
const REFUSED: &str = "Ce texte ne convient pas. Changez-le, ou retapez-le.";
/// Before a line of text, before the item that Enter takes, before another.
const MARKS: [&str; 2] = ["> ", "  "];
/// The rows that the question takes.
const ROWS_OF_QUESTION: usize = 6;
/// Ctrl-D.
const END_OF_INPUT: char = '\u{4}';

pub(super) struct Dialogs {
    term: Term,
    input: Input,
}

impl Dialogs {
    pub fn open() -> Self {
        let input = Input::open();
        terminal::take_keys();
        Self { term: Term::stderr(), input }
    }

    /// The keys of one stroke, or of several at once; none where there is nothing more to read.
    fn strokes(&mut self) -> Result<Option<Vec<Stroke>>, Error> {
        loop {
            match self.input.next()? {
                Event::Typed { strokes, .. } if *strokes == [Stroke::Key(Key::Char(END_OF_INPUT))] => {
                    return Ok(None);
                }
                Event::Typed { strokes, .. } => return Ok(Some(strokes)),
                Event::Ended => return Ok(None),
                Event::Resized => {}
            }
        }
    }

    /// Shows the items around one; how many rows they take.
    fn show(&self, items: &[String], selected: usize) -> Result<usize, Error> {
        let room = usize::from(self.term.size().0).saturating_sub(ROWS_OF_QUESTION).max(3);
        let width = width().saturating_sub(MARKS[0].len()).max(1);
        let fold = textwrap::Options::new(width).subsequent_indent("  ");
        // Cut short, two items may look the same.
        let folded: Vec<Vec<Cow<'_, str>>> = items.iter().map(|item| textwrap::wrap(item, &fold)).collect();
        let around = around(folded.iter().map(Vec::len), selected, room);
        let mut lines: Vec<String> = Vec::new();
        for rank in around.clone() {
            let marks = [MARKS[usize::from(rank != selected)]].into_iter().chain(std::iter::repeat(MARKS[1]));
            lines.extend(folded[rank].iter().zip(marks).map(|(line, mark)| format!("{mark}{line}")));
        }
        if around.len() < items.len() {
            lines.push(format!("  {} à {} sur {}", around.start + 1, around.end, items.len()));
        }
        for line in &lines {
            self.term.write_line(&console::truncate_str(line, width + MARKS[0].len(), "…"))?;
        }
        Ok(lines.len())
    }
}

/// Which items are shown with this one, each of so many lines: as many whole ones as there is room for, the same until one
/// that is not among them is selected.
fn around(heights: impl Iterator<Item = usize>, selected: usize, room: usize) -> Range<usize> {
    let (mut start, mut end, mut taken) = (0, 0, 0);
    for height in heights {
        if taken + height > room && end > start {
            if end > selected {
                break;
            }
            (start, taken) = (end, 0);
        }
        (end, taken) = (end + 1, taken + height);
    }
    start..end
}

impl Drop for Dialogs {
    fn drop(&mut self) {
        terminal::give_back();
    }
}

impl Form for Dialogs {
    fn say(&mut self, blocks: &[Block]) -> Result<(), Error> {
        say(blocks);
        Ok(())
    }

    fn choose(&mut self, question: &str, items: &[String], proposed: usize) -> Result<Entered<usize>, Error> {
        // What was typed before the question answers another.
        self.input.forget_what_waits()?;
        say(&[Block::Gap, Block::text(question), Block::note(KEYS_OF_LIST)]);
        self.term.hide_cursor()?;
        let (mut selected, last) = (proposed.min(items.len() - 1), items.len() - 1);
        let mut shown = self.show(items, selected)?;
        let entered = loop {
            let Some(strokes) = self.strokes()? else { break Entered::Stop };
            // What was pasted chooses nothing.
            let [Stroke::Key(key)] = &*strokes else { continue };
            selected = match key {
                Key::ArrowDown | Key::Tab => (selected + 1) % items.len(),
                Key::ArrowUp | Key::BackTab => selected.checked_sub(1).unwrap_or(last),
                Key::PageDown => (selected + 10).min(last),
                Key::PageUp => selected.saturating_sub(10),
                Key::Home => 0,
                Key::End => last,
                Key::Enter => break Entered::Given(selected),
                Key::Escape => break Entered::Back,
                Key::Char(c) if c.to_lowercase().eq(BACK.chars()) => break Entered::Back,
                Key::Char(c) if c.to_lowercase().eq(STOP.chars()) => break Entered::Stop,
                _ => continue,
            };
            self.term.clear_last_lines(shown)?;
            shown = self.show(items, selected)?;
        };
        self.term.clear_last_lines(shown)?;
        if entered == Entered::Given(selected) {
            say(&[Block::Bullet(items[selected].clone())]);
        }
        Ok(entered)
    }

    fn fill(
        &mut self,
        question: &str,
        proposed: &str,
        _: bool,
        refused: Option<&str>,
    ) -> Result<Entered<String>, Error> {
        let there = refused.unwrap_or(proposed);
        say(&[Block::Gap, Block::text(question)]);
        if !there.is_empty() {
            say(&[Block::note(OF_TEXT)]);
        }
        say(&[Block::note(KEYS)]);
        self.term.show_cursor()?;
        let mut line = WordsLine::of(there);
        loop {
            let (part, before) = line.part(width().saturating_sub(MARKS[0].len() + 1));
            self.term.clear_line()?;
            self.term.write_str(&format!("{}{part}", MARKS[0]))?;
            self.term.move_cursor_left(part.chars().count() - before)?;
            let Some(strokes) = self.strokes()? else { return Ok(Entered::Stop) };
            if let Some(text) = pasted(&strokes) {
                line.take_all(vec![Stroke::Paste(text)]);
                self.term.clear_line()?;
                say(&[Block::text(PASTED), Block::note("Corrigez, puis Entrée.")]);
                continue;
            }
            let typed = line.take_all(strokes);
            if typed == Typed::On {
                continue;
            }
            self.term.clear_line()?;
            if let (true, Some(refused), Typed::Said(_)) = (line.is_untouched(), refused, &typed) {
                say(&[Block::text(REFUSED)]);
                line = WordsLine::of(refused);
                continue;
            }
            let text = match typed {
                Typed::GivenUp => return Ok(Entered::Back),
                Typed::Said(text) => text.trim().to_owned(),
                Typed::On | Typed::Nothing => String::new(),
            };
            say(&[Block::Text(format!("> {text}"))]);
            match text.to_lowercase().as_str() {
                BACK => return Ok(Entered::Back),
                STOP => return Ok(Entered::Stop),
                HELP => line = WordsLine::of(there),
                _ => return Ok(Entered::Given(text)),
            }
        }
    }
}

/// The text of lines that came at once: they were pasted, and answer nothing else.
fn pasted(strokes: &[Stroke]) -> Option<String> {
    let text: String = strokes
        .iter()
        .map(|stroke| match stroke {
            Stroke::Key(Key::Char(c)) => c.to_string(),
            Stroke::Key(Key::Enter) => "\n".to_owned(),
            Stroke::Key(_) => String::new(),
            Stroke::Paste(text) => text.clone(),
        })
        .collect();
    let lines = text.split(['\n', '\r']).count();
    let paste = strokes.iter().any(|stroke| matches!(stroke, Stroke::Paste(_)));
    (lines > 2 || paste && lines > 1).then(|| text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn whole_items_are_shown_around_the_one_that_is_selected() {
        let heights = || [1, 2, 1, 3, 1].into_iter();
        assert_eq!(around(heights(), 0, 8), 0..5);
        assert_eq!(around(heights(), 0, 4), 0..3);
        assert_eq!(around(heights(), 2, 4), 0..3);
        assert_eq!(around(heights(), 3, 4), 3..5);
        assert_eq!(
            around([9, 9].into_iter(), 1, 4),
            1..2,
            "one that is higher than the screen is shown alone"
        );
        assert_eq!(around(std::iter::empty(), 0, 4), 0..0);
    }
}
