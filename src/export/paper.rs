//! What fiches, feuilles, livret and quiz share: a page of HTML to be printed, which loads nothing, and
//! blocks within it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::pages::typography::glue;
use crate::pages::{Block, categorie};
use aiguilleur_core::tree::is_control;

/// A sheet shows and does nothing: no script, no image, no connection.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How large the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// A sheet holds on one page.
    Usual,
    /// Eighteen points: a sheet takes as many pages as it needs.
    Large,
}

/// How paper looks: sizes in points and millimetres, categories told by a frame as well as by their words.
pub(super) const STYLE: &str = "\
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
.ligne{display:flex;gap:.4em;align-items:baseline;margin:.75em 0}\
.ligne i{flex:1;border-bottom:.6pt solid #000;min-width:20mm}\
@media screen{body{margin:8mm auto;padding:0 6mm}}\
@page{size:A4;margin:14mm}";

/// How sheets look, one a page: those of démarches, those of usagers.
const SHEETS: &str = "\
body{font-size:11.5pt}\
section{break-after:page}section:last-of-type{break-after:auto}\
.dense{font-size:10pt;line-height:1.27}\
.pied{margin-top:.9em;border-top:.4pt solid #000;padding-top:.2em}\
@media screen{section{border-bottom:2pt solid #000;padding-bottom:8mm;margin-bottom:8mm}}";

/// Large letters, and larger lines: for whoever sees badly, or reads from afar.
const LARGE: &str = "body{font-size:18pt;line-height:1.4}.dense,.note{font-size:1em;line-height:1.4}";

/// The style of sheets in these letters.
pub(super) fn sheets(letters: Letters) -> String {
    let large = if letters == Letters::Large { LARGE } else { "" };
    format!("{STYLE}{SHEETS}{large}")
}

/// A text as one line of French: unbreakable spaces where typography wants them, no control character.
pub(super) fn typeset(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    let mut line = glue(&words.join(" "));
    line.retain(|c| !is_control(c));
    line
}

/// How much room texts take, in characters: each ends with a line that is not full.
pub(super) fn length<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count() + 25).sum()
}

/// A whole page, as text.
pub(super) fn page(title: &str, style: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width";
                title { (typeset(title)) }
                style { (PreEscaped(style)) }
            }
            "\n"
            body { (body) }
        }
        "\n"
    };
    page.into_string()
}

/// A heading, from 1, the largest, to 4.
fn heading(level: usize, text: &str) -> Markup {
    let text = typeset(text);
    html! {
        @match level {
            1 => h1 { (text) },
            2 => h2 { (text) },
            3 => h3 { (text) },
            _ => h4 { (text) },
        }
    }
}

/// The list that a block is an item of.
#[derive(PartialEq, Eq)]
enum List {
    None,
    Bullets,
    Steps,
}

/// Blocks, the title a heading of this level.
pub(super) fn blocks(blocks: &[Block], level: usize) -> Markup {
    let list = |block: &Block| match block {
        Block::Bullet(_) | Block::SubBullet(_) => List::Bullets,
        Block::Step(..) => List::Steps,
        _ => List::None,
    };
    let mut runs: Vec<&[Block]> = Vec::new();
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let of = list(first);
        let same =
            |block: &Block| list(block) == of || (of != List::None && matches!(block, Block::SubBullet(_)));
        let end = rest.iter().position(|block| !same(block)).unwrap_or(rest.len());
        runs.push(&rest[..end]);
        rest = &rest[end..];
    }
    html! {
        @for run in runs {
            @match list(&run[0]) {
                List::None => { @for one in run { (block(one, level)) } },
                List::Bullets => ul { (items(run)) },
                List::Steps => ol { (items(run)) },
            }
        }
    }
}

/// Items, each with the list of those under it.
fn items(run: &[Block]) -> Markup {
    html! {
        @for item in run.chunk_by(|_, next| matches!(next, Block::SubBullet(_))) {
            @let (value, first, under) = match item {
                [Block::Step(value, text), under @ ..] => (Some(value), typeset(text), under),
                [Block::Bullet(text), under @ ..] => (None, typeset(text), under),
                under => (None, String::new(), under),
            };
            li value=[value] {
                (first)
                @if !under.is_empty() { ul { @for one in under { (block(one, 0)) } } }
            }
        }
    }
}

/// A line to fill in by hand.
pub(super) fn blank(label: &str) -> Markup {
    html! { p.ligne { (typeset(label)) " " i {} } }
}

/// A block by itself; an item comes without its list.
fn block(block: &Block, level: usize) -> Markup {
    html! {
        @match block {
            Block::Title(title) => (heading(level, title)),
            Block::Heading(text) => (heading(level + 1, text)),
            Block::Category(of) => p class={ "categorie " (of.code()) } { (typeset(categorie::in_capitals(*of))) },
            Block::Text(text) | Block::Mark(_, text) => p { (typeset(text)) },
            Block::Note(text) => p.note { (typeset(text)) },
            Block::Verbatim(text) => pre { (typeset(text)) },
            Block::Bullet(text) | Block::SubBullet(text) => li { (typeset(text)) },
            Block::Step(number, text) => li value=(number) { (typeset(text)) },
            Block::Gap => {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_text_says_is_read_as_html() {
        let text = Block::Text("<b onclick=\"x\">'&\u{1b}\n  fin".to_owned());
        let html = blocks(&[text], 1).into_string();
        assert_eq!(html, "<p>&lt;b onclick=&quot;x&quot;&gt;'&amp; fin</p>");
    }

    #[test]
    fn lists_open_and_close_around_each_other() {
        let text = |text: &str| text.to_owned();
        let all = [
            Block::Step(1, text("un")),
            Block::SubBullet(text("par là")),
            Block::Step(2, text("deux")),
            Block::Bullet(text("a")),
            Block::SubBullet(text("b")),
            Block::SubBullet(text("c")),
            Block::Bullet(text("d")),
            Block::Text(text("fin")),
        ];
        let html = blocks(&all, 2).into_string();
        assert_eq!(
            html,
            "<ol><li value=\"1\">un<ul><li>par là</li></ul></li><li value=\"2\">deux</li></ol>\
             <ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><p>fin</p>"
        );
    }
}
