//! A session of training: which page follows which reply.

mod kept;
mod played;
mod scenes;

pub use kept::{forget, progress};
pub use scenes::{carried, scenarios};

use std::collections::VecDeque;

use self::kept::Kept;
use self::played::Played;
use crate::error::Error;
use crate::files::progress::Store;
use crate::pages::training::bilan;
use crate::pages::training::{Turn, leave};
use crate::pages::{Block, training as pages};
use crate::ui::{self, Manner, Reply, Ui};
use aiguilleur_core::day::Day;
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::{Due, Mark, Orientation, Scenario, Tally, Wanted, draw};
use aiguilleur_core::tree::Referentiel;

/// How a session is played.
pub struct Settings {
    /// How many cases, and how many urgencies among them.
    pub draw: Wanted,
    /// Through the real interview.
    pub parcours: bool,
    /// Given to a group: all draw the same cases, whatever each has learnt.
    pub seed: Option<u64>,
    pub today: Day,
    pub manner: Manner,
}

/// Plays a session of these scenarios, which are of this index; its balance.
pub fn play(
    scenarios: &[Scenario<'_>],
    referentiel: &Referentiel,
    store: Option<Store>,
    settings: &Settings,
) -> Result<Vec<Block>, Error> {
    let Settings { draw: wanted, parcours, seed: given, today, manner } = *settings;
    let (progress, kept) = Kept::open(store, today);
    let seed = given
        .unwrap_or_else(|| today.number().wrapping_mul(1009).wrapping_add(progress.seances.len() as u64));
    let drawn = draw(scenarios, wanted, given.is_none().then_some((&progress, today)), seed);
    ui::say(too_few_urgent(scenarios, &drawn, wanted).as_slice());
    let mut ui = ui::open_training(manner);
    let (ui_ref, dice) = (&mut *ui, Dice::new(seed));
    let (tally, to_revise) = (Tally::default(), Vec::new());
    let mut session = Session { ui: ui_ref, scenarios, referentiel, parcours, dice, kept, tally, to_revise };
    let played = session.run(&drawn);
    let Session { tally, to_revise, kept, .. } = session;
    ui.close();
    if !played? {
        return Err(Error::input(
            "L'entrée s'arrête avant la fin du premier cas.",
            "Donnez une réponse par ligne : la catégorie, la conduite, la certitude, puis 1.",
        ));
    }
    ui::say(&kept.said());
    Ok(bilan::session(&tally, &to_revise, referentiel))
}

/// What is said where fewer urgencies could be drawn than were asked for.
pub fn too_few_urgent(scenarios: &[Scenario<'_>], drawn: &[(usize, Due)], wanted: Wanted) -> Option<Block> {
    let urgent = drawn.iter().filter(|(rank, _)| scenarios[*rank].outcome.urgence()).count();
    (urgent < wanted.urgent).then(|| Block::Note(pages::too_few_urgent(urgent, wanted.urgent)))
}

/// A session that goes on.
struct Session<'s> {
    ui: &'s mut dyn Ui,
    scenarios: &'s [Scenario<'s>],
    referentiel: &'s Referentiel,
    /// Through the real interview.
    parcours: bool,
    dice: Dice,
    kept: Kept,
    tally: Tally,
    /// The opérateurs of the scenarios to be learnt again.
    to_revise: Vec<String>,
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
    fn run(&mut self, drawn: &[(usize, Due)]) -> Result<bool, Error> {
        let mut waiting: VecDeque<Waiting> =
            drawn.iter().map(|&(rank, due)| Waiting { rank, due, again: false }).collect();
        let mut played = 0;
        while let Some(Waiting { rank, due, again }) = waiting.pop_front() {
            let scenario = &self.scenarios[rank];
            let number = played + 1 + waiting.len();
            let turn = Turn { scenario, rank: played + 1, number, due, again };
            let (answer, path) = match if self.parcours { self.walk(turn)? } else { self.ask(turn)? } {
                Played::Answered(answer, path) => (answer, path),
                Played::Left => return Ok(true),
                Played::EndOfInput => return Ok(played > 0),
            };
            played += 1;
            let mark = scenario.mark(answer);
            self.count(scenario, mark, again);
            if mark.is_shaky() && !again {
                waiting.push_back(Waiting { rank, due, again: true });
            }
            if !self.show(turn, answer, mark, path)? {
                return Ok(true);
            }
        }
        Ok(true)
    }

    fn leaves(&mut self) -> Result<bool, Error> {
        Ok(matches!(self.ui.ask(&leave())?, Reply::Choice(1) | Reply::Quit | Reply::EndOfInput))
    }

    /// Counts what was just learnt, and keeps it.
    fn count(&mut self, scenario: &Scenario<'_>, mark: Mark, again: bool) {
        let operateur = &scenario.operateur.id;
        if !again {
            self.tally.count(scenario, mark);
        }
        if !again && mark.is_shaky() && !self.to_revise.contains(operateur) {
            self.to_revise.push(operateur.clone());
        }
        self.kept.keep(scenario, mark, again);
    }

    /// Shows the verdict; whether the session goes on.
    fn show(
        &mut self,
        turn: Turn<'_, 's>,
        answer: Orientation<'s>,
        mark: Mark,
        path: Vec<Block>,
    ) -> Result<bool, Error> {
        let mut page = turn.verdict(answer, mark, self.referentiel);
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
