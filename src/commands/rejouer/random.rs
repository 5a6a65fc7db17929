//! Cases drawn by chance.

use std::io::Write;
use std::path::Path;

use crate::error::Error;
use crate::files::row_weights::weights;
use crate::pages::Block;
use crate::status::Status;
use crate::ui;
use aiguilleur_core::case::json;
use aiguilleur_core::replay::{Random, Trees};
use aiguilleur_core::tree::Referentiel;

/// Said of cases that are drawn by their answers.
const NO_FREQUENCY: &str = "Chaque réponse est tirée avec la même chance : ces cas ne disent pas combien de fois une demande revient. \
     « --poids FICHIER » donne un poids à chaque ligne.";

/// By the weights of a file; without one, each answer as likely as another.
pub(super) fn cases<'f, 't>(
    trees: &'f Trees<'t>,
    seed: u64,
    poids: Option<&Path>,
    referentiel: &Referentiel,
) -> Result<Random<'f, 't>, Error> {
    let Some(file) = poids else {
        ui::say(&[Block::text(NO_FREQUENCY)]);
        return Ok(Random::new(trees, seed));
    };
    let weights = weights(file, referentiel)?;
    Random::weighted(trees, seed, &weights).map_err(|ligne| {
        let message = format!("Aucune issue ne mène à la ligne « {ligne} ».");
        Error::file(file, message, "Retirez-la, ou donnez-lui le poids 0.")
    })
}

/// Writes so many of them.
pub(super) fn write(mut cases: Random<'_, '_>, count: u64, out: &mut dyn Write) -> Result<Status, Error> {
    let mut out = std::io::BufWriter::new(out);
    for _ in 0..count {
        let Some(case) = cases.next() else { break };
        writeln!(out, "{}", json::write(&case))?;
    }
    out.flush()?;
    Ok(Status::Done)
}
