//! What the quiz and the Mermaid drawings share: Markdown.

use crate::pages::Block;
pub(super) use crate::pages::typography::markdown as escape;

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
