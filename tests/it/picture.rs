//! The picture of the README is the program's own screen.

#![cfg(unix)]

use std::fmt::Write as _;
use std::path::Path;

use vt100::{Cell, Color, Screen};

use crate::terminal::Session;

const PICTURE: &str = "docs/guide.svg";
/// The pixels of a letter.
const WIDE: u16 = 9;
const HIGH: u16 = 20;
const MARGIN: u16 = 16;
/// The sixteen colours of a terminal, as they show on a dark background.
const COLOURS: [&str; 16] = [
    "#3b4252", "#ff6b6b", "#7bd88f", "#ffd866", "#78a9ff", "#d7a6ff", "#5fd7d7", "#d8dee9", "#7b869c",
    "#ff8f8f", "#a3e8b0", "#ffe59a", "#a6c8ff", "#e6c8ff", "#93e6e6", "#ffffff",
];
const PAPER: &str = "#1c2230";
const INK: &str = "#d8dee9";

/// Words of one look, and where they begin.
struct Run {
    column: u16,
    look: String,
    words: String,
}

#[test]
fn the_picture_of_the_readme_is_a_screen_of_the_program() {
    let mut session = Session::start(&["guider", "caf"], 80);
    session.see("L'usager est-il dans").press("0").see("De quoi s'agit-il ?").press("2");
    session
        .see("pour son logement ?")
        .press("3")
        .see("Y a-t-il un blocage ou une demande au-delà ?")
        .press("1");
    let drawn = drawn(session.see_whole("Et maintenant ?"));
    session.press("q");
    assert_eq!(session.end().0, 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PICTURE);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, &drawn).expect("the picture can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{PICTURE} is stale: run « INSTA_UPDATE=always cargo test --test it picture »");
}

/// A screen as a drawing: a line of text a row, each run of one look in its place.
fn drawn(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (columns * WIDE + 2 * MARGIN, rows * HIGH + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"15\">\n\
         <title>Une fiche du guide, dans un terminal</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..rows {
        for Run { column, look, words } in runs(screen, row, columns) {
            let (x, y) = (MARGIN + column * WIDE, MARGIN + row * HIGH + 15);
            let length = words.chars().count() * usize::from(WIDE);
            let words = words.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(svg, "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" xml:space=\"preserve\"{look}>{words}</text>")
                .expect("a text takes a line");
        }
    }
    svg + "</svg>\n"
}

/// The runs of a row, without the blanks at either end of each.
fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in (0..columns).filter_map(|column| Some((column, screen.cell(row, column)?))) {
        let (look, letter) = (look(cell), if cell.has_contents() { cell.contents() } else { " " });
        match runs.last_mut().filter(|run| run.look == look) {
            Some(run) => run.words.push_str(letter),
            None => runs.push(Run { column, look, words: letter.to_owned() }),
        }
    }
    for run in &mut runs {
        let blanks = run.words.len() - run.words.trim_start_matches(' ').len();
        run.column += u16::try_from(blanks).expect("a row is short");
        run.words = run.words.trim_matches(' ').to_owned();
    }
    runs.retain(|run| !run.words.is_empty());
    runs
}

/// The look of a letter, as attributes.
fn look(cell: &Cell) -> String {
    let colour = match cell.fgcolor() {
        Color::Idx(at) => COLOURS.get(usize::from(at)).copied().unwrap_or(INK),
        Color::Default | Color::Rgb(..) => INK,
    };
    let weight = if cell.bold() { " font-weight=\"bold\"" } else { "" };
    let line = if cell.underline() { " text-decoration=\"underline\"" } else { "" };
    let faint = if cell.dim() { " opacity=\"0.7\"" } else { "" };
    format!(" fill=\"{colour}\"{weight}{line}{faint}")
}
