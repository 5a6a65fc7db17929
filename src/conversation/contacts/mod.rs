//! Local contacts, filled in one after the other, the most needed first; each is written as soon as it says something.

mod questions;

use self::questions::Questions;
pub(super) use self::questions::{asked, words_fault};
use crate::error::Error;
use crate::files::local_draft::Draft;
use crate::pages::fill as pages;
use crate::pages::{Block, contact};
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{LocalEntry, NO_DEPARTEMENT, Target, complete_contact};
use aiguilleur_core::tree::Contact;

/// A session.
pub struct Filling<'s> {
    form: &'s mut dyn Form,
    draft: Draft<'s>,
    targets: &'s [Target<'s>],
    today: Day,
    /// What is proposed for the next contact: the day, and who says so.
    on: String,
    by: String,
}

/// Where one goes after a contact.
enum Turn {
    Next,
    Previous,
    To(usize),
    Stop,
}

impl<'s> Filling<'s> {
    /// A session on this file.
    pub fn new(form: &'s mut dyn Form, draft: Draft<'s>, targets: &'s [Target<'s>], today: Day) -> Self {
        let by = draft.source().source.clone().unwrap_or_default();
        Self { form, draft, targets, today, on: today.to_string(), by }
    }

    /// Leads it to its end; returns what was done.
    ///
    /// # Errors
    ///
    /// Where the conversation is interrupted, or the file cannot be written.
    pub fn run(mut self) -> Result<Vec<Block>, Error> {
        if self.head()? {
            let mut here = self.open_from(0).unwrap_or(0);
            while here < self.targets.len() {
                match self.contact(here)? {
                    Turn::Next => here = self.open_from(here + 1).unwrap_or(self.targets.len()),
                    Turn::Previous => here = here.saturating_sub(1),
                    Turn::To(rank) => here = rank,
                    Turn::Stop => break,
                }
            }
        }
        let filled = (0..self.targets.len()).filter(|rank| self.is_filled(*rank)).count();
        Ok(pages::done(self.draft.label(), self.draft.maison(), filled, self.targets.len() - filled))
    }

    /// What holds for the whole file, where it does not say it yet; false where one stops there.
    fn head(&mut self) -> Result<bool, Error> {
        let departement = self.draft.source().departement.trim();
        let new = departement.is_empty() || departement == NO_DEPARTEMENT;
        if new && !self.ask_head("departement", pages::DEPARTEMENT, true)? {
            return Ok(false);
        }
        let one = self.draft.source().maison.is_some();
        if new && !one && !self.ask_head("maison", pages::MAISON, false)? {
            return Ok(false);
        }
        if self.by.trim().is_empty() {
            if !self.ask_head("source", pages::BY, true)? {
                return Ok(false);
            }
            self.by = self.draft.source().source.clone().unwrap_or_default();
        }
        Ok(true)
    }

    fn ask_head(&mut self, field: &str, question: &str, needed: bool) -> Result<bool, Error> {
        loop {
            match asked(self.form, question, "", needed, words_fault)? {
                Entered::Given(text) if text.is_empty() => return Ok(true),
                Entered::Given(text) => return self.draft.set_head(field, &text).map(|()| true),
                // Nothing lies behind.
                Entered::Back => {}
                Entered::Stop => return Ok(false),
            }
        }
    }

    /// The first contact from this one on that is still to be filled in.
    fn open_from(&self, from: usize) -> Option<usize> {
        (from..self.targets.len()).find(|rank| !self.is_filled(*rank))
    }

    fn is_filled(&self, rank: usize) -> bool {
        self.entry(rank).is_some_and(|entry| entry.filled().next().is_some())
    }

    fn entry(&self, rank: usize) -> Option<&LocalEntry> {
        let Target { operateur, contact, .. } = &self.targets[rank];
        let same = |entry: &&LocalEntry| entry.operateur == *operateur && entry.contact == contact.id;
        self.draft.source().contacts.iter().find(same)
    }

    /// The contact as its sheets show it with what the file says.
    fn shown(&self, rank: usize) -> Contact {
        let mut shown = self.targets[rank].contact.clone();
        if let Some(entry) = self.entry(rank).filter(|entry| !entry.is_blank()) {
            complete_contact(&mut shown, entry, self.draft.source(), self.today);
        }
        shown
    }

    fn contact(&mut self, rank: usize) -> Result<Turn, Error> {
        let blocks = pages::before(&self.targets[rank], &self.shown(rank), rank + 1, self.targets.len());
        self.form.say(&blocks)?;
        let filled = self.is_filled(rank);
        let actions = [
            if filled { "Le corriger" } else { "Le remplir" },
            "Passer au suivant",
            "Revenir au précédent",
            "Choisir dans la liste",
            "Arrêter",
        ];
        let proposed = usize::from(filled);
        Ok(
            match self.form.choose(
                "Que faites-vous de ce contact ?",
                &actions.map(str::to_owned),
                proposed,
            )? {
                Entered::Given(0) => self.fill(rank)?,
                Entered::Given(1) => Turn::Next,
                Entered::Given(2) | Entered::Back => Turn::Previous,
                Entered::Given(3) => self.list(rank)?,
                Entered::Given(_) | Entered::Stop => Turn::Stop,
            },
        )
    }

    fn list(&mut self, here: usize) -> Result<Turn, Error> {
        let lines = self.targets.iter().enumerate();
        let lines: Vec<String> =
            lines.map(|(rank, target)| pages::line(target, self.is_filled(rank))).collect();
        Ok(match self.form.choose("Quel contact ?", &lines, here)? {
            Entered::Given(rank) => Turn::To(rank),
            Entered::Back => Turn::To(here),
            Entered::Stop => Turn::Stop,
        })
    }

    /// Asks all that a contact takes.
    fn fill(&mut self, rank: usize) -> Result<Turn, Error> {
        let mut questions = Questions::new(&self.targets[rank], self.entry(rank), &self.on, &self.by);
        loop {
            let step = match questions.ask(self.form, self.today)? {
                Entered::Back => return Ok(Turn::To(rank)),
                Entered::Stop => return Ok(Turn::Stop),
                Entered::Given(step) => step,
            };
            let by_of_file = self.draft.source().source.clone().unwrap_or_default();
            if let Some(entry) = questions.known(&by_of_file) {
                self.draft.put(&entry)?;
            }
            if step.shows() {
                let shown = contact::alone(&self.shown(rank));
                self.form.say(&shown)?;
            }
            if step.ends() {
                (self.on, self.by) = questions.checked();
                return Ok(Turn::Next);
            }
        }
    }
}
