//! Errors and findings, in words. Every error is printed here, once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet as Source};

use super::layout;
use super::style::Couleur;
use crate::error::Error;
use crate::pages::typography::visible;
use crate::pages::{Block, Finding, Severity};

/// Prints an error on standard error. A result that nobody reads any more says nothing.
pub fn print(error: &Error, couleur: Couleur) {
    let colour = couleur.applies_to_stderr();
    let text = text(error, colour, super::size().map(|(columns, _)| columns));
    // Where even this cannot be written, there is nobody left to tell.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The words of an error, for a terminal of so many columns, or for whatever reads them.
fn text(error: &Error, colour: bool, columns: Option<usize>) -> String {
    let width = layout::width(columns);
    match error {
        Error::Usage { message, mend } => plain(message, mend, width),
        Error::Input { file, message, mend } => {
            let message = file.as_ref().map_or_else(|| message.clone(), |file| format!("{file} : {message}"));
            plain(&message, mend, width)
        }
        Error::Faulty(findings) => findings_text(findings, colour, columns),
        Error::Interrupted(_) => format!("\nInterrompu. {}\n", super::ctrl_c::what_is_kept()),
        Error::Output(error) if error.kind() == ErrorKind::BrokenPipe => String::new(),
        Error::Output(error) => {
            let mend = match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    "Le disque est plein : faites de la place."
                }
                ErrorKind::NotConnected => "La sortie standard est fermée : rouvrez-la.",
                _ => "Vérifiez la sortie, ou écrivez ailleurs.",
            };
            plain("Le résultat n'a pas pu être écrit.", mend, width)
        }
    }
}

fn plain(message: &str, mend: &str, width: usize) -> String {
    let blocks = [Block::Text(told(&format!("Erreur : {message}"))), Block::Text(told(mend))];
    layout::text(&layout::blocks(&blocks, width))
}

/// No message needs more characters: what makes it longer is what was typed, or read.
const LONGEST_MESSAGE: usize = 1500;

/// A message as it can be shown: its middle left out, where it is longer than anyone reads.
fn told(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST_MESSAGE {
        return visible(text);
    }
    let kept = LONGEST_MESSAGE / 3;
    let start: String = text.chars().take(2 * kept).collect();
    let end: String = text.chars().skip(count - kept).collect();
    visible(&format!("{start} […] {end}"))
}

/// Nobody reads more findings at once.
const MOST_SHOWN: usize = 200;

/// So many warnings of one rule are shown as one, with the places of the others.
const MANY_ALIKE: usize = 20;

/// Findings as a compiler shows them: the line, the cause, the way to mend it. Many warnings of one rule are one that is
/// shown so, and a line for each of the others. On a terminal of so many columns, a long line of a file is cut around the
/// place, and what is said of it goes on below.
pub fn findings_text(findings: &[Finding], colour: bool, columns: Option<usize>) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = columns.map_or(renderer.clone(), |columns| renderer.term_width(columns));
    let render = |finding| fitted(&renderer.render(&[group(&shown(finding))]), columns);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Warning) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let many = |finding: &Finding| {
        finding.severity == Severity::Warning
            && counts.get(finding.rule).is_some_and(|count| *count >= MANY_ALIKE)
    };
    let (mut text, mut left) = (String::new(), findings.iter().take(MOST_SHOWN).collect::<Vec<_>>());
    while !left.is_empty() {
        let first = left.remove(0);
        text += &render(first);
        text.push('\n');
        if many(first) {
            let (same, others) = left.into_iter().partition::<Vec<_>, _>(|finding| {
                finding.rule == first.rule && finding.severity == first.severity
            });
            left = others;
            let _ = writeln!(text, "\nEt {} autre(s) de la même règle :", same.len());
            for finding in same {
                text += &parted(&line(&shown(finding)), columns, "    ");
            }
        }
        text.push('\n');
    }
    if let Some(left @ 1..) = findings.len().checked_sub(MOST_SHOWN) {
        let _ = write!(
            text,
            "{left} autre(s) constat(s) ne sont pas montrés, sur {}. Corrigez les premiers, puis recommencez.\n\n",
            findings.len()
        );
    }
    text
}

/// A line, parted between words where a terminal is narrower.
fn parted(line: &str, columns: Option<usize>, indent: &str) -> String {
    let Some(columns) = columns else { return line.to_owned() };
    textwrap::fill(line, textwrap::Options::new(layout::usable(columns)).subsequent_indent(indent))
}

