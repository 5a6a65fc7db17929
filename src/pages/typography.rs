//! Where a French line may be cut, and where not.

use aiguilleur_core::tree::is_control;
use textwrap::{Options, WordSeparator, WordSplitter};

/// A space that does not break; a terminal is given a plain one, which every console has.
pub const GLUE: char = '\u{a0}';

/// Makes unbreakable the spaces that French typography wants so, and those within numbers.
pub fn glue(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    chars
        .iter()
        .enumerate()
        .map(|(at, &c)| {
            let next = chars.get(at + 1).copied().unwrap_or_default();
            let opens = at > 0 && chars[at - 1] == '«';
            let number = at > 0 && digit(at - 1) && (digit(at + 1) || next == '€');
            if c == ' ' && ("?!:;»".contains(next) || opens || number) { GLUE } else { c }
        })
        .collect()
}

/// Wraps a text after `first`; the next lines are indented as much.
pub fn wrap(text: &str, first: &str, width: usize) -> Vec<String> {
    let indent = " ".repeat(first.chars().count());
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&glue(&harmless(text)), options)
        .into_iter()
        .map(|line| line.replace(GLUE, " ").trim_end().to_owned())
        .collect()
}

/// A name, of a file most of all, as one argument of a command that can be copied.
pub fn argument(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\.:_-+,@%".contains(c);
    if !name.is_empty() && name.chars().all(plain) {
        return name.to_owned();
    }
    // A shell reads these between double quotes; between single ones, it reads nothing.
    if cfg!(unix) && name.contains(['$', '`', '"', '\\', '!']) {
        return format!("'{}'", name.replace('\'', "'\\''"));
    }
    format!("\"{name}\"")
}

/// The text where a sign stands for each character that commands a terminal, or hides or reorders others.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_control(c) { '\u{fffd}' } else { c }).collect()
}

/// The text on one line, without the characters that command a terminal, hide or reorder: a file may hold any. Whatever
/// reaches a screen, a page, a drawing or a spreadsheet goes through here.
pub fn harmless(text: &str) -> String {
    let spaced = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    spaced.filter(|c| !is_control(*c)).collect()
}

/// A text on a line of its own of Markdown, without what opens a mark: only the marks that count anywhere in a line, as
/// the texts start with a letter, a box or a guillemet.
pub fn markdown(text: &str) -> String {
    let line = harmless(text).split_whitespace().collect::<Vec<_>>().join(" ");
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
