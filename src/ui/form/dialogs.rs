//! Prompts in a terminal. The question is written by us, folded: dialoguer loses its place where a prompt or an item is
//! wider than the screen.

use console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Input, Select};

use super::{BACK, Entered, Form, HELP, STOP};
use crate::error::Error;
use crate::pages::Block;
use crate::ui::terminal::{AT_ONCE, typed_at_once};
use crate::ui::{ctrl_c, say, size};

const KEYS: &str = "Entrée valide. Tapez r pour revenir, q pour arrêter : ce qui est fait est gardé.";
const KEYS_OF_LIST: &str = "Flèches, puis Entrée. Échap revient.";

pub(super) struct Dialogs {
    term: Term,
}

impl Dialogs {
    pub fn open() -> Self {
        ctrl_c::show_cursor_at_end();
        ctrl_c::catch();
        Self { term: Term::stderr() }
    }
}

/// A prompt of one sign, without a word of English.
struct Bare;

impl Theme for Bare {
    fn format_prompt(&self, f: &mut dyn std::fmt::Write, _: &str) -> std::fmt::Result {
        f.write_str(">")
    }

    fn format_input_prompt(&self, f: &mut dyn std::fmt::Write, _: &str, _: Option<&str>) -> std::fmt::Result {
        f.write_str("> ")
    }
}

impl Form for Dialogs {
    fn say(&mut self, blocks: &[Block]) -> Result<(), Error> {
        say(blocks);
        Ok(())
    }

    fn choose(&mut self, question: &str, items: &[String], proposed: usize) -> Result<Entered<usize>, Error> {
        say(&[Block::Gap, Block::text(question), Block::note(KEYS_OF_LIST)]);
        let most = size().map_or(80, |(columns, _)| columns).saturating_sub(4).max(8);
        let items: Vec<String> = items.iter().map(|item| shortened(item, most)).collect();
        let select = Select::with_theme(&Bare).items(&items).default(proposed).report(false);
        let chosen = ended(select.interact_on_opt(&self.term))?;
        // What was pasted with it answers nothing else.
        typed_at_once(AT_ONCE);
        if let Some(rank) = chosen {
            say(&[Block::Bullet(items[rank].clone())]);
        }
        Ok(chosen.map_or(Entered::Back, Entered::Given))
    }

    fn fill(&mut self, question: &str, proposed: &str) -> Result<Entered<String>, Error> {
        say(&[Block::Gap, Block::text(question)]);
        let mut proposed = proposed.to_owned();
        loop {
            let input = Input::<String>::with_theme(&Bare).with_initial_text(&proposed).allow_empty(true);
            let text = ended(input.report(false).interact_text_on(&self.term))?;
            say(&[Block::Text(format!("> {}", text.trim()))]);
            // Lines that came with it were pasted: they are of this text, and answer nothing else.
            let more = typed_at_once(AT_ONCE);
            if !more.trim().is_empty() {
                let lines = text.lines().chain(more.lines().flat_map(|line| line.split('\r')));
                let words = lines.map(super::plain).filter(|line| !line.is_empty());
                proposed = words.collect::<Vec<_>>().join(" ");
                say(&[Block::note(super::PASTED)]);
                continue;
            }
            match text.trim() {
                BACK => return Ok(Entered::Back),
                STOP => return Ok(Entered::Stop),
                HELP => say(&[Block::note(KEYS)]),
                text => return Ok(Entered::Given(text.to_owned())),
            }
        }
    }
}

/// An interruption ends the program by itself; a terminal that is gone has nothing more to say.
fn ended<T>(result: dialoguer::Result<T>) -> Result<T, Error> {
    result.map_err(|_| {
        // What catches Ctrl-C says so and ends the program; where it was something else, this is over soon.
        std::thread::sleep(std::time::Duration::from_millis(300));
        Error::Interrupted(Error::CTRL_C)
    })
}

/// A text of so many bytes at most.
fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut end = most.saturating_sub("…".len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}
