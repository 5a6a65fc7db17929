//! What a workbook shows beside the words of its cells: rows that it hides, what is struck out, addresses that only a link
//! holds, comments. The words are read all the same, and it is said.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Read};

use memchr::memmem::{find, find_iter};
use zip::ZipArchive;

use aiguilleur_core::tree::has_control;

/// So many addresses are named at most.
const NAMED: usize = 5;
/// Addresses of mail, in the links of a part.
const MAIL: &[u8] = b"mailto:";
/// What says in the tag of a row that it is hidden.
const HIDDEN: [&[u8]; 4] =
    [b" hidden=\"1\"", b" hidden=\"true\"", b"visibility=\"collapse\"", b"visibility=\"filter\""];
const CELL: &[u8] = b"<c ";
const COMMENT: &[u8] = b"<comment ";

/// Looks at the parts of a workbook that is no larger than it may be, each once.
pub(super) fn look(bytes: &[u8]) -> Found {
    let Ok(mut book) = ZipArchive::new(Cursor::new(bytes)) else { return Found::default() };
    let mut styles = Vec::new();
    if let Ok(mut part) = book.by_name("xl/styles.xml") {
        let _ = part.read_to_end(&mut styles);
    }
    let mut found = Found { styles: struck_styles(&styles).into_iter().collect(), ..Found::default() };
    for rank in 0..book.len() {
        let Ok(mut part) = book.by_index(rank) else { continue };
        let Ok(name) = part.name().map(|name| name.to_lowercase()) else { continue };
        let holds = ["xl/worksheets/", "xl/sharedstrings.xml", "xl/comments", "content.xml"];
        let mut text = Vec::new();
        if holds.iter().any(|start| name.starts_with(start)) && part.read_to_end(&mut text).is_ok() {
            found.look_at(&name, &text);
        }
    }
    found
}

/// What was met so far.
#[derive(Default)]
pub(super) struct Found {
    /// The ranks of the styles of cells that are struck out.
    styles: HashSet<usize>,
    /// The rows that are hidden, by hand or by a filter.
    hidden: usize,
    /// Bits of a cell, and cells.
    struck: usize,
    comments: usize,
    /// The addresses of links.
    linked: BTreeSet<String>,
}

impl Found {
    /// What there is to say of rows that are hidden.
    pub(super) fn hidden_rows(&self) -> Option<String> {
        let hidden = self.hidden;
        (hidden > 0).then(|| {
            format!(
                "Ce classeur masque {hidden} ligne(s) : celles des feuilles lues sont lues comme les autres."
            )
        })
    }

    /// Looks at a part of the workbook.
    fn look_at(&mut self, name: &str, text: &[u8]) {
        if name.ends_with("sharedstrings.xml") {
            self.struck += strikes(text).count();
        } else if name == "content.xml" {
            // LibreOffice names the styles of a text within it.
            self.struck += find_iter(text, b"text-line-through-style=\"solid\"").count();
        } else if name.starts_with("xl/worksheets/") && !self.styles.is_empty() {
            let is_struck =
                |tag: &[u8]| value(tag, b" s=\"").is_some_and(|style| self.styles.contains(&style));
            self.struck += find_iter(text, CELL).filter(|at| is_struck(tag(&text[*at..]))).count();
        }
        let row: &[u8] = if name == "content.xml" { b"<table:table-row " } else { b"<row " };
        self.hidden += find_iter(text, row).filter(|at| is_hidden(tag(&text[*at..]))).count();
        self.comments += find_iter(text, COMMENT).count();
        self.linked.extend(find_iter(text, MAIL).filter_map(|at| address(&text[at + MAIL.len()..])));
    }

    /// What there is to say of the rest; `written` says whether a cell writes an address.
    pub(super) fn told(self, written: impl Fn(&str) -> bool) -> Vec<String> {
        let unwritten: Vec<&String> = self.linked.iter().filter(|address| !written(address)).collect();
        let struck = (self.struck > 0).then(|| {
            format!(
                "{} passage(s) barré(s) sont lus comme les autres : ôtez-les de ce classeur, puis recommencez.",
                self.struck
            )
        });
        let linked = (!unwritten.is_empty()).then(|| {
            let shown: Vec<&str> = unwritten.iter().take(NAMED).map(|address| address.as_str()).collect();
            let more = if unwritten.len() > NAMED { "…" } else { "" };
            format!(
                "Des liens portent des adresses que leurs cellules n'écrivent pas : {}{more}. Écrivez-les.",
                shown.join(", ")
            )
        });
        let commented = (self.comments > 0)
            .then(|| format!("{} commentaire(s) de cellule ne sont pas lus.", self.comments));
        struck.into_iter().chain(linked).chain(commented).collect()
    }
}

/// Whether the tag of a row says that it is hidden.
fn is_hidden(tag: &[u8]) -> bool {
    HIDDEN.iter().any(|sign| find(tag, sign).is_some())
}

/// The marks that strike out, but those that say that nothing is.
fn strikes(text: &[u8]) -> impl Iterator<Item = usize> {
    let off = |tag: &[u8]| find(tag, b"\"0\"").is_some() || find(tag, b"\"false\"").is_some();
    find_iter(text, b"<strike").filter(move |at| !off(tag(&text[*at..])))
}

/// The ranks of the styles of cells whose font is struck out.
fn struck_styles(text: &[u8]) -> Vec<usize> {
    let between = |open: &[u8], close: &[u8]| {
        let start = find(text, open)?;
        Some(&text[start..start + find(&text[start..], close)?])
    };
    let (Some(fonts), Some(styles)) = (between(b"<fonts", b"</fonts>"), between(b"<cellXfs", b"</cellXfs>"))
    else {
        return Vec::new();
    };
    let starts: Vec<usize> = find_iter(fonts, b"<font>").chain(find_iter(fonts, b"<font ")).collect();
    let starts: BTreeSet<usize> = starts.into_iter().chain([fonts.len()]).collect();
    let starts: Vec<usize> = starts.into_iter().collect();
    let is_struck = |font: usize| {
        let pair = starts.get(font).zip(starts.get(font + 1));
        pair.is_some_and(|(start, end)| strikes(&fonts[*start..*end]).next().is_some())
    };
    let fonts_of = find_iter(styles, b"<xf ").map(|at| value(tag(&styles[at..]), b" fontId=\""));
    fonts_of.enumerate().filter(|(_, font)| font.is_some_and(is_struck)).map(|(rank, _)| rank).collect()
}

/// The tag that starts here.
fn tag(text: &[u8]) -> &[u8] {
    &text[..memchr::memchr(b'>', text).unwrap_or(0)]
}

/// The number of an attribute.
fn value(tag: &[u8], name: &[u8]) -> Option<usize> {
    let from = find(tag, name)? + name.len();
    let digits = tag[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&tag[from..from + digits]).ok()?.parse().ok()
}

/// The address that a link begins with, if it is one.
fn address(link: &[u8]) -> Option<String> {
    let end = link.iter().position(|byte| b"\"?&<' ".contains(byte))?;
    let address = String::from_utf8_lossy(&link[..end]).to_lowercase();
    (address.contains('@') && !has_control(&address)).then_some(address)
}
