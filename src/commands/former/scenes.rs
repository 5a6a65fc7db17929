//! Which cases can be played, of those that the program carries or a trainer gives.

use std::path::PathBuf;

use crate::error::Error;
use crate::files::cases::inputs;
use crate::files::embedded;
use crate::files::library::Library;
use crate::pages::balance::{self, Refused};
use crate::ui;
use aiguilleur_core::case::{Case, ron};
use aiguilleur_core::training::{Refusal, Scenario};
use aiguilleur_core::tree::Operateur;

/// The scenarios of these files, or those that the program carries: one at least.
pub(super) fn scenarios<'l>(
    library: &'l Library<'l>,
    files: &[PathBuf],
    only: Option<&'l Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    let scenarios = if files.is_empty() { carried(library, only)? } else { given(library, files, only)? };
    if scenarios.is_empty() {
        return Err(Error::Input {
            file: None,
            message: "Aucun cas ne peut être joué.".to_owned(),
            mend: "Il faut un récit, et des réponses qui mènent à une issue : « aiguilleur rejouer » dit où cela \
                   bloque."
                .to_owned(),
        });
    }
    Ok(scenarios)
}

/// The scenarios that the program carries.
pub(super) fn carried<'l>(
    library: &'l Library<'l>,
    only: Option<&'l Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    let mut sorted = Sorted::new(library, only);
    for (file, text) in embedded::cases() {
        ron::read(file, text).cases.iter().try_for_each(|placed| sorted.add(&placed.case))?;
    }
    Ok(sorted.scenarios)
}

/// The scenarios of these files. Which of their cases cannot be played is said.
fn given<'l>(
    library: &'l Library<'l>,
    files: &[PathBuf],
    only: Option<&'l Operateur>,
) -> Result<Vec<Scenario<'l>>, Error> {
    let mut sorted = Sorted::new(library, only);
    for input in inputs(files)? {
        let mut added = Ok(());
        let unreadable = input.each_case(|case| {
            if added.is_ok() {
                added = sorted.add(case);
            }
        })?;
        added?;
        sorted.refused.unreadable += unreadable;
    }
    ui::say(&balance::refused(sorted.refused));
    Ok(sorted.scenarios)
}

/// Cases, sorted into what can be played and what cannot.
struct Sorted<'l> {
    library: &'l Library<'l>,
    only: Option<&'l str>,
    scenarios: Vec<Scenario<'l>>,
    refused: Refused,
}

impl<'l> Sorted<'l> {
    fn new(library: &'l Library<'l>, only: Option<&'l Operateur>) -> Self {
        let only = only.map(|operateur| operateur.id.as_str());
        Self { library, only, scenarios: Vec::new(), refused: Refused::default() }
    }

    fn add(&mut self, case: &Case<'_>) -> Result<(), Error> {
        let operateur = self.library.set.referentiel.operateur(&case.operateur);
        let Some(operateur) = operateur.filter(|operateur| operateur.is_supplied()) else {
            self.refused.of_no_tree += 1;
            return Ok(());
        };
        if self.only.is_some_and(|only| only != operateur.id) {
            return Ok(());
        }
        match Scenario::new(case, self.library.tree(operateur)?) {
            Ok(scenario) => self.scenarios.push(scenario),
            Err(Refusal::NoRecit) => self.refused.without_recit += 1,
            Err(Refusal::AnsweredTwice | Refusal::NoOutcome | Refusal::Contradiction) => {
                self.refused.elsewhere += 1;
            }
        }
        Ok(())
    }
}
