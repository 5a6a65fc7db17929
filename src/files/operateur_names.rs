//! The ids and the names that a new opérateur may take.

use crate::error::Error;
use crate::source::folding::letters;
use aiguilleur_core::tree::{ID_FORM, INDEX, Operateur, has_control, is_id};

/// Names of devices of Windows, and words that stand for something else on the command line.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "embarques", "aucun"];

/// Refuses an id or a name that no set can hold.
pub(super) fn check(id: &str, nom: Option<&str>) -> Result<(), Error> {
    if !is_id(id) {
        return Err(Error::usage(format!("« {id} » n'est pas un identifiant d'opérateur."), ID_FORM));
    }
    if INDEX.strip_suffix(".ron") == Some(id) {
        return Err(Error::usage(
            format!("« {id} » est le nom de l'index : un opérateur ne peut pas le prendre."),
            "Choisissez un autre identifiant.",
        ));
    }
    let device =
        |name: &str| id.strip_prefix(name).is_some_and(|rank| matches!(rank.as_bytes(), [b'1'..=b'9']));
    if RESERVED.contains(&id) || device("com") || device("lpt") {
        return Err(Error::usage(
            format!("« {id} » est un mot réservé : un opérateur ne peut pas le prendre."),
            "Choisissez un autre identifiant.",
        ));
    }
    match nom {
        Some(nom) if nom.trim().is_empty() || has_control(nom) => Err(Error::usage(
            "Ce nom est vide, ou contient un caractère de commande ou caché.",
            "Écrivez le nom de l'opérateur, sur une ligne.",
        )),
        _ => Ok(()),
    }
}

/// An opérateur that the document has is called by its id: under « laposte », a set would have La Poste twice.
pub(super) fn check_is_other<'o>(
    id: &str,
    operateurs: impl IntoIterator<Item = &'o Operateur>,
) -> Result<(), Error> {
    let wanted = letters(id);
    let same = |operateur: &&Operateur| {
        [&operateur.id, &operateur.nom].into_iter().any(|own| letters(own) == wanted)
    };
    match operateurs.into_iter().find(same) {
        Some(Operateur { id: own, nom, .. }) => Err(Error::usage(
            format!("« {nom} » a déjà un identifiant : « {own} »."),
            format!("Écrivez « --operateur {own} »."),
        )),
        None => Ok(()),
    }
}
