//! The parts of a text written in RON or in JSON: for what changes some of them and leaves every other byte.

use std::ops::Range;

use super::spans::{raw, skip};

/// A part of a text, by its bytes.
pub(crate) enum Token {
    /// With its quotes, and the `r#` of a raw one.
    Text(Range<usize>),
    Name(Range<usize>),
    Mark(char),
}

/// The parts of a text, its comments left out.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        at = skip(text, at);
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { return tokens };
        let whole_text = if c == 'r' { raw(rest) } else { None };
        let (length, token): (usize, fn(Range<usize>) -> Token) = match whole_text {
            Some(length) => (length, Token::Text),
            None if c == '"' => (quoted(rest), Token::Text),
            None if c.is_alphabetic() || c == '_' => {
                let after = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                (after.unwrap_or(rest.len()), Token::Name)
            }
            None => {
                tokens.push(Token::Mark(c));
                at += c.len_utf8();
                continue;
            }
        };
        tokens.push(token(at..at + length));
        at += length;
    }
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

    #[test]
    fn a_raw_text_is_one_part_whatever_it_holds() {
        let text = r##"(recit: r#"dit "a": "b" // et part"#, rang: 2)"##;
        let parts = |token| match token {
            Token::Text(range) | Token::Name(range) => text[range].to_owned(),
            Token::Mark(c) => c.to_string(),
        };
        let parts: Vec<String> = tokens(text).into_iter().map(parts).collect();
        let raw = r##"r#"dit "a": "b" // et part"#"##;
        assert_eq!(parts, ["(", "recit", ":", raw, ",", "rang", ":", "2", ")"]);
    }
}
