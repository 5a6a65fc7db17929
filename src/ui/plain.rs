//! Plain lines: for screen readers, braille, pipes and slow links. Nothing is ever redrawn, no
//! box is drawn, colour says nothing.

use std::io::{self, BufRead, IsTerminal as _, Read as _, Write};

use super::page::{BACK, Block, HELP, Page, QUIT, RESTART, URGENCE, WAY_OUT, WORDS};
use super::{Reply, Ui, interrupt, layout};
use crate::error::Error;

/// No line that a person types is longer, in bytes.
const LONGEST_LINE: u64 = 4096;
/// After so many lines in a row that mean nothing, whoever writes them is no person.
const PATIENCE: usize = 100;

/// After so many searches in a row without a choice, likewise.
const SEARCHES: usize = 20;
/// The keys of choices that have no number.
const APART: [char; 3] = [URGENCE, WAY_OUT, WORDS];

/// A conversation in lines.
pub struct Plain {
    input: Box<dyn BufRead>,
    output: Box<dyn Write>,
    width: usize,
    shares_output: bool,
    /// The input is a person's: it may be as wrong as it likes.
    attended: bool,
    wrong: usize,
    /// How many searches came in a row.
    searches: usize,
    caught: bool,
}

impl Plain {
    /// Talks on standard input and standard error.
    pub fn on_standard_streams() -> Self {
        let attended = io::stdin().is_terminal();
        let shares_output = io::stderr().is_terminal() && io::stdout().is_terminal();
        Self {
            shares_output,
            attended,
            ..Self::new(Box::new(io::stdin().lock()), Box::new(io::stderr()), super::width())
        }
    }

    /// Talks on these streams.
    pub fn new(input: Box<dyn BufRead>, output: Box<dyn Write>, width: usize) -> Self {
        Self {
            input,
            output,
            width,
            shares_output: false,
            attended: false,
            wrong: 0,
            searches: 0,
            caught: false,
        }
    }

    fn show(&mut self, blocks: &[Block]) -> io::Result<()> {
        let text = layout::text(&layout::blocks(blocks, self.width));
        self.output.write_all(text.as_bytes())
    }

    fn prompt(&mut self, page: &Page) -> io::Result<()> {
        let keep = if page.kept.is_some() { "Entrée garde la réponse proposée, " } else { "" };
        let block = Block::Text(format!(
            "Votre réponse ({keep}{BACK} retour, {HELP} aide, {URGENCE} urgence, {RESTART} début, {QUIT} quitter) :"
        ));
        self.show(&[block])?;
        self.output.flush()
    }

