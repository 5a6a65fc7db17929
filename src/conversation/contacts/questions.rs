//! The questions about one contact, one after the other; each can be gone back to.

use crate::error::Error;
use crate::pages::Block;
use crate::pages::fill as pages;
use crate::source::listing::day;
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{LocalCanal, LocalEntry, Target, fillable, names_a_person, value_fault};
use aiguilleur_core::tree::{Canal, Number, has_control};

/// After so many faults in a row, whoever answers is no person.
const PATIENCE: usize = 100;

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Service,
    Canal,
    Valeur,
    Horaires,
    Another,
    Note,
    Jour,
    Source,
    Keep,
    End,
}

impl Step {
    /// Before this question, the contact is shown as its sheets show it.
    pub fn shows(self) -> bool {
        self == Self::Keep
    }

    pub fn ends(self) -> bool {
        self == Self::End
    }
}

/// What is known of the contact so far, and which question comes next.
pub(super) struct Questions {
    entry: LocalEntry,
    /// The kinds of channel that it takes.
    kinds: Vec<Canal>,
    canal: Canal,
    step: Step,
    behind: Vec<Step>,
    /// When it was checked, and who says so.
    on: String,
    by: String,
    /// Something was said of a channel: what is known can be kept.
    touched: bool,
}

impl Questions {
    pub fn new(target: &Target<'_>, known: Option<&LocalEntry>, on: &str, by: &str) -> Self {
        let kinds = fillable(&target.contact);
        Self {
            entry: known.cloned().unwrap_or_else(|| LocalEntry::blank(target.operateur, &target.contact.id)),
            canal: kinds.first().copied().unwrap_or(Canal::Telephone),
            kinds,
            step: Step::Service,
            behind: Vec::new(),
            on: on.to_owned(),
            by: by.to_owned(),
            touched: false,
        }
    }

    /// What is known of the contact, where it can be kept: something was said today of a way to reach it.
    pub fn known(&self, by_of_file: &str) -> Option<LocalEntry> {
        let source = Some(self.by.clone()).filter(|by| by != by_of_file);
        let sure = self.touched || matches!(self.step, Step::Keep | Step::End);
        let entry = LocalEntry { verifie_le: Some(self.on.clone()), source, ..self.entry.clone() };
        (sure && entry.filled().next().is_some()).then_some(entry)
    }

    /// When it was checked, and who says so.
    pub fn checked(self) -> (String, String) {
        (self.on, self.by)
    }

    /// Asks the question, and tells the next one.
    pub fn ask(&mut self, form: &mut dyn Form, today: Day) -> Result<Entered<Step>, Error> {
        let next = match self.step {
            Step::Service => self.service(form)?,
            Step::Canal => self.canal(form)?,
            Step::Valeur => self.valeur(form)?,
            Step::Horaires => self.horaires(form)?,
            Step::Another => {
                let items = ["Oui, un autre moyen", "Non, c'est tout"].map(str::to_owned);
                let next = |rank| if rank == 0 { Step::Canal } else { Step::Note };
                form.choose(pages::ANOTHER, &items, 1)?.map(next)
            }
            Step::Note => {
                let proposed = self.entry.note.clone().unwrap_or_default();
                let note = asked(form, pages::NOTE, &proposed, false, words_fault)?;
                note.map(|note| self.set(|own| own.entry.note = Some(note), Step::Jour))
            }
            Step::Jour => {
                let fault = |text: &str, _: &str| pages::day_fault(day(text), today);
                let on = asked(form, pages::JOUR, &self.on.clone(), true, fault)?;
                on.map(|text| self.set(|own| own.on = day(&text).unwrap_or(today).to_string(), Step::Source))
            }
            Step::Source => {
                let by = asked(form, pages::SOURCE, &self.by.clone(), true, words_fault)?;
                by.map(|by| self.set(|own| own.by = by, Step::Keep))
            }
            Step::Keep => {
                let items = ["Oui", "Non, le corriger"].map(str::to_owned);
                let next = |rank| if rank == 0 { Step::End } else { Step::Service };
                form.choose(pages::KEEP, &items, 0)?.map(next)
            }
            Step::End => Entered::Given(Step::End),
        };
        Ok(match next {
            Entered::Given(next) => {
                self.behind.push(std::mem::replace(&mut self.step, next));
                Entered::Given(next)
            }
            Entered::Back => match self.behind.pop() {
                Some(step) => {
                    self.step = step;
                    Entered::Given(step)
                }
                None => Entered::Back,
            },
            Entered::Stop => Entered::Stop,
        })
    }

    fn set(&mut self, change: impl FnOnce(&mut Self), next: Step) -> Step {
        change(self);
        next
    }

    fn service(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let proposed = self.entry.service.clone().unwrap_or_default();
        let next = if self.kinds.len() > 1 { Step::Canal } else { Step::Valeur };
        let service = asked(form, pages::SERVICE, &proposed, false, words_fault)?;
        Ok(service.map(|service| self.set(|own| own.entry.service = Some(service), next)))
    }

