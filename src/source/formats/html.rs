//! Pages: the cells of their tables, and the bits of HTML that stand in other cells.

use std::collections::HashMap;
use std::str::from_utf8;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::source::table::{Cell, Place, Row, Size, Table, too_large};
use crate::source::words::plain;
use aiguilleur_core::tree::Finding;

/// The tags that only lay words out: those that start a line, and the others.
const LINES: &[&str] = &["br", "p", "div", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"];
const INLINE: &[&str] = &[
    "b", "i", "u", "s", "em", "strong", "span", "font", "a", "small", "sup", "sub", "input", "label", "mark",
    "td", "th", "table", "tbody", "thead", "html", "body", "center", "o:p", "li",
];
/// What the words of a page are not.
const UNREAD: &[&str] = &["script", "style", "title"];
/// What was struck out, or taken back by who follows changes.
const STRUCK: &[&str] = &["s", "strike", "del"];

/// Whether a text is a page.
pub(in crate::source) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    let opens = [
        "<!doctype html",
        "<html",
        "<table",
        "<meta",
        "<head",
        "<?xml",
        "<body",
        "<p>",
        "<p ",
        "<div",
        "<h1",
        "<h2",
        "<h3",
        "<section",
        "<main",
        "<article",
        "<style",
    ];
    opens.iter().any(|open| start.starts_with(open)) && text.to_ascii_lowercase().contains("<table")
}

/// What a tag puts between words: a line, a bullet, nothing.
fn between(name: &str, opens: bool) -> &'static str {
    match name {
        // A box to tick is the bullet of a list.
        "li" | "input" if opens => "\n- ",
        name if LINES.contains(&name) => "\n",
        _ => "",
    }
}

/// The words of a bit of HTML; a sign that starts no known tag stays.
pub(in crate::source) fn fragment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' if !starts_tag(&text[at + 1..]) => escaped.push_str("&lt;"),
            '&' if !starts_entity(&text[at + 1..]) => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    let mut words = String::with_capacity(text.len());
    for Ok(token) in Tokenizer::new(escaped.as_str()) {
        match token {
            Token::String(text) => words.push_str(&String::from_utf8_lossy(&text.value)),
            Token::StartTag(tag) => words.push_str(between(from_utf8(&tag.name).unwrap_or(""), true)),
            Token::EndTag(tag) => words.push_str(between(from_utf8(&tag.name).unwrap_or(""), false)),
            _ => {}
        }
    }
    words
}

fn starts_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(name.len());
    let known = name[..end].to_ascii_lowercase();
    let after = name[end..].chars().next();
    (LINES.contains(&&*known) || INLINE.contains(&&*known))
        && after.is_some_and(|c| c == '>' || c == '/' || c.is_whitespace())
        && name[end..].contains('>')
}

fn starts_entity(rest: &str) -> bool {
    let end = rest.bytes().take(12).position(|b| !b.is_ascii_alphanumeric() && b != b'#');
    end.is_some_and(|end| end > 1 && rest.as_bytes()[end] == b';')
}

/// The tables of a page as one: what stands in a heading is a title between their rows. What is left out is noted.
///
/// # Errors
///
/// A page that is far larger than a table.
pub(in crate::source) fn read(mut table: Table, notes: &mut Vec<String>) -> Result<Table, Vec<Finding>> {
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(table.text.as_str(), emitter) {
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| {
                    let value = tag.attributes.get(name)?;
                    from_utf8(&value.value).ok()?.trim().parse::<usize>().ok()
                };
                let spans = (number(b"rowspan").unwrap_or(1), number(b"colspan").unwrap_or(1));
                page.open(from_utf8(&tag.name).unwrap_or(""), spans, tag.span.end);
                let link = tag.attributes.get(&b"href"[..]).and_then(|href| from_utf8(&href.value).ok());
                page.link = link.and_then(mail).or(page.link);
            }
            Token::EndTag(tag) => page.close(from_utf8(&tag.name).unwrap_or(""), tag.span.start),
            Token::String(text) => page.text(&on_one_line(&String::from_utf8_lossy(&text.value))),
            _ => {}
        }
        if !page.size.fits() {
            return Err(too_large(&table.file, "fichier"));
        }
    }
    page.end_row(table.text.len());
    if page.struck_out > 0 {
        notes.push(format!("{} passage(s) barré(s) ne sont pas lus.", page.struck_out));
    }
    if page.outside > 0 {
        notes.push(format!(
            "{} passage(s) avec un numéro ou une adresse sont hors des tableaux : ils ne sont pas lus.",
            page.outside
        ));
    }
    table.rows = page.rows;
    table.knows_merges = true;
    Ok(table)
}

/// The address of mail that a link opens.
fn mail(link: &str) -> Option<String> {
    let address = link.strip_prefix("mailto:")?.split('?').next()?.trim().to_lowercase();
    address.contains('@').then_some(address)
}

