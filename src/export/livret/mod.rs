//! The trees as a numbered booklet, for the day the network is down: « si oui, allez au 12 ».
//!
//! Every position of an interview is one entry, however many ways lead there: so the booklet and
//! the program cannot end differently, and nothing has to be remembered from one entry to the next.

mod entry;
mod numbers;

use numbers::{Numbers, number};
use unicode_normalization::UnicodeNormalization as _;

use super::html;
use crate::pages::complement;
use aiguilleur_core::day::Day;
use aiguilleur_core::tree::{Categorie, NE_SAIT_PAS, NON, Operateur, Referentiel, Supplied};

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

/// The booklet of trees; the opérateurs whose table was not supplied are named in it.
pub fn livret(
    trees: &[Supplied<'_>],
    unsupplied: &[&Operateur],
    referentiel: &Referentiel,
    today: Day,
) -> String {
    let parts = number(trees);
    let mut body = cover(&parts, unsupplied, referentiel, today);
    for part in &parts {
        body += &entries(part, referentiel);
    }
    body += &index(&parts);
    body += &acronyms(&parts);
    html::page("Aiguilleur, livret de secours", &format!("{}{STYLE}", html::PAPER), &body)
}

/// The entries of one tree.
fn entries(part: &Numbers<'_>, referentiel: &Referentiel) -> String {
    let id = html::escape(&part.operateur.id);
    let entries = part.in_order().map(|(rank, number)| entry::entry(part, rank, number, referentiel));
    format!(
        "<section class=\"partie\" id=\"{id}\">\n{}<div class=\"entrees\">\n{}</div>\n</section>\n",
        html::element("h2", &part.operateur.nom),
        entries.collect::<String>()
    )
}

fn cover(parts: &[Numbers<'_>], unsupplied: &[&Operateur], referentiel: &Referentiel, today: Day) -> String {
    let mut text = String::from("<section class=\"couverture\">\n");
    text += &html::element("h1", "Aiguilleur, livret de secours");
    text += &html::element(
        "p",
        "Pour orienter une demande à France services quand l'ordinateur ou le réseau manque.",
    );
    text += &html::element(
        "p",
        &format!("{}, {}. {}.", referentiel.titre, referentiel.edition(), referentiel.auteur),
    );
    text += &html::element("p", &format!("Livret imprimé le {}.", today.long()));
    text += &html::element("h2", "Comment s'en servir");
    text += "<ol>\n";
    for step in [
        "Quelqu'un est en danger ou sans ressources ? Lisez d'abord « Urgences d'abord », à la page suivante.",
        "Cherchez l'opérateur ci-dessous, et allez au numéro qui est à droite.",
        "Posez la question à l'usager. Allez au numéro qui suit sa réponse, jusqu'à une catégorie : vous y êtes.",
        "Vous vous êtes trompé ? « Vient du » vous ramène au numéro d'avant.",
        "L'index, à la fin, donne le numéro d'une démarche. Posez d'abord la question d'urgence de l'opérateur.",
    ] {
        text += &html::element("li", step);
    }
    text += "</ol>\n";
    text += &html::element("h2", "Opérateurs");
    let starts = parts.iter().map(|part| (part.operateur.nom.clone(), Some(part.first())));
    text += &references(starts);
    if !unsupplied.is_empty() {
        text += &html::element("h2", "Opérateurs dont le tableau n'a pas été fourni");
        text += &html::element(
            "p",
            "Ce livret ne peut pas vous guider pour eux. Ouvrez le référentiel à leurs pages ; s'il ne suffit pas, \
             demandez la conduite à tenir à l'animateur départemental France services.",
        );
        text += "<ul>\n";
        for operateur in unsupplied {
            text += &html::element("li", &format!("{}, {}", operateur.nom, operateur.pages()));
        }
        text += "</ul>\n";
    }
    text + "</section>\n" + &urgences(parts)
}

/// The urgent situations of every opérateur, and where they lead.
fn urgences(parts: &[Numbers<'_>]) -> String {
    let mut text = String::from("<section class=\"couverture\">\n");
    text += &html::element("h2", "Urgences d'abord");
    text += &html::classed("p", "categorie urgent", complement::EMERGENCIES);
    text += &html::element("p", "Choisissez la situation la plus grave.");
    for part in parts {
        let Some((rank, question)) = part.urgence() else {
            continue;
        };
        text += &html::element("h3", &part.operateur.nom);
        text += &html::element("p", &question.texte);
        let answers = question.reponses.iter().zip(part.survey.leads_to(rank));
        let urgent = answers.filter(|(reponse, _)| reponse.id != NON && reponse.id != NE_SAIT_PAS);
        text += &references(urgent.map(|(reponse, next)| (reponse.texte.clone(), part.of(*next))));
    }
    text + "</section>\n"
}

/// Where each démarche is met, in the order of the alphabet.
fn index(parts: &[Numbers<'_>]) -> String {
    let mut text = String::from("<section class=\"fin\" id=\"index\">\n");
    text += &html::element("h2", "Index des démarches");
    let first: Vec<String> = parts
        .iter()
        .filter_map(|part| part.urgence().and_then(|(rank, _)| part.of(rank)).map(|number| (part, number)))
        .map(|(part, number)| format!("{} : {number}", part.operateur.nom))
        .collect();
    text += &html::element(
        "p",
        &format!(
            "Posez d'abord la question d'urgence de l'opérateur ({}). Puis allez au numéro.",
            first.join(" ; ")
        ),
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
    text += "<div class=\"colonnes\">\n";
    text += &references(entries.into_iter().map(|(name, number)| (name, Some(number))));
    text + "</div>\n</section>\n"
}

/// « Étranger » stands between « Espace » and « Exonération »; what is quoted, where its words do.
fn sort_key(name: &str) -> String {
    let plain: String = name.to_lowercase().nfd().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    plain.trim_start().to_owned()
}

/// Acronyms, spelt out once.
fn acronyms(parts: &[Numbers<'_>]) -> String {
    let mut sigles: Vec<String> = parts
        .iter()
        .flat_map(|part| &part.tree.sigles)
        .map(|sigle| format!("{} : {}", sigle.sigle, sigle.sens))
        .collect();
    sigles.sort();
    sigles.dedup();
    if sigles.is_empty() {
        return String::new();
    }
    let items: String = sigles.iter().map(|sigle| html::element("li", sigle)).collect();
    format!(
        "<section class=\"fin\" id=\"sigles\">\n{}<ul class=\"colonnes\">\n{items}</ul>\n</section>\n",
        html::element("h2", "Sigles")
    )
}

/// Words and the numbers that they lead to.
fn references(items: impl Iterator<Item = (String, Option<u32>)>) -> String {
    let items: String = items
        .filter_map(|(words, number)| {
            let number = number?;
            Some(format!(
                "<li><span>{}</span> <a href=\"#n{number}\">{number}</a></li>\n",
                html::escape(&words)
            ))
        })
        .collect();
    format!("<ul class=\"renvois\">\n{items}</ul>\n")
}
