//! The trees as a numbered booklet, for the day the network is down: « si oui, allez au 12 ».
//!
//! Every position of an interview is one entry, however many ways lead there: so the booklet and
//! the program cannot end differently, and nothing has to be remembered from one entry to the next.

mod entry;
mod entry_numbers;

use std::collections::{BTreeMap, BTreeSet};

use entry::Document;
use entry_numbers::{Numbers, number};
use maud::{Markup, html};
use unicode_normalization::UnicodeNormalization as _;

use super::paper::{self, typeset};
use crate::pages::{complement, contact, headings};
use aiguilleur_core::day::Day;
use aiguilleur_core::local::BackOffice;
use aiguilleur_core::tree::{Categorie, NE_SAIT_PAS, NON, Operateur, Question, Referentiel, Supplied};

const STYLE: &str = "\
body{font-size:10pt}\
.couverture,.partie,.fin{break-before:page}.couverture:first-child{break-before:auto}\
.couverture h1{font-size:2.4em;margin-top:30mm}\
.entrees,.colonnes{columns:2;column-gap:8mm}\
.entree{break-inside:avoid;border-top:.8pt solid #000;padding:.35em 0 .5em}\
.longue{break-inside:auto}\
h3{font-size:1.05em;line-height:1.2;margin:0 0 .25em}h4{font-size:.95em;margin:.5em 0 .1em}\
.n{font-size:1.25em}.categorie{font-size:.85em}\
.reponses{list-style:none;padding:0}.reponses li{display:flex;justify-content:space-between;gap:.6em;\
border-top:.3pt dotted #000;padding:.18em 0}.reponses a{white-space:nowrap;font-weight:bold}\
.retour{text-align:right;font-size:.8em;margin:0}.aide{font-size:.88em}\
.demande{font-weight:bold;margin-top:.5em}\
.renvois{list-style:none;padding:0}.renvois li{display:flex;justify-content:space-between;align-items:flex-end;\
gap:.6em;break-inside:avoid;border-bottom:.3pt dotted #000}.renvois a{white-space:nowrap;font-weight:bold}\
a{text-decoration:none}";

const TITLE: &str = "Aiguilleur, livret de secours";

/// How the booklet is used, said on its cover.
const USE: [&str; 5] = [
    "Quelqu'un est en danger ou sans ressources ? Lisez d'abord « Urgences d'abord », à la page suivante.",
    "Cherchez l'opérateur ci-dessous, et allez au numéro qui est à droite.",
    "Posez la question à l'usager. Allez au numéro qui suit sa réponse, jusqu'à une catégorie : vous y êtes.",
    "Vous vous êtes trompé ? « Vient du » vous ramène au numéro d'avant.",
    "L'index, à la fin, donne le numéro d'une démarche. Posez d'abord la question d'urgence de l'opérateur.",
];

/// Said over the opérateurs whose table was not supplied.
const UNSUPPLIED: &str = "Ce livret ne peut pas vous guider pour eux. Ouvrez le référentiel à leurs pages ; s'il ne \
                          suffit pas, demandez la conduite à tenir à l'animateur départemental France services.";

