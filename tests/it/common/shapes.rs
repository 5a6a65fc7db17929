//! A document in the shapes in which people have it: the same rows, whatever the file.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use aiguilleur::source::rows::{Row, Section};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

pub const HEADINGS: [&str; 3] =
    ["Demande ou démarche", "Catégorie", "Action à réaliser par le conseiller France services"];

/// Each shape by its name, with what makes a file of it.
pub type Shape = (&'static str, fn(&[Table]) -> Vec<u8>);
pub const SHAPES: [Shape; 5] = [("csv", csv), ("xlsx", xlsx), ("ods", ods), ("html", html), ("md", markdown)];

/// The table of an opérateur.
pub struct Table {
    pub titre: String,
    pub sections: Vec<Section>,
}

/// A row of a file: a title over all columns, or cells; those that go on with the cell above are empty.
enum Line<'t> {
    Section(&'t str),
    Cells { row: &'t Row, high: usize },
    Below(&'t Row),
}

/// The rows of a section, each with the number of rows that its category and action take.
fn lines(section: &Section) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = section.titre.as_deref().map(Line::Section).into_iter().collect();
    let same = |(a, b): (&Row, &Row)| b.goes_on && a.categorie == b.categorie && a.action == b.action;
    let mut rows = &section.rows[..];
    while let Some(row) = rows.first() {
        let high = 1 + rows.iter().zip(&rows[1..]).take_while(|pair| same((pair.0, pair.1))).count();
        lines.push(Line::Cells { row, high });
        lines.extend(rows[1..high].iter().map(Line::Below));
        rows = &rows[high..];
    }
    lines
}

fn csv(tables: &[Table]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut write = |cells: [&str; 3]| writer.write_record(cells).expect("memory suffices");
    for table in tables {
        write([&table.titre, "", ""]);
        write(HEADINGS);
        for line in table.sections.iter().flat_map(lines) {
            match line {
                Line::Section(titre) => write([titre, "", ""]),
                Line::Cells { row, .. } => write([&row.demande, row.categorie.nom(), &row.action]),
                Line::Below(row) => write([&row.demande, "", ""]),
            }
        }
    }
    writer.into_inner().expect("memory suffices")
}

/// A sheet an opérateur, its headings again above each section, as on each page.
fn xlsx(tables: &[Table]) -> Vec<u8> {
    let mut book = Workbook::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.titre).expect("a plain name");
        let mut at = 0;
        for section in &table.sections {
            at = xlsx_section(sheet, section, at);
        }
    }
    book.save_to_buffer().expect("memory suffices")
}

fn xlsx_section(sheet: &mut Worksheet, section: &Section, mut at: u32) -> u32 {
    let plain = Format::new().set_text_wrap();
    for (column, name) in (0..).zip(HEADINGS) {
        sheet.write(at, column, name).expect("it fits");
    }
    for line in lines(section) {
        at += 1;
        match line {
            Line::Section(titre) => {
                sheet.merge_range(at, 0, at, 2, titre, &plain).expect("it fits");
            }
            Line::Cells { row, high } => {
                sheet.write(at, 0, &row.demande).expect("it fits");
                let last = at + u32::try_from(high).expect("few rows") - 1;
                for (column, words) in [(1, row.categorie.nom()), (2, &row.action)] {
                    if last > at {
                        sheet.merge_range(at, column, last, column, words, &plain).expect("it fits");
                    } else {
                        sheet.write(at, column, words).expect("it fits");
                    }
                }
            }
            Line::Below(row) => {
                sheet.write(at, 0, &row.demande).expect("it fits");
            }
        }
    }
    at + 1
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn ods_cell(words: &str, span: &str) -> String {
    let lines = words.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line)));
    format!("<table:table-cell{span}>{}</table:table-cell>", lines.collect::<String>())
}

/// A sheet an opérateur; no cell says its type, as some converters write them.
fn ods(tables: &[Table]) -> Vec<u8> {
    const UNDER: &str = "<table:covered-table-cell/>";
    let mut sheets = String::new();
    for table in tables {
        let _ = write!(sheets, "<table:table table:name=\"{}\">", escaped(&table.titre));
        let mut row = |cells: String| {
            let _ = write!(sheets, "<table:table-row>{cells}</table:table-row>");
        };
        row(HEADINGS.map(|name| ods_cell(name, "")).concat());
        for line in table.sections.iter().flat_map(lines) {
            row(match line {
                Line::Section(titre) => {
                    ods_cell(titre, " table:number-columns-spanned=\"3\"") + UNDER + UNDER
                }
                Line::Cells { row, high } => {
                    let span = format!(" table:number-rows-spanned=\"{high}\"");
                    let cells = [row.categorie.nom(), &row.action].map(|words| ods_cell(words, &span));
                    ods_cell(&row.demande, "") + &cells.concat()
                }
                Line::Below(row) => ods_cell(&row.demande, "") + UNDER + UNDER,
            });
        }
        sheets.push_str("</table:table>");
    }
    ods_book(&sheets)
}

/// A workbook of LibreOffice with these sheets, as its file says them.
pub fn ods_book(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{sheets}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", content.as_str()),
    ];
    for (name, text) in parts {
        book.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory suffices");
        book.write_all(text.as_bytes()).expect("memory suffices");
    }
    book.finish().expect("memory suffices").into_inner()
}

fn html(tables: &[Table]) -> Vec<u8> {
    let mut page = String::from("<html><head><meta charset=\"utf-8\"></head><body>\n");
    let words = |words: &str| escaped(words).replace('\n', "<br>\n");
    for table in tables {
        let _ = write!(page, "<h2>{}</h2>\n<table><tr>", words(&table.titre));
        let _ = writeln!(page, "{}</tr>", HEADINGS.map(|name| format!("<th>{name}</th>")).concat());
        for line in table.sections.iter().flat_map(lines) {
            let _ = match line {
                Line::Section(titre) => writeln!(page, "<tr><td colspan=\"3\">{}</td></tr>", words(titre)),
                Line::Cells { row, high } => writeln!(
                    page,
                    "<tr><td>{}</td><td rowspan=\"{high}\">{}</td><td rowspan=\"{high}\">{}</td></tr>",
                    words(&row.demande),
                    row.categorie.nom(),
                    words(&row.action)
                ),
                Line::Below(row) => writeln!(page, "<tr><td>{}</td></tr>", words(&row.demande)),
            };
        }
        page.push_str("</table>\n");
    }
    page.into_bytes()
}

fn markdown(tables: &[Table]) -> Vec<u8> {
    let mut text = String::new();
    let words = |words: &str| words.replace('|', "\\|").replace('\n', "<br>");
    for table in tables {
        let _ = writeln!(text, "## {}\n\n| {} |\n| --- | --- | --- |", table.titre, HEADINGS.join(" | "));
        for line in table.sections.iter().flat_map(lines) {
            let _ = match line {
                Line::Section(titre) => writeln!(text, "| **{}** | | |", words(titre)),
                Line::Cells { row, .. } => writeln!(
                    text,
                    "| {} | {} | {} |",
                    words(&row.demande),
                    row.categorie.nom(),
                    words(&row.action)
                ),
                Line::Below(row) => writeln!(text, "| {} | | |", words(&row.demande)),
            };
        }
        text.push('\n');
    }
    text.into_bytes()
}
