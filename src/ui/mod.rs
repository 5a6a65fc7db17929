//! The only room that talks to a person.
//!
//! What is said is built as values ([`Page`], blocks of text), laid out for a width, and
//! only then shown, by one of the two ways to hold a conversation: on a full
//! screen, or in plain lines that are never redrawn.

mod ctrl_c;
mod double_click;
pub mod errors;
pub mod form;
pub mod frame;
mod full_screen;
pub mod layout;
mod plain_lines;
pub(crate) mod progress_bar;
pub mod style;
mod terminal;
mod view;
mod words_line;

use std::io::{IsTerminal as _, Write};

pub use double_click::hold_window;

use crate::error::Error;
use crate::pages::diagnostic::{Mode, Why};
use crate::pages::{BACK, Block, Finding, Page, QUIT, RESTART, URGENCE};
use style::Couleur;

/// What the conseiller replied to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The choice of this rank.
    Choice(usize),
    /// The usager's words, where the page takes them.
    Words(String),
    Back,
    Restart,
    Urgence,
    Quit,
    /// There is nothing more to read.
    EndOfInput,
}

/// A way to hold a conversation. A new way to talk, a page of a browser for one, implements this.
pub trait Ui {
    /// Shows a page and waits for the reply.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or cannot go on.
    fn ask(&mut self, page: &Page) -> Result<Reply, Error>;

    /// Whether a person sees standard output where they see the pages: what stands there needs
    /// no second showing.
    fn shares_output(&self) -> bool;

    /// Leaves the screen as it was.
    fn close(&mut self);
}

/// How the program may talk, as the command line and the environment say.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Plain lines are wanted.
    pub accessible: bool,
    pub couleur: Couleur,
}

/// Whether a person may be at both ends: what is typed and what is asked go through a terminal.
pub fn is_conversation() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// The way to talk that fits the place: a full screen where both ends of the conversation are
/// terminals that can be redrawn, plain lines elsewhere.
pub fn mode(manner: Manner) -> Mode {
    if manner.accessible {
        Mode::Plain(Why::Asked)
    } else if !is_conversation() {
        Mode::Plain(Why::NoTerminal)
    } else if console::is_dumb() || !redraws() {
        Mode::Plain(Why::Dumb)
    } else {
        Mode::FullScreen
    }
}

/// Whether the console obeys the sequences that redraw a screen, asked to from now on: those of
/// old Windows show them as signs.
#[cfg(windows)]
fn redraws() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

#[cfg(not(windows))]
fn redraws() -> bool {
    // A terminal that says nothing of itself is not known to move its cursor.
    std::env::var_os("TERM").is_none_or(|name| !name.is_empty())
}

/// A conversation, in the way that fits the place.
pub fn open(manner: Manner) -> Box<dyn Ui> {
    match mode(manner) {
        Mode::Plain(_) => Box::new(plain_lines::PlainLines::on_standard_streams()),
        Mode::FullScreen => Box::new(full_screen::FullScreen::open(manner.couleur)),
    }
}

/// What the key of a command asks for on a page; nothing where it is none of its commands.
fn reply_of(key: char, page: &Page) -> Option<Reply> {
    match key {
        BACK => Some(Reply::Back),
        RESTART if !page.apart => Some(Reply::Restart),
        URGENCE if !page.apart => Some(Reply::Urgence),
        QUIT => Some(Reply::Quit),
        _ => None,
    }
}

/// The columns and rows of the terminal of the conversation, where it is one.
pub fn size() -> Option<(usize, usize)> {
    console::Term::stderr().size_checked().map(|(rows, columns)| (columns.into(), rows.into()))
}

/// The conversation of a training: an interruption then says that what was done is kept.
pub fn open_training(manner: Manner) -> Box<dyn Ui> {
    ctrl_c::keep("Les cas finis sont gardés.");
    open(manner)
}

/// Says something on standard error, beside the result.
pub fn say(blocks: &[Block]) {
    let text = layout::text(&layout::blocks(blocks, width()));
    // Where even this cannot be written, there is nobody left to tell.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Says what an interruption leaves from now on.
pub fn keep(words: &'static str) {
    ctrl_c::keep(words);
}

/// Writes blocks to standard output, which is `out`: the result.
///
/// # Errors
///
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, blocks: &[Block]) -> Result<(), Error> {
    Ok(out.write_all(layout::text(&layout::blocks(blocks, output_width())).as_bytes())?)
}

/// Writes what was found, each with its line, then blocks.
///
/// # Errors
///
/// Where they cannot be written.
pub fn write_findings(
    out: &mut dyn Write,
    findings: &[Finding],
    blocks: &[Block],
    couleur: Couleur,
) -> Result<(), Error> {
    let colour = couleur.applies_to_stdout();
    let columns = columns_of(&console::Term::stdout());
    out.write_all(errors::findings_text(findings, colour, columns).as_bytes())?;
    write(out, blocks)
}

/// The width of the conversation, on standard error.
pub fn width() -> usize {
    width_of(&console::Term::stderr())
}

/// The width of what is written on standard output.
pub fn output_width() -> usize {
    width_of(&console::Term::stdout())
}

/// The columns of a stream, where it is a terminal.
fn columns_of(term: &console::Term) -> Option<usize> {
    term.size_checked().map(|(_, columns)| columns.into())
}

/// The width to lay text out for on a stream: that of the terminal, 80 columns at most and
/// where there is none.
fn width_of(term: &console::Term) -> usize {
    layout::width(columns_of(term))
}