/// What was drawn, its sentences parted.
fn fitted(drawn: &str, columns: Option<usize>) -> String {
    let is_sentence = |line: &str| {
        let bare = console::strip_ansi_codes(line);
        [ERROR, WARNING, MEND].iter().any(|name| bare.trim_start_matches([' ', '=']).starts_with(name))
    };
    let lines: Vec<String> = drawn
        .lines()
        .map(|line| if is_sentence(line) { parted(line, columns, "  ") } else { line.to_owned() })
        .collect();
    lines.join("\n")
}

/// How a finding begins, and what mends it.
const ERROR: &str = "erreur";
const WARNING: &str = "avertissement";
const MEND: &str = "à faire";

/// A finding on one line: where it is, and what is wrong.
fn line(finding: &Finding) -> String {
    let place = finding.snippet.as_ref().map(|snippet| format!(":{}", snippet.line)).unwrap_or_default();
    format!("  - {}{place} : {}\n", finding.file, finding.message)
}

/// The finding, as it can be shown whatever the file holds.
fn shown(finding: &Finding) -> Finding {
    let mut shown = finding.clone();
    for text in [&mut shown.file, &mut shown.message, &mut shown.mend] {
        *text = told(text);
    }
    if let Some(snippet) = &mut shown.snippet {
        // A tab is drawn as spaces by the renderer.
        let clean = |text: &str| text.split('\t').map(visible).collect::<Vec<_>>().join("\t");
        let (start, end) = (snippet.start, snippet.end);
        snippet.start = clean(&snippet.text[..start]).len();
        snippet.end = snippet.start + clean(&snippet.text[start..end]).len();
        snippet.text = clean(&snippet.text);
    }
    shown
}

fn group(finding: &Finding) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(ERROR),
        Severity::Warning => Level::WARNING.with_name(WARNING),
    };
    let mend = Level::HELP.with_name(MEND).message(&finding.mend);
    let Some(snippet) = &finding.snippet else {
        let title = format!("{} : {}", finding.file, finding.message);
        return level.primary_title(title).id(finding.rule).element(mend);
    };
    let source = Source::source(snippet.text.as_str())
        .line_start(snippet.line)
        .path(finding.file.as_str())
        .annotation(AnnotationKind::Primary.span(snippet.start..snippet.end));
    level.primary_title(finding.message.as_str()).id(finding.rule).element(source).element(mend)
}

#[cfg(test)]
mod tests {
    use super::findings_text;
    use crate::pages::{Finding, Severity, Snippet};

    fn finding(message: &str) -> Finding {
        let text = format!(
            "    (id: \"non\", texte: \"{}\", vers: \"temhe\"),",
            "Aucune de ces situations ".repeat(4)
        );
        let start = text.find("\"temhe\"").unwrap_or_default();
        Finding {
            severity: Severity::Warning,
            rule: "cible",
            file: "caf.ron".to_owned(),
            snippet: Some(Snippet { end: start + 7, line: 41, column: start + 1, start, text }),
            message: message.to_owned(),
            mend: "Écrivez ce nœud, ou corrigez l'identifiant qui mène vers lui.".to_owned(),
        }
    }

    #[test]
    fn a_narrow_terminal_shows_the_place_and_parts_the_sentences_between_words() {
        let message = "« temhe » ne mène nulle part : aucun nœud n'a cet identifiant.";
        for (columns, colour, count) in [(40, false, 1), (40, true, 1), (40, false, 25), (80, false, 25)] {
            let findings: Vec<Finding> = (0..count).map(|_| finding(message)).collect();
            let shown = findings_text(&findings, colour, Some(columns));
            let bare = console::strip_ansi_codes(&shown);
            let widest = bare.lines().map(console::measure_text_width).max();
            assert!(widest < Some(columns), "{shown}");
            assert!(bare.contains("vers: \"temhe\"") && bare.contains("^^^^^^^"), "{shown}");
            let words: Vec<&str> = bare.split_whitespace().collect();
            assert!(words.join(" ").contains(message), "{shown}");
        }
        // Whatever reads it from a pipe has each sentence on its line.
        let whole = findings_text(&[finding(message)], false, None);
        assert!(whole.lines().any(|line| line.ends_with(message)), "{whole}");
    }
}