    fn canal(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let said = |kind: &Canal| self.entry.canaux.iter().find(|channel| channel.canal == *kind);
        let line = |kind: &Canal| match said(kind).and_then(LocalCanal::shown) {
            Some(valeur) => format!("{} ({valeur})", kind.nom()),
            None => kind.nom().to_owned(),
        };
        let lines: Vec<String> = self.kinds.iter().map(line).collect();
        let proposed =
            if self.touched { self.kinds.iter().position(|kind| said(kind).is_none()) } else { None };
        let chosen = form.choose(pages::CANAL, &lines, proposed.unwrap_or(0))?;
        Ok(chosen.map(|rank| self.set(|own| own.canal = own.kinds[rank], Step::Valeur)))
    }

    fn valeur(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let canal = self.canal;
        let known = self.entry.canaux.iter().find(|channel| channel.canal == canal);
        let mut proposed = known.and_then(LocalCanal::shown).unwrap_or_default();
        loop {
            let fault = |text: &str, before: &str| match Number::read(text) {
                Number::Probable(_) if canal == Canal::Telephone => None,
                _ if text.is_empty() => None,
                _ => value_fault(canal, text)
                    .map(|(what, mend)| format!("« {text} » {what}. {mend}"))
                    .or_else(|| words_fault(text, before)),
            };
            let valeur = match asked(form, pages::valeur(canal), &proposed, canal.needs_value(), fault)? {
                Entered::Given(valeur) => valeur,
                Entered::Back => return Ok(Entered::Back),
                Entered::Stop => return Ok(Entered::Stop),
            };
            // A zero that is missing is asked for, never supposed.
            let whole = match Number::read(&valeur) {
                Number::Probable(whole) if canal == Canal::Telephone => whole,
                _ => return Ok(Entered::Given(self.say(canal, valeur))),
            };
            let items = [format!("Oui, c'est le {whole}"), "Non, je le retape".to_owned()];
            match form.choose(&pages::probable(&whole), &items, 0)? {
                Entered::Given(0) => return Ok(Entered::Given(self.say(canal, whole))),
                Entered::Stop => return Ok(Entered::Stop),
                Entered::Given(_) | Entered::Back => proposed = valeur,
            }
        }
    }

    /// What is said of a way to reach the contact, from today on.
    fn say(&mut self, canal: Canal, valeur: String) -> Step {
        self.touched = true;
        let mut channel = LocalCanal::new(canal, Some(valeur).filter(|valeur| !valeur.is_empty()));
        channel.valeur = channel.shown();
        match self.entry.canaux.iter_mut().find(|other| other.canal == canal) {
            // The day of the contact holds for it again.
            Some(known) => {
                let LocalCanal { horaires, prix, precision, .. } = known.clone();
                *known = LocalCanal { horaires, prix, precision, ..channel };
            }
            None => self.entry.canaux.push(channel),
        }
        let open = matches!(canal, Canal::Telephone | Canal::RendezVous | Canal::SurPlace);
        if open { Step::Horaires } else { self.after_channel() }
    }

    fn after_channel(&self) -> Step {
        if self.kinds.len() > 1 { Step::Another } else { Step::Note }
    }

    fn horaires(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let canal = self.canal;
        let Some(channel) = self.entry.canaux.iter().position(|channel| channel.canal == canal) else {
            return Ok(Entered::Given(self.after_channel()));
        };
        let proposed = self.entry.canaux[channel].horaires.clone().unwrap_or_default();
        let next = self.after_channel();
        let horaires = asked(form, pages::HORAIRES, &proposed, false, words_fault)?;
        Ok(horaires.map(|hours| self.set(|own| own.entry.canaux[channel].horaires = Some(hours), next)))
    }
}

/// Asks for a text until nothing is wrong with it; `fault` is told what was refused before.
pub fn asked<F: Into<String>>(
    form: &mut dyn Form,
    question: &str,
    proposed: &str,
    needed: bool,
    fault: impl Fn(&str, &str) -> Option<F>,
) -> Result<Entered<String>, Error> {
    let (mut typed, mut before) = (proposed.to_owned(), String::new());
    for _ in 0..PATIENCE {
        let text = match form.fill(question, &typed)? {
            Entered::Given(text) => text,
            other => return Ok(other),
        };
        let wrong = if text.is_empty() {
            needed.then(|| pages::NEEDED.to_owned())
        } else {
            fault(&text, &before).map(Into::into)
        };
        let Some(wrong) = wrong else { return Ok(Entered::Given(text)) };
        form.say(&[Block::Text(wrong)])?;
        (before, typed) = (text.clone(), text);
    }
    Err(Error::input(
        format!("{PATIENCE} réponses de suite ne conviennent pas."),
        "Donnez une réponse par ligne, dans l'ordre des questions.",
    ))
}

/// What is wrong with words; those that seem to name a person are taken when they are given again.
pub fn words_fault(text: &str, before: &str) -> Option<String> {
    if has_control(text) {
        return Some(
            "Ce texte contient un caractère que l'écran ne peut pas montrer. Retapez-le.".to_owned(),
        );
    }
    (names_a_person(text) && text != before).then(|| pages::PERSON.to_owned())
}
