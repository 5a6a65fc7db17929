//! A full screen: the page, one stroke a choice, arrows for whoever prefers them.
//!
//! The menus of libraries know neither number keys nor a key for help, so this is a loop of ours
//! over what is typed.

use console::{Key, Term};

use super::frame::{Frame, Reading};
use super::layout::{self, Line, Tone};
use super::style::{self, Couleur};
use super::terminal::{self, Event, Input, Stroke};
use super::words_line::{Typed, WordsLine};
use super::{Reply, Ui};
use crate::error::Error;
use crate::pages::{BACK, Block, HELP, Page, QUIT, RESTART, URGENCE, WORDS};

/// A conversation on a full screen.
pub struct FullScreen {
    term: Term,
    colour: bool,
    input: Input,
}

/// What the screen shows of a page.
#[derive(Debug, Default)]
struct View {
    /// First line shown.
    top: usize,
    selected: Option<usize>,
    help: bool,
    /// One line about the last key.
    notice: Option<&'static str>,
    /// The words that are being typed.
    words: Option<WordsLine>,
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

/// Said of a text that was pasted where nothing takes it.
const PASTED: &str = "Texte collé : rien n'est choisi. Pour chercher ses mots, tapez m, puis collez-le.";
const PASTED_APART: &str = "Texte collé : rien n'est choisi. Tapez une touche à la fois.";

/// Said of a key that comes a second time at once: a hand that trembles must not answer the next question.
const BOUNCED: &str = "Même touche, trop vite : ignorée. Retapez-la si vous la vouliez.";

/// Ctrl-D, as a terminal that hides nothing sends it.
const END_OF_INPUT: char = '\u{4}';

impl Ui for FullScreen {
    fn ask(&mut self, page: &Page) -> Result<Reply, Error> {
        let mut view = View { selected: page.kept, notice: page.notice, ..View::default() };
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

impl View {
    /// What was typed: words where they are awaited, else one key.
    fn take_typed(
        &mut self,
        strokes: Vec<Stroke>,
        bounced: bool,
        page: &Page,
        frame: &Frame,
    ) -> Option<Reply> {
        let ends = matches!(&*strokes, [Stroke::Key(Key::Char(END_OF_INPUT))]);
        if self.words.is_some() && !ends {
            self.notice = None;
            return self.take_words(strokes);
        }
        let mut strokes = strokes.into_iter();
        match strokes.next() {
            Some(Stroke::Key(key)) if strokes.all(|stroke| stroke == Stroke::Key(key.clone())) => {
                if bounced && !moves(&key) {
                    if key != Key::Unknown {
                        self.notice = Some(BOUNCED);
                    }
                    return None;
                }
                self.notice = None;
                self.take(&key, page, frame)
            }
            _ => {
                self.notice = Some(if page.apart { PASTED_APART } else { PASTED });
                None
            }
        }
    }

    /// What a key does: a reply, or a change of the view.
    fn take(&mut self, key: &Key, page: &Page, frame: &Frame) -> Option<Reply> {
        match key {
            Key::Char(c) => return self.take_char(*c, page, frame),
            Key::Enter => match self.selected {
                Some(rank) if page.choices[rank].key == WORDS => self.words = Some(WordsLine::default()),
                Some(rank) => return Some(Reply::Choice(rank)),
                None => self.notice = Some("Choisissez d'abord une réponse."),
            },
            Key::Escape | Key::ArrowLeft | Key::Backspace => return self.back(),
            Key::ArrowDown | Key::Tab => self.step(page, frame, true),
            Key::ArrowUp | Key::BackTab => self.step(page, frame, false),
            Key::PageDown => self.read_on(frame),
            Key::PageUp => self.top = frame.before(self.top),
            Key::Home => self.top = 0,
            Key::End => self.top = frame.lines.len(),
            // Windows tells of a modifier by itself: on many keyboards a digit takes Shift.
            Key::Shift | Key::Alt => {}
            Key::Unknown if cfg!(windows) => {}
            _ => self.notice = Some("Cette touche ne fait rien ici."),
        }
        None
    }

    /// One leaves the help before the page.
    fn back(&mut self) -> Option<Reply> {
        if std::mem::take(&mut self.help) { None } else { Some(Reply::Back) }
    }

    fn take_words(&mut self, strokes: Vec<Stroke>) -> Option<Reply> {
        match self.words.as_mut()?.take_all(strokes) {
            Typed::On => {}
            Typed::Said(words) => return Some(Reply::Words(words)),
            Typed::Nothing => self.notice = Some("Tapez au moins un mot."),
            Typed::GivenUp => self.words = None,
        }
        None
    }

    fn take_char(&mut self, c: char, page: &Page, frame: &Frame) -> Option<Reply> {
        let c = c.to_lowercase().next().unwrap_or(c);
        if !page.apart && (c == WORDS || c == '/') {
            self.words = Some(WordsLine::default());
            return None;
        }
        if let Some(rank) = page.choice(c) {
            return Some(Reply::Choice(rank));
        }
        match c {
            BACK => self.back(),
            RESTART if !page.apart => Some(Reply::Restart),
            URGENCE if !page.apart => Some(Reply::Urgence),
            QUIT | END_OF_INPUT => Some(Reply::Quit),
            HELP => {
                self.help = !self.help;
                self.top = 0;
                None
            }
            ' ' => {
                self.read_on(frame);
                None
            }
            _ => {
                self.notice = Some("Cette touche ne fait rien ici.");
                None
            }
        }
    }

    /// Past the end, back to the top: one key reads it all, again and again.
    fn read_on(&mut self, frame: &Frame) {
        let next = frame.after(self.top);
        self.top = if next < frame.lines.len() { next } else { 0 };
    }

    /// Selects the next or the previous choice, and keeps it in view; reads on first where the
    /// choices are still out of view.
    fn step(&mut self, page: &Page, frame: &Frame, down: bool) {
        let Some(last) = page.choices.len().checked_sub(1) else {
            return;
        };
        let next = match (self.selected, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(rank), true) => (rank + 1).min(last),
            (Some(rank), false) => rank.saturating_sub(1),
        };
        let mine = |line: &Line| line.choice == Some(next);
        let (Some(start), Some(end)) =
            (frame.lines.iter().position(mine), frame.lines.iter().rposition(mine))
        else {
            // The choices do not scroll here.
            self.selected = Some(next);
            return;
        };
        let out_of_view = start >= self.top + frame.room;
        if self.selected.is_none() && down && out_of_view {
            self.top += 1;
            return;
        }
        self.selected = Some(next);
        if next == 0 && !down {
            self.top = 0;
        } else if start < self.top {
            self.top = start;
        } else if end >= self.top + frame.room {
            self.top = end + 1 - frame.room;
        }
    }
}

/// Whether a key that is held down goes on, and answers nothing.
fn moves(key: &Key) -> bool {
    let of_a_list = matches!(key, Key::ArrowDown | Key::ArrowUp | Key::Tab | Key::BackTab);
    of_a_list || matches!(key, Key::PageDown | Key::PageUp | Key::Char(' '))
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
