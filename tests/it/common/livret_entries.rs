//! The booklet, read as a person reads it: numbered entries, what they say, where they send.

use std::collections::HashMap;

use crate::common::lines;

/// An entry of the booklet.
#[derive(Debug, Default)]
pub struct Entry {
    pub heading: String,
    pub categorie: Option<String>,
    /// The question of a démarche, under what to do.
    pub demande: Option<String>,
    pub paragraphs: Vec<String>,
    /// What stands under each heading: the numbered, the bullets, the bullets under them.
    pub parts: Vec<Part>,
    /// The answers and the numbers that they send to.
    pub answers: Vec<(String, u32)>,
}

#[derive(Debug, Default)]
pub struct Part {
    pub heading: String,
    /// Each with what stands under it.
    pub steps: Vec<(String, Vec<String>)>,
    pub bullets: Vec<(String, Vec<String>)>,
}

impl Entry {
    /// What stands under a heading that starts so.
    pub fn part(&self, heading: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.heading.starts_with(heading))
    }
}

/// The entries by their numbers.
pub fn entries(html: &str) -> HashMap<u32, Entry> {
    lines(html).split("<section class=\"entree ").skip(1).map(entry).collect()
}

/// The numbers of a list of references, by their words.
pub fn references(html: &str) -> Vec<(String, u32)> {
    lines(html).lines().filter(|line| line.starts_with("<li><span>")).filter_map(reference).collect()
}

fn entry(section: &str) -> (u32, Entry) {
    let (section, _) = section.split_once("</section>").expect("an entry is closed");
    let (_, after) = section.split_once("id=\"n").expect("an entry has its number");
    let number: u32 = after.split_once('"').and_then(|(number, _)| number.parse().ok()).expect("a number");
    let mut entry = Entry::default();
    let (mut depth, mut numbered) = (0_usize, false);
    for line in section.lines() {
        if let Some(heading) = line.strip_prefix("<h3>") {
            let printed = text(heading);
            let (before, words) = printed.split_once('.').expect("a heading starts with its number");
            assert_eq!(before, number.to_string(), "the printed number is the one that is sent to");
            entry.heading = String::from(words.trim_start());
        } else if let Some(heading) = line.strip_prefix("<h4>") {
            entry.parts.push(Part { heading: text(heading), ..Part::default() });
        } else if line.starts_with("<p class=\"categorie") {
            entry.categorie = Some(text(line));
        } else if line.starts_with("<p class=\"demande\"") {
            entry.demande = Some(text(line));
        } else if line.starts_with("<p>") {
            entry.paragraphs.push(text(line));
        } else if line.starts_with("<li><span>") {
            entry.answers.extend(reference(line));
        } else if line.starts_with("<ol") || (line.starts_with("<ul") && depth == 0) {
            numbered = line.starts_with("<ol");
        } else if line.starts_with("<li") && !entry.parts.is_empty() {
            let part = entry.parts.last_mut().expect("there is one");
            let words = text(line);
            let items = if numbered { &mut part.steps } else { &mut part.bullets };
            match depth {
                0 | 1 => items.push((words, Vec::new())),
                _ => items.last_mut().expect("an item above").1.push(words),
            }
        }
        depth += line.matches("<ul").count() + line.matches("<ol").count();
        depth -= line.matches("</ul>").count() + line.matches("</ol>").count();
    }
    (number, entry)
}

/// « words, allez au 12 »: what is printed and the link must agree.
fn reference(line: &str) -> Option<(String, u32)> {
    let (words, after) = line.split_once("</span> <a href=\"#n")?;
    let (number, printed) = after.split_once("\">")?;
    let number = number.parse().ok()?;
    let printed = text(printed);
    assert_eq!(printed.trim_start_matches("allez au "), format!("{number}"), "{line}");
    Some((text(words), number))
}

/// What is read of a piece of HTML.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ if !tag => text.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, c);
    }
    text
}
