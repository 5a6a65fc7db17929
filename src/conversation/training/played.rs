//! A case as it is played: by three questions, or through the real interview.

use super::Session;
use crate::error::Error;
use crate::pages::training::{SURE, Turn};
use crate::pages::{Block, interview as pages, part};
use crate::ui::Reply;
use aiguilleur_core::training::{Action, Orientation, Scenario};
use aiguilleur_core::tree::Categorie;
use aiguilleur_core::walk::{Interview, Step};

/// So many things to do are offered.
const OFFERED: usize = 4;

/// What a case led to.
pub(super) enum Played<'t> {
    Answered(Orientation<'t>, Vec<Block>),
    /// The session ends.
    Left,
    /// There is nothing more to read.
    EndOfInput,
}

impl<'s> Session<'s> {
    /// Asks the category, what to do, how sure one is; each can be come back to before the verdict.
    pub(super) fn ask(&mut self, turn: Turn<'_, 's>) -> Result<Played<'s>, Error> {
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
    pub(super) fn walk(&mut self, turn: Turn<'_, 's>) -> Result<Played<'s>, Error> {
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
                    let mut page = pages::question(&interview, ask, turn.scenario.operateur);
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
}

/// Where the answers left the right path.
fn path(scenario: &Scenario<'_>, interview: &Interview<'_>) -> Vec<Block> {
    let mut blocks = Vec::from(part("Votre parcours"));
    for given in interview.path() {
        let mut path = scenario.path.iter().map(|(_, edge)| edge);
        let right = path.find(|edge| std::ptr::eq(edge.question, given.ask.question));
        let said = format!("{} {}", given.ask.question.texte, given.reponse.texte);
        blocks.push(Block::Bullet(match right {
            Some(right) if right.reponse.id == given.reponse.id => format!("{said} (comme attendu)"),
            Some(right) => format!("{said} (attendu : {})", right.reponse.texte),
            None => format!("{said} (question hors du bon chemin)"),
        }));
    }
    blocks
}
