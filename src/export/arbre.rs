//! Trees in a terminal, drawn by branches; or numbered, for whoever listens to them.

use std::collections::HashSet;

use termtree::{GlyphPalette, Tree as Branches};

use super::diagrams::{Diagrams, Path};
use crate::pages::categorie;
use crate::pages::typography::wrap;
use aiguilleur_core::tree::{Categorie, Supplied};
use aiguilleur_core::walk::Edge;

/// Something to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Categorie(Categorie),
    /// The way of the case.
    Chemin,
    /// A heading.
    Titre,
}

/// How the trees are shown.
#[derive(Clone, Copy)]
pub struct Manner<'p> {
    /// The columns of the terminal; lines are not cut where there is none.
    pub width: Option<usize>,
    /// Numbers in the place of branches.
    pub numbered: bool,
    pub paint: &'p dyn Fn(Paint, &str) -> String,
}

/// Starts what is on the way of the case.
const MARK: &str = "=> ";

/// A position of a diagram and what lies behind it.
struct Branch {
    text: String,
    on_path: bool,
    below: Vec<Branch>,
}

/// Trees; where the answers of one case are given, the diagrams that it goes through.
pub fn arbre(trees: &[Supplied<'_>], case: Option<&[Edge<'_>]>, manner: Manner<'_>) -> String {
    let mut text = String::new();
    if case.is_some() {
        let legend = format!("{MARK}marque le chemin du cas.");
        text.extend(lines(&legend, manner.width).into_iter().map(|line| line + "\n"));
    }
    for supplied in trees {
        let diagrams = Diagrams::new(*supplied);
        let path = case.map(|answers| diagrams.path(answers));
        for diagram in diagrams.on(path.as_ref()) {
            if !text.is_empty() {
                text.push('\n');
            }
            let titre = format!("{}. {}", diagrams.operateur, diagram.titre);
            for line in lines(&titre, manner.width) {
                text += &(manner.paint)(Paint::Titre, &line);
                text.push('\n');
            }
            let drawn = &mut Drawn {
                diagrams: &diagrams,
                elsewhere: diagram.elsewhere.iter().copied().collect(),
                path: path.as_ref(),
                shown: HashSet::new(),
            };
            let root = branch(drawn, diagram.root, None);
            text += &if manner.numbered { numbered(&root, "", manner) } else { branches(&root, manner) };
        }
    }
    text
}

/// A diagram, and what was shown of it.
struct Drawn<'d> {
    diagrams: &'d Diagrams<'d>,
    elsewhere: HashSet<usize>,
    path: Option<&'d Path>,
    shown: HashSet<usize>,
}

fn branch(drawn: &mut Drawn<'_>, rank: usize, answers: Option<&str>) -> Branch {
    let (diagrams, path) = (drawn.diagrams, drawn.path);
    let on_path = path.is_some_and(|path| path.meets(rank));
    let words = diagrams.words(rank);
    let answers = answers.map_or_else(String::new, |answers| format!("{answers} > "));
    let end = |text: String| Branch { text: format!("{answers}{text}"), on_path, below: Vec::new() };
    if drawn.elsewhere.contains(&rank) {
        return end(format!("voir plus bas « {} »", diagrams.titre(rank)));
    }
    let said = sentences(&words.lines);
    let said = words.categorie.map_or(said.clone(), |(_, categorie)| format!("[{categorie}] {said}"));
    if !drawn.shown.insert(rank) && !words.end {
        return end(format!("{said} (suite montrée plus haut)"));
    }
    let below = diagrams.edges(rank).into_iter();
    let below = below
        .map(|(answers, next)| {
            let mut below = branch(drawn, next, Some(&answers));
            below.on_path = path.is_some_and(|path| path.follows(rank, next));
            below
        })
        .collect();
    Branch { text: format!("{answers}{said}"), on_path, below }
}

/// Lines as one text.
fn sentences(lines: &[String]) -> String {
    let ended = |line: &String| {
        if line.ends_with(['.', '?', '!']) { line.clone() } else { format!("{line}.") }
    };
    lines.iter().map(ended).collect::<Vec<_>>().join(" ")
}

/// Drawn by branches, which are narrow where the screen is.
fn branches(root: &Branch, manner: Manner<'_>) -> String {
    let glyphs = if manner.width.is_some_and(|width| width < 60) {
        GlyphPalette { item_indent: " ", skip_indent: " ", ..GlyphPalette::new() }
    } else {
        GlyphPalette::new()
    };
    let step = glyphs.middle_item.chars().count() + glyphs.item_indent.chars().count();
    tree(root, glyphs, step, 0, manner).to_string()
}

fn tree(
    branch: &Branch,
    glyphs: GlyphPalette,
    step: usize,
    depth: usize,
    manner: Manner<'_>,
) -> Branches<String> {
    let width = manner.width.map(|width| width.saturating_sub(step * depth).max(NARROWEST));
    let below = branch.below.iter().map(|below| tree(below, glyphs, step, depth + 1, manner));
    Branches::new(painted(branch, "", width, manner))
        .with_leaves(below.collect::<Vec<_>>())
        .with_multiline(true)
        .with_glyphs(glyphs)
}

/// A label is not cut into shorter lines than this.
const NARROWEST: usize = 12;

/// Each position with its number, one under the other: nothing is drawn.
fn numbered(branch: &Branch, number: &str, manner: Manner<'_>) -> String {
    let first = if number.is_empty() { String::new() } else { format!("{number} ") };
    let mut text = painted(branch, &first, manner.width, manner) + "\n";
    for (rank, below) in (1..).zip(&branch.below) {
        text += &numbered(below, &format!("{number}{rank}."), manner);
    }
    text
}

/// The label of a branch, in lines, with its colours.
fn painted(branch: &Branch, first: &str, width: Option<usize>, manner: Manner<'_>) -> String {
    let mark = if branch.on_path { MARK } else { "" };
    let text = format!("{first}{mark}{}", branch.text);
    let lines = lines(&text, width).into_iter().map(|line| {
        if branch.on_path { (manner.paint)(Paint::Chemin, &line) } else { categories(&line, manner) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A category in its colour, where it stands in a line.
fn categories(line: &str, manner: Manner<'_>) -> String {
    let mut painted = line.to_owned();
    for categorie in Categorie::ALL {
        let words = format!("[{}]", categorie::in_capitals(categorie));
        painted = painted.replace(&words, &(manner.paint)(Paint::Categorie(categorie), &words));
    }
    painted
}

fn lines(text: &str, width: Option<usize>) -> Vec<String> {
    wrap(text, "", width.unwrap_or(usize::MAX))
}
