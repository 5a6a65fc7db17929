//! What is wrong with a text of the set, where, and how to mend it.

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The tree must not be used.
    Error,
    /// The tree can be used; a person should look.
    Warning,
}

/// One thing wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// The check that speaks, a short stable name: `cible`, `urgence-d-abord`…
    pub rule: &'static str,
    /// The file, as the user can find it.
    pub file: String,
    /// Where in the file; none where the file as a whole is at fault.
    pub snippet: Option<Snippet>,
    /// What is wrong, a sentence.
    pub message: String,
    /// How to mend it, a sentence.
    pub mend: String,
}

/// A place in a text, with the line that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The whole line, without its end; shortened around the place where it is very long.
    pub text: String,
    /// The faulty part of `text`, in bytes.
    pub start: usize,
    pub end: usize,
}

/// No line is shown wider than this many bytes.
const WIDEST_EXTRACT: usize = 400;
/// The characters before each block of so many bytes are counted once.
const BLOCK: usize = 1024;

impl Snippet {
    /// The snippet for the bytes `start..end` of `text`; `end` is cut at the end of the line. For several of one text,
    /// see [`Lines`].
    pub fn new(text: &str, start: usize, end: usize) -> Self {
        Lines::new(text).snippet(start, end)
    }
}

/// Where the lines of a text start: each of many places is then found at once.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters come before each block.
    chars: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut count = 0;
        let chars = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += characters(block);
            before
        });
        Self { text, starts: std::iter::once(0).chain(ends).collect(), chars: chars.collect() }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The snippet for the bytes `start..end`; `end` is cut at the end of the line.
    pub fn snippet(&self, start: usize, end: usize) -> Snippet {
        let text = self.text;
        let start = floor_boundary(text, start.min(text.len()));
        let line = self.line(start);
        let line_start = self.starts[line - 1];
        // Nothing is shown beyond.
        let most = floor_boundary(text, start + WIDEST_EXTRACT);
        let line_end = text[start..most].find(['\n', '\r']).map_or(most, |at| start + at);
        let end = floor_boundary(text, end.clamp(start, line_end));
        let from = line_start.max(floor_boundary(text, start.saturating_sub(WIDEST_EXTRACT / 2)));
        let to = line_end.min(floor_boundary(text, start + WIDEST_EXTRACT / 2).max(end));
        Snippet {
            line,
            column: 1 + self.before(start) - self.before(line_start),
            text: text[from..to].to_owned(),
            start: start - from,
            end: end - from,
        }
    }

    /// How many characters come before a byte.
    fn before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        let counted = self.chars.get(block).copied().unwrap_or_else(|| {
            // At the end of a text that fills its last block.
            self.chars.last().map_or(0, |before| before + characters(&self.text.as_bytes()[at - BLOCK..at]))
        });
        counted + characters(&self.text.as_bytes()[block * BLOCK..at])
    }
}

/// How many characters start in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The nearest character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Lines, Snippet};

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        for lead in [0, 1, BLOCK - 1, BLOCK, 3 * BLOCK] {
            let text = format!("{}\nété : ici\r\n", "é".repeat(lead));
            let at = text.find("ici").unwrap_or_default();
            let snippet = Snippet::new(&text, at, text.len());
            assert_eq!((snippet.line, snippet.column, snippet.text.as_str()), (2, 7, "été : ici"), "{lead}");
            assert_eq!(&snippet.text[snippet.start..snippet.end], "ici");
            let end = Lines::new(&text).snippet(text.len(), text.len());
            assert_eq!((end.line, end.column), (3, 1), "{lead}");
            let whole = "é".repeat(lead);
            assert_eq!(Snippet::new(&whole, whole.len(), whole.len()).column, lead + 1, "{lead}");
        }
    }
}
