//! Rows that a workbook hides, by hand or by a filter: they are read like the others, and it is said.

use std::io::{Cursor, Read};

use memchr::memchr;
use memchr::memmem::{find, find_iter};
use zip::ZipArchive;

/// What says so in the tag of a row.
const SIGNS: [&[u8]; 4] =
    [b" hidden=\"1\"", b" hidden=\"true\"", b"visibility=\"collapse\"", b"visibility=\"filter\""];

/// How many there are, in all the sheets of a workbook that is no larger than it may be.
pub(super) fn rows(bytes: &[u8]) -> usize {
    let Ok(mut book) = ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut count = 0;
    for rank in 0..book.len() {
        let Ok(mut part) = book.by_index(rank) else { continue };
        let row: &[u8] = match part.name().as_deref() {
            Ok("content.xml") => b"<table:table-row ",
            Ok(name) if name.starts_with("xl/worksheets/") => b"<row ",
            _ => continue,
        };
        let mut text = Vec::new();
        if part.read_to_end(&mut text).is_ok() {
            count += find_iter(&text, row).filter(|at| is_hidden(&text[*at..])).count();
        }
    }
    count
}

/// Whether the row that starts here is.
fn is_hidden(row: &[u8]) -> bool {
    let tag = &row[..memchr(b'>', row).unwrap_or(0)];
    SIGNS.iter().any(|sign| find(tag, sign).is_some())
}
