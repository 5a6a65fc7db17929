//! The line where the usager's words are typed on a full screen, a key at a time.

use console::Key;

/// Nobody says more in one breath, in characters.
const LONGEST: usize = 300;

/// The words typed so far.
#[derive(Debug, Default)]
pub(super) struct WordsLine {
    text: String,
}

/// What a key does to them.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// They go on.
    On,
    /// They are said.
    Said(String),
    /// There are none to be said.
    Nothing,
    /// They are given up.
    GivenUp,
}

impl WordsLine {
    pub(super) fn take(&mut self, key: &Key) -> Typed {
        match key {
            Key::Enter if self.text.trim().is_empty() => return Typed::Nothing,
            Key::Enter => return Typed::Said(std::mem::take(&mut self.text)),
            Key::Escape => return Typed::GivenUp,
            Key::Backspace => {
                self.text.pop();
            }
            Key::Char(c) if !c.is_control() && self.text.chars().count() < LONGEST => self.text.push(*c),
            _ => {}
        }
        Typed::On
    }

    /// The end of them, as much as fits.
    pub(super) fn tail(&self, width: usize) -> String {
        let length = self.text.chars().count();
        self.text.chars().skip(length.saturating_sub(width)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> WordsLine {
        let mut typing = WordsLine::default();
        for c in keys.chars() {
            assert_eq!(typing.take(&Key::Char(c)), Typed::On);
        }
        typing
    }

    #[test]
    fn letters_are_kept_and_the_last_one_can_be_taken_back() {
        let mut typing = typed("été!\u{7}");
        assert_eq!(typing.take(&Key::Backspace), Typed::On);
        assert_eq!(typing.take(&Key::Enter), Typed::Said("été".to_owned()));
    }

    #[test]
    fn blanks_say_nothing() {
        assert_eq!(typed("  ").take(&Key::Enter), Typed::Nothing);
        assert_eq!(typed("").take(&Key::Backspace), Typed::On);
    }

    #[test]
    fn a_long_text_ends_somewhere_and_shows_its_end() {
        let typing = typed(&"a".repeat(LONGEST + 50));
        assert_eq!(typing.text.len(), LONGEST);
        assert_eq!(typed("abcdef").tail(3), "def");
    }
}