/// The lines of a page's source are no lines of its words, but where one starts with a bullet.
fn on_one_line(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (rank, line) in text.split('\n').enumerate() {
        let item = ["- ", "• ", "* ", "☐ "].iter().any(|bullet| line.trim_start().starts_with(bullet));
        words.push_str(if rank == 0 {
            ""
        } else if item {
            "\n"
        } else {
            " "
        });
        words.push_str(line);
    }
    words
}

/// A page that is being read.
#[derive(Default)]
struct Page {
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Cell>,
    /// How many columns the cell takes.
    wide: usize,
    /// How many rows the cell takes, itself included.
    high: usize,
    /// The cells of the rows above that reach down here, and how many rows they still take.
    reaching: HashMap<usize, (usize, Cell)>,
    title: bool,
    /// The address of the link that is open.
    link: Option<String>,
    unread: usize,
    /// Within how many struck passages of a cell this is; how many passages were left out so.
    struck: usize,
    struck_out: usize,
    /// How many passages outside of tables hold a number or an address.
    outside: usize,
    size: Size,
}

/// So many digits are a whole number of telephone.
const WHOLE_NUMBER: usize = 10;

/// No table reaches further: a page that says so is wrong.
const WIDEST_SPAN: usize = 1000;

impl Page {
    fn open(&mut self, name: &str, (high, wide): (usize, usize), at: usize) {
        match name {
            "tr" => {
                self.end_row(at);
                self.row = Some(Row::default());
            }
            "td" | "th" => {
                self.end_cell(at);
                self.row.get_or_insert_default();
                self.start_cell(at);
                (self.high, self.wide) = (high.clamp(1, 100_000), wide.clamp(1, WIDEST_SPAN));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" if self.cell.is_none() => {
                self.end_row(at);
                self.title = true;
                self.start_cell(at);
            }
            "table" if self.cell.is_none() => self.reaching.clear(),
            name if UNREAD.contains(&name) => self.unread += 1,
            name if STRUCK.contains(&name) => self.struck += 1,
            name => self.text(between(name, true)),
        }
    }

    fn close(&mut self, name: &str, at: usize) {
        match name {
            "td" | "th" => self.end_cell(at),
            "tr" => self.end_row(at),
            "table" => {
                self.end_row(at);
                self.reaching.clear();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" if self.title => {
                self.row = Some(Row { is_title: true, ..Row::default() });
                self.end_row(at);
            }
            name if UNREAD.contains(&name) => self.unread = self.unread.saturating_sub(1),
            name if STRUCK.contains(&name) => self.struck = self.struck.saturating_sub(1),
            "a" => self.end_link(),
            name => self.text(between(name, false)),
        }
    }

    /// An address that only the link holds is said after its words.
    fn end_link(&mut self) {
        let Some(address) = self.link.take() else { return };
        if self.cell.as_ref().is_some_and(|cell| !cell.words.to_lowercase().contains(&address)) {
            self.text(&format!(" ({address})"));
        }
    }

    fn text(&mut self, text: &str) {
        let blank = text.trim().is_empty();
        match &mut self.cell {
            _ if self.unread > 0 => {}
            Some(_) if self.struck > 0 => self.struck_out += usize::from(!blank),
            Some(cell) => cell.words.push_str(text),
            None => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                self.outside += usize::from(text.contains('@') || digits >= WHOLE_NUMBER);
            }
        }
    }

    fn start_cell(&mut self, at: usize) {
        let place = Place { start: at, end: at, ..Place::default() };
        self.cell = Some(Cell { place, ..Cell::default() });
        (self.high, self.wide) = (1, 1);
    }

    fn end_cell(&mut self, at: usize) {
        self.struck = 0;
        let (Some(mut cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return };
        cell.filled = !cell.words.trim().is_empty();
        cell.words = plain(&cell.words);
        cell.place.end = at;
        fill(row, &mut self.reaching, &mut self.size);
        let column = row.cells.len();
        for rank in 0..self.wide {
            if self.high > 1 {
                let below = Cell { merged: true, ..cell.clone() };
                self.size.add(below.words.len());
                self.reaching.insert(column + rank, (self.high - 1, below));
            }
            self.size.add(0);
            row.cells.push(if rank == 0 { cell.clone() } else { Cell::default() });
        }
        row.is_title |= self.wide > 2;
    }

    fn end_row(&mut self, at: usize) {
        if self.title && self.row.is_none() {
            self.row = Some(Row { is_title: true, ..Row::default() });
        }
        self.end_cell(at);
        self.title = false;
        let Some(mut row) = self.row.take() else { return };
        fill(&mut row, &mut self.reaching, &mut self.size);
        if row.filled().next().is_some() {
            self.rows.push(row);
        }
    }
}

/// The cells of the rows above that reach down to this place of a row.
fn fill(row: &mut Row, reaching: &mut HashMap<usize, (usize, Cell)>, size: &mut Size) {
    let column = |row: &Row| row.cells.len();
    while let Some((left, cell)) = reaching.remove(&column(row)) {
        if !size.add(cell.words.len()) {
            return;
        }
        if left > 1 {
            reaching.insert(column(row), (left - 1, cell.clone()));
        }
        row.cells.push(cell);
    }
}
