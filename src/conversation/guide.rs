//! The conversation of the guide: which page follows which reply.

use std::io::Write;

use crate::error::Error;
use crate::files::library::{Library, Local, Matches, find_operateur};
use crate::pages::guide::Next;
use crate::pages::results::{self, Offer};
use crate::pages::{Block, conclusion, guide as pages, words};
use crate::ui::{Reply, Ui, layout, output_width};
use aiguilleur_core::tree::{Operateur, Tree};
use aiguilleur_core::walk::{Answered, Interview, Origin, Outcome, Step};

/// A conversation with one conseiller.
pub struct Guide<'s> {
    library: &'s Library<'s>,
    ui: &'s mut dyn Ui,
    /// Where outcomes go at once, where the person reads them there.
    out: &'s mut dyn Write,
    /// The outcomes reached and left, to be written at the end, each once.
    conclusions: Vec<Conclusion>,
    /// The outcome in view, which is left unless one comes back to change it.
    pending: Option<Conclusion>,
    /// An outcome was reached: the input may end.
    reached: bool,
}

/// An outcome, its opérateur and the answers that led to it.
struct Conclusion {
    operateur: String,
    path: Vec<Answered>,
    text: String,
}

/// Where the conversation starts.
pub struct Start<'s> {
    pub operateur: Option<&'s Operateur>,
    /// Answers given in advance, to the opérateur's questions.
    pub answers: &'s [Answered],
    /// The usager's words.
    pub demande: Option<String>,
}

