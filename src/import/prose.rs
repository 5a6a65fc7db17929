//! The words of a cell: its lines, its bullets, and French typography as a tree wants it.

use aiguilleur_core::tree::is_control;

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub bullet: bool,
    pub text: String,
}

/// What a list item starts with; 0xF0B7 is what a word processor leaves of its own bullet.
const BULLETS: &[char] = &['-', '–', '—', '•', '*', '·', '▪', '◦', '‣', '●', '\u{f0b7}'];

/// The lines of a cell, in plain French typography. A line cut by the width of a page is whole again.
pub(super) fn read(cell: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let apart = cell.replace(" • ", "\n• ").replace(['\u{2028}', '\u{2029}'], "\n");
    for raw in apart.split('\n') {
        let raw = printable(raw);
        let words = raw.trim();
        let item = bullet(words);
        let text = item.unwrap_or(words);
        if text.is_empty() {
            continue;
        }
        let goes_on = item.is_none() && text.starts_with(char::is_lowercase) && !address(text);
        match lines.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            None => lines.push(Line { bullet: item.is_some(), text: text.to_owned() }),
        }
    }
    for line in &mut lines {
        line.text = typography(&line.text);
    }
    lines
}

/// All the words of a cell on one line.
pub(super) fn flat(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The text after a bullet.
fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(BULLETS)?;
    let starts = rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic() || c == '\u{a0}');
    (starts || rest.is_empty()).then(|| rest.trim())
}

/// A text without what cannot be printed, its spaces plain, its joined letters apart.
fn printable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Words that only such a character parts are not joined.
            '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' => {
                plain.push(' ');
            }
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬀ' => plain.push_str("ff"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            c if is_control(c) || c == '\u{2060}' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Whether a word is an address, whose signs are its own.
pub(super) fn address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.to_ascii_lowercase().starts_with("www.")
}

/// Plain spaces, straight apostrophes, « guillemets », « … », a space before `; : ? !`.
pub(super) fn typography(text: &str) -> String {
    let quotes = text.matches('"').count();
    let mut open = false;
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        if address(word) {
            words.push(word.to_owned());
            continue;
        }
        let mut plain =
            word.replace(['’', '‘', 'ʼ'], "'").replace("...", "…").replace('“', "« ").replace('”', " »");
        // One quote without its pair says nothing of where it opens.
        while quotes.is_multiple_of(2) && plain.contains('"') {
            open = !open;
            plain = plain.replacen('"', if open { "« " } else { " »" }, 1);
        }
        words.push(spaced(&plain));
    }
    let joined = words.join(" ");
    let single = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    single.replace(" ,", ",")
}

/// A word with the spaces that its signs want.
fn spaced(word: &str) -> String {
    let mut plain = String::with_capacity(word.len() + 2);
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        // « 8:00 » keeps its colon.
        let closes = rest.peek().is_none_or(|next| matches!(next, ')' | ' '));
        if matches!(c, ';' | '?' | '!' | '»') || (c == ':' && closes) {
            plain.push(' ');
        }
        plain.push(c);
        if c == '«' {
            plain.push(' ');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{read, typography};

    #[test]
    fn typography_is_that_of_the_trees() {
        for (typed, plain) in [
            ("l’usager  veut\u{a0}:", "l'usager veut :"),
            ("le service \"mettre à jour\"", "le service « mettre à jour »"),
            ("«mot»,etc...", "« mot »,etc…"),
            ("quoi? ceci:", "quoi ? ceci :"),
            ("à 8:00, voir https://a.fr/b?c=d", "à 8:00, voir https://a.fr/b?c=d"),
            ("le site , puis", "le site, puis"),
            ("un seul \" ici", "un seul \" ici"),
        ] {
            assert_eq!(typography(typed), plain);
            assert_eq!(typography(plain), plain, "it was so already");
        }
    }

    #[test]
    fn bullets_are_items_and_cut_lines_are_whole() {
        let lines = read("Sur le site :\n- Déclarer\n• Demander une\naide\n*Payer\n\nNB : rien");
        let shown: Vec<(bool, &str)> = lines.iter().map(|line| (line.bullet, line.text.as_str())).collect();
        let expected = [
            (false, "Sur le site :"),
            (true, "Déclarer"),
            (true, "Demander une aide"),
            (true, "Payer"),
            (false, "NB : rien"),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_cannot_be_printed_is_left_out() {
        assert_eq!(read("in\u{ad}\u{1b}\u{0}ﬁni")[0].text, "infini");
    }
}
