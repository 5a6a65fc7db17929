//! The places of an interview: a question, its outcome, why, the checklist.

use super::{Guide, Led, Place, Turn};
use crate::error::Error;
use crate::files::library::Local;
use crate::pages::interview::{self as pages, Next};
use crate::pages::{Block, contact};
use crate::ui::Reply;
use aiguilleur_core::tree::Demarche;
use aiguilleur_core::walk::{Ask, Origin, Outcome};

impl<'s> Guide<'s> {
    pub(super) fn question(&mut self, led: &Led<'s>, ask: &Ask<'s>) -> Result<Turn<'s>, Error> {
        let interview = &led.interview;
        let mut page = pages::question(interview, ask, led.operateur);
        if let (Local::LeftOut(file), true) = (self.library.local(), interview.path().is_empty()) {
            page.body.insert(0, Block::Note(contact::left_out(file)));
        }
        match self.ui.ask(&page)? {
            Reply::Choice(rank) => {
                let reponse = &ask.question.reponses[rank];
                if let Some(goal) = interview.urgence_sought().filter(|_| reponse.way_out)
                    && let Some(turn) = self.set_aside(led, goal)?
                {
                    return Ok(turn);
                }
                let next = interview.answer(&reponse.id).unwrap_or_else(|_| interview.clone());
                Ok(Turn::Stay(led.at(next)))
            }
            Reply::Back => Ok(interview.back().map_or(Turn::Back, |earlier| Turn::Stay(led.at(earlier)))),
            Reply::Quit => self.leave(led),
            other => self.command(other),
        }
    }

    /// Asks whether an urgency that was sought is set aside: one key pressed by habit must not lose it. None where it
    /// is.
    fn set_aside(&mut self, led: &Led<'s>, goal: &Demarche) -> Result<Option<Turn<'s>>, Error> {
        match self.ui.ask(&pages::set_aside(goal))? {
            Reply::Choice(0) | Reply::Back => Ok(Some(Turn::Stay(Place::Interview(led.clone())))),
            Reply::Choice(_) => Ok(None),
            other => self.command(other).map(Some),
        }
    }

    /// Leaves an interview; asks first where answers would be lost.
    fn leave(&mut self, led: &Led<'s>) -> Result<Turn<'s>, Error> {
        if led.interview.path().iter().all(|given| given.origin != Origin::Asked) {
            return Ok(Turn::End);
        }
        match self.ui.ask(&pages::leave())? {
            Reply::Choice(0) | Reply::Back => Ok(Turn::Stay(Place::Interview(led.clone()))),
            Reply::Choice(_) | Reply::EndOfInput => Ok(Turn::End),
            other => self.command(other),
        }
    }

    pub(super) fn outcome(&mut self, led: &Led<'s>, outcome: &Outcome<'s>) -> Result<Turn<'s>, Error> {
        let referentiel = &self.library.set.referentiel;
        let in_view = self.ui.shares_output();
        self.conclusions.reach(&led.interview, outcome, referentiel, in_view)?;
        let next = match self.ui.ask(&pages::outcome(outcome, led.operateur, referentiel, in_view))? {
            Reply::Choice(rank) => Next::offered(outcome)[rank],
            Reply::Back => {
                self.conclusions.take_back();
                let earlier = led.interview.back();
                return Ok(earlier.map_or(Turn::Back, |earlier| Turn::Stay(led.at(earlier))));
            }
            other => return self.command(other),
        };
        Ok(match next {
            Next::Why => Turn::Enter(Place::Why(led.clone())),
            Next::Checklist => Turn::Enter(Place::Checklist(led.clone())),
            Next::Another => Turn::Enter(Place::Home),
            Next::End => Turn::End,
        })
    }

    pub(super) fn why(&mut self, led: &Led<'s>) -> Result<Turn<'s>, Error> {
        match self.ui.ask(&pages::why(&led.interview, led.operateur))? {
            Reply::Choice(rank) => {
                self.conclusions.take_back();
                Ok(Turn::Stay(led.at(led.interview.rewind(rank))))
            }
            other => self.command(other),
        }
    }

    pub(super) fn checklist(&mut self, led: &Led<'s>) -> Result<Turn<'s>, Error> {
        match self.ui.ask(&pages::checklist(led.operateur))? {
            Reply::Choice(0) => Ok(Turn::Back),
            Reply::Choice(_) => Ok(Turn::End),
            other => self.command(other),
        }
    }
}
