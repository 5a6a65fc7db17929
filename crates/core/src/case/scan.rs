//! The usual shape of a line, read fast: the keys of a case, once each, in any order; strings
//! without escapes; nothing else. On anything else it gives up, and [`super::json`] decides: it
//! never accepts what that would refuse, nor reads it otherwise. A property test holds the two
//! together.

use std::borrow::Cow;

use super::{Attendu, Case};
use crate::walk::Answered;

/// Reads a line into `case`, whose lists keep their room from one line to the next.
/// False: not the usual shape, and `case` holds nothing of use.
pub fn read<'a>(line: &'a str, case: &mut Case<'a>) -> bool {
    case.reponses.clear();
    let mut rows = case.attendu.take().and_then(|attendu| attendu.lignes).unwrap_or_default();
    rows.clear();
    case.recit = None;
    let mut scanner = Scanner { text: line, at: 0 };
    scanner.case(case, rows).is_some()
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn case(&mut self, case: &mut Case<'a>, rows: Vec<Cow<'a, str>>) -> Option<()> {
        let (mut id, mut operateur, mut recit, mut answers) = (None, None, None, false);
        let mut rows = Some(rows);
        self.object(|scanner, key| match key {
            "id" => put(&mut id, scanner.string()?),
            "operateur" => put(&mut operateur, scanner.string()?),
            "recit" => put(&mut recit, scanner.string()?),
            "reponses" if !answers => {
                answers = true;
                scanner.object(|scanner, question| {
                    case.reponses.push(Answered::new(question, scanner.string()?));
                    Some(())
                })
            }
            "attendu" => {
                case.attendu = Some(scanner.attendu(rows.take()?)?);
                Some(())
            }
            _ => None,
        })?;
        self.space();
        case.id = Cow::Borrowed(id?);
        case.operateur = Cow::Borrowed(operateur?);
        case.recit = recit.map(Cow::Borrowed);
        (answers && self.at == self.text.len()).then_some(())
    }

    fn attendu(&mut self, mut rows: Vec<Cow<'a, str>>) -> Option<Attendu<'a>> {
        let (mut categorie, mut demarche, mut conduite) = (None, None, None);
        let (mut blocage, mut has_rows) = (None, false);
        self.object(|scanner, key| match key {
            "categorie" => put(&mut categorie, scanner.string()?),
            "demarche" => put(&mut demarche, scanner.string()?),
            "conduite" => put(&mut conduite, scanner.string()?),
            "blocage" => put(&mut blocage, scanner.boolean()?),
            "lignes" if !has_rows => {
                has_rows = true;
                scanner.list(|scanner| {
                    rows.push(Cow::Borrowed(scanner.string()?));
                    Some(())
                })
            }
            _ => None,
        })?;
        let borrow = |text: Option<&'a str>| text.map(Cow::Borrowed);
        Some(Attendu {
            categorie: borrow(categorie),
            lignes: has_rows.then_some(rows),
            demarche: borrow(demarche),
            blocage,
            conduite: borrow(conduite),
        })
    }

    /// `{"key": value, …}`; `value` reads what follows each key.
    fn object(&mut self, mut value: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.sequence(b'{', b'}', |scanner| {
            let key = scanner.string()?;
            scanner.byte(b':')?;
            value(scanner, key)
        })
    }

    /// `[item, …]`.
    fn list(&mut self, item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.sequence(b'[', b']', item)
    }

    fn sequence(&mut self, open: u8, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.byte(open)?;
        if self.byte(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.byte(b',').is_none() {
                return self.byte(close);
            }
        }
    }

    /// The next byte past the space, if it is this one.
    #[inline]
    fn byte(&mut self, wanted: u8) -> Option<()> {
        // Most lines have no space at all.
        if self.text.as_bytes().get(self.at) != Some(&wanted) {
            self.space();
            if self.text.as_bytes().get(self.at) != Some(&wanted) {
                return None;
            }
        }
        self.at += 1;
        Some(())
    }

    fn space(&mut self) {
        while matches!(self.text.as_bytes().get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// A string without escapes; control characters are not JSON.
    fn string(&mut self) -> Option<&'a str> {
        self.byte(b'"')?;
        let rest = &self.text.as_bytes()[self.at..];
        let length = plain(rest);
        let start = self.at;
        self.at += length + 1;
        (rest.get(length) == Some(&b'"')).then(|| &self.text[start..start + length])
    }

    fn boolean(&mut self) -> Option<bool> {
        self.space();
        let rest = &self.text[self.at..];
        let value = rest.starts_with("true");
        let word = if value { "true" } else { "false" };
        rest.starts_with(word).then(|| self.at += word.len())?;
        Some(value)
    }
}

/// How many bytes come before a quote, a backslash or a control character, eight at a time.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Marks the zero bytes of `word`; the first mark is always right, later ones may not be.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let quote = zeros(word ^ (ONES * u64::from(b'"')));
        let backslash = zeros(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word & HIGH;
        let found = quote | backslash | control;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let stops = |&b: &u8| b == b'"' || b == b'\\' || b < b' ';
    at + bytes[at..].iter().position(stops).unwrap_or(bytes.len() - at)
}

/// Fills a field that is still empty: a key that comes twice is not the usual shape.
fn put<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}
