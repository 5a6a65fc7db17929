//! What is said once a tree was made: by `importer` of a table, by `nouveau` of an example.

use std::collections::BTreeMap;
use std::path::Path;

use super::typography::argument;
use super::{Block, part};
use crate::import::onto::Updated;
use crate::import::{SectionRead, Summary};
use crate::source::categorie::name;
use crate::source::channels;
use crate::source::folding::cut;
use aiguilleur_core::tree::Finding;
use aiguilleur_core::verify::Report;

/// How many items of a list are shown.
const SHOWN: usize = 5;
/// How many characters of an action the preview shows.
const ACTION: usize = 70;

/// A tree that was made of a table.
#[derive(Debug)]
pub struct Made<'m> {
    /// The name of the table.
    pub table: &'m str,
    /// The folder of the set, and the tree in it.
    pub folder: &'m Path,
    pub tree: &'m Path,
    pub summary: &'m Summary,
    /// What is left to write of the document.
    pub lacks: Option<&'m str>,
    /// What a person should look at in the table.
    pub warnings: &'m [Finding],
    /// What `verifier` says of the set.
    pub report: &'m Report,
}

impl Made<'_> {
    /// What was read, and what is left to do.
    pub fn blocks(&self) -> Vec<Block> {
        let Self { summary, warnings, .. } = self;
        let mut blocks =
            vec![Block::Heading(format!("« {} » a son arbre : {}", self.table, self.tree.display()))];
        blocks.extend(read(summary));
        blocks.extend(part("Ce qu'il vous reste à faire"));
        if !warnings.is_empty() {
            blocks.push(Block::Bullet(format!("Relisez les {} avertissement(s) ci-dessus.", warnings.len())));
        }
        blocks.extend(
            summary.todo.tasks().map(|(task, ids)| {
                Block::Bullet(format!("{} : {} ({}).", task.words(), ids.len(), first(ids)))
            }),
        );
        blocks.extend(self.left().into_iter().map(Block::Bullet));
        blocks.extend(self.lacks.map(|lacks| Block::Bullet(format!("Dans « referentiel.ron » : {lacks}."))));
        blocks.push(Block::bullet("Dans « referentiel.ron » : relisez le nom de l'opérateur, le nom de chaque ligne, et ce qui est dit du document."));
        blocks.extend(next(self.folder));
        blocks
    }

    /// What `verifier` warns of, grouped; every warning of the tree is work that is left. What the
    /// import itself left was told.
    fn left(&self) -> Vec<String> {
        let file = self.tree.display().to_string();
        let mut rules: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let of_it = |finding: &&Finding| finding.file == file && finding.rule != "a-faire";
        for finding in self.report.findings.iter().filter(of_it) {
            let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line);
            rules.entry(finding.rule).or_default().push(line);
        }
        let line = |(rule, mut lines): (&str, Vec<usize>)| {
            lines.sort_unstable();
            lines.dedup();
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            format!("{} : {} (ligne {} de l'arbre).", task(rule), lines.len(), first(&lines))
        };
        rules.into_iter().map(line).collect()
    }
}

/// Said of the tables of a document that are of no opérateur that is known; `done` is what was done with the others:
/// « importé ».
pub fn of_nobody(tables: &[(String, usize)], done: &str) -> Vec<Block> {
    let told = |(title, rows): &(String, usize)| {
        Block::Text(format!(
            "Un tableau n'est d'aucun opérateur connu : « {} », {rows} ligne(s). Il n'est pas {done}. Enregistrez-le à part, puis \
             importez-le avec « --operateur ID --nom NOM ».",
            cut(title, ACTION)
        ))
    };
    tables.iter().map(told).collect()
}

/// What to do about the warnings of a rule.
fn task(rule: &str) -> &'static str {
    match rule {
        "mots-cles" => "Écrivez les mots de l'usager (« mots_cles »)",
        "sigle" => "Écrivez les sigles en toutes lettres (« sigles »)",
        "phrase" => "Coupez les phrases trop longues",
        "longueur" => "Raccourcissez les textes trop longs",
        "typographie" => "Corrigez la typographie",
        "profondeur" => "Réunissez des questions : un chemin est long",
        _ => "Relisez",
    }
}

/// What was understood of the table, row by row: read before anything is written.
pub fn preview(notes: &[String], unread: &[String], summary: &Summary) -> Vec<Block> {
    let mut blocks = vec![Block::text("Voici ce qui est lu, avant d'écrire.")];
    blocks.extend(notes.iter().map(|note| Block::Bullet(note.clone())));
    blocks.extend(super::proof::unread(unread));
    for section in &summary.sections {
        blocks.push(Block::Heading(format!("{} ({})", section.titre, section.at)));
        blocks.extend(section.rows.iter().map(|row| {
            let goes_on = if row.goes_on { " (du dessus)" } else { "" };
            let action = shown(&row.action);
            Block::Bullet(format!("{} : {} — {}{goes_on} : {action}", row.id, row.titre, name(row.categorie)))
        }));
    }
    blocks
}

