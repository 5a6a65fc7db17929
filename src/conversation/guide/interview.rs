//! The places of an interview: a question, its outcome, and what is opened from it.

use super::{Guide, Led, Place, Turn};
use crate::error::Error;
use crate::pages::interview as questions;
use crate::pages::outcome::{self as pages, Next};
use crate::pages::sheet::{self, Sheet};
use crate::pages::to_paste::{Then, ToPaste};
use crate::pages::{Block, Page};
use crate::ui::Reply;
use aiguilleur_core::tree::{Categorie, Demarche, NON, Operateur, Supplied, Tree};
use aiguilleur_core::walk::{Answered, Ask, Edge, Given, Interview, Origin, Outcome, Survey};

impl<'s> Guide<'s> {
    pub(super) fn question(&mut self, led: &Led<'s>, ask: &Ask<'s>) -> Result<Turn<'s>, Error> {
        let interview = &led.interview;
        let mut page = questions::question(interview, ask, led.operateur);
        if let (Some(notice), true) = (self.library.notice(), interview.path().is_empty()) {
            page.body.insert(0, Block::note(notice));
        }
        match self.ask(page)? {
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
            Reply::Quit => self.leave(led, &questions::leave(), Turn::End),
            Reply::Restart => self.leave(led, &questions::restart(), Turn::Restart),
            other => self.command(other),
        }
    }

    /// Asks whether an urgency that was sought is set aside: one key pressed by habit must not lose it. None where it
    /// is.
    fn set_aside(&mut self, led: &Led<'s>, goal: &Demarche) -> Result<Option<Turn<'s>>, Error> {
        match self.ask(questions::set_aside(goal))? {
            Reply::Choice(0) | Reply::Back => Ok(Some(Turn::Stay(Place::Interview(led.clone())))),
            Reply::Choice(_) => Ok(None),
            other => self.command(other).map(Some),
        }
    }

    /// Leaves an interview; asks first where answers would be lost.
    fn leave(&mut self, led: &Led<'s>, page: &Page, then: Turn<'s>) -> Result<Turn<'s>, Error> {
        if led.interview.path().iter().all(|given| given.origin != Origin::Asked) {
            return Ok(then);
        }
        match self.ui.ask(page)? {
            Reply::Choice(0) | Reply::Back => Ok(Turn::Stay(Place::Interview(led.clone()))),
            Reply::Choice(_) => Ok(then),
            Reply::EndOfInput => Ok(Turn::End),
            Reply::Quit if matches!(then, Turn::Restart) => {
                // Another person was about to come: who quits instead leaves nothing of this one either.
                self.forget();
                Ok(Turn::End)
            }
            other => self.command(other),
        }
    }

    pub(super) fn outcome(&mut self, led: &Led<'s>, outcome: &Outcome<'s>) -> Result<Turn<'s>, Error> {
        let referentiel = &self.library.set.referentiel;
        let in_view = self.ui.shares_output();
        let path = led.interview.path();
        let sheet = Sheet::new(outcome, referentiel).following(path.iter().map(Given::edge));
        self.conclusions.reach(&led.interview, outcome, &sheet, in_view)?;
        let next = match self.ask(pages::outcome(outcome, &sheet, led.operateur, in_view))? {
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
            Next::More => Turn::Enter(Place::More(led.clone(), *outcome)),
            Next::Signalement => {
                Turn::Enter(Place::ToPaste(led.operateur, ToPaste::signalement(outcome, led.operateur)))
            }
            Next::Mistake => {
                let text = ToPaste::mistake(&led.interview, outcome, led.operateur, referentiel);
                Turn::Enter(Place::ToPaste(led.operateur, text))
            }
            Next::Elsewhere => Turn::Enter(Place::Elsewhere),
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

    /// The rest of the sheet; a neighbour opens its own interview.
    pub(super) fn more(&mut self, led: &Led<'s>, outcome: &Outcome<'s>) -> Result<Turn<'s>, Error> {
        let sheet = Sheet::new(outcome, &self.library.set.referentiel);
        let neighbours = self.neighbours(led, outcome)?;
        let labels = neighbours.iter().map(|(label, _)| label.clone());
        match self.ui.ask(&pages::more(&sheet, led.operateur, labels))? {
            Reply::Choice(rank) => Ok(match neighbours.into_iter().nth(rank) {
                Some((_, neighbour)) => Turn::Enter(Place::Interview(neighbour)),
                None => Turn::Back,
            }),
            other => self.command(other),
        }
    }

    /// Each démarche of the rows that touch this one, and the interview that leads to it.
    fn neighbours(&self, led: &Led<'s>, outcome: &Outcome<'s>) -> Result<Vec<(String, Led<'s>)>, Error> {
        let referentiel = &self.library.set.referentiel;
        let rows = outcome.request.demarche().map_or(&[][..], |demarche| &demarche.voir_aussi);
        let mut found = Vec::new();
        for id in rows {
            let Some((operateur, _, _)) = referentiel.ligne(id) else { continue };
            let Supplied { operateur, tree } = self.library.supplied(&operateur.id)?;
            for (demarche, way) in ways(tree, id) {
                // What was asked of this usager is not asked again, but where the neighbour is urgent.
                let same = operateur.id == led.operateur.id && demarche.categorie != Categorie::Urgent;
                let urgence = tree.urgence.and_then(|node| tree.node(node).question());
                let calm = led.interview.path().iter().map(|given| given.edge().ids()).filter(|given| {
                    same && urgence.is_some_and(|asked| asked.id == given.question) && given.reponse == NON
                });
                let calm: Vec<Answered> = calm.map(|given| given.map(|id| (*id).to_owned())).collect();
                let interview = Interview::toward_asking_facts(tree, &demarche.id, &way, &calm);
                let label =
                    sheet::neighbour(&demarche.titre, id, operateur, &led.operateur.id, demarche.categorie);
                found.push((label, Led { operateur, interview }));
            }
        }
        Ok(found)
    }

    /// A text to be pasted elsewhere.
    pub(super) fn paste(&mut self, operateur: &'s Operateur, text: &ToPaste) -> Result<Turn<'s>, Error> {
        Ok(match self.ui.ask(&text.page(operateur))? {
            Reply::Choice(rank) => match Then::ALL.get(rank) {
                Some(Then::Write) => {
                    self.conclusions.write(&text.text(), self.ui.shares_output())?;
                    Turn::Back
                }
                Some(Then::End) => Turn::End,
                _ => Turn::Back,
            },
            other => return self.command(other),
        })
    }
}

/// The démarches of a row, each with the answers of the shortest way to it, the urgency left out: it is asked all the
/// same.
fn ways<'t>(tree: &'t Tree, ligne: &str) -> Vec<(&'t Demarche, Vec<Answered>)> {
    let survey = Survey::new(tree);
    let mut found: Vec<(&Demarche, Vec<Answered>)> = Vec::new();
    for rank in 0..survey.size() {
        let request = survey.position(rank).request();
        let demarche =
            tree.demarches().find(|(node, _)| Some(*node) == request).map(|(_, demarche)| demarche);
        let Some(demarche) = demarche.filter(|demarche| demarche.lignes.iter().any(|id| id == ligne)) else {
            continue;
        };
        if found.iter().all(|(known, _)| known.id != demarche.id) {
            let urgence = tree.urgence.and_then(|node| tree.node(node).question()).map(|asked| &asked.id);
            let way = survey
                .path(rank)
                .into_iter()
                .map(Edge::ids)
                .filter(|edge| urgence.is_none_or(|id| id != edge.question));
            found.push((demarche, way.map(|edge| edge.map(|id| (*id).to_owned())).collect()));
        }
    }
    found
}
