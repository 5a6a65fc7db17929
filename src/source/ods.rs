//! Workbooks of LibreOffice whose cells do not say their type: some converters leave it out, and the reader of workbooks
//! then sees nothing in them.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const CONTENT: &str = "content.xml";
/// What the reader of workbooks looks at.
const PARTS: [&str; 4] = ["mimetype", "META-INF/manifest.xml", "styles.xml", CONTENT];
const CELLS: [&str; 2] = ["<table:table-cell", "<table:covered-table-cell"];

/// The same workbook, each cell that has words a text; none where all are typed, or it is another workbook.
pub(super) fn typed(bytes: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut text = Vec::new();
        book.by_name(name).ok()?.take(most).read_to_end(&mut text).ok()?;
        Some(text)
    };
    let content = with_types(&String::from_utf8(part(CONTENT)?).ok()?)?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in PARTS {
        let Some(text) = (if name == CONTENT { Some(content.clone().into_bytes()) } else { part(name) })
        else {
            continue;
        };
        made.start_file(name, stored).ok()?;
        made.write_all(&text).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}

/// The content with a type in each cell that has words and says none.
fn with_types(content: &str) -> Option<String> {
    let mut typed = String::with_capacity(content.len() + content.len() / 8);
    let mut rest = content;
    let mut changed = false;
    while let Some(at) = CELLS.iter().filter_map(|cell| rest.find(cell)).min() {
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