/// The beginning of an action, and the numbers and addresses that the rest of it says.
fn shown(action: &str) -> String {
    if action.is_empty() {
        return "aucune action".to_owned();
    }
    let start = cut(action, ACTION);
    let values = channels::find(action).ways.into_iter().filter_map(|way| way.valeur);
    let hidden: Vec<String> = values.filter(|value| !start.contains(value.as_str())).collect();
    if hidden.is_empty() { start } else { format!("{start} [{}]", hidden.join(", ")) }
}

/// What was read of the table, and what was made plain.
fn read(summary: &Summary) -> Vec<Block> {
    let mut blocks = vec![
        Block::Text(format!(
            "Lu : {} ligne(s), {} section(s) ; {} conduite(s), {} contact(s).",
            summary.rows().count(),
            summary.sections.len(),
            summary.conduites,
            summary.contacts,
        )),
        Block::text("Typographie normalisée : espaces, apostrophes, guillemets, points."),
    ];
    blocks.extend(summary.sections.iter().map(|SectionRead { titre, at, rows }| {
        Block::Bullet(format!("{at} : {titre} ({} ligne(s))", rows.len()))
    }));
    let goes_on: Vec<String> = summary.rows().filter(|row| row.goes_on).map(|row| row.id.clone()).collect();
    if !goes_on.is_empty() {
        blocks.push(Block::Text(format!(
            "{} ligne(s) continuent la catégorie ou l'action du dessus : {}.",
            goes_on.len(),
            first(&goes_on)
        )));
    }
    blocks
}

/// What became of a new version of a table; `compared`: the old one was at hand.
pub fn updated(
    folder: &Path,
    id: &str,
    update: &Updated,
    compared: bool,
    edition: Option<&str>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let told = |(ligne, words): &(String, String)| Block::Bullet(format!("{ligne} : {words}."));
    for (heading, list) in [("Fait dans vos fichiers", &update.done), ("À faire par vous", &update.left)] {
        if !list.is_empty() {
            blocks.extend(part(&format!("{heading} : {}", list.len())));
            blocks.extend(list.iter().map(told));
        }
    }
    if !update.waiting.is_empty() {
        blocks.extend(part(&format!("Il vous reste, de la version d'avant : {}", update.waiting.len())));
        blocks.extend(update.waiting.iter().map(|note| Block::Bullet(format!("{note}."))));
    }
    if update.done.is_empty() && update.left.is_empty() && update.waiting.is_empty() {
        blocks.push(Block::text(if compared {
            "Ce tableau est celui du dernier import : rien n'a changé depuis."
        } else {
            "Rien n'a changé : l'arbre a tous les faits de ce tableau."
        }));
    }
    if update.differing > 0 {
        blocks.push(Block::Text(format!(
            "L'arbre et ce tableau ne disent pas encore la même chose : {} fait(s). « aiguilleur verifier --source » les dit.",
            update.differing
        )));
    }
    blocks.push(Block::Gap);
    if !update.left.is_empty() || !update.waiting.is_empty() {
        blocks.push(Block::Text(format!(
            "Chacun est aussi un « À FAIRE » dans « {id}.ron », au-dessus de sa démarche : effacez-le une fois fait."
        )));
    }
    if let Some(edition) = edition {
        blocks.push(Block::Text(format!(
            "Le titre du tableau dit « {edition} », et l'index autre chose : changez « version » et « date » dans « referentiel.ron »."
        )));
    }
    if !compared {
        blocks.push(Block::text(
            "L'ancien tableau n'est pas là : les lignes déplacées ne se voient pas, et d'une ligne reformulée rien n'est dit de ce qui change. Donnez-le à « --ancien ».",
        ));
    }
    blocks.extend(next(folder));
    blocks
}

/// The example of a tree is ready in this folder.
pub fn example(folder: &Path, id: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(format!("Un arbre d'exemple est prêt : {}", folder.display())),
        Block::Text(format!(
            "Tout y est inventé. Ouvrez « {id}.ron », puis « referentiel.ron », et remplacez chaque texte : les remarques disent comment."
        )),
    ];
    blocks.extend(next(folder));
    blocks
}

/// The set of the program is in this folder, as so many files.
pub fn written(folder: &Path, files: usize) -> Vec<Block> {
    let shown = folder.display();
    let mut blocks = vec![
        Block::Heading(format!("{files} fichiers écrits : {shown}")),
        Block::text(
            "« referentiel.ron » est l'index, un fichier par opérateur est son arbre, « cases » tient les cas.",
        ),
    ];
    blocks.extend(next(folder));
    let [set, cases] = [folder, &folder.join("cases")].map(|path| argument(&path.display().to_string()));
    blocks.push(Block::Verbatim(format!("aiguilleur comparer embarques {set} --cas {cases}")));
    blocks
}

/// The commands to go on with.
fn next(folder: &Path) -> Vec<Block> {
    let folder = argument(&folder.display().to_string());
    let mut blocks = Vec::from(part("Ensuite"));
    blocks.push(Block::Verbatim(format!("aiguilleur verifier --arbres {folder}")));
    blocks.push(Block::Verbatim(format!("aiguilleur --arbres {folder}")));
    blocks
}

/// The first of a list, and whether there are more.
fn first(items: &[String]) -> String {
    let shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if items.len() > SHOWN { format!("{shown}…") } else { shown }
}
