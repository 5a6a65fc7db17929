//! A full screen: the page, one stroke a choice, arrows for whoever prefers them.
//!
//! The menus of libraries know neither number keys nor a key for help, so this is a loop of ours
//! over what is typed.

use console::Term;

use super::frame::{Frame, Reading};
use super::layout::{self, Line, Tone};
use super::style::{self, Couleur};
use super::terminal::{self, Event, Input};
use super::view::View;
use super::{Reply, Ui};
use crate::error::Error;
use crate::pages::{Block, Page};

/// A conversation on a full screen.
pub struct FullScreen {
    term: Term,
    colour: bool,
    input: Input,
}

/// No screen is larger: what a terminal that lies says of itself is not drawn.
const MOST_ROWS: usize = 500;
const MOST_COLUMNS: usize = 1000;

impl FullScreen {
    /// Takes the screen.
    pub fn open(couleur: Couleur) -> Self {
        let term = Term::buffered_stderr();
        let colour = couleur.applies(&term);
        // Before the terminal is taken: at any moment after, a signal gives it back.
        let input = Input::open();
        terminal::take();
        Self { term, colour, input }
    }

    /// The rows and columns that are drawn.
    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows).min(MOST_ROWS), usize::from(columns).min(MOST_COLUMNS))
    }

    fn frame(&self, page: &Page, view: &View) -> Frame {
        let (rows, columns) = self.size();
        let reading = Reading { top: view.top, selected: view.selected, help: view.help };
        Frame::new(page, (rows, columns), reading, |more| footer(page, view, layout::usable(columns), more))
    }

    /// Writes every row over what stood there, to its end: a screen that is cleared first flickers,
    /// and more so over a slow link.
    fn draw(&self, frame: &Frame, view: &View) -> Result<(), Error> {
        let width = self.size().1.saturating_sub(1);
        let row = |line: &Line| {
            let blank = width.saturating_sub(console::measure_text_width(&line.text));
            format!("{}{:blank$}", style::of(line.tone, self.colour).apply_to(&line.text), "")
        };
        let mut rows: Vec<String> = frame.shown(view.top).iter().map(row).collect();
        rows.resize(frame.room, " ".repeat(width));
        rows.extend(frame.footer.iter().map(row));
        self.term.move_cursor_to(0, 0)?;
        self.term.write_str(&rows.join("\n"))?;
        self.draw_cursor(frame, view)?;
        self.term.flush()?;
        Ok(())
    }

    /// The cursor stands where the next letter comes; elsewhere it is hidden.
    fn draw_cursor(&self, frame: &Frame, view: &View) -> Result<(), Error> {
        let line = frame.footer.iter().position(|line| line.text.starts_with(WORDS_ASKED.trim_end()));
        let (Some(words), Some(line)) = (&view.words, line) else {
            return Ok(self.term.hide_cursor()?);
        };
        let width = words_width(layout::usable(self.size().1));
        let column = WORDS_ASKED.chars().count() + words.part(width).1;
        self.term.move_cursor_to(column, frame.room + line)?;
        Ok(self.term.show_cursor()?)
    }
}

/// Asked before the words of an usager.
const WORDS_ASKED: &str = "Mots de l'usager : ";

impl Ui for FullScreen {
    fn ask(&mut self, page: &Page) -> Result<Reply, Error> {
        let mut view = View::of(page);
        self.input.forget_what_waits()?;
        loop {
            let frame = self.frame(page, &view);
            view.top = view.top.min(frame.last());
            self.draw(&frame, &view)?;
            match self.input.next()? {
                // What the old size left would stay beside the page.
                Event::Resized => self.term.clear_screen()?,
                Event::Ended => return Ok(Reply::EndOfInput),
                Event::Typed { strokes, bounced } => {
                    if let Some(reply) = view.take_typed(strokes, bounced, page, &frame) {
                        return Ok(reply);
                    }
                }
            }
        }
    }

    fn shares_output(&self) -> bool {
        false
    }

    fn close(&mut self) {
        terminal::give_back();
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        self.close();
    }
}

/// The columns for the words, on a screen of this width.
fn words_width(width: usize) -> usize {
    width.saturating_sub(1 + WORDS_ASKED.chars().count()).max(8)
}

/// What the keys do, and what the last one did.
fn footer(page: &Page, view: &View, width: usize, more: Option<bool>) -> Vec<Line> {
    let mut lines = layout::blocks(&[Block::Gap], width);
    if let Some(notice) = view.notice {
        lines.extend(layout::blocks(&[Block::text(notice)], width));
    }
    for line in &mut lines {
        line.tone = Tone::Dim;
    }
    if let Some(words) = &view.words {
        let typed = format!("{WORDS_ASKED}{}", words.part(words_width(width)).0);
        lines.extend(layout::blocks(&[Block::Verbatim(typed)], width));
        lines.extend(row_of_keys(&["Entrée chercher".to_owned(), "Échap annuler".to_owned()], width));
    } else {
        lines.extend(row_of_keys(&keys(page, more), width));
    }
    lines
}

/// Keys and what they do, none parted from its word.
fn row_of_keys(keys: &[String], width: usize) -> impl Iterator<Item = Line> {
    let keys: Vec<String> = keys.iter().map(|key| layout::glued(key, width)).collect();
    let lines = layout::blocks(&[Block::Text(keys.join("  "))], width);
    lines.into_iter().map(|line| Line { tone: Tone::Dim, ..line })
}

/// The last lines of a page to which nothing was done yet.
pub(super) fn keys_line(page: &Page, columns: usize, more: Option<bool>) -> Vec<Line> {
    footer(page, &View::default(), layout::usable(columns), more)
}

/// What the keys do; where the page goes on beyond the screen, the one that reads it, told whether its end is shown.
fn keys(page: &Page, more: Option<bool>) -> Vec<String> {
    let space = more.map(|at_end| if at_end { "Espace début" } else { "Espace suite" });
    let mut keys: Vec<String> = space.map(str::to_owned).into_iter().collect();
    if page.kept.is_some() {
        keys.push("Entrée garder".to_owned());
    }
    keys.extend(page.commands().into_iter().map(|(key, name)| format!("{key} {name}")));
    keys
}
