//! Trees as Mermaid flowcharts, in the Markdown that holds several of them.

use aiguilleur_core::tree::Supplied;
use std::fmt::Write as _;

use super::diagrams::{Diagram, Diagrams, Path};
use super::markdown;
use crate::pages::typography::harmless;
use aiguilleur_core::walk::Edge;

/// Dark words on pale grounds; a category is read in the words as well.
const CLASSES: &str = "  classDef niveau_1 fill:#e3f4e5,stroke:#1f6b2d,color:#000
  classDef niveau_2 fill:#e1eef9,stroke:#1c5280,color:#000
  classDef urgent fill:#fbe0de,stroke:#a11d14,color:#000,stroke-width:3px
  classDef hors_bouquet fill:#fdf3d6,stroke:#7a5a00,color:#000,stroke-dasharray:6 3
  classDef non_prevu fill:#eeeeee,stroke:#555555,color:#000,stroke-dasharray:2 2
  classDef renvoi fill:#ffffff,stroke:#555555,color:#000,stroke-dasharray:4 4
  classDef chemin stroke-width:5px
";

/// Screens are wider than high: so are the boxes.
const WIDE: &str = "---\nconfig:\n  flowchart:\n    wrappingWidth: 300\n---\n";

/// The diagrams of trees; where the answers of one case are given, those that it goes through.
pub fn mermaid(trees: &[Supplied<'_>], case: Option<&[Edge<'_>]>) -> String {
    let mut text = String::from("# Arbres du référentiel\n");
    if case.is_some() {
        text += "\nLe signe ▶ et les traits épais montrent le chemin du cas.\n";
    }
    for supplied in trees {
        let diagrams = Diagrams::new(*supplied);
        let path = case.map(|answers| diagrams.path(answers));
        let _ = writeln!(text, "\n## {}", markdown::escape(diagrams.operateur));
        for diagram in diagrams.on(path.as_ref()) {
            let _ = write!(
                text,
                "\n### {}\n\n```mermaid\n{}```\n",
                markdown::escape(&diagram.titre),
                flowchart(&diagrams, diagram, path.as_ref())
            );
        }
    }
    text
}

fn flowchart(diagrams: &Diagrams<'_>, diagram: &Diagram, path: Option<&Path>) -> String {
    let mut text = format!("{WIDE}flowchart LR\n");
    let on_path = |rank: usize| path.is_some_and(|path| path.meets(rank));
    for &rank in &diagram.ranks {
        text += &node(diagrams, rank, on_path(rank));
    }
    for &rank in &diagram.elsewhere {
        let words = label(&["Voir le dessin :".to_owned(), diagrams.titre(rank).to_owned()], on_path(rank));
        let _ = writeln!(text, "  n{rank}[[\"{words}\"]]:::renvoi");
    }
    for &rank in &diagram.ranks {
        for (answers, next) in diagrams.edges(rank) {
            let taken = path.is_some_and(|path| path.follows(rank, next));
            let arrow = if taken { "==>" } else { "-->" };
            let _ = writeln!(text, "  n{rank} {arrow}|\"{}\"| n{next}", label(&[answers], taken));
        }
    }
    text += CLASSES;
    let met: Vec<String> =
        diagram.ranks.iter().filter(|rank| on_path(**rank)).map(|rank| format!("n{rank}")).collect();
    if !met.is_empty() {
        let _ = writeln!(text, "  class {} chemin", met.join(","));
    }
    text
}

fn node(diagrams: &Diagrams<'_>, rank: usize, on_path: bool) -> String {
    let words = diagrams.words(rank);
    let (open, close) = if words.end { ("(", ")") } else { ("[", "]") };
    let lines = words.categorie.iter().map(|(_, categorie)| (*categorie).to_owned());
    let lines: Vec<String> = lines.chain(words.lines).collect();
    let class = words.categorie.map_or_else(String::new, |(code, _)| format!(":::{code}"));
    format!("  n{rank}{open}\"{}\"{close}{class}\n", label(&lines, on_path))
}

/// Lines within quotes, without anything that Mermaid, or the Markdown in it, would read as its
/// own; what is on the way of the case starts with a mark.
fn label(lines: &[String], on_path: bool) -> String {
    let mark = if on_path { "▶ " } else { "" };
    let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    format!("{mark}{}", lines.join("<br>"))
}

fn escape(text: &str) -> String {
    let text = harmless(text);
    let mut escaped = String::with_capacity(text.len());
    let mut number = true;
    for (at, c) in text.char_indices() {
        // « 1. » and « - » at the start of a line would be a list.
        let list = c == '.' && number && at > 0 || at == 0 && matches!(c, '-' | '+');
        number = number && c.is_ascii_digit();
        if list
            || matches!(
                c,
                '"' | '#'
                    | '%'
                    | '{'
                    | '}'
                    | '<'
                    | '>'
                    | '&'
                    | '`'
                    | '*'
                    | '_'
                    | '\\'
                    | '~'
                    | '$'
                    | '['
                    | ']'
            )
        {
            let _ = write!(escaped, "#{};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_holds_nothing_that_mermaid_reads() {
        assert_eq!(escape("\"a\" <b> & #c `d`\n"), "#34;a#34; #60;b#62; #38; #35;c #96;d#96; ");
        assert_eq!(escape("12. à 15. "), "12#46; à 15. ");
        assert_eq!(escape("- non"), "#45; non");
        assert_eq!(escape("%%{init}%%"), "#37;#37;#123;init#125;#37;#37;");
    }
}
