//! A sheet of scenes to orient on paper, and its answers: Markdown, or HTML for an A4 page.

use std::fmt::Write as _;

use crate::dice::Dice;
use crate::training::{Conduct, Scenario};
use crate::tree::{Categorie, Referentiel};

/// The questions of a sheet.
#[derive(Debug)]
pub struct Quiz {
    /// Of the document, for whoever reads the sheet later.
    version: String,
    seed: u64,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    operateur: String,
    recit: String,
    /// What can be done, in the order of the letters.
    conducts: Vec<String>,
    /// The letter of the right one.
    right: char,
    categorie: &'static str,
    titre: String,
    source: String,
    why: Vec<String>,
}

const CATEGORIES: &str = "niveau 1 ☐   niveau 2 ☐   situation urgente ☐   hors bouquet ☐   non prévu ☐";
const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];
const STYLE: &str = "@page { size: A4; margin: 16mm } body { font: 11pt/1.35 sans-serif; max-width: 178mm } \
                     section { break-inside: avoid; border-top: 1px solid; padding-top: 2mm; margin-top: 4mm } \
                     h1 { font-size: 15pt; margin: 0 } h2 { font-size: 11pt; margin: 0 } p { margin: 1mm 0 }";

impl Quiz {
    /// The sheet of these scenarios.
    pub fn new<'a, 't: 'a>(
        scenarios: impl Iterator<Item = &'a Scenario<'t>>,
        referentiel: &Referentiel,
        seed: u64,
    ) -> Self {
        let mut dice = Dice::new(seed);
        let items = scenarios.map(|scenario| item(scenario, referentiel, &mut dice)).collect();
        Self { version: format!("{} de {}", referentiel.version, referentiel.date), seed, items }
    }

    /// The questions.
    pub fn questions(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation", |item| {
            let mut lines =
                vec![item.recit.clone(), format!("Catégorie : {CATEGORIES}"), "Conduite :".to_owned()];
            lines.extend(
                LETTERS.iter().zip(&item.conducts).map(|(letter, conduct)| format!("{letter}. {conduct}")),
            );
            lines
        })
    }

    /// The answers.
    pub fn answers(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation : corrigé", |item| {
            let right =
                LETTERS.iter().position(|letter| *letter == item.right).and_then(|at| item.conducts.get(at));
            let mut lines = vec![
                format!("Catégorie : {}", item.categorie),
                format!("Conduite : {}. {}", item.right, right.map_or("", String::as_str)),
                format!("Démarche : {}", item.titre),
                item.source.clone(),
            ];
            lines.extend(item.why.iter().map(|why| format!("- {why}")));
            lines
        })
    }

    fn sheet(&self, html: bool, title: &str, lines: impl Fn(&Item) -> Vec<String>) -> String {
        let note =
            format!("Référentiel {}, tirage {}. Les situations sont inventées.", self.version, self.seed);
        let mut text = String::new();
        if html {
            let _ = write!(
                text,
                "<!doctype html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\
                 <style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p>{note}</p>\n"
            );
        } else {
            let _ = write!(text, "# {title}\n\n{note}\n");
        }
        for (number, item) in (1..).zip(&self.items) {
            if html {
                let _ = writeln!(text, "<section><h2>{number}. {}</h2>", escape(&item.operateur));
                for line in lines(item) {
                    let _ = writeln!(text, "<p>{}</p>", escape(&line));
                }
                text.push_str("</section>\n");
            } else {
                let _ = write!(text, "\n## {number}. {}\n", item.operateur);
                for line in lines(item) {
                    let _ = write!(text, "\n{line}\n");
                }
            }
        }
        if html {
            text.push_str("</body>\n</html>\n");
        }
        text
    }
}

fn item(scenario: &Scenario<'_>, referentiel: &Referentiel, dice: &mut Dice) -> Item {
    let offered = Conduct::choices(scenario, LETTERS.len(), dice);
    let right = offered.iter().position(|conduct| *conduct == scenario.conduct()).unwrap_or(0);
    let operateur = referentiel.operateur(&scenario.tree.operateur);
    let lignes = scenario.outcome.request.lignes();
    let lignes = if lignes.is_empty() { "aucune ligne".to_owned() } else { lignes.join(", ") };
    let place =
        operateur.map(|operateur| format!("{}, {}", operateur.nom, operateur.pages())).unwrap_or_default();
    Item {
        operateur: operateur
            .map_or_else(|| scenario.tree.operateur.clone(), |operateur| operateur.nom.clone()),
        recit: scenario.recit.clone(),
        conducts: offered
            .iter()
            .map(|conduct| conduct.step().unwrap_or("Rien de plus : cela finit sur place.").to_owned())
            .collect(),
        right: LETTERS[right.min(LETTERS.len() - 1)],
        categorie: match scenario.categorie() {
            Some(Categorie::Niveau1) => "niveau 1",
            Some(Categorie::Niveau2) => "niveau 2",
            Some(Categorie::Urgent) => "situation urgente",
            Some(Categorie::HorsBouquet) => "hors bouquet",
            None => "non prévu",
        },
        titre: scenario.outcome.request.titre().to_owned(),
        source: format!("Source : {place}, {lignes}"),
        why: scenario
            .path
            .iter()
            .map(|(_, question, reponse)| format!("{} {}", question.texte, reponse.texte))
            .collect(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
