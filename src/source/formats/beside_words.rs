//! What a workbook shows beside the words of its cells: what is struck out, addresses that only a link holds, comments.
//! The words are read all the same, and it is said.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Read};

use memchr::memmem::{find, find_iter};
use zip::ZipArchive;

use aiguilleur_core::tree::has_control;

/// So many addresses are named at most.
const NAMED: usize = 5;
/// Addresses of mail, in the links of a part.
const MAIL: &[u8] = b"mailto:";
const CELL: &[u8] = b"<c ";
const COMMENT: &[u8] = b"<comment ";

/// What there is to say of a workbook that is no larger than it may be, whose cells hold these words.
pub(super) fn notes(bytes: &[u8], words: &str) -> Vec<String> {
    let Ok(mut book) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut styles = Vec::new();
    if let Ok(mut part) = book.by_name("xl/styles.xml") {
        let _ = part.read_to_end(&mut styles);
    }
    let mut found = Found { styles: struck_styles(&styles).into_iter().collect(), ..Found::default() };
    for rank in 0..book.len() {
        let Ok(mut part) = book.by_index(rank) else { continue };
        let Ok(name) = part.name().map(|name| name.to_lowercase()) else { continue };
        let mut text = Vec::new();
        if part.read_to_end(&mut text).is_ok() {
            found.look_at(&name, &text);
        }
    }
    found.told(words)
}

/// What was met so far.
#[derive(Default)]
struct Found {
    /// The ranks of the styles of cells that are struck out.
    styles: HashSet<usize>,
    /// Bits of a cell, and cells.
    struck: usize,
    comments: usize,
    /// The addresses of links.
    linked: BTreeSet<String>,
}

impl Found {
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
        self.comments += find_iter(text, COMMENT).count();
        self.linked.extend(find_iter(text, MAIL).filter_map(|at| address(&text[at + MAIL.len()..])));
    }

    fn told(self, words: &str) -> Vec<String> {
        let words = words.to_lowercase();
        let unwritten: Vec<&String> =
            self.linked.iter().filter(|address| !words.contains(address.as_str())).collect();
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
