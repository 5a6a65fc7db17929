//! A session of training: which page follows which reply.

use std::collections::VecDeque;

use crate::error::Error;
use crate::files::library::Library;
use crate::files::progress::{Damaged, Store};
use crate::pages::Block;
use crate::pages::guide as pages;
use crate::pages::training::{SURE, Turn, leave};
use crate::ui::{Reply, Ui};
use aiguilleur_core::day::Day;
use aiguilleur_core::training::{Action, Due, Mark, Orientation, Scenario, Tally};
use aiguilleur_core::tree::{Categorie, Operateur};
use aiguilleur_core::walk::{Interview, Step};

/// So many things to do are offered.
const OFFERED: usize = 4;

/// A session that goes on.
pub struct Session<'s> {
    pub library: &'s Library<'s>,
    pub ui: &'s mut dyn Ui,
    pub scenarios: &'s [Scenario<'s>],
    /// Where it is kept; nowhere where nothing can be.
    pub store: Option<Store>,
    pub today: Day,
    /// Tells this session from the others.
    pub key: String,
    /// Through the real interview.
    pub parcours: bool,
    pub dice: aiguilleur_core::dice::Dice,
    pub tally: Tally,
    /// The opérateurs of the scenarios to be learnt again.
    pub to_revise: Vec<String>,
    /// How many scenarios could not be kept.
    pub unkept: usize,
    /// The damaged files that were met on the way.
    pub damaged: Vec<Damaged>,
}

/// What a page led to.
enum Played<'t> {
    Answered(Orientation<'t>, Vec<Block>),
    /// The session ends.
    Left,
    /// There is nothing more to read.
    EndOfInput,
}

/// A scenario that waits for its turn.
struct Waiting {
    rank: usize,
    due: Due,
    again: bool,
}

impl<'s> Session<'s> {
    /// Plays the scenarios of these ranks; whether one was answered at least, or the conseiller
    /// ended it.
    pub fn run(&mut self, drawn: &[(usize, Due)]) -> Result<bool, Error> {
        let mut waiting: VecDeque<Waiting> =
            drawn.iter().map(|&(rank, due)| Waiting { rank, due, again: false }).collect();
        let mut played = 0;
        while let Some(Waiting { rank, due, again }) = waiting.pop_front() {
            let scenario = &self.scenarios[rank];
            let number = played + 1 + waiting.len();
            let turn =
                Turn { scenario, operateur: self.operateur(scenario), rank: played + 1, number, due, again };
            let (answer, path) = match if self.parcours { self.walk(turn)? } else { self.ask(turn)? } {
                Played::Answered(answer, path) => (answer, path),
                Played::Left => return Ok(true),
                Played::EndOfInput => return Ok(played > 0),
            };
            played += 1;
            let mark = scenario.mark(answer);
            self.keep(scenario, mark, again);
            if mark.is_shaky() && !again {
                waiting.push_back(Waiting { rank, due, again: true });
            }
            if !self.show(turn, answer, mark, path)? {
                return Ok(true);
            }
        }
        Ok(true)
    }

    fn operateur(&self, scenario: &Scenario<'_>) -> &'s Operateur {
        let referentiel = &self.library.set.referentiel;
        referentiel.operateur(&scenario.tree.operateur).unwrap_or(&referentiel.operateurs[0])
    }

    /// Asks the category, what to do, how sure one is; each can be come back to before the verdict.
    fn ask(&mut self, turn: Turn<'_, 's>) -> Result<Played<'s>, Error> {
        let offered = turn.scenario.choices(OFFERED, &mut self.dice);
        let mut categorie: Option<Categorie> = None;
        let mut action: Option<Action<'s>> = None;
        let mut sure = None;
        let mut step = 0;
        loop {
            let answer = categorie.zip(action).zip(sure);
            let page = match (step, answer) {
                (0, _) => turn.categorie(categorie),
                (1, _) => turn.action(&offered, action),
                (3, Some(((categorie, action), sure))) => turn.recap(Orientation { categorie, action, sure }),
                _ => turn.sure(sure),
            };
            match (self.ui.ask(&page)?, step) {
                (Reply::Choice(rank), 0) => categorie = Categorie::ALL.get(rank).copied(),
                (Reply::Choice(rank), 1) => action = offered.get(rank).copied(),
                (Reply::Choice(rank), 2) => sure = SURE.get(rank).copied(),
                (Reply::Choice(_), _) => {
                    if let Some(((categorie, action), sure)) = answer {
                        return Ok(Played::Answered(Orientation { categorie, action, sure }, Vec::new()));
                    }
                }
                (Reply::Back, 1..) => {
                    step -= 1;
                    continue;
                }
                (Reply::EndOfInput, _) => return Ok(Played::EndOfInput),
                (Reply::Back | Reply::Quit, _) if self.leaves()? => return Ok(Played::Left),
                _ => continue,
            }
            step += 1;
        }
    }