    /// The next line, without its end; none at the end of the input.
    fn read_line(&mut self) -> Result<Option<String>, Error> {
        if !self.caught {
            // Only now: catching takes a thread, and the first page should not wait for it.
            interrupt::catch();
            self.caught = true;
        }
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        // A terminal that was closed answers with an error: there is nothing more to read.
        let read = read.unwrap_or(0);
        if read == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LONGEST_LINE {
            return Err(Error::Input {
                file: None,
                message: "Une ligne de l'entrée est beaucoup trop longue pour être une réponse.".to_owned(),
                mend: "Donnez une réponse par ligne : un chiffre ou une lettre.".to_owned(),
            });
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// Says that a line means nothing; gives up on an input that is no person's.
    fn refuse(&mut self, line: &str, page: &Page) -> Result<(), Error> {
        self.wrong += 1;
        self.give_up(self.wrong, PATIENCE, "lignes de suite ne sont pas des réponses")?;
        let shown: String = line.chars().filter(|c| !c.is_control()).take(30).collect();
        let keys = keys(page);
        let message = if shown.is_empty() {
            format!("Vous n'avez rien tapé. Tapez {keys}.")
        } else {
            format!("« {shown} » n'est pas une réponse. Tapez {keys}.")
        };
        self.show(&[Block::Text(message)])?;
        Ok(())
    }

    /// A reply that was understood.
    fn accept(&mut self, reply: Reply) -> Result<Reply, Error> {
        self.wrong = 0;
        self.searches = if matches!(reply, Reply::Words(_)) { self.searches + 1 } else { 0 };
        self.give_up(self.searches, SEARCHES, "recherches de suite, sans un choix")?;
        Ok(reply)
    }

    /// Ends the conversation with an input that is no person's.
    fn give_up(&self, times: usize, most: usize, what: &str) -> Result<(), Error> {
        if self.attended || times < most {
            return Ok(());
        }
        Err(Error::Input {
            file: None,
            message: format!("{most} {what}."),
            mend: "Donnez une réponse par ligne : un chiffre ou une lettre de la liste.".to_owned(),
        })
    }
}

impl Ui for Plain {
    fn ask(&mut self, page: &Page) -> Result<Reply, Error> {
        let text = layout::text(&layout::page(page, self.width, None, false));
        write!(self.output, "\n{text}\n")?;
        loop {
            self.prompt(page)?;
            let Some(line) = self.read_line()? else {
                return Ok(Reply::EndOfInput);
            };
            if wants(&line, HELP, "aide") {
                self.show(&[Block::Text(page.help_text())])?;
            } else if page.takes_words() && wants(&line, WORDS, "mots") {
                self.show(&[Block::Text("Tapez les mots de l'usager, puis Entrée :".to_owned())])?;
                self.output.flush()?;
                match self.read_line()? {
                    None => return Ok(Reply::EndOfInput),
                    Some(words) if is_words(&words) => return self.accept(Reply::Words(words)),
                    Some(words) => self.refuse(&words, page)?,
                }
            } else if let Some(reply) = understand(&line, page) {
                return self.accept(reply);
            } else {
                self.refuse(&line, page)?;
            }
        }
    }

    fn shares_output(&self) -> bool {
        self.shares_output
    }

    fn close(&mut self) {}
}

/// The keys of a page's choices, for a message: « de 1 à 5, ou 0 ».
fn keys(page: &Page) -> String {
    let (out, listed): (Vec<char>, Vec<char>) =
        page.choices.iter().map(|choice| choice.key).partition(|key| *key == WAY_OUT);
    let listed: Vec<char> = listed.into_iter().filter(|key| !APART.contains(key)).collect();
    let range = match (listed.first(), listed.last()) {
        (Some(first), Some(last)) if first != last => format!("de {first} à {last}"),
        (Some(first), _) => first.to_string(),
        _ => "une lettre de la liste".to_owned(),
    };
    let range = if page.takes_words() { format!("{range}, ou les mots de l'usager") } else { range };
    if out.is_empty() { range } else { format!("{range}, ou {WAY_OUT}") }
}

/// What a line means: a key, the number of a choice, a command or its name, the words of a choice.
fn understand(line: &str, page: &Page) -> Option<Reply> {
    let lower = line.to_lowercase();
    if lower.is_empty() {
        return page.kept.map(Reply::Choice);
    }
    let mut chars = lower.chars();
    if let (Some(key), None) = (chars.next(), chars.next())
        && let Some(rank) = page.choice(key)
    {
        return Some(Reply::Choice(rank));
    }
    let commands = [
        (BACK, "retour", Reply::Back),
        (RESTART, "début", Reply::Restart),
        (URGENCE, "urgence", Reply::Urgence),
        (QUIT, "quitter", Reply::Quit),
    ];
    if let Some((.., reply)) = commands.into_iter().find(|(key, name, _)| wants(&lower, *key, name)) {
        return Some(reply);
    }
    let by_words = page.choices.iter().position(|choice| choice.label.to_lowercase() == lower);
    // « 10 » for the tenth choice of a long list.
    let by_number = || {
        let number: usize = lower.parse().ok()?;
        let numbered = page.choices.iter().enumerate().filter(|(_, c)| !APART.contains(&c.key));
        numbered.map(|(rank, _)| rank).nth(number.checked_sub(1)?)
    };
    let words = || (page.takes_words() && is_words(line)).then(|| Reply::Words(line.to_owned()));
    by_words.or_else(by_number).map(Reply::Choice).or_else(words)
}

/// Whether a line can be what an usager says: a word at least.
fn is_words(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().nth(1).is_some())
}

fn wants(line: &str, key: char, name: &str) -> bool {
    line.eq_ignore_ascii_case(name) || line.chars().eq([key])
}
