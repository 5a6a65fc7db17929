//! The words of a cell: what a conversion left in them, their lines, their bullets, and French typography.

use aiguilleur_core::tree::is_control;
use unicode_normalization::UnicodeNormalization as _;

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub bullet: bool,
    pub text: String,
}

/// The words of a cell in plain characters: bits of HTML, escapes and invisible characters resolved or left out.
pub(super) fn plain(raw: &str) -> String {
    let mut text = raw.to_owned();
    if text.contains("_x00") {
        text = unescaped(&text);
    }
    // « \n » typed as two characters; a path of Windows keeps its own.
    if text.contains("\\n") && !text.contains(":\\") {
        text = text.replace("\\r\\n", "\n").replace("\\n", "\n");
    }
    if text.contains('<') || text.contains('&') {
        text = crate::source::formats::html::fragment(&text);
    }
    // An apostrophe only keeps a spreadsheet from taking a text for a formula.
    if let Some(bare) =
        text.strip_prefix('\'').filter(|bare| bare.trim_start().starts_with(['=', '+', '-', '@']))
    {
        text = bare.to_owned();
    }
    with_bullets(printable(&text.replace("\r\n", "\n").replace('\r', "\n")).trim())
}

/// « _x000D_ », as a spreadsheet writes what XML cannot hold.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x00") {
        let code = rest.get(at + 2..at + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let Some(c) = code.and_then(char::from_u32).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
        else {
            plain.push_str(&rest[..at + 4]);
            rest = &rest[at + 4..];
            continue;
        };
        plain.push_str(&rest[..at]);
        plain.push(c);
        rest = &rest[at + 7..];
    }
    plain + rest
}

/// What a list item starts with; 0xF0B7 is what a word processor leaves of its own bullet.
const BULLETS: &[char] = &['-', '–', '—', '•', '*', '·', '▪', '◦', '‣', '●', '☐', '❑', '□', '\u{f0b7}'];

/// The lines of a cell, in plain French typography. A line cut by the width of a page is whole again.
pub fn lines(cell: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let apart = cell.replace(" • ", "\n• ").replace(" ☐ ", "\n☐ ");
    for raw in apart.split('\n') {
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
pub fn flat(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// A text whose lists that a word processor numbers, or marks with a small « o », have bullets.
fn with_bullets(text: &str) -> String {
    let numbered = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - rest.len();
        let rest = rest.strip_prefix(['.', ')']).filter(|_| matches!(digits, 1 | 2));
        rest.and_then(|rest| rest.strip_prefix(' ')).map(str::to_owned)
    };
    // One number at the start of a line may be a sum, or a day.
    let is_numbered = text.split('\n').filter(|line| numbered(line.trim()).is_some()).count() > 1;
    let lines = text.split('\n').map(|line| {
        let own = line.trim();
        let item = own.strip_prefix("o ").map(str::to_owned);
        let item = item.or_else(|| numbered(own).filter(|_| is_numbered));
        item.map_or_else(|| line.to_owned(), |item| format!("• {item}"))
    });
    lines.collect::<Vec<_>>().join("\n")
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
    // An accent that stands apart is written with its letter.
    for c in text.nfc() {
        match c {
            // Words that only such a character parts are not joined.
            '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' => {
                plain.push(' ');
            }
            '\n' | '\u{2028}' | '\u{2029}' if plain.ends_with('\n') => {}
            '\n' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            // A hyphen that does not break is one; between digits, it is found in numbers so.
            '\u{2010}' | '\u{2011}' => plain.push('-'),
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
pub fn address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.to_ascii_lowercase().starts_with("www.")
}

/// The text with a capital; an address keeps its own letters.
pub fn capital(text: &str) -> String {
    if text.split(' ').next().is_some_and(address) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Plain spaces, straight apostrophes, « guillemets », « … », a space before `; : ? !`.
pub fn typography(text: &str) -> String {
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

/// Whether these words only number the rows: digits, few of them or each more than the one before.
pub(super) fn are_ranks<'w>(said: impl Iterator<Item = &'w str>) -> bool {
    let (mut last, mut few, mut grows) = (0, true, true);
    for words in said {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        if !words.chars().all(|c| c.is_ascii_digit() || ".-".contains(c)) {
            return false;
        }
        let number = digits.parse::<u64>().unwrap_or(u64::MAX);
        grows &= number > last && (last > 0 || number < 10);
        few &= digits.len() < 4;
        last = number;
    }
    few || grows
}

#[cfg(test)]
mod tests {
    use super::{lines, plain, typography};

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
        let lines = lines("Sur le site :\n- Déclarer\n• Demander une\naide\n*Payer\n\nNB : rien");
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
    fn what_a_conversion_left_is_read_as_it_was_meant() {
        for (raw, meant) in [
            ("Aider l'usager._x000D_", "Aider l'usager."),
            ("_x0001_", ""),
            ("a_x00zz_b", "a_x00zz_b"),
            ("Aider\\nEn cas de blocage", "Aider\nEn cas de blocage"),
            ("voir C:\\notes", "voir C:\\notes"),
            ("Déclarer<br>Suivre", "Déclarer\nSuivre"),
            ("<p>Aider.</p><ul><li>Appeler</li></ul>", "Aider.\n- Appeler"),
            ("la caisse &amp; le service", "la caisse & le service"),
            ("si < 25 ans ou <30 ; a&b ; ?a=1&copy=2", "si < 25 ans ou <30 ; a&b ; ?a=1&copy=2"),
            ("écrire à <a@b.fr>", "écrire à <a@b.fr>"),
            ("via\u{a0}le 09\u{2011}00", "via le 09-00"),
            ("de\u{301}ce\u{300}s, rendez\u{2010}vous", "décès, rendez-vous"),
            ("Aider\no Appeler\no Écrire", "Aider\n• Appeler\n• Écrire"),
            ("Aider :\n1. Appeler\n2. Écrire", "Aider :\n• Appeler\n• Écrire"),
            ("Dans la limite de\n12. Puis appeler", "Dans la limite de\n12. Puis appeler"),
        ] {
            assert_eq!(plain(raw), meant, "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_printed_is_left_out() {
        assert_eq!(plain("in\u{ad}\u{1b}\u{0}ﬁni"), "infini");
    }
}
