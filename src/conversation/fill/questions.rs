//! The questions about one contact, one after the other; each can be gone back to.

use super::asked::{asked, asked_day, hours_fault, name_fault};
use super::corrections::{Correction, corrections};
use crate::error::Error;
use crate::pages::{contact_list::lost_zero, fill as pages};
use crate::ui::form::{Entered, Form};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::{
    LocalCanal, LocalEntry, Source, Target, contradicted, fillable, number_of_usagers, value_fault,
};
use aiguilleur_core::tree::{Canal, Contact, ContactCanal, Number};

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// What to correct of a contact that says something.
    Pick,
    Service,
    Canal,
    Valeur,
    Horaires,
    Precision,
    Another,
    Note,
    Jour,
    Source,
    /// Before this question, the contact is shown as its sheets show it.
    Keep,
    End,
}

/// What is known of the contact so far, and which question comes next.
pub(super) struct Questions {
    contact: Contact,
    /// What the file says, and what it will.
    old: LocalEntry,
    entry: LocalEntry,
    /// The kinds of channel that it takes, and those of which something was said today.
    kinds: Vec<Canal>,
    touched: Vec<Canal>,
    canal: Canal,
    /// It has a value already, and this is one more.
    second: bool,
    step: Step,
    behind: Vec<Step>,
    /// When it was checked, and who says so: today; before; and who gives the whole file.
    on: String,
    by: String,
    before: (Option<String>, Option<String>),
    by_of_file: String,
    /// All of it is said today: its day is the same for all.
    whole: bool,
    /// One thing is corrected: the day comes after it.
    picked: bool,
}

impl Questions {
    pub fn new(target: &Target<'_>, known: Option<&LocalEntry>, file: &Source, on: &str, by: &str) -> Self {
        let kinds = fillable(&target.contact);
        let fresh = known.is_none_or(LocalEntry::is_blank);
        let told = |own: fn(&LocalEntry) -> Option<&String>, file: &Option<String>| {
            known.and_then(own).filter(|text| !text.is_empty()).or(file.as_ref()).cloned()
        };
        let entry = known.cloned().unwrap_or_else(|| LocalEntry::blank(target.operateur, &target.contact.id));
        Self {
            contact: target.contact.clone(),
            old: entry.clone(),
            entry,
            canal: kinds.first().copied().unwrap_or(Canal::Telephone),
            kinds,
            touched: Vec::new(),
            second: false,
            step: if fresh { Step::Service } else { Step::Pick },
            behind: Vec::new(),
            on: on.to_owned(),
            by: by.to_owned(),
            before: (
                told(|entry| entry.verifie_le.as_ref(), &file.verifie_le),
                told(|entry| entry.source.as_ref(), &file.source),
            ),
            by_of_file: file.source.clone().unwrap_or_default(),
            whole: fresh,
            picked: false,
        }
    }

    /// What is known of the contact. A day certifies what was said of it that day, and nothing else.
    pub fn known(&self) -> LocalEntry {
        let (le, by) = (Some(self.on.clone()), Some(self.by.clone()));
        let mut entry = self.entry.clone();
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let beside = |entry: &LocalEntry| (said(&entry.service), said(&entry.note));
        let of_entry = self.whole || beside(&entry) != beside(&self.old);
        for channel in &mut entry.canaux {
            let said = self.whole || self.touched.contains(&channel.canal);
            // The day of the contact holds for it, unless it has its own.
            if said && (!of_entry || channel.verifie_le.is_some()) {
                (channel.verifie_le, channel.source) = (le.clone(), by.clone());
            } else if !said && of_entry {
                let (le, by) = &self.before;
                channel.verifie_le = channel.verifie_le.take().or_else(|| le.clone());
                channel.source = channel.source.take().or_else(|| by.clone());
            }
        }
        if of_entry {
            entry.verifie_le = le;
            entry.source = by.filter(|by| *by != self.by_of_file);
        }
        entry
    }

    /// When it was checked, and who says so.
    pub fn checked(self) -> (String, String) {
        (self.on, self.by)
    }

