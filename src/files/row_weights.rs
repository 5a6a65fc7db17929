//! The weights of rows: a table of two columns, the row and how often it is asked for.

use std::collections::HashSet;
use std::path::Path;

use super::read::{LARGEST_WEIGHTS, bytes, decode, refusal};
use crate::error::Error;
use aiguilleur_core::tree::parse::without_mark;
use aiguilleur_core::tree::{Operateur, Referentiel, nearest};

/// Each row of a file, with its weight.
///
/// # Errors
///
/// Where a line does not tell a row of the index and a number.
pub fn weights(path: &Path, referentiel: &Referentiel) -> Result<Vec<(String, u32)>, Error> {
    let refused = |error| {
        let (message, mend) = refusal(&error, Some(LARGEST_WEIGHTS));
        Error::file(path, message, mend)
    };
    let bytes = bytes(path, LARGEST_WEIGHTS).map_err(refused)?;
    let text = decode(&path.display().to_string(), bytes).map_err(|finding| Error::Faulty(vec![*finding]))?;
    let (mut found, mut met) = (Vec::new(), HashSet::new());
    for (number, line) in (1..).zip(without_mark(&text).lines()) {
        let wrong =
            |message: String, mend: &str| Err(Error::file(path, format!("ligne {number} : {message}"), mend));
        let mut cells = line.split([';', ',', '\t']).map(|cell| cell.trim().trim_matches('"'));
        let (ligne, poids) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if ligne.is_empty() || number == 1 && ligne == "ligne" {
            continue;
        }
        let Ok(poids) = poids.parse::<u32>() else {
            return wrong(
                format!("« {poids} » n'est pas un poids."),
                "Écrivez la ligne du référentiel, puis un nombre entier : « caf-07;120 ».",
            );
        };
        if referentiel.ligne(ligne).is_none() {
            let known = referentiel.supplied().flat_map(Operateur::lignes);
            let near = nearest(ligne, known.map(|ligne| ligne.id.as_str()));
            let mend = near.map(|near| format!("Vouliez-vous dire « {near} » ?"));
            return wrong(
                format!("« {ligne} » n'est pas une ligne du référentiel."),
                mend.as_deref().unwrap_or("« aiguilleur exporter csv » les donne toutes."),
            );
        }
        if !met.insert(ligne.to_owned()) {
            return wrong(format!("« {ligne} » a déjà un poids."), "Gardez l'un des deux.");
        }
        found.push((ligne.to_owned(), poids));
    }
    if found.iter().all(|(_, poids)| *poids == 0) {
        return Err(Error::file(
            path,
            "Aucune ligne n'a de poids.",
            "Écrivez « caf-07;120 », une ligne après l'autre.",
        ));
    }
    Ok(found)
}
