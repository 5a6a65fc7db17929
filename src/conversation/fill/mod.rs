//! Local contacts, filled in one after the other, the most needed first; each is written as soon as it is to be kept.

mod asked;
mod corrections;
mod questions;

pub use self::asked::chosen;
use self::asked::name_fault;
pub(super) use self::asked::{any, asked, asked_day, asked_departement};
use self::questions::{Questions, Step};
use crate::error::Error;
use crate::files::local_draft::Draft;
use crate::pages::fill as pages;
use crate::pages::{Block, contact};
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{
    Counts, LocalEntry, NO_DEPARTEMENT, Target, complete_contact, is_departement, nearest_departement,
};
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
        let start = pages::start(self.draft.label(), self.draft.maison(), &Counts::of(self.targets.iter()));
        self.form.say(&start)?;
        if self.head(false)? {
            let mut here = self.open_from(0).unwrap_or(0);
            let mut met = vec![false; self.targets.len()];
            while here < self.targets.len() {
                met[here] = true;
                match self.contact(here)? {
                    Turn::Next => here = self.next_after(here, &met),
                    // What holds for the whole file may be wrong too.
                    Turn::Previous if here == 0 => {
                        if !self.head(true)? {
                            break;
                        }
                    }
                    Turn::Previous => here -= 1,
                    Turn::To(rank) => here = rank,
                    Turn::Stop => break,
                }
            }
        }
        let open = (0..self.targets.len()).filter(|rank| !self.is_filled(*rank));
        let left = Counts::of(open.map(|rank| &self.targets[rank]));
        Ok(pages::done(self.draft.label(), self.draft.maison(), self.targets.len(), &left))
    }

    /// What holds for the whole file, where it does not say it yet, or where it is asked `again`; false where one stops there.
    fn head(&mut self, again: bool) -> Result<bool, Error> {
        let departement = self.draft.source().departement.trim();
        let near = Some(departement).filter(|nom| !is_departement(nom)).and_then(nearest_departement);
        let new = departement.is_empty() || departement == NO_DEPARTEMENT || near.is_some();
        let one = self.draft.source().maison.is_some();
        let of_maison = self.draft.maison().is_some();
        let source = self.draft.source();
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let questions = [
            ("departement", pages::DEPARTEMENT, true, new || again, near.unwrap_or(departement).to_owned()),
            ("maison", pages::MAISON, false, !of_maison && (new && !one || again), said(&source.maison)),
            ("source", pages::BY, true, self.by.trim().is_empty() || again, said(&source.source)),
        ];
        let questions: Vec<_> = questions.into_iter().filter(|(_, _, _, wanted, _)| *wanted).collect();
        let mut given: Vec<String> = questions.iter().map(|(.., known)| known.clone()).collect();
        let mut at = 0;
        while let Some((field, question, needed, ..)) = questions.get(at) {
            let entered = if *field == "departement" {
                asked_departement(self.form, question, &given[at], *needed)
            } else {
                asked(self.form, question, &given[at], *needed, name_fault)
            };
            match entered? {
                Entered::Given(text) => {
                    self.draft.set_head(field, &text)?;
                    given[at] = text;
                    at += 1;
                }
                Entered::Back if at == 0 => self.form.say(&[Block::note(pages::NOTHING_BEHIND)])?,
                Entered::Back => at -= 1,
                Entered::Stop => return Ok(false),
            }
        }
        self.by = self.draft.source().source.clone().unwrap_or_default();
        Ok(true)
    }

    /// The first contact from this one on that is still to be filled in.
    fn open_from(&self, from: usize) -> Option<usize> {
        (from..self.targets.len()).find(|rank| !self.is_filled(*rank))
    }

    /// The next contact to be filled in; after the last one, those that were left out before.
    fn next_after(&self, here: usize, met: &[bool]) -> usize {
        let left_out = || (0..here).find(|rank| !met[*rank] && !self.is_filled(*rank));
        self.open_from(here + 1).or_else(left_out).unwrap_or(self.targets.len())
    }

    fn is_filled(&self, rank: usize) -> bool {
        self.draft.source().says(&self.targets[rank])
    }

    fn entry(&self, rank: usize) -> Option<&LocalEntry> {
        self.draft.source().entry(&self.targets[rank])
    }

    /// The contact as its sheets show it where the file says this of it.
    fn shown(&self, rank: usize, entry: Option<&LocalEntry>) -> Contact {
        let mut shown = self.targets[rank].contact.clone();
        let source = self.draft.in_force_with(entry);
        if let Some(entry) = source.entry(&self.targets[rank]).filter(|entry| !entry.is_blank()) {
            complete_contact(&mut shown, entry, &source, self.today);
        }
        shown
    }

    fn contact(&mut self, rank: usize) -> Result<Turn, Error> {
        let place = (rank + 1, self.targets.len());
        let shown = self.shown(rank, self.entry(rank));
        let blocks = pages::before(&self.targets[rank], &shown, place, &self.draft.source().territoire());
        self.form.say(&blocks)?;
        let filled = self.is_filled(rank);
        let mut actions = vec![
            if filled { "Le corriger" } else { "Le remplir" },
            "Passer au suivant",
            "Revenir au précédent",
            "Choisir dans la liste",
            "Arrêter",
        ];
        actions.extend(filled.then_some("Le retirer"));
        let actions: Vec<String> = actions.into_iter().map(str::to_owned).collect();
        Ok(match self.form.choose("Que faites-vous de ce contact ?", &actions, usize::from(filled))? {
            Entered::Given(0) => self.fill(rank)?,
            Entered::Given(1) => Turn::Next,
            Entered::Given(2) | Entered::Back => Turn::Previous,
            Entered::Given(3) => self.list(rank)?,
            Entered::Given(5) => self.remove(rank)?,
            Entered::Given(_) | Entered::Stop => Turn::Stop,
        })
    }

    /// Takes a contact out of the file, once that is said twice.
    fn remove(&mut self, rank: usize) -> Result<Turn, Error> {
        let items = ["Non, le garder", "Oui, le retirer du fichier"].map(str::to_owned);
        let target = &self.targets[rank];
        Ok(match self.form.choose(pages::REMOVE, &items, 0)? {
            Entered::Given(1) => {
                self.draft.remove(target.operateur, &target.contact.id)?;
                self.form.say(&[Block::note(pages::REMOVED)])?;
                Turn::To(rank)
            }
            Entered::Given(_) | Entered::Back => Turn::To(rank),
            Entered::Stop => Turn::Stop,
        })
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

    /// Where somebody else wrote this contact during the answers, asks which holds; none where the answers do.
    fn written_meanwhile(&mut self, rank: usize, before: Option<&LocalEntry>) -> Result<Option<Turn>, Error> {
        self.draft.read_again()?;
        let now = self.entry(rank).cloned();
        let is_known = |now: &LocalEntry| before.is_some_and(|before| now.says_the_same(before));
        if now.as_ref().is_none_or(is_known) {
            return Ok(None);
        }
        let shown = self.shown(rank, now.as_ref());
        self.form.say(&[Block::note(pages::WRITTEN_MEANWHILE)])?;
        self.form.say(&contact::alone(&shown))?;
        let items = ["Garder ce contact, oublier mes réponses", "Mettre mes réponses à la place"];
        Ok(match self.form.choose(pages::WHICH_HOLDS, &items.map(str::to_owned), 0)? {
            Entered::Given(1) => None,
            Entered::Given(_) | Entered::Back => Some(Turn::To(rank)),
            Entered::Stop => Some(Turn::Stop),
        })
    }

    /// Asks all that a contact takes; it is written once it is to be kept, and not before.
    fn fill(&mut self, rank: usize) -> Result<Turn, Error> {
        let source = self.draft.source();
        let mut questions = Questions::new(&self.targets[rank], self.entry(rank), source, &self.on, &self.by);
        let before = self.entry(rank).cloned();
        loop {
            match questions.ask(self.form, self.today)? {
                Entered::Back => return Ok(Turn::To(rank)),
                Entered::Stop => {
                    self.form.say(&[Block::text(pages::NOT_KEPT)])?;
                    return Ok(Turn::Stop);
                }
                Entered::Given(Step::Keep) => {
                    let known = questions.known();
                    let tree = self.draft.tree_with(&known)?;
                    let shown = self.shown(rank, Some(&known));
                    self.form.say(&pages::preview(tree.as_ref(), &shown))?;
                }
                Entered::Given(Step::End) => {
                    let known = questions.known();
                    if let Some(turn) = self.written_meanwhile(rank, before.as_ref())? {
                        return Ok(turn);
                    }
                    // A contact that no means reaches any more says nothing.
                    if known.is_blank() {
                        self.draft.remove(&known.operateur, &known.contact)?;
                        self.form.say(&[Block::note(pages::REMOVED)])?;
                    } else {
                        self.draft.put(&known)?;
                        self.form.say(&[Block::note(pages::KEPT)])?;
                    }
                    (self.on, self.by) = questions.checked();
                    return Ok(Turn::Next);
                }
                Entered::Given(_) => {}
            }
        }
    }
}
