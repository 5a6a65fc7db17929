//! `comparer --changer`: rows of the program put in another category, to see what that does.

use super::EMBEDDED;
use crate::error::Error;
use aiguilleur_core::tree::{Categorie, Operateur, Set, Tree, nearest};

/// A row, and the category that it would have.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    ligne: String,
    categorie: Categorie,
}

/// Reads « caf-07=niveau_1 ».
pub(super) fn asked(text: &str) -> Result<Asked, String> {
    let codes = || Categorie::ALL.into_iter().filter(|categorie| *categorie != Categorie::NonPrevu);
    let (ligne, code) = text.split_once('=').ok_or("Écrivez LIGNE=CATEGORIE : « caf-07=niveau_1 ».")?;
    let categorie = codes().find(|categorie| categorie.code() == code).ok_or_else(|| {
        let known = codes().map(Categorie::code).collect::<Vec<_>>().join(", ");
        format!("« {code} » n'est pas une catégorie. Écrivez l'une de celles-ci : {known}.")
    })?;
    Ok(Asked { ligne: ligne.to_owned(), categorie })
}

/// Puts the rows in their categories, in the index and in the trees.
pub(super) fn change(set: &mut Set, trees: &mut [Tree], asked: &[Asked]) -> Result<(), Error> {
    for (rank, Asked { ligne, categorie }) in asked.iter().enumerate() {
        if asked[..rank].iter().any(|before| before.ligne == *ligne && before.categorie != *categorie) {
            return Err(Error::usage(
                format!("La ligne « {ligne} » est mise dans deux catégories."),
                "N'en donnez qu'une pour chaque ligne.",
            ));
        }
        if !set.referentiel.change(ligne, *categorie) {
            let known = set.referentiel.supplied().flat_map(Operateur::lignes);
            let near = nearest(ligne, known.map(|ligne| ligne.id.as_str()));
            let near = near.map_or_else(
                || format!("« aiguilleur exporter csv » les donne toutes, pour « {EMBEDDED} »."),
                |near| format!("Vouliez-vous dire « {near} » ?"),
            );
            return Err(Error::usage(format!("La ligne « {ligne} » n'existe pas."), near));
        }
    }
    for demarche in trees.iter_mut().flat_map(Tree::demarches_mut) {
        // A démarche of several rows has one category: it follows each of them.
        if let Some(asked) = asked.iter().rev().find(|asked| demarche.lignes.contains(&asked.ligne)) {
            demarche.categorie = asked.categorie;
        }
    }
    Ok(())
}
