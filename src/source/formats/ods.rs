//! Workbooks of LibreOffice, before they are read: some converters leave out the type of a cell, and the reader of
//! workbooks then sees nothing in it; of one that is cut in the middle of a table, it would look for the end for ever.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use calamine::Dimensions;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const CONTENT: &str = "content.xml";
/// What the reader of workbooks looks at.
const PARTS: [&str; 4] = ["mimetype", "META-INF/manifest.xml", "styles.xml", CONTENT];
const CELLS: [&str; 2] = ["<table:table-cell", "<table:covered-table-cell"];

/// A workbook, ready to be read.
pub(super) struct Ready<'b> {
    /// Each cell that has words is a text.
    pub(super) bytes: Cow<'b, [u8]>,
    /// The merged ranges of each sheet, which the reader of workbooks leaves out.
    pub(super) merged: HashMap<String, Vec<Dimensions>>,
}

/// This workbook, ready to be read; another kind of workbook as it is. None where it is broken.
pub(super) fn ready(bytes: &[u8], most: u64) -> Option<Ready<'_>> {
    let as_it_is = |merged| Ready { bytes: Cow::Borrowed(bytes), merged };
    let Ok(mut book) = ZipArchive::new(Cursor::new(bytes)) else { return Some(as_it_is(HashMap::new())) };
    if book.index_for_name(CONTENT).is_none() {
        return Some(as_it_is(HashMap::new()));
    }
    let content = String::from_utf8(part(&mut book, CONTENT, most)?).ok()?;
    is_whole(&content).then_some(())?;
    let merged = merged(&content);
    let Some(content) = with_types(&content) else { return Some(as_it_is(merged)) };
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in PARTS {
        let text =
            if name == CONTENT { Some(content.clone().into_bytes()) } else { part(&mut book, name, most) };
        let Some(text) = text else { continue };
        made.start_file(name, stored).ok()?;
        made.write_all(&text).ok()?;
    }
    Some(Ready { bytes: Cow::Owned(made.finish().ok()?.into_inner()), merged })
}

/// Whether each element of a content ends before the one that it is in.
fn is_whole(content: &str) -> bool {
    /// What stands between tags, and is none: how it starts, how it ends.
    const ASIDE: [(&str, &str); 4] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some((start, end)) = ASIDE.iter().find(|(start, _)| rest.starts_with(start)) {
            let Some(at) = rest[start.len()..].find(end) else { return false };
            rest = &rest[start.len() + at + end.len()..];
            continue;
        }
        let Some(end) = tag_end(rest) else { return false };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next();
        let name = name.unwrap_or_default();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) if open.pop() != Some(name) => return false,
            (false, false) => open.push(name),
            _ => {}
        }
    }
    open.is_empty()
}

/// Where a tag ends: a « > » between quotes is none.
pub(super) fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return true,
            _ => {}
        }
        false
    })
}

/// Where the next cell starts: sought once for both kinds, for one of the two may never come.
fn next_cell(content: &str) -> Option<usize> {
    let mut starts = memchr::memmem::find_iter(content.as_bytes(), "<table:");
    starts.find(|at| CELLS.iter().any(|cell| content[*at..].starts_with(cell)))
}

fn part(book: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    book.by_name(name).ok()?.take(most).read_to_end(&mut text).ok()?;
    Some(text)
}

fn merged(content: &str) -> HashMap<String, Vec<Dimensions>> {
    let mut sheets: HashMap<String, Vec<Dimensions>> = HashMap::new();
    let mut sheet = String::new();
    let (mut next_row, mut row, mut column) = (0_u32, 0_u32, 0_u32);
    for tag in content.split("<table:").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let (name, rest) = tag.split_once(|c: char| c.is_whitespace() || c == '/').unwrap_or((tag, ""));
        let number =
            |name: &str| attribute(rest, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1);
        match name {
            "table" => {
                sheet = attribute(rest, "name").map(super::html::fragment).unwrap_or_default();
                next_row = 0;
            }
            "table-row" => {
                (row, column) = (next_row, 0);
                next_row = row.saturating_add(number("number-rows-repeated"));
            }
            "table-cell" | "covered-table-cell" => {
                let (high, wide) = (number("number-rows-spanned"), number("number-columns-spanned"));
                if high > 1 || wide > 1 {
                    let end = (row.saturating_add(high.max(1) - 1), column.saturating_add(wide.max(1) - 1));
                    sheets.entry(sheet.clone()).or_default().push(Dimensions::new((row, column), end));
                }
                column = column.saturating_add(number("number-columns-repeated"));
            }
            _ => {}
        }
    }
    sheets
}

/// The value of an attribute of a tag of tables.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!("table:{name}=\""))?.1.split('"').next()
}

/// The content with a type in each cell that has words and says none.
fn with_types(content: &str) -> Option<String> {
    let mut typed = String::with_capacity(content.len() + content.len() / 8);
    let mut rest = content;
    let mut changed = false;
    while let Some(at) = next_cell(rest) {
        let end = at + rest[at..].find('>')?;
        let bare = !rest[at..end].contains(":value-type") && !rest[at..end].ends_with('/');
        let name = at + rest[at..end].find([' ', '\t', '\n']).unwrap_or(end - at);
        typed.push_str(&rest[..name]);
        typed.push_str(if bare { " office:value-type=\"string\"" } else { "" });
        typed.push_str(&rest[name..end]);
        changed |= bare;
        rest = &rest[end..];
    }
    typed.push_str(rest);
    changed.then_some(typed)
}