    /// Asks the question, and tells the next one.
    pub fn ask(&mut self, form: &mut dyn Form, today: Day) -> Result<Entered<Step>, Error> {
        let next = match self.step {
            Step::Pick => self.pick(form)?,
            Step::Service => self.service(form)?,
            Step::Canal => self.canal(form)?,
            Step::Valeur => self.valeur(form)?,
            Step::Horaires => self.horaires(form)?,
            Step::Precision => self.precision(form)?,
            Step::Another => {
                let items = ["Oui, un autre moyen", "Non, c'est tout"].map(str::to_owned);
                let next = |rank| if rank == 0 { Step::Canal } else { Step::Note };
                form.choose(pages::ANOTHER, &items, 1)?.map(next)
            }
            Step::Note => {
                let proposed = self.entry.note.clone().unwrap_or_default();
                let fault = |text: &str, again: bool| self.national_fault(None, "note", text, again);
                let note = asked(form, pages::NOTE, &proposed, false, fault)?;
                note.map(|note| self.set(|own| own.entry.note = Some(note), Step::Jour))
            }
            Step::Jour => {
                let on = asked_day(form, pages::JOUR, &self.on, today)?;
                on.map(|day| self.set(|own| own.on = day.to_string(), Step::Source))
            }
            Step::Source => {
                let by = asked(form, pages::SOURCE, &self.by.clone(), true, name_fault)?;
                by.map(|by| self.set(|own| own.by = by, Step::Keep))
            }
            Step::Keep => {
                let items = ["Oui", "Non, le corriger"].map(str::to_owned);
                let next = |rank| if rank == 0 { Step::End } else { Step::Pick };
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

    /// What to correct; the rest stays as it is, with its day.
    fn pick(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let items = corrections(&self.entry);
        let lines: Vec<String> = items.iter().map(|(line, _)| line.clone()).collect();
        Ok(form.choose(pages::PICK, &lines, 0)?.map(|rank| self.correct(items[rank].1)))
    }

    /// Begins a correction: the step that it starts with.
    fn correct(&mut self, correction: Correction) -> Step {
        if let Correction::Remove(rank) = correction {
            self.entry.canaux.remove(rank);
            return Step::Keep;
        }
        // What is verified or asked anew as a whole is not picked.
        let whole = matches!(correction, Correction::Day | Correction::All);
        self.picked = !whole;
        self.whole |= whole;
        self.second = false;
        match correction {
            Correction::Value(canal) => {
                self.canal = canal;
                Step::Valeur
            }
            Correction::AnotherChannel => Step::Canal,
            Correction::Note => Step::Note,
            Correction::Day => Step::Jour,
            Correction::Service | Correction::All => Step::Service,
            Correction::Remove(_) => Step::Keep,
        }
    }

    /// What comes after something that was picked, or asked in its turn.
    fn after(&self, next: Step) -> Step {
        if self.picked { Step::Jour } else { next }
    }

    /// What the document says of the channel that is asked about.
    fn national(&self) -> Option<&ContactCanal> {
        self.contact.canaux.iter().find(|channel| channel.canal == self.canal)
    }

    /// What is wrong with words beside what the document says; a number of the usagers is taken where it is typed again.
    fn national_fault(&self, canal: Option<Canal>, field: &str, text: &str, again: bool) -> Option<String> {
        let usagers = || {
            number_of_usagers(text)
                .filter(|_| !again && canal.is_some() && self.contact.answers_conseillers())
        };
        let against =
            contradicted(&self.contact, canal, field, text).map(|(what, mend)| format!("{what} {mend}"));
        against.or_else(|| usagers().map(|number| pages::not_of_usagers(&number)))
    }

    fn service(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let proposed = self.entry.service.clone().unwrap_or_default();
        let next = self.after(if self.kinds.len() > 1 { Step::Canal } else { Step::Valeur });
        let service = asked(form, pages::SERVICE, &proposed, false, name_fault)?;
        Ok(service.map(|service| self.set(|own| own.entry.service = Some(service), next)))
    }

    fn canal(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let said = |kind: &Canal| self.entry.canaux.iter().find(|channel| channel.canal == *kind);
        let more = |kind: &Canal| self.touched.contains(kind) || self.picked && said(kind).is_some();
        let line = |kind: &Canal| match said(kind).and_then(LocalCanal::shown) {
            Some(valeur) if more(kind) => format!("{}, en plus de {valeur}", kind.nom()),
            Some(valeur) => format!("{} ({valeur})", kind.nom()),
            None => kind.nom().to_owned(),
        };
        let lines: Vec<String> = self.kinds.iter().map(line).collect();
        let other = self.picked || !self.touched.is_empty();
        let proposed = self.kinds.iter().position(|kind| other && said(kind).is_none());
        let more: Vec<bool> = self.kinds.iter().map(more).collect();
        let chosen = form.choose(pages::CANAL, &lines, proposed.unwrap_or(0))?;
        Ok(chosen.map(|rank| {
            (self.canal, self.second) = (self.kinds[rank], more[rank]);
            Step::Valeur
        }))
    }

    fn valeur(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let canal = self.canal;
        let known = self.entry.canaux.iter().find(|channel| channel.canal == canal);
        let mut proposed = known.filter(|_| !self.second).and_then(LocalCanal::shown).unwrap_or_default();
        loop {
            let fault = |text: &str, again: bool| match Number::read(text) {
                Number::Probable(_) if canal == Canal::Telephone => None,
                _ => value_fault(canal, text)
                    .map(|(what, mend)| format!("« {text} » {what}. {mend}"))
                    .or_else(|| self.national_fault(Some(canal), "valeur", text, again)),
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
            match form.choose(&lost_zero(&whole), &items, 0)? {
                Entered::Given(0) => return Ok(Entered::Given(self.say(canal, whole))),
                Entered::Stop => return Ok(Entered::Stop),
                Entered::Given(_) | Entered::Back => proposed = valeur,
            }
        }
    }

    /// What is said of a way to reach the contact, from today on; a second number stands beside the first.
    fn say(&mut self, canal: Canal, valeur: String) -> Step {
        let mut channel = LocalCanal::new(canal, Some(valeur).filter(|valeur| !valeur.is_empty()));
        channel.valeur = channel.shown();
        let second = self.second && channel.valeur.is_some();
        match self.entry.canaux.iter_mut().find(|other| other.canal == canal) {
            Some(known) if second && known.valeur != channel.valeur => {
                let more = format!("ou {}", channel.valeur.unwrap_or_default());
                let before = known.precision.take().filter(|before| !before.is_empty());
                known.precision = Some(before.map_or(more.clone(), |before| format!("{before} ; {more}")));
            }
            Some(known) => known.valeur = channel.valeur,
            None => self.entry.canaux.push(channel),
        }
        if !self.touched.contains(&canal) {
            self.touched.push(canal);
        }
        let open = matches!(canal, Canal::Telephone | Canal::RendezVous | Canal::SurPlace);
        let said = self.national().is_some_and(|national| national.horaires.is_some());
        if open && !said { Step::Horaires } else { self.after_hours() }
    }

    /// The document's own words are completed, never changed.
    fn after_hours(&self) -> Step {
        let said = self.national().is_some_and(|national| national.precision.is_some());
        if said { self.after_channel() } else { Step::Precision }
    }

    fn after_channel(&self) -> Step {
        self.after(if self.kinds.len() > 1 { Step::Another } else { Step::Note })
    }

    fn horaires(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let next = self.after_hours();
        let Some(channel) = self.channel() else { return Ok(Entered::Given(next)) };
        let proposed = channel.horaires.clone().unwrap_or_default();
        let horaires = asked(form, pages::HORAIRES, &proposed, false, hours_fault)?;
        Ok(horaires.map(|hours| {
            self.channel().into_iter().for_each(|channel| channel.horaires = Some(hours.clone()));
            next
        }))
    }

    fn precision(&mut self, form: &mut dyn Form) -> Result<Entered<Step>, Error> {
        let next = self.after_channel();
        let Some(channel) = self.channel() else { return Ok(Entered::Given(next)) };
        let proposed = channel.precision.clone().unwrap_or_default();
        let fault = |text: &str, again: bool| self.national_fault(Some(self.canal), "precision", text, again);
        let precision = asked(form, pages::PRECISION, &proposed, false, fault)?;
        Ok(precision.map(|text| {
            let text = match Number::read(&text) {
                Number::Certain(number) => format!("ou {number}"),
                _ => text,
            };
            self.channel().into_iter().for_each(|channel| channel.precision = Some(text.clone()));
            next
        }))
    }

    /// The channel that is asked about.
    fn channel(&mut self) -> Option<&mut LocalCanal> {
        self.entry.canaux.iter_mut().find(|channel| channel.canal == self.canal)
    }
}
