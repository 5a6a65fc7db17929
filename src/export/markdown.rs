//! What the quiz and the Mermaid drawings share: Markdown.

use crate::pages::Block;

/// A text on a line of its own, without what opens a mark of Markdown: only the marks that count
/// anywhere in a line, as the texts start with a letter, a box or a guillemet.
pub(super) fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let opens = matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|')
            || (at == 0 && matches!(c, '#' | '-' | '+' | '>' | '='));
        if opens {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Paragraphs and lists of bullets, each after an empty line; other blocks are left out.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for block in blocks {
        match block {
            Block::Text(line) => text.extend(["\n", &escape(line), "\n"]),
            Block::Bullet(line) => {
                text.extend([if in_list { "- " } else { "\n- " }, &escape(line), "\n"]);
            }
            _ => {}
        }
        in_list = matches!(block, Block::Bullet(_));
    }
    text
}
