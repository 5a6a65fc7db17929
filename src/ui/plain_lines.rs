//! Plain lines: for screen readers, braille, pipes and slow links. Nothing is ever redrawn, no
//! box is drawn, colour says nothing.

use std::io::{self, BufRead, IsTerminal as _, Read as _, Write};

use super::{Reply, Ui, ctrl_c, layout, reply_of, terminal};
use crate::error::Error;
use crate::pages::{BACK, Block, HELP, NOT_SOUGHT, Page, QUIT, URGENCE, WAY_OUT, WORDS, WORDS_OR_BACK};

/// No line that a person types is longer, in bytes.
const LONGEST_LINE: u64 = 4096;
/// After so many lines in a row that mean nothing, whoever writes them is no person.
const MOST_UNREADABLE: usize = 100;

/// No conversation takes so many replies.
const REPLIES: usize = 5_000;
/// After so many searches in a row without a choice, likewise.
const SEARCHES: usize = 20;
/// The keys of choices that have no number.
const KEYS_WITHOUT_NUMBER: [char; 3] = [URGENCE, WAY_OUT, WORDS];

/// A conversation in lines.
pub struct PlainLines {
    input: Box<dyn BufRead>,
    output: Box<dyn Write>,
    width: usize,
    shares_output: bool,
    /// The input is a person's: it may be as wrong as it likes.
    attended: bool,
    wrong: usize,
    /// How many searches came in a row.
    searches: usize,
    replies: usize,
    caught: bool,
    /// The commands that a prompt has told.
    told: Vec<char>,
}

impl PlainLines {
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
            replies: 0,
            caught: false,
            told: Vec::new(),
        }
    }

    fn show(&mut self, blocks: &[Block]) -> io::Result<()> {
        let text = layout::text(&layout::blocks(blocks, self.width));
        self.output.write_all(text.as_bytes())
    }

    fn prompt(&mut self, page: &Page) -> io::Result<()> {
        let keep = if page.kept.is_some() { "Entrée garde la réponse proposée, " } else { "" };
        // A command is told once, then the help alone, which tells them all: they are read aloud each time.
        let news = page.commands().into_iter().filter(|(key, _)| *key == HELP || !self.told.contains(key));
        let news: Vec<(char, &str)> = news.collect();
        self.told.extend(news.iter().map(|(key, _)| key));
        let commands: Vec<String> = news.iter().map(|(key, name)| format!("{key} {name}")).collect();
        let block = Block::Text(format!("Votre réponse ({keep}{}) :", commands.join(", ")));
        self.show(&[block])?;
        self.output.flush()
    }

    /// The next line, without its end; none at the end of the input.
    fn read_line(&mut self) -> Result<Option<String>, Error> {
        if !self.caught {
            // Only now: catching takes a thread, and the first page should not wait for it.
            ctrl_c::catch();
            self.caught = true;
        }
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        let read = match read {
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
                return Err(Error::input(
                    "L'entrée est un dossier.",
                    "Donnez un fichier de réponses, une par ligne.",
                ));
            }
            // A terminal that was closed answers with another error: there is nothing more to read.
            read => read.unwrap_or(0),
        };
        if read == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LONGEST_LINE {
            return Err(Error::input(
                "Une ligne de l'entrée est beaucoup trop longue pour être une réponse.",
                "Donnez une réponse par ligne : un chiffre ou une lettre.",
            ));
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// The lines of a person that came at once with the last one, as one: they were pasted. None where that line came
    /// by itself.
    fn pasted(&mut self) -> Result<Option<String>, Error> {
        let mut pasted: Option<String> = None;
        while self.attended && terminal::lines_wait(terminal::AT_ONCE) {
            let Some(line) = self.read_line()? else { break };
            let pasted = pasted.get_or_insert_default();
            if pasted.len() as u64 <= LONGEST_LINE {
                pasted.extend([" ", &line]);
            }
        }
        Ok(pasted)
    }

    /// The usager's words, on the lines that come: pasted lines are one text.
    fn words(&mut self) -> Result<Option<String>, Error> {
        self.show(&[Block::text(WORDS_OR_BACK)])?;
        self.output.flush()?;
        let Some(line) = self.read_line()? else { return Ok(None) };
        let rest = self.pasted()?.unwrap_or_default();
        Ok(Some((line + &rest).trim().to_owned()))
    }

    /// Says that a line means nothing; gives up on an input that is no person's.
    fn refuse(&mut self, line: &str, page: &Page) -> Result<(), Error> {
        self.wrong += 1;
        self.give_up(self.wrong, MOST_UNREADABLE, "lignes de suite ne sont pas des réponses")?;
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
        self.replies += 1;
        self.give_up(self.searches, SEARCHES, "recherches de suite, sans un choix")?;
        self.give_up(self.replies, REPLIES, "réponses, et l'entretien ne finit pas")?;
        Ok(reply)
    }

    /// Ends the conversation with an input that is no person's.
    fn give_up(&self, times: usize, most: usize, what: &str) -> Result<(), Error> {
        if self.attended || times < most {
            return Ok(());
        }
        Err(Error::input(
            format!("{most} {what}."),
            "Donnez une réponse par ligne : un chiffre ou une lettre de la liste.",
        ))
    }
}

