//! What is read where a tree ends, and what can be opened from there.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Content;
use super::intern::TextInterner;
use super::pages::{BlocksData, blocks};
use crate::pages::outcome::Next;
use crate::pages::sheet::{self, Sheet};
use crate::pages::to_paste::ToPaste;
use aiguilleur_core::tree::{NodeId, Operateur, Tree};
use aiguilleur_core::walk::{Interview, Outcome, Survey};

/// Where it stands; its sheet; the rows that touch it; what is offered next, by their letters; the texts to be pasted.
#[derive(Debug, Serialize)]
pub(super) struct Ending(Place, SheetData, Vec<Neighbour>, String, BlocksData, BlocksData);

/// The request, the blocage (0 not asked, 1 no, 2 yes), the conduite or -1.
type Place = (usize, u8, i64);

/// What is read at once; then, on demand, the rest, the source, the words.
type SheetData = [BlocksData; 4];

/// What it is called and, where its tree is in the page, its tree and its node.
#[derive(Debug, Serialize)]
struct Neighbour(usize, #[serde(skip_serializing_if = "Option::is_none")] Option<(usize, usize)>);

/// The rank of a node; -1 where there is none.
pub(super) fn place(node: Option<NodeId>) -> i64 {
    node.and_then(|node| i64::try_from(node.index()).ok()).unwrap_or(-1)
}

/// What can come after an outcome in the page, by its letter: the page shows the whole sheet at once, folds the text
/// of a mistake under it, and has « Effacer » on every screen.
pub(super) fn letter(next: Next) -> Option<char> {
    match next {
        Next::Signalement => Some('c'),
        Next::Elsewhere => Some('e'),
        Next::Another => Some('a'),
        Next::Why | Next::More | Next::Mistake | Next::End => None,
    }
}

/// Each distinct outcome of a tree.
pub(super) fn endings(
    tree: &Tree,
    operateur: &Operateur,
    content: &Content<'_>,
    texts: &mut TextInterner,
) -> Vec<Ending> {
    let survey = Survey::new(tree);
    let mut found: BTreeMap<Place, Outcome<'_>> = BTreeMap::new();
    for rank in 0..survey.size() {
        let position = survey.position(rank);
        if let (Some(outcome), Some(request)) = (survey.outcome(rank), position.request()) {
            let blocage = outcome.blocage.map_or(0, |blocage| 1 + u8::from(blocage));
            found.insert((request.index(), blocage, place(position.node())), outcome);
        }
    }
    found.into_iter().map(|(place, outcome)| ending(place, &outcome, operateur, content, texts)).collect()
}

fn ending(
    place: Place,
    outcome: &Outcome<'_>,
    operateur: &Operateur,
    content: &Content<'_>,
    texts: &mut TextInterner,
) -> Ending {
    let sheet = Sheet::new(outcome, content.referentiel);
    let parts = [sheet.at_once(), sheet.more, sheet.source, sheet.glossary];
    let next: String = Next::offered(outcome).into_iter().filter_map(letter).collect();
    let mistake = ToPaste::mistake(&Interview::start(outcome.tree), outcome, operateur, content.referentiel);
    let signalement =
        next.contains('c').then(|| ToPaste::signalement(outcome, operateur).page(operateur).body);
    Ending(
        place,
        parts.map(|part| blocks(&part, texts)),
        neighbours(outcome, content, texts),
        next,
        blocks(&mistake.page(operateur).body, texts),
        blocks(&signalement.unwrap_or_default(), texts),
    )
}

/// The démarches of the rows that touch this one; a row without a tree is only named.
fn neighbours(outcome: &Outcome<'_>, content: &Content<'_>, texts: &mut TextInterner) -> Vec<Neighbour> {
    let here = &outcome.tree.operateur;
    let rows = outcome.request.demarche().map_or(&[][..], |demarche| &demarche.voir_aussi);
    let mut found = Vec::new();
    for id in rows {
        let Some((operateur, _, ligne)) = content.referentiel.ligne(id) else { continue };
        let before = found.len();
        let trees = content.trees.iter().enumerate().filter(|(_, tree)| tree.operateur == operateur.id);
        for (rank, tree) in trees {
            for (node, demarche) in tree.demarches().filter(|(_, demarche)| demarche.lignes.contains(id)) {
                let called = sheet::neighbour(&demarche.titre, id, operateur, here, demarche.categorie);
                found.push(Neighbour(texts.text(&called), Some((rank, node.index()))));
            }
        }
        if found.len() == before {
            let called = sheet::neighbour(&ligne.nom, id, operateur, here, ligne.categorie);
            found.push(Neighbour(texts.text(&called), None));
        }
    }
    found
}