/// The booklet of trees; the opérateurs whose table was not supplied are named in it.
pub fn livret(
    trees: &[Supplied<'_>],
    unsupplied: &[&Operateur],
    back_offices: &[BackOffice],
    referentiel: &Referentiel,
    today: Day,
) -> String {
    let parts = number(trees);
    let mut lignes: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (demarche, number) in parts.iter().flat_map(Numbers::demarches) {
        for ligne in &demarche.lignes {
            lignes.entry(ligne).or_default().push(number);
        }
    }
    let document = Document { referentiel, lignes };
    let body = html! {
        (cover(&parts, unsupplied, back_offices, referentiel, today)) "\n"
        (urgences(&parts)) "\n"
        @for part in &parts {
            section.partie id=(part.operateur.id) {
                h2 { (typeset(&part.operateur.nom)) }
                div.entrees {
                    @for (rank, number) in part.in_order() { (entry::entry(part, rank, number, &document)) "\n" }
                }
            }
        }
        (index(&parts)) "\n"
        (sigles(&parts))
    };
    paper::page(TITLE, &format!("{}{STYLE}", paper::STYLE), &body)
}

fn cover(
    parts: &[Numbers<'_>],
    unsupplied: &[&Operateur],
    back_offices: &[BackOffice],
    referentiel: &Referentiel,
    today: Day,
) -> Markup {
    let document = format!("{}, {}. {}.", referentiel.titre, referentiel.edition(), referentiel.auteur);
    let starts = parts.iter().map(|part| (part.operateur.nom.clone(), Some(part.first())));
    html! {
        section.couverture {
            h1 { (TITLE) }
            p { "Pour orienter une demande à France services quand l'ordinateur ou le réseau manque." }
            p { (typeset(&document)) }
            p { (typeset(&format!("Livret imprimé le {}.", today.long()))) }
            h2 { "Comment s'en servir" }
            ol { @for step in USE { li { (typeset(step)) } } }
            h2 { "Opérateurs" }
            (references(starts))
            @if !unsupplied.is_empty() {
                h2 { "Opérateurs dont le tableau n'a pas été fourni" }
                p { (typeset(UNSUPPLIED)) }
                ul {
                    @for operateur in unsupplied {
                        li {
                            (typeset(&format!("{}, {}", operateur.nom, operateur.pages())))
                            @if let Some(contact) = BackOffice::of(back_offices, &operateur.id) {
                                ul { @for line in contact::lines(contact) { li { (typeset(&line)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The urgent situations of every opérateur, and where they lead.
fn urgences(parts: &[Numbers<'_>]) -> Markup {
    let urgent = |part: &Numbers<'_>, rank: usize, question: &Question| {
        let answers = question.reponses.iter().zip(part.survey.leads_to(rank));
        let urgent = answers.filter(|(reponse, _)| reponse.id != NON && reponse.id != NE_SAIT_PAS);
        references(urgent.map(|(reponse, next)| (reponse.texte.clone(), part.of(*next))))
    };
    html! {
        section.couverture {
            h2 { "Urgences d'abord" }
            p.categorie.urgent { (typeset(complement::EMERGENCIES)) }
            p { "Choisissez la situation la plus grave." }
            @for part in parts {
                @if let Some((rank, question)) = part.urgence() {
                    h3 { (typeset(&part.operateur.nom)) }
                    p { (typeset(&question.texte)) }
                    (urgent(part, rank, question))
                }
            }
        }
    }
}

/// Where each démarche is met, in the order of the alphabet.
fn index(parts: &[Numbers<'_>]) -> Markup {
    let first: Vec<String> = parts
        .iter()
        .filter_map(|part| part.urgence().and_then(|(rank, _)| part.of(rank)).map(|number| (part, number)))
        .map(|(part, number)| format!("{} : {number}", part.operateur.nom))
        .collect();
    let before = format!(
        "Posez d'abord la question d'urgence de l'opérateur ({}). Puis allez au numéro.",
        first.join(" ; ")
    );
    let mut entries: Vec<(String, u32)> = Vec::new();
    for part in parts {
        for (demarche, number) in part.demarches() {
            let urgent = if demarche.categorie == Categorie::Urgent { ", urgent" } else { "" };
            let names =
                std::iter::once(&demarche.titre).chain(demarche.demarches.iter().map(|sub| &sub.texte));
            entries.extend(names.map(|name| (format!("{name} ({}{urgent})", part.operateur.nom), number)));
        }
    }
    entries.sort_by_cached_key(|(name, number)| (sort_key(name), *number));
    entries.dedup();
    let entries = entries.into_iter().map(|(name, number)| (name, Some(number)));
    html! {
        section.fin #index {
            h2 { "Index des démarches" }
            p { (typeset(&before)) }
            div.colonnes { (references(entries)) }
        }
    }
}

/// « Étranger » stands between « Espace » and « Exonération »; what is quoted, where its words do.
fn sort_key(name: &str) -> String {
    let plain: String = name.to_lowercase().nfd().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    plain.trim_start().to_owned()
}

/// The sigles of all trees, each spelt out once.
fn sigles(parts: &[Numbers<'_>]) -> Markup {
    let all = parts.iter().flat_map(|part| &part.tree.sigles);
    let all: BTreeSet<String> = all.map(|sigle| format!("{} : {}", sigle.sigle, sigle.sens)).collect();
    html! {
        @if !all.is_empty() {
            section.fin #sigles {
                h2 { (headings::SIGLES) }
                ul.colonnes { @for sigle in &all { li { (typeset(sigle)) } } }
            }
        }
    }
}

/// Words and the numbers that they lead to; what leads nowhere is left out.
fn references(items: impl Iterator<Item = (String, Option<u32>)>) -> Markup {
    html! {
        ul.renvois {
            @for (words, number) in items.filter_map(|(words, number)| Some((words, number?))) {
                li { span { (typeset(&words)) } " " a href={ "#n" (number) } { (number) } }
            }
        }
    }
}