impl Ui for PlainLines {
    fn ask(&mut self, page: &Page) -> Result<Reply, Error> {
        let text = layout::text(&layout::page(page, self.width, None, false));
        write!(self.output, "\n{text}\n")?;
        self.show(&page.notice.map(Block::text).into_iter().collect::<Vec<_>>())?;
        loop {
            self.prompt(page)?;
            let Some(line) = self.read_line()? else {
                return Ok(Reply::EndOfInput);
            };
            if self.pasted()?.is_some() {
                self.show(&[Block::text(PASTED)])?;
                continue;
            }
            match understand(&line, page) {
                Some(Understood::Help) => self.show(&[Block::Text(page.help_text())])?,
                Some(Understood::Reply(reply)) => return self.accept(reply),
                Some(Understood::WordsAnnounced) => match self.words()? {
                    None => return Ok(Reply::EndOfInput),
                    // A letter by itself is a key, not a word.
                    Some(word) if word == BACK.to_string() => self.show(&[Block::text(NOT_SOUGHT)])?,
                    Some(word) if word == HELP.to_string() => self.show(&[Block::Text(page.help_text())])?,
                    Some(word) if word == QUIT.to_string() => return self.accept(Reply::Quit),
                    Some(words) if !words.is_empty() => return self.accept(Reply::Words(words)),
                    Some(words) => self.refuse(&words, page)?,
                },
                None => self.refuse(&line, page)?,
            }
        }
    }

    fn shares_output(&self) -> bool {
        self.shares_output
    }

    fn close(&mut self) {}
}

/// Said of lines that were pasted where one answer is awaited.
const PASTED: &str =
    "Plusieurs lignes sont arrivées à la fois : aucune n'est prise. Tapez une réponse, puis Entrée.";

/// The keys of a page's choices, for a message: « de 1 à 5, ou 0 ».
fn keys(page: &Page) -> String {
    let (out, listed): (Vec<char>, Vec<char>) =
        page.choices.iter().map(|choice| choice.key).partition(|key| *key == WAY_OUT);
    let listed: Vec<char> = listed.into_iter().filter(|key| !KEYS_WITHOUT_NUMBER.contains(key)).collect();
    let range = match (listed.first(), listed.last()) {
        (Some(first), Some(last)) if first != last => format!("de {first} à {last}"),
        (Some(first), _) => first.to_string(),
        _ => "une lettre de la liste".to_owned(),
    };
    let range = if page.offers_words() { format!("{range}, ou les mots de l'usager") } else { range };
    if out.is_empty() { range } else { format!("{range}, ou {WAY_OUT}") }
}

/// What a line means.
enum Understood {
    Reply(Reply),
    Help,
    /// The usager's words come on the next line.
    WordsAnnounced,
}

/// What a line means: a key, the number of a choice, a command or its name, the words of a choice,
/// the usager's words.
fn understand(line: &str, page: &Page) -> Option<Understood> {
    let lower = line.to_lowercase();
    if lower.is_empty() {
        return page.kept.map(Reply::Choice).map(Understood::Reply);
    }
    let labelled = page.choices.iter().position(|choice| choice.label.to_lowercase() == lower);
    if let Some(rank) = labelled.filter(|rank| page.choices[*rank].key != WORDS) {
        return Some(Understood::Reply(Reply::Choice(rank)));
    }
    let command = page.commands().into_iter().find(|(_, name)| lower == *name).map(|(key, _)| key);
    let mut letters = lower.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    let known = labelled.map(|_| WORDS).or(command).or(letter).and_then(|key| match key {
        HELP => Some(Understood::Help),
        WORDS if !page.apart => Some(Understood::WordsAnnounced),
        // The urgency may be a choice of the page too: it is the same.
        key => page.choice(key).map(Reply::Choice).or_else(|| reply_of(key, page)).map(Understood::Reply),
    });
    // « 10 » for the tenth choice of a long list.
    let by_number = || {
        let number: usize = lower.parse().ok()?;
        let numbered = page.choices.iter().enumerate().filter(|(_, c)| !KEYS_WITHOUT_NUMBER.contains(&c.key));
        numbered.map(|(rank, _)| rank).nth(number.checked_sub(1)?).map(Reply::Choice)
    };
    let words = || (page.offers_words() && is_words(line)).then(|| Reply::Words(line.to_owned()));
    known.or_else(|| by_number().or_else(words).map(Understood::Reply))
}

/// Whether a line can be what an usager says: two letters or digits in a row, one letter at least.
fn is_words(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic))
}
