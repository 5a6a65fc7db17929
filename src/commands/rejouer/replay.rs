//! Cases replayed, file after file: lists whole, streams line by line.

use crate::error::Error;
use crate::files::cases::Input;
use crate::ui::Manner;
use crate::ui::progress_bar::Reading;
use aiguilleur_core::replay::{self, Tally, Trees};
use aiguilleur_core::tree::Finding;

/// How cases are replayed.
pub(super) struct Replay {
    pub threads: usize,
    /// An answer to a question that is never asked is a deviation.
    pub strict: bool,
    /// What no case exercises is counted.
    pub coverage: bool,
}

impl Replay {
    /// Replays all the cases of these inputs.
    pub(super) fn all(&self, trees: &Trees<'_>, inputs: &[Input], manner: Manner) -> Result<Tally, Error> {
        let mut tally = Tally::new(trees, self.coverage);
        let mut ids = replay::Ids::default();
        for input in inputs {
            let counted = match input.list()? {
                Some(Ok((_, list))) => {
                    replay::list(trees, (input.file(), &list), &mut ids, self.options(&|_| {}))
                }
                // A list among others that is no text is told, and the rest goes on.
                Some(Err(findings)) if matches!(input, Input::List { .. }) => {
                    no_text(trees, input.file(), &findings)
                }
                Some(Err(findings)) => return Err(Error::Faulty(findings)),
                None => self.stream(trees, input, manner)?,
            };
            tally.merge(counted, 0);
        }
        Ok(tally)
    }

    fn options<'p>(&self, progress: &'p (dyn Fn(u64) + Sync)) -> replay::Options<'p> {
        let &Self { threads, strict, coverage } = self;
        replay::Options { threads, strict, coverage, progress }
    }

    fn stream(&self, trees: &Trees<'_>, input: &Input, manner: Manner) -> Result<Tally, Error> {
        let (stream, size) = input.open()?;
        let reading = Reading::new(size, manner);
        let advance = |bytes| reading.advance(bytes);
        let counted = replay::lines(trees, stream, input.file(), self.options(&advance));
        reading.finish();
        counted.map_err(|error| input.broken(&error))
    }
}

/// A list that is no text: one thing that cannot be read.
fn no_text(trees: &Trees<'_>, file: &str, findings: &[Finding]) -> Tally {
    let mut tally = Tally::new(trees, false);
    for finding in findings {
        let line = finding.snippet.as_ref().map_or(0, |snippet| snippet.line as u64);
        tally.unreadable(file, line, || finding.message.clone());
    }
    tally
}
