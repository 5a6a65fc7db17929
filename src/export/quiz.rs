//! A sheet of scenes to orient on paper, and its answers: Markdown, or HTML for an A4 page.

use super::html;
use super::markdown::escape as markdown;
use aiguilleur_core::dice::Dice;
use aiguilleur_core::training::Scenario;
use aiguilleur_core::tree::Referentiel;

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
    /// The rank of the right one.
    right: usize,
    categorie: &'static str,
    titre: String,
    source: String,
    /// What is ours, and not the document's.
    complements: Vec<String>,
    why: Vec<String>,
}

/// A part of an item, whatever the sheet is written in.
enum Part {
    Line(String),
    List(Vec<String>),
}

const CATEGORIES: &str = "☐ niveau 1   ☐ niveau 2   ☐ situation urgente   ☐ hors bouquet   ☐ non prévu";
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
        let items = scenarios.map(|scenario| item(scenario, &mut dice)).collect();
        Self { version: referentiel.edition(), seed, items }
    }

    /// The questions.
    pub fn questions(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation", |item| {
            let mut parts =
                vec![item.recit.clone(), format!("Catégorie : {CATEGORIES}"), "Conduite :".to_owned()];
            parts.extend(
                LETTERS.iter().zip(&item.conducts).map(|(letter, conduct)| format!("☐ {letter}. {conduct}")),
            );
            parts.into_iter().map(Part::Line).collect()
        })
    }

    /// The answers.
    pub fn answers(&self, html: bool) -> String {
        self.sheet(html, "Quiz d'orientation : corrigé", |item| {
            let right = LETTERS.iter().zip(&item.conducts).nth(item.right);
            let conduite = right.map(|(letter, conduct)| format!("{letter}. {conduct}")).unwrap_or_default();
            let mut parts = vec![
                Part::Line(format!("Catégorie : {}", item.categorie)),
                Part::Line(format!("Conduite : {conduite}")),
                Part::Line(format!("Démarche : {}", item.titre)),
                Part::Line(item.source.clone()),
                Part::List(item.why.clone()),
            ];
            if !item.complements.is_empty() {
                parts.push(Part::Line("Complément, hors référentiel :".to_owned()));
                parts.push(Part::List(item.complements.clone()));
            }
            parts
        })
    }

    fn sheet(&self, html: bool, title: &str, parts: impl Fn(&Item) -> Vec<Part>) -> String {
        let note =
            format!("Référentiel {}, tirage {}. Les situations sont inventées.", self.version, self.seed);
        let mut text = if html { html_head(title, &note) } else { markdown_head(title, &note) };
        for (number, item) in (1..).zip(&self.items) {
            let heading = format!("{number}. {}", item.operateur);
            text +=
                &if html { html_item(&heading, &parts(item)) } else { markdown_item(&heading, &parts(item)) };
        }
        if html { html::page(title, STYLE, &text) } else { text }
    }
}

fn html_head(title: &str, note: &str) -> String {
    html::element("h1", title) + &html::element("p", note)
}

fn html_item(heading: &str, parts: &[Part]) -> String {
    let mut text = format!("<section>{}", html::element("h2", heading));
    for part in parts {
        match part {
            Part::Line(line) => text += &html::element("p", line),
            Part::List(lines) => {
                text += "<ul>\n";
                text.extend(lines.iter().map(|line| html::element("li", line)));
                text += "</ul>\n";
            }
        }
    }
    text + "</section>\n"
}

fn markdown_head(title: &str, note: &str) -> String {
    format!("# {title}\n\n{}\n", markdown(note))
}

fn markdown_item(heading: &str, parts: &[Part]) -> String {
    let mut text = format!("\n## {}\n", markdown(heading));
    for part in parts {
        match part {
            Part::Line(line) => text.extend(["\n", &markdown(line), "\n"]),
            Part::List(lines) => {
                text.push('\n');
                text.extend(lines.iter().map(|line| format!("- {}\n", markdown(line))));
            }
        }
    }
    text
}

fn item(scenario: &Scenario<'_>, dice: &mut Dice) -> Item {
    let offered = scenario.choices(LETTERS.len(), dice);
    let right = offered.iter().position(|conduct| *conduct == scenario.conduct()).unwrap_or(0);
    Item {
        operateur: scenario.operateur.nom.clone(),
        recit: scenario.recit.clone(),
        conducts: offered.iter().map(|conduct| conduct.texte().to_owned()).collect(),
        right,
        categorie: scenario.categorie().nom(),
        titre: scenario.outcome.request.titre().to_owned(),
        source: format!("Source : {}", scenario.source()),
        complements: scenario.outcome.request.complements().to_vec(),
        why: scenario
            .path
            .iter()
            .map(|(_, question, reponse)| format!("{} {}", question.texte, reponse.texte))
            .collect(),
    }
}
