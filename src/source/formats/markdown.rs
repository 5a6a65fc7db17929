//! Markdown: the cells of its tables; its headings are titles between their rows.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::table::{Cell, Place, Row, Size, Table, too_large};
use crate::source::words::plain;
use aiguilleur_core::tree::Finding;

/// Whether a text holds a table in Markdown: a line of dashes and bars under its headings.
pub(super) fn is_markdown(text: &str) -> bool {
    let ruled = |line: &&str| {
        let line = line.trim();
        line.matches('|').count() > 1 && line.contains("--") && line.chars().all(|c| " |:-".contains(c))
    };
    text.lines().find(ruled).is_some()
}

/// The tables of a text as one.
///
/// # Errors
///
/// A text that is far larger than a table.
pub(super) fn read(mut table: Table) -> Result<Table, Vec<Finding>> {
    let mut size = Size::default();
    let mut rows: Vec<Row> = Vec::new();
    let (mut row, mut cell) = (Row::default(), None::<Cell>);
    for (event, range) in Parser::new_ext(&table.text, Options::ENABLE_TABLES).into_offset_iter() {
        let place = Place { start: range.start, end: range.end, ..Place::default() };
        let words = match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                row = Row::default();
                continue;
            }
            Event::Start(Tag::TableCell) => {
                if !size.add(0) {
                    return Err(too_large(&table.file, "fichier"));
                }
                cell = Some(Cell { place, ..Cell::default() });
                continue;
            }
            Event::Start(Tag::Heading { .. }) => {
                row = Row { is_title: true, ..Row::default() };
                cell = Some(Cell { place, ..Cell::default() });
                continue;
            }
            Event::End(TagEnd::TableCell) => {
                row.cells.extend(cell.take().map(finished));
                continue;
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::Heading(_)) => {
                row.cells.extend(cell.take().map(finished));
                rows.push(std::mem::take(&mut row));
                continue;
            }
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => words,
            Event::SoftBreak | Event::HardBreak => "\n".into(),
            _ => continue,
        };
        if let Some(cell) = &mut cell {
            cell.words.push_str(&words);
        }
    }
    rows.retain(|row| row.filled().next().is_some());
    table.rows = rows;
    Ok(table)
}

fn finished(mut cell: Cell) -> Cell {
    cell.filled = !cell.words.trim().is_empty();
    cell.words = plain(&cell.words);
    cell
}
