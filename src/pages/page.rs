//! What is shown at once: some text, a question, choices.

use super::keys::{
    BACK, HELP, KEYS_HELP, KEYS_HELP_APART, QUIT, RESTART, URGENCE, WITHOUT_SHIFT, WORDS, key,
};
use aiguilleur_core::tree::{Categorie, Severity};

/// A piece of text and its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the page is about.
    Title(String),
    /// The category of an outcome.
    Category(Categorie),
    /// Opens a part of the page.
    Heading(String),
    Text(String),
    /// An item of a list.
    Bullet(String),
    /// A bullet under a bullet.
    SubBullet(String),
    /// A step, numbered from 1.
    Step(usize, String),
    /// Ours, not the document's; or said in passing.
    Note(String),
    /// Kept as it is, to be copied.
    Verbatim(String),
    /// A finding's first word.
    Mark(Severity, String),
    Gap,
}

impl Block {
    /// A text of the program's own words; so are the three below.
    pub fn text(words: &str) -> Self {
        Self::Text(words.to_owned())
    }

    pub fn title(words: &str) -> Self {
        Self::Title(words.to_owned())
    }

    pub fn bullet(words: &str) -> Self {
        Self::Bullet(words.to_owned())
    }

    pub fn note(words: &str) -> Self {
        Self::Note(words.to_owned())
    }
}

/// Opens a part of a page: a gap, then its heading.
pub fn part(heading: &str) -> [Block; 2] {
    [Block::Gap, Block::Heading(heading.to_owned())]
}

/// A choice and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub key: char,
    pub label: String,
    /// The same in a word, where room is short.
    pub short: Option<&'static str>,
    /// Said under the label, in passing.
    pub detail: Option<String>,
    /// Opens a group of choices.
    pub group: Option<String>,
}

/// A page of the conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Where one is, from the general to the particular.
    pub trail: Vec<String>,
    pub body: Vec<Block>,
    pub question: String,
    /// Shown on demand, before what is said of the keys.
    pub help: Option<String>,
    pub choices: Vec<Choice>,
    /// The choices may stand side by side where room is short: what is read comes first.
    pub side_by_side: bool,
    /// The choice made here before.
    pub kept: Option<usize>,
    /// Said after the label of a choice: that it was made before, or where it leads.
    pub mark: Option<(usize, &'static str)>,
    /// Acronyms met here for the first time, spelt out.
    pub sigles: Vec<String>,
    /// The same, of the help: they are read with it.
    pub help_sigles: Vec<String>,
    /// Said of the key that led here again.
    pub notice: Option<&'static str>,
    /// No interview is led here: neither the urgencies nor the start can be gone to.
    pub apart: bool,
}

impl Page {
    /// The help of this page, the acronyms that it alone says, then that of the keys.
    pub fn help_text(&self) -> String {
        let keys = if self.apart { KEYS_HELP_APART } else { KEYS_HELP };
        let sigles = self.help_sigles.iter().map(|sigle| format!("{sigle}."));
        let said: Vec<String> = self.help.iter().cloned().chain(sigles).chain([keys.to_owned()]).collect();
        said.join(" ")
    }

    /// The commands that can be given here, with their keys.
    pub fn commands(&self) -> Vec<(char, &'static str)> {
        let mut commands = vec![(BACK, "retour"), (HELP, "aide")];
        if !self.apart {
            commands.extend([(URGENCE, "urgence"), (WORDS, "mots"), (RESTART, "début")]);
        }
        commands.push((QUIT, "quitter"));
        commands
    }

    /// Whether the page offers to take words: a line that is nothing else is understood as some.
    pub fn offers_words(&self) -> bool {
        self.choice(WORDS).is_some()
    }

    /// The rank of the choice that has this key; a digit may be typed without Shift.
    pub fn choice(&self, key: char) -> Option<usize> {
        let digit = WITHOUT_SHIFT.chars().zip('0'..='9').find(|(typed, _)| *typed == key);
        let key = digit.map_or(key, |(_, digit)| digit);
        self.choices.iter().position(|choice| choice.key == key && key != ' ')
    }
}

/// Choices with the keys of their ranks.
pub fn choices(labels: impl IntoIterator<Item = String>) -> Vec<Choice> {
    labels.into_iter().enumerate().map(|(rank, label)| Choice::new(key(rank), label)).collect()
}

impl Choice {
    /// A choice by itself.
    pub fn new(key: char, label: impl Into<String>) -> Self {
        Self { key, label: label.into(), short: None, detail: None, group: None }
    }

    /// The same choice, under a heading.
    #[must_use]
    pub fn under(self, group: Option<&str>) -> Self {
        Self { group: group.map(str::to_owned), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, choices};
    use crate::pages::keys::WAY_OUT;

    #[test]
    fn a_digit_of_a_french_keyboard_chooses_with_or_without_shift() {
        let mut page = Page { choices: choices((1..=10).map(|rank| rank.to_string())), ..Page::default() };
        page.choices[9].key = WAY_OUT;
        for (digit, typed) in "1234567890".chars().zip("&é\"'(-è_çà".chars()) {
            assert!(page.choice(digit).is_some());
            assert_eq!(page.choice(typed), page.choice(digit), "{typed}");
        }
        assert_eq!(page.choice('²'), None);
    }
}
