//! What `lister` shows: each opérateur, then its outcomes, one a line.

use super::typography::harmless;
use aiguilleur_core::tree::{Etat, Operateur, Tree};
use aiguilleur_core::walk::{Ending, endings};

/// The lines of these opérateurs, each with its tree where its table was supplied.
pub fn lines<'t>(
    operateurs: impl IntoIterator<Item = (&'t Operateur, Option<&'t Tree>)>,
) -> impl Iterator<Item = String> {
    operateurs.into_iter().flat_map(|(operateur, tree)| {
        let Operateur { id, nom, .. } = operateur;
        let etat = match operateur.etat {
            Etat::Fourni => "arbre fourni",
            Etat::NonFourni => "tableau non fourni",
        };
        let head = format!("{} : {etat}\n", harmless(&format!("{nom} ({id}), {}", operateur.pages())));
        let outcomes = tree.into_iter().flat_map(endings);
        let outcomes = outcomes.map(|ending| format!("  {}\n", harmless(&line(&ending))));
        std::iter::once(head).chain(outcomes).chain(["\n".to_owned()])
    })
}

/// An outcome on one line: category, title, blocage, conduite, rows, answers.
fn line(ending: &Ending<'_>) -> String {
    let outcome = &ending.outcome;
    let blocage = match outcome.blocage {
        Some(true) => ", blocage",
        Some(false) => ", sans blocage",
        None => "",
    };
    let conduite = match outcome.conduite {
        Some(conduite) => &conduite.id,
        None if outcome.request.demarche().is_none() => "sans conduite",
        None => "sur place",
    };
    let path: Vec<String> =
        ending.path.iter().map(|edge| format!("{}={}", edge.question.id, edge.reponse.id)).collect();
    format!(
        "[{}] {}{blocage} -> {conduite} ({}) {}",
        outcome.request.categorie().nom(),
        outcome.request.titre(),
        outcome.request.lignes_list(),
        path.join(" "),
    )
}
