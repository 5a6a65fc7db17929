//! The conversation of the guide: which page follows which reply.

use std::cell::OnceCell;
use std::io::Write;

use super::guider::no_outcome;
use crate::error::Error;
use crate::tree::{Etat, NE_SAIT_PAS, NON, Operateur, Reponse, Set, Tree};
use crate::ui::pages::Next;
use crate::ui::{Reply, Ui, conclusion, layout, output_width, pages};
use crate::walk::{Interview, Outcome, Step};

/// A conversation with one conseiller.
pub(super) struct Guide<'s> {
    set: &'s Set,
    ui: &'s mut dyn Ui,
    /// Where outcomes go at once, where the person reads them there.
    out: &'s mut dyn Write,
    /// The outcomes reached and left, to be written at the end.
    conclusions: String,
    /// The outcome in view, which is left unless one comes back to change it.
    pending: Option<Conclusion>,
    /// An outcome was reached: the input may end.
    reached: bool,
}

/// An outcome and the answers that led to it.
struct Conclusion {
    path: Vec<(String, String)>,
    text: String,
}

/// The trees that were asked for, each read once.
struct Trees<'s> {
    set: &'s Set,
    read: Vec<OnceCell<Tree>>,
}

/// Where the conversation is.
#[derive(Clone)]
enum Place<'t> {
    Home,
    Unsupplied(&'t Operateur),
    Urgences,
    Interview(Interview<'t>),
    Why(Interview<'t>),
    Checklist(Interview<'t>),
}

/// What comes after a page.
enum Turn<'t> {
    /// Another place; the way back is the one that led here.
    Stay(Place<'t>),
    /// Another place; the way back leads to this one.
    Enter(Place<'t>),
    Back,
    End,
}

impl<'s> Trees<'s> {
    fn new(set: &'s Set) -> Self {
        Self { set, read: set.referentiel.operateurs.iter().map(|_| OnceCell::new()).collect() }
    }

    fn get(&self, operateur: &Operateur) -> Result<&Tree, Error> {
        let rank = self.set.referentiel.operateurs.iter().position(|o| o.id == operateur.id);
        let cell = &self.read[rank.unwrap_or(0)];
        if let Some(tree) = cell.get() {
            return Ok(tree);
        }
        let tree = self.set.tree(operateur)?;
        Ok(cell.get_or_init(|| tree))
    }

    /// The urgent situations of every opérateur: the answers of its urgency question, save the
    /// one that says there is none and the doubt.
    fn urgences(&self) -> Result<Vec<(&'s Operateur, Vec<&Reponse>)>, Error> {
        let mut found = Vec::new();
        for operateur in self.set.referentiel.supplied() {
            let tree = self.get(operateur)?;
            let question = tree.urgence.and_then(|id| tree.node(id).question());
            let reponses: Vec<&Reponse> = question
                .map_or(&[][..], |question| &question.reponses)
                .iter()
                .filter(|reponse| reponse.id != NON && reponse.id != NE_SAIT_PAS)
                .collect();
            if !reponses.is_empty() {
                found.push((operateur, reponses));
            }
        }
        Ok(found)
    }
}

impl<'s> Guide<'s> {
    pub(super) fn new(set: &'s Set, ui: &'s mut dyn Ui, out: &'s mut dyn Write) -> Self {
        Self { set, ui, out, conclusions: String::new(), pending: None, reached: false }
    }

    /// Leads the conversation to its end; returns the text of the outcomes still to be written.
    pub(super) fn run(
        mut self,
        operateur: Option<&'s Operateur>,
        answers: &[(String, String)],
    ) -> Result<String, Error> {
        let trees = Trees::new(self.set);
        let first = match operateur {
            None => Place::Home,
            Some(operateur) => Self::enter(&trees, operateur, answers)?,
        };
        let mut behind: Vec<Place<'_>> = Vec::new();
        let mut here = first.clone();
        loop {
            let turn = match &here {
                Place::Home => self.home(&trees)?,
                Place::Unsupplied(operateur) => self.unsupplied(operateur)?,
                Place::Urgences => self.urgences(&trees)?,
                Place::Interview(interview) => match interview.next() {
                    Some(Step::Ask(_)) => self.question(interview)?,
                    Some(Step::End(outcome)) => self.outcome(interview, &outcome)?,
                    None => return Err(no_outcome()),
                },
                Place::Why(interview) => self.why(interview)?,
                Place::Checklist(interview) => self.checklist(interview)?,
            };
            here = match turn {
                Turn::Stay(place) => place,
                Turn::Enter(place) => {
                    behind.push(here);
                    place
                }
                Turn::Back => behind.pop().unwrap_or(Place::Home),
                Turn::End => {
                    self.conclude();
                    return Ok(self.conclusions);
                }
            };
        }
    }

    fn enter<'t>(
        trees: &'t Trees<'s>,
        operateur: &'s Operateur,
        answers: &[(String, String)],
    ) -> Result<Place<'t>, Error> {
        Ok(match operateur.etat {
            Etat::Fourni => Place::Interview(Interview::supplied(trees.get(operateur)?, answers)),
            Etat::NonFourni => Place::Unsupplied(operateur),
        })
    }

    fn home<'t>(&mut self, trees: &'t Trees<'s>) -> Result<Turn<'t>, Error> {
        let referentiel = &self.set.referentiel;
        match self.ui.ask(&pages::home(referentiel))? {
            Reply::Choice(0) | Reply::Urgence => Ok(Turn::Enter(Place::Urgences)),
            Reply::Choice(rank) => {
                Ok(Turn::Enter(Self::enter(trees, &referentiel.operateurs[rank - 1], &[])?))
            }
            Reply::Back => Ok(Turn::Back),
            Reply::Restart => Ok(Turn::Stay(Place::Home)),
            Reply::Quit => Ok(Turn::End),
            Reply::EndOfInput => self.end_of_input(),
        }
    }

    fn unsupplied<'t>(&mut self, operateur: &Operateur) -> Result<Turn<'t>, Error> {
        match self.ui.ask(&pages::unsupplied(operateur, &self.set.referentiel))? {
            Reply::Choice(0) | Reply::Restart => Ok(Turn::Enter(Place::Home)),
            Reply::Choice(_) | Reply::Quit => Ok(Turn::End),
            Reply::Urgence => Ok(Turn::Enter(Place::Urgences)),
            Reply::Back => Ok(Turn::Back),
            Reply::EndOfInput => self.end_of_input(),
        }
    }

    fn urgences<'t>(&mut self, trees: &'t Trees<'s>) -> Result<Turn<'t>, Error> {
        let listed = trees.urgences()?;
        match self.ui.ask(&pages::urgences(&listed))? {
            Reply::Choice(rank) => {
                let all = listed
                    .iter()
                    .flat_map(|(operateur, reponses)| reponses.iter().map(move |r| (operateur, r)));
                let Some((operateur, reponse)) = all.into_iter().nth(rank) else {
                    return Ok(Turn::Stay(Place::Urgences));
                };
                let tree = trees.get(operateur)?;
                let urgence = tree.urgence.and_then(|id| tree.node(id).question());
                let interview = Interview::start(tree);
                // Where something is asked before the urgency, it is asked first.
                let interview = match (interview.next(), urgence) {
                    (Some(Step::Ask(ask)), Some(urgence)) if ask.question.id == urgence.id => {
                        interview.answer(&reponse.id).unwrap_or(interview)
                    }
                    _ => interview,
                };
                Ok(Turn::Enter(Place::Interview(interview)))
            }
            Reply::Urgence => Ok(Turn::Stay(Place::Urgences)),
            Reply::Back => Ok(Turn::Back),
            Reply::Restart => Ok(Turn::Enter(Place::Home)),
            Reply::Quit => Ok(Turn::End),
            Reply::EndOfInput => self.end_of_input(),
        }
    }

    fn question<'t>(&mut self, interview: &Interview<'t>) -> Result<Turn<'t>, Error> {
        let Some(Step::Ask(ask)) = interview.next() else {
            return Ok(Turn::Back);
        };
        let page = pages::question(interview, &ask, self.operateur(interview.tree()));
        match self.ui.ask(&page)? {
            Reply::Choice(rank) => {
                let reponse = &ask.question.reponses[rank];
                let next = interview.answer(&reponse.id).unwrap_or_else(|_| interview.clone());
                Ok(Turn::Stay(Place::Interview(next)))
            }
            Reply::Back => {
                Ok(interview.back().map_or(Turn::Back, |earlier| Turn::Stay(Place::Interview(earlier))))
            }
            Reply::Restart => Ok(Turn::Enter(Place::Home)),
            Reply::Urgence => Ok(Turn::Enter(Place::Urgences)),
            Reply::Quit => self.leave(interview),
            Reply::EndOfInput => self.end_of_input(),
        }
    }

    /// Leaves an interview; asks first where answers would be lost.
    fn leave<'t>(&mut self, interview: &Interview<'t>) -> Result<Turn<'t>, Error> {
        if interview.path().iter().all(|given| given.supplied) {
            return Ok(Turn::End);
        }
        Ok(match self.ui.ask(&pages::leave())? {
            Reply::Choice(0) | Reply::Back => Turn::Stay(Place::Interview(interview.clone())),
            Reply::Restart => Turn::Enter(Place::Home),
            Reply::Urgence => Turn::Enter(Place::Urgences),
            Reply::Choice(_) | Reply::Quit | Reply::EndOfInput => Turn::End,
        })
    }

    fn outcome<'t>(&mut self, interview: &Interview<'t>, outcome: &Outcome<'t>) -> Result<Turn<'t>, Error> {
        let operateur = self.operateur(interview.tree());
        let in_view = self.ui.shares_output();
        self.reach(interview, outcome, in_view)?;
        let page = pages::outcome(outcome, operateur, &self.set.referentiel, in_view);
        let next = match self.ui.ask(&page)? {
            Reply::Choice(rank) => Next::offered(outcome)[rank],
            Reply::Back => {
                self.pending = None;
                return Ok(interview
                    .back()
                    .map_or(Turn::Back, |earlier| Turn::Stay(Place::Interview(earlier))));
            }
            Reply::Urgence => return Ok(Turn::Enter(Place::Urgences)),
            Reply::Restart => Next::Another,
            Reply::Quit | Reply::EndOfInput => Next::End,
        };
        Ok(match next {
            Next::Why => Turn::Enter(Place::Why(interview.clone())),
            Next::Checklist => Turn::Enter(Place::Checklist(interview.clone())),
            Next::Another => Turn::Enter(Place::Home),
            Next::End => Turn::End,
        })
    }

    /// An outcome comes into view. The one before it, if it was another, was left for good.
    fn reach(
        &mut self,
        interview: &Interview<'_>,
        outcome: &Outcome<'_>,
        in_view: bool,
    ) -> Result<(), Error> {
        let path: Vec<(String, String)> = interview
            .path()
            .iter()
            .map(|given| (given.ask.question.id.clone(), given.reponse.id.clone()))
            .collect();
        if self.pending.as_ref().is_some_and(|pending| pending.path != path) {
            self.conclude();
        }
        self.reached = true;
        let text = self.text(outcome);
        if in_view {
            self.out.write_all(text.as_bytes())?;
            self.out.flush()?;
        } else {
            self.pending = Some(Conclusion { path, text });
        }
        Ok(())
    }

    /// The outcome in view is left: it will be written at the end.
    fn conclude(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.conclusions.push_str(&pending.text);
        }
    }

    fn why<'t>(&mut self, interview: &Interview<'t>) -> Result<Turn<'t>, Error> {
        match self.ui.ask(&pages::why(interview, self.operateur(interview.tree())))? {
            Reply::Choice(rank) => {
                self.pending = None;
                Ok(Turn::Stay(Place::Interview(interview.rewind(rank))))
            }
            Reply::Back => Ok(Turn::Back),
            other => Ok(elsewhere(&other)),
        }
    }

    fn checklist<'t>(&mut self, interview: &Interview<'t>) -> Result<Turn<'t>, Error> {
        let page = pages::checklist(self.operateur(interview.tree()));
        match self.ui.ask(&page)? {
            Reply::Choice(0) | Reply::Back => Ok(Turn::Back),
            other => Ok(elsewhere(&other)),
        }
    }

    /// Nothing more to read: fine once an outcome was reached, an error before.
    fn end_of_input<'t>(&mut self) -> Result<Turn<'t>, Error> {
        if !self.reached {
            return Err(Error::Input {
                file: None,
                message: "L'entrée s'arrête avant la fin de l'entretien.".to_owned(),
                mend: "Donnez une réponse par ligne jusqu'au résultat, ou « q » pour quitter.".to_owned(),
            });
        }
        Ok(Turn::End)
    }

    fn operateur(&self, tree: &Tree) -> &'s Operateur {
        let referentiel = &self.set.referentiel;
        referentiel.operateur(&tree.operateur).unwrap_or(&referentiel.operateurs[0])
    }

    /// An outcome as it is written on standard output.
    fn text(&self, outcome: &Outcome<'_>) -> String {
        let mut text = layout::text(&layout::blocks(
            &conclusion::blocks(outcome, &self.set.referentiel),
            output_width(),
        ));
        text.push('\n');
        text
    }
}

/// The replies that leave an outcome from one of its pages.
fn elsewhere<'t>(reply: &Reply) -> Turn<'t> {
    match reply {
        Reply::Urgence => Turn::Enter(Place::Urgences),
        Reply::Restart => Turn::Enter(Place::Home),
        _ => Turn::End,
    }
}
