//! The line where words are typed, corrected and pasted: those of the usager on a full screen, those of a form.
//!
//! A prompt of a library would read the terminal by itself: a pasted line end would send half of the words, its other
//! half would answer the next page, and Échap would not give them up.

use console::Key;

use super::terminal::Stroke;

/// Nobody says more in one breath, in characters.
const LONGEST_WORDS: usize = 300;
/// Ctrl-U, as in any terminal.
const CLEAR: char = '\u{15}';

/// The words typed so far.
#[derive(Debug, Default)]
pub(super) struct WordsLine {
    text: Vec<char>,
    /// How many characters stand before the cursor.
    cursor: usize,
    /// The text was there before anything was typed: what is typed stands in its place, as in any form.
    untouched: bool,
}

/// What was typed does this to them.
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
    /// A text that is there already; the cursor stands after it, and what is typed first replaces it.
    pub(super) fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        Self { cursor: text.len(), untouched: !text.is_empty(), text }
    }

    /// Whether it is still the text that was there before anything was typed.
    pub(super) fn is_untouched(&self) -> bool {
        self.untouched
    }

    /// Leaves no text.
    fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// What is typed now stands in the place of a text that nobody touched.
    fn replace_untouched(&mut self) {
        if std::mem::take(&mut self.untouched) {
            self.clear();
        }
    }

    /// What was typed at once: a line end within it was pasted, and says nothing.
    pub(super) fn take_all(&mut self, strokes: Vec<Stroke>) -> Typed {
        let last = strokes.len().saturating_sub(1);
        for (rank, stroke) in strokes.into_iter().enumerate() {
            let typed = match stroke {
                Stroke::Key(Key::Enter) if rank < last => self.paste("\n"),
                Stroke::Key(key) => self.take(&key),
                Stroke::Paste(text) => self.paste(&text),
            };
            if typed != Typed::On {
                return typed;
            }
        }
        Typed::On
    }

    fn take(&mut self, key: &Key) -> Typed {
        if matches!(key, Key::Char(c) if !c.is_control()) {
            self.replace_untouched();
        } else if !matches!(key, Key::Unknown | Key::Enter) {
            self.untouched = false;
        }
        match key {
            Key::Enter => {
                let text = String::from_iter(&self.text);
                return if text.trim().is_empty() { Typed::Nothing } else { Typed::Said(text) };
            }
            Key::Escape => return Typed::GivenUp,
            Key::Char(CLEAR) => self.clear(),
            Key::Char(c) => self.insert(*c),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.text.remove(self.cursor);
            }
            Key::Del if self.cursor < self.text.len() => {
                self.text.remove(self.cursor);
            }
            Key::ArrowLeft => self.cursor = self.cursor.saturating_sub(1),
            Key::ArrowRight => self.cursor = (self.cursor + 1).min(self.text.len()),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            _ => {}
        }
        Typed::On
    }

    /// A text on one line, whatever it was.
    fn paste(&mut self, text: &str) -> Typed {
        self.replace_untouched();
        for c in text.chars() {
            let blank = c.is_whitespace() || c.is_control();
            let follows_blank = self.cursor.checked_sub(1).is_none_or(|before| self.text[before] == ' ');
            if !blank {
                self.insert(c);
            } else if !follows_blank {
                self.insert(' ');
            }
        }
        Typed::On
    }

    fn insert(&mut self, c: char) {
        if !c.is_control() && self.text.len() < LONGEST_WORDS {
            self.text.insert(self.cursor, c);
            self.cursor += 1;
        }
    }

    /// What fits around the cursor, and how many characters of it stand before the cursor; « … » where there is more
    /// before or after.
    pub(super) fn part(&self, width: usize) -> (String, usize) {
        let start = self.cursor.saturating_sub(width);
        let mut part: Vec<char> = self.text.iter().skip(start).take(width).copied().collect();
        if let Some(first) = part.first_mut().filter(|_| start > 0) {
            *first = '…';
        }
        if let Some(last) = part.last_mut().filter(|_| start + width < self.text.len()) {
            *last = '…';
        }
        (part.into_iter().collect(), self.cursor - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &[Key]) -> Vec<Stroke> {
        keys.iter().cloned().map(Stroke::Key).collect()
    }

    fn typed(text: &str) -> WordsLine {
        let mut line = WordsLine::default();
        for c in text.chars() {
            assert_eq!(line.take(&Key::Char(c)), Typed::On);
        }
        line
    }

    fn said(words: &str) -> Typed {
        Typed::Said(words.to_owned())
    }

    #[test]
    fn letters_are_kept_and_the_last_one_can_be_taken_back() {
        let mut line = typed("été!\u{7}");
        assert_eq!(line.take_all(keys(&[Key::Backspace, Key::Enter])), said("été"));
    }

    #[test]
    fn a_mistake_is_mended_where_it_stands() {
        let mut line = typed("carte vtale");
        let left = [Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft];
        assert_eq!(line.take_all(keys(&left)), Typed::On);
        assert_eq!(line.part(20), ("carte vtale".to_owned(), 7));
        let mended = [Key::Char('i'), Key::Home, Key::Del, Key::Char('C'), Key::End, Key::ArrowRight];
        assert_eq!(line.take_all(keys(&mended)), Typed::On);
        assert_eq!(line.take(&Key::Enter), said("Carte vitale"));
    }

    #[test]
    fn what_is_typed_stands_in_the_place_of_a_text_that_was_proposed() {
        assert_eq!(WordsLine::of("Nièvre").take_all(keys(&[Key::Char('r'), Key::Enter])), said("r"));
        assert_eq!(WordsLine::of("Nièvre").take_all(keys(&[Key::Enter])), said("Nièvre"));
        let corrected = [Key::Backspace, Key::Char('é'), Key::Enter];
        assert_eq!(WordsLine::of("Nièvre").take_all(keys(&corrected)), said("Nièvré"));
        let paste = Stroke::Paste("Yonne".to_owned());
        assert_eq!(WordsLine::of("Nièvre").take_all(vec![paste, Stroke::Key(Key::Enter)]), said("Yonne"));
    }

    #[test]
    fn ctrl_u_leaves_nothing() {
        let mut line = typed("Nièvre");
        assert_eq!(line.take_all(keys(&[Key::Char(CLEAR), Key::Char('5'), Key::Enter])), said("5"));
    }

    #[test]
    fn blanks_say_nothing() {
        assert_eq!(typed("  ").take(&Key::Enter), Typed::Nothing);
        assert_eq!(typed("").take_all(keys(&[Key::Backspace, Key::Del, Key::ArrowLeft])), Typed::On);
    }

    #[test]
    fn what_is_pasted_is_one_line_of_words() {
        let mut line = typed("dit : ");
        let paste = Stroke::Paste("j'ai perdu\r\n\tma carte\u{1b}[31m\nq\n".to_owned());
        assert_eq!(line.take_all(vec![paste]), Typed::On);
        assert_eq!(line.take(&Key::Enter), said("dit : j'ai perdu ma carte [31m q "));
    }

    #[test]
    fn lines_that_come_at_once_are_words_too() {
        let lines = [Key::Char('a'), Key::Char('b'), Key::Enter, Key::Enter, Key::Char('q'), Key::Enter];
        assert_eq!(WordsLine::default().take_all(keys(&lines)), said("ab q"));
        assert_eq!(typed("ab").take_all(keys(&[Key::Escape, Key::Enter])), Typed::GivenUp);
    }

    #[test]
    fn a_long_text_ends_somewhere_and_shows_what_surrounds_the_cursor() {
        let mut line = typed(&"a".repeat(LONGEST_WORDS + 50));
        line.take_all(vec![Stroke::Paste("b".repeat(1_000_000))]);
        assert_eq!(line.text.len(), LONGEST_WORDS);
        let mut line = typed("abcdef");
        assert_eq!(line.part(3), ("…ef".to_owned(), 3));
        line.take(&Key::Home);
        assert_eq!(line.part(3), ("ab…".to_owned(), 0));
    }
}
