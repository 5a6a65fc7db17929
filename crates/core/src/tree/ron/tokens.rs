//! The parts of a text written in RON or in JSON: for what changes some of them and leaves every other byte.

use std::ops::Range;

/// A part of a text, by its bytes.
pub(crate) enum Token {
    /// With its quotes.
    Text(Range<usize>),
    Name(Range<usize>),
    Mark(char),
}

/// The parts of a text, its comments left out.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            let length = quoted(rest);
            tokens.push(Token::Text(at..at + length));
            length
        } else if c.is_alphabetic() || c == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Name(at..at + length));
            length
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        at += length;
    }
    tokens
}

/// The length of the quoted text that `rest` starts with.
pub(super) fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn comments_and_quotes_within_texts_are_no_parts() {
        let text = r#"(recit: "dit \"oui\"", // "a": "b"
            reponses: {"a": "b"}) /* "c": "d" */"#;
        let texts: Vec<&str> = tokens(text)
            .into_iter()
            .filter_map(|token| match token {
                Token::Text(range) => Some(&text[range]),
                _ => None,
            })
            .collect();
        assert_eq!(texts, [r#""dit \"oui\"""#, "\"a\"", "\"b\""]);
    }
}
