//! The conseiller's binder: one A4 page for each démarche, with all that it can lead to.

use super::html;
use super::ways::{self, Asked, End, Way};
use crate::pages::{Block, categorie, complement, contact, sheet, sigles};
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Demarche, Operateur, Referentiel, Supplied};
use aiguilleur_core::walk::Survey;
use aiguilleur_core::walk::{Outcome, Request};

/// How large the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// A sheet holds on one page.
    Usual,
    /// Eighteen points: a sheet takes as many pages as it needs.
    Large,
}

const STYLE: &str = "\
body{font-size:11.5pt}\
section{break-after:page}section:last-of-type{break-after:auto}\
.dense{font-size:10pt;line-height:1.27}\
.pied{margin-top:.9em;border-top:.4pt solid #000;padding-top:.2em}\
@media screen{section{border-bottom:2pt solid #000;padding-bottom:8mm;margin-bottom:8mm}}";

/// Large letters, and larger lines: for whoever sees badly, or reads from afar.
const LARGE: &str = "body{font-size:18pt;line-height:1.4}.dense,.note{font-size:1em;line-height:1.4}";

/// A page has room for so many characters in the usual letters; beyond, a sheet is set closer.
const ROOM: usize = 2600;

/// The sheets of démarches; all of them, or the one of this id.
pub fn fiche(
    trees: &[Supplied<'_>],
    only: Option<&str>,
    referentiel: &Referentiel,
    letters: Letters,
    today: Day,
) -> String {
    let mut body = String::new();
    for supplied in trees {
        let survey = Survey::new(supplied.tree);
        for (demarche, asked) in ways::demarches(&survey, *supplied) {
            if only.is_none_or(|id| id == demarche.id) {
                body += &sheet(demarche, &asked, *supplied, referentiel, today);
            }
        }
    }
    html::page("Fiches des démarches", &style(letters), &body)
}

/// The style of sheets in these letters.
pub(super) fn style(letters: Letters) -> String {
    let large = if letters == Letters::Large { LARGE } else { "" };
    format!("{}{STYLE}{large}", html::PAPER)
}

fn sheet(
    demarche: &Demarche,
    asked: &Asked<'_>,
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
    today: Day,
) -> String {
    let blocks = blocks(demarche, asked, supplied, referentiel);
    let length: usize = sheet::texts(&blocks).map(|text| text.chars().count() + 25).sum();
    let class = if length > ROOM { "dense" } else { "aisee" };
    let foot = format!(
        "{}. Imprimé le {} : si le référentiel a changé depuis, imprimez de nouveau.",
        source(demarche, supplied.operateur, referentiel),
        today.long()
    );
    format!(
        "<section class=\"fiche {class}\" id=\"{}-{}\">\n{}{}</section>\n",
        html::escape(&supplied.operateur.id),
        html::escape(&demarche.id),
        html::blocks(&blocks, 1),
        html::classed("p", "note pied", &foot),
    )
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
        "Source : {}, {}, {}, {}, {}",
        referentiel.titre,
        referentiel.edition(),
        operateur.pages(),
        sections.join(", "),
        Request::Demarche(demarche).rows()
    )
}

/// What a sheet says.
fn blocks(
    demarche: &Demarche,
    asked: &Asked<'_>,
    supplied: Supplied<'_>,
    referentiel: &Referentiel,
) -> Vec<Block> {
    let request = Request::Demarche(demarche);
    let categorie = demarche.categorie;
    let mut blocks = vec![
        Block::Category(categorie),
        Block::Title(demarche.titre.clone()),
        Block::Text(format!("{}. {}", supplied.operateur.nom, categorie::meaning(request))),
    ];
    // What to do comes first where it must be done fast.
    let urgent = asked.urgent();
    if !urgent {
        sheet::requests(request, &mut blocks);
    }
    sheet::to_do(request, &mut blocks);
    for way in &asked.ways {
        end(way, &mut blocks);
    }
    if urgent {
        sheet::list(&mut blocks, complement::HEADING, request.complements());
    }
    contact::contacts(&asked.contacts(), &mut blocks);
    if urgent {
        sheet::requests(request, &mut blocks);
    } else {
        sheet::list(&mut blocks, complement::HEADING, request.complements());
    }
    sheet::see_also(request, supplied.tree, referentiel, &mut blocks);
    let spelt_out = sigles::first_met(supplied.tree, sheet::texts(&blocks), []);
    sheet::list(&mut blocks, "Sigles", &spelt_out);
    blocks
}

/// One way to end.
fn end(way: &Way<'_>, blocks: &mut Vec<Block>) {
    let condition = way.condition();
    let heading = if condition.is_empty() { "Conduite à tenir" } else { &condition };
    match way.end {
        End::Outcome(Outcome { conduite: Some(conduite), .. }) => {
            if conduite.urgente {
                blocks.extend([
                    Block::Heading(heading.to_owned()),
                    Block::Text(categorie::URGENT_HERE.to_owned()),
                ]);
                sheet::etapes("Conduite à tenir", conduite, blocks);
            } else {
                sheet::etapes(heading, conduite, blocks);
            }
        }
        End::Outcome(Outcome { conduite: None, .. }) => blocks.extend([
            Block::Heading(heading.to_owned()),
            Block::Text("Vous terminez la démarche sur place.".to_owned()),
        ]),
        End::Elsewhere(other) => blocks.extend([
            Block::Heading(heading.to_owned()),
            Block::Text(format!("Passez à la fiche « {} » ({}).", other.titre(), other.categorie().nom())),
        ]),
    }
}
