//! What a workbook promises to hold, looked at before it is read: the reader of workbooks makes room for what is
//! promised, and a broken or hostile promise is larger than any memory.

use std::io::{Cursor, Read};

use memchr::memmem::find_iter;
use zip::ZipArchive;

use super::table::{LONGEST, MOST_CELLS};

/// How the part of an old workbook begins that holds records: a sheet, or what the sheets share.
const BEGIN: [u8; 2] = [0x09, 0x08];
const END: usize = 0x000A;
const DIMENSIONS: usize = 0x0200;
/// The records that are a cell with words, or begin as one: its row, then its column.
const CELLS: [usize; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
/// No table has so many blanks that are counted rather than written.
const MOST_BLANKS: usize = 64 << 20;
/// The highest and widest sheet of an old workbook.
const HIGHEST: usize = 65_536;
const WIDEST: usize = 256;

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
            (&b"text:c="[..], LONGEST)
        } else {
            return false;
        };
        let mut text = Vec::new();
        let fits = |all: usize, said| (said <= most && all + said <= MOST_BLANKS).then_some(all + said);
        part.read_to_end(&mut text).is_ok() && numbers_after(&text, key).try_fold(0, fits).is_none()
    })
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
                too_wide |= rows > HIGHEST || value(data + 10) > WIDEST;
            }
            (DIMENSIONS, _) => too_wide |= value(data + 6) > WIDEST,
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
    (too_wide || width > WIDEST || height * width > MOST_CELLS, at)
}

#[cfg(test)]
mod tests {
    use super::too_much;

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
