//! Which cases can be played, of those that the program carries or a trainer gives.

use std::path::PathBuf;

use crate::error::Error;
use crate::files::cases::inputs;
use crate::files::embedded;
use crate::files::library::Library;
use crate::pages::training::kept::{self, Refused};
use crate::ui;
use aiguilleur_core::case::Case;
use aiguilleur_core::training::{Refusal, Scenario};
use aiguilleur_core::tree::Operateur;

/// The scenarios of these files, or those that the program carries: one at least. Which cases of the
/// files cannot be played is said.
pub fn scenarios<'l>(
    library: &'l Library<'l>,
    files: &[PathBuf],
    only: Option<&'l Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    if files.is_empty() {
        let scenarios = carried(library, only)?;
        if scenarios.is_empty() {
            return Err(Error::input(
                "Le programme n'a aucun cas pour ces arbres.",
                "Donnez les vôtres : « --cas FICHIER ». « aiguilleur guider --noter FICHIER » en écrit un pendant un entretien.",
            ));
        }
        return Ok(scenarios);
    }
    let mut sorted = Sorted::new(library, only);
    for input in inputs(files)? {
        sorted.refused.unreadable += input.each_case(|case| sorted.add(case))?;
        std::mem::replace(&mut sorted.unread, Ok(()))?;
    }
    ui::say(&kept::refused(sorted.refused));
    at_least_one(sorted.scenarios)
}

/// The scenarios that the program carries.
pub fn carried<'l>(
    library: &'l Library<'l>,
    only: Option<&'l Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    let mut sorted = Sorted::new(library, only);
    embedded::each_case(|case| sorted.add(case));
    sorted.unread.map(|()| sorted.scenarios)
}

fn at_least_one(scenarios: Vec<Scenario<'_>>) -> Result<Vec<Scenario<'_>>, Error> {
    if scenarios.is_empty() {
        return Err(Error::input(
            "Aucun cas ne peut être joué.",
            "Il faut un récit, et des réponses qui mènent à une issue : « aiguilleur rejouer » dit où cela \
             bloque.",
        ));
    }
    Ok(scenarios)
}

/// Cases, sorted into what can be played and what cannot.
struct Sorted<'l> {
    library: &'l Library<'l>,
    only: Option<&'l str>,
    scenarios: Vec<Scenario<'l>>,
    refused: Refused,
    /// The first tree that could not be read: no case is looked at after that.
    unread: Result<(), Error>,
}

impl<'l> Sorted<'l> {
    fn new(library: &'l Library<'l>, only: Option<&'l Operateur>) -> Self {
        let only = only.map(|operateur| operateur.id.as_str());
        Self { library, only, scenarios: Vec::new(), refused: Refused::default(), unread: Ok(()) }
    }

    fn add(&mut self, case: &Case<'_>) {
        if self.unread.is_err() {
            return;
        }
        let operateur = self.library.set.referentiel.operateur(&case.operateur);
        let Some(operateur) = operateur.filter(|operateur| operateur.is_supplied()) else {
            self.refused.of_no_tree += 1;
            return;
        };
        if self.only.is_some_and(|only| only != operateur.id) {
            return;
        }
        match self.library.supplied(&operateur.id).map(|supplied| Scenario::new(case, supplied)) {
            Ok(Ok(scenario)) => self.scenarios.push(scenario),
            Ok(Err(Refusal::NoRecit)) => self.refused.without_recit += 1,
            Ok(Err(Refusal::AnsweredTwice | Refusal::NoOutcome | Refusal::Contradiction)) => {
                self.refused.elsewhere += 1;
            }
            Err(error) => self.unread = Err(error),
        }
    }
}
