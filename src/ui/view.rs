//! How a page is being read on a full screen, and what each key changes of that.

use std::time::{Duration, Instant};

use console::Key;

use super::frame::Frame;
use super::layout::Line;
use super::terminal::Stroke;
use super::words_line::{Typed, WordsLine};
use super::{Reply, reply_of};
use crate::pages::{BACK, HELP, Page, WORDS};

/// What the screen shows of a page.
#[derive(Debug, Default)]
pub(super) struct View {
    /// First line shown.
    pub top: usize,
    pub selected: Option<usize>,
    pub help: bool,
    /// One line about the last key.
    pub notice: Option<&'static str>,
    /// When a key was last ignored, as one that came twice at once.
    ignored: Option<Instant>,
    /// The words that are being typed.
    pub words: Option<WordsLine>,
}

/// Said of a text that was pasted where nothing takes it.
const PASTED: &str = "Texte collé : rien n'est choisi. Pour chercher ses mots, tapez m, puis collez-le.";
const PASTED_APART: &str = "Texte collé : rien n'est choisi. Tapez une touche à la fois.";

/// Said of a key that comes a second time at once: a hand that trembles must not answer the next question.
const BOUNCED: &str = "Même touche, trop vite : ignorée. Retapez-la si vous la vouliez.";

/// Said of the keys that come right after it.
const TOO_FAST: &str = "Touches trop rapides : ignorées. Relisez la question, puis tapez.";

/// Keys that follow each other faster than this are typed in one go.
const IN_ONE_GO: Duration = Duration::from_millis(500);

/// Ctrl-D, as a terminal that hides nothing sends it.
const END_OF_INPUT: char = '\u{4}';

impl View {
    /// A page that nobody has read yet.
    pub fn of(page: &Page) -> Self {
        Self { selected: page.kept, notice: page.notice, ..Self::default() }
    }

    /// What was typed: words where they are awaited, else one key.
    pub fn take_typed(
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
                        self.ignored = Some(Instant::now());
                    }
                    return None;
                }
                // An answer in one go with it was meant for the question that the ignored key would have opened.
                if self.ignored.is_some_and(|at| at.elapsed() < IN_ONE_GO) && answers(&key, page) {
                    self.notice = Some(TOO_FAST);
                    self.ignored = Some(Instant::now());
                    return None;
                }
                (self.notice, self.ignored) = (None, None);
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
            END_OF_INPUT => Some(Reply::Quit),
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
                let reply = reply_of(c, page);
                self.notice = if reply.is_some() { None } else { Some("Cette touche ne fait rien ici.") };
                reply
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

/// Whether a key answers the question of a page.
fn answers(key: &Key, page: &Page) -> bool {
    match key {
        Key::Enter => true,
        Key::Char(c) => page.choice(c.to_ascii_lowercase()).is_some(),
        _ => false,
    }
}

/// Whether a key that is held down goes on, and answers nothing.
fn moves(key: &Key) -> bool {
    let of_a_list = matches!(key, Key::ArrowDown | Key::ArrowUp | Key::Tab | Key::BackTab);
    of_a_list || matches!(key, Key::PageDown | Key::PageUp | Key::Char(' '))
}
