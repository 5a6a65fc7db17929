//! Numbered lines: for screen readers, braille, pipes and slow links. Nothing is ever redrawn.

use std::io::{self, BufRead, IsTerminal as _, Read as _, Write};

use super::{BACK, Entered, Form, HELP, PASTED, STOP};
use crate::error::Error;
use crate::pages::Block;
use crate::ui::{ctrl_c, layout, terminal, width};

/// No line that a person types is longer, in bytes.
const LONGEST_LINE: u64 = 4096;
/// No person gives so many replies in one session.
const REPLIES: usize = 5_000;
/// No paste has more lines that mean something.
const MOST_PASTED: usize = 100;
/// What stands for lines that came at once, where one is awaited: no answer.
const SEVERAL: &str = "plusieurs lignes";
/// The Échap key, in a line.
const ESCAPE: &str = "\u{1b}";
/// What empties a text that is proposed.
const NOTHING: &str = "-";

pub(super) struct Lines {
    input: Box<dyn BufRead>,
    output: Box<dyn Write>,
    attended: bool,
    replies: usize,
}

impl Lines {
    pub fn on_standard_streams() -> Self {
        ctrl_c::catch();
        let attended = io::stdin().is_terminal();
        Self { input: Box::new(io::stdin().lock()), output: Box::new(io::stderr()), attended, replies: 0 }
    }

    /// The next line; none at the end of the input.
    fn read_line(&mut self) -> Result<Option<String>, Error> {
        self.output.flush()?;
        let mut line = Vec::new();
        // A terminal that was closed answers with an error: there is nothing more to read.
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).unwrap_or(0);
        self.replies += 1;
        let endless = !line.ends_with(b"\n") && line.len() as u64 == LONGEST_LINE;
        if endless || self.replies > REPLIES && !self.attended {
            return Err(Error::input(
                "L'entrée est beaucoup trop longue pour être des réponses.",
                "Donnez une réponse par ligne : un numéro de la liste, ou un texte.",
            ));
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
    }
}

impl Lines {
    /// The lines of a person that came at once with the last one: they were pasted, and answer nothing else.
    fn pasted(&mut self) -> Result<Vec<String>, Error> {
        let mut pasted = Vec::new();
        while self.attended && pasted.len() < MOST_PASTED && terminal::lines_wait(terminal::AT_ONCE) {
            let Some(line) = self.read_line()? else { break };
            pasted.extend(Some(super::plain(&line)).filter(|line| !line.is_empty()));
        }
        Ok(pasted)
    }
}

impl Form for Lines {
    fn say(&mut self, blocks: &[Block]) -> Result<(), Error> {
        Ok(self.output.write_all(layout::text(&layout::blocks(blocks, width())).as_bytes())?)
    }

    fn choose(&mut self, question: &str, items: &[String], proposed: usize) -> Result<Entered<usize>, Error> {
        let mut blocks = vec![Block::Gap, Block::text(question)];
        blocks.extend(items.iter().enumerate().map(|(rank, item)| Block::Step(rank + 1, item.clone())));
        self.say(&blocks)?;
        loop {
            let kept = proposed + 1;
            self.say(&[Block::Text(format!(
                "Votre choix (Entrée : {kept} ; r retour, q arrêter, ? aide) :"
            ))])?;
            let Some(line) = self.read_line()? else { return Ok(Entered::Stop) };
            let line = if self.pasted()?.is_empty() { line } else { SEVERAL.to_owned() };
            let lower = line.to_lowercase();
            let named = items.iter().position(|item| item.to_lowercase() == lower);
            let numbered = lower.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match lower.as_str() {
                "" => return Ok(Entered::Given(proposed)),
                BACK | ESCAPE | "retour" => return Ok(Entered::Back),
                STOP | "arrêter" => return Ok(Entered::Stop),
                HELP | "aide" => self.say(&[Block::text("Tapez le numéro d'une ligne, puis Entrée.")])?,
                _ => match numbered.filter(|rank| *rank < items.len()).or(named) {
                    Some(rank) => return Ok(Entered::Given(rank)),
                    None => self.say(&[Block::Text(format!(
                        "Ce n'est pas une réponse. Tapez un numéro de 1 à {}.",
                        items.len()
                    ))])?,
                },
            }
        }
    }

    fn fill(
        &mut self,
        question: &str,
        proposed: &str,
        needed: bool,
        _: Option<&str>,
    ) -> Result<Entered<String>, Error> {
        let mut proposed = proposed.to_owned();
        self.say(&[Block::Gap, Block::text(question)])?;
        loop {
            let kept = match proposed.as_str() {
                "" if needed => String::new(),
                "" => "Entrée : rien ; ".to_owned(),
                text if needed => format!("Entrée garde « {text} » ; "),
                text => format!("Entrée garde « {text} », - efface ; "),
            };
            self.say(&[Block::Text(format!("Votre réponse ({kept}r retour, q arrêter, ? aide) :"))])?;
            let Some(line) = self.read_line()? else { return Ok(Entered::Stop) };
            let more = self.pasted()?;
            if !more.is_empty() {
                proposed = format!("{line} {}", more.join(" "));
                self.say(&[Block::text(PASTED)])?;
                continue;
            }
            match line.to_lowercase().as_str() {
                "" => return Ok(Entered::Given(proposed)),
                NOTHING => return Ok(Entered::Given(String::new())),
                BACK | ESCAPE => return Ok(Entered::Back),
                STOP => return Ok(Entered::Stop),
                HELP => {
                    self.say(&[Block::text("Tapez un texte, puis Entrée. Ce qui est fait est gardé.")])?;
                }
                _ => return Ok(Entered::Given(line)),
            }
        }
    }
}
