//! What every sheet of paper shares: a page of HTML that asks for nothing, and blocks within it.

use crate::pages::typography::glue;
use crate::pages::{Block, categorie};

/// A sheet shows and does nothing: no script, no image, no connection.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How paper looks: sizes in points and millimetres, categories told by a frame as well as by their words.
pub(super) const PAPER: &str = "\
*{box-sizing:border-box}\
body{margin:0;color:#000;background:#fff;font:10.5pt/1.32 'Liberation Sans',Arial,'DejaVu Sans',sans-serif;\
max-width:182mm}\
h1{font-size:1.45em;line-height:1.15;margin:.3em 0 .1em}\
h2{font-size:1.1em;line-height:1.2;margin:.75em 0 .15em;border-bottom:.4pt solid #000}\
p{margin:.25em 0}ul,ol{margin:.15em 0;padding-left:1.6em}ul ul{padding-left:1.2em}li{margin:.1em 0}\
h1,h2,h3{break-after:avoid}li,p{orphans:2;widows:2}\
.categorie{display:inline-block;font-weight:bold;letter-spacing:.04em;padding:.15em .7em;border:1.2pt solid #000;\
margin:0}\
.urgent{background:#000;color:#fff;print-color-adjust:exact;-webkit-print-color-adjust:exact}\
.hors_bouquet,.non_prevu{border-style:dashed}.niveau_2{border-style:double;border-width:3pt}\
.note{font-size:.86em}a{color:inherit}\
@media screen{body{margin:8mm auto;padding:0 6mm}}\
@page{size:A4;margin:14mm}";

/// A text on a line of its own, without anything that HTML would read as its own.
pub(super) fn escape(text: &str) -> String {
    let line =
        text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    for c in glue(&line).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A whole page; `body` is HTML, and so is nothing else.
pub(super) fn page(title: &str, style: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// An element that holds a text.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(text))
}

/// An element of a class that holds a text.
pub(super) fn classed(name: &str, class: &str, text: &str) -> String {
    format!("<{name} class=\"{class}\">{}</{name}>\n", escape(text))
}

/// A list that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Bullets,
    /// A list within the last bullet.
    SubBullets,
    Steps,
}

/// Blocks, the title a heading of this level.
pub(super) fn blocks(blocks: &[Block], level: usize) -> String {
    let mut text = String::new();
    let mut open = None;
    for block in blocks {
        let wanted = match block {
            Block::Bullet(_) => Some(Open::Bullets),
            Block::SubBullet(_) => Some(Open::SubBullets),
            Block::Step(..) => Some(Open::Steps),
            _ => None,
        };
        turn(&mut text, open, wanted);
        open = wanted;
        text += &said(block, level);
    }
    turn(&mut text, open, None);
    text
}

/// A block by itself; what is in a list is left open.
fn said(block: &Block, level: usize) -> String {
    match block {
        Block::Title(title) => element(&format!("h{level}"), title),
        Block::Heading(heading) => element(&format!("h{}", level + 1), heading),
        Block::Category(categorie) => {
            classed("p", &format!("categorie {}", categorie.code()), categorie::in_capitals(*categorie))
        }
        Block::Text(text) | Block::Mark(_, text) => element("p", text),
        Block::Note(text) => classed("p", "note", text),
        Block::Verbatim(text) => element("pre", text),
        Block::Bullet(text) | Block::SubBullet(text) => format!("<li>{}", escape(text)),
        Block::Step(number, text) => format!("<li value=\"{number}\">{}", escape(text)),
        Block::Gap => String::new(),
    }
}

/// Closes what is open, and opens what is wanted.
fn turn(text: &mut String, open: Option<Open>, wanted: Option<Open>) {
    use Open::{Bullets, Steps, SubBullets};
    *text += match (open, wanted) {
        (None, None) => "",
        (None, Some(Bullets)) => "<ul>\n",
        (None, Some(Steps)) => "<ol>\n",
        (None, Some(SubBullets)) => "<ul>\n<li><ul>\n",
        (Some(Bullets), Some(Bullets))
        | (Some(Steps), Some(Steps))
        | (Some(SubBullets), Some(SubBullets)) => "</li>\n",
        (Some(Bullets), Some(SubBullets)) => "\n<ul>\n",
        (Some(SubBullets), Some(Bullets)) => "</li>\n</ul></li>\n",
        (Some(Bullets), None) => "</li>\n</ul>\n",
        (Some(SubBullets), None) => "</li>\n</ul></li>\n</ul>\n",
        (Some(Steps), None) => "</li>\n</ol>\n",
        (Some(Steps), Some(Bullets)) => "</li>\n</ol>\n<ul>\n",
        (Some(Steps), Some(SubBullets)) => "</li>\n</ol>\n<ul>\n<li><ul>\n",
        (Some(Bullets), Some(Steps)) => "</li>\n</ul>\n<ol>\n",
        (Some(SubBullets), Some(Steps)) => "</li>\n</ul></li>\n</ul>\n<ol>\n",
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_text_says_is_read_as_html() {
        assert_eq!(
            escape("<b onclick=\"x\">'&\u{1b}\n  fin"),
            "&lt;b onclick=&quot;x&quot;&gt;&#39;&amp; fin"
        );
    }

    #[test]
    fn lists_open_and_close_around_each_other() {
        let text = |text: &str| text.to_owned();
        let all = [
            Block::Step(1, text("un")),
            Block::Step(2, text("deux")),
            Block::Bullet(text("a")),
            Block::SubBullet(text("b")),
            Block::SubBullet(text("c")),
            Block::Bullet(text("d")),
            Block::Text(text("fin")),
        ];
        let html = blocks(&all, 2).replace('\n', "");
        assert_eq!(
            html,
            "<ol><li value=\"1\">un</li><li value=\"2\">deux</li></ol>\
             <ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><p>fin</p>"
        );
    }
}
