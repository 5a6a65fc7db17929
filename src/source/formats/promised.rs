//! What a workbook promises to hold, looked at before it is read: the reader of workbooks makes room for what is
//! promised, and a broken or hostile promise is larger than any memory.

use std::io::{Cursor, Read};

use memchr::memmem::{find, find_iter};
use zip::ZipArchive;

use super::ods::tag_end;
use crate::source::table::{LONGEST_CELL, MOST_CELLS};

/// How the part of an old workbook begins that holds records: a sheet, or what the sheets share.
const BEGIN: [u8; 2] = [0x09, 0x08];
const END: usize = 0x000A;
const DIMENSIONS: usize = 0x0200;
/// The records that are a cell with words, or begin as one: its row, then its column.
const CELLS: [usize; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
/// No table has so many blanks that are counted rather than written.
const MOST_BLANKS: usize = 64 << 20;
/// The highest and widest sheet of an old workbook.
const OLD_ROWS: usize = 65_536;
const OLD_COLUMNS: usize = 256;

/// Whether the workbook promises more than a table holds.
pub(super) fn too_much(bytes: &[u8]) -> bool {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(book) => too_many_words(book),
        Err(_) => too_wide(bytes),
    }
}

/// Whether its parts say that they hold more words, or longer blanks, than there may be.
fn too_many_words(mut book: ZipArchive<Cursor<&[u8]>>) -> bool {
    (0..book.len()).any(|rank| {
        let Ok(mut part) = book.by_index(rank) else { return false };
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let (key, most) = if name.ends_with("sharedstrings.xml") {
            (&b"uniqueCount"[..], MOST_CELLS)
        } else if name == "content.xml" {
            // So many blanks in a row, of an .ods.
            (&b"text:c="[..], LONGEST_CELL)
        } else {
            return false;
        };
        let mut text = Vec::new();
        let fits = |all: usize, said| (said <= most && all + said <= MOST_BLANKS).then_some(all + said);
        part.read_to_end(&mut text).is_ok() && numbers_after(&text, key).try_fold(0, fits).is_none()
    })
}

/// Whether the workbook, of LibreOffice, repeats what it holds to more than a table.
pub(super) fn repeats(bytes: &[u8]) -> bool {
    let Ok(mut book) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(mut part) = book.by_name("content.xml") else { return false };
    let mut text = Vec::new();
    part.read_to_end(&mut text).is_ok() && repeats_too_much(&String::from_utf8_lossy(&text))
}

/// Whether cells with words are repeated, in a row or with their row, to more than a table holds.
fn repeats_too_much(content: &str) -> bool {
    let (mut rows, mut cells, mut bytes) = (1_usize, 0_usize, 0_usize);
    for at in find_iter(content.as_bytes(), b"<table:table-") {
        let Some(end) = tag_end(&content[at..]) else { continue };
        let (tag, rest) = (&content[at..at + end], &content[at + end + 1..]);
        let number = |key: &[u8]| numbers_after(tag.as_bytes(), key).next().unwrap_or(1).max(1);
        if tag.starts_with("<table:table-row") {
            rows = number(b"number-rows-repeated");
        } else if tag.starts_with("<table:table-cell") && !tag.ends_with('/') {
            let words = find(rest.as_bytes(), b"</table:").unwrap_or(rest.len());
            let times = rows.saturating_mul(number(b"number-columns-repeated"));
            // What stands there once is of the size of the file.
            if times > 1 && words > 0 {
                cells = cells.saturating_add(times);
                bytes = bytes.saturating_add(times.saturating_mul(words));
            }
        }
        if cells > MOST_CELLS || bytes > MOST_BLANKS {
            return true;
        }
    }
    false
}

/// The numbers that stand after each of these words.
fn numbers_after<'t>(text: &'t [u8], key: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    find_iter(text, key).map(|at| {
        let digits = text[at + key.len()..].iter().skip_while(|byte| b"= \t\r\n\"'".contains(byte));
        digits
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0, |said: usize, digit| said.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    })
}

/// Whether a sheet of an old workbook reaches over more cells than a table has, or further than a sheet can.
fn too_wide(bytes: &[u8]) -> bool {
    let mut done = 0;
    find_iter(bytes, &BEGIN).any(|at| {
        if at < done {
            return false;
        }
        let (too_wide, end) = sheet(bytes, at);
        done = end;
        too_wide
    })
}

/// Whether the sheet that begins here is too wide, and where it ends.
fn sheet(bytes: &[u8], mut at: usize) -> (bool, usize) {
    let number = |at: usize| {
        let pair = bytes.get(at..)?.first_chunk::<2>()?;
        Some(usize::from(u16::from_le_bytes(*pair)))
    };
    let value = |at| number(at).unwrap_or_default();
    let (mut height, mut width, mut too_wide) = (0, 0, false);
    while let (Some(kind), Some(length)) = (number(at), number(at + 2)) {
        let data = at + 4;
        match (kind, length) {
            (DIMENSIONS, 14 | 16) => {
                let rows = value(data + 4) + (value(data + 6) << 16);
                too_wide |= rows > OLD_ROWS || value(data + 10) > OLD_COLUMNS;
            }
            (DIMENSIONS, _) => too_wide |= value(data + 6) > OLD_COLUMNS,
            (kind, 4..) if CELLS.contains(&kind) => {
                (height, width) = (height.max(value(data) + 1), width.max(value(data + 2) + 1));
            }
            _ => {}
        }
        at = data + length;
        if kind == END {
            break;
        }
    }
    (too_wide || width > OLD_COLUMNS || height * width > MOST_CELLS, at)
}

#[cfg(test)]
mod tests {
    use super::{repeats_too_much, too_much};

    #[test]
    fn a_few_bytes_that_are_repeated_are_as_large_as_what_they_make() {
        let rows = |rows: usize, columns: usize, words: &str| {
            format!(
                "<table:table-row t='>' table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated=\"{columns}\">{words}</table:table-cell></table:table-row>"
            )
        };
        assert!(!repeats_too_much(&rows(10, 3, "<text:p>a</text:p>")));
        assert!(!repeats_too_much(&rows(1_048_576, 1_024, "")), "blank cells to the foot of a sheet");
        assert!(repeats_too_much(&rows(3_000, 1_000, "<text:p>a</text:p>")));
        assert!(repeats_too_much(&rows(1_000, 100, &"a".repeat(1_000))));
    }

    #[test]
    fn a_sheet_of_the_old_kind_reaches_no_further_than_one_can() {
        let sheet = |record: &[u8]| [b"\x09\x08\x02\x00\x00\x06", record, b"\x0a\x00\x00\x00"].concat();
        let rows = |high: u8| sheet(&[0, 2, 14, 0, 0, 0, 0, 0, 9, 0, high, 0, 0, 0, 5, 0, 0, 0]);
        assert!(!too_much(&rows(0)) && too_much(&rows(2)));
        let cell = |row: u8, column: u8| sheet(&[3, 2, 4, 0, 9, row, 9, column]);
        assert!(!too_much(&cell(9, 0)) && too_much(&cell(9, 1)));
        assert!(!too_much(b"") && !too_much(b"\x09\x08"));
    }
}
