//! What every text in Markdown shares.

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