    /// Plays a scenario through the real interview.
    fn walk(&mut self, turn: Turn<'_, 's>) -> Result<Played<'s>, Error> {
        let mut interview = Interview::start(turn.scenario.tree);
        let mut sure = None;
        loop {
            let step = interview.next();
            let answer = match (&step, sure) {
                (Some(Step::End(outcome)), Some(sure)) => Some(Orientation {
                    categorie: outcome.request.categorie(),
                    action: Action::of(outcome),
                    sure,
                }),
                _ => None,
            };
            let page = match (&step, answer) {
                (None, _) => return Ok(Played::Left),
                (_, Some(answer)) => turn.recap(answer),
                (Some(Step::End(_)), None) => turn.sure(None),
                (Some(Step::Ask(ask)), None) => {
                    let mut page = pages::question(&interview, ask, turn.operateur);
                    let gap = (!page.body.is_empty()).then_some(Block::Gap);
                    page.body.splice(0..0, turn.opening().into_iter().chain(gap));
                    page.trail.insert(1, turn.place());
                    page.apart = true;
                    page
                }
            };
            match (self.ui.ask(&page)?, step, answer) {
                (Reply::Choice(_), _, Some(answer)) => {
                    return Ok(Played::Answered(answer, path(turn.scenario, &interview)));
                }
                (Reply::Choice(rank), Some(Step::Ask(ask)), None) => {
                    let reponse = ask.question.reponses.get(rank).map_or("", |reponse| &reponse.id);
                    interview = interview.answer(reponse).unwrap_or(interview);
                }
                (Reply::Choice(rank), _, None) => sure = SURE.get(rank).copied(),
                (Reply::Back, _, Some(_)) => sure = None,
                (Reply::Back, ..) if interview.back().is_some() => {
                    interview = interview.back().unwrap_or(interview);
                }
                (Reply::EndOfInput, ..) => return Ok(Played::EndOfInput),
                (Reply::Back | Reply::Quit, ..) if self.leaves()? => return Ok(Played::Left),
                _ => {}
            }
        }
    }

    fn leaves(&mut self) -> Result<bool, Error> {
        Ok(matches!(self.ui.ask(&leave())?, Reply::Choice(1) | Reply::Quit | Reply::EndOfInput))
    }

    /// Keeps what was just learnt, where it can be kept.
    fn keep(&mut self, scenario: &Scenario<'_>, mark: Mark, again: bool) {
        if !again {
            self.tally.count(scenario, mark);
        }
        let operateur = &scenario.tree.operateur;
        if !again && mark.is_shaky() && !self.to_revise.contains(operateur) {
            self.to_revise.push(operateur.clone());
        }
        let key = (self.key.as_str(), self.today);
        let Some(store) = &self.store else { return };
        // What cannot be kept now is said at the end: the next one may be.
        match store.update(|progress| progress.count(scenario, mark, again, key)) {
            Ok(damaged) => self.damaged.extend(damaged),
            Err(_) => self.unkept += 1,
        }
    }

    /// Shows the verdict; whether the session goes on.
    fn show(
        &mut self,
        turn: Turn<'_, 's>,
        answer: Orientation<'s>,
        mark: Mark,
        path: Vec<Block>,
    ) -> Result<bool, Error> {
        let mut page = turn.verdict(answer, mark, &self.library.set.referentiel);
        page.body.extend(path);
        loop {
            match self.ui.ask(&page)? {
                Reply::Choice(0) => return Ok(true),
                Reply::Choice(_) | Reply::EndOfInput => return Ok(false),
                Reply::Quit if self.leaves()? => return Ok(false),
                Reply::Back => {
                    if matches!(self.ui.ask(&turn.reread(answer))?, Reply::EndOfInput) {
                        return Ok(false);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Where the answers left the right path.
fn path(scenario: &Scenario<'_>, interview: &Interview<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Heading("Votre parcours".to_owned())];
    for given in interview.path() {
        let right = scenario
            .path
            .iter()
            .map(|(_, edge)| edge)
            .find(|edge| std::ptr::eq(edge.question, given.ask.question));
        let said = format!("{} {}", given.ask.question.texte, given.reponse.texte);
        blocks.push(Block::Bullet(match right {
            Some(right) if right.reponse.id == given.reponse.id => format!("{said} (comme attendu)"),
            Some(right) => format!("{said} (attendu : {})", right.reponse.texte),
            None => format!("{said} (question hors du bon chemin)"),
        }));
    }
    blocks
}
