//! The words of the five categories.

use aiguilleur_core::tree::{Categorie, Suite};
use aiguilleur_core::walk::Request;

/// The category in capitals: the first thing to read of an outcome.
pub fn in_capitals(categorie: Categorie) -> &'static str {
    match categorie {
        Categorie::Niveau1 => "NIVEAU 1",
        Categorie::Niveau2 => "NIVEAU 2",
        Categorie::Urgent => "SITUATION URGENTE",
        Categorie::HorsBouquet => "HORS BOUQUET",
        Categorie::NonPrevu => "NON PRÉVU",
    }
}

/// What the category of a request means for the conseiller.
pub fn meaning(request: Request<'_>) -> &'static str {
    let demarche = request.demarche();
    let with_usager = demarche.is_some_and(|demarche| matches!(demarche.suite, Suite::SiBlocage { .. }));
    match request.categorie() {
        Categorie::Niveau2 if with_usager => {
            "Cette démarche relève de l'opérateur. Commencez-la avec l'usager, comme il est dit ici."
        }
        Categorie::Niveau1 => "Vous faites cette démarche avec l'usager.",
        Categorie::Niveau2 => "L'opérateur fait cette démarche. Réorientez l'usager vers lui.",
        Categorie::Urgent => "L'opérateur doit intervenir vite. Orientez l'usager sans attendre.",
        Categorie::HorsBouquet => NOT_HERE,
        Categorie::NonPrevu if request.is_of_danger() => {
            "Les numéros d'urgence d'abord. Le référentiel a une conduite chez un autre opérateur, dite ici."
        }
        Categorie::NonPrevu if is_unlisted(request) => UNLISTED,
        Categorie::NonPrevu => BEYOND,
    }
}

/// Whether the document lists no such request, no row of it covers it, and nobody is in danger.
pub fn is_unlisted(request: Request<'_>) -> bool {
    let lists = request.demarche().is_some() || !request.lignes().is_empty();
    !lists && !request.is_of_danger()
}

/// Said of a request that no row lists.
const UNLISTED: &str =
    "Ne devinez pas la conduite : regardez les autres thèmes, ou à qui cette demande revient.";

/// Said of what France services does not treat.
pub const NOT_HERE: &str = "Ne traitez pas cette démarche en France services.";
/// Said of a request that no row lists, and that a row covers.
pub const BEYOND: &str = "Le référentiel ne liste pas cette demande. Une ligne voisine a une conduite pour ce qu'elle ne liste pas.";

/// Said of a conduite that is urgent where its row is not.
pub const URGENT_HERE: &str = "Traitez cette demande comme urgente : suivez la conduite sans attendre.";

/// A category, and what it means in a few words.
pub fn in_short(categorie: Categorie) -> String {
    match categorie {
        Categorie::Niveau1 => "Niveau 1 : faite sur place avec l'usager",
        Categorie::Niveau2 => "Niveau 2 : faite par l'opérateur",
        Categorie::Urgent => "Situation urgente",
        Categorie::HorsBouquet => "Hors bouquet : à ne pas traiter en France services",
        Categorie::NonPrevu => "Non prévu : le référentiel n'en dit rien",
    }
    .to_owned()
}