/// Where the conversation is.
#[derive(Clone)]
enum Place<'t> {
    Home,
    Results(Sought<'t>),
    Unsupplied(&'t Operateur),
    Urgences,
    Interview(Interview<'t>),
    Why(Interview<'t>),
    Checklist(Interview<'t>),
}

/// What the usager's words gave, and within what they were sought.
#[derive(Clone)]
struct Sought<'t> {
    offers: Vec<Offer<'t>>,
    only: Option<&'t Operateur>,
    /// Given with the command line to the questions of that opérateur.
    answers: &'t [Answered],
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

impl<'s> Guide<'s> {
    pub fn new(library: &'s Library<'s>, ui: &'s mut dyn Ui, out: &'s mut dyn Write) -> Self {
        Self { library, ui, out, conclusions: Vec::new(), pending: None, reached: false }
    }

    /// Leads the conversation to its end; returns the text of the outcomes still to be written.
    pub fn run(mut self, start: Start<'s>) -> Result<String, Error> {
        let first = match (start.demande, start.operateur) {
            (Some(words), only) => self.found(&words, only, start.answers)?,
            (None, Some(operateur)) => self.enter(operateur, start.answers)?,
            (None, None) => Place::Home,
        };
        let mut behind: Vec<Place<'_>> = Vec::new();
        let mut here = first;
        loop {
            let turn = match &here {
                Place::Home => self.home()?,
                Place::Results(sought) => self.results(sought)?,
                Place::Unsupplied(operateur) => self.unsupplied(operateur)?,
                Place::Urgences => self.urgences()?,
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
                Turn::Enter(Place::Home) => {
                    // The start is the start: nothing lies behind it but where one just was.
                    behind = vec![here];
                    Place::Home
                }
                Turn::Enter(place) => {
                    behind.push(here);
                    place
                }
                Turn::Back => behind.pop().unwrap_or(Place::Home),
                Turn::End => {
                    self.conclude();
                    return Ok(self.conclusions.into_iter().map(|conclusion| conclusion.text).collect());
                }
            };
        }
    }

    fn enter(&self, operateur: &'s Operateur, answers: &[Answered]) -> Result<Place<'s>, Error> {
        Ok(if operateur.is_supplied() {
            Place::Interview(Interview::supplied(self.library.tree(operateur)?, answers))
        } else {
            Place::Unsupplied(operateur)
        })
    }

    /// What the usager's words lead to.
    fn found(
        &self,
        words: &str,
        only: Option<&'s Operateur>,
        answers: &'s [Answered],
    ) -> Result<Place<'s>, Error> {
        let Matches { hits, unsupplied } = self.library.search(words, only)?;
        Ok(Place::Results(Sought { offers: results::offers(&hits, &unsupplied), only, answers }))
    }

    /// What a reply that is no choice of the page does.
    fn command(&self, reply: Reply) -> Result<Turn<'s>, Error> {
        Ok(match reply {
            Reply::Choice(_) | Reply::Back => Turn::Back,
            Reply::Words(words) => Turn::Enter(self.found(&words, None, &[])?),
            Reply::Restart => Turn::Enter(Place::Home),
            Reply::Urgence => Turn::Enter(Place::Urgences),
            Reply::Quit => Turn::End,
            Reply::EndOfInput => self.end_of_input()?,
        })
    }

    fn home(&mut self) -> Result<Turn<'s>, Error> {
        let referentiel = &self.library.set.referentiel;
        match self.ui.ask(&pages::home(referentiel, self.local()))? {
            Reply::Choice(0) => Ok(Turn::Enter(Place::Urgences)),
            Reply::Choice(rank) => {
                let operateur = rank.checked_sub(pages::BEFORE_OPERATEURS);
                operateur
                    .and_then(|rank| referentiel.operateurs.get(rank))
                    .map_or(Ok(Turn::Stay(Place::Home)), |operateur| {
                        Ok(Turn::Enter(self.enter(operateur, &[])?))
                    })
            }
            Reply::Restart => Ok(Turn::Stay(Place::Home)),
            other => self.command(other),
        }
    }

    fn results(&mut self, sought: &Sought<'s>) -> Result<Turn<'s>, Error> {
        let rank = match self.ui.ask(&results::page(&sought.offers, &self.library.set.referentiel))? {
            Reply::Choice(rank) => rank,
            Reply::Words(words) => {
                return Ok(Turn::Enter(self.found(&words, sought.only, sought.answers)?));
            }
            other => return self.command(other),
        };
        Ok(Turn::Enter(match sought.offers.get(rank) {
            None => Place::Home,
            Some(Offer::Unsupplied(operateur)) => Place::Unsupplied(operateur),
            Some(Offer::Demarche(hit)) => {
                let tree = self.library.tree(find_operateur(self.library.set, &hit.entry.operateur)?)?;
                let demarche = &hit.entry.demarche;
                Place::Interview(Interview::toward_asking_facts(
                    tree,
                    demarche,
                    &hit.implied(),
                    sought.answers,
                ))
            }
        }))
    }

    fn unsupplied(&mut self, operateur: &Operateur) -> Result<Turn<'s>, Error> {
        match self.ui.ask(&pages::unsupplied(operateur, &self.library.set.referentiel))? {
            Reply::Choice(0) => Ok(Turn::Enter(Place::Home)),
            Reply::Choice(_) => Ok(Turn::End),
            other => self.command(other),
        }
    }

    fn urgences(&mut self) -> Result<Turn<'s>, Error> {
        let listed = self.library.urgences()?;
        let rank = match self.ui.ask(&pages::urgences(&listed))? {
            Reply::Choice(rank) => rank,
            Reply::Urgence => return Ok(Turn::Stay(Place::Urgences)),
            other => return self.command(other),
        };
        let all =
            listed.iter().flat_map(|(operateur, reponses)| reponses.iter().map(move |r| (operateur, r)));
        let Some((operateur, reponse)) = all.into_iter().nth(rank) else {
            return Ok(Turn::Stay(Place::Urgences));
        };
        let tree = self.library.tree(operateur)?;
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

    fn question(&mut self, interview: &Interview<'s>) -> Result<Turn<'s>, Error> {
        let Some(Step::Ask(ask)) = interview.next() else {
            return Ok(Turn::Back);
        };
        let mut page = pages::question(interview, &ask, self.operateur(interview.tree()));
        if let (Local::LeftOut(file), true) = (self.library.local(), interview.path().is_empty()) {
            page.body.insert(0, Block::Note(words::local_left_out(file)));
        }
        match self.ui.ask(&page)? {
            Reply::Choice(rank) => {
                let reponse = &ask.question.reponses[rank];
                let next = interview.answer(&reponse.id).unwrap_or_else(|_| interview.clone());
                Ok(Turn::Stay(Place::Interview(next)))
            }
            Reply::Back => {
                Ok(interview.back().map_or(Turn::Back, |earlier| Turn::Stay(Place::Interview(earlier))))
            }
            Reply::Quit => self.leave(interview),
            other => self.command(other),
        }
    }

    /// Leaves an interview; asks first where answers would be lost.
    fn leave(&mut self, interview: &Interview<'s>) -> Result<Turn<'s>, Error> {
        if interview.path().iter().all(|given| given.origin != Origin::Asked) {
            return Ok(Turn::End);
        }
        match self.ui.ask(&pages::leave())? {
            Reply::Choice(0) | Reply::Back => Ok(Turn::Stay(Place::Interview(interview.clone()))),
            Reply::Choice(_) | Reply::EndOfInput => Ok(Turn::End),
            other => self.command(other),
        }
    }

    fn outcome(&mut self, interview: &Interview<'s>, outcome: &Outcome<'s>) -> Result<Turn<'s>, Error> {
        let operateur = self.operateur(interview.tree());
        let in_view = self.ui.shares_output();
        self.reach(interview, outcome, in_view)?;
        let page = pages::outcome(outcome, operateur, &self.library.set.referentiel, in_view);
        let next = match self.ui.ask(&page)? {
            Reply::Choice(rank) => Next::offered(outcome)[rank],
            Reply::Back => {
                self.pending = None;
                return Ok(interview
                    .back()
                    .map_or(Turn::Back, |earlier| Turn::Stay(Place::Interview(earlier))));
            }
            other => return self.command(other),
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
        let path: Vec<Answered> =
            interview.path().iter().map(|given| given.edge().ids().map(|id| (*id).to_owned())).collect();
        let operateur = interview.tree().operateur.clone();
        let same = |other: &Conclusion| other.operateur == operateur && other.path == path;
        if self.pending.as_ref().is_some_and(|pending| !same(pending)) {
            self.conclude();
        }
        // One came back to it: it is in view again, and may still be left.
        self.conclusions.retain(|other| !same(other));
        self.reached = true;
        let text = self.text(outcome);
        if in_view {
            self.out.write_all(text.as_bytes())?;
            self.out.flush()?;
        } else {
            self.pending = Some(Conclusion { operateur, path, text });
        }
        Ok(())
    }

    /// The outcome in view is left: it will be written at the end.
    fn conclude(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.conclusions.push(pending);
        }
    }

    fn why(&mut self, interview: &Interview<'s>) -> Result<Turn<'s>, Error> {
        match self.ui.ask(&pages::why(interview, self.operateur(interview.tree())))? {
            Reply::Choice(rank) => {
                self.pending = None;
                Ok(Turn::Stay(Place::Interview(interview.rewind(rank))))
            }
            other => self.command(other),
        }
    }

    fn checklist(&mut self, interview: &Interview<'s>) -> Result<Turn<'s>, Error> {
        let page = pages::checklist(self.operateur(interview.tree()));
        match self.ui.ask(&page)? {
            Reply::Choice(0) => Ok(Turn::Back),
            Reply::Choice(_) => Ok(Turn::End),
            other => self.command(other),
        }
    }

    /// Nothing more to read: fine once an outcome was reached, an error before.
    fn end_of_input(&self) -> Result<Turn<'s>, Error> {
        if !self.reached {
            return Err(Error::Input {
                file: None,
                message: "L'entrée s'arrête avant la fin de l'entretien.".to_owned(),
                mend: "Donnez une réponse par ligne jusqu'au résultat, ou « q » pour quitter.".to_owned(),
            });
        }
        Ok(Turn::End)
    }

    /// What the first page says of the local contacts.
    fn local(&self) -> pages::Contacts<'s> {
        match self.library.local() {
            Local::None => pages::Contacts::National,
            Local::InForce { place, .. } => pages::Contacts::Of(place),
            Local::LeftOut(file) => pages::Contacts::LeftOut(file),
        }
    }

    fn operateur(&self, tree: &Tree) -> &'s Operateur {
        let referentiel = &self.library.set.referentiel;
        referentiel.operateur(&tree.operateur).unwrap_or(&referentiel.operateurs[0])
    }

    /// An outcome as it is written on standard output.
    fn text(&self, outcome: &Outcome<'_>) -> String {
        let mut text = layout::text(&layout::blocks(
            &conclusion::blocks(outcome, &self.library.set.referentiel),
            output_width(),
        ));
        text.push('\n');
        text
    }
}

/// The tree ends without a démarche.
pub fn no_outcome() -> Error {
    Error::Input {
        file: None,
        message: "Cet arbre finit sans démarche.".to_owned(),
        mend: "« aiguilleur verifier » dit où.".to_owned(),
    }
}
