//! The conseiller's binder: one A4 page for each démarche, with all that it can lead to.

use maud::{Markup, html};

use super::paper::{self, Letters, blank, typeset};
use super::requests::{self, RequestBranches};
use crate::pages::{Block, categorie, headings, sheet, sigles, who_acts};
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Demarche, Operateur, Referentiel, Supplied};
use aiguilleur_core::walk::{Branch, Edge, End, Outcome, Request, Survey};

/// A page has room for this, by [`paper::length`], in the usual letters; beyond, a sheet is set closer.
const ROOM: usize = 2600;

/// No more answers lead to a sheet: the last ones. A path that people ask has six.
const MOST_ANSWERS: usize = 12;

/// The sheets of démarches; all of them, or the one of this id.
pub fn fiche(
    trees: &[Supplied<'_>],
    only: Option<&str>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    let all = trees.iter().flat_map(|supplied| {
        let survey = Survey::new(supplied.tree);
        let found = requests::demarches(&survey, *supplied).into_iter();
        let asked = found.filter(|(demarche, _)| only.is_none_or(|id| id == demarche.id));
        // One at a time: together, the ways through a deep tree are far larger than it.
        asked.map(move |(demarche, request)| {
            let mut way: Vec<Edge<'_>> = survey.way_back(request.rank).take(MOST_ANSWERS).collect();
            way.reverse();
            let answers = (!way.is_empty()).then(|| sheet::answers(way));
            self::sheet(demarche, (&request, answers), *supplied, referentiel, today)
        })
    });
    let body = html! { @for sheet in all { (sheet) "\n" } };
    paper::page("Fiches des démarches", &paper::sheets(letters), &body)
}

fn sheet(
    demarche: &Demarche,
    (branches, answers): (&RequestBranches<'_>, Option<String>),
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
    today: Day,
) -> Markup {
    let blocks = blocks(demarche, branches, supplied, referentiel);
    let class = if paper::length(sheet::texts(&blocks)) > ROOM { "dense" } else { "aisee" };
    let open = branches.contacts().iter().any(|(_, channel)| channel.is_open());
    let foot = format!(
        "{}. Imprimé le {} : si le référentiel a changé depuis, imprimez de nouveau.",
        source(demarche, supplied.operateur, referentiel),
        today.long()
    );
    html! {
        section class={ "fiche " (class) } id={ (supplied.operateur.id) "-" (demarche.id) } {
            (paper::blocks(&blocks, 1))
            @if open { (blank("Contact local, à noter ici :")) }
            @if let Some(answers) = &answers { p.note { (typeset(answers)) } }
            p.note.pied { (typeset(&foot)) }
        }
    }
}

/// Where the démarche stands in the document.
fn source(demarche: &Demarche, operateur: &Operateur, referentiel: &Referentiel) -> String {
    let mut sections: Vec<String> = Vec::new();
    for (section, _) in demarche.lignes.iter().filter_map(|id| operateur.ligne(id)) {
        let titre = format!("« {} »", section.titre);
        if !sections.contains(&titre) {
            sections.push(titre);
        }
    }
    format!(
        "Source : {}, {}, {}, {}",
        referentiel.document_of(operateur),
        operateur.pages(),
        sections.join(", "),
        Request::Demarche(demarche).lignes_label()
    )
}

/// What a sheet says.
fn blocks(
    demarche: &Demarche,
    branches: &RequestBranches<'_>,
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
) -> Vec<Block> {
    let request = Request::Demarche(demarche);
    // Where nothing is asked of it, it has one conduite, and that says who acts.
    let meaning = if let [Branch { end: End::Outcome(ref outcome), .. }] = branches.branches[..] {
        who_acts::sentence(outcome)
    } else {
        let ends = branches.branches.iter().map(|branch| &branch.end);
        let outcomes =
            ends.filter_map(|end| if let End::Outcome(outcome) = end { Some(outcome) } else { None });
        who_acts::before_answers(request, outcomes)
    };
    let mut blocks = sheet::danger(request);
    blocks.extend([
        Block::Category(demarche.categorie),
        Block::Title(demarche.titre.clone()),
        Block::Text(format!("{}. {meaning}", supplied.operateur.nom)),
    ]);
    sheet::to_do(request, &mut blocks);
    for branch in &branches.branches {
        end(branch, &mut blocks);
    }
    sheet::remarks(request, &mut blocks);
    sheet::requests(request, &mut blocks);
    sheet::see_also(request, supplied.tree, referentiel, &mut blocks);
    let spelt_out = sigles::first_met(supplied.tree, sheet::texts(&blocks), []);
    sheet::list(&mut blocks, headings::GLOSSARY, &spelt_out);
    blocks
}

/// What a branch ends with, and when.
fn end(branch: &Branch<'_>, blocks: &mut Vec<Block>) {
    let condition = branch.condition();
    let heading = if condition.is_empty() { headings::CONDUITE } else { &condition };
    let text = match branch.end {
        End::Outcome(ref outcome @ Outcome { conduite: Some(conduite), .. }) => {
            sheet::conduite(heading, outcome, blocks);
            if conduite.urgente {
                blocks.push(Block::text(categorie::URGENT_HERE));
            }
            return;
        }
        End::Outcome(outcome) => match outcome.request.demarche() {
            Some(demarche) => sheet::nothing_more(demarche).to_owned(),
            None => sheet::NO_CONDUITE.to_owned(),
        },
        End::Elsewhere(other) => {
            format!("Passez à la fiche « {} » ({}).", other.titre(), other.categorie().nom())
        }
    };
    blocks.extend([Block::Heading(heading.to_owned()), Block::Text(text)]);
}
