//! The one runner of the tables of mistakes: a sound text with one thing changed, and what must be said of it.

use super::Run;

/// A mistake: words of a sound text, what stands in their place, what points at it (see [`By`]), words that must be said.
pub type Mistake = (&'static str, &'static str, &'static str, &'static str);

/// What the third word of a table points at.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// The rule that must speak.
    Rule,
    /// Words of the line that must be shown.
    Line,
}

/// Each mistake of the table is named by `run`: its file and its line, what is wrong, how to mend it. An error gives
/// `failed`, a warning alone 0. Returns the runs, in the order of the table.
pub fn each_is_named(
    table: &[Mistake],
    (by, file, failed): (By, &str, i32),
    sound: &str,
    run: impl Fn(usize, &str) -> Run,
) {
    for (rank, mistake) in table.iter().enumerate() {
        let (from, to, at, words) = *mistake;
        assert!(sound.contains(from), "the sound text has no {from:?}");
        let run = run(rank, &sound.replacen(from, to, 1));
        // A result and an error go to two streams.
        let said = format!("{}{}", run.out, run.err);
        let shown = |finding: &str| match by {
            By::Rule => finding.contains(&format!("[{at}]")),
            By::Line => finding.lines().any(|line| line.contains(" | ") && line.contains(at)),
        };
        let named = said.split("\n\n").any(|finding| {
            shown(finding)
                && finding.contains(&format!("{file}:"))
                && finding.contains("à faire")
                && finding.contains(words)
        });
        assert!(named, "{mistake:?}:\n{said}");
        let stopped = said.contains("erreur[");
        assert_eq!(run.status, if stopped { failed } else { 0 }, "{mistake:?}:\n{said}");
    }
}
