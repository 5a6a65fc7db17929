//! From the usager's words to an interview, where nothing is asked of anybody.

use super::given_in_advance;
use crate::error::Error;
use crate::files::library::{Library, unsupplied};
use crate::pages::search::{self, Offer, Results};
use crate::ui;
use aiguilleur_core::tree::Operateur;
use aiguilleur_core::walk::{Answered, Interview};

/// The interview that the usager's words lead to. Where an opérateur is named it is the opérateur's, whose answers are
/// given: a danger that the words tell is said beside it.
///
/// # Errors
///
/// Where nothing fits and no opérateur is named, where what fits has no tree, and where an answer is not of its tree.
pub fn interview<'l>(
    library: &'l Library<'_>,
    words: &str,
    only: Option<&Operateur>,
    reponses: &[Answered],
) -> Result<Interview<'l>, Error> {
    let found = library.search(words, only)?;
    let results = Results::new(words, &found, &library.set.referentiel);
    ui::say(search::emergencies(&results).as_slice());
    let within = only.filter(|only| only.is_supplied());
    let is_meant = |operateur: &str| within.is_none_or(|only| only.id == operateur);
    let first = results.offers.iter().find(|offer| match offer {
        Offer::Demarche(hit) => is_meant(&hit.entry.operateur),
        Offer::Unsupplied(operateur, _) => is_meant(&operateur.id),
    });
    let hit = match (first, within) {
        (Some(Offer::Demarche(hit)), _) => hit,
        (Some(Offer::Unsupplied(operateur, _)), _) => return Err(unsupplied(operateur)),
        (None, Some(only)) => {
            ui::say(&search::said(&results));
            return Ok(Interview::supplied(library.supplied(&only.id)?.tree, reponses));
        }
        (None, None) => {
            return Err(Error::usage(
                format!("{}.", search::NONE_FOUND),
                "Dites ce que l'usager veut faire, ou donnez l'opérateur et les réponses.",
            ));
        }
    };
    if !hit.sure {
        ui::say(&search::said(&results));
    }
    let tree = library.supplied(&hit.entry.operateur)?.tree;
    given_in_advance::check(tree, reponses)?;
    Ok(Interview::toward(tree, &hit.entry.demarche, &hit.implied(), reponses))
}
