//! The one recorded case that a command line names, by its id or as the only one of a file.

use std::path::Path;

use super::cases::inputs;
use super::embedded;
use crate::error::Error;
use aiguilleur_core::case::Case;

/// The case of this id, or the only one, in a file or among those that the program carries; of this
/// opérateur alone, where one is named.
pub fn find(file: Option<&Path>, id: Option<&str>, operateur: Option<&str>) -> Result<Case<'static>, Error> {
    let mut found: Vec<Case<'static>> = Vec::new();
    let mut keep = |case: &Case<'_>| {
        let fits = id.is_none_or(|id| case.id == id) && operateur.is_none_or(|id| case.operateur == id);
        // One too many is enough to know.
        if fits && found.len() < 2 {
            found.push(case.to_owned());
        }
    };
    match file {
        Some(file) => {
            for input in inputs(&[file.to_owned()])? {
                input.each_case(&mut keep)?;
            }
        }
        None => embedded::each_case(&mut keep),
    }
    match (found.pop(), found.is_empty()) {
        (Some(case), true) => Ok(case),
        (Some(_), false) => {
            Err(Error::usage("Plusieurs cas conviennent.", "Dites lequel avec « --cas-id »."))
        }
        (None, _) => Err(Error::usage(
            id.map_or_else(
                || "Aucun cas ne convient.".to_owned(),
                |id| format!("Aucun cas ne s'appelle « {id} »."),
            ),
            "Vérifiez l'identifiant, l'opérateur, ou ajoutez le fichier qui le contient avec « --cas ».",
        )),
    }
}
