//! The conversation of the guide: which page follows which reply.

mod conclusions;
mod interview;

use std::io::Write;

use self::conclusions::Conclusions;
pub use self::conclusions::Reached;
use super::given_in_advance::no_outcome;
use crate::error::Error;
use crate::files::library::Library;
use crate::files::noted_cases::Noted;
use crate::pages::guide as pages;
use crate::pages::search::{self, Offer, Results};
use crate::pages::to_paste::ToPaste;
use crate::pages::{Block, Page, complement, sheet};
use crate::ui::{Reply, Ui};
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::tree::{Operateur, Supplied, gives_emergency_number};
use aiguilleur_core::walk::{Answered, Interview, Outcome, Step};

/// A conversation with one conseiller.
pub struct Guide<'s> {
    library: &'s Library<'s>,
    ui: &'s mut dyn Ui,
    conclusions: Conclusions<'s>,
    /// Standard output is a screen: what it shows can be read by whoever comes next.
    on_screen: bool,
    /// One went back from the start: it is said, and shown once.
    at_start: bool,
    /// Words told of a danger: the numbers that save stay on each screen, until the start.
    danger: bool,
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
    /// Whom to turn to outside of the programme.
    Elsewhere,
    Interview(Led<'t>),
    Why(Led<'t>),
    More(Led<'t>, Outcome<'t>),
    ToPaste(&'t Operateur, ToPaste),
}

/// An interview, and the opérateur whose tree it goes through.
#[derive(Clone)]
struct Led<'t> {
    operateur: &'t Operateur,
    interview: Interview<'t>,
}

impl<'t> Led<'t> {
    /// The same opérateur, the interview at another moment.
    fn at(&self, interview: Interview<'t>) -> Place<'t> {
        Place::Interview(Self { operateur: self.operateur, interview })
    }
}

/// What the usager's words gave, and within what they were sought.
#[derive(Clone)]
struct Sought<'t> {
    results: Results<'t>,
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
    /// The start, for another person.
    Restart,
    Back,
    End,
}

impl<'s> Guide<'s> {
    /// A conversation; `out` takes the outcomes where the person reads standard output.
    pub fn new(
        library: &'s Library<'s>,
        ui: &'s mut dyn Ui,
        out: &'s mut dyn Write,
        on_screen: bool,
    ) -> Self {
        Self { library, ui, conclusions: Conclusions::new(out), on_screen, at_start: false, danger: false }
    }

    /// The same, whose cases are written in this file as they are played.
    #[must_use]
    pub fn noting(mut self, noted: Option<&'s mut Noted>) -> Self {
        self.conclusions.noted = noted;
        self
    }

    /// Leads the conversation to its end; returns what is still to be written.
    pub fn run(mut self, start: Start<'s>) -> Result<Reached, Error> {
        let mut here = match (start.demande, start.operateur) {
            (Some(words), only) => self.found(&words, only, start.answers)?,
            (None, Some(operateur)) => self.enter(operateur, start.answers)?,
            (None, None) => Place::Home,
        };
        let mut behind: Vec<Place<'_>> = Vec::new();
        loop {
            here = match self.turn(&here)? {
                Turn::Stay(place) => place,
                Turn::Restart => {
                    // Another person comes: nothing of the one before can come back, on the screen either.
                    behind.clear();
                    self.forget();
                    Place::Home
                }
                Turn::Enter(Place::Home) => {
                    // The start is the start: nothing lies behind it but where one just was.
                    behind = vec![here];
                    Place::Home
                }
                Turn::Enter(place) => {
                    behind.push(here);
                    place
                }
                Turn::Back => behind.pop().unwrap_or_else(|| {
                    self.at_start = true;
                    Place::Home
                }),
                Turn::End => return Ok(self.conclusions.into_reached()),
            };
        }
    }

    /// Nothing of this person is written at the end, where nothing was yet.
    fn forget(&mut self) {
        if self.on_screen {
            self.conclusions.forget();
        }
    }

    fn turn(&mut self, here: &Place<'s>) -> Result<Turn<'s>, Error> {
        match here {
            Place::Home => self.home(),
            Place::Results(sought) => self.results(sought),
            Place::Unsupplied(operateur) => self.unsupplied(operateur),
            Place::Urgences => self.urgences(),
            Place::Elsewhere => self.elsewhere(),
            Place::Interview(led) => match led.interview.next() {
                Some(Step::Ask(ask)) => self.question(led, &ask),
                Some(Step::End(outcome)) => self.outcome(led, &outcome),
                None => Err(no_outcome()),
            },
            Place::Why(led) => self.why(led),
            Place::More(led, outcome) => self.more(led, outcome),
            Place::ToPaste(operateur, text) => self.paste(operateur, text),
        }
    }

    fn enter(&self, operateur: &'s Operateur, answers: &[Answered]) -> Result<Place<'s>, Error> {
        if !operateur.is_supplied() {
            return Ok(Place::Unsupplied(operateur));
        }
        let Supplied { operateur, tree } = self.library.supplied(&operateur.id)?;
        Ok(Place::Interview(Led { operateur, interview: Interview::supplied(tree, answers) }))
    }

    /// What the usager's words lead to.
    fn found(
        &self,
        words: &str,
        only: Option<&'s Operateur>,
        answers: &'s [Answered],
    ) -> Result<Place<'s>, Error> {
        let found = self.library.search(words, only)?;
        let results = Results::new(words, &found, &self.library.set.referentiel);
        Ok(Place::Results(Sought { results, only, answers }))
    }

    /// What a reply that is no choice of the page does.
    fn command(&self, reply: Reply) -> Result<Turn<'s>, Error> {
        Ok(match reply {
            Reply::Choice(_) | Reply::Back => Turn::Back,
            Reply::Words(words) => Turn::Enter(self.found(&words, None, &[])?),
            Reply::Restart => Turn::Restart,
            Reply::Urgence => Turn::Enter(Place::Urgences),
            // Nothing more to read: fine once an outcome was reached, an error before.
            Reply::EndOfInput if !self.conclusions.any => {
                return Err(Error::input(
                    "L'entrée s'arrête avant la fin de l'entretien.",
                    "Donnez une réponse par ligne jusqu'au résultat, ou « q » pour quitter.",
                ));
            }
            Reply::Quit | Reply::EndOfInput => Turn::End,
        })
    }

    /// Shows a page, with the numbers that save where words told of a danger and it does not say them.
    fn ask(&mut self, mut page: Page) -> Result<Reply, Error> {
        if self.danger && !sheet::texts(&page.body).any(gives_emergency_number) {
            page.body.insert(0, Block::note(complement::EMERGENCIES));
        }
        self.ui.ask(&page)
    }

    fn home(&mut self) -> Result<Turn<'s>, Error> {
        self.danger = false;
        let referentiel = &self.library.set.referentiel;
        let place = self.library.local().map(|local| local.place.as_str());
        let mut page = pages::home(referentiel, place, self.library.notice());
        page.notice = std::mem::take(&mut self.at_start).then_some(pages::AT_START);
        let rank = match self.ui.ask(&page)? {
            Reply::Choice(0) => return Ok(Turn::Enter(Place::Urgences)),
            Reply::Choice(rank) => rank.checked_sub(pages::BEFORE_OPERATEURS),
            other => return self.command(other),
        };
        Ok(match rank.and_then(|rank| referentiel.operateurs.get(rank)) {
            Some(operateur) => Turn::Enter(self.enter(operateur, &[])?),
            None => Turn::Stay(Place::Home),
        })
    }

    fn results(&mut self, sought: &Sought<'s>) -> Result<Turn<'s>, Error> {
        self.danger = search::emergencies(&sought.results).is_some();
        let rank = match self.ui.ask(&search::page(&sought.results, &self.library.set.referentiel))? {
            Reply::Choice(rank) => rank,
            Reply::Words(words) => {
                return Ok(Turn::Enter(self.found(&words, sought.only, sought.answers)?));
            }
            other => return self.command(other),
        };
        let offers = &sought.results.offers;
        if offers.is_empty() && rank == 0 {
            return Ok(Turn::Enter(Place::Urgences));
        }
        Ok(Turn::Enter(match offers.get(rank) {
            None => Place::Elsewhere,
            Some(Offer::Unsupplied(operateur, _)) => Place::Unsupplied(operateur),
            Some(Offer::Demarche(hit)) => {
                let Supplied { operateur, tree } = self.library.supplied(&hit.entry.operateur)?;
                let (goal, implied) = (&hit.entry.demarche, hit.implied());
                let interview = Interview::toward_asking_facts(tree, goal, &implied, sought.answers);
                Place::Interview(Led { operateur, interview })
            }
        }))
    }

    fn unsupplied(&mut self, operateur: &Operateur) -> Result<Turn<'s>, Error> {
        let back_office = BackOffice::of(self.library.back_offices(), &operateur.id);
        match self.ask(pages::unsupplied(operateur, &self.library.set.referentiel, back_office))? {
            Reply::Choice(0) => Ok(Turn::Enter(Place::Home)),
            Reply::Choice(_) => Ok(Turn::End),
            other => self.command(other),
        }
    }

    fn elsewhere(&mut self) -> Result<Turn<'s>, Error> {
        match self.ask(pages::elsewhere(self.library.index()?.neighbours()))? {
            Reply::Choice(_) => Ok(Turn::Enter(Place::Home)),
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
        let mut all =
            listed.iter().flat_map(|(operateur, reponses)| reponses.iter().map(move |r| (operateur, r)));
        let Some((operateur, reponse)) = all.nth(rank) else { return Ok(Turn::Enter(Place::Home)) };
        let Supplied { operateur, tree } = self.library.supplied(&operateur.id)?;
        let urgence = tree.urgence.and_then(|id| tree.node(id).question());
        let mut interview = Interview::start(tree);
        // Where something is asked before the urgency, it is asked first.
        if let (Some(Step::Ask(ask)), Some(urgence)) = (interview.next(), urgence)
            && ask.question.id == urgence.id
        {
            interview = interview.answer(&reponse.id).unwrap_or(interview);
        }
        Ok(Turn::Enter(Place::Interview(Led { operateur, interview })))
    }
}
